"""Short lists shown whole, side by side: one press instead of three, and nothing hidden in a drop-down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.naming import named, restyle, role

YES_NO = ((True, "是"), (False, "否"), (None, "未问"))


class SegmentField(FieldBox):
    """One of a few answers; a stored value that is none of them gets a button of its own."""

    short = True

    def __init__(
        self, label: FieldLabel, choices: Sequence[tuple[Any, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(label, parent)
        self._answers: list[Any] = []
        self.buttons: dict[Any, QPushButton] = {}
        self._group = QButtonGroup(self)
        body = QWidget()
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self._column.insertWidget(1, body)
        for answer, shown in choices:
            self._add(answer, shown)
        self.setFocusProxy(self.buttons[choices[0][0]])
        self._group.idClicked.connect(self.leave)
        self.say("", "hint")

    def control(self) -> QWidget:
        """The answer that is chosen, or the first."""
        return self.buttons.get(self.value()) or self.buttons[self._answers[0]]

    def value(self) -> Any:
        """The chosen answer; None while none is."""
        number = self._group.checkedId()
        return self._answers[number] if number >= 0 else None

    def show_value(self, value: Any) -> None:
        """Press the button of the answer, or none."""
        if value is not None and value not in self.buttons:
            self._add(value, str(value))
        self._group.setExclusive(False)
        for answer, button in self.buttons.items():
            button.setChecked(answer == value and type(answer) is type(value))
        self._group.setExclusive(True)

    def _respell(self) -> None:
        for button in self.buttons.values():
            button.setAccessibleName(f"{self.label.spoken}：{button.text()}")

    def _add(self, answer: Any, shown: str) -> None:
        number = len(self._answers)
        button = role(QPushButton(shown), "segment")
        named(button, f"{self.label.object_name}_{number}", f"{self.label.spoken}：{shown}")
        button.setCheckable(True)
        self._group.addButton(button, number)
        self._row.insertWidget(number, button)
        self._answers.append(answer)
        self.buttons[answer] = button
        for at, each in enumerate(self.buttons.values()):
            restyle(each, end="left" if at == 0 else "right" if at == number else "middle")


class YesNoField(SegmentField):
    """是, 否 or 未问: not asked is an answer of its own and never means no."""

    def __init__(self, label: FieldLabel, parent: QWidget | None = None) -> None:
        super().__init__(label, YES_NO, parent)
        self.show_value(None)
