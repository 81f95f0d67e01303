"""移送函 to the unit a matter belongs to: what it is about, who is in it, whether they agree, an answer until when."""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.case_words import dispute_name
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
from jxdesk.documents.parts import section, turn_of, under_title
from jxdesk.documents.party_block import ORGANISATIONS
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Signatures
from jxdesk.documents.strips import Block, Space, Together, WithNext
from jxdesk.documents.ticks import Tick, in_line
from jxdesk.documents.wording import foot_date, items
from jxdesk.rules.case_record import CaseRecord, Party, Transfer
from jxdesk.rules.days import chinese_day

TITLE = "移送函"


@dataclass(frozen=True)
class TransferLetter:
    """What the letter shows; ``parties`` are rows of label and value for each of them."""

    turn: str
    number: str | None
    unit: str
    dispute: str
    parties: tuple[tuple[Field, ...], ...]
    brief: str
    reason: str
    consent: tuple[Tick, ...]
    attachments: tuple[str, ...]
    reply_by: str
    committee: str
    contact: tuple[Field, ...]
    date: str | None


def from_case(case: CaseRecord, ordinal: int, house: House) -> TransferLetter:
    """The ``ordinal``-th letter; beyond the last one, a form to where the case says it belongs."""
    found = case.transfers[ordinal - 1] if ordinal <= len(case.transfers) else Transfer(unit=case.sent_to())
    return TransferLetter(
        turn=turn_of(ordinal, len(case.transfers)),
        number=shipped().number_of("transfer-out", case, found.number, ordinal),
        unit=found.unit or "",
        dispute=dispute_name(case),
        parties=tuple(_party(party) for party in case.parties or [Party(), Party()]),
        brief=case.brief(),
        reason=found.reason or "",
        consent=agreeing(found.consent),
        attachments=items(found.attachments, chinese=False),
        reply_by=chinese_day(found.reply_by),
        committee=case.committee.name or "",
        contact=contact(case),
        date=foot_date(house, found.date),
    )


def agreeing(answer: bool | None) -> tuple[Tick, ...]:
    """Whether all sides agree: yes, no, or neither while nobody was asked."""
    return (Tick("各方同意", on=answer is True), Tick("有一方不同意", on=answer is False))


def _party(party: Party) -> tuple[Field, ...]:
    name = "名称" if party.kind in ORGANISATIONS else "姓名"
    return (
        Field(f"{party.role or '当事人'}{name}", party.name, 8.0),
        Field("联系方式", party.phone, 8.0),
        Field("住址", party.address),
    )


def draw(paper: TransferLetter, house: House) -> Printed:
    """Set the letter."""
    words = shipped().transfer_out
    blocks: list[Block] = [title(TITLE), *under_title(paper.turn), *numbered_line(paper.number)]
    blocks += [
        addressee(paper.unit),
        paragraph(words.lead, TEXT),
        Row((Field("纠纷名称：", paper.dispute),), TEXT_FLAT),
        *(Together([Row(party, TEXT_FLAT)]) for party in paper.parties),
        Space(3),
    ]
    blocks += section("纠纷摘要：", [paper.brief], rules=5, style=TEXT)
    blocks += section("移送的理由：", [paper.reason], rules=2, style=TEXT)
    blocks += [in_line("当事人对移送的意见：", paper.consent, TEXT)]
    blocks += section("随函移送的材料：", list(paper.attachments), rules=3, style=TEXT)
    blocks += [
        Row((Field("反馈期限：", paper.reply_by),), TEXT_FLAT),
        WithNext(paragraph(words.note, TEXT)),
        WithNext(contact_row(paper.contact)),
        Signatures([], [], seal_of(paper.committee, paper.date)),
    ]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)
