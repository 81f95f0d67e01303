"""One list of parts of the open case (当事人, 条款, 调查记录 …): the list editor joined to the keeper.

A part that was added and not yet typed into exists only here; it is stored with its first field.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject

from jxdesk.ui.case.part_titles import title_of
from jxdesk.ui.case.values import values_at
from jxdesk.ui.case_keeper import CaseKeeper
from jxdesk.ui.forms.list_editor import Item, ListEditor


class PartList(QObject):
    """Shows the parts of ``list_path`` and sends what is done with them to the keeper."""

    def __init__(self, keeper: CaseKeeper, list_path: str, editor: ListEditor, names: Sequence[str]) -> None:
        super().__init__(editor)
        self._keeper, self._path, self._editor, self._names = keeper, list_path, editor, list(names)
        self._stored: list[Item] = []
        self._blank: list[Item] = []
        self._sent: set[str] = set()  # blanks whose first field is on its way to the file
        self._dropped: dict[str, Item] = {}
        self._wanted: str | None = None
        self.beginning: Callable[[], dict[str, Any]] = dict
        """What a new part begins with."""
        editor.added.connect(self._on_added)
        editor.item_left.connect(self._on_left)
        editor.removed.connect(self._on_removed)
        editor.restored.connect(self._on_restored)
        keeper.unsaved.connect(self._on_unsaved)

    def start(self, blanks: Sequence[dict[str, Any]], titles: Sequence[str]) -> None:
        """Another case: only these parts, not stored yet."""
        self._stored = []
        self._blank = [
            Item(self._keeper.new_key(), title, dict(values))
            for title, values in zip(titles, blanks, strict=True)
        ]
        self._show(self._blank[0].id if self._blank else None)

    def show_parts(self, parts: Sequence[Any]) -> None:
        """The parts as stored; one that was just typed into keeps its place in the editor."""
        self._stored = [
            Item(self._keeper.key_of(part.id), title_of(part, number), values_at(part, self._names))
            for number, part in enumerate(parts, start=1)
        ]
        keys = {item.id for item in self._stored}
        self._blank = [item for item in self._blank if item.id not in keys]
        self._show(self._wanted if self._wanted in keys else None)
        self._wanted = None

    def add_filled(self, values: dict[str, Any], title: str) -> None:
        """A part that comes filled in (a clause of the library): stored at once, and opened."""
        self._editor.flush()
        item = Item(self._keeper.new_key(), title, dict(values))
        self._blank.append(item)
        self._sent.add(item.id)
        self._keeper.save_item(self._path, item.id, values)
        self._show(item.id)

    def choose(self, number: int) -> None:
        """Open the part at this position, counted from zero; a position past the end opens the last."""
        items = [*self._stored, *self._blank]
        if items:
            self._editor.list.setCurrentRow(min(number, len(items) - 1))

    def _show(self, current: str | None) -> None:
        self._editor.show_items([*self._stored, *self._blank], current)

    def _on_added(self) -> None:
        self._editor.flush()
        item = Item(self._keeper.new_key(), "（新的一条）", self.beginning())
        self._blank.append(item)
        self._show(item.id)
        fields = self._editor.form.fields.values()
        next((field for field in fields if field.isVisibleTo(self._editor)), self._editor).setFocus()

    def _on_left(self, key: str, values: dict[str, Any]) -> None:
        blank = next((item for item in self._blank if item.id == key), None)
        if blank is not None:
            # What a new part begins with (the role of a party) is stored with its first field.
            values = {**{k: v for k, v in blank.values.items() if v}, **values}
            blank.values.update(values)
            self._sent.add(key)
        self._keeper.save_item(self._path, key, values)

    def _on_removed(self, key: str) -> None:
        blank = next((item for item in self._blank if item.id == key), None)
        self._blank = [item for item in self._blank if item.id != key]
        if blank is not None and key not in self._sent:
            self._dropped[key] = blank
            self._show(None)
        else:
            self._keeper.remove_item(self._path, key)

    def _on_restored(self, key: str) -> None:
        if key in self._dropped:
            self._blank.append(self._dropped.pop(key))
            self._show(key)
        else:
            self._wanted = key
            self._keeper.restore_item(self._path, key)

    def _on_unsaved(self, list_path: str, key: str, names: list[str]) -> None:
        if list_path == self._path and key == self._editor.current:
            self._editor.form.mark_unsaved(names)
