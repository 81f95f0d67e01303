"""Days and times as a person types them, into the ISO text a case holds.

What cannot be read comes back as None and stays on the screen as it was typed; the year may be left
out and is then this year's.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

WEEKDAYS = "一二三四五六日"
_PARTS = re.compile(r"(?:(\d{4})\s*[-./年]\s*)?(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?\Z")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_TIME = re.compile(r"(上午|下午|晚上)?\s*(\d{1,2})\s*[:：时点]\s*(?:(\d{1,2})\s*分?|(半))?\Z")


def typed_day(text: str, today: date) -> date | None:
    """``2025-3-5``, ``20250305``, ``2025年3月5日``, ``3-5`` or ``今天``; None when it is no day."""
    text = _plain(text)
    if text == "今天":
        return today
    found = _PACKED.match(text) or _PARTS.match(text)
    if found is None:
        return None
    year, month, number = found.groups()
    try:
        return date(int(year or today.year), int(month), int(number))
    except ValueError:
        return None


def typed_moment(text: str, now: datetime) -> datetime | None:
    """A day and a time: ``2025-3-5 9:00``, ``3月5日 下午2点半``, ``现在``; None when either is missing."""
    text = _plain(text).replace("T", " ")
    if text == "现在":
        return now.replace(second=0, microsecond=0)
    for cut in range(len(text), 0, -1):
        on, at = typed_day(text[:cut], now.date()), _typed_time(text[cut:])
        if on is not None and at is not None:
            return datetime.combine(on, at)
    return None


def pieces_of(text: str) -> list[str]:
    """Several days in one line, each as it was typed."""
    return [piece for piece in re.split(r"[、，,；;\s]+", text.strip()) if piece]


def _typed_time(text: str) -> time | None:
    found = _TIME.match(text.strip())
    if found is None:
        return None
    half_day, hour, minute, half = found.groups()
    hours = int(hour)
    if half_day in ("下午", "晚上") and hours < 12:
        hours += 12
    try:
        return time(hours, 30 if half else int(minute or 0))
    except ValueError:
        return None


def _plain(text: str) -> str:
    """Half-width digits: a Chinese input method in full-width mode types the others."""
    return text.translate(
        {ord("０") + n: str(n) for n in range(10)} | {ord("－"): "-", ord("．"): "."}
    ).strip()
