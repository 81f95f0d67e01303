"""Qt for the tests: the shipped font, so that a grab looks alike everywhere, no Qt warning unheard, a real desk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from jxdesk.desk import Desk, create_desk, open_desk
from jxdesk.paths import DataFolder
from jxdesk.rules.days import BEIJING
from jxdesk.ui.changes import Changes
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.line_fields import LineField
from jxdesk.ui.immortal import keep_singletons
from jxdesk.ui.messages import Message, Messages
from jxdesk.ui.navigator import Navigator
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme
from jxdesk.ui.workplace import Workplace

keep_singletons()
_HARMLESS = "This plugin does not support"
_START = datetime(2026, 3, 5, 6, 3, tzinfo=UTC)  # 14:03 at the desk, a Thursday


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt warnings fail a test of the window."""
    for item in items:
        if "/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(_HARMLESS, extend=True))


@pytest.fixture(scope="session")
def _loaded_theme(qapp: QApplication) -> Theme:
    loaded = Theme.load()
    loaded.complete()
    return loaded


@pytest.fixture
def theme(_loaded_theme: Theme) -> Theme:
    """The look at 12 pt, whatever size the test before this one chose."""
    _loaded_theme.apply(12)
    return _loaded_theme


@pytest.fixture
def messages(qapp: QApplication) -> Messages:
    """Where things are said."""
    return Messages()


@pytest.fixture
def said(messages: Messages) -> list[Message]:
    """Everything that was said, in order."""
    heard: list[Message] = []
    messages.said.connect(heard.append)
    return heard


@pytest.fixture
def tasks(messages: Messages) -> Iterator[Tasks]:
    """Both lanes, ended after the test."""
    lanes = Tasks(messages.error, messages.unexpected)
    yield lanes
    lanes.close()


@pytest.fixture(scope="session")
def _fresh_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice desk just made: its migration costs more than most tests, so each test gets a copy."""
    folder = tmp_path_factory.mktemp("fresh") / "desk"
    create_desk(DataFolder(folder), None).close()
    return folder


@pytest.fixture
def desk(_fresh_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    """A practice desk of its own with an even clock: every question takes a second."""
    shutil.copytree(_fresh_folder, tmp_path / "desk")
    ticks = iter(range(10**9))
    made = open_desk(DataFolder(tmp_path / "desk"), clock=lambda: _START + timedelta(seconds=next(ticks)))
    yield made
    made.close()


@pytest.fixture
def place(
    desk: Desk, theme: Theme, messages: Messages, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> Workplace:
    """The desk as a page is given it."""
    changes = Changes()
    desk.database.listen(changes.listen)
    monkeypatch.setattr(desk, "now", lambda: _START.astimezone(BEIJING).replace(tzinfo=None))
    return Workplace(theme, tasks, messages, changes, Navigator(), desk)


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Callable[[FieldBox], list[Any]]:
    """Puts a field on a page beside another and collects what it reports."""
    pages: list[QWidget] = []  # qtbot holds them weakly

    def put(field: FieldBox) -> list[Any]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(field)
        following = LineField(FieldLabel("next", "下一格"))
        column.addWidget(following)
        qtbot.addWidget(page)
        pages.append(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        following.go()
        reported: list[Any] = []

        def on_left(left: FieldBox) -> None:
            reported.append(left.value())
            left.mark_reported()

        field.left.connect(on_left)
        return reported

    return put
