"""当事人权利义务告知书 (documents.md §1.5): what every party must be told before mediation begins.

The text is data (resources/documents/rights_notice.toml), because counties word it differently and the
law that a type of dispute adds is a matter of type. Every party signs in an own row, beside the own
consent to sensitive personal information (个人信息保护法 art 29): one tick for all would be no consent.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec
from reportlab.lib.units import mm

from jxdesk.documents.case_words import filled, people, with_blanks
from jxdesk.documents.fonts import Face
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import Paragraph, paragraph, title
from jxdesk.documents.party_block import ORGANISATIONS, agent_of
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import ORGANISATION_SEAL, Seal, Signatures, Signer, Signing
from jxdesk.documents.signers import read_aloud
from jxdesk.documents.spans import SIZE_SMALL_4, Align, Span, Style, fill
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.table import Column, Table
from jxdesk.documents.ticks import OFF, ON
from jxdesk.documents.wording import foot_date, numeral
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Party, RightsNotice
from jxdesk.rules.read_aloud import Paper

TITLE = "当事人权利义务告知书"
GIVER = "告知人（签名）"
READ = "宣读、见证（签名）"
ROW: float = 22 * mm  # a signature or a fingerprint, and still two sides for two parties
_TEXT = Style(Face.FANG, SIZE_SMALL_4, 18.0, indent=2.0)
_FLAT = Style(Face.FANG, SIZE_SMALL_4, 18.0)
_HEADING = Style(Face.HEI, SIZE_SMALL_4, 18.0, align=Align.LEFT)
_COLUMNS = (
    Column("被告知人", 0.28),
    Column("敏感个人信息", 0.19),
    Column("签名、盖章或者按指印", 0.33),
    Column("日期", 0.20),
)
_NO_DAY = "　　年　月　日"


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is told; ``dispute_types`` empty: told in every case."""

    text: str
    law: str = ""
    dispute_types: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A numbered section; ``law`` stands behind its title where it is the source of all points."""

    title: str
    point: tuple[Point, ...]
    law: str = ""


class Notice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole text of the notice as the county has it."""

    version: str
    opening: str
    read: str
    section: tuple[Section, ...]

    @classmethod
    def from_toml(cls, text: str) -> Notice:
        """Read strictly: msgspec.ValidationError names what is unknown or missing."""
        return msgspec.toml.decode(text, type=cls)


@cache
def shipped() -> Notice:
    """The text that came with the program."""
    return Notice.from_toml(read_resource("documents", "rights_notice.toml"))


@dataclass(frozen=True)
class Recipient:
    """One who is told; ``consent`` None: not asked yet. ``height`` of the row to sign in, points."""

    name: str
    consent: bool | None = None
    height: float = ROW


@dataclass(frozen=True)
class NoticePaper:
    """What the notice shows."""

    names: str
    dispute_type: str
    committee: str
    sections: tuple[Section, ...]
    in_writing: bool | None
    recusal: bool | None
    recusal_reason: str
    recipients: tuple[Recipient, ...]
    readers: tuple[Signer, ...]
    date: str | None


def from_case(case: CaseRecord, house: House) -> NoticePaper:
    """The notice for this case: additions by type of dispute, a row for each party."""
    told = case.rights_notice or RightsNotice()
    return NoticePaper(
        names=people(party.name for party in case.parties),
        dispute_type=case.dispute_type or "",
        committee=case.committee.name or "",
        sections=sections_for(case.dispute_type),
        in_writing=None if not told.form else "口头" not in told.form,
        recusal=told.recusal_requested,
        recusal_reason=told.recusal_reason or "",
        recipients=tuple(_recipient(case, party, told) for party in case.parties) or (Recipient(""),) * 2,
        readers=read_aloud(case, Paper("rights-notice")),
        date=foot_date(house, told.date),
    )


def sections_for(dispute_type: str | None) -> tuple[Section, ...]:
    """The sections with the points that a case of this type is told."""
    return tuple(
        msgspec.structs.replace(section, point=told)
        for section in shipped().section
        if (told := tuple(p for p in section.point if not p.dispute_types or dispute_type in p.dispute_types))
    )


def _recipient(case: CaseRecord, party: Party, told: RightsNotice) -> Recipient:
    """The row of one party; an agent, guardian or head is told in their place and consents for themselves."""
    agent = agent_of(case, party)
    beside = ""
    names = [party.name]
    if party.guardian:
        names.append(party.guardian.name)
        beside = f"\n（法定代理人{party.guardian.name or ''}）"
    elif agent:
        names.append(agent.name)
        beside = f"\n（委托代理人{agent.name or ''}）"
    elif party.kind in ORGANISATIONS and party.legal_rep:
        names.append(party.legal_rep)
        head = "法定代表人" if party.kind == "法人" else "负责人"
        beside = f"\n（{head}{party.legal_rep}）"
    answers = [told.pi_consent[name] for name in names if name in told.pi_consent]
    height = ORGANISATION_SEAL if party.kind in ORGANISATIONS else ROW
    return Recipient((party.name or "") + beside, answers[0] if answers else None, height)


def draw(paper: NoticePaper, house: House) -> Printed:
    """Set the notice on two sides of one sheet."""
    text = shipped()
    blocks: list[Block] = [title(TITLE), Space(2), with_blanks(_lead(paper), _TEXT)]
    for number, section in enumerate(paper.sections, start=1):
        blocks += _section(number, section)
    blocks += [
        Space(4),
        _processor(paper),
        WithNext(Paragraph(_options("告知方式：", paper.in_writing, "书面告知", "口头告知"), _FLAT)),
        WithNext(_recusal(paper)),
        WithNext(paragraph(text.read, _TEXT)),
        WithNext(_table(paper), lines=1),
        Signatures(_signing(paper), [], Seal(date=paper.date)),
    ]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)


def _signing(paper: NoticePaper) -> list[Signing]:
    """告知人; and where somebody cannot read, who read it aloud and who watched, a line each."""
    readers = [Signing(READ, paper.readers)] if paper.readers else []
    return [Signing(GIVER, (Signer(),)), *readers]


def _lead(paper: NoticePaper) -> list[Span]:
    return [
        filled(paper.names, 16, _TEXT),
        Span("：你们之间的"),
        fill(paper.dispute_type, 8),
        Span("，由"),
        filled(paper.committee, 12, _TEXT),
        Span(f"调解。{shipped().opening}"),
    ]


def _section(number: int, section: Section) -> list[Block]:
    law = f"（{section.law}）" if section.law else ""
    heading = WithNext(paragraph(f"{numeral(number)}、{section.title}{law}", _HEADING))
    if len(section.point) == 1:
        return [heading, paragraph(_words(section.point[0]), _TEXT)]
    return [
        heading,
        *(paragraph(_words(p), _FLAT, label=f"{n}．") for n, p in enumerate(section.point, start=1)),
    ]


def _words(point: Point) -> str:
    return f"{point.text}（{point.law}）" if point.law else point.text


def _processor(paper: NoticePaper) -> Block:
    """Who keeps the data and where to ask (个人信息保护法 art 17)."""
    return Row((Field("个人信息处理者", paper.committee, 15.0), Field("联系电话")), _FLAT)


def _options(label: str, answer: bool | None, yes: str, no: str) -> list[Span]:
    ticked = [ON if answer is wanted else OFF for wanted in (True, False)]
    return [Span(f"{label}{ticked[0]}{yes}　{ticked[1]}{no}")]


def _recusal(paper: NoticePaper) -> Paragraph:
    asked = None if paper.recusal is None else not paper.recusal
    spans = _options("更换调解主持人：", asked, "不要求", "要求，理由：")
    return Paragraph([*spans, fill(paper.recusal_reason, 14)], _FLAT)


def _table(paper: NoticePaper) -> Table:
    rows = [(one.name, _consent(one.consent), "", paper.date or _NO_DAY) for one in paper.recipients]
    return Table(_COLUMNS, rows, [one.height for one in paper.recipients])


def _consent(answer: bool | None) -> str:
    ticked = [ON if answer is wanted else OFF for wanted in (True, False)]
    return f"{ticked[0]}同意\n{ticked[1]}不同意"
