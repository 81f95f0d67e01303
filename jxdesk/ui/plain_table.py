"""A small table to read: stable columns, 36 px rows that grow with the font, one sentence while it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jxdesk.ui.naming import named, words
from jxdesk.ui.theme import Theme


@dataclass(frozen=True)
class Cell:
    """What one cell says. ``tone`` is the name of a colour token for the words; they say it too."""

    text: str
    tip: str = ""
    tone: str = ""
    number: bool = False


class PlainTable(QWidget):
    """Columns are titles with a share of the width; share 0 takes what its words need."""

    def __init__(
        self, theme: Theme, name: str, spoken: str, columns: Sequence[tuple[str, int]], empty: str
    ) -> None:
        super().__init__()
        self._theme = theme
        self.table = named(QTableWidget(0, len(columns)), name, spoken)
        self.table.setHorizontalHeaderLabels([title for title, _share in columns])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)  # Tab leaves the table; the arrows walk in it
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for at, (_title, share) in enumerate(columns):
            modes = QHeaderView.ResizeMode
            header.setSectionResizeMode(at, modes.Stretch if share else modes.ResizeToContents)
        self.empty = words(empty, "hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        theme.resized.connect(self._fit)
        self._fit()

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these; the chosen line stays chosen."""
        chosen = self.table.currentRow()
        self.table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                self.table.setItem(at, column, self._item(cell))
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if 0 <= chosen < len(rows):
            self.table.setCurrentCell(chosen, 0)

    def fit_height(self, most: int) -> None:
        """As high as its rows, up to ``most`` of them: for a table among other things on a page."""
        shown = min(max(self.table.rowCount(), 1), most)
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + shown * self.table.verticalHeader().defaultSectionSize() + 6)

    def _item(self, cell: Cell) -> QTableWidgetItem:
        item = QTableWidgetItem(cell.text)
        item.setToolTip(cell.tip or cell.text)
        if cell.tone:
            item.setForeground(QColor(self._theme.colour(cell.tone)))
        if cell.number:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _fit(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self._theme.px(36))
