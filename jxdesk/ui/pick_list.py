"""The list that drops down under a line while somebody types: hits of a search, villages of a name.

A child of the window that never takes the focus: a pop-up window would, and the input method would
lose the half-typed word with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QScrollArea

from jxdesk.ui.naming import named
from jxdesk.ui.theme import Theme

ROWS = 8


@dataclass(frozen=True)
class Pick:
    """One line to choose: ``key`` says which, ``title`` and ``detail`` are what a person recognises it by."""

    key: str
    title: str
    detail: str = ""


class PickList(QObject):
    """Arrow keys, Enter and Esc of ``line`` go to the list while it is open, all other keys to the line."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, line: QLineEdit, name: str, spoken: str) -> None:
        super().__init__(line)
        self._theme = theme
        self._line = line
        self._page: QScrollArea | None = None
        self.list = named(QListWidget(line), name, spoken)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(self._choose)
        self.list.hide()
        line.installEventFilter(self)

    def open(self, picks: Sequence[Pick], nothing: str = "") -> None:
        """Show what can be chosen; with nothing to choose, say ``nothing``, or close."""
        self.list.clear()
        for pick in picks:
            item = QListWidgetItem(f"{pick.title}\n{pick.detail}" if pick.detail else pick.title)
            item.setData(Qt.ItemDataRole.UserRole, pick.key)
            self.list.addItem(item)
        if not picks and nothing:
            item = QListWidgetItem(nothing)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        if not self.list.count():
            self.list.hide()
            return
        self.list.setCurrentRow(0)
        self._follow_scrolling()
        self._place()
        self.list.show()
        self.list.raise_()

    def close(self) -> bool:
        """Put the list away; whether it was open."""
        was_open = self.list.isVisible()
        self.list.hide()
        return was_open

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that belong to the list, and close it when the line is left."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.list.isVisible():
            return self._on_key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.FocusOut:
            self.list.hide()
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.list.hide()
        else:
            return False
        return True

    def _choose(self, item: QListWidgetItem | None) -> None:
        key = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if key is not None:
            self.list.hide()
            self.chosen.emit(key)

    def _place(self) -> None:
        window = self._line.window()
        if self.list.parentWidget() is not window:
            self.list.setParent(window)
        corner = self._line.mapTo(window, QPoint(0, self._line.height() + 4))
        row = max(self.list.sizeHintForRow(0), self._theme.px(36))
        height = min(self.list.count(), ROWS) * row + 12
        width = max(self._line.width(), self._theme.px(420))
        below, above = window.height() - corner.y() - 8, corner.y() - self._line.height() - 8
        top = corner.y()
        if height > below and above > below:
            height = min(height, above)
            top = corner.y() - self._line.height() - 8 - height
        self.list.setGeometry(corner.x(), top, width, min(height, max(above, below)))

    def _follow_scrolling(self) -> None:
        """The line moves with its page, the list does not: it closes rather than hang beside a stranger."""
        above = self._line.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and above is not self._page:
            self._page = above
            above.verticalScrollBar().valueChanged.connect(self.close)
