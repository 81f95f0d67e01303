"""打印机: how far each printer is off, and the way to set it right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from jxdesk.errors import UserError
from jxdesk.services.printers import Habit, Habits
from jxdesk.ui.naming import named, words
from jxdesk.ui.papers.position_dialog import PositionDialog
from jxdesk.ui.papers.printing import known_printers
from jxdesk.ui.settings.card import SettingsCard
from jxdesk.ui.workplace import Workplace

WHAT = "往印好了格子的纸上打字，对不准格子时才用得着。印一张测试页，用尺量一量，填上差几毫米。"
NONE = "还没有校准过，照原样印。"


class PrintersCard(SettingsCard):
    """What was set so far, and one button."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "printers", "印出来的位置对不准，怎么办？")
        self.printers: Callable[[], list[str]] = known_printers
        self._habits = Habits()
        self.standing = words(NONE, wrap=True)
        self.standing.setObjectName("printersStanding")
        self.adjust = named(QPushButton("打印位置校准"), "printersAdjust", "校准打印机的位置，印测试页")
        self.adjust.clicked.connect(self._open)
        row = QHBoxLayout()
        row.addWidget(self.adjust)
        row.addStretch(1)
        self.column.addWidget(words(WHAT, "hint", wrap=True))
        self.column.addWidget(self.standing)
        self.column.addLayout(row)

    def show_habits(self, habits: Habits) -> None:
        """What the file holds."""
        self._habits = habits
        moved = [f"{name}：{one.moved}。" for name, one in habits.by_name.items() if one.right or one.down]
        self.standing.setText("\n".join(moved) or NONE)

    def _open(self) -> None:
        names = self.printers()
        if not names:
            self.place.messages.error(UserError("这台电脑还没有装打印机。", "请先装好打印机，再来校准。"))
            return
        chosen = self._habits.last if self._habits.last in names else names[0]
        dialog = PositionDialog(self.place, names, chosen, self._habits, self)
        dialog.kept.connect(self._put)
        dialog.open()

    def _put(self, printer: str, right: float, down: float) -> None:
        before = self._habits.of(printer)
        known = {**self._habits.by_name, printer: Habit(before.duplex, right, down)}
        self.show_habits(Habits(self._habits.last, known))
