"""The search box that stands on every page, and the list of hits under it.

The list is a child of the window and never takes the focus: a pop-up window would, and the input
method would lose the half-typed word with it. Nothing is searched during pre-edit because QLineEdit
reports text only when it is committed.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from jxdesk.ui.icons import icon
from jxdesk.ui.naming import named
from jxdesk.ui.theme import Theme

WAIT = 120  # milliseconds after the last key before asking
ROWS = 8


@dataclass(frozen=True)
class Hit:
    """One thing found: ``key`` opens it, ``title`` and ``detail`` are what a person recognises it by."""

    key: str
    title: str
    detail: str = ""


class SearchBox(QLineEdit):
    """``asked`` carries what to look for; the answer comes back through ``show_hits``."""

    asked = Signal(str)
    chosen = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__()
        named(self, "search", "查找案件：姓名、拼音首字母、电话、案号、村名")
        self.setPlaceholderText("查找：姓名、拼音首字母、电话、案号、村名（Ctrl+F）")
        self.setClearButtonEnabled(True)
        self._theme = theme
        self._window = window
        self.addAction(icon(theme, "search", "secondary"), QLineEdit.ActionPosition.LeadingPosition)
        self.hits = named(QListWidget(window), "searchHits", "找到的案件")
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.itemClicked.connect(self._choose)
        self.hits.hide()
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self._ask)
        self.textChanged.connect(self._on_typed)
        self.installEventFilter(self)

    def show_hits(self, text: str, hits: list[Hit]) -> None:
        """Show what was found for ``text``; an answer to an older question is dropped."""
        if text != self.text().strip() or not text:
            return
        self.hits.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.title}\n{hit.detail}" if hit.detail else hit.title)
            item.setData(Qt.ItemDataRole.UserRole, hit.key)
            self.hits.addItem(item)
        if not hits:
            item = QListWidgetItem("没有找到。换两个字试试，或者输拼音首字母，比如 zgj。")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.hits.addItem(item)
        self.hits.setCurrentRow(0)
        self._place()
        self.hits.show()
        self.hits.raise_()

    def close_hits(self) -> bool:
        """Put the list away; whether it was open."""
        was_open = self.hits.isVisible()
        self.hits.hide()
        return was_open

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys and Enter go to the list while it is open, all other keys stay in the box."""
        if watched is self and event.type() == QEvent.Type.KeyPress and self.hits.isVisible():
            return self._on_key(event.key()) if isinstance(event, QKeyEvent) else False
        if watched is self and event.type() == QEvent.Type.FocusOut:
            self.hits.hide()
        return False

    def _on_key(self, key: int) -> bool:
        row = self.hits.currentRow()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.hits.setCurrentRow(max(0, min(self.hits.count() - 1, row + step)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.hits.currentItem())
            return True
        return False

    def _on_typed(self, text: str) -> None:
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self.hits.hide()

    def _ask(self) -> None:
        self.asked.emit(self.text().strip())

    def _choose(self, item: QListWidgetItem | None) -> None:
        key = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if key is not None:
            self.hits.hide()
            self.clear()
            self.chosen.emit(key)

    def _place(self) -> None:
        corner = self.mapTo(self._window, QPoint(0, self.height() + 4))
        row = max(self.hits.sizeHintForRow(0), self._theme.px(36))
        height = min(self.hits.count(), ROWS) * row + 12
        width = max(self.width(), self._theme.px(420))
        self.hits.setGeometry(
            corner.x(), corner.y(), width, min(height, self._window.height() - corner.y() - 8)
        )
