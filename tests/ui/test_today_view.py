"""工作台: what is late, what is due, what is a draft, and the way to each."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.models import DeskState
from jxdesk.services.case_table import CaseRow
from jxdesk.ui.case_rows import case_line, deadline_tip, deadline_words
from jxdesk.ui.today_view import TodayView
from jxdesk.ui.workplace import Workplace

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"


def row(days_left: int | None, due_on: str = "2026-03-07") -> CaseRow:
    """One line with a deadline."""
    return CaseRow(
        "id", "JX-1", "张某与李某邻里纠纷", "张某、李某", "邻里纠纷", "东荣村（福利镇）", "陈某", "黄", "open", "调解",
        "2026-03-01", due_on if days_left is not None else "", "调解期限", days_left,
    )  # fmt: skip


@pytest.mark.parametrize(("left", "words"), [(2, "还有 2 天"), (0, "今天到期"), (-1, "迟 1 天"), (None, "")])
def test_a_deadline_is_said_in_days_and_its_date_stands_in_the_tip(left: int | None, words: str) -> None:
    assert deadline_words(row(left)) == words
    assert deadline_tip(row(left)) == ("" if left is None else "调解期限：2026年3月7日")


def test_a_line_says_what_it_is_and_where_it_stands() -> None:
    assert case_line(row(-1)) == ("迟 1 天　张某与李某邻里纠纷", "JX-1　东荣村（福利镇）　调解期限")


@pytest.fixture
def view(place: Workplace, qtbot: QtBot) -> TodayView:
    """The page, not yet shown."""
    page = TodayView(place)
    qtbot.addWidget(page)
    return page


def shown(view: TodayView, place: Workplace, qtbot: QtBot) -> None:
    """Show it and wait for its content."""
    view.show()
    qtbot.waitUntil(lambda: place.tasks.pending("local") == 0)


def test_every_control_has_its_names(view: TodayView, place: Workplace, qtbot: QtBot) -> None:
    shown(view, place, qtbot)
    assert naming_faults(view) == []


def test_an_empty_desk_says_so_in_one_sentence_each(view: TodayView, place: Workplace, qtbot: QtBot) -> None:
    shown(view, place, qtbot)
    said = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert "受理了的案件没有超期。" in said
    assert "没有没办完的登记。" in said
    assert not view.late.list.isVisible()


def test_a_draft_stands_on_the_workbench_as_soon_as_it_is_stored(
    view: TodayView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    shown(view, place, qtbot)
    draft = desk.cases.begin()
    desk.cases.add_item(draft.id, "parties", {"role": "申请人", "name": "张桂军"})
    qtbot.waitUntil(lambda: view.drafts.list.count() == 1)
    qtbot.waitUntil(lambda: "张桂军" in view.drafts.list.item(0).text())
    with qtbot.waitSignal(place.go.case_wanted) as asked:
        qtbot.mouseClick(
            view.drafts.list.viewport(), Qt.MouseButton.LeftButton,
            pos=view.drafts.list.visualItemRect(view.drafts.list.item(0)).center(),
        )  # fmt: skip
    assert asked.args == [draft.id, ""]


def test_a_hidden_workbench_reads_nothing_until_it_is_seen(
    view: TodayView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    desk.cases.begin()
    qtbot.wait(50)
    assert view.drafts.list.count() == 0
    shown(view, place, qtbot)
    assert view.drafts.list.count() == 1


def test_figures_count_what_they_say(view: TodayView, place: Workplace, desk: Desk, qtbot: QtBot) -> None:
    desk.files.import_files([SAMPLES])
    shown(view, place, qtbot)
    figure = view.findChild(QLabel, "figure_waiting")
    assert isinstance(figure, QLabel)
    assert figure.text() == "—", "practice reports nothing"
    with desk.database.transaction() as session:
        session.get_one(DeskState, 1).synced_at = "2026-03-05T06:00:00.000+00:00"
    desk.cases.begin()
    qtbot.waitUntil(lambda: figure.text() == str(desk.table.waiting().count) != "0")


def test_enter_on_the_workbench_registers_the_next_person(
    view: TodayView, place: Workplace, qtbot: QtBot
) -> None:
    shown(view, place, qtbot)
    view.setFocus()
    button = view.findChild(QPushButton, "todayRegister")
    assert isinstance(button, QPushButton)
    assert view.focusProxy() is button
    with qtbot.waitSignal(place.go.draft_wanted) as asked:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert asked.args == [""]


def test_the_lists_are_reached_with_tab(view: TodayView, place: Workplace, desk: Desk, qtbot: QtBot) -> None:
    desk.cases.begin()
    shown(view, place, qtbot)
    assert view.findChild(QListWidget, "todayDrafts").focusPolicy() & Qt.FocusPolicy.TabFocus  # type: ignore[union-attr]  # the list is there
