"""Questions and answers of a record (调查记录), typed the way they are written on paper.

One box: 问：… 答：… 记：…. Enter starts the next line with the other mark, so that the person asking
does not take the eyes off the person answering.
"""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.long_text_field import LongTextField

_MARK = re.compile(r"\s*([问答记])\s*[：:]\s*")
_NEXT = {"问": "答", "答": "问", "记": "问"}


class PairsField(LongTextField):
    """A list of [mark, text]; a line without a mark belongs to the one above it."""

    def __init__(self, label: FieldLabel, parent: QWidget | None = None) -> None:
        super().__init__(label, 10, parent)
        self.box.setPlaceholderText("问：…　回车换成“答：”，再回车换成“问：”")
        self.box.installEventFilter(self)

    def value(self) -> list[list[str]]:
        """Marks and texts in their order; text before the first mark is 记."""
        pairs: list[list[str]] = []
        for line in self.box.toPlainText().splitlines():
            mark = _MARK.match(line)
            text = line[mark.end() :].strip() if mark else line.strip()
            if mark:
                pairs.append([mark[1], text])
            elif text and pairs:
                pairs[-1][1] = f"{pairs[-1][1]}\n{text}".strip()
            elif text:
                pairs.append(["记", text])
        return [pair for pair in pairs if pair[1]]

    def show_value(self, value: Any) -> None:
        """One line each, the mark first."""
        super().show_value("\n".join(f"{mark}：{text}" for mark, text in value or []))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter puts the next mark; Shift+Enter is a plain new line."""
        if watched is self.box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ):
                self.box.insertPlainText(f"\n{self._next_mark()}：")
                return True
        return False

    def _next_mark(self) -> str:
        before = self.box.toPlainText()[: self.box.textCursor().position()]
        marks = [mark[1] for line in before.splitlines() if (mark := _MARK.match(line))]
        return _NEXT[marks[-1]] if marks else "问"
