"""Somebody at the case page: what a person does there, and what then lies on the disk."""

from __future__ import annotations

from typing import Any

from hands import commit
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sample_desk import seen, settled

from jxdesk.desk import Desk
from jxdesk.rules.case_record import CaseRecord
from jxdesk.ui.case.case_view import CaseView
from jxdesk.ui.case.step_page import StepPage
from jxdesk.ui.forms.field_box import FieldBox
from jxdesk.ui.forms.list_editor import ListEditor
from jxdesk.ui.workplace import Workplace


class Hands:
    """What a person does on the page, and what then lies on the disk."""

    def __init__(self, view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot) -> None:
        self.view, self.place, self.desk, self.qtbot = view, place, desk, qtbot

    def open(self, case_id: str, step: str = "") -> None:
        self.view.open_case(case_id, step)
        self.settle()

    def settle(self) -> None:
        settled(self.place, self.qtbot)

    @property
    def page(self) -> StepPage:
        assert self.view.page is not None
        return self.view.page

    @property
    def record(self) -> CaseRecord:
        return self.desk.cases.record(self.view.keeper.case)

    def field(self, path: str) -> FieldBox:
        return self.page.form.form.fields[path]

    def type(self, field: FieldBox, text: str) -> None:
        """Type over what stands there and leave with Tab, then wait until it is stored."""
        field.go()
        control = QApplication.focusWidget()
        assert isinstance(control, QWidget)
        if isinstance(control, QComboBox):
            control = control.lineEdit()
        control.selectAll()  # type: ignore[attr-defined] # every field that is typed into has it
        commit(control, text)
        self.qtbot.keyClick(control, Qt.Key.Key_Tab)
        self.settle()

    def press(self, name: str) -> None:
        button = self.view.findChild(QPushButton, name)
        assert button is not None, name
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def editor(self, list_path: str) -> ListEditor:
        found = self.view.findChild(ListEditor, f"editor_{self.page.node.id}_{list_path.replace('.', '_')}")
        assert found is not None
        return found


def sit_down(place: Workplace, desk: Desk, qtbot: QtBot) -> Hands:
    """The page in a window of its own, and somebody in front of it."""
    page = seen(CaseView(place), place, qtbot)
    return Hands(page, place, desk, qtbot)


def draft(desk: Desk, **values: Any) -> str:
    """A draft with two neighbours, ready to be accepted."""
    case_id = desk.cases.begin().id
    for role, name in (("申请人", "张某"), ("被申请人", "李某")):
        desk.cases.add_item(case_id, "parties", {"role": role, "kind": "自然人", "name": name})
    said = {"dispute_type": "邻里纠纷", "intake.service_line": "矛盾调解", "intake.brief": "为院墙边的树"}
    desk.cases.save(case_id, {**said, **values})
    return case_id
