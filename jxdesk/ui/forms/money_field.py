"""Money in yuan, with the sum in words (大写) under it as the agreement will print it.

However it was typed (大写, 「一万二千元」, 「1.2万」), once left it stands there in figures, and what it was read as
stands under it: a reading nobody sees is a reading nobody corrects.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from jxdesk.rules.money import capitals
from jxdesk.rules.typed_amount import read_amount
from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.line_fields import LineField
from jxdesk.ui.naming import named, role

_PLAIN = re.compile(r"\d{0,12}(\.\d*)?")
MOST = Decimal(10) ** 12  # up to a trillion: more is a slip of the hand


class MoneyField(LineField):
    """An amount; ``3,500``, ``￥3500.50``, ``1.2万``, ``一万二千元`` and ``壹万贰仟元整`` are all read."""

    def __init__(self, label: FieldLabel, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._calculate: QPushButton | None = None
        self.line.editingFinished.connect(self._tidy)
        self.line.textEdited.connect(self._on_typed)

    def value(self) -> Decimal | None:
        """Yuan; None when empty or unreadable."""
        amount = read_amount(self.line.text()).amount
        return None if amount is None or amount >= MOST else amount

    def show_value(self, value: Any) -> None:
        """Two decimals only where there are any."""
        super().show_value(None if value is None else f"{Decimal(value):f}")

    def problem(self) -> str:
        """What is no amount is not stored, and neither is half a cent; which part cannot be read is named."""
        read = read_amount(self.line.text())
        if read.fault:
            return f"{read.fault.removesuffix('。')}；这一格还没有保存。"
        if read.amount is None:
            return ""
        if read.amount >= MOST:
            return "金额太大，请核对是不是多写了几个零；这一格还没有保存。"
        if read.amount != read.amount.quantize(Decimal("0.01")):
            return "金额最多写到分（两位小数）；这一格还没有保存。"
        return ""

    def annotate(self) -> None:
        """The sum in words."""
        amount = self.value()
        self.say(capitals(amount) if amount is not None else "", "hint")

    def offer_calculator(self, calculate: Callable[[], object]) -> None:
        """A button behind the line that opens 算一算; a second offer changes nothing."""
        if self._calculate is not None:
            return
        name, spoken = f"{self.label.object_name}_calculate", f"{self.label.text}：算一算"
        self._calculate = role(named(QPushButton("算"), name, spoken), "small")
        self._calculate.setToolTip("算一算：赔偿、工资、利息、分期……")
        self._calculate.clicked.connect(calculate)
        self._row.addWidget(self._calculate)

    def _body(self) -> QWidget:
        body = QWidget()
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.line, 1)
        return body

    def _on_typed(self, text: str) -> None:
        """While words are typed, what they come to; figures speak for themselves until the field is left."""
        if not _PLAIN.fullmatch(text.strip()) and not self.problem():
            self.say(read_amount(text).reading, "hint")

    def _tidy(self) -> None:
        amount = self.value()
        if amount is not None and not self.problem() and not _PLAIN.fullmatch(self.line.text()):
            self.show_value(amount)
