"""A dialog in which Enter presses nothing that nobody chose.

Qt makes every button of a dialog answer to Enter (autoDefault) and the first of them answer for all: Enter after a
word typed with an input method then printed a test page, or closed the dialog with half of its blanks open.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget


class QuietDialog(QDialog):
    """Enter presses the button that has the focus, else the one ``answer_enter`` named, else none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer: QPushButton | None = None

    def answer_enter(self, button: QPushButton) -> None:
        """This one button is pressed by Enter from any field: what the dialog is for, and done without harm."""
        self.answer = button
        button.setDefault(True)

    def showEvent(self, event: QShowEvent) -> None:
        """Before Qt chooses a button by itself, which it does as the dialog comes up."""
        for button in self.findChildren(QPushButton):
            if button is not self.answer:
                button.setAutoDefault(False)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decided here and not by Qt, for fields made later bring buttons of their own (今天, 日历)."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        button = focus if isinstance(focus, QPushButton) else self.answer
        if button is not None and button.isVisible() and button.isEnabled():
            button.click()
