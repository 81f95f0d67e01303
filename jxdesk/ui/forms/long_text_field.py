"""Long text: stored when it is left, and two seconds after the last key while it is not.

QPlainTextEdit reports changes during pre-edit too; the clock therefore waits until the input method
has committed, or half a syllable would be stored.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QInputMethodEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from jxdesk.ui.forms.field_box import FieldBox, FieldLabel

SETTLED_AFTER = 2000  # milliseconds after the last key (desk.md rule 3)


class QuietTextEdit(QPlainTextEdit):
    """A text box that knows whether an input method is composing, and lets Tab go to the next field."""

    left = Signal()

    def __init__(self, rows: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self._rows = rows
        self.setTabChangesFocus(True)
        self._fit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether a word is half typed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the box was left."""
        super().focusOutEvent(event)
        self.left.emit()

    def changeEvent(self, event: Any) -> None:
        """Grow with the font."""
        super().changeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * self._rows + 20)


class LongTextField(FieldBox):
    """Several lines of running text."""

    wide = True

    def __init__(self, label: FieldLabel, rows: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.box = QuietTextEdit(rows)
        self._hold(self.box, self.box)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        self._settled.timeout.connect(self._on_settled)
        self.box.textChanged.connect(self._settled.start)
        self.box.left.connect(self.leave)

    def control(self) -> QPlainTextEdit:
        """The box."""
        return self.box

    def value(self) -> Any:
        """The text; None when there is nothing but blanks."""
        text = self.box.toPlainText().strip()
        return text or None

    def show_value(self, value: Any) -> None:
        """Show the text; the same text again would move the cursor of whoever is reading it."""
        text = "" if value is None else str(value)
        if text != self.box.toPlainText():
            self.box.setPlainText(text)
        self._settled.stop()

    def leave(self) -> None:
        """Report now; the clock has nothing left to do."""
        self._settled.stop()
        super().leave()

    def _on_settled(self) -> None:
        if self.box.composing:
            self._settled.start()
        else:
            self.leave()


class LinesField(LongTextField):
    """A list of short texts, one a line: 申请事项, 告知的其他途径 …"""

    def value(self) -> list[str]:
        """The lines that say something, in their order."""
        return [line.strip() for line in self.box.toPlainText().splitlines() if line.strip()]

    def show_value(self, value: Any) -> None:
        """One line each."""
        super().show_value("\n".join(str(line) for line in value or []))
