"""Long text that is looked at while it is typed: a phrase that will not do is told under it, with a better one.

Nothing is refused and nothing changes by itself: paper to be signed must always come out, and only the
person knows what was agreed. The clock waits while an input method composes, or half a word would be judged.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from jxdesk.review.wording import Remark
from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.long_text_field import LongTextField
from jxdesk.ui.naming import named, role

LOOKED_AFTER = 500  # milliseconds after the last key: while the word is still in mind

LAID_OUT_AFTER = 60  # milliseconds: wrapped text gets its height only in a second pass of the layout

Watch = Callable[[str], Remark | None]


class WatchedTextField(LongTextField):
    """``watch`` says what is wrong with a text; without one it is an ordinary box."""

    def __init__(self, label: FieldLabel, rows: int = 4, parent: QWidget | None = None) -> None:
        self._instead = ""
        self._watch: Watch | None = None
        self._told = False
        self.better: QPushButton | None = None
        super().__init__(label, rows, parent)
        self._look = QTimer(self, singleShot=True, interval=LOOKED_AFTER)
        self._look.timeout.connect(self._on_look)
        self.box.textChanged.connect(self._on_typed)

    def watch(self, watch: Watch) -> None:
        """Look at the text with these eyes from now on, and at once."""
        self._watch = watch
        self._judge()

    def annotate(self) -> None:
        """What is wrong with the text that stands here; else the hint."""
        super().annotate()
        self._judge()

    def _on_typed(self) -> None:
        if self._watch is not None:
            self._look.start()

    def _on_look(self) -> None:
        if self.box.composing:
            self._look.start()
        else:
            self._judge()

    def _judge(self) -> None:
        if self._watch is None:
            return
        remark = self._watch(self.box.toPlainText())
        instead = remark.instead if remark is not None else None
        self._instead = instead or ""
        if remark is not None:
            self.say(f"{remark.message}可以写成：{instead}" if instead else remark.message, "message")
        elif self._told:  # only its own sentence: that the field is not saved yet must stay
            self.say("", "hint")
        self._told = remark is not None
        self._offer(bool(instead))

    def _offer(self, wanted: bool) -> None:
        if self.better is None and wanted:
            name = f"{self.label.object_name}_better"
            self.better = role(named(QPushButton("换成这样写"), name, "换成能用的写法"), "small")
            self.better.clicked.connect(self._take)
            below = self._column.indexOf(self.message) + 1
            self._column.insertWidget(below, self.better, 0, Qt.AlignmentFlag.AlignLeft)
        if self.better is not None:
            self.better.setVisible(wanted)
            if wanted and self.box.hasFocus():
                QTimer.singleShot(LAID_OUT_AFTER, self, self._reveal)

    def _reveal(self) -> None:
        """A button below the edge of the page helps nobody; so it is brought into sight."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self.better is not None:
            above.ensureWidgetVisible(self.better)

    def _take(self) -> None:
        """The better text in place of the old one; Ctrl+Z in the box brings the old one back."""
        cursor = self.box.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(self._instead)
        self.box.setFocus()
        self._look.stop()
        self.leave()
        self._judge()
