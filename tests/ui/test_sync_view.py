"""同步: honest counts, a county that answers, one that does not, and stopping in the middle."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from county_server import served
from hands import commit
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sample_desk import import_samples, seen, settled
from sqlalchemy import update
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.models import Change, DeskState
from jxdesk.progress import Work
from jxdesk.services.sync import SyncReport, SyncService
from jxdesk.ui.messages import Message
from jxdesk.ui.sync_view import SyncView
from jxdesk.ui.workplace import Workplace


@pytest.fixture
def view(place: Workplace, qtbot: QtBot) -> SyncView:
    """The page, in sight."""
    return seen(SyncView(place), place, qtbot)


def figure(view: SyncView, name: str) -> str:
    label = view.findChild(QLabel, f"sync_{name}")
    assert label is not None
    return label.text()


def sync_now(view: SyncView, place: Workplace, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.now, Qt.MouseButton.LeftButton)
    settled(place, qtbot)


def test_every_control_has_its_names(view: SyncView) -> None:
    assert naming_faults(view) == []


def test_a_new_desk_has_nothing_to_report_and_is_not_green(view: SyncView) -> None:
    assert view.standing.text() == "还没有要报的修改"
    assert view.standing.property("role") == "figure"
    assert "没有网络也可以照常办案" in view.times.text()


def test_what_waits_is_counted_with_its_oldest_day(
    view: SyncView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    desk.cases.begin()
    settled(place, qtbot)
    assert view.standing.text() == "县里还没有确认 1 条"
    assert "最早一条改于2026年3月5日14时" in view.times.text()
    assert figure(view, "unsent") == "1"


def test_without_an_address_it_says_what_to_do(view: SyncView, place: Workplace, qtbot: QtBot) -> None:
    sync_now(view, place, qtbot)
    assert view.said.text().startswith("还没有填写县级服务的网址，修改都在本机，没有丢失。")
    assert view.now.isEnabled()
    assert not view.stop.isVisible()


def test_a_county_that_does_not_answer_loses_nothing(
    view: SyncView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    desk.cases.begin()
    view.county.go()
    commit(view.county.line, "http://127.0.0.1:9")
    sync_now(view, place, qtbot)
    assert desk.office.office().county_url == "http://127.0.0.1:9"
    assert "没有丢失" in view.said.text()
    assert view.said.property("role") == "message"
    assert view.standing.text() == "县里还没有确认 1 条"
    assert "还没有成功过" in view.times.text()


def test_only_a_county_that_has_acknowledged_everything_is_green(
    view: SyncView, place: Workplace, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    import_samples(desk)
    with served(str(tmp_path / "county.db")) as county:
        desk.office.set_county(county.url)
        sync_now(view, place, qtbot)
    assert view.standing.text() == "县里已全部确认"
    assert view.standing.property("role") == "good_figure"
    assert "全部确认。" in view.said.text()
    assert int(figure(view, "acknowledged")) > 50
    assert "上次同步完成：2026年3月5日" in view.times.text()


def test_a_save_after_the_round_takes_the_green_sentence_away(
    view: SyncView, place: Workplace, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    import_samples(desk)
    with served(tmp_path / "county.db") as county:
        desk.office.set_county(county.url)
        settled(place, qtbot)
        sync_now(view, place, qtbot)
        assert view.said.isVisible()
        assert "全部确认" in view.said.text()
        desk.cases.begin()
        settled(place, qtbot)
        assert view.standing.text() == "县里还没有确认 1 条"
        assert not view.said.isVisible()


def test_refused_changes_are_never_green_and_lead_to_the_inbox(
    view: SyncView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    desk.cases.begin()
    with desk.database.transaction(recording=False) as session:
        session.execute(update(Change).values(state="rejected"))
        session.get_one(DeskState, 1).tried_at = "2026-03-05T06:00:00+00:00"
    settled(place, qtbot)
    assert view.standing.property("role") == "figure"
    assert figure(view, "rejected") == "1"
    pages: list[str] = []
    place.go.page_wanted.connect(pages.append)
    qtbot.mouseClick(view.inbox, Qt.MouseButton.LeftButton)
    assert pages == ["inbox"]


def test_a_long_round_shows_how_far_it_is_and_can_be_stopped(
    view: SyncView, place: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = threading.Event()

    def slow(_self: SyncService, work: Work) -> SyncReport:
        work.step(2, 5, "正在上报")
        going.set()
        while True:
            work.step(2, 5, "正在上报")

    monkeypatch.setattr(SyncService, "run", slow)
    qtbot.mouseClick(view.now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: going.is_set() and view.bar.value() == 2)
    assert view.bar.maximum() == 5
    assert not view.now.isEnabled()
    qtbot.mouseClick(view.stop, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert view.said.text() == "已停下；没有报完的都还在，下次接着报。"
    assert view.now.isEnabled()
    assert not view.bar.isVisible()


def test_a_notice_of_the_last_round_is_said_once(
    view: SyncView, place: Workplace, desk: Desk, said: list[Message], qtbot: QtBot
) -> None:
    with desk.database.transaction() as session:
        session.get_one(DeskState, 1).notice = "县里的数据恢复过，已经重新核对。"
    settled(place, qtbot)
    view.reload()
    settled(place, qtbot)
    assert [one.text for one in said] == ["县里的数据恢复过，已经重新核对。"]


def test_an_address_without_its_scheme_is_said_and_not_stored(
    view: SyncView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    view.county.go()
    commit(view.county.line, "county.example")
    qtbot.keyClick(view.county.line, Qt.Key.Key_Tab)
    settled(place, qtbot)
    assert view.county.message.text().startswith("网址要以 http:// 或者 https:// 开头")
    assert desk.office.office().county_url is None


@pytest.mark.parametrize("points", [12, 16, 18])
def test_it_fits_the_screen_at_every_size(
    view: SyncView, place: Workplace, qtbot: QtBot, points: int
) -> None:
    place.theme.apply(points)
    settled(place, qtbot)
    assert view.minimumSizeHint().width() <= 1366 - place.theme.px(156)
    assert view.minimumSizeHint().height() <= 640
