"""受理通知书 with its stub (documents.md §1.15): the dispute is taken, and what that means for the parties.

It exists once the case says on which day it was given; before that it is a form made ready.
"""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.case_words import day_or_blank, filled, people, with_blanks
from jxdesk.documents.house import House
from jxdesk.documents.letter_parts import (
    TEXT,
    Stub,
    addressee,
    contact,
    contact_row,
    numbered_line,
    points,
    seal_of,
)
from jxdesk.documents.letters import shipped
from jxdesk.documents.paragraph import title
from jxdesk.documents.rows import Field
from jxdesk.documents.sheet import RECORD_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Signatures
from jxdesk.documents.spans import Span, fill
from jxdesk.documents.strips import Block, WithNext
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import Acceptance, CaseRecord
from jxdesk.rules.days import chinese_day

TITLE = "受理通知书"


@dataclass(frozen=True)
class AcceptanceNotice:
    """What notice and stub show; ``number`` "" leaves a rule, None prints no number."""

    number: str | None
    names: str
    dispute_type: str
    committee: str
    accepted: str | None
    case_number: str
    points: tuple[str, ...]
    contact: tuple[Field, ...]
    date: str | None


def from_case(case: CaseRecord, house: House) -> AcceptanceNotice:
    """The notice as it was given, or made ready."""
    accepted = case.acceptance or Acceptance()
    return AcceptanceNotice(
        number=shipped().number_of("acceptance-notice", case, accepted.notice_number),
        names=people(party.name for party in case.parties),
        dispute_type=case.dispute_type or "",
        committee=case.committee.name or "",
        accepted=accepted.date,
        case_number=case.number.text or "",
        points=shipped().acceptance.points,
        contact=contact(case),
        date=foot_date(house, accepted.notice_date),
    )


def draw(paper: AcceptanceNotice, house: House) -> Printed:
    """Set notice and stub; one sheet unless there are many parties."""
    told = points(paper.points)
    blocks: list[Block] = [title(TITLE), *numbered_line(paper.number)]
    blocks += [
        addressee(paper.names),
        with_blanks(_lead(paper), TEXT),
        *told[:-1],
        WithNext(told[-1]),
        WithNext(contact_row(paper.contact)),
        Signatures([], [], seal_of(paper.committee, paper.date), before=0),
        *_stub(paper).blocks(),
    ]
    return print_sheet(TITLE, blocks, house, frame=RECORD_FRAME)


def _lead(paper: AcceptanceNotice) -> list[Span]:
    return [
        Span("你们之间的"),
        fill(paper.dispute_type, 8),
        Span("，经审查符合受理条件，各方同意调解，"),
        filled(paper.committee, 12, TEXT),
        Span("已于"),
        *day_or_blank(paper.accepted),
        Span("受理，登记编号为"),
        fill(paper.case_number, 12),
        Span("（人民调解法第十七条，人民调解工作若干规定第二十三条、第二十四条）。请知道："),
    ]


def _stub(paper: AcceptanceNotice) -> Stub:
    return Stub(
        TITLE,
        paper.number,
        paper.date or "",
        (
            (Field("发给：", paper.names),),
            (Field("纠纷类型：", paper.dispute_type, 14.0), Field("受理日期：", chinese_day(paper.accepted))),
        ),
    )
