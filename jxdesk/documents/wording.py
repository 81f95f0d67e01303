"""Small words that several documents share: Chinese numerals, numbered items, dates at the foot."""

from __future__ import annotations

import re

from jxdesk.documents.house import House
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import chinese_day

_DIGITS = "〇一二三四五六七八九"
_HAS_NUMBER = re.compile(
    r"\s*(第[一二三四五六七八九十百]+条|[一二三四五六七八九十]+、|[（(]?\d+[、．.）)](?!\d))"
)


def numeral(number: int) -> str:
    """1–99 as Chinese numerals (一, 十二, 二十); other numbers in digits."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def items(texts: list[str], *, chinese: bool = True) -> tuple[str, ...]:
    """Texts numbered 一、 or 1、; one that brings its own number keeps it, two would be read as a slip."""
    kept = [text.strip() for text in texts if text.strip()]
    return tuple(
        text if _HAS_NUMBER.match(text) else f"{numeral(n) if chinese else n}、{text}"
        for n, text in enumerate(kept, start=1)
    )


def foot_date(house: House, *days: str | None) -> str | None:
    """The first known day in Chinese for the foot of a page, or None where it is left to the pen."""
    if not house.switches.dates_printed:
        return None
    return next((chinese_day(day) for day in days if day), None)


def copies(case: CaseRecord) -> int:
    """One for each party and one for the committee (人民调解法 art 29), unless the agreement differs."""
    said = case.agreement.copies if case.agreement else None
    return said or max(len(case.parties), 2) + 1
