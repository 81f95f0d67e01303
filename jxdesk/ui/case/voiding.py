"""作废 on the screen: the quiet button's work on 登记 and 当前案件, its undo, and the strip a void case bears."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from jxdesk.errors import UserError
from jxdesk.rules.case_record import CaseRecord
from jxdesk.services.voiding import refuse_binding
from jxdesk.ui.case.void_dialog import VoidDialog
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.workplace import Workplace

BUTTON = "登记错了，作废…"


def ask_and_void(place: Workplace, record: CaseRecord, page: QWidget, done: Callable[[], None]) -> None:
    """Ask why, void the case, offer the way back; ``done`` is called once it is void."""
    try:
        refuse_binding(record)  # before anybody looks for a reason
    except UserError as error:
        place.messages.error(error)
        return
    dialog = VoidDialog(place.theme, record.label(), numbered=record.number.text is not None, parent=page)

    def void(reason: str) -> None:
        def voided(_none: None) -> None:
            place.messages.done(
                f"{record.label()}已作废：{reason}。",
                "恢复",
                lambda: restore(place, record.id, record.label()),
            )
            done()

        cases = place.services.cases
        place.tasks.local("正在作废", lambda _work: cases.void(record.id, reason), owner=page, done=voided)

    dialog.decided.connect(void)
    dialog.open()


def restore(place: Workplace, case_id: str, label: str) -> None:
    """Undo it, wherever the person is by now, and show the case again."""
    cases = place.services.cases

    def restored(_none: None) -> None:
        place.messages.done(f"{label}已恢复，接着办就行。")
        place.go.to_case(case_id)

    place.tasks.local("正在恢复", lambda _work: cases.unvoid(case_id), owner=place.go, done=restored)


class VoidStrip(QFrame):
    """Says that the case on this page does not count, and why."""

    restore_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("voidStrip")
        self.words = words("", wrap=True)
        self.words.setObjectName("voidWords")
        self.restore = role(named(QPushButton("恢复"), "caseRestore", "恢复这件案件"), "small")
        self.restore.clicked.connect(self.restore_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self.words, 1)
        row.addWidget(self.restore)
        self.hide()

    def show_case(self, record: CaseRecord) -> None:
        """Stand there for a void case only."""
        self.words.setText(f"本案已作废：{record.void_reason}。")
        self.setVisible(record.void_reason is not None)
