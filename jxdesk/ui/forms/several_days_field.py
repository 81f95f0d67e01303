"""Several days in one line: ``2024-3-5、2025-6-1``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from jxdesk.rules.typed_day import pieces_of, typed_day
from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.line_fields import LineField


class SeveralDaysField(LineField):
    """Its value is a list of ISO days, in the order typed."""

    def __init__(self, label: FieldLabel, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        self._now = now
        super().__init__(label, parent)
        self.line.setPlaceholderText("如 2024-3-5、2025-6-1")

    def value(self) -> list[str]:
        """The days that can be read."""
        today = self._now().date()
        return [on.isoformat() for piece in self._pieces() if (on := typed_day(piece, today)) is not None]

    def show_value(self, value: Any) -> None:
        """With 、 between them."""
        super().show_value("、".join(value or []))

    def problem(self) -> str:
        """The first piece that is no day."""
        today = self._now().date()
        wrong = next((piece for piece in self._pieces() if typed_day(piece, today) is None), None)
        return "" if wrong is None else f"“{wrong}”读不成日子，请写成 2024-3-5 这样，几个用、隔开。"

    def _pieces(self) -> list[str]:
        return pieces_of(self.line.text())
