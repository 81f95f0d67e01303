"""移送接收函: to the unit that sent the dispute, that it has arrived and what becomes of it.

Whether it was taken is read from the case; nothing is ticked before that was decided.
"""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.case_words import day_or_blank, people
from jxdesk.documents.house import House
from jxdesk.documents.letter_parts import TEXT, TEXT_FLAT, contact
from jxdesk.documents.letters import shipped
from jxdesk.documents.paragraph import paragraph
from jxdesk.documents.parts import section
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Signer, Signing
from jxdesk.documents.spans import Span
from jxdesk.documents.strips import Block, WithNext
from jxdesk.documents.ticks import Tick, in_line, listed
from jxdesk.documents.transfer_parts import about, agreeing, closing, lead_in, opening
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import chinese_day

TITLE = "移送接收函"
RECEIVER = "接收人（签名）"


@dataclass(frozen=True)
class TransferReceipt:
    """What the letter shows."""

    number: str | None
    unit: str
    sent_on: str | None
    letter: str
    received: str | None
    names: str
    dispute_type: str
    consent: tuple[Tick, ...]
    decision: tuple[Tick, ...]
    feedback_due: str
    committee: str
    contact: tuple[Field, ...]
    date: str | None


def from_case(case: CaseRecord, house: House) -> TransferReceipt:
    """The letter as the source of the case has it, or made ready for a transfer still to be noted."""
    accepted = case.acceptance
    return TransferReceipt(
        number=shipped().number_of("transfer-in", case),
        unit=case.source.transfer_org or "",
        sent_on=case.source.transfer_date,
        letter=case.source.transfer_doc or "",
        received=case.source.transfer_received,
        names=people(party.name for party in case.parties),
        dispute_type=case.dispute_type or "",
        consent=agreeing(accepted.consent_of_all if accepted else None),
        decision=_decision(case),
        feedback_due=chinese_day(case.source.feedback_due),
        committee=case.committee.name or "",
        contact=contact(case),
        date=foot_date(house, case.source.transfer_received),
    )


def _decision(case: CaseRecord) -> tuple[Tick, ...]:
    """Taken (since when, under which number), refused, or still being looked at."""
    accepted = case.acceptance.date if case.acceptance else None
    refused = case.refusal is not None and accepted is None
    taken = f"{chinese_day(accepted)}，登记编号{case.number.text or ''}" if accepted else ""
    return (
        Tick("已受理", on=accepted is not None, detail=taken.removesuffix("，登记编号")),
        Tick(
            "不予受理", on=refused, detail="；".join(case.refusal.reasons) if refused and case.refusal else ""
        ),
        Tick("正在审查，有结果后另行函告", on=False),
    )


def draw(paper: TransferReceipt, house: House) -> Printed:
    """Set the letter; one page."""
    received = [
        Span(shipped().transfer_in.lead.removesuffix("。") + "，收到日期："),
        *day_or_blank(paper.received),
        Span("。"),
    ]
    blocks: list[Block] = [
        *opening(TITLE, "", paper.number, paper.unit),
        lead_in(paper.sent_on, paper.letter, received, TEXT),
        about(paper.names, paper.dispute_type, TEXT_FLAT),
        in_line("当事人对调解的意见：", paper.consent, TEXT),
        *section("收到的材料：", [], rules=3, style=TEXT),
        WithNext(paragraph("办理情况：", TEXT_FLAT)),
        listed(paper.decision),
        WithNext(Row((Field("向你单位反馈结果的期限：", paper.feedback_due),), TEXT_FLAT)),
        *closing(paper.contact, paper.committee, paper.date, house, [Signing(RECEIVER, (Signer(),))]),
    ]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)
