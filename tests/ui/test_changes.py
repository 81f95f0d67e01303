"""A view follows the tables it shows: at once when visible, later when not, once for a burst."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jxdesk.ui.changes import Changes, Follower


class Page(QWidget):
    """Counts how often it read."""

    def __init__(self, changes: Changes) -> None:
        super().__init__()
        self.read = 0
        self.follower = Follower(changes, self, {"case", "party"}, self.reload)

    def reload(self) -> None:
        """Read again."""
        self.read += 1


@pytest.fixture
def changes() -> Changes:
    """What the database tells."""
    return Changes()


@pytest.fixture
def page(changes: Changes, qtbot: QtBot) -> Page:
    """A page not shown yet."""
    view = Page(changes)
    qtbot.addWidget(view)
    return view


def test_a_page_reads_when_it_is_first_shown(page: Page) -> None:
    assert page.read == 0
    page.show()
    assert page.read == 1


def test_a_visible_page_reads_once_for_a_burst(page: Page, changes: Changes, qtbot: QtBot) -> None:
    page.show()
    for _ in range(20):
        changes.listen(["case"])
    qtbot.waitUntil(lambda: page.read == 2)
    qtbot.wait(30)
    assert page.read == 2


def test_another_table_is_no_reason_to_read(page: Page, changes: Changes, qtbot: QtBot) -> None:
    page.show()
    with qtbot.waitSignal(changes.touched):
        changes.listen(["staff"])
    qtbot.wait(20)
    assert page.read == 1


def test_a_hidden_page_reads_when_it_comes_back(page: Page, changes: Changes, qtbot: QtBot) -> None:
    page.show()
    page.hide()
    with qtbot.waitSignal(changes.touched):
        changes.listen(["party"])
    assert (page.read, page.follower.stale) == (1, True)
    page.show()
    assert page.read == 2
    page.hide()
    page.show()
    assert page.read == 2


def test_a_commit_in_another_thread_is_heard_on_the_main_one(changes: Changes, qtbot: QtBot) -> None:
    heard: list[bool] = []
    changes.touched.connect(
        lambda _tables: heard.append(threading.current_thread() is threading.main_thread())
    )
    with qtbot.waitSignal(changes.touched):
        threading.Thread(target=changes.listen, args=(["case"],)).start()
    assert heard == [True]
