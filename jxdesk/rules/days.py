"""Days and times as a case holds them: ISO text in, calendar days out, and the words that paper prints.

Everything comes out in Beijing wall-clock time without a zone, because that is what stands on the
paper. A stored UTC time of 17:00 belongs to the *next* day at the desk; taking its first ten
characters would move an acceptance across midnight and with it every deadline that counts from it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "北京时间")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_HAS_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")


def day(text: str | None) -> date | None:
    """The calendar day of an ISO day or time; None when nothing was said or no such day exists."""
    if text is None:
        return None
    text = text.strip()
    if _DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    at = moment(text)
    return at.date() if at else None


def moment(text: str | None) -> datetime | None:
    """The wall-clock time of an ISO time; None for a bare day, because midnight was never said."""
    if text is None or not _HAS_TIME.match(text.strip()):
        return None
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if at.tzinfo is None:
        return at
    return at.astimezone(BEIJING).replace(tzinfo=None)


def chinese_day(value: str | date | None) -> str:
    """``2025年3月21日``; "" for nothing; text that is no day comes back as it is, so nothing is hidden."""
    found = day(value) if isinstance(value, str) else value
    if found is None:
        return value.strip() if isinstance(value, str) else ""
    return f"{found.year}年{found.month}月{found.day}日"


def chinese_moment(value: str | datetime | None) -> str:
    """``2025年3月21日9时05分``; a bare day prints without hours; unreadable text comes back as it is."""
    if isinstance(value, str):
        at = moment(value)
        if at is None:
            return chinese_day(value)
    elif value is None:
        return ""
    else:
        at = value
    return f"{chinese_day(at.date())}{at.hour}时{at.minute:02d}分"
