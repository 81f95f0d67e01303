"""Where a page asks to go. Pages do not know each other: the window listens and opens.

It also remembers which case is open, because 当前案件 and 文书 speak of the same one.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class Navigator(QObject):
    """Each signal is a wish; ``case`` is the case that 当前案件 and 文书 show, empty until one is opened."""

    page_wanted = Signal(str)
    draft_wanted = Signal(str)
    """Open 登记 with this draft; empty for a new one."""
    case_wanted = Signal(str, str)
    """Open a case at a step of its chart; an empty step means where it stands."""
    field_wanted = Signal(str, str)
    """Open a case at the field a check names."""
    search_wanted = Signal(str)
    """Begin a search with this letter."""
    characters_wanted = Signal(QWidget)
    """Find a character that cannot be typed, for this field."""
    documents_wanted = Signal(str, str)
    """Open 文书 for a case at a document id; empty for the first."""
    other_desk_wanted = Signal()
    """Leave practice for the official desk, or the other way round."""

    def __init__(self) -> None:
        super().__init__()
        self.case = ""

    def to_page(self, page: str) -> None:
        """Open a page of the rail."""
        self.page_wanted.emit(page)

    def to_draft(self, case_id: str = "") -> None:
        """Register: a new draft, or one already begun."""
        self.draft_wanted.emit(case_id)

    def to_case(self, case_id: str, step: str = "") -> None:
        """Open a case."""
        self.case = case_id
        self.case_wanted.emit(case_id, step)

    def to_field(self, case_id: str, path: str) -> None:
        """Open a case at the field that cures a finding."""
        self.case = case_id
        self.field_wanted.emit(case_id, path)

    def to_documents(self, case_id: str, document: str = "") -> None:
        """Open the documents of a case."""
        self.case = case_id
        self.documents_wanted.emit(case_id, document)

    def to_other_desk(self) -> None:
        """From practice to the official desk, or back."""
        self.other_desk_wanted.emit()
