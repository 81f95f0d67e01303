"""Qt for the tests: the shipped font, so that a grab looks alike everywhere, and no Qt warning unheard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from jxdesk.ui.immortal import keep_singletons
from jxdesk.ui.messages import Message, Messages
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme

keep_singletons()
_HARMLESS = "This plugin does not support"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt warnings fail a test of the window."""
    for item in items:
        if "/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(_HARMLESS, extend=True))


@pytest.fixture(scope="session")
def _loaded_theme(qapp: QApplication) -> Theme:
    return Theme.load()


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
