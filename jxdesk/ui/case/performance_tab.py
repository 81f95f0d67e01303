"""履行: what the agreement promises day by day, and below it what was really performed, with its proof."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from jxdesk.flow.definition import Node
from jxdesk.ui.case.instalment_rows import account
from jxdesk.ui.case.open_case import OpenCase
from jxdesk.ui.case.step_form import StepForm
from jxdesk.ui.case_keeper import CaseKeeper
from jxdesk.ui.naming import words
from jxdesk.ui.plain_table import Cell, PlainTable
from jxdesk.ui.workplace import Workplace

COLUMNS = (("第几条", 0), ("哪天前", 0), ("金额（元）", 0), ("怎么样了", 1))
MOST_ROWS = 8
TONES = {"paid": "done", "late": "red", "due": "yellow"}


class PerformanceTab(QScrollArea):
    """The table of instalments and the list of what was performed."""

    def __init__(self, place: Workplace, keeper: CaseKeeper, node: Node) -> None:
        super().__init__()
        self.setObjectName("performanceScroll")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table = PlainTable(
            place.theme, "instalments", "协议里按日子付的钱", COLUMNS, "协议里还没有按日子付的钱。"
        )
        self._sentence = words("", "section", wrap=True)
        self.form = StepForm(place, keeper, node)
        inside = QWidget()
        inside.setObjectName("view")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 12, 8, 12)
        column.setSpacing(12)
        for part in (self._sentence, self.table, self.form):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)

    def show_case(self, case: OpenCase) -> None:
        """Show the account and what was performed."""
        found = account(case.record, case.today)
        self._sentence.setText(found.sentence)
        self.table.show_rows(
            [
                (
                    Cell(f"第{row.clause}条"),
                    Cell(row.day),
                    Cell("" if row.amount is None else f"{row.amount:f}", number=True),
                    Cell(row.words, tone=TONES.get(row.state, "")),
                )
                for row in found.rows
            ]
        )
        self.table.fit_height(MOST_ROWS)
        self.form.show_case(case.record, case.names, [])

    def flush(self) -> None:
        """Store what is still being typed."""
        self.form.flush()
