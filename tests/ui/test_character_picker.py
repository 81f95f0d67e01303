"""生僻字 with the keyboard alone: from a name field to the character and back, and what happens when it cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sample_desk import settled
from widget_walk import naming_faults

from jxdesk.ui.desk_window import DeskWindow
from jxdesk.ui.messages import Message
from jxdesk.ui.picker import character_picker
from jxdesk.ui.picker.character_picker import CharacterPicker
from jxdesk.ui.picker.glyph_grid import in_words
from jxdesk.ui.workplace import Workplace


@pytest.fixture
def page(qtbot: QtBot) -> QMainWindow:
    """A window with three kinds of fields."""
    window = QMainWindow()
    inner = QWidget()
    column = QVBoxLayout(inner)
    for kind in (QLineEdit, QPlainTextEdit, QComboBox):
        field = kind()
        field.setObjectName(kind.__name__)
        column.addWidget(field)
    window.setCentralWidget(inner)
    inner.findChild(QComboBox).setEditable(True)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def opened(place: Workplace, qtbot: QtBot, page: QMainWindow, target: QWidget | None) -> CharacterPicker:
    picker = CharacterPicker(place, target, page)
    picker.open()
    settled(place, qtbot)
    return picker


def asked(place: Workplace, qtbot: QtBot, picker: CharacterPicker) -> str:
    """The tiles after the pause that follows the last key."""
    qtbot.wait(character_picker.WAIT + 30)
    settled(place, qtbot)
    return "".join(glyph.character for glyph in picker.grid.tiles.glyphs)


def test_a_name_is_finished_at_the_cursor_with_the_keyboard_alone(
    place: Workplace, qtbot: QtBot, page: QMainWindow
) -> None:
    line = page.findChild(QLineEdit, "QLineEdit")
    line.setText("张某")
    line.setFocus()
    line.setCursorPosition(1)
    picker = opened(place, qtbot, page, line)
    assert picker.focusWidget() is picker.sound
    qtbot.keyClicks(picker.sound, "jie2")
    qtbot.keyClick(picker.sound, Qt.Key.Key_Tab)
    qtbot.keyClicks(picker.strokes, "9")
    tiles = asked(place, qtbot, picker)
    assert "㛃" in tiles
    qtbot.keyClick(picker.strokes, Qt.Key.Key_Return)
    assert picker.focusWidget() is picker.grid
    for _ in range(tiles.index("㛃")):
        qtbot.keyClick(picker.grid, Qt.Key.Key_Right)
    assert "U+36C3" in picker.detail.text()
    qtbot.keyClick(picker.grid, Qt.Key.Key_Return)
    settled(place, qtbot)
    assert line.text() == "张㛃某"
    assert line.cursorPosition() == 2


def test_enter_in_a_question_inserts_nothing_unseen(
    place: Workplace, qtbot: QtBot, page: QMainWindow
) -> None:
    line = page.findChild(QLineEdit, "QLineEdit")
    picker = opened(place, qtbot, page, line)
    qtbot.keyClicks(picker.point, "36C3")
    qtbot.keyClick(picker.point, Qt.Key.Key_Return)
    settled(place, qtbot)
    assert line.text() == ""
    assert picker.isVisible()
    qtbot.keyClick(picker.grid, Qt.Key.Key_Return)
    assert line.text() == "㛃"


@pytest.mark.parametrize("kind", [QPlainTextEdit, QComboBox])
def test_every_field_takes_the_character_as_if_it_were_typed(
    place: Workplace, qtbot: QtBot, page: QMainWindow, kind: type[QWidget]
) -> None:
    field: Any = page.findChild(kind, kind.__name__)
    field.setFocus()
    picker = opened(place, qtbot, page, field)
    qtbot.keyClicks(picker.point, "U+20164")
    asked(place, qtbot, picker)
    picker.insert.click()
    text = field.toPlainText() if isinstance(field, QPlainTextEdit) else field.currentText()
    assert text == "𠅤"


def test_a_radical_and_the_other_strokes_are_enough(
    place: Workplace, qtbot: QtBot, page: QMainWindow
) -> None:
    picker = opened(place, qtbot, page, None)
    shown = [picker.radical.itemText(row) for row in range(picker.radical.count())]
    assert {"女　3画", "氵　3画", "阝　2画"} <= set(shown)
    assert len(shown) == len(set(shown))
    picker.radical.setCurrentIndex(shown.index("女　3画"))
    qtbot.keyClicks(picker.residual, "6")
    assert "㛃" in asked(place, qtbot, picker)
    picker.radical.setEditText("85")
    assert "洁" in asked(place, qtbot, picker)


def test_what_cannot_be_understood_is_said_and_shows_no_tiles(
    place: Workplace, qtbot: QtBot, page: QMainWindow
) -> None:
    picker = opened(place, qtbot, page, None)
    picker.radical.setEditText("好")
    assert asked(place, qtbot, picker) == ""
    assert picker.said.text() == character_picker.NO_RADICAL
    picker.radical.setEditText("")
    qtbot.keyClicks(picker.point, "xyz")
    assert asked(place, qtbot, picker) == ""
    assert picker.said.text() == character_picker.NO_CHARACTER
    picker.point.clear()
    qtbot.keyClicks(picker.sound, "zzz")
    asked(place, qtbot, picker)
    assert picker.said.text() == character_picker.NOTHING
    assert not picker.insert.isEnabled()


def test_what_was_used_last_stands_there_at_the_next_time(
    place: Workplace, qtbot: QtBot, page: QMainWindow
) -> None:
    line = page.findChild(QLineEdit, "QLineEdit")
    for point in ("36C3", "4DAE"):
        picker = opened(place, qtbot, page, line)
        qtbot.keyClicks(picker.point, point)
        asked(place, qtbot, picker)
        picker.insert.click()
        settled(place, qtbot)
    picker = opened(place, qtbot, page, line)
    assert [glyph.character for glyph in picker.grid.tiles.glyphs] == ["䶮", "㛃"]
    qtbot.keyClicks(picker.sound, "yan3")
    asked(place, qtbot, picker)
    picker.sound.clear()
    assert asked(place, qtbot, picker) == "䶮㛃"
    assert "最近用过" in picker.said.text()


def test_a_character_that_no_font_prints_is_found_and_says_so(
    place: Workplace, qtbot: QtBot, page: QMainWindow
) -> None:
    picker = opened(place, qtbot, page, None)
    qtbot.keyClicks(picker.point, "U+30041")
    asked(place, qtbot, picker)
    assert "没有字体印得出" in picker.detail.text()
    (glyph,) = picker.grid.tiles.glyphs
    assert picker.grid.tiles.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == in_words(glyph)


def test_when_the_field_is_gone_the_character_goes_to_the_clipboard(
    place: Workplace, qtbot: QtBot, page: QMainWindow, said: list[Message]
) -> None:
    line = page.findChild(QLineEdit, "QLineEdit")
    picker = opened(place, qtbot, page, line)
    qtbot.keyClicks(picker.point, "36C3")
    asked(place, qtbot, picker)
    line.deleteLater()
    qtbot.wait(10)
    picker.insert.click()
    assert QGuiApplication.clipboard().text() == "㛃"
    assert "已复制" in said[-1].text


def test_letters_typed_at_the_picker_do_not_pass_through_an_input_method(
    place: Workplace, qtbot: QtBot, page: QMainWindow
) -> None:
    picker = opened(place, qtbot, page, None)
    for line in (picker.sound, picker.strokes, picker.residual, picker.point):
        assert not line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert picker.radical.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


@pytest.mark.parametrize("points", [12, 16, 18])
def test_the_picker_fits_the_smallest_screen_and_every_control_has_its_names(
    place: Workplace, qtbot: QtBot, page: QMainWindow, points: int
) -> None:
    place.theme.apply(points)
    picker = opened(place, qtbot, page, None)
    qtbot.keyClicks(picker.sound, "yi")
    asked(place, qtbot, picker)
    assert picker.height() <= character_picker.TALLEST
    assert picker.width() <= 1366
    assert naming_faults(picker) == []
    assert picker.grid.viewport().height() > place.theme.px(200)


def test_ctrl_shift_u_and_the_buttons_open_it_for_the_field_with_the_cursor(
    place: Workplace, qtbot: QtBot
) -> None:
    desk = DeskWindow(place)
    shell = desk.window
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    desk.start()
    shell.open("register")
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    settled(place, qtbot)
    name = shell.findChild(QLineEdit, "intake_name")
    name.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is name)
    qtbot.keyClick(
        name, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    picker = shell.findChild(CharacterPicker)
    settled(place, qtbot)
    qtbot.keyClicks(picker.point, "36C3")
    asked(place, qtbot, picker)
    picker.insert.click()
    settled(place, qtbot)
    assert name.text() == "㛃"
    (rare,) = [one for one in shell.search.actions() if one.text() == "生僻字"]
    rare.trigger()
    again = [one for one in shell.findChildren(CharacterPicker) if one.isVisible()]
    settled(place, qtbot)
    qtbot.keyClicks(again[0].point, "4DAE")
    asked(place, qtbot, again[0])
    again[0].insert.click()
    assert shell.search.text() == "䶮"
    qtbot.wait(600)  # 登记 looks for cases alike half a second after the name was stored
    settled(place, qtbot)


def test_nothing_of_the_picker_is_loaded_before_somebody_asks_for_it() -> None:
    source = Path(character_picker.__file__).parents[1] / "desk_window.py"
    head = source.read_text(encoding="utf-8").partition("class DeskWindow")[0]
    assert "picker" not in head
