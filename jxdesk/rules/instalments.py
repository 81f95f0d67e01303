"""When the payments of an agreement fall due: single days, and periodic ones such as 每月10日前.

A periodic payment often has no end (赡养费), so whoever asks says until when.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from jxdesk.rules.case_record import Agreement, Payment
from jxdesk.rules.days import day

YEAR = timedelta(days=366)

_MONTHS = (("半年", 6), ("季", 3), ("月", 1), ("年", 12))
_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})\Z")


@dataclass(frozen=True)
class Instalment:
    """One payment on one day. ``clause`` and ``payment`` are positions counted from zero."""

    clause: int
    payment: int
    due_on: date
    amount: Decimal | None

    @property
    def field(self) -> str:
        """Where it stands in the case."""
        return f"agreement.clauses[{self.clause}].payments[{self.payment}].due"


def instalments(agreement: Agreement, until: date) -> tuple[Instalment, ...]:
    """Every payment of an agreement that has a day, in order of day; periodic ones up to ``until``."""
    found = [
        Instalment(at_clause, at_payment, on, payment.amount)
        for at_clause, clause in enumerate(agreement.clauses)
        for at_payment, payment in enumerate(clause.payments)
        for on in due_days(payment, until)
    ]
    return tuple(sorted(found, key=lambda i: (i.due_on, i.clause, i.payment)))


def due_days(payment: Payment, until: date) -> tuple[date, ...]:
    """The days of one payment; a single payment keeps its day even when it lies beyond ``until``.

    ``due`` of a periodic payment is either its last day or, as ``10-31``, month and day of each year.
    A payment whose days cannot be read has none: review says so, a calendar cannot guess.
    """
    if not payment.per:
        single = day(payment.due)
        return (single,) if single else ()
    start = _start(payment.start)
    last = day(payment.due)
    if start is None:
        return ()
    return tuple(on for on in _periodic(payment, start, min(until, last or until)) if on >= start)


def first_due_day(payment: Payment) -> date | None:
    """The first day of one payment; a periodic one has it within a year of its start."""
    start = _start(payment.start)
    return next(iter(due_days(payment, start + YEAR if start else date.max)), None)


def look_ahead(agreement: Agreement, today: date) -> date:
    """A day by which every periodic payment that goes on has come due again after today."""
    starts = [start for c in agreement.clauses for p in c.payments if p.per and (start := _start(p.start))]
    return max([today, *starts]) + YEAR


def _start(text: str | None) -> date | None:
    """A day, or a bare month (``2025-11``), which begins on its first."""
    return day(text) or (day(f"{text}-01") if text else None)


def _periodic(payment: Payment, start: date, until: date) -> Iterator[date]:
    per = payment.per or ""
    if "周" in per or "星期" in per:
        on = start
        while on <= until:
            yield on
            on += timedelta(days=7)
        return
    step = next((months for word, months in _MONTHS if word in per), None)
    if step is None:
        return
    month_day = _MONTH_DAY.match(payment.due or "")
    month = int(month_day[1]) if month_day else start.month
    wanted = int(month_day[2]) if month_day else _day_of(payment.due_day, start.day)
    if not 1 <= month <= 12 or not 1 <= wanted <= 31:
        return
    for count in range(0, 100 * 12, step):
        on = in_month(start.year, month + count, wanted)
        if on > until:
            return
        yield on


def _day_of(text: str | None, otherwise: int) -> int:
    """``10``, ``每月10日前``: the last number is the day of the month."""
    numbers = re.findall(r"\d+", str(text)) if text is not None else []
    return int(numbers[-1]) if numbers else otherwise


def in_month(year: int, month: int, wanted: int) -> date:
    """The wanted day of a month counted on past December; the last day when the month is shorter."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(wanted, monthrange(year, month)[1]))


def even_shares(total: Decimal, count: int) -> list[Decimal]:
    """``total`` in ``count`` parts: whole yuan where there is that much, and what does not divide in the last.

    ``count`` is at least one.
    """
    share = (total / count).quantize(Decimal(1), rounding=ROUND_DOWN)
    if share <= 0:
        share = (total / count).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
    shares = [share] * (count - 1)
    return [*shares, total - sum(shares, Decimal(0))]
