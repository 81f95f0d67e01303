"""A short list of small records inside one field: mediators, payments of a clause, reports, invited people.

What a record holds and the form does not show (an amount split by person, fields of another county's
file) is carried along untouched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.money_field import MoneyField
from jxdesk.ui.naming import named, role

MakeFields = Callable[[str], Sequence[FieldBox]]
"""Makes the fields of one record; its argument is what their names on the form begin with."""


class RowsField(FieldBox):
    """Each record is a framed row of fields named by the record's own keys."""

    wide = True

    def __init__(
        self, label: FieldLabel, noun: str, make: MakeFields, columns: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, parent)
        self._noun, self._make, self._columns = noun, make, columns
        self._rows: list[_Row] = []
        self._made = 0
        self._offer: Callable[[Sequence[FieldBox]], None] = lambda _fields: None
        self._calculate: Callable[[int], object] | None = None
        body = QWidget()
        self._list = QVBoxLayout(body)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        self.add = role(named(QPushButton(f"添加{noun}"), f"{label.object_name}_add", f"添加{noun}"), "link")
        self.add.clicked.connect(self._on_add)
        self._list.addWidget(self.add)
        self._column.insertWidget(1, body)
        self.setFocusProxy(self.add)

    def offer(self, offer: Callable[[Sequence[FieldBox]], None]) -> None:
        """How names are offered to the fields of a record, of those shown and those added later."""
        self._offer = offer
        for row in self._rows:
            offer(row.fields)

    def offer_calculator(self, calculate: Callable[[int], object]) -> None:
        """算一算 for the amounts of all records; it is told the position of the record."""
        self._calculate = calculate
        for row in self._rows:
            self._join_calculator(row)

    @property
    def count(self) -> int:
        """How many records stand here, those still empty included."""
        return len(self._rows)

    def put(self, position: int, records: Sequence[dict[str, Any]]) -> None:
        """Put the first record over the one at ``position`` (past the end: behind the last), further ones behind.

        What a record does not say stays as it is there; the further ones say it too (how and where it is paid).
        """
        first, *rest = records
        row = self._rows[position] if position < len(self._rows) else self._append({})
        same = {key: value for key, value in row.value().items() if key not in {*first, "split"}}
        row.put(first)
        for record in rest:
            self._append({**same, **record})
        self.leave()

    def control(self) -> QWidget:
        """The first field of the first record, or the button that adds one."""
        return self._rows[0].fields[0].control() if self._rows else self.add

    def value(self) -> list[dict[str, Any]]:
        """The records that say anything."""
        return [value for row in self._rows if (value := row.value())]

    def problem(self) -> str:
        """The first thing in a record that cannot be stored."""
        return next((problem for row in self._rows for f in row.fields if (problem := f.problem())), "")

    @staticmethod
    def _alike(one: Any, other: Any) -> bool:
        # The case brings records, the form gives dicts: never equal, they would be made anew with every save,
        # and the cursor would fall out of the row somebody is typing in.
        return bool(_plain(one) == _plain(other))

    def show_value(self, value: Any) -> None:
        """One row a record."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows.clear()
        for record in _records(value):
            self._append(record)

    def _append(self, record: dict[str, Any]) -> _Row:
        self._made += 1
        row = _Row(f"{self.label.object_name}_{self._made}_", self._noun, self._make, self._columns, record)
        row.remove.clicked.connect(lambda: self._on_remove(row))
        for field in row.fields:
            field.left.connect(self._on_field_left)
        self._offer(row.fields)
        self._rows.append(row)
        self._join_calculator(row)
        before = _stop_before(self.add)
        self._list.insertWidget(self._list.count() - 1, row)
        row.stand_behind(before)
        return row

    def _join_calculator(self, row: _Row) -> None:
        calculate = self._calculate
        for field in row.fields:
            if calculate is not None and isinstance(field, MoneyField):
                field.offer_calculator(lambda: calculate(self._rows.index(row)))

    def _on_add(self) -> None:
        self._append({}).fields[0].go()

    def _on_remove(self, row: _Row) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self.leave()

    def _on_field_left(self, field: FieldBox) -> None:
        field.mark_reported()
        self.leave()


def _stop_before(widget: QWidget) -> QWidget:
    """Where Shift+Tab goes from ``widget``: Qt hangs nothing behind what takes no focus itself."""
    before: QWidget | None = widget.previousInFocusChain()
    while before is not None and before is not widget and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
        before = before.previousInFocusChain()
    return before or widget


def _records(value: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = msgspec.to_builtins(
        value or [], builtin_types=(), enc_hook=lambda amount: amount
    )
    return found


def _plain(value: Any) -> Any:
    """Records by what they say; anything that is no list of records as it is."""
    if value is None or isinstance(value, list):
        said = [
            {key: one for key, one in record.items() if one not in _NOTHING} for record in _records(value)
        ]
        return [record for record in said if record]
    return value


_NOTHING: tuple[Any, ...] = (None, "", [], {})


class _Row(QFrame):
    """One record: its fields, and a button that takes it out."""

    def __init__(
        self, prefix: str, noun: str, make: MakeFields, columns: int, record: dict[str, Any]
    ) -> None:
        super().__init__()
        role(self, "row")
        self._record, self._prefix = record, prefix
        self.fields = list(make(prefix))
        self.remove = role(named(QPushButton("删除"), f"{prefix}remove", f"删除这条{noun}"), "link")
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(16)
        for number, field in enumerate(self.fields):
            field.show_value(record.get(self._key(field)))
            field.mark_reported()
            field.annotate()
            grid.addWidget(field, number // columns, number % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.remove, 0, columns)

    def value(self) -> dict[str, Any]:
        """The record with what stands in its fields; empty when nothing was said."""
        shown = {self._key(field): field.value() for field in self.fields}
        merged = {**self._record, **shown}
        return {key: value for key, value in merged.items() if value not in _NOTHING}

    def stand_behind(self, before: QWidget) -> None:
        """Take the row's place for Tab: made last, it would come last on the page, behind the chart."""
        for widget in self.findChildren(QWidget):
            # Lists open in windows of their own, and the line in a list follows its list by itself.
            inside = widget.window() is self.window() and not isinstance(widget.parentWidget(), QComboBox)
            if inside and widget is not self.remove and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, widget)
                before = widget
        QWidget.setTabOrder(before, self.remove)

    def put(self, values: dict[str, Any]) -> None:
        """Show these values in the fields they belong to."""
        for field in self.fields:
            if self._key(field) in values:
                field.show_value(values[self._key(field)])
                field.mark_reported()
                field.annotate()

    def _key(self, field: FieldBox) -> str:
        return field.label.name.removeprefix(self._prefix)
