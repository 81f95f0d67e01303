"""The case table as Qt reads it: pages of rows, filtered and sorted by the file, never by the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from jxdesk.services.case_table import CaseRow
from jxdesk.ui.case_columns import COLUMNS, DEADLINE, LEVEL
from jxdesk.ui.case_rows import deadline_tip
from jxdesk.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
PAGE = 200


class CaseTableModel(QAbstractTableModel):
    """Rows come in pages: ``want_more`` asks for the next one when the person scrolls there."""

    def __init__(self, theme: Theme, want_more: Callable[[int], None]) -> None:
        super().__init__()
        self._theme = theme
        self._want_more = want_more
        self._rows: list[CaseRow] = []
        self._complete = True

    def start(self, rows: Sequence[CaseRow]) -> None:
        """The first page of another question."""
        self.beginResetModel()
        self._rows = list(rows)
        self._complete = len(rows) < PAGE
        self.endResetModel()

    def go_on(self, offset: int, rows: Sequence[CaseRow]) -> None:
        """The next page; one that answers an older question is dropped."""
        if offset != len(self._rows):
            return
        self._complete = len(rows) < PAGE
        if rows:
            self.beginInsertRows(QModelIndex(), offset, offset + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def row(self, number: int) -> CaseRow:
        """One case."""
        return self._rows[number]

    def number_of(self, case_id: str) -> int:
        """The row of a case; -1 when it is not shown."""
        return next((n for n, row in enumerate(self._rows) if row.case_id == case_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature; the value is never changed
        """Rows read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """All there are; the header hides those nobody asked for."""
        return 0 if parent.isValid() else len(COLUMNS)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the file has more."""
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        """Ask once; the answer comes later through ``go_on``."""
        if not parent.isValid() and not self._complete:
            self._complete = True
            self._want_more(len(self._rows))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, never colour alone."""
        row, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return COLUMNS[column].words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return deadline_tip(row) if column == DEADLINE else COLUMNS[column].words(row)
        if role == Qt.ItemDataRole.UserRole:
            return row.case_id
        token = self._token(row, column)
        if token and role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour(token)
        if token and role == Qt.ItemDataRole.BackgroundRole:
            return self._theme.colour(f"{token}_tint")
        return None

    def _token(self, row: CaseRow, column: int) -> str:
        if column == LEVEL:
            return self._theme.tokens.levels.get(row.level, "")
        if column == DEADLINE and row.days_left is not None and row.days_left < 0:
            return "red"
        return ""
