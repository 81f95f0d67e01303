"""What the desk works out for a step and offers to fill in: level, copies, sums, the day of effect. No Qt here.

Nothing is filled in unasked: a note says what was computed and why, and its button puts it into the form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from jxdesk.flow.definition import Node
from jxdesk.rules import effect
from jxdesk.rules.days import chinese_day
from jxdesk.rules.deadlines import confirmation_deadline
from jxdesk.rules.money import capitals
from jxdesk.rules.response import Proposal
from jxdesk.rules.retention import Retention
from jxdesk.rules.workdays import Calendar
from jxdesk.ui.case.open_case import OpenCase

Tone = Literal["message", "advice", "good", "hint"]
LISTED = 8  # findings that fit over the form without hiding it
SIGNED = (
    ("party_sign_date", "当事人签名日期"),
    ("mediator_sign_date", "调解员签名日期"),
    ("seal_date", "调委会盖章日期"),
)


@dataclass(frozen=True)
class Note:
    """One sentence; ``values`` by path are what its ``button`` fills in, ``go`` the field it leads to instead."""

    text: str
    tone: Tone = "hint"
    button: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    go: str = ""


@dataclass(frozen=True)
class Knowledge:
    """What notes are worked out with."""

    propose: Callable[[], Proposal]
    calendar: Calendar
    told: Callable[[], Sequence[str]]
    """What the rights notice tells in this case."""
    retention: Callable[[], Retention]


def notes_for(node: Node, case: OpenCase, knowledge: Knowledge) -> list[Note]:
    """The notes of a step, what forbids it first."""
    found = [*_forbidden(node, case)]
    match node.id:
        case "acceptance":
            found += _number(case)
        case "assignment":
            found += _level(case, knowledge)
        case "rights_notice":
            found += _told(case, knowledge)
        case "written" | "oral":
            found += [*_copies(case, node), *_sum(case)]
        case "effect" | "confirmation":
            found += _effect(case, knowledge)
        case "archive":
            found += [*_kept(case, knowledge), *_left_for_archive(case)]
    return found


def _forbidden(node: Node, case: OpenCase) -> Iterator[Note]:
    barred = case.walk.step(node.id).forbidden
    if barred is not None:
        yield Note(f"{barred.say}（{barred.law}）", "message")


def _number(case: OpenCase) -> Iterator[Note]:
    if case.record.number.text:
        yield Note(f"本案已经受理，案号是{case.record.number.text}。", "good")


def _level(case: OpenCase, knowledge: Knowledge) -> Iterator[Note]:
    proposal = knowledge.propose()
    if proposal.level == case.record.intake.response_level:
        return
    why = f"：{proposal.sentence}" if proposal.sentence else "：没有勾选风险"
    values = {"intake.response_level": proposal.level, "intake.level_reason": proposal.sentence or None}
    yield Note(f"按风险清单和案情，建议定为{proposal.level}级{why}。", "advice", "照建议填", values)


def _told(case: OpenCase, knowledge: Knowledge) -> Iterator[Note]:
    notice = case.record.rights_notice
    if notice is not None and notice.items:
        return
    items = list(knowledge.told())
    text = f"告知书上印的是{len(items)}项，当面念完、问过听明白没有，再记下来。"
    yield Note(text, "advice", "记下告知的各项", {"rights_notice.items": items})


def _copies(case: OpenCase, node: Node) -> Iterator[Note]:
    agreement = case.record.agreement
    wanted = len(case.record.parties) + 1
    if node.id != "written" or (agreement is not None and agreement.copies is not None):
        return
    holders = [party.name for party in case.record.parties if party.name]
    if case.record.committee.name:
        holders.append(case.record.committee.name)
    values = {"agreement.copies": wanted, "agreement.copies_to": holders}
    yield Note(f"当事人每人一份，调委会留一份，应当一式{wanted}份。", "advice", f"填上{wanted}份", values)


def _sum(case: OpenCase) -> Iterator[Note]:
    """The sum of single payments; a payment that runs on has no sum."""
    agreement = case.record.agreement
    payments = [p for clause in agreement.clauses for p in clause.payments] if agreement else []
    amounts = [p.amount for p in payments if p.amount is not None]
    if agreement is None or not amounts or any(p.per for p in payments):
        return
    total = sum(amounts, Decimal(0))
    if total == agreement.amount_total:
        return
    text = f"各条给付加起来是{total:f}元（{capitals(total)}）。"
    if agreement.amount_total is None:
        yield Note(text, "advice", "填为协议涉及金额", {"agreement.amount_total": total})
    else:
        yield Note(f"{text}与“协议涉及金额”不同，请核对。", "advice")


def _effect(case: OpenCase, knowledge: Knowledge) -> Iterator[Note]:
    agreement = case.record.agreement
    on = effect.effective_date(agreement)
    if on is None or agreement is None:
        missing = [word for name, word in SIGNED if agreement is None or not getattr(agreement, name)]
        if agreement is not None and agreement.form == effect.ORAL:
            missing = ["达成口头协议的日期"]
        yield Note(f"协议还没有生效，还缺：{'、'.join(missing)}。", "advice")
        return
    if agreement.form == effect.ORAL:
        yield Note(f"口头协议自达成之日{chinese_day(on)}起生效。", "good")
        return
    last = confirmation_deadline(on, knowledge.calendar)
    caution = "" if knowledge.calendar.covers(last) else "（待节假日安排公布后再核对）"
    yield Note(f"协议自{chinese_day(on)}起生效；申请司法确认最晚到{chinese_day(last)}{caution}。", "good")


def _kept(case: OpenCase, knowledge: Knowledge) -> Iterator[Note]:
    """保管期限 by the county's list, while nobody has chosen one."""
    dossier = case.record.dossier
    if dossier is not None and dossier.retention:
        return
    classes = knowledge.retention()
    proposal = classes.propose(case.record)
    text = f"建议保管期限定为{classes.with_years(proposal.retention)}：{proposal.because}。"
    yield Note(text, "advice", "照建议填", {"dossier.retention": proposal.retention})


def _left_for_archive(case: OpenCase) -> Iterator[Note]:
    """Everything that holds back archiving, each with the way to where it is cured."""
    filed = case.record.dossier.filed_date if case.record.dossier else None
    if filed:
        yield Note(f"已归档，立卷日期是{chinese_day(filed)}。", "good")
    elif case.standing:
        yield Note(f"归档前还有{len(case.standing)}条要改，改好了“归档”才按得下去：", "advice")
        for finding in case.standing[:LISTED]:
            yield Note(f"{finding.rule}　{finding.message}", "message", "去改", go=finding.field)
        if len(case.standing) > LISTED:
            yield Note(f"另有{len(case.standing) - LISTED}条，改掉几条再看，或者看“文书”里的检查。", "hint")
    elif case.record.number.text:
        yield Note("归档前要改的都没有了，填上立卷人、保管期限就可以归档。", "good")
