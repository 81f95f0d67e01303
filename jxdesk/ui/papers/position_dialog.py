"""打印位置校准: how far one printer is off, set with a test sheet and a ruler; kept as it is set."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jxdesk.services.printers import FARTHEST, Habit, Habits
from jxdesk.ui.forms.choice_fields import StillComboBox
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.papers.printing import PrintOrder, print_pdf
from jxdesk.ui.papers.sending import PrintWith, send
from jxdesk.ui.papers.stepper import Stepper
from jxdesk.ui.quiet_dialog import QuietDialog
from jxdesk.ui.workplace import Workplace

ABOUT = (
    "往印好了格子的纸上打字（套打），字对不准格子，就在这里校准。先印一张测试页，用尺量，"
    "纸上写着怎么量、怎么填。改好再印一张看看。每台打印机各记各的，以后都照这样印。"
)


class PositionDialog(QuietDialog):
    """Opened with ``open()``; ``kept`` carries printer, millimetres right and millimetres down."""

    kept = Signal(str, float, float)

    def __init__(
        self, place: Workplace, printers: Sequence[str], chosen: str, habits: Habits, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("positionDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("打印位置校准")
        self._place, self._habits, self._behind = place, dict(habits.by_name), parent
        self.print_with: PrintWith = print_pdf
        self.printer = named(StillComboBox(), "positionPrinter", "校准哪台打印机")
        self.printer.addItems(list(printers))
        self.printer.setSizeAdjustPolicy(StillComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.printer.setCurrentText(chosen)
        self.right = Stepper("positionRight", "往右移几毫米", -FARTHEST, FARTHEST, step=0.5)
        self.down = Stepper("positionDown", "往下移几毫米", -FARTHEST, FARTHEST, step=0.5)
        self.said = words("", wrap=True)
        self.said.setObjectName("positionSaid")
        self.plain = named(QPushButton("印测试页，不移"), "positionPlain", "印一张测试页，不移动")
        self.test = named(QPushButton("印测试页，照这样移"), "positionTest", "印一张测试页，照上面的数移动")
        self.close_it = role(named(QPushButton("好了"), "positionDone", "好了，关上"), "primary")
        self.printer.currentIndexChanged.connect(self._show)
        for stepper in (self.right, self.down):
            stepper.changed.connect(self._keep)
        self.plain.clicked.connect(lambda: self._print(0.0, 0.0))
        self.test.clicked.connect(lambda: self._print(self.right.value, self.down.value))
        self.close_it.clicked.connect(self.accept)
        self._lay_out()
        self._show()
        self.setFixedWidth(place.theme.px(500))

    def _show(self) -> None:
        habit = self._habits.get(self.printer.currentText(), Habit())
        self.right.put(habit.right)
        self.down.put(habit.down)
        self.said.setText(f"这台打印机：{habit.moved}。")

    def _keep(self) -> None:
        name, right, down = self.printer.currentText(), self.right.value, self.down.value
        before = self._habits.get(name, Habit())
        self._habits[name] = after = Habit(before.duplex, right, down)
        self.said.setText(f"这台打印机：{after.moved}。")
        printers = self._place.services.printers
        self._place.tasks.local(
            "正在记住打印位置",
            lambda _work: printers.remember_place(name, right, down),
            owner=self._behind,  # kept even if the dialog is closed at once
        )
        self.kept.emit(name, right, down)

    def _print(self, right: float, down: float) -> None:
        name = self.printer.currentText()
        sheet = self._place.services.printers.position_sheet(name, right, down)
        before = self._habits.get(name, Habit())
        order = PrintOrder(name, "", 1, 1, 0, before.duplex, right, down)
        send(self._place, self._behind, "测试页", sheet, order, self.print_with)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(words(ABOUT, "hint", wrap=True))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        rows = (
            ("打印机", self.printer),
            ("往右移（毫米，往左写负数）", self.right),
            ("往下移（毫米，往上写负数）", self.down),
        )
        for number, (label, piece) in enumerate(rows):
            grid.addWidget(words(label, "field"), number, 0)
            grid.addWidget(piece, number, 1)
        column.addLayout(grid)
        column.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addWidget(self.plain)
        foot.addWidget(self.test)
        foot.addStretch(1)
        foot.addWidget(self.close_it)
        column.addLayout(foot)
