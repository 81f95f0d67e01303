"""Money in yuan, with the sum in words (大写) under it as the agreement will print it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from jxdesk.rules.money import capitals
from jxdesk.ui.forms.line_fields import LineField

_AMOUNT = re.compile(r"\d{1,12}(\.\d*)?")  # up to a trillion: more digits are a slip of the hand


class MoneyField(LineField):
    """An amount; ``3,500``, ``3500元`` and ``￥3500.50`` are all read."""

    def value(self) -> Decimal | None:
        """Yuan; None when empty or unreadable."""
        return self._read()

    def show_value(self, value: Any) -> None:
        """Two decimals only where there are any."""
        super().show_value(None if value is None else f"{Decimal(value):f}")

    def problem(self) -> str:
        """What is no amount is not stored, and neither is half a cent."""
        text = self.line.text().strip()
        if not text:
            return ""
        amount = self._read()
        if amount is None:
            return "金额读不出来，请只写数字，比如 3500 或 3500.50；这一格还没有保存。"
        if amount != amount.quantize(Decimal("0.01")):
            return "金额最多写到分（两位小数）；这一格还没有保存。"
        return ""

    def annotate(self) -> None:
        """The sum in words."""
        amount = self.value()
        self.say(capitals(amount) if amount is not None else "", "hint")

    def _read(self) -> Decimal | None:
        text = self.line.text().strip().lstrip("￥¥").rstrip("元").replace(",", "").replace("，", "")
        return Decimal(text) if _AMOUNT.fullmatch(text) else None
