"""Money fields: whatever way an amount is typed, what it was read as is shown, and what could be two is asked back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hands import commit
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.money_field import MoneyField

NAME = FieldLabel("x", "名称", "提示", required=True)


@pytest.mark.parametrize(
    ("typed", "amount", "words"),
    [("3500", "3500", "叁仟伍佰元整"), ("3,500.50元", "3500.50", "伍佰元伍角"), ("￥0.05", "0.05", "伍分")],
)
def test_money_shows_its_sum_in_words(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot, typed: str, amount: str, words: str
) -> None:
    field = MoneyField(NAME)
    reported = show(field)
    field.go()
    field.line.insert(typed)
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert reported == [Decimal(amount)]
    assert words in field.message.text()


@pytest.mark.parametrize(
    ("typed", "shown", "words"),
    [
        ("1.2万", "12000", "壹万贰仟元整"),
        ("一万二千元", "12000", "壹万贰仟元整"),
        ("壹仟零伍元伍角正", "1005.5", "壹仟零伍元伍角"),
        ("3,500", "3500", "叁仟伍佰元整"),
        ("12.50", "12.50", "壹拾贰元伍角"),
    ],
)
def test_money_typed_in_words_is_read_aloud_and_then_stands_there_in_figures(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot, typed: str, shown: str, words: str
) -> None:
    field = MoneyField(NAME)
    reported = show(field)
    field.go()
    commit(field.line, typed)
    if not typed.replace(".", "").isdigit():
        assert field.message.text() == f"{shown}元，大写{words}"
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert reported == [Decimal(shown)]
    assert (field.line.text(), field.message.text()) == (shown, words)


def test_money_that_could_be_two_amounts_is_asked_back_and_left_as_typed(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot
) -> None:
    field = MoneyField(NAME)
    reported = show(field)
    field.go()
    commit(field.line, "三万五")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert (reported, field.line.text()) == ([], "三万五")
    assert "可能是「三万五千」，也可能是「三万零五」" in field.message.text()


@pytest.mark.parametrize("typed", ["三千五", "-5", "1.234", "NaN", "Infinity", "1e999999999"])
def test_what_is_no_amount_is_not_stored(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot, typed: str
) -> None:
    field = MoneyField(NAME)
    reported = show(field)
    field.go()
    field.line.insert(typed)
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert reported == []
    assert "没有保存" in field.message.text()


def test_the_calculator_is_offered_once_and_opens_with_its_button(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot
) -> None:
    field = MoneyField(NAME)
    show(field)
    asked: list[bool] = []
    for _ in range(2):
        field.offer_calculator(lambda: asked.append(True))
    (button,) = field.findChildren(QPushButton)
    assert (button.objectName(), button.accessibleName()) == ("x_calculate", "名称：算一算")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [True]
