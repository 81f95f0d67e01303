"""打印: which printer, how many, which pages, one side or both; one look, one Enter.

The copies proposed are those the paper is usually printed in, so that Enter alone is right; more are added on top
(多印几份), because whoever counts from one forgets the committee's own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from jxdesk.services.printers import Habit, Habits
from jxdesk.ui.forms.choice_fields import StillComboBox
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.papers.printing import PrintOrder
from jxdesk.ui.papers.stepper import Stepper
from jxdesk.ui.quiet_dialog import QuietDialog
from jxdesk.ui.theme import Theme

MOST_EXTRA = 20
SOME = 2  # the button that asks from where to where


@dataclass(frozen=True)
class ToPrint:
    """What is going to be printed: its pages (0 where nobody can count them), the one on the screen, usual copies."""

    title: str
    pages: int
    page: int
    copies: int


class PrintDialog(QuietDialog):
    """Opened with ``open()``; ``ordered`` carries the PrintOrder, ``position_wanted`` the printer's name."""

    ordered = Signal(object)
    position_wanted = Signal(str)

    def __init__(
        self, theme: Theme, paper: ToPrint, printers: Sequence[str], habits: Habits, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("printDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"打印{paper.title}")
        self._paper, self._habits = paper, dict(habits.by_name)
        self.printer = named(StillComboBox(), "printPrinter", "用哪台打印机")
        self.printer.addItems(list(printers))
        self.printer.setSizeAdjustPolicy(StillComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if habits.last in printers:
            self.printer.setCurrentText(habits.last)
        self.extra = Stepper("printExtra", "多印几份", 1 - paper.copies, MOST_EXTRA)
        self.which = QButtonGroup(self)
        self.which.addButton(named(QRadioButton("全部"), "printAll", "印全部"), 0)
        this = f"只印这一页（第{paper.page}页）"
        self.which.addButton(named(QRadioButton(this), "printThis", this), 1)
        self.which.addButton(named(QRadioButton("第"), "printSome", "从第几页印到第几页"), SOME)
        self.which.button(0).setChecked(True)
        self.first = Stepper("printFirst", "从第几页印起", 1, max(paper.pages, 1))
        self.last = Stepper("printLast", "印到第几页", 1, max(paper.pages, 1))
        self.last.put(paper.pages)
        self.duplex = named(QCheckBox("双面（长边翻）"), "printDuplex", "双面打印，沿长边翻")
        self.place = words("", "hint", wrap=True)
        self.place.setObjectName("printPlace")
        self.adjust = role(named(QPushButton("打印位置校准"), "printAdjust", "校准这台打印机的位置"), "link")
        self.total = words("", wrap=True)
        self.total.setObjectName("printTotal")
        self.go = role(named(QPushButton("打印"), "printGo", "打印"), "primary")
        self.leave = named(QPushButton("不印了"), "printLeave", "不印了，回去")
        self._lay_out()
        self._connect()
        self._on_printer()
        self.setFixedWidth(theme.px(480))
        self.answer_enter(self.go)
        self.go.setFocus()

    @property
    def order(self) -> PrintOrder:
        """What would be printed now."""
        habit = self._habit()
        first, last = self._range()
        return PrintOrder(
            self.printer.currentText(), "", self._copies(), first, last, self.duplex.isChecked(),
            habit.right, habit.down,
        )  # fmt: skip

    @property
    def habits(self) -> Habits:
        """How each printer is used, what was set meanwhile included."""
        return Habits(self.printer.currentText(), dict(self._habits))

    def put_place(self, printer: str, right: float, down: float) -> None:
        """The place of a printer was set meanwhile."""
        before = self._habits.get(printer, Habit())
        self._habits[printer] = Habit(before.duplex, right, down)
        self._say()

    def _habit(self) -> Habit:
        return self._habits.get(self.printer.currentText(), Habit())

    def _copies(self) -> int:
        return self._paper.copies + int(self.extra.value)

    def _range(self) -> tuple[int, int]:
        if self.which.checkedId() == 0:
            return 1, 0
        if self.which.checkedId() == SOME:
            return int(self.first.value), int(self.last.value)
        return self._paper.page, self._paper.page

    def _connect(self) -> None:
        self.printer.currentIndexChanged.connect(self._on_printer)
        self.which.idToggled.connect(self._say)
        self.duplex.toggled.connect(self._say)
        self.extra.changed.connect(self._say)
        self.first.changed.connect(self._from)
        self.last.changed.connect(self._until)
        self.adjust.clicked.connect(lambda: self.position_wanted.emit(self.printer.currentText()))
        self.go.clicked.connect(self._go)
        self.leave.clicked.connect(self.reject)

    def _on_printer(self) -> None:
        self.duplex.setChecked(self._habit().duplex)
        self._say()

    def _from(self, first: float) -> None:
        """The last page never lies before the first: nothing would be printed, and nobody would know why."""
        self.which.button(SOME).setChecked(True)
        self.last.put(max(self.last.value, first))
        self._say()

    def _until(self, last: float) -> None:
        self.which.button(SOME).setChecked(True)
        self.first.put(min(self.first.value, last))
        self._say()

    def _say(self) -> None:
        habit, (first, last) = self._habit(), self._range()
        self.place.setText(f"印的位置：{habit.moved}。")
        said = f"一共印 {self._copies()} 份"
        if self._paper.pages:
            pages = (last or self._paper.pages) - first + 1
            sheets = math.ceil(pages / 2) if self.duplex.isChecked() else pages
            said += f"，每份 {pages} 页，要 {sheets * self._copies()} 张纸"
        self.total.setText(f"{said}。")

    def _go(self) -> None:
        self.ordered.emit(self.order)
        self.accept()

    def _lay_out(self) -> None:
        usual = words(f"要 {self._paper.copies} 份，再多印几份？", "field", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(words(self._paper.title, "section", wrap=True))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.addWidget(words("打印机", "field"), 0, 0)
        grid.addWidget(self.printer, 0, 1)
        grid.addWidget(usual, 1, 0)
        grid.addWidget(self.extra, 1, 1)
        column.addLayout(grid)
        if self._paper.pages > 1:
            column.addWidget(words("印哪几页？", "field"))
            row = QHBoxLayout()
            row.addWidget(self.which.button(0))
            row.addWidget(self.which.button(1))
            row.addStretch(1)
            column.addLayout(row)
            row = QHBoxLayout()
            for piece in (self.which.button(SOME), self.first, words("页到第"), self.last, words("页")):
                row.addWidget(piece)
            row.addStretch(1)
            column.addLayout(row)
        else:
            unused: list[QWidget] = [*self.which.buttons(), self.first, self.last]
            for hidden in unused:  # there, so that everything reads them; nobody need choose one of one
                hidden.setParent(self)
                hidden.hide()
        column.addWidget(self.duplex)
        line = QHBoxLayout()
        line.addWidget(self.place, 1)
        line.addWidget(self.adjust)
        column.addLayout(line)
        column.addWidget(self.total)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.go)
        column.addLayout(foot)
