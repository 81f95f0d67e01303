"""What to do and say at this step: two lines, the law behind it, its documents, and 这一步不明白.

For someone who last did this step five days ago (desk.md rule 5); the button records the question
for the county.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jxdesk.ui.icons import dress
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.theme import Theme


@dataclass(frozen=True)
class StepHelp:
    """One step of the chart as a person needs it. ``documents`` are pairs of document id and title."""

    step: str
    title: str
    say: Sequence[str]
    law: str = ""
    documents: Sequence[tuple[str, str]] = ()


class HelpPanel(QFrame):
    """``document_asked`` carries the document's id, ``puzzled`` the step's."""

    document_asked = Signal(str)
    puzzled = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepHelp")
        role(self, "card")
        self._theme = theme
        self._step = ""
        self.title = words("", "section")
        self.say = words("", wrap=True)
        self.law = words("", "hint", wrap=True)
        self._documents = QHBoxLayout()
        self._documents.setSpacing(8)
        self.puzzle = role(
            named(QPushButton("这一步不明白"), "stepPuzzled", "这一步不明白，记下来问县里"), "link"
        )
        dress(theme, self.puzzle, "help")
        self.puzzle.setToolTip("记下这个问题，联网时报给县里")
        self.puzzle.clicked.connect(lambda: self.puzzled.emit(self._step))
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addSpacing(16)
        head.addLayout(self._documents, 1)  # beside the title: the form below is short of room at 768 px
        head.addWidget(self.puzzle)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.say)
        column.addWidget(self.law)

    def show_step(self, help_: StepHelp) -> None:
        """Show one step."""
        self._step = help_.step
        self.title.setText(help_.title)
        self.say.setText("\n".join(help_.say))
        self.law.setText(f"依据：{help_.law}" if help_.law else "")
        self.law.setVisible(bool(help_.law))
        while (old := self._documents.takeAt(0)) is not None:
            button = old.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        for document, title in help_.documents:
            button = named(QPushButton(title), f"document_{document}", f"文书：{title}")
            dress(self._theme, button, "documents")
            button.clicked.connect(
                lambda _checked=False, document=document: self.document_asked.emit(document)
            )
            self._documents.addWidget(button)
        self._documents.addStretch(1)
