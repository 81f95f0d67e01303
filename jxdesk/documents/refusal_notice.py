"""不予受理通知书 with its stub: why the dispute cannot be taken, and the ways that stay open (若干规定 art 22, 24).

Reasons are those of the dictionary, each with its article; nothing is ticked that the case does not say.
A dispute that was refused has no case number, so the number is the county's own or written by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from jxdesk.documents.case_words import day_or_blank, filled, people, with_blanks
from jxdesk.documents.house import House
from jxdesk.documents.letter_parts import (
    SMALL,
    TEXT,
    TEXT_FLAT,
    Stub,
    addressee,
    contact,
    contact_row,
    numbered_line,
    seal_of,
)
from jxdesk.documents.letters import shipped
from jxdesk.documents.paragraph import paragraph, title
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import RECORD_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Signatures
from jxdesk.documents.spans import Span, fill
from jxdesk.documents.strips import Block, WithNext
from jxdesk.documents.termination import told_ways
from jxdesk.documents.ticks import Tick, dictionary, listed, ticks
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import CaseRecord, Refusal

TITLE = "不予受理通知书"


@dataclass(frozen=True)
class RefusalNotice:
    """What notice and stub show."""

    number: str | None
    names: str
    against: str
    dispute_type: str
    asked_on: str | None
    reasons: tuple[Tick, ...]
    ways: tuple[Tick, ...]
    referred_to: str
    note: str
    committee: str
    contact: tuple[Field, ...]
    date: str | None


def from_case(case: CaseRecord, house: House) -> RefusalNotice:
    """The notice as it was given, or made ready with nothing ticked."""
    refused = case.refusal or Refusal()
    asking = case.applicants() or case.parties
    return RefusalNotice(
        number=shipped().number_of("refusal-notice", case, refused.number),
        names=people(party.name for party in asking),
        against=people(party.name for party in case.parties if party not in asking),
        dispute_type=case.dispute_type or "",
        asked_on=(case.application.date if case.application else None) or case.intake.registered_at,
        reasons=_with_law(ticks("refusal_reason", refused.reasons)),
        ways=told_ways(refused.remedies_told, case.dispute_type),
        referred_to=refused.referred_to or "",
        note=refused.note or "",
        committee=case.committee.name or "",
        contact=contact(case),
        date=foot_date(house, refused.date),
    )


def _with_law(options: tuple[Tick, ...]) -> tuple[Tick, ...]:
    """Each reason of the dictionary with the article it stands on."""
    laws = {entry.word: entry.law for entry in dictionary("refusal_reason").offered()}
    return tuple(
        replace(option, word=f"{option.word}（{laws[option.word]}）") if laws.get(option.word) else option
        for option in options
    )


def draw(paper: RefusalNotice, house: House) -> Printed:
    """Set notice and stub; the stub has a page of its own where the reasons fill the first."""
    words = shipped().refusal
    blocks: list[Block] = [title(TITLE), *numbered_line(paper.number)]
    blocks += [
        addressee(paper.names),
        with_blanks(_lead(paper), TEXT),
        listed(paper.reasons),
        *([paragraph(f"说明：{paper.note}", SMALL)] if paper.note else []),
        WithNext(paragraph(words.opening, replace(SMALL, indent=2.0))),
        listed(paper.ways),
        WithNext(Row((Field("可以直接去：", paper.referred_to),), TEXT_FLAT)),
        WithNext(contact_row(paper.contact)),
        Signatures([], [], seal_of(paper.committee, paper.date), before=0),
        *_stub(paper).blocks(),
    ]
    return print_sheet(TITLE, blocks, house, frame=RECORD_FRAME)


def _lead(paper: RefusalNotice) -> list[Span]:
    return [
        Span("你（单位）于"),
        *day_or_blank(paper.asked_on),
        Span("请求调解与"),
        filled(paper.against, 8, TEXT),
        Span("之间的"),
        fill(paper.dispute_type, 8),
        Span(f"。{shipped().refusal.lead}"),
    ]


def _stub(paper: RefusalNotice) -> Stub:
    said = [tick.detail or tick.word for tick in paper.reasons if tick.on]
    return Stub(
        TITLE,
        paper.number,
        paper.date or "",
        (
            (Field("发给：", paper.names),),
            (Field("对方：", paper.against, 14.0), Field("纠纷类型：", paper.dispute_type)),
            (Field("不予受理的理由：", "；".join(said)),),
        ),
    )
