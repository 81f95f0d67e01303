"""The window around the pages: keys, search, messages, counts, and room at every size."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hands import commit, compose
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from widget_walk import naming_faults

from jxdesk.errors import UserError
from jxdesk.ui.messages import Messages
from jxdesk.ui.pick_list import Pick
from jxdesk.ui.shell_window import DeskPerson, Page, ShellWindow
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme

NAMES = ("工作台", "登记", "案件", "当前案件", "文书", "收件", "同步", "设置")
ICONS = ("today", "register", "cases", "case", "documents", "inbox", "sync", "settings")
Make = Callable[..., ShellWindow]


@pytest.fixture
def built() -> list[str]:
    """Which pages have been built."""
    return []


@pytest.fixture
def shell(qtbot: QtBot, theme: Theme, tasks: Tasks, messages: Messages, built: list[str]) -> Make:
    """Makes a shown window of eight empty pages."""

    def make(*, practice: bool = False, points: int = 12) -> ShellWindow:
        theme.apply(points)

        def page(name: str) -> QWidget:
            built.append(name)
            return QLabel(name)

        pages = [Page(i, n, i, lambda i=i: page(i)) for i, n in zip(ICONS, NAMES, strict=True)]
        window = ShellWindow(theme, tasks, messages, pages, practice=practice)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.open("today")
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return make


def test_every_control_of_the_window_has_its_names(shell: Make) -> None:
    assert naming_faults(shell(practice=True)) == []


def test_a_page_is_built_when_it_is_first_opened(shell: Make, built: list[str]) -> None:
    window = shell()
    assert built == ["today"]
    window.open("cases")
    window.open("cases")
    assert built == ["today", "cases"]


@pytest.mark.parametrize("number", range(1, 9))
def test_ctrl_and_a_figure_open_a_page(shell: Make, qtbot: QtBot, number: int) -> None:
    window = shell()
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
    assert window.current == ICONS[number - 1]
    button = window.findChild(QToolButton, f"rail_{window.current}")
    assert isinstance(button, QToolButton)
    assert button.isChecked()


def test_f1_asks_for_the_help_of_the_page_that_is_open(shell: Make, qtbot: QtBot) -> None:
    window = shell()
    with qtbot.waitSignal(window.help_asked) as asked:
        qtbot.keyClick(window, Qt.Key.Key_F1)
    assert asked.args == ["today"]


def test_a_case_is_found_and_opened_without_the_mouse(shell: Make, qtbot: QtBot) -> None:
    window = shell()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    with qtbot.waitSignal(window.search.asked) as asked:
        qtbot.keyClicks(window.search, "zgj")
    assert asked.args == ["zgj"]
    window.search.show_hits("zgj", [Pick("a", "张桂军"), Pick("b", "张国军")])
    assert window.search.hits.list.isVisible()
    assert window.search.hasFocus()
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.search.chosen) as chosen:
        qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert chosen.args == ["b"]
    assert not window.search.hits.list.isVisible()


def test_hits_for_an_older_word_are_dropped(shell: Make) -> None:
    window = shell()
    window.search.setText("张桂")
    window.search.show_hits("张", [Pick("a", "张三")])
    assert not window.search.hits.list.isVisible()


def test_nothing_found_is_said_and_cannot_be_chosen(shell: Make, qtbot: QtBot) -> None:
    window = shell()
    window.search.setText("无此人")
    window.search.show_hits("无此人", [])
    with qtbot.assertNotEmitted(window.search.chosen):
        qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.search.hits.list.item(0).text().startswith("没有找到")


def test_nothing_is_searched_while_the_input_method_composes(shell: Make, qtbot: QtBot) -> None:
    window = shell()
    window.search.setFocus()
    with qtbot.assertNotEmitted(window.search.asked, wait=300):
        compose(window.search, "zhang")
    with qtbot.waitSignal(window.search.asked) as asked:
        commit(window.search, "张")
    assert asked.args == ["张"]


def test_escape_puts_the_hits_away_first_and_then_the_message(
    shell: Make, qtbot: QtBot, messages: Messages
) -> None:
    window = shell()
    messages.error(UserError("打印机没有回应。", "请看看有没有纸。"))
    window.search.setText("张")
    window.search.show_hits("张", [Pick("a", "张三")])
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.search.hits.list.isVisible()
    assert window.banner.text == "打印机没有回应。请看看有没有纸。"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.banner.text == ""


def test_a_message_takes_no_focus_and_stops_nothing(shell: Make, messages: Messages) -> None:
    window = shell()
    window.search.setFocus()
    messages.error(UserError("没有连上县里。", "过一会儿会自己再试。"))
    assert window.search.hasFocus()
    assert QApplication.activeModalWidget() is None


def test_the_button_of_a_message_does_what_it_says(shell: Make, qtbot: QtBot, messages: Messages) -> None:
    window = shell()
    pressed: list[bool] = []
    messages.notice("县里来了一件交办。", "打开", lambda: pressed.append(True))
    button = window.findChild(QWidget, "bannerButton")
    assert isinstance(button, QWidget)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    assert not window.banner.isVisible()


def test_practice_is_written_on_the_window_and_a_real_desk_has_no_such_strip(shell: Make) -> None:
    window = shell(practice=True)
    strip = window.findChild(QLabel, "practice")
    assert isinstance(strip, QLabel)
    assert strip.isVisible()
    assert strip.text().startswith("练习")
    assert "练习" in window.windowTitle()
    assert shell().findChild(QLabel, "practice") is None


def test_the_number_that_waits_stands_behind_its_word(shell: Make) -> None:
    window = shell()
    window.rail.show_waiting("inbox", 3)
    count = window.findChild(QLabel, "count_inbox")
    assert isinstance(count, QLabel)
    assert (count.isVisible(), count.text()) == (True, "3")
    window.rail.show_waiting("inbox", 0)
    assert not count.isVisible()


def test_the_status_bar_is_green_only_at_zero(shell: Make) -> None:
    status = shell().status
    status.show_unacknowledged(14, datetime(2026, 3, 4, 9, 12))  # noqa: DTZ001 - wall clock
    assert status.county.text() == "县里还没有确认 14 条，最早 3月4日 09:12"
    assert status.county.property("role") == "advice"
    status.show_unacknowledged(0, None)
    assert status.county.property("role") == "good"
    status.show_saved(datetime(2026, 3, 4, 14, 3))  # noqa: DTZ001 - wall clock
    assert status.saved.text() == "已保存 14:03"


@pytest.mark.parametrize(
    ("number", "more", "text", "tone"),
    [
        (0, {"to_answer": 2}, "县里都收到了，有 2 件事等您来定", "advice"),
        (3, {"to_answer": 2}, "县里还没有确认 3 条", "advice"),
        (0, {"ever": False}, "还没有要报的修改", "hint"),
        (9, {"ever": False, "practice": True}, "练习，不上报", "hint"),
        (9, {"ever": True, "practice": True}, "县里还没有确认 9 条", "advice"),
    ],
)
def test_the_status_bar_says_arrived_only_of_what_has_arrived(
    shell: Make, number: int, more: dict[str, Any], text: str, tone: str
) -> None:
    status = shell().status
    status.show_unacknowledged(number, None, **more)
    assert (status.county.text(), status.county.property("role")) == (text, tone)


def test_who_sits_at_the_desk_is_chosen_from_the_top_of_every_page(shell: Make, qtbot: QtBot) -> None:
    window = shell()
    window.show_people([DeskPerson("a", "赵立新"), DeskPerson("b", "㛃兰英")], "b")
    box = window._person
    assert box.currentText() == "㛃兰英"
    box.setFocus()
    with qtbot.waitSignal(window.person_chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Up)
    assert chosen.args == ["a"]


@pytest.mark.parametrize("points", [12, 14, 16, 18])
@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_everything_of_the_window_is_in_sight_at_every_size(
    shell: Make, points: int, size: tuple[int, int]
) -> None:
    window = shell(practice=True, points=points)
    window.resize(*size)
    window.show_people([DeskPerson("a", "欧阳㛃兰")], "a")
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    last = window.findChild(QToolButton, "rail_settings")
    assert isinstance(last, QToolButton)
    for widget in (last, window.search, window._person):
        place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        assert window.rect().contains(place)
        assert widget.height() >= widget.fontMetrics().height() + 6


def test_closing_waits_for_the_last_save(shell: Make, qtbot: QtBot, tasks: Tasks) -> None:
    window = shell()
    released = threading.Event()
    written: list[str] = []

    def save(_work: object) -> None:
        released.wait(10)
        written.append("x")

    window.leaving.connect(lambda: tasks.local("保存", save, owner=window) if not written else None)
    assert window.close() is False
    assert window.isVisible()
    released.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert written == ["x"]


def test_a_long_job_shows_its_count_and_can_be_cancelled(shell: Make, qtbot: QtBot, tasks: Tasks) -> None:
    window = shell()

    def job(work: object) -> None:
        while True:
            work.step(3, 12)  # type: ignore[attr-defined]  # the Work that Tasks hands in

    tasks.local("正在打印", job, owner=window)
    stop = window.findChild(QWidget, "jobCancel")
    assert isinstance(stop, QWidget)
    qtbot.waitUntil(stop.isVisible, timeout=3000)
    qtbot.waitUntil(lambda: window.findChild(QLabel, "jobName").text() == "正在打印 3/12")  # type: ignore[union-attr]  # the label is there
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not stop.isVisible())
