"""时间线: what happened to this case, newest first, and whether the county has acknowledged it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jxdesk.rules.days import moment
from jxdesk.services.timeline import Event
from jxdesk.ui.case.open_case import OpenCase
from jxdesk.ui.plain_table import Cell, PlainTable
from jxdesk.ui.workplace import Workplace

COLUMNS = (("什么时候", 0), ("谁", 0), ("做了什么", 0), ("内容", 1), ("县里", 0))
EMPTY = "这件案件还没有修改记录：它是从文件导入的，导入以后的每一次修改都会记在这里。"


class TimelineTab(QWidget):
    """Read from the change log; nothing is written for it."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.table = PlainTable(place.theme, "timeline", "时间线，最新的在最上面", COLUMNS, EMPTY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 8, 12)
        column.addWidget(self.table, 1)

    def show_case(self, case: OpenCase) -> None:
        """Show its events."""
        self.table.show_rows([_row(event) for event in case.events])


def _row(event: Event) -> tuple[Cell, ...]:
    at = moment(event.at)
    when = f"{at:%Y-%m-%d %H:%M}" if at is not None else event.at
    told = Cell("已确认", tone="done") if event.acknowledged else Cell("还没确认", tone="yellow")
    return Cell(when), Cell(event.user or "（没有登记）"), Cell(event.what), Cell(event.detail), told
