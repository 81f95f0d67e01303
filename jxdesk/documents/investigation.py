"""人民调解调查记录 (documents.md §1.7): one person asked, one record; questions and answers as they were said.

Who is asked signs every page: a page without the signature could be exchanged. So each page but the
last has a line at its foot, and the last has the signatures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jxdesk.documents.case_words import (
    SEPARATOR,
    agent_age,
    agent_named,
    head_of,
    party_named,
    people,
    time_row,
)
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import RuledLines, paragraph, title
from jxdesk.documents.parts import turn_of, under_title
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import RECORD_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import party_signers, recorder
from jxdesk.documents.spans import FORM, FORM_FLAT
from jxdesk.documents.strips import Block, Space, Together, WithNext
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import CaseRecord, Investigation, Party, Respondent
from jxdesk.rules.read_aloud import Paper

TITLE = "人民调解调查记录"
ASKED = "被调查人（签名或按指印）"
EVERY_PAGE = "被调查人（签名）"
INVESTIGATORS = "调查人（签名）"
CLOSING = "以上记录我看过（已向我宣读），与我说的一致。"
_RULES = 34  # two sides of one sheet


@dataclass(frozen=True)
class InvestigationPaper:
    """What the record shows; ``talk`` are pairs of label (问：, 答：, 记：) and text."""

    turn: str
    start: str | None
    end: str | None
    place: str
    others: str
    asked: tuple[tuple[Field, ...], ...]
    talk: tuple[tuple[str, str], ...]
    closing: str
    signers: tuple[Signer, ...]
    investigators: int
    date: str | None


def from_case(case: CaseRecord, ordinal: int, house: House) -> InvestigationPaper:
    """The ``ordinal``-th record; beyond the last one, an empty form."""
    found = case.investigations[ordinal - 1] if ordinal <= len(case.investigations) else Investigation()
    asked = found.respondent or Respondent()
    party = party_named(case, asked.name, asked.party_id)
    return InvestigationPaper(
        turn=turn_of(ordinal, len(case.investigations)),
        start=found.start,
        end=found.end,
        place=found.place or "",
        others=people(found.others),
        asked=_asked(case, asked, party),
        talk=tuple(_said(pair) for pair in found.qa),
        closing=found.closing or CLOSING,
        signers=party_signers(case, [party], house, Paper("investigation", ordinal))
        if party
        else _lines(asked, found, house),
        investigators=max(len(found.investigators), 1 if found.qa else 2),
        date=foot_date(house, found.end, found.start),
    )


def _asked(case: CaseRecord, asked: Respondent, party: Party | None) -> tuple[tuple[Field, ...], ...]:
    """Who is asked. A party's facts are known; of an agent less, of the head of an organisation where to find
    them, of a witness nothing but the relation."""
    agent = None if party else agent_named(case, asked.name)
    led = None if party or agent else head_of(case, asked.name, asked.party_id)
    who = party or agent
    age = agent_age(case, agent) if agent else str(party.age) if party and party.age is not None else ""
    nation = party.nation if party else None
    home = (party.address if party else agent.work_unit if agent else None) or ""
    phone = who.phone if who else None
    if led:
        home, phone = f"{led.name or ''}{led.legal_rep_title or ''}", led.phone
    return (
        (
            Field("被调查人：", asked.name),
            Field("性别", who.sex if who else None, 2.4),
            Field("年龄", age, 2.6),
            Field("民族", nation, 4.2),
        ),
        (Field("单位职务或住址", home),),
        (Field("与当事人关系", asked.relation, 10.0), Field("联系方式", phone)),
    )


def _said(pair: Sequence[str]) -> tuple[str, str]:
    """Label and text; a pair that is none prints as it came."""
    if len(pair) < 2:
        return "", "".join(pair)
    label = pair[0].strip().rstrip("：:")
    return (f"{label}：" if label else ""), "\n".join(pair[1:])


def _lines(asked: Respondent, found: Investigation, house: House) -> tuple[Signer, ...]:
    """As many lines as people: one record of a visit to the place may have both parties as its witnesses."""
    count = max(len((asked.name or "").split(SEPARATOR)), len(found.signatures))
    return (Signer(boxed=house.fingerprint_boxes),) * count


def draw(paper: InvestigationPaper, house: House) -> Printed:
    """Set the record on 四号 FangSong."""
    blocks: list[Block] = [title(TITLE), *under_title(paper.turn)]
    blocks += [
        time_row("时间：", paper.start, paper.end, FORM_FLAT),
        Row((Field("地点：", paper.place),), FORM_FLAT),
        Row((Field("参加人：", paper.others),), FORM_FLAT),
        Together([Row(row, FORM_FLAT) for row in paper.asked]),
        WithNext(paragraph("调查记录：", FORM_FLAT)),
    ]
    talk: list[Block] = [paragraph(text, FORM_FLAT, label=label) for label, text in paper.talk]
    talk = talk or [RuledLines(_RULES, FORM)]
    blocks += [*talk[:-1], WithNext(talk[-1], lines=3)]
    blocks += [
        Space(5),
        WithNext(paragraph(paper.closing, FORM)),
        Signatures(
            [Signing(ASKED, paper.signers), recorder()],
            [Signing(INVESTIGATORS, (Signer(),) * paper.investigators)],
            Seal(date=paper.date, stamped=False),
        ),
    ]
    return print_sheet(TITLE, blocks, house, frame=RECORD_FRAME, page_signature=EVERY_PAGE)
