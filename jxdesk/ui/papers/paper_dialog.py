"""A window of its own for one sheet (the citizen's slip): seen, printed, closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jxdesk.rules.printouts import PaperOf
from jxdesk.ui.papers.paper_pane import PaperPane
from jxdesk.ui.quiet_dialog import QuietDialog
from jxdesk.ui.workplace import Workplace

TALLEST = 680  # desk.md rule 8


class PaperDialog(QuietDialog):
    """Opened with ``open()``: the page behind it stays where it is."""

    def __init__(
        self, place: Workplace, title: str, pdf: bytes, parent: QWidget, paper: PaperOf | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paperDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.pane = PaperPane(place, "slip")
        column = QVBoxLayout(self)
        column.addWidget(self.pane)
        self.resize(
            min(place.theme.px(620), parent.window().width() - 80),
            min(TALLEST, parent.window().height() - 40),
        )
        self.pane.show_paper(title, pdf, paper=paper)
