"""A number that is no amount of money: days of work, a rate, a share in per cent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from jxdesk.rules.typed_number import FAULT, bare, read_number
from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.line_fields import LineField


class DecimalField(LineField):
    """``15``, ``0.5``, ``3.45%``; ``most`` is the greatest that makes sense."""

    short = True

    def __init__(self, label: FieldLabel, most: Decimal | None = None, parent: QWidget | None = None) -> None:
        self._most = most
        super().__init__(label, parent)

    def value(self) -> Decimal | None:
        """The number without its sign; None when empty or unreadable."""
        return read_number(self.line.text())

    def show_value(self, value: Any) -> None:
        """Without needless zeros."""
        super().show_value(None if value is None else f"{Decimal(value).normalize():f}")

    def problem(self) -> str:
        """No number, or beyond ``most``."""
        text, value = bare(self.line.text()), self.value()
        if text and value is None:
            return FAULT
        if value is not None and self._most is not None and value > self._most:
            return f"最多是{self._most}。"
        return ""
