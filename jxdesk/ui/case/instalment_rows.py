"""应付款一览: every payment an agreement promises, in order of day, against what was paid. No Qt here.

Money that came is counted against the oldest payment first, because receipts rarely say which one they mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import chinese_day
from jxdesk.rules.instalments import instalments, look_ahead

State = Literal["paid", "part", "late", "due", "ahead"]
AHEAD = 6
"""Payments shown beyond today where they run on without an end."""
SOON = 7


@dataclass(frozen=True)
class InstalmentRow:
    """One line: which clause, when, how much, and how it stands in words."""

    clause: int
    due_on: date
    amount: Decimal | None
    state: State
    words: str
    field: str

    @property
    def day(self) -> str:
        """The day as people write it."""
        return chinese_day(self.due_on)


@dataclass(frozen=True)
class Account:
    """The rows, what they add up to so far, and what was paid."""

    rows: tuple[InstalmentRow, ...]
    due_so_far: Decimal
    paid: Decimal

    @property
    def sentence(self) -> str:
        """The account in one line."""
        if not self.rows:
            return "协议里没有按日子付的钱。"
        left = self.due_so_far - self.paid
        owed = f"，还差{left:f}元" if left > 0 else "，没有欠款"
        return f"到今天应付{self.due_so_far:f}元，已付{self.paid:f}元{owed}。"


def account(case: CaseRecord, today: date) -> Account:
    """The account of a case on a day."""
    paid = sum((one.amount for one in case.performance if one.amount is not None), Decimal(0))
    if case.agreement is None:
        return Account((), Decimal(0), paid)
    everything = case.statistics.get("performed") is True
    rows: list[InstalmentRow] = []
    due_so_far, promised, ahead = Decimal(0), Decimal(0), 0
    for one in instalments(case.agreement, look_ahead(case.agreement, today)):
        before, promised = promised, promised + (one.amount or 0)
        if one.due_on <= today:
            due_so_far = promised
        ahead += one.due_on > today
        if ahead > AHEAD:
            break
        state, words = _state(one.due_on, today, paid - before, one.amount, everything=everything)
        rows.append(InstalmentRow(one.clause + 1, one.due_on, one.amount, state, words, one.field))
    return Account(tuple(rows), due_so_far, paid)


def _state(
    due_on: date, today: date, came: Decimal, amount: Decimal | None, *, everything: bool
) -> tuple[State, str]:
    if everything or (amount is not None and came >= amount):
        return "paid", "已付"
    left = (due_on - today).days
    part = f"已付{came:f}元，" if amount is not None and came > 0 else ""
    if left < 0:
        return "late", f"{part}迟 {-left} 天"
    if left <= SOON:
        return "due", f"{part}今天到期" if left == 0 else f"{part}还有 {left} 天"
    return ("part", f"{part}未到期") if part else ("ahead", "未到期")
