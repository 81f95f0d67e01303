"""作废 at the desk: a quiet button, a reason, and the way back; no "are you sure"."""

from __future__ import annotations

import pytest
from case_hands import Hands, sit_down
from hands import commit
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sample_desk import LAND, import_samples, seen, settled
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.ui.case.void_dialog import VoidDialog
from jxdesk.ui.intake.intake_view import IntakeView
from jxdesk.ui.messages import Message
from jxdesk.ui.workplace import Workplace


@pytest.fixture
def hands(place: Workplace, desk: Desk, qtbot: QtBot) -> Hands:
    """Somebody sits at the case page."""
    return sit_down(place, desk, qtbot)


@pytest.fixture
def intake(place: Workplace, qtbot: QtBot) -> IntakeView:
    """An empty 登记 page."""
    return seen(IntakeView(place), place, qtbot)


def dialog_of(page: QWidget) -> VoidDialog:
    """The dialog that was opened."""
    (found,) = page.findChildren(VoidDialog)
    return found


def test_a_case_is_voided_with_a_reason_and_its_page_says_so(
    hands: Hands, desk: Desk, said: list[Message], qtbot: QtBot
) -> None:
    case = desk.cases.begin()
    hands.open(case.id)
    assert not hands.view.strip.isVisible()
    hands.press("caseVoid")
    dialog = dialog_of(hands.view)
    assert naming_faults(dialog) == []
    assert dialog.height() <= 680
    qtbot.mouseClick(dialog.reasons[1], Qt.MouseButton.LeftButton)
    commit(dialog.more, "和6D9-4是一件事")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    hands.settle()
    assert desk.cases.record(case.id).void_reason == "重复登记：和6D9-4是一件事"
    assert hands.view.strip.isVisible()
    assert "本案已作废：重复登记：和6D9-4是一件事" in hands.view.strip.words.text()
    assert not hands.view.void.isVisible()
    assert said[-1].button == "恢复"
    assert said[-1].act is not None
    said[-1].act()
    hands.settle()
    assert desk.cases.record(case.id).void_reason is None
    assert not hands.view.strip.isVisible()


def test_the_strip_brings_the_case_back(hands: Hands, desk: Desk) -> None:
    case = desk.cases.begin()
    desk.cases.void(case.id, "登记错了")
    hands.open(case.id)
    assert hands.page._hint.text().startswith("本案已作废，不用再办")
    hands.press("caseRestore")
    assert desk.cases.record(case.id).void_reason is None
    assert not hands.view.strip.isVisible()
    assert hands.page._hint.text().startswith("现在就办这一步")


def test_another_reason_has_to_be_written(hands: Hands, desk: Desk, qtbot: QtBot) -> None:
    hands.open(desk.cases.begin().id)
    hands.press("caseVoid")
    dialog = dialog_of(hands.view)
    qtbot.mouseClick(dialog.reasons[-1], Qt.MouseButton.LeftButton)
    assert not dialog.go.isEnabled()
    commit(dialog.more, "当事人搬走了")
    assert dialog.go.isEnabled()
    assert dialog.reason == "当事人搬走了"


def test_a_binding_agreement_is_explained_before_a_reason_is_asked(
    hands: Hands, desk: Desk, said: list[Message]
) -> None:
    import_samples(desk)
    hands.open(desk.cases.resolve(LAND))
    hands.press("caseVoid")
    assert hands.view.findChildren(VoidDialog) == []
    assert "已经生效" in said[-1].text


def test_the_check_that_says_void_leads_to_the_button(hands: Hands, desk: Desk) -> None:
    case = desk.cases.begin()
    desk.cases.void(case.id, "登记错了")
    hands.view.open_field(case.id, "void_reason")
    hands.settle()
    assert QApplication.focusWidget() is hands.view.strip.restore


def test_going_on_from_an_empty_page_begins_no_draft(
    intake: IntakeView, place: Workplace, desk: Desk, said: list[Message], qtbot: QtBot
) -> None:
    assert not intake.void.isVisible()
    qtbot.mouseClick(intake.go_on, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert desk.table.count() == 0
    assert "还没有登记什么" in said[-1].text
    assert intake.form.party.form.fields["name"].control().hasFocus()


def test_a_draft_is_voided_from_its_page_which_then_is_empty(
    intake: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    intake.form.party.form.fields["name"].go()
    control = QApplication.focusWidget()
    assert isinstance(control, QWidget)
    commit(control, "张桂军")
    button = intake.findChild(QPushButton, "intakeVoid")
    assert button is not None
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    qtbot.mouseClick(dialog_of(intake).go, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert desk.table.count() == 0
    (row,) = desk.table.rows(state="void")
    assert row.parties == "张桂军"
    assert intake.keeper.case == ""
    assert intake.form.party.form.fields["name"].value() is None
