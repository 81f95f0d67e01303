"""What to do and say at this step: two lines, the law behind it, its documents, and 这一步不明白.

For someone who last did this step five days ago (desk.md rule 5); the button records the question
for the county, in a line that opens where one stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

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
    """``document_asked`` carries the document's id, ``puzzled`` the step's and what was asked."""

    document_asked = Signal(str)
    puzzled = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepHelp")
        role(self, "card")
        self._theme = theme
        self._step = ""
        self._beside: bool | None = None
        self.title = words("", "section")
        self.say = words("", wrap=True)
        self.law = words("", "hint", wrap=True)
        self._papers = QWidget(self)
        self._papers.setObjectName("stepPapers")
        # Asks for no room of its own: large letters would push the button beside it out of the page.
        self._papers.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._documents = QHBoxLayout(self._papers)
        self._documents.setContentsMargins(0, 0, 0, 0)
        self._documents.setSpacing(8)
        self.puzzle = role(
            named(QPushButton("这一步不明白"), "stepPuzzled", "这一步不明白，记下来问县里"), "link"
        )
        dress(theme, self.puzzle, "help")
        self.puzzle.setToolTip("记下这个问题，联网时报给县里")
        self.puzzle.clicked.connect(self._open_question)
        self.question = named(QLineEdit(), "stepQuestion", "哪里不明白，一句话")
        self.question.setPlaceholderText("哪里不明白？写一句话")
        self.question.returnPressed.connect(self._ask)
        self.note_down = named(QPushButton("记下"), "stepQuestionAsk", "记下这个问题，报给县里")
        self.note_down.clicked.connect(self._ask)
        self.said = words("", "good", wrap=True)
        self.said.setObjectName("stepQuestionSaid")
        self.said.hide()
        self._asking = QWidget()
        line = QHBoxLayout(self._asking)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.question, 1)
        line.addWidget(self.note_down)
        self._asking.hide()
        self._head = QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addSpacing(16)
        self._head.addStretch(1)
        self._head.addWidget(self.puzzle)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(4)
        column.addLayout(self._head)
        column.addWidget(self.say)
        column.addWidget(self.law)
        column.addWidget(self._asking)
        column.addWidget(self.said)

    def show_noted(self) -> None:
        """The question is stored: away with the line, and say when the county hears of it."""
        self.question.clear()
        self._asking.hide()
        self.said.setText("已记下，下次同步时报到县里。")
        self.said.show()

    def _open_question(self) -> None:
        self.said.hide()
        self._asking.show()
        self.question.setFocus()

    def _ask(self) -> None:
        if self.question.text().strip():
            self.puzzled.emit(self._step, self.question.text())

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
        before = self._before_puzzle()
        for document, title in help_.documents:
            button = named(QPushButton(title), f"document_{document}", f"文书：{title}")
            dress(self._theme, button, "documents")
            button.clicked.connect(
                lambda _checked=False, document=document: self.document_asked.emit(document)
            )
            self._documents.addWidget(button)
            if before is not None:  # made anew at every step, it would be the last that Tab comes to
                QWidget.setTabOrder(before, button)
                before = button
        self._documents.addStretch(1)
        self._put_papers()

    def _before_puzzle(self) -> QWidget | None:
        """What Tab leaves for the button after the papers; Qt takes nothing else as the place to put them behind."""
        before: QWidget | None = self.puzzle.previousInFocusChain()
        while before is not None and before is not self.puzzle:
            if before.focusPolicy() & Qt.FocusPolicy.TabFocus and before.window() is self.window():
                return before
            before = before.previousInFocusChain()
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width or another font: the papers may need a line of their own."""
        super().resizeEvent(event)
        self._put_papers()

    def event(self, event: QEvent) -> bool:
        """Buttons just made know their width only once they have their font, and ask for the layout then."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._put_papers()
        return super().event(event)

    def _put_papers(self) -> None:
        """Beside the title while they fit, for the form below is short of room; else on a line of their own."""
        taken = self.title.sizeHint().width() + self.puzzle.sizeHint().width() + 16 + 3 * self._head.spacing()
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - taken
        beside = self._documents.sizeHint().width() <= room
        if beside != self._beside:
            self._beside = beside
            self._head.removeWidget(self._papers)
            self._column.removeWidget(self._papers)
            if beside:
                self._head.insertWidget(
                    2, self._papers, 1000
                )  # what stretches, leaving nothing to the gap after it
            else:
                self._column.insertWidget(1, self._papers)
