"""调解通知书: come when and where, with what, or send somebody; and what happens to who does not want to.

Mediation is voluntary (人民调解法 art 3, 17), so the notice asks for an answer and threatens nothing. The
answer is given on its lower half, which comes back to the committee.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from jxdesk.documents.case_words import dispute_name, filled, people, with_blanks
from jxdesk.documents.house import House
from jxdesk.documents.letter_parts import (
    SMALL,
    TEXT,
    TEXT_FLAT,
    addressee,
    contact,
    contact_row,
    numbered_line,
    points,
    seal_of,
)
from jxdesk.documents.letters import shipped
from jxdesk.documents.paragraph import Paragraph, paragraph, title
from jxdesk.documents.parts import flat, turn_of, under_title
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import RECORD_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Signatures, Signer, Signing
from jxdesk.documents.signers import boxed, read_aloud
from jxdesk.documents.spans import Span, fill
from jxdesk.documents.strips import Block, WithNext
from jxdesk.documents.ticks import Tick, in_line
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import Appointment, CaseRecord
from jxdesk.rules.days import chinese_moment, moment
from jxdesk.rules.read_aloud import Paper

TITLE = "调解通知书"
BRING = "请带来："
ANSWER = "我的答复（打√）："
ANSWERS = ("按时到场", "请改期", "委托代理人参加", "不同意调解")
RECEIVED = "被通知人（签名）"
_WEEK = "一二三四五六日"
_TOLD = replace(SMALL, indent=2.0)


@dataclass(frozen=True)
class MediationNotice:
    """What the notice shows; ``at`` "" leaves year to minute to the pen."""

    turn: str
    number: str | None
    recipients: str
    dispute: str
    at: str
    place: str
    bring: tuple[str, ...]
    committee: str
    contact: tuple[Field, ...]
    signers: tuple[Signer, ...]
    date: str | None


def from_case(case: CaseRecord, ordinal: int, house: House) -> MediationNotice:
    """The ``ordinal``-th notice; beyond the last one, a form for all parties."""
    sent = ordinal <= len(case.appointments)
    found = case.appointments[ordinal - 1] if sent else Appointment()
    named = found.recipients or [party.name or "" for party in case.parties if party.name]
    return MediationNotice(
        turn=turn_of(ordinal, len(case.appointments)),
        number=shipped().number_of("mediation-notice", case, None, ordinal),
        recipients=people(named),
        dispute=dispute_name(case),
        at=_when(found.at),
        place=found.place or ("" if sent else case.committee.place or ""),
        bring=(*shipped().appointment.bring, *(text for text in found.bring if text.strip())),
        committee=case.committee.name or "",
        contact=contact(case),
        signers=(
            *boxed(case, named, house),
            *read_aloud(case, Paper("mediation-notice", ordinal), named),
        ),
        date=foot_date(house, found.date),
    )


def _when(text: str | None) -> str:
    """``2025年3月20日（星期四）9时00分``: whoever reads only the weekday still comes on the right day."""
    at = moment(text)
    if at is None:
        return chinese_moment(text)
    spoken = chinese_moment(text)
    day, _, time = spoken.partition("日")
    return f"{day}日（星期{_WEEK[at.weekday()]}）{time}"


def draw(paper: MediationNotice, house: House) -> Printed:
    """Set the notice; one page."""
    words = shipped().appointment
    blocks: list[Block] = [title(TITLE), *under_title(paper.turn), *numbered_line(paper.number)]
    blocks += [
        addressee(paper.recipients),
        with_blanks(_lead(paper), TEXT),
        _time_row(paper.at),
        Row((Field("地点：", paper.place),), TEXT_FLAT),
        WithNext(paragraph(BRING, SMALL)),
        *points(paper.bring),
        paragraph(words.agent, _TOLD),
        paragraph(words.refusal, _TOLD),
        WithNext(paragraph(words.change, _TOLD)),
        WithNext(contact_row(paper.contact)),
        WithNext(in_line(ANSWER, [Tick(word, on=False) for word in ANSWERS], SMALL)),
        Signatures([Signing(RECEIVED, paper.signers)], [], seal_of(paper.committee, paper.date)),
    ]
    return print_sheet(TITLE, blocks, house, frame=RECORD_FRAME)


def _time_row(at: str) -> Block:
    if at:
        return Row((Field("时间：", at),), TEXT_FLAT)
    spans = [Span("时间：")]
    for unit, blank in (("年", 3.5), ("月", 2.0), ("日（星期", 2.0)):
        spans += [fill("", blank), Span(unit)]
    spans += [fill("", 2.0), Span("）"), fill("", 2.0), Span("时"), fill("", 2.0), Span("分")]
    return Paragraph(spans, flat(TEXT))


def _lead(paper: MediationNotice) -> list[Span]:
    return [
        filled(paper.committee, 12, TEXT),
        Span("定于下列时间、地点调解"),
        filled(paper.dispute, 14, TEXT),
        Span("，请你（单位）准时参加。"),
    ]
