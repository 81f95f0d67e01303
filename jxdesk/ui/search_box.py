"""The search box that stands on every page, and the hits under it.

Nothing is searched during pre-edit, because QLineEdit reports text only when it is committed.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from jxdesk.ui.icons import icon
from jxdesk.ui.naming import named
from jxdesk.ui.pick_list import Pick, PickList
from jxdesk.ui.theme import Theme

WAIT = 120  # milliseconds after the last key before asking
NOTHING = "没有找到。换两个字试试，或者输拼音首字母，比如 zgj。"


class SearchBox(QLineEdit):
    """``asked`` carries what to look for; the answer comes back through ``show_hits``."""

    asked = Signal(str)
    chosen = Signal(str)
    rare_wanted = Signal()
    """Find a character that cannot be typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "search", "查找案件：姓名、拼音首字母、电话、案号、村名")
        self.setPlaceholderText("查找：姓名、拼音首字母、电话、案号、村名（Ctrl+F）")
        self.addAction(icon(theme, "search", "secondary"), QLineEdit.ActionPosition.LeadingPosition)
        rare = self.addAction(icon(theme, "rare", "secondary"), QLineEdit.ActionPosition.TrailingPosition)
        rare.setText("生僻字")
        rare.setToolTip("生僻字：打不出来的字在这里查（Ctrl+Shift+U）")
        rare.triggered.connect(self.rare_wanted)
        self.hits = PickList(theme, self, "searchHits", "找到的案件")
        self.hits.chosen.connect(self._on_chosen)
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(lambda: self.asked.emit(self.text().strip()))
        self.textChanged.connect(self._on_typed)

    def begin(self, text: str) -> None:
        """Start a search with what was typed elsewhere."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.setText(text)

    def show_hits(self, text: str, hits: Sequence[Pick]) -> None:
        """Show what was found for ``text``; an answer to an older question is dropped."""
        if text and text == self.text().strip():
            self.hits.open(hits, NOTHING)

    def _on_typed(self, text: str) -> None:
        self.setClearButtonEnabled(
            bool(text)
        )  # not from the start: its icon is looked for in the theme's folders
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self.hits.close()

    def _on_chosen(self, key: str) -> None:
        self.clear()
        self.chosen.emit(key)
