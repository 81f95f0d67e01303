"""Working days by the State Council's holiday lists (国务院放假安排), make-up days included.

Lists are published a year ahead at most. Beyond them only weekends are known; ``covers`` says so, and
whoever shows a date computed there must say it is provisional, because a court will not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Self

import msgspec

from jxdesk.errors import UserError

_ONE = timedelta(days=1)


class _Year(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    holidays: tuple[str, ...]
    workdays: tuple[str, ...] = ()


class Calendar:
    """Which days are worked, for the years that have been published."""

    def __init__(self, years: frozenset[int], holidays: frozenset[date], workdays: frozenset[date]) -> None:
        self.years = years
        self._holidays = holidays
        self._workdays = workdays

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read ``cn.toml``; raises UserError when a year cannot be understood."""
        try:
            years = msgspec.toml.decode(text, type=dict[str, _Year])
            holidays = frozenset(d for year in years.values() for span in year.holidays for d in _days(span))
            workdays = frozenset(d for year in years.values() for span in year.workdays for d in _days(span))
            return cls(frozenset(int(year) for year in years), holidays, workdays)
        except ValueError as error:  # msgspec's own errors are ValueErrors too
            raise UserError(f"节假日表有误：{error}。", "请改正这一处，或者重新导入节假日表。") from error

    def covers(self, on: date) -> bool:
        """Whether the year's holidays have been published; otherwise only weekends are known."""
        return on.year in self.years

    def is_workday(self, on: date) -> bool:
        """Whether a day is worked: a make-up weekend is, a bridged weekday is not."""
        if on in self._workdays:
            return True
        return on not in self._holidays and on.weekday() < 5

    def next_workday(self, on: date) -> date:
        """The day itself when it is worked, else the first worked day after it (民诉法 art 85 ③)."""
        while not self.is_workday(on):
            on += _ONE
        return on

    def add_workdays(self, on: date, count: int) -> date:
        """The ``count``-th worked day after a day, which itself is not counted."""
        while count > 0:
            on += _ONE
            count -= self.is_workday(on)
        return on


def _days(span: str) -> Iterator[date]:
    first, _, last = span.partition("..")
    on, end = date.fromisoformat(first), date.fromisoformat(last or first)
    while on <= end:
        yield on
        on += _ONE
