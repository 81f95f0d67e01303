"""司法确认告知书 (人民调解法 art 33, 民诉法 art 85, 205): the last day on which both sides can go to court together.

The day is counted here and rolled over holidays. A year whose holidays are not published yet has only its
weekends; the paper then says to ask, because a court does not accept what a notice got wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jxdesk.documents.case_words import day_or_blank, filled, people, with_blanks
from jxdesk.documents.confirmation_application import shipped as court_data
from jxdesk.documents.house import House
from jxdesk.documents.letter_parts import (
    SMALL,
    TEXT,
    addressee,
    contact,
    contact_row,
    numbered_line,
    points,
    seal_of,
)
from jxdesk.documents.letters import shipped
from jxdesk.documents.paragraph import paragraph, title
from jxdesk.documents.rows import Field
from jxdesk.documents.sheet import RECORD_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Signatures, Signer, Signing
from jxdesk.documents.signers import party_signers
from jxdesk.documents.spans import Span, fill
from jxdesk.documents.strips import Block, WithNext
from jxdesk.documents.wording import foot_date
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import Agreement, CaseRecord, JudicialConfirmation
from jxdesk.rules.deadlines import confirmation_30th_day, confirmation_deadline
from jxdesk.rules.effect import effective_date
from jxdesk.rules.read_aloud import Paper
from jxdesk.rules.workdays import Calendar

TITLE = "司法确认告知书"
RECEIVED = "当事人（签收）"
UNPUBLISHED = "（当年的放假安排还没有公布，请到期前再问一次人民法院）"


@cache
def _calendar() -> Calendar:
    return Calendar.from_toml(read_resource("holidays", "cn.toml"))


@dataclass(frozen=True)
class ConfirmationNotice:
    """What the notice shows; days are ISO text, None while the agreement is not in effect."""

    number: str | None
    names: str
    agreement: str
    effective: str | None
    thirtieth: str | None
    last: str | None
    caution: str
    court: str
    points: tuple[str, ...]
    committee: str
    contact: tuple[Field, ...]
    signers: tuple[Signer, ...]
    date: str | None


def from_case(case: CaseRecord, house: House) -> ConfirmationNotice:
    """The notice as it was given, or made ready with the day counted."""
    agreed = case.agreement or Agreement()
    asked = agreed.judicial_confirmation or JudicialConfirmation()
    effective = effective_date(case.agreement)
    last = confirmation_deadline(effective, _calendar()) if effective else None
    return ConfirmationNotice(
        number=shipped().number_of("confirmation-notice", case),
        names=people(party.name for party in case.parties),
        agreement=agreed.number or case.number.text or "",
        effective=effective.isoformat() if effective else None,
        thirtieth=confirmation_30th_day(effective).isoformat() if effective else None,
        last=last.isoformat() if last else None,
        caution=UNPUBLISHED if last and not _calendar().covers(last) else "",
        court=asked.court or court_data().court,
        points=shipped().confirmation.points,
        committee=case.committee.name or "",
        contact=contact(case),
        signers=party_signers(case, case.parties, house, Paper("confirmation-notice")),
        date=foot_date(house, asked.told_on),
    )


def draw(paper: ConfirmationNotice, house: House) -> Printed:
    """Set the notice; one page for two parties."""
    blocks: list[Block] = [title(TITLE), *numbered_line(paper.number)]
    blocks += [
        addressee(paper.names),
        with_blanks(_lead(paper), TEXT),
        with_blanks(_last_day(paper), TEXT),
        *points(paper.points, SMALL),
        WithNext(paragraph(shipped().confirmation.without, SMALL)),
        WithNext(contact_row(paper.contact)),
        Signatures([Signing(RECEIVED, paper.signers)], [], seal_of(paper.committee, paper.date), before=0),
    ]
    return print_sheet(TITLE, blocks, house, frame=RECORD_FRAME)


def _lead(paper: ConfirmationNotice) -> list[Span]:
    return [
        Span("你们达成的"),
        fill(paper.agreement, 14),
        Span("调解协议已于"),
        *day_or_blank(paper.effective),
        Span("生效。你们认为有必要的，可以共同向"),
        filled(paper.court, 10, TEXT),
        Span("申请司法确认。"),
    ]


def _last_day(paper: ConfirmationNotice) -> list[Span]:
    spans = [Span("从生效的第二天起算，第三十天是"), *day_or_blank(paper.thirtieth), Span("；")]
    if paper.last and paper.last != paper.thirtieth:
        spans.append(Span("这一天是法定休假日，顺延后，"))
    return [*spans, Span("申请的最后一天是"), *day_or_blank(paper.last), Span(f"{paper.caution}。")]
