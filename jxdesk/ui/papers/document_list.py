"""The list of a case's papers: those it has, and the forms that can be printed now to be filled in by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from jxdesk.services.papers import DocumentRef, file_name
from jxdesk.ui.naming import named, words

EMPTY = "这件案件还没有文书：受理以后才有。"


class DocumentList(QWidget):
    """``turned`` says that another document was chosen."""

    turned = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = named(QListWidget(), name, "文书列表")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentRowChanged.connect(self._on_row)
        self.empty = words(EMPTY, "hint", wrap=True)
        self._refs: list[DocumentRef] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)

    @property
    def chosen(self) -> DocumentRef | None:
        """The document under the cursor."""
        row = self.list.currentRow()
        return self._refs[row] if 0 <= row < len(self._refs) else None

    def show_documents(self, refs: Sequence[DocumentRef]) -> None:
        """Show these; the one chosen before stays chosen, else the first is."""
        if list(refs) == self._refs:
            return
        kept = self.chosen
        names = [file_name(ref) for ref in refs]
        self._refs = list(refs)
        self.list.blockSignals(True)  # noqa: FBT003 - Qt takes it by position
        self.list.clear()
        for ref in refs:
            self.list.addItem(ref.title)
        at = names.index(file_name(kept)) if kept is not None and file_name(kept) in names else 0
        self.list.setCurrentRow(at if refs else -1)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt takes it by position
        self.empty.setVisible(not refs)
        self.list.setVisible(bool(refs))
        self.turned.emit()

    def choose(self, document: str) -> bool:
        """Choose a document by the name of its file (``mediation-record-2``); False when it is not there."""
        for row, ref in enumerate(self._refs):
            if file_name(ref) == f"{document}.pdf":
                self.list.setCurrentRow(row)
                return True
        return False

    def _on_row(self, _row: int) -> None:
        self.turned.emit()
