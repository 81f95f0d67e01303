"""Deadlines of a case: what is due when, and whether it has been done.

Days allowed are data (``deadlines.toml``), because all but the thirty days for judicial confirmation
differ from county to county. A deadline is a reminder, not a verdict: nothing is blocked by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, Self

import msgspec

from jxdesk.errors import UserError
from jxdesk.rules.case_record import Agreement, CaseRecord
from jxdesk.rules.days import day
from jxdesk.rules.effect import effective_date
from jxdesk.rules.instalments import first_due_day, instalments, look_ahead
from jxdesk.rules.workdays import Calendar

CONFIRMATION_DAYS = 30  # 人民调解法 art 33: law, therefore not a county's to change

Kind = Literal["accept", "mediate", "labour", "confirm", "perform", "visit", "archive"]


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many days each thing may take; the county may change all but ``confirmation_days``."""

    confirmation_days: int
    mediation_days: int
    labour_days: int
    acceptance_workdays: int
    first_visit_days: int
    archive_days: int
    labour_types: tuple[str, ...]
    remind_days: tuple[int, ...] = ()

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read ``deadlines.toml``; raises UserError when it cannot be understood or touches the law."""
        try:
            limits = msgspec.toml.decode(text, type=cls)
        except msgspec.DecodeError as error:
            raise UserError(f"期限设置有误：{error}。", "请改正这一处，或者重新安装本程序。") from error
        if limits.confirmation_days != CONFIRMATION_DAYS:
            raise UserError("申请司法确认的三十日由法律规定，不能修改。", "请把 confirmation_days 改回 30。")
        return limits

    def is_labour(self, case: CaseRecord) -> bool:
        """Whether the fifteen days and the written form of labour disputes apply."""
        return case.dispute_type in self.labour_types


@dataclass(frozen=True)
class Deadline:
    """One thing with a last day. ``field`` is where doing it is recorded; ``note`` a caution in words."""

    kind: Kind
    title: str
    due_on: date
    done: bool
    field: str = ""
    law: str = ""
    note: str = ""

    def days_left(self, today: date) -> int:
        """Days until the last day; negative when it has passed."""
        return (self.due_on - today).days


def confirmation_30th_day(effective: date) -> date:
    """The thirtieth day after an agreement took effect; the day itself is not counted (民诉法 art 85 ②)."""
    return effective + timedelta(days=CONFIRMATION_DAYS)


def confirmation_deadline(effective: date, calendar: Calendar) -> date:
    """The last day to apply for judicial confirmation, rolled over holidays (民诉法 art 85 ③, 205)."""
    return calendar.next_workday(confirmation_30th_day(effective))


def mediation_deadline(case: CaseRecord, limits: Limits, extensions: int | None = None) -> date | None:
    """The day by which mediation is normally over (若干规定 art 33); None before acceptance.

    An extension counts once it says on which day all sides agreed to it; ``extensions`` is how many of the
    case's are looked at, all of them by default.
    """
    accepted = day(case.acceptance.date) if case.acceptance else None
    if accepted is None:
        return None
    agreed = [day(one.until) for one in case.extensions[:extensions] if day(one.date)]
    return max([accepted + timedelta(days=limits.mediation_days), *(on for on in agreed if on)])


def labour_deadline(case: CaseRecord, limits: Limits) -> date | None:
    """The fifteenth day after applying in a labour dispute (劳动争议调解仲裁法 art 14); None for others."""
    if not limits.is_labour(case):
        return None
    applied = day(case.application.date) if case.application else None
    accepted = day(case.acceptance.date) if case.acceptance else None
    counted_from = applied or accepted
    return counted_from + timedelta(days=limits.labour_days) if counted_from else None


def first_performance_day(agreement: Agreement) -> date | None:
    """The first day on which something is to be done under an agreement; None when it names no day."""
    days = [on for clause in agreement.clauses for p in clause.payments if (on := first_due_day(p))]
    days += [on for clause in agreement.clauses if (on := day(clause.due))]
    return min(days) if days else None


def first_visit_deadline(case: CaseRecord, limits: Limits) -> date | None:
    """The day by which the first follow-up visit should be made; None while nothing is in effect."""
    effective = effective_date(case.agreement)
    if effective is None or case.agreement is None:
        return None
    first = max(effective, first_performance_day(case.agreement) or effective)
    return first + timedelta(days=limits.first_visit_days)


def settled_on(case: CaseRecord) -> date | None:
    """The day on which mediation came to its end: agreement in effect, termination, refusal; else None."""
    ended = [effective_date(case.agreement)]
    ended += [day(case.termination.date)] if case.termination else []
    ended += [day(case.refusal.date)] if case.refusal else []
    known = [on for on in ended if on]
    return min(known) if known else None


def upcoming(case: CaseRecord, today: date, calendar: Calendar, limits: Limits) -> tuple[Deadline, ...]:
    """Every deadline of a case in order of day, the ones already met included and marked done."""
    found = [
        *_acceptance(case, calendar, limits),
        *_mediation(case, limits),
        *_confirmation(case, calendar),
        *_performance(case, today),
        *_visit(case, limits),
        *_archiving(case, limits),
    ]
    return tuple(sorted(found, key=lambda d: (d.due_on, d.kind)))


def _acceptance(case: CaseRecord, calendar: Calendar, limits: Limits) -> Iterator[Deadline]:
    registered = day(case.intake.registered_at)
    if registered is None:
        return
    due = calendar.add_workdays(registered, limits.acceptance_workdays)
    decided = bool((case.acceptance and case.acceptance.date) or (case.refusal and case.refusal.date))
    yield Deadline(
        "accept",
        "决定是否受理",
        due,
        decided,
        "acceptance.date",
        "若干规定第二十四条",
        _provisional(due, calendar),
    )


def _mediation(case: CaseRecord, limits: Limits) -> Iterator[Deadline]:
    ended = settled_on(case) is not None or case.agreement is not None
    if due := mediation_deadline(case, limits):
        usual = due == mediation_deadline(case, limits, 0)
        title = f"受理起{limits.mediation_days}日内调结" if usual else "各方同意延期后，到期前调结"
        yield Deadline("mediate", title, due, ended, "agreement", "若干规定第三十三条")
    if due := labour_deadline(case, limits):
        title = f"劳动争议{limits.labour_days}日未达成协议的，告知可以申请仲裁"
        yield Deadline("labour", title, due, ended, "agreement", "劳动争议调解仲裁法第十四条")


def _confirmation(case: CaseRecord, calendar: Calendar) -> Iterator[Deadline]:
    effective = effective_date(case.agreement)
    if effective is None or case.agreement is None or case.agreement.form != "书面":
        return
    asked = case.agreement.judicial_confirmation
    settled = asked is not None and bool(asked.applied_date or asked.intention == "不申请")
    due = confirmation_deadline(effective, calendar)
    yield Deadline(
        "confirm",
        "共同申请司法确认的最后一日",
        due,
        settled,
        "agreement.judicial_confirmation.applied_date",
        "人民调解法第三十三条",
        _provisional(due, calendar),
    )


def _provisional(due: date, calendar: Calendar) -> str:
    return "" if calendar.covers(due) else "待节假日安排公布后再核对"


def _performance(case: CaseRecord, today: date) -> Iterator[Deadline]:
    agreement = case.agreement
    if agreement is None:
        return
    everything = case.statistics.get("performed") is True
    paid = sum((p.amount for p in case.performance if p.amount is not None), Decimal(0))
    next_seen: set[tuple[int, int]] = set()
    promised = Decimal(0)
    for item in instalments(agreement, look_ahead(agreement, today)):
        key = (item.clause, item.payment)
        if key in next_seen:
            continue
        if item.due_on > today:
            next_seen.add(key)
        promised += item.amount or 0
        done = everything or (item.amount is not None and paid >= promised)
        yield Deadline("perform", _paying(item.amount), item.due_on, done, item.field, "人民调解法第三十一条")
    for at, clause in enumerate(agreement.clauses):
        if (due := day(clause.due)) and not clause.payments:
            title = f"履行协议第{clause.no or at + 1}条"
            path = f"agreement.clauses[{at}].due"
            yield Deadline("perform", title, due, everything, path, "人民调解法第三十一条")


def _paying(amount: Decimal | None) -> str:
    return "给付" if amount is None else f"给付{amount.normalize():f}元"


def _visit(case: CaseRecord, limits: Limits) -> Iterator[Deadline]:
    if due := first_visit_deadline(case, limits):
        yield Deadline("visit", "首次回访", due, bool(case.visits), "visits", "人民调解法第三十一条")


def _archiving(case: CaseRecord, limits: Limits) -> Iterator[Deadline]:
    ended = settled_on(case)
    if ended is None:
        return
    finished = [ended, *(on for p in case.performance if (on := day(p.date)))]
    if case.agreement is not None and case.statistics.get("performed") is not True:
        return
    due = max(finished) + timedelta(days=limits.archive_days)
    filed = case.dossier is not None and day(case.dossier.filed_date) is not None
    yield Deadline("archive", "立卷归档", due, filed, "dossier.filed_date", "人民调解法第二十七条")
