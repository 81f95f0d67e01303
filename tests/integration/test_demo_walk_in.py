"""The demo's walk-in is a case that passes its own checks, on whatever day somebody plays it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from jxdesk.demo_walk_in import take_walk_in
from jxdesk.desk import create_desk
from jxdesk.paths import DataFolder


@pytest.mark.parametrize("month", [1, 7, 12])
def test_the_walk_in_says_the_age_people_have_on_that_day(tmp_path: Path, month: int) -> None:
    desk = create_desk(DataFolder(tmp_path), None, clock=lambda: datetime(2026, month, 15, 4, 0, tzinfo=UTC))
    record = desk.cases.record(take_walk_in(desk))
    findings = desk.reviews.of(record)
    desk.close()
    assert [one.message for one in findings if one.rule == "R-10"] == []
    assert [one.message for one in findings if one.level == "P"] == []
