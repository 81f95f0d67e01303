"""A number with － and ＋ beside it, large enough for a mouse that trembles; arrow keys and typing do the same."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from jxdesk.ui.naming import named, role


class _NumberLine(QLineEdit):
    """Up and Down step; no spin box, because the style sheet leaves those no room for their figures."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step, Enter goes on to the dialog's own button."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def sizeHint(self) -> QSize:
        """Room for six figures, no more."""
        return QSize(self.fontMetrics().horizontalAdvance("0") * 8, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As the hint: figures that are cut off are other figures."""
        return self.sizeHint()


class Stepper(QWidget):
    """Whole numbers, or steps of a half where ``step`` says so; ``changed`` carries what holds now.

    What cannot be read is taken back when the line is left, what goes too far is brought back to the end.
    """

    changed = Signal(float)

    def __init__(self, name: str, spoken: str, least: float, most: float, *, step: float = 1.0) -> None:
        super().__init__()
        self._least, self._most, self._step = least, most, step
        self._value = max(least, min(most, 0.0))
        self.line = named(_NumberLine(), name, spoken)
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.line.editingFinished.connect(self._read)
        self.line.stepped.connect(self.by)
        self.less = role(named(QPushButton("－"), f"{name}_less", f"{spoken}，减一点"), "small")
        self.more = role(named(QPushButton("＋"), f"{name}_more", f"{spoken}，加一点"), "small")
        self.less.clicked.connect(lambda: self.by(-1))
        self.more.clicked.connect(lambda: self.by(1))
        for button in (self.less, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys are nearer than three tabs
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for piece in (self.less, self.line, self.more):
            row.addWidget(piece)
        row.addStretch(1)
        self.setFocusProxy(self.line)
        self.put(self._value)

    @property
    def value(self) -> float:
        """The number, what is still being typed included."""
        self._read()
        return self._value

    def put(self, value: float) -> None:
        """Show a number without saying that it changed."""
        self._value = max(self._least, min(self._most, value))
        self.line.setText(f"{self._value:g}")

    def by(self, steps: int) -> None:
        """Go on by so many steps from what stands there."""
        self._take(self.value + steps * self._step)

    def _read(self) -> None:
        try:
            typed = float(self.line.text().strip().replace("－", "-").replace("。", "."))
        except ValueError:
            typed = self._value
        if typed != typed:  # noqa: PLR0124 - "nan" is a number to Python and to nobody else
            typed = self._value
        self._take(round(typed / self._step) * self._step if abs(typed) <= self._most else typed)

    def _take(self, value: float) -> None:
        before = self._value
        self.put(value)
        if self._value != before:
            self.changed.emit(self._value)
