"""A short list of cases on a card: two lines each, opened with Enter or a click; one sentence when empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from jxdesk.ui.case_rows import case_line, deadline_tip
from jxdesk.ui.naming import named, role, words

if TYPE_CHECKING:
    from jxdesk.services.case_table import CaseRow


class CaseList(QFrame):
    """``opened`` carries the id of the case."""

    opened = Signal(str)

    def __init__(self, name: str, title: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        role(self, "card")
        self.list = named(QListWidget(), name, title)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemActivated.connect(self._on_opened)
        self.list.itemClicked.connect(self._on_opened)
        role(self.list, "plain")
        self._nothing = empty
        self._empty = words("正在打开……", "hint", wrap=True)
        self._count = words("", "hint")
        head = QHBoxLayout()
        head.addWidget(words(title, "section"))
        head.addWidget(self._count)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 8, 8)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addStretch(0)

    def show_rows(self, rows: Sequence[CaseRow]) -> None:
        """Show these cases; the chosen one stays chosen."""
        chosen = self.list.currentItem()
        kept = chosen.data(Qt.ItemDataRole.UserRole) if chosen is not None else None
        self.list.clear()
        for row in rows:
            item = QListWidgetItem("\n".join(case_line(row)))
            item.setData(Qt.ItemDataRole.UserRole, row.case_id)
            item.setToolTip(deadline_tip(row))
            self.list.addItem(item)
            if row.case_id == kept:
                self.list.setCurrentItem(item)
        self._count.setText(f"{len(rows)} 件" if rows else "")
        self._empty.setText(self._nothing)
        self._empty.setVisible(not rows)
        self.list.setVisible(bool(rows))

    def _on_opened(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(Qt.ItemDataRole.UserRole))
