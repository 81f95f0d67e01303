"""案件: all cases in a table. Enter opens, typing searches, the deadline stands in every row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import get_args

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from jxdesk.services.case_table import CaseRow, Order
from jxdesk.ui.case_rows import STATES
from jxdesk.ui.case_table_model import PAGE, CaseTableModel
from jxdesk.ui.changes import Follower
from jxdesk.ui.forms.choice_fields import StillComboBox
from jxdesk.ui.naming import named, words
from jxdesk.ui.workplace import Workplace

ORDERS: dict[Order, str] = {"due": "先到期的在前", "newest": "新登记的在前", "label": "按案号"}
WIDTHS = (220, 300, 170, 56, 110, 100, 90, 76)  # pixels at 12 pt; 纠纷 takes what is left
TITLE = 1
SHRINKS = ((1, 180), (2, 90), (0, 160), (6, 70))
"""Where the letters are large: which column gives way first, and to how many pixels at 12 pt. Then it scrolls."""


class CaseTableView(QWidget):
    """Filters above, table below; the question goes to the file, the answer comes in pages."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("view")
        self._place = place
        self.model = CaseTableModel(place.theme, self._read_more)
        self.table = self._table()
        self._empty = words("没有这样的案件。换个条件，或者按 Ctrl+2 登记。", "hint")
        self.state = self._filter(
            "casesState", "状态", [("全部状态", None), *[(w, s) for s, w in STATES.items()]]
        )
        levels = place.theme.tokens.levels
        self.level = self._filter("casesLevel", "等级", [("全部等级", None), *[(w, w) for w in levels]])
        types = place.services.trade.codes.words("dispute_type")
        self.kind = self._filter("casesType", "纠纷类型", [("全部类型", None), *[(w, w) for w in types]])
        self.order = self._filter("casesOrder", "排序", [(ORDERS[o], o) for o in get_args(Order)])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self._empty)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        place.theme.resized.connect(self._fit)
        self._fit()
        self._follower = Follower(place.changes, self, {"summary"}, self.reload)

    def reload(self) -> None:
        """Ask again; the case that was chosen stays chosen."""
        chosen = self.table.currentIndex()
        kept = self.model.row(chosen.row()).case_id if chosen.isValid() else ""
        self._read(0, partial(self._start, kept))

    def _start(self, kept: str, rows: list[CaseRow]) -> None:
        self.model.start(rows)
        self._empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if rows:
            self.table.selectRow(max(0, self.model.number_of(kept)))

    def _read_more(self, offset: int) -> None:
        self._read(offset, lambda rows: self.model.go_on(offset, rows))

    def _read(self, offset: int, done: Callable[[list[CaseRow]], None]) -> None:
        table = self._place.services.table
        ask = partial(
            table.rows, state=self.state.currentData(), level=self.level.currentData(),
            dispute_type=self.kind.currentData(), order=self.order.currentData(), limit=PAGE, offset=offset,
        )  # fmt: skip
        self._place.tasks.local("正在读取案件", lambda _work: ask(), owner=self, done=done)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter typed on the table goes to the search box, as people expect of a list; columns fit its width."""
        if watched is self.table.viewport() and event.type() == QEvent.Type.Resize:
            self._fit_columns()
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            text = event.text()
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if plain and text.isprintable() and text.strip():
                self._place.go.search_wanted.emit(text)
                return True
        return False

    def _table(self) -> QTableView:
        table = named(QTableView(), "casesTable", "案件表，回车打开")
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # a number is told by its end
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.activated.connect(lambda index: self._place.go.to_case(self.model.row(index.row()).case_id))
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)
        return table

    def _filter(self, name: str, spoken: str, choices: list[tuple[str, str | None]]) -> StillComboBox:
        box = named(StillComboBox(), name, spoken)
        for shown, value in choices:
            box.addItem(shown, value)
        box.activated.connect(self.reload)
        return box

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words("案件", "page_title"))
        row.addStretch(1)
        for box in (self.state, self.level, self.kind, self.order):
            row.addWidget(box)
        return row

    def _fit(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self._place.theme.px(36))
        self._fit_columns()

    def _fit_columns(self) -> None:
        px = self._place.theme.px
        widths = [px(width) for width in WIDTHS]
        missing = sum(widths) - self.table.viewport().width()
        for column, least in SHRINKS:
            if missing > 0:
                given = min(missing, widths[column] - px(least))
                widths[column] -= given
                missing -= given
        widths[TITLE] += max(0, -missing)
        for column, width in enumerate(widths):
            self.table.setColumnWidth(column, width)
