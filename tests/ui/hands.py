"""How a test types Chinese: through the input method, because QTest aborts on keys outside Latin 1."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


def compose(widget: QWidget, half: str) -> None:
    """Half a word stands in pre-edit, underlined and not yet text."""
    QApplication.sendEvent(widget, QInputMethodEvent(half, []))


def commit(widget: QWidget, text: str) -> None:
    """The input method hands over whole characters."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
