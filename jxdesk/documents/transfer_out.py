"""移送函 to the unit a matter belongs to: what it is about, who is in it, whether they agree, an answer until when."""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.case_words import dispute_name
from jxdesk.documents.house import House
from jxdesk.documents.letter_parts import contact
from jxdesk.documents.letters import shipped
from jxdesk.documents.paragraph import paragraph
from jxdesk.documents.parts import turn_of
from jxdesk.documents.party_block import ORGANISATIONS
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import Printed, print_sheet
from jxdesk.documents.strips import Block, Space, Together, WithNext
from jxdesk.documents.ticks import Tick, in_line
from jxdesk.documents.transfer_parts import (
    CLOSE,
    FRAME,
    TEXT,
    TEXT_FLAT,
    agreeing,
    closing,
    listing,
    opening,
    said,
)
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
    rows = TEXT_FLAT if len(paper.parties) <= 2 else CLOSE
    blocks: list[Block] = opening(TITLE, paper.turn, paper.number, paper.unit)
    blocks += [
        paragraph(words.lead, TEXT),
        Row((Field("纠纷名称：", paper.dispute),), TEXT_FLAT),
        *(Together([Row(party, rows)]) for party in paper.parties),
        Space(3),
    ]
    blocks += said("纠纷摘要：", paper.brief, rules=5)
    blocks += said("移送的理由：", paper.reason, rules=2)
    blocks += [in_line("当事人对移送的意见：", paper.consent, TEXT)]
    blocks += listing("随函移送的材料：", paper.attachments, rules=3)
    blocks += [
        Row((Field("反馈期限：", paper.reply_by),), TEXT_FLAT),
        WithNext(paragraph(words.note, TEXT)),
        *closing(paper.contact, paper.committee, paper.date, house),
    ]
    return print_sheet(TITLE, blocks, house, frame=FRAME)
