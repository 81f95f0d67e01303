"""A chart that is replaced leaves the cases that began on the old one where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord
from jxdesk.services import trade as module
from jxdesk.services.trade import Trade


@pytest.fixture
def two_charts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trade:
    """Version 2 in force, in which a step has another title, and version 1 beside it."""
    first = read_resource("flows", "one_stop.toml")
    second = first.replace('version = "1"', 'version = "2"').replace('title = "分流"', 'title = "分流交办"')
    (tmp_path / "one_stop.toml").write_text(second, encoding="utf-8")
    (tmp_path / "one_stop-1.toml").write_text(first, encoding="utf-8")
    monkeypatch.setattr(module, "resource", lambda *_parts: tmp_path)
    monkeypatch.setattr(
        module, "read_resource", lambda *parts: (tmp_path / parts[-1]).read_text(encoding="utf-8")
    )
    return Trade()


@pytest.mark.parametrize(
    ("began_on", "title"),
    [("one_stop/1", "分流"), ("one_stop/2", "分流交办"), (None, "分流交办"), ("one_stop/0", "分流交办")],
)
def test_a_case_keeps_the_chart_it_began_on(two_charts: Trade, began_on: str | None, title: str) -> None:
    case = CaseRecord(flow_version=began_on)
    assert two_charts.flow_of(case).node("triage").title == title
