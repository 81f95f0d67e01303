"""统计 of one case: whether it succeeded and was performed, and what was prevented (people's mediation returns).

What a file carries beside these answers (sums of another county's program) is kept as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.line_fields import NumberField
from jxdesk.ui.forms.segment_fields import SegmentField, YesNoField

PERFORMED = ((True, "履行完毕"), ("履行中", "履行中"), (False, "没有履行"))
PREVENTED = (
    ("suicide", "防止自杀"),
    ("criminal", "防止转为刑事案件"),
    ("petition", "防止群体性上访"),
    ("fight", "防止群体性械斗"),
)
CASES, PEOPLE = 0, 1


class StatisticsField(FieldBox):
    """A dict; ``whole`` asks everything, else only whether the agreement was performed."""

    wide = True

    def __init__(self, label: FieldLabel, *, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._record: dict[str, Any] = {}
        name = label.object_name
        self.answers: dict[str, FieldBox] = {
            "performed": SegmentField(FieldLabel(f"{name}_performed", "履行情况"), PERFORMED)
        }
        self.numbers: dict[str, tuple[NumberField, NumberField]] = {}
        if whole:
            self.answers["success"] = YesNoField(FieldLabel(f"{name}_success", "调解成功"))
            self.answers["complex"] = YesNoField(FieldLabel(f"{name}_complex", "疑难复杂案件"))
            for key, shown in PREVENTED:
                self.numbers[key] = (
                    NumberField(FieldLabel(f"{name}_{key}_cases", f"{shown}（件）")),
                    NumberField(FieldLabel(f"{name}_{key}_people", f"{shown}（人）")),
                )
        self._lay_out()

    def control(self) -> QWidget:
        """Whether it was performed."""
        return self.answers["performed"].control()

    def problem(self) -> str:
        """The first number that cannot be read."""
        return next((said for field in self._fields() if (said := field.problem())), "")

    def value(self) -> dict[str, Any]:
        """What was answered, with what the record held beside it."""
        merged = dict(self._record)
        for key, field in self.answers.items():
            merged = _with(merged, key, field.value())
        prevented = dict(self._record.get("prevented") or {})
        for key, pair in self.numbers.items():
            counted = [field.value() for field in pair]
            was = prevented.get(key)
            prevented = _with(prevented, key, [n or 0 for n in counted] if any(counted) or was else None)
        return _with(merged, "prevented", prevented or None)

    def show_value(self, value: Any) -> None:
        """Press the answers and fill the numbers."""
        self._record = dict(value or {})
        for key, field in self.answers.items():
            field.show_value(self._record.get(key))
            field.mark_reported()
        prevented = self._record.get("prevented") or {}
        for key, pair in self.numbers.items():
            held = prevented.get(key) or [None, None]
            for at, field in zip((CASES, PEOPLE), pair, strict=True):
                field.show_value(held[at] or None)
                field.mark_reported()

    def _fields(self) -> list[FieldBox]:
        return [*self.answers.values(), *(field for pair in self.numbers.values() for field in pair)]

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        line = QHBoxLayout()
        line.setSpacing(32)
        for field in self.answers.values():
            line.addWidget(field)
        line.addStretch(1)
        column.addLayout(line)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for number, pair in enumerate(self.numbers.values()):
            row, left = number // 2, number % 2 * 2
            grid.addWidget(pair[CASES], row, left)
            grid.addWidget(pair[PEOPLE], row, left + 1)
        column.addLayout(grid)
        for field in self._fields():
            field.left.connect(self._on_answered)
        self._column.insertWidget(1, body)
        self.setFocusProxy(self.answers["performed"])

    def _on_answered(self, field: FieldBox) -> None:
        field.mark_reported()
        self.leave()


def _with(record: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    """The record with the answer; an answer taken back leaves no empty key behind."""
    rest = {name: held for name, held in record.items() if name != key}
    return rest if value is None else {**record, key: value}
