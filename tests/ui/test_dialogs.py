"""Every dialog of the program: Enter while something is typed presses nothing but what the dialog is for."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from case_hands import draft
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import jxdesk.ui
from jxdesk.desk import Desk
from jxdesk.models.keys import MIN_PASSPHRASE
from jxdesk.rules.case_record import CaseRecord
from jxdesk.services.printers import Habits
from jxdesk.ui.case.calc_dialog import CalcDialog
from jxdesk.ui.case.calculating import Target
from jxdesk.ui.case.clause_dialog import ClauseDialog
from jxdesk.ui.case.correction_dialog import CorrectionDialog
from jxdesk.ui.case.void_dialog import VoidDialog
from jxdesk.ui.first_start_dialog import DeskDialog, FirstStartDialog, PassphraseDialog
from jxdesk.ui.papers.paper_dialog import PaperDialog
from jxdesk.ui.papers.position_dialog import PositionDialog
from jxdesk.ui.papers.print_dialog import PrintDialog, ToPrint
from jxdesk.ui.papers.print_log_dialog import PrintLogDialog
from jxdesk.ui.picker.character_picker import CharacterPicker
from jxdesk.ui.quiet_dialog import QuietDialog
from jxdesk.ui.workplace import Workplace

Make = Callable[[Workplace, CaseRecord, QWidget], QuietDialog]
PRINTER = "二楼打印机"
KINDS: dict[type[QuietDialog], Make] = {
    CalcDialog: lambda place, case, page: CalcDialog(place, case, [Target("金额", print)], page),
    ClauseDialog: ClauseDialog,
    CorrectionDialog: lambda place, _case, page: CorrectionDialog(
        place.theme, [("备注", "无", "补一句")], page
    ),
    VoidDialog: lambda place, _case, page: VoidDialog(place.theme, "6D9-1", numbered=False, parent=page),
    CharacterPicker: lambda place, _case, page: CharacterPicker(place, None, page),
    PaperDialog: lambda place, case, page: PaperDialog(
        place, "回执", place.services.papers.slip(case.id), page
    ),
    PositionDialog: lambda place, _case, page: PositionDialog(
        place, [PRINTER], PRINTER, Habits("", {}), page
    ),
    PrintDialog: lambda place, _case, page: PrintDialog(
        place.theme, ToPrint("协议书", 3, 2, 1), [PRINTER], Habits("", {}), page
    ),
    PrintLogDialog: lambda place, _case, page: PrintLogDialog(place.theme, [], [], page),
    FirstStartDialog: lambda place, _case, page: FirstStartDialog(
        place.theme, lambda _new: None, [("230521100", "集贤县福利镇综治分中心")], MIN_PASSPHRASE, parent=page
    ),
    PassphraseDialog: lambda place, _case, page: PassphraseDialog(
        place.theme, lambda _said: None, parent=page
    ),
}
PRESSED_BY_ENTER = {
    VoidDialog: "voidGo",
    PrintDialog: "printGo",
    FirstStartDialog: "startGo",
    PassphraseDialog: "startGo",
}
"""Decided one by one: what can be taken back, costs one sheet, or cannot be done before everything is filled in."""


@pytest.fixture(params=list(KINDS), ids=lambda kind: kind.__name__)
def dialog(
    request: pytest.FixtureRequest, place: Workplace, desk: Desk, qtbot: QtBot
) -> Iterator[QuietDialog]:
    """One of each, open over a page."""
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page)
    page.resize(1210, 700)
    page.show()
    case = desk.cases.record(draft(desk, dispute_type="合同纠纷"))
    made = KINDS[request.param](place, case, page)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    if isinstance(made, DeskDialog):
        made.tasks.close()
    made.hide()


def test_no_dialog_of_the_program_is_left_out_here() -> None:
    for module in pkgutil.walk_packages(jxdesk.ui.__path__, "jxdesk.ui."):
        importlib.import_module(module.name)
    found, left = set[type[QDialog]](), [QDialog]
    while left:
        for kind in left.pop().__subclasses__():
            left.append(kind)
            if kind.__module__.startswith("jxdesk."):
                found.add(kind)
    assert found - {QuietDialog, DeskDialog} == set(KINDS)


def test_only_the_button_a_dialog_is_for_answers_to_enter(dialog: QuietDialog) -> None:
    named = PRESSED_BY_ENTER.get(type(dialog))
    assert (dialog.answer.objectName() if dialog.answer is not None else None) == named
    others = [one for one in dialog.findChildren(QPushButton) if one is not dialog.answer]
    assert [one.objectName() for one in others if one.autoDefault() or one.isDefault()] == []


def test_enter_in_a_line_presses_no_other_button(dialog: QuietDialog, qtbot: QtBot) -> None:
    pressed: list[str] = []
    for button in dialog.findChildren(QAbstractButton):
        if button is dialog.answer:
            button.clicked.disconnect()
        else:
            button.clicked.connect(partial(pressed.append, button.objectName()))
    lines = typed_into(dialog)
    for line in lines:
        line.setFocus()
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert pressed == [], f"after Enter in {line.objectName()}"
        assert dialog.isVisible(), f"Enter in {line.objectName()} closed the dialog"
    assert lines or type(dialog) in {CorrectionDialog, PaperDialog, PrintLogDialog, FirstStartDialog}


def test_enter_on_a_button_presses_that_button_and_no_other(dialog: QuietDialog, qtbot: QtBot) -> None:
    pressed: list[str] = []
    if dialog.answer is not None:
        dialog.answer.clicked.disconnect()
        dialog.answer.clicked.connect(lambda: pressed.append("the answer"))
    later = QPushButton("今天", dialog)  # made while the dialog is open, as a blank for a day makes its own
    later.clicked.connect(lambda: pressed.append("later"))
    later.show()
    later.setFocus()
    qtbot.keyClick(later, Qt.Key.Key_Return)
    assert pressed == ["later"]


def test_enter_in_a_blank_of_a_clause_goes_to_the_next_blank(
    place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1210, 700)
    page.show()
    made = ClauseDialog(place, desk.cases.record(draft(desk, dispute_type="合同纠纷")), page)
    taken: list[object] = []
    made.chosen.connect(taken.append)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    (row,) = made.list.findItems("　按月分期还", Qt.MatchFlag.MatchExactly)
    made.list.setCurrentItem(row)
    QApplication.processEvents()
    first = made.findChild(QLineEdit, "blank_sum")
    assert first is not None
    first.setFocus()
    qtbot.keyClicks(first, "1800")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    focus = made.focusWidget()
    assert focus is not None
    assert focus.objectName() == "blank_count"
    assert taken == []
    assert made.isVisible()


def typed_into(dialog: QDialog) -> list[QWidget]:
    lines: list[QWidget] = [*dialog.findChildren(QLineEdit), *dialog.findChildren(QComboBox)]
    return [one for one in lines if one.isVisible() and one.isEnabled()]
