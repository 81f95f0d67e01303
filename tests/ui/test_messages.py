"""What went wrong becomes one sentence; a bug's text stays out of sight and out of the log."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from widget_walk import naming_faults

from jxdesk.errors import UserError
from jxdesk.ui import messages as messages_module
from jxdesk.ui.messages import Banner, Message, Messages
from jxdesk.ui.theme import Theme


def raised(error: Exception) -> Exception:
    """The error with the traceback a real one has."""
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


def test_an_error_says_what_happened_and_what_to_do(messages: Messages, said: list[Message]) -> None:
    messages.hook(UserError, UserError("磁盘满了。", "请清理磁盘。"), None)
    assert said == [Message("error", "磁盘满了。", "请清理磁盘。")]


def test_a_bug_in_a_slot_is_said_plainly_and_logged_by_its_place(
    messages: Messages, said: list[Message], expected_log: set[str], caplog: pytest.LogCaptureFixture
) -> None:
    expected_log.add("jxdesk.ui.messages")
    error = raised(ValueError("张桂军 230521196803159971"))
    messages.hook(ValueError, error, error.__traceback__)
    assert "没有预料到" in said[0].text
    assert "已经保存的内容不受影响" in said[0].text
    assert "raised:" in caplog.text
    assert "张桂军" not in caplog.text
    assert "Traceback" not in said[0].text + said[0].remedy


def test_ctrl_c_in_a_terminal_is_no_message(messages: Messages, said: list[Message]) -> None:
    messages.hook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert said == []


@pytest.fixture
def banner(theme: Theme, messages: Messages, qtbot: QtBot) -> Banner:
    """The strip above a page."""
    strip = Banner(theme)
    qtbot.addWidget(strip)
    messages.said.connect(strip.show_message)
    return strip


def test_the_strip_has_its_names_and_is_read_aloud(banner: Banner, messages: Messages) -> None:
    messages.error(UserError("打印机没有回应。", "请看看有没有纸。"))
    assert naming_faults(banner) == []
    text = banner.findChild(QLabel, "bannerText")
    assert isinstance(text, QLabel)
    assert text.accessibleName() == "打印机没有回应。请看看有没有纸。"


def test_a_strip_without_anything_to_press_shows_no_button(banner: Banner, messages: Messages) -> None:
    messages.done("已存到 协议.pdf。")
    button = banner.findChild(QPushButton, "bannerButton")
    assert isinstance(button, QPushButton)
    assert not button.isVisible()


def test_an_error_stays_and_good_news_goes_by_itself(
    banner: Banner, messages: Messages, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert messages_module.GONE_AFTER >= 5000
    banner._timer.setInterval(30)
    messages.done("已存好。")
    qtbot.waitUntil(lambda: not banner.isVisible())
    messages.done("已存好。")
    messages.error(UserError("没有存上。", "请再试。"))
    qtbot.wait(80)
    assert banner.isVisible()


def test_the_strip_is_closed_with_its_cross(banner: Banner, messages: Messages, qtbot: QtBot) -> None:
    messages.notice("县里来了交办。")
    cross = banner.findChild(QToolButton, "bannerClose")
    assert isinstance(cross, QToolButton)
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_the_kind_is_told_by_more_than_colour(banner: Banner, messages: Messages) -> None:
    shown: list[Any] = []
    for say in (messages.notice, messages.done):
        say("同样的话。")
        shown.append(banner.property("kind"))
    assert shown == ["notice", "done"]
