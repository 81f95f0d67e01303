"""A form: groups of fields that report what was changed as each is left, and can take the last change back.

There is no save button to forget. ``group_left`` carries only what is new since the last report; the
form marks 已保存 when whoever stored it says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from jxdesk.ui.forms.field_box import FieldBox, Tone

KEPT_CHANGES = 50


class Form(QObject):
    """Not a widget: it joins the fields of any number of groups, wherever they are laid out."""

    group_left = Signal(dict)
    """Field name to new value, for the fields left since the last report."""
    undo_changed = Signal(str)
    """Label of the field whose change can be taken back; empty when there is none."""
    saved = Signal(datetime)
    loaded = Signal()
    """Stored values were put on the screen."""

    def __init__(self, fields: Sequence[FieldBox], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fields = {field.label.name: field for field in fields}
        self._changes: list[tuple[str, Any]] = []
        self._undoing = False
        for field in fields:
            field.left.connect(self._on_left)

    def load(self, values: Mapping[str, Any]) -> None:
        """Show stored values; a field that is being typed in keeps what is typed."""
        for name, field in self.fields.items():
            field.load(values.get(name))
        self.loaded.emit()

    def start_over(self, values: Mapping[str, Any]) -> None:
        """Show another case: what was typed belongs to the old one and was reported when it was left."""
        for name, field in self.fields.items():
            field.show_value(values.get(name))
            field.mark_reported()
            field.annotate()
        self._changes.clear()
        self.undo_changed.emit("")
        self.loaded.emit()

    def values(self) -> dict[str, Any]:
        """What stands in every field now."""
        return {name: field.value() for name, field in self.fields.items()}

    def flush(self) -> None:
        """Report everything that is new: the page or the window is being left."""
        for field in self.fields.values():
            field.leave()

    def put(self, values: Mapping[str, Any]) -> None:
        """Fill fields that follow from another one (sex from the ID number) and report them with it."""
        filled = [self.fields[name] for name in values]
        before = {field.label.name: field.stored for field in filled}
        for field in filled:
            field.show_value(values[field.label.name])
            field.annotate()
        self._report([field for field in filled if field.value() != before[field.label.name]])

    def undo(self) -> None:
        """Take the last change back, and report that too."""
        if not self._changes:
            return
        name, before = self._changes.pop()
        field = self.fields[name]
        self._undoing = True
        field.show_value(before)
        field.leave()
        self._undoing = False
        self.undo_changed.emit(self._undo_label())

    def say(self, name: str, text: str, tone: Tone = "message") -> bool:
        """Put what a check says under its field; False when the field is not on this form."""
        field = self.fields.get(name)
        if field is not None:
            field.say(text, tone)
        return field is not None

    def go(self, name: str) -> bool:
        """Jump to a field; False when it is not on this form."""
        field = self.fields.get(name)
        if field is not None:
            field.go()
        return field is not None

    def mark_unsaved(self, names: Sequence[str]) -> None:
        """These fields could not be stored; they are reported again when they are next left."""
        for name in names:
            if name in self.fields:
                self.fields[name].mark_unsaved()

    def put_back(self, values: Mapping[str, Any], why: str) -> None:
        """What was reported may not be stored: show what is, and say why under it."""
        for name, value in values.items():
            if name in self.fields:
                field = self.fields[name]
                field.show_value(value)
                field.mark_reported()
                field.annotate()
                field.say(why)

    def mark_saved(self, at: datetime) -> None:
        """What was reported is on the disk."""
        self.saved.emit(at)

    def _on_left(self, field: FieldBox) -> None:
        self._report([field])

    def _report(self, fields: Sequence[FieldBox]) -> None:
        if not fields:
            return
        if not self._undoing:
            self._changes += [(field.label.name, field.stored) for field in fields if field.undoable]
            del self._changes[:-KEPT_CHANGES]
        for field in fields:
            field.mark_reported()
        self.undo_changed.emit(self._undo_label())
        self.group_left.emit({field.label.name: field.value() for field in fields})

    def _undo_label(self) -> str:
        return self.fields[self._changes[-1][0]].label.text if self._changes else ""
