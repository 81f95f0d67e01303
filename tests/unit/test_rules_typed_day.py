"""Days and times as people type them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jxdesk.rules.typed_day import typed_day, typed_moment

NOW = datetime(2026, 3, 5, 14, 3)  # noqa: DTZ001 - the wall clock of the desk


@pytest.mark.parametrize(
    "text",
    ["2025-3-5", "20250305", "2025.3.5", "2025/03/05", "2025年3月5日", "２０２５-３-５", " 2025-03-05 "],
)
def test_a_day_is_read_however_it_is_typed(text: str) -> None:
    assert typed_day(text, NOW.date()) == date(2025, 3, 5)


@pytest.mark.parametrize(("text", "day"), [("3-5", 5), ("3月6日", 6), ("今天", 5)])
def test_a_day_without_a_year_is_this_years(text: str, day: int) -> None:
    assert typed_day(text, NOW.date()) == date(2026, 3, day)


@pytest.mark.parametrize("text", ["", "2025-2-30", "2025-13-1", "昨天", "2025", "1234567890", "3"])
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert typed_day(text, NOW.date()) is None


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("2026-3-5 9:00", 9, 0), ("20260305 14：30", 14, 30), ("3月5日9时5分", 9, 5),
        ("3-5 下午2点半", 14, 30),
        ("2026-03-05T09:00", 9, 0), ("现在", 14, 3), ("今天 9点", 9, 0),
    ],
)  # fmt: skip
def test_a_time_is_read_with_its_day(text: str, hour: int, minute: int) -> None:
    assert typed_moment(text, NOW) == datetime(2026, 3, 5, hour, minute)  # noqa: DTZ001 - wall clock


@pytest.mark.parametrize("text", ["9:00", "2026-3-5", "2026-3-5 25:00", "2026-2-30 9:00"])
def test_a_time_needs_a_day_that_exists(text: str) -> None:
    assert typed_moment(text, NOW) is None
