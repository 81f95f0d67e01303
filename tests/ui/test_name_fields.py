"""A name that only looks right is said under its field; one button puts the standard spelling, nothing does it alone."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from jxdesk.ui.forms.choice_fields import ChoiceField
from jxdesk.ui.forms.field_box import FieldBox
from jxdesk.ui.forms.form import Form
from jxdesk.ui.forms.line_fields import NameField
from jxdesk.ui.forms.people_field import PeopleField
from jxdesk.ui.workplace import Workplace


def shown(place: Workplace, qtbot: QtBot, part: str, name: str) -> tuple[FieldBox, list[dict[str, Any]]]:
    """A field on the screen, and what its form reports."""
    field = place.maker.make(part, name)
    form = Form([field], field)
    reported: list[dict[str, Any]] = []
    form.group_left.connect(reported.append)
    qtbot.addWidget(field)
    field.show()
    field.load(None)
    return field, reported


def test_a_name_as_typed_is_reported_as_typed_and_the_standard_one_only_by_the_button(
    place: Workplace, qtbot: QtBot
) -> None:
    field, reported = shown(place, qtbot, "Party", "name")
    assert isinstance(field, NameField)
    field.line.setText("张\ue863")
    field.line.editingFinished.emit()
    assert reported == [{"name": "张\ue863"}]
    assert "私用码" in field.advice.said.text()
    assert field.advice.take.text() == "改用“张䶮”"
    field.advice.take.click()
    assert reported[-1] == {"name": "张䶮"}
    assert field.advice.isHidden()


def test_what_is_typed_while_something_is_said_is_not_lost_by_the_button(
    place: Workplace, qtbot: QtBot
) -> None:
    field, reported = shown(place, qtbot, "Party", "name")
    assert isinstance(field, NameField)
    field.load("张\ue863")
    field.line.end(False)  # noqa: FBT003 - Qt takes it by position
    qtbot.keyClicks(field.line, "B")
    field.advice.take.click()
    assert reported == [{"name": "张䶮B"}]


def test_a_person_who_keeps_the_spelling_is_asked_for_nothing_more(place: Workplace, qtbot: QtBot) -> None:
    field, reported = shown(place, qtbot, "Party", "name")
    assert isinstance(field, NameField)
    field.line.setText("王\U0002f800")
    field.line.editingFinished.emit()
    field.line.editingFinished.emit()
    assert reported == [{"name": "王\U0002f800"}]
    assert field.line.text() == "王\U0002f800"
    assert not field.line.property("wrong")


def test_a_private_code_point_nobody_knows_offers_no_button(place: Workplace, qtbot: QtBot) -> None:
    field, _reported = shown(place, qtbot, "Agent", "name")
    assert isinstance(field, NameField)
    field.load("张\ue123")
    assert field.advice.isVisible()
    assert field.advice.take.isHidden()


def test_an_ordinary_name_is_left_in_peace(place: Workplace, qtbot: QtBot) -> None:
    field, _reported = shown(place, qtbot, "Party", "legal_rep")
    assert isinstance(field, NameField)
    field.load("张某")
    assert field.advice.isHidden()


def test_what_a_check_says_and_what_is_odd_stand_one_under_the_other(place: Workplace, qtbot: QtBot) -> None:
    field, _reported = shown(place, qtbot, "Party", "name")
    assert isinstance(field, NameField)
    field.load("⼀某")
    field.say("这里还要再核对。")
    assert field.message.text() == "这里还要再核对。"
    assert "部首符号" in field.advice.said.text()
    assert field.advice.isVisible()


def test_a_name_chosen_or_typed_into_a_list_is_looked_at_too(place: Workplace, qtbot: QtBot) -> None:
    field, reported = shown(place, qtbot, "CaseRecord", "recorder")
    assert isinstance(field, ChoiceField)
    assert field.advice is not None
    field.list.setEditText("陈　某")
    field.leave()
    assert "空格" in field.advice.said.text()
    field.advice.take.click()
    assert reported[-1] == {"recorder": "陈某"}


def test_several_names_in_one_line_are_each_looked_at(place: Workplace, qtbot: QtBot) -> None:
    field, reported = shown(place, qtbot, "Mediation", "attendees_parties")
    assert isinstance(field, PeopleField)
    assert field.advice is not None
    field.line.setText("张某、孙ニ、李\ue863")
    field.leave()
    assert "看起来像" in field.advice.said.text()
    field.advice.take.click()
    assert reported[-1] == {"attendees_parties": ["张某", "孙二", "李䶮"]}


@pytest.mark.parametrize(("part", "name"), [("Party", "name"), ("CaseRecord", "recorder")])
def test_the_button_in_the_line_asks_for_the_picker_for_this_field(
    place: Workplace, qtbot: QtBot, part: str, name: str
) -> None:
    field, _reported = shown(place, qtbot, part, name)
    asked: list[Any] = []
    place.go.characters_wanted.connect(asked.append)
    line = field.list.lineEdit() if isinstance(field, ChoiceField) else field.control()
    (action,) = [one for one in line.actions() if one.text() == "生僻字"]
    action.trigger()
    assert asked == [field.control()]


def test_the_name_of_a_piece_of_evidence_is_no_name_of_a_person(place: Workplace) -> None:
    assert not isinstance(place.maker.make("Evidence", "name"), NameField)
