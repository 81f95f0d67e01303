"""文书 of the open case: which papers it has and which forms can be printed to be signed, with the checks beside."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from jxdesk.services.papers import file_name
from jxdesk.ui.case.open_case import OpenCase
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.papers.document_list import DocumentList
from jxdesk.ui.papers.findings_list import FindingsList


class DocumentsTab(QWidget):
    """``document_asked`` carries the name of the document's file without its ending (``mediation-record-2``)."""

    document_asked = Signal(str)
    field_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.documents = DocumentList("case_documents")
        self.documents.list.itemActivated.connect(self._on_activated)
        self.findings = FindingsList("case_findings")
        self.findings.field_chosen.connect(self.field_chosen)
        self.open = role(
            named(QPushButton("预览、打印这份"), "caseDocumentOpen", "预览、打印选中的文书"), "primary"
        )
        self.open.clicked.connect(self._open)
        left = QVBoxLayout()
        left.addWidget(words("有哪些文书？", "section"))
        left.addWidget(self.documents, 1)
        left.addWidget(self.open)
        right = QVBoxLayout()
        right.addWidget(words("还有什么要改？", "section"))
        right.addWidget(self.findings, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 8, 12)
        row.setSpacing(16)
        row.addLayout(left, 2)
        row.addLayout(right, 3)

    def show_case(self, case: OpenCase) -> None:
        """Show its papers and its findings."""
        self.documents.show_documents(case.papers)
        self.open.setEnabled(bool(case.papers))
        self.findings.show_findings(case.findings)

    def _on_activated(self, _item: QListWidgetItem) -> None:
        self._open()

    def _open(self) -> None:
        chosen = self.documents.chosen
        if chosen is not None:
            self.document_asked.emit(file_name(chosen).removesuffix(".pdf"))
