"""Single fields: what they hold, what they refuse, and that nothing is reported before it is whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hands import commit, compose
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from widget_walk import naming_faults

from jxdesk.rules.redaction import mask_id
from jxdesk.ui.forms.choice_fields import ChoiceField, TicksField
from jxdesk.ui.forms.day_fields import CalendarPopup, DayField, MomentField
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.line_fields import HiddenField, LineField, NumberField
from jxdesk.ui.forms.long_text_field import LinesField, LongTextField
from jxdesk.ui.forms.money_field import MoneyField
from jxdesk.ui.forms.pairs_field import PairsField
from jxdesk.ui.forms.people_field import PeopleField
from jxdesk.ui.forms.segment_fields import SegmentField, YesNoField

NAME = FieldLabel("x", "名称", "提示", required=True)
ID = "230521196803159972"
LIST = [("1", "甲"), ("2", "乙")]


def clock() -> datetime:
    """A Thursday afternoon."""
    return datetime(2026, 3, 5, 14, 3)  # noqa: DTZ001 - the wall clock of the desk


ALL: list[Callable[[], FieldBox]] = [
    lambda: LineField(NAME), lambda: NumberField(NAME), lambda: HiddenField(NAME, mask_id),
    lambda: LongTextField(NAME), lambda: LinesField(NAME), lambda: PairsField(NAME), lambda: MoneyField(NAME),
    lambda: DayField(NAME, clock), lambda: MomentField(NAME, clock), lambda: PeopleField(NAME, ["赵立新"]),
    lambda: ChoiceField(NAME, LIST), lambda: TicksField(NAME, LIST),
    lambda: SegmentField(NAME, LIST), lambda: YesNoField(NAME),
]  # fmt: skip


@pytest.mark.parametrize("make", ALL)
def test_a_field_has_its_names_and_says_that_it_is_required(
    show: Callable[[FieldBox], list[Any]], make: Callable[[], FieldBox]
) -> None:
    field = make()
    show(field)
    assert naming_faults(field) == []
    field.go()
    control = QApplication.focusWidget()
    assert isinstance(control, QWidget)
    assert "名称" in control.accessibleName()
    assert field.message.text() == "提示"


@pytest.mark.parametrize("make", ALL)
def test_an_empty_field_says_nothing_and_reports_nothing(
    show: Callable[[FieldBox], list[Any]], make: Callable[[], FieldBox]
) -> None:
    field = make()
    reported = show(field)
    field.load(None)
    field.leave()
    assert field.value() in (None, [])
    assert reported == []


def test_text_is_reported_when_it_is_left_and_not_before(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot
) -> None:
    field = LineField(NAME)
    reported = show(field)
    field.go()
    commit(field.line, " 张桂军 ")
    assert reported == []
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert reported == ["张桂军"]


def test_enter_goes_to_the_next_field(show: Callable[[FieldBox], list[Any]], qtbot: QtBot) -> None:
    field = LineField(NAME)
    reported = show(field)
    field.go()
    qtbot.keyClicks(field.line, "a")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert reported == ["a"]
    assert not field.line.hasFocus()


def test_what_a_sync_brings_does_not_eat_what_is_being_typed(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot
) -> None:
    field = LineField(NAME)
    show(field)
    field.load("旧")
    field.go()
    commit(field.line, "新")
    field.load("县里")
    assert field.line.text() == "新旧"


def test_a_masked_number_is_never_written_back(show: Callable[[FieldBox], list[Any]], qtbot: QtBot) -> None:
    field = HiddenField(NAME, mask_id)
    reported = show(field)
    field.load(ID)
    assert field.line.text() == "2305**********9972"
    assert field.value() == ID
    field.leave()
    field.go()
    assert field.line.text() == ID
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.line.text() == "2305**********9972"
    assert reported == []


def test_a_pasted_mask_is_refused_with_a_reason(show: Callable[[FieldBox], list[Any]], qtbot: QtBot) -> None:
    field = HiddenField(NAME, mask_id)
    reported = show(field)
    field.load(ID)
    field.go()
    field.line.selectAll()
    qtbot.keyClicks(field.line, "2305**********9972")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert reported == []
    assert field.value() == ID
    assert "星号" in field.message.text()


def test_a_new_number_replaces_the_hidden_one(show: Callable[[FieldBox], list[Any]], qtbot: QtBot) -> None:
    field = HiddenField(NAME, mask_id)
    reported = show(field)
    field.load(ID)
    field.go()
    field.line.selectAll()
    qtbot.keyClicks(field.line, "230521900315998")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert reported == ["230521900315998"]


def test_a_word_that_is_no_number_is_said_and_not_stored(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot
) -> None:
    field = NumberField(NAME)
    reported = show(field)
    field.go()
    commit(field.line, "三")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert reported == []
    assert "只写数字" in field.message.text()
    assert field.line.text() == "三"


@pytest.mark.parametrize(("typed", "stored"), [("2025-3-5", "2025-03-05"), ("20250305", "2025-03-05")])
def test_a_typed_day_is_stored_as_iso_and_shows_its_weekday(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot, typed: str, stored: str
) -> None:
    field = DayField(NAME, clock)
    reported = show(field)
    field.go()
    qtbot.keyClicks(field.line, typed)
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert reported == [stored]
    assert field.line.text() == stored
    assert field.message.text() == "星期三"


def test_a_day_that_does_not_exist_is_kept_as_typed_and_said(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot
) -> None:
    field = DayField(NAME, clock)
    reported = show(field)
    field.go()
    qtbot.keyClicks(field.line, "2026-2-30")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert reported == ["2026-2-30"]
    assert "读不成日期" in field.message.text()


def test_today_and_the_calendar_fill_a_day(show: Callable[[FieldBox], list[Any]], qtbot: QtBot) -> None:
    field = DayField(NAME, clock)
    reported = show(field)
    qtbot.mouseClick(field.findChild(QWidget, "x_now"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field.findChild(QWidget, "x_pick"), Qt.MouseButton.LeftButton)
    popup = field.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)
    popup.calendar.activated.emit(popup.calendar.selectedDate().addDays(4))
    assert reported == ["2026-03-05", "2026-03-09"]


def test_a_moment_is_stored_to_the_minute_and_picking_a_day_keeps_the_hour(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot
) -> None:
    field = MomentField(NAME, clock)
    reported = show(field)
    field.go()
    qtbot.keyClicks(field.line, "3-5 9:00")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.line.text() == "2026-03-05 09:00"
    qtbot.mouseClick(field.findChild(QWidget, "x_pick"), Qt.MouseButton.LeftButton)
    popup = field.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)
    popup.calendar.activated.emit(popup.calendar.selectedDate().addDays(1))
    assert reported == ["2026-03-05T09:00", "2026-03-06T09:00"]


@pytest.mark.parametrize(
    ("begun", "typed", "kept"),
    [
        ("3-5 9:00", "10:40", "2026-03-05T10:40"),
        ("2025-12-31 9:00", "下午2点半", "2025-12-31T14:30"),
        ("2025-12-31", "10:40", "2025-12-31T10:40"),
        ("3-5 9:00", "3-6 8:00", "2026-03-06T08:00"),
        ("3-5 9:00", "上午", "上午"),
        ("", "10:40", "10:40"),
    ],
)
def test_an_end_given_only_as_a_time_is_on_the_day_it_began(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot, begun: str, typed: str, kept: str
) -> None:
    start, end = MomentField(NAME, clock), MomentField(NAME, clock)
    qtbot.addWidget(start)
    end.end_of(start)
    start.line.setText(begun)
    reported = show(end)
    end.go()
    end.line.insert(typed)  # no key sends 下午
    qtbot.keyClick(end.line, Qt.Key.Key_Tab)
    assert reported == [kept]
    assert ("读不成日期" in end.message.text()) is ("T" not in kept)


def test_not_asked_is_an_answer_and_never_means_no(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot
) -> None:
    field = YesNoField(NAME)
    reported = show(field)
    assert field.value() is None
    qtbot.mouseClick(field.buttons[False], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field.buttons[None], Qt.MouseButton.LeftButton)
    field.buttons[None].setFocus()
    qtbot.keyClick(field.buttons[None], Qt.Key.Key_Left)
    assert reported == [False, None, False]


def test_a_value_outside_the_list_is_kept(show: Callable[[FieldBox], list[Any]]) -> None:
    field = ChoiceField(NAME, [("1", "甲")])
    reported = show(field)
    field.load("旧字典里的词")
    assert field.value() == "旧字典里的词"
    field.offer([("2", "乙")])
    assert field.value() == "旧字典里的词"
    segments = SegmentField(NAME, [("1", "甲")])
    segments.load("别的")
    assert segments.value() == "别的"
    ticks = TicksField(NAME, [("1", "甲")])
    ticks.load(["旧", "1"])
    assert ticks.value() == ["1", "旧"]
    assert reported == []


def test_a_choice_is_typed_or_picked(show: Callable[[FieldBox], list[Any]], qtbot: QtBot) -> None:
    field = ChoiceField(NAME, [("1", "土地承包"), ("2", "邻里")])
    reported = show(field)
    field.go()
    line = field.list.lineEdit()
    assert line is not None
    line.insert("邻里")
    qtbot.keyClick(field.list, Qt.Key.Key_Tab)
    field.go()
    qtbot.keyClick(field.list, Qt.Key.Key_Up)
    qtbot.keyClick(field.list, Qt.Key.Key_Tab)
    assert reported == ["2", "1"]


def test_the_wheel_scrolls_the_page_and_not_the_choice(show: Callable[[FieldBox], list[Any]]) -> None:
    field = ChoiceField(NAME, [("1", "甲"), ("2", "乙")])
    show(field)
    field.load("1")
    field.go()
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt takes it by position
    )  # fmt: skip
    QApplication.sendEvent(field.list, turn)
    assert field.value() == "1"


def test_long_text_is_stored_two_seconds_after_the_last_key(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot
) -> None:
    field = LongTextField(NAME)
    reported = show(field)
    field.go()
    qtbot.keyClicks(field.box, "abc")
    assert reported == []
    assert field._settled.remainingTime() > 1500
    qtbot.waitUntil(lambda: reported == ["abc"], timeout=3000)
    assert field.box.hasFocus()


def test_half_a_word_of_the_input_method_is_never_stored(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot
) -> None:
    field = LongTextField(NAME)
    reported = show(field)
    field._settled.setInterval(30)
    field.go()
    qtbot.keyClicks(field.box, "a")
    compose(field.box, "zhang")
    qtbot.wait(120)
    assert reported == []
    commit(field.box, "张")
    qtbot.waitUntil(lambda: reported == ["a张"])


def test_lines_are_a_list_without_the_empty_ones(show: Callable[[FieldBox], list[Any]]) -> None:
    field = LinesField(NAME)
    show(field)
    field.box.setPlainText("返还土地\n\n  支付地租 \n")
    assert field.value() == ["返还土地", "支付地租"]


def test_questions_and_answers_alternate_with_enter(
    show: Callable[[FieldBox], list[Any]], qtbot: QtBot
) -> None:
    field = PairsField(NAME)
    show(field)
    field.load([["问", "叫什么"]])
    field.go()
    field.box.moveCursor(field.box.textCursor().MoveOperation.End)
    qtbot.keyClick(field.box, Qt.Key.Key_Return)
    field.box.insertPlainText("张桂军")
    qtbot.keyClick(field.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    field.box.insertPlainText("五十八岁")
    qtbot.keyClick(field.box, Qt.Key.Key_Return)
    field.box.insertPlainText("住哪")
    assert field.value() == [["问", "叫什么"], ["答", "张桂军\n五十八岁"], ["问", "住哪"]]
    before = field.value()
    field.show_value(before)
    assert field.value() == before


def test_people_are_typed_or_taken_from_the_menu(show: Callable[[FieldBox], list[Any]], qtbot: QtBot) -> None:
    field = PeopleField(NAME, ["赵立新", "㛃兰英"])
    reported = show(field)
    field.go()
    field.line.insert("张桂军，李某、张桂军")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    field._menu.actions()[1].trigger()
    field._menu.actions()[1].trigger()
    assert reported == [["张桂军", "李某"], ["张桂军", "李某", "㛃兰英"], ["张桂军", "李某"]]
