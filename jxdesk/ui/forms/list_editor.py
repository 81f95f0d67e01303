"""Parts of a case that come several times (investigations, clauses, evidence): list left, form right.

Removing asks nothing; the removed part can be brought back with one button until the next removal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
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

ACROSS = 210
"""Pixels at 12 pt of one title where they stand side by side."""


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
        self, theme: Theme, name: str, noun: str, form: Form, page: QWidget, *, across: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """``across`` puts a short list over the form instead of beside it."""
        super().__init__(parent)
        self._theme = theme
        self._across = across
        self._noun = noun
        self.form = form
        self._page = page
        self._items: list[Item] = []
        self._current = ""
        self._last_removed = ""
        self._held = ""
        self.setObjectName(f"editor_{name}")
        self.list = named(QListWidget(), f"{name}_list", f"{noun}列表")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.add = self._button(theme, name, "add", f"添加{noun}", self.added.emit)
        self.remove = self._button(theme, name, "remove", "删除这一条", self._remove, f"删除这条{noun}")
        self.restore = self._button(theme, name, "restore", f"恢复刚删除的{noun}", self._restore)
        self.empty = words(f"还没有{noun}。", "hint")
        self.restore.hide()
        form.group_left.connect(self._on_left)
        self._lay_out()
        theme.resized.connect(self._fit)
        self._fit()

    def show_items(self, items: Sequence[Item], current: str | None = None) -> None:
        """Show these parts; ``current`` is chosen, else the one chosen before, else the last."""
        self._items = list(items)
        wanted = current or self._current
        if wanted not in [item.id for item in items]:
            wanted = items[-1].id if items else ""
        self.list.blockSignals(True)  # noqa: FBT003 - Qt takes it by position
        self.list.clear()
        for item in items:
            row = QListWidgetItem(self._short(item.title))
            row.setToolTip(item.title)
            row.setData(Qt.ItemDataRole.AccessibleTextRole, item.title)
            row.setData(Qt.ItemDataRole.UserRole, item.id)
            self.list.addItem(row)
            if item.id == wanted:
                self.list.setCurrentItem(row)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt takes it by position
        self._open(wanted)

    def hold(self, why: str) -> None:
        """Nothing is added or taken away, for this reason; "" lets go."""
        self._held = why
        for button in (self.add, self.remove, self.restore):
            button.setToolTip(why)
            button.setEnabled(not why)
        self.remove.setEnabled(not why and bool(self._current))

    @property
    def current(self) -> str:
        """Id of the part on the right; empty when there is none."""
        return self._current

    def flush(self) -> None:
        """Report what is still being typed."""
        if self._current:
            self.form.flush()

    def _open(self, part: str) -> None:
        item = next((item for item in self._items if item.id == part), None)
        if item is not None and part == self._current:
            self.form.load(item.values)
        elif item is not None:
            self.form.start_over(item.values)
        self._current = item.id if item else ""
        self._page.setVisible(item is not None)
        self.remove.setEnabled(item is not None and not self._held)
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
        self, theme: Theme, name: str, verb: str, text: str, act: Callable[[], object], spoken: str = ""
    ) -> QPushButton:
        button = role(named(QPushButton(text), f"{name}_{verb}", spoken or text), "link")
        dress(theme, button, {"restore": "undo"}.get(verb, verb))
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        buttons = (self.add, self.remove, self.restore)
        right = QVBoxLayout()
        right.addWidget(self.empty)
        right.addWidget(self._page)
        right.addStretch(1)
        self._page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        outer = QBoxLayout(
            QBoxLayout.Direction.TopToBottom if self._across else QBoxLayout.Direction.LeftToRight, self
        )
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8 if self._across else 16)
        chooser = QHBoxLayout() if self._across else QVBoxLayout()
        chooser.setSpacing(4)
        chooser.addWidget(self.list, 100)  # up to its greatest height, and only then the room below it
        for number, button in enumerate(buttons):
            chooser.insertWidget(0 if number == 0 and not self._across else -1, button)
        if not self._across:
            chooser.addStretch(1)
        outer.addLayout(chooser)
        outer.addLayout(right, 1)

    def _short(self, title: str) -> str:
        """Side by side, the long name of one company would push the other side out of sight."""
        if not self._across:
            return title
        room = self._theme.px(ACROSS)
        return self.list.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, room)

    def _fit(self) -> None:
        for at in range(self.list.count()):
            self.list.item(at).setText(self._short(self.list.item(at).toolTip()))
        if self._across:
            self.list.setFlow(QListWidget.Flow.LeftToRight)
            self.list.setFixedHeight(self._theme.px(36) + 10)
            self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        else:
            self.list.setFixedWidth(self._theme.px(220))
            self.list.setMinimumHeight(self._theme.px(160))
            self.list.setMaximumHeight(self._theme.px(320))
