"""Numbers and days of a party on the screen: what is doubted, what is put right, and what is not worked out."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from test_intake_view import ID, fill, idle, settle, stored

from jxdesk.desk import Desk
from jxdesk.ui.intake.intake_view import IntakeView
from jxdesk.ui.workplace import Workplace


@pytest.fixture
def view(place: Workplace, qtbot: QtBot) -> IntakeView:
    """登记 with an empty form."""
    page = IntakeView(place)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    idle(place, qtbot)
    return page


def test_a_guardians_number_is_doubted_like_a_partys_and_fills_nothing(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    fields = view.form.party.form.fields
    fill(qtbot, fields["birth_date"], "2015-5-1")
    before = {name: field.value() for name, field in fields.items() if name != "guardian.id_no"}
    fill(qtbot, fields["guardian.id_no"], ID[:-1] + "3")
    settle(place, view, qtbot)
    assert "第18位" in fields["guardian.id_no"].message.text()
    fields["guardian.id_no"].show_value(None)
    fill(qtbot, fields["guardian.id_no"], ID)
    settle(place, view, qtbot)
    assert fields["guardian.id_no"].message.text() == "号码对得上。"
    assert {name: field.value() for name, field in fields.items() if name != "guardian.id_no"} == before


def test_full_width_digits_are_read_and_stored_half_width(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    fields = view.form.party.form.fields
    fill(qtbot, fields["id_no"], "".join(chr(ord(digit) + 0xFEE0) for digit in ID))
    settle(place, view, qtbot)
    assert fields["id_no"].message.text().startswith("号码对得上")
    assert stored(desk, view).parties[0].id_no == ID


def test_a_birth_still_to_come_is_told_and_makes_nobody_a_child(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    fields = view.form.party.form.fields
    fill(qtbot, fields["birth_date"], "2062-5-1")
    settle(place, view, qtbot)
    assert "还没有到" in fields["birth_date"].message.text()
    assert fields["age"].value() is None
    assert not fields["guardian.name"].isVisible()
    assert stored(desk, view).parties[0].birth_date == "2062-05-01"
