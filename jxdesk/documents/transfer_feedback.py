"""移送结果反馈函: to the unit that sent the dispute, how it ended (人民调解法 art 26, 29, 31).

The result is read from the case. A case that is still going on ticks nothing: a letter that says a thing
is settled must not be printed ahead of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.case_words import people
from jxdesk.documents.house import House
from jxdesk.documents.letter_parts import contact
from jxdesk.documents.letters import shipped
from jxdesk.documents.paragraph import paragraph
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import Printed, print_sheet
from jxdesk.documents.spans import Span
from jxdesk.documents.strips import Block, WithNext
from jxdesk.documents.ticks import Tick
from jxdesk.documents.transfer_parts import (
    FRAME,
    QUOTED,
    TEXT_FLAT,
    about,
    closing,
    lead_in,
    opening,
    result,
    said,
)
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
    blocks: list[Block] = [
        *opening(TITLE, "", paper.number, paper.unit),
        lead_in(paper.sent_on, paper.letter, [Span(shipped().transfer_feedback.lead)]),
        about(paper.names, paper.dispute_type),
        WithNext(paragraph("办理结果：", TEXT_FLAT)),
        *result(paper.results),
    ]
    if paper.clauses:
        blocks.append(WithNext(paragraph("协议内容：", TEXT_FLAT)))
        blocks += [paragraph(clause, QUOTED) for clause in paper.clauses]
    blocks += [Row((Field("履行情况：", paper.performed),), TEXT_FLAT)]
    blocks += said("另外说明：", paper.note, rules=2, to_signatures=True)
    blocks += closing(paper.contact, paper.committee, paper.date, house)
    return print_sheet(TITLE, blocks, house, frame=FRAME)
