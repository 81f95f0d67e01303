"""Parts of a case that come several times (investigations, clauses, evidence): list left, form right.

Removing asks nothing; the removed part can be brought back with one button until the next removal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jxdesk.ui.forms.form import Form
from jxdesk.ui.icons import dress
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.theme import Theme


@dataclass(frozen=True)
class Item:
    """One part: its id, the line that stands for it in the list, and its values by field name."""

    id: str
    title: str
    values: dict[str, Any]


class ListEditor(QWidget):
    """Says what the person did; the items shown are always those handed in by ``show_items``."""

    added = Signal()
    removed = Signal(str)
    restored = Signal(str)
    item_left = Signal(str, dict)
    """Id of the part, and the fields of it that are new."""

    def __init__(
        self, theme: Theme, name: str, noun: str, form: Form, page: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._noun = noun
        self._form = form
        self._page = page
        self._items: list[Item] = []
        self._current = ""
        self._last_removed = ""
        self.setObjectName(f"editor_{name}")
        self.list = named(QListWidget(), f"{name}_list", f"{noun}列表")
        self.list.setFixedWidth(theme.px(220))
        self.list.currentItemChanged.connect(self._on_chosen)
        self.add = self._button(theme, name, "add", f"添加{noun}", self.added.emit)
        self.remove = self._button(theme, name, "remove", f"删除这条{noun}", self._remove)
        self.restore = self._button(theme, name, "restore", f"恢复刚删除的{noun}", self._restore)
        self.empty = words(f"还没有{noun}。", "hint")
        self.restore.hide()
        form.group_left.connect(self._on_left)
        self._lay_out()

    def show_items(self, items: Sequence[Item], current: str | None = None) -> None:
        """Show these parts; ``current`` is chosen, else the one chosen before, else the last."""
        self._items = list(items)
        wanted = current or self._current
        if wanted not in [item.id for item in items]:
            wanted = items[-1].id if items else ""
        self.list.blockSignals(True)  # noqa: FBT003 - Qt takes it by position
        self.list.clear()
        for item in items:
            row = QListWidgetItem(item.title)
            row.setData(Qt.ItemDataRole.UserRole, item.id)
            self.list.addItem(row)
            if item.id == wanted:
                self.list.setCurrentItem(row)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt takes it by position
        self._open(wanted)

    @property
    def current(self) -> str:
        """Id of the part on the right; empty when there is none."""
        return self._current

    def flush(self) -> None:
        """Report what is still being typed."""
        if self._current:
            self._form.flush()

    def _open(self, part: str) -> None:
        item = next((item for item in self._items if item.id == part), None)
        if item is not None and part == self._current:
            self._form.load(item.values)
        elif item is not None:
            self._form.start_over(item.values)
        self._current = item.id if item else ""
        self._page.setVisible(item is not None)
        self.remove.setEnabled(item is not None)
        self.empty.setVisible(not self._items)

    def _on_chosen(self, row: QListWidgetItem | None) -> None:
        self.flush()
        self._open(row.data(Qt.ItemDataRole.UserRole) if row is not None else "")

    def _on_left(self, values: dict[str, Any]) -> None:
        if self._current:
            self.item_left.emit(self._current, values)

    def _remove(self) -> None:
        if self._current:
            self.flush()
            self._last_removed, gone = self._current, self._current
            self.restore.show()
            self.removed.emit(gone)

    def _restore(self) -> None:
        self.restore.hide()
        self.restored.emit(self._last_removed)

    def _button(
        self, theme: Theme, name: str, verb: str, text: str, act: Callable[[], object]
    ) -> QPushButton:
        button = role(named(QPushButton(text), f"{name}_{verb}", text), "link")
        dress(theme, button, {"restore": "undo"}.get(verb, verb))
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.add)
        left.addWidget(self.list, 1)
        left.addWidget(self.remove)
        left.addWidget(self.restore)
        right = QVBoxLayout()
        right.addWidget(self.empty)
        right.addWidget(self._page)
        right.addStretch(1)
        self._page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left)
        row.addLayout(right, 1)
