"""工作台: what must be done today. Late, due soon, drafts; and one big button for whoever comes in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from jxdesk.rules.typed_day import WEEKDAYS
from jxdesk.ui.case_list import CaseList
from jxdesk.ui.changes import Follower
from jxdesk.ui.icons import dress
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.workplace import Workplace

if TYPE_CHECKING:
    from jxdesk.services.case_table import Today

FIGURES = (
    ("going_on", "在办案件"),
    ("closed_this_year", "今年办结"),
    ("to_answer", "等您答复"),
    ("waiting", "县里未确认"),
)


class TodayView(QWidget):
    """Reads one record; every row opens its case, every figure says what it counts."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("view")
        self._place = place
        self._figures: dict[str, QLabel] = {}
        self.late = CaseList("todayLate", "已经超期", "受理了的案件没有超期。")
        self.soon = CaseList("todaySoon", "三天内到期", "三天内没有到期的事。")
        self.drafts = CaseList("todayDrafts", "登记了还没受理", "没有没办完的登记。")
        self.late.opened.connect(place.go.to_case)
        self.soon.opened.connect(place.go.to_case)
        self.drafts.opened.connect(place.go.to_case)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self._tiles())
        lists = QGridLayout()
        lists.setSpacing(12)
        for number, part in enumerate((self.late, self.soon, self.drafts)):
            lists.addWidget(part, 0, number)
            lists.setColumnStretch(number, 1)
        column.addLayout(lists, 1)
        self._follower = Follower(place.changes, self, {"summary", "conflict", "change"}, self.reload)

    def reload(self) -> None:
        """Read the workbench again."""
        place = self._place
        place.tasks.local(
            "正在读取工作台", lambda _work: place.services.table.today(), owner=self, done=self._show
        )

    def _show(self, today: Today) -> None:
        self.late.show_rows(today.late)
        self.soon.show_rows(today.soon)
        self.drafts.show_rows(today.drafts)
        for name, label in self._figures.items():
            count = getattr(today, name)
            label.setText("—" if count is None else str(count))

    def _register(self) -> None:
        self._place.go.to_draft()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words(day_words(self._place.services.now().date()), "page_title"))
        row.addStretch(1)
        button = role(named(QPushButton("来人登记"), "todayRegister", "来人登记"), "primary")
        dress(self._place.theme, button, "register", "card")
        button.clicked.connect(self._register)
        row.addWidget(button)
        self.setFocusProxy(button)
        return row

    def _tiles(self) -> QWidget:
        tiles = role(QFrame(), "card")
        row = QHBoxLayout(tiles)
        row.setContentsMargins(24, 8, 24, 8)
        for name, title in FIGURES:
            figure = words("—", "figure")
            figure.setObjectName(f"figure_{name}")
            caption = words(title, "hint")
            tile = QHBoxLayout()
            tile.setSpacing(12)
            tile.addWidget(figure)
            tile.addWidget(caption, 1, Qt.AlignmentFlag.AlignVCenter)
            row.addLayout(tile, 1)
            self._figures[name] = figure
        return tiles


def day_words(on: date) -> str:
    """``3月5日　星期四``."""
    return f"{on.month}月{on.day}日　星期{WEEKDAYS[on.weekday()]}"
