"""Days as text: what is read, what is refused, and which day a stored UTC time belongs to."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jxdesk.rules.days import chinese_day, chinese_moment, day, moment


def test_an_iso_day_is_read() -> None:
    assert day("2025-03-21") == date(2025, 3, 21)


@pytest.mark.parametrize("text", [None, "", "2025-02-30", "2025-13-01", "去年春天", "20250321", "2025-3-21"])
def test_what_is_not_a_day_is_none(text: str | None) -> None:
    assert day(text) is None


def test_a_time_has_its_day() -> None:
    assert day("2025-03-21T09:00") == date(2025, 3, 21)


def test_a_stored_utc_evening_belongs_to_the_next_day_at_the_desk() -> None:
    assert day("2026-01-01T17:30:00Z") == date(2026, 1, 2)
    assert moment("2026-01-01T17:30:00+00:00") == datetime.fromisoformat("2026-01-02T01:30")


def test_a_bare_day_is_no_moment() -> None:
    assert moment("2025-03-21") is None


def test_paper_prints_days_without_leading_zeros() -> None:
    assert chinese_day("2025-03-01") == "2025年3月1日"
    assert chinese_day(date(2025, 12, 31)) == "2025年12月31日"


def test_a_day_that_does_not_exist_is_printed_as_it_was_given() -> None:
    assert chinese_day("2025-02-30") == "2025-02-30"
    assert chinese_day(None) == ""


def test_a_moment_prints_hours_and_minutes_when_they_were_said() -> None:
    assert chinese_moment("2025-03-21T09:05") == "2025年3月21日9时05分"
    assert chinese_moment("2025-03-21") == "2025年3月21日"
    assert chinese_moment(None) == ""
