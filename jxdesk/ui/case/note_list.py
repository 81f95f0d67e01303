"""The notes of a step as one card: a sentence each, and a button that fills it in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jxdesk.ui.case.step_notes import Note
from jxdesk.ui.naming import named, role, words


class NoteList(QFrame):
    """``taken`` carries the values of the note whose button was pressed."""

    taken = Signal(dict)
    asked = Signal(str)
    """The field that a note leads to."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_notes")
        role(self, "card")
        self._name = name
        self._shown: list[Note] = []
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 16, 8)
        self._column.setSpacing(4)
        self.hide()

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show these; nothing is redrawn while they stay the same, so that a button keeps its focus."""
        if list(notes) == self._shown:
            return
        self._shown = list(notes)
        for old in self._lines:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._lines = [self._line(number, note) for number, note in enumerate(notes)]
        self.setVisible(bool(notes))

    def _line(self, number: int, note: Note) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(words(note.text, note.tone, wrap=True), 1)
        if note.button:
            button = named(
                QPushButton(note.button), f"{self._name}_note_{number}", f"{note.text}{note.button}"
            )
            button.clicked.connect(
                lambda: self.asked.emit(note.go) if note.go else self.taken.emit(note.values)
            )
            row.addWidget(role(button, "small"))
        self._column.addWidget(line)
        return line
