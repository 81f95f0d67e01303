"""Fields with a list behind them: one of it, or several ticks.

A value outside the list is kept as text: lists change, cases stay.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.name_help import NameAdvice, NameHelp
from jxdesk.ui.naming import named

MOST_COLUMNS = 3


class StillComboBox(QComboBox):
    """A list that does not turn under the wheel: scrolling the page over it would change the case."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class ChoiceField(FieldBox):
    """One of a list, or whatever else is typed. ``choices`` are pairs of stored value and shown text."""

    def __init__(
        self, label: FieldLabel, choices: Sequence[tuple[str, str]], *, open_list: bool = True,
        takes_names: bool = False, parent: QWidget | None = None, names: NameHelp | None = None,
    ) -> None:  # fmt: skip
        super().__init__(label, parent)
        self.takes_names = takes_names
        self.advice: NameAdvice | None = None
        self._doubt: Callable[[str], str] = lambda _value: ""
        self.list = StillComboBox()
        self.list.setEditable(open_list)
        self.list.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if open_list:
            # Qt would finish 陈 to 陈某 while somebody types 陈兰英 and leaves in the middle.
            self.list.setCompleter(None)  # type: ignore[arg-type]  # the stub forgets that there may be none
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.list.setMinimumContentsLength(8)
        self._hold(self.list, self.list)
        self.offer(choices)
        self.list.activated.connect(self.leave)
        line = self.list.lineEdit()
        if line is not None:
            line.setAccessibleName(label.spoken)
            line.editingFinished.connect(self.leave)
            if names is not None:
                names.offer_picker(line, self.list)
                self.advice = NameAdvice(label, names.characters, self._take)
                self.advice.follow(line)
                self.add_advice(self.advice)

    def doubt(self, doubt: Callable[[str], str]) -> None:
        """Say under the field what ``doubt`` has against the value, now and whenever it is left or loaded."""
        self._doubt = doubt
        if self.value():
            self.annotate()

    def annotate(self) -> None:
        """The doubt there is about the value, else the hint; and what is odd about a name."""
        against = self._doubt(str(self.value() or ""))
        self.say(against, "message" if against else "hint")
        if self.advice is not None:
            self.advice.look(self.list.currentText().strip())

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the list; the value that stands there stays."""
        value = self.value() if self.list.count() else None
        self.list.blockSignals(True)  # noqa: FBT003 - Qt takes it by position
        self.list.clear()
        self.list.addItem("", None)
        for stored, shown in choices:
            self.list.addItem(shown, stored)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt takes it by position
        self.show_value(value)

    def withdraw(self, stored: str) -> None:
        """Offer this value no longer; where it stands, it stays."""
        row = self.list.findData(stored)
        if row > 0 and self.value() != stored:
            self.list.removeItem(row)

    def control(self) -> QComboBox:
        """The list."""
        return self.list

    def value(self) -> Any:
        """The stored value of the shown text; text that is not in the list is its own value."""
        text = self.list.currentText().strip()
        row = self.list.findText(text, Qt.MatchFlag.MatchExactly)
        return self.list.itemData(row) if row >= 0 else text or None

    def show_value(self, value: Any) -> None:
        """Show a value of the list, or the text itself when it is no longer in the list."""
        row = self.list.findData(value) if value else 0
        if row < 0 and not self.list.isEditable():
            self.list.addItem(str(value), value)
            row = self.list.count() - 1
        self.list.setCurrentIndex(row)
        if row < 0:
            self.list.setEditText(str(value))

    def _take(self, standard: str) -> None:
        self.show_value(standard)
        self.leave()


class TicksField(FieldBox):
    """Several answers at once, such as the risk checklist; the value is the list of ticked codes."""

    wide = True

    def __init__(
        self, label: FieldLabel, choices: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(label, parent)
        self.boxes: dict[str, QCheckBox] = {}
        self._unlisted: list[str] = []
        self._columns = 0
        body = QWidget()
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        for code, shown in choices:
            box = named(QCheckBox(shown), f"{label.object_name}_{code}", f"{label.text}：{shown}")
            box.clicked.connect(self.leave)
            self.boxes[code] = box
        self._arrange(1)
        self._column.insertWidget(1, body)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as the longest answer leaves room for."""
        super().resizeEvent(event)
        widest = max((box.sizeHint().width() for box in self.boxes.values()), default=1)
        self._arrange(max(1, min(MOST_COLUMNS, self.width() // (widest + 16))))

    def _arrange(self, columns: int) -> None:
        """Down each column, as the list is read."""
        if columns == self._columns:
            return
        self._columns = columns
        rows = -(-len(self.boxes) // columns)
        for number, box in enumerate(self.boxes.values()):
            self._grid.addWidget(box, number % max(rows, 1), number // max(rows, 1))

    def control(self) -> QWidget:
        """The first box."""
        return next(iter(self.boxes.values()))

    def value(self) -> list[str]:
        """Codes in the order of the list, then those the list no longer knows."""
        return [code for code, box in self.boxes.items() if box.isChecked()] + self._unlisted

    def show_value(self, value: Any) -> None:
        """Tick; a retired code is kept though it has no box."""
        ticked = list(value or [])
        for code, box in self.boxes.items():
            box.setChecked(code in ticked)
        self._unlisted = [code for code in ticked if code not in self.boxes]
