"""移送结果反馈函: to the unit that sent the dispute, how it ended (人民调解法 art 26, 29, 31).

The result is read from the case. A case that is still going on ticks nothing: a letter that says a thing
is settled must not be printed ahead of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.case_words import day_or_blank, filled, people, with_blanks
from jxdesk.documents.house import House
from jxdesk.documents.letter_parts import (
    TEXT,
    TEXT_FLAT,
    addressee,
    contact,
    contact_row,
    numbered_line,
    seal_of,
)
from jxdesk.documents.letters import shipped
from jxdesk.documents.paragraph import paragraph, title
from jxdesk.documents.parts import section
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Signatures
from jxdesk.documents.spans import Span
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.ticks import Tick, listed
from jxdesk.documents.wording import foot_date, items
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import chinese_day
from jxdesk.rules.effect import effective_date

TITLE = "移送结果反馈函"
AGREED = "达成调解协议"
ENDED = "调解不成，已终止调解，并告知当事人其他途径"
REFUSED = "不予受理"
WITHDRAWN = "当事人撤回申请"


@dataclass(frozen=True)
class FeedbackLetter:
    """What the letter shows; ``performed`` is "" where the case does not say."""

    number: str | None
    unit: str
    sent_on: str | None
    letter: str
    names: str
    dispute_type: str
    results: tuple[Tick, ...]
    clauses: tuple[str, ...]
    performed: str
    note: str
    committee: str
    contact: tuple[Field, ...]
    date: str | None


def from_case(case: CaseRecord, house: House) -> FeedbackLetter:
    """The letter with the result the case has come to."""
    agreed = case.agreement
    return FeedbackLetter(
        number=shipped().number_of("transfer-feedback", case),
        unit=case.source.transfer_org or "",
        sent_on=case.source.transfer_date,
        letter=case.source.transfer_doc or "",
        names=people(party.name for party in case.parties),
        dispute_type=case.dispute_type or "",
        results=_results(case),
        clauses=items([clause.text or "" for clause in agreed.clauses]) if agreed else (),
        performed=_performed(case),
        note=case.source.feedback_note or "",
        committee=case.committee.name or "",
        contact=contact(case),
        date=foot_date(house, case.source.feedback_date),
    )


def _results(case: CaseRecord) -> tuple[Tick, ...]:
    agreed, ended, refused = case.agreement, case.termination, case.refusal
    on = effective_date(agreed)
    number = (agreed.number or case.number.text or "") if agreed else ""
    said = [
        f"{agreed.form}协议" if agreed and agreed.form else "",
        number,
        f"{chinese_day(on)}生效" if on else "",
    ]
    withdrawn = case.mode == "撤回"
    gone = refused is not None and case.acceptance is None
    over = ended is not None and agreed is None and not withdrawn
    return (
        Tick(AGREED, on=agreed is not None, detail="，".join(word for word in said if word)),
        Tick(ENDED, on=over, detail=(ended.reason or "") if ended and over else ""),
        Tick(REFUSED, on=gone, detail="；".join(refused.reasons) if refused and gone else ""),
        Tick(WITHDRAWN, on=withdrawn, detail=chinese_day(ended.date) if ended and withdrawn else ""),
    )


def _performed(case: CaseRecord) -> str:
    """履行情况 in the words of the statistics: done, under way, or whatever was written there."""
    said = case.statistics.get("performed")
    if isinstance(said, bool):
        return "已履行完毕" if said else "尚未履行完毕"
    return str(said or "")


def draw(paper: FeedbackLetter, house: House) -> Printed:
    """Set the letter."""
    blocks: list[Block] = [title(TITLE), *numbered_line(paper.number)]
    blocks += [
        addressee(paper.unit),
        with_blanks(_lead(paper), TEXT),
        Row((Field("当事人：", paper.names),), TEXT_FLAT),
        Row((Field("纠纷类型：", paper.dispute_type),), TEXT_FLAT),
        WithNext(paragraph("办理结果：", TEXT_FLAT)),
        listed(paper.results),
        Space(3),
    ]
    if paper.clauses:
        blocks += section("协议内容：", list(paper.clauses), rules=0, style=TEXT)
    blocks += [Row((Field("履行情况：", paper.performed),), TEXT_FLAT)]
    blocks += section("另外说明：", [paper.note], rules=2, style=TEXT, to_signatures=True)
    blocks += [
        WithNext(contact_row(paper.contact)),
        Signatures([], [], seal_of(paper.committee, paper.date)),
    ]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)


def _lead(paper: FeedbackLetter) -> list[Span]:
    return [
        Span("你单位"),
        *day_or_blank(paper.sent_on),
        Span("以"),
        filled(paper.letter, 12, TEXT),
        Span(shipped().transfer_feedback.lead),
    ]
