"""人民调解记录 (documents.md §1.9): one per session, with one of three results.

参加人 are those who were invited; mediators, parties and recorder never stand there. Only parties who came
have a line to sign on, and so have the guests, who were present at what is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from jxdesk.documents.case_words import guests, people, time_row
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import RuledLines, paragraph, title
from jxdesk.documents.parts import turn_of, under_title
from jxdesk.documents.party_block import agent_of
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import RECORD_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import PARTIES, mediators, party_signers, recorder
from jxdesk.documents.spans import FORM, FORM_FLAT
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.ticks import Tick, in_line, one_of
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import CaseRecord, Mediation, Party
from jxdesk.rules.read_aloud import Paper

TITLE = "人民调解记录"
# The one sentence of the national form that may not be reworded (人民调解记录, 239号).
TOLD = "人民调解委员会已将人民调解的相关规定告知各方当事人。"
GUESTS = "参加人（签名）"
_NUMBERS = "①②③"
_RULES = 34  # two sides of one sheet


@dataclass(frozen=True)
class MediationPaper:
    """What the record shows; ``result`` are the three printed options, at most one of them ticked."""

    turn: str
    start: str | None
    end: str | None
    place: str
    parties: str
    guests: str
    recusal: str
    record: tuple[str, ...]
    result: tuple[Tick, ...]
    signers: tuple[Signer, ...]
    guest_lines: int
    mediators: Signing
    date: str | None
    sealed: bool


def from_case(case: CaseRecord, ordinal: int, house: House) -> MediationPaper:
    """The record of the ``ordinal``-th session; beyond the last one, a form made ready for the next."""
    held = ordinal <= len(case.mediations)
    found = case.mediations[ordinal - 1] if held else Mediation(place=case.committee.place)
    present = [p for p in case.parties if _came(case, p, found.attendees_parties)] or case.parties
    return MediationPaper(
        turn=turn_of(ordinal, len(case.mediations)),
        start=found.start,
        end=found.end,
        place=found.place or "",
        parties=people(found.attendees_parties),
        guests=guests(found.invited),
        recusal=found.recusal or "",
        record=tuple(text for text in found.record if text.strip()),
        result=_results(found.result),
        signers=party_signers(
            case,
            present,
            house,
            Paper("mediation-record", ordinal),
            absent=_left_to_others(case, found.attendees_parties),
        ),
        guest_lines=len(found.invited),
        mediators=mediators(case),
        date=foot_date(house, found.date, found.end, found.start),
        sealed=house.switches.mediation_record_sealed,
    )


def _results(said: str | None) -> tuple[Tick, ...]:
    """The three results with the numbers of the form."""
    options = one_of("mediation_result", said)
    numbered = tuple(replace(t, word=f"{n}{t.word}") for n, t in zip(_NUMBERS, options, strict=False))
    return (*numbered, *options[len(_NUMBERS) :])


def _left_to_others(case: CaseRecord, attendees: list[str]) -> frozenset[str | None]:
    """Names of the parties for whom a guardian or agent came while they themselves did not."""
    came = _named(attendees)
    helped = [party for party in case.parties if party.guardian or agent_of(case, party)]
    return frozenset(p.name for p in helped if p.name not in came and _came(case, p, attendees))


def _named(attendees: list[str]) -> set[str]:
    return {attendee.partition("（")[0].strip() for attendee in attendees} | set(attendees)


def _came(case: CaseRecord, party: Party, attendees: list[str]) -> bool:
    """Whether the party, or who stands for them, is among those who came (``魏某（公司代理人）``).

    An organisation comes in the person of its head: without this its line to sign on would be missing.
    """
    agent = agent_of(case, party)
    names = {party.name, agent.name if agent else None, party.guardian.name if party.guardian else None}
    names.add(party.legal_rep)
    return bool(_named(attendees) & {name for name in names if name})


def draw(paper: MediationPaper, house: House) -> Printed:
    """Set the record on 四号 FangSong."""
    blocks: list[Block] = [title(TITLE), *under_title(paper.turn)]
    blocks += [
        time_row("时间：", paper.start, paper.end, FORM_FLAT),
        Row((Field("地点：", paper.place),), FORM_FLAT),
        Row((Field("当事人：", paper.parties),), FORM_FLAT),
        Row((Field("参加人：", paper.guests),), FORM_FLAT),
        Space(3),
        paragraph(TOLD, FORM),
        WithNext(paragraph("调解记录：", FORM_FLAT)),
    ]
    if paper.recusal:
        blocks.append(paragraph(f"对更换调解员的意见：{paper.recusal.rstrip('。')}。", FORM))
    record: list[Block] = [paragraph(text, FORM) for text in paper.record]
    record = record or [RuledLines(_RULES, FORM)]
    blocks += [*record[:-1], WithNext(record[-1], lines=3)]
    left = [Signing(PARTIES, paper.signers)]
    if paper.guest_lines:
        left.append(Signing(GUESTS, (Signer(),) * paper.guest_lines))
    blocks += [
        WithNext(in_line("调解结果：", paper.result, FORM)),
        Signatures(left, [paper.mediators, recorder()], Seal(date=paper.date, stamped=paper.sealed)),
    ]
    return print_sheet(TITLE, blocks, house, frame=RECORD_FRAME)
