"""Amounts by person (每人多少) of one payment: ``吕某 3600；韩某 3360`` in one line."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from jxdesk.ui.forms.line_fields import LineField

_ONE = re.compile(r"(.+?)[\s:：]*(\d{1,12}(?:\.\d{1,2})?)\s*元?\Z")


class SplitField(LineField):
    """A dict of name to yuan."""

    def value(self) -> dict[str, Decimal]:
        """Names and amounts; empty when any piece cannot be read."""
        pieces = self._pieces()
        return {} if None in pieces else {one[1].strip(): Decimal(one[2]) for one in pieces if one}

    def show_value(self, value: Any) -> None:
        """Names and amounts with ； between them."""
        super().show_value("；".join(f"{name} {amount}" for name, amount in (value or {}).items()))

    def problem(self) -> str:
        """A piece without a name or an amount is not stored."""
        return "写成“张某 3000；李某 2000”这样；这一格还没有保存。" if None in self._pieces() else ""

    def _pieces(self) -> list[re.Match[str] | None]:
        parts = [part.strip() for part in re.split(r"[;；、，]", self.line.text())]
        return [_ONE.match(part) for part in parts if part]
