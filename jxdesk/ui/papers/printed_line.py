"""One line over a paper: how often it was printed and by whom the last time, with the way to the whole log."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from jxdesk.rules.case_record import Printout
from jxdesk.rules.printouts import summary_of
from jxdesk.services.papers import DocumentRef
from jxdesk.ui.elided_line import ElidedLine
from jxdesk.ui.naming import named, role
from jxdesk.ui.papers.print_log_dialog import PrintLogDialog
from jxdesk.ui.theme import Theme

NEVER = "这份还没有打印过"


class PrintedLine(QWidget):
    """``again`` carries the Printout somebody wants once more."""

    again = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._listed: Sequence[Printout] = ()
        self._refs: Sequence[DocumentRef] = ()
        self.said = role(ElidedLine(), "hint")
        self.said.setObjectName("papers_printed")
        self.log = role(named(QPushButton("打印记录"), "papers_log", "看本案的打印记录"), "link")
        self.log.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.said, 1)
        row.addWidget(self.log)

    def show_log(
        self, listed: Sequence[Printout], refs: Sequence[DocumentRef], chosen: DocumentRef | None, year: int
    ) -> None:
        """The log of the case, and what it says of the document on the page."""
        self._listed, self._refs = listed, refs
        of_it = [
            one
            for one in listed
            if chosen is not None and (one.document, one.ordinal or 1) == (chosen.document_id, chosen.ordinal)
        ]
        said = summary_of(of_it, year) or NEVER
        self.said.show_whole(said if chosen is not None else "")

    def _open(self) -> None:
        dialog = PrintLogDialog(self._theme, self._listed, self._refs, self.window())
        dialog.again.connect(self.again)
        dialog.open()
