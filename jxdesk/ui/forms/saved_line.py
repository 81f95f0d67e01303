"""The quiet line at the end of a form: 已保存 14:03, and 撤销 for the last change."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from jxdesk.ui.forms.form import Form
from jxdesk.ui.icons import dress
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.theme import Theme


class SavedLine(QWidget):
    """Undo instead of "are you sure?" (desk.md rule 3)."""

    def __init__(self, theme: Theme, form: Form, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = words("填完一格就自动保存", "saved")
        self.said.setObjectName(f"{name}_saved")
        self.undo = role(named(QPushButton("撤销"), f"{name}_undo", "撤销上一次修改"), "link")
        dress(theme, self.undo, "undo")
        self.undo.clicked.connect(form.undo)
        self.undo.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.said)
        row.addWidget(self.undo)
        row.addStretch(1)
        form.saved.connect(self._show_saved)
        form.undo_changed.connect(self._show_undo)

    def _show_saved(self, at: datetime) -> None:
        self.said.setText(f"已保存 {at:%H:%M}")

    def _show_undo(self, label: str) -> None:
        self.undo.setVisible(bool(label))
        self.undo.setText(f"撤销“{label}”的修改")
        self.undo.setAccessibleName(self.undo.text())
