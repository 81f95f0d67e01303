"""Interest and penalties turned into a yearly rate, beside the loan prime rate (LPR) of the day.

Village paper speaks of 月息2分 and 每日万分之五; only as a yearly percentage do they compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

import msgspec

from jxdesk.errors import UserError
from jxdesk.rules.money import read_capitals

_NUMBER = r"(?P<number>\d+(?:\.\d+)?|[零〇一二三四五六七八九十两半]+)"
_WAYS: tuple[tuple[str, Decimal], ...] = (
    (rf"(?:每日|每天|日利率|按日|日)[^，。；]{{0,10}}?万分之{_NUMBER}", Decimal("3.65")),
    (rf"(?:每日|每天|日利率|按日|日)[^，。；]{{0,10}}?千分之{_NUMBER}", Decimal("36.5")),
    (rf"(?:每日|每天|日利率|按日|日)[^，。；]{{0,10}}?百分之{_NUMBER}", Decimal(365)),
    (rf"(?:每日|每天|日利率)[^，。；]{{0,10}}?{_NUMBER}\s*[%％]", Decimal(365)),
    (rf"(?:月利率|每月|月息|按月)[^，。；]{{0,8}}?{_NUMBER}\s*[%％]", Decimal(12)),
    (rf"(?:月利率|每月|月息|按月)[^，。；]{{0,8}}?百分之{_NUMBER}", Decimal(12)),
    (rf"(?:月利率|月息)[^，。；]{{0,4}}?{_NUMBER}\s*分(?!之)(?P<half>半)?", Decimal(12)),
    (rf"(?:年利率|年利息|年息|每年|年化)[^，。；]{{0,8}}?{_NUMBER}\s*[%％]", Decimal(1)),
    (rf"(?:年利率|年利息|年息|每年|年化)[^，。；]{{0,8}}?百分之{_NUMBER}", Decimal(1)),
    (rf"年息[^，。；]{{0,4}}?{_NUMBER}\s*分(?!之)(?P<half>半)?", Decimal(10)),
)
_PATTERNS = tuple((re.compile(pattern), factor) for pattern, factor in _WAYS)


class _Rate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    since: date
    percent: Decimal


class Lending(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From ``lending.toml``: the LPR by day, the lawful multiple, and from where a penalty looks high."""

    as_of: date
    multiple: Decimal
    penalty_annual_percent: Decimal
    loan_words: tuple[str, ...]
    rates: tuple[_Rate, ...]

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read ``lending.toml``; raises UserError when it cannot be understood."""
        try:
            return msgspec.toml.decode(text, type=cls)
        except msgspec.DecodeError as error:
            raise UserError(f"利率表有误：{error}。", "请改正这一处，或者重新安装本程序。") from error

    def ceiling(self, on: date) -> Decimal | None:
        """The highest yearly percentage a loan made on a day may bear; None before the table begins."""
        known = [rate.percent for rate in self.rates if rate.since <= on]
        return known[-1] * self.multiple if known else None


@dataclass(frozen=True)
class YearlyRate:
    """A rate as written and as a percentage a year."""

    text: str
    percent: Decimal


def yearly_rates(text: str) -> Iterator[YearlyRate]:
    """Every rate of interest or penalty in a sentence."""
    taken: list[tuple[int, int]] = []
    for pattern, factor in _PATTERNS:
        for match in pattern.finditer(text):
            number = _read(match["number"])
            if number is None or any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if match.groupdict().get("half"):  # 一分半: half of the last unit
                number += Decimal("0.5")
            yield YearlyRate(match.group(), number * factor)


def _read(text: str) -> Decimal | None:
    if text[0].isdigit() and text.isascii():
        return Decimal(text)
    if text.endswith("半"):
        whole = read_capitals(text[:-1]) if text[:-1] else Decimal(0)
        return None if whole is None else whole + Decimal("0.5")
    return read_capitals(text)
