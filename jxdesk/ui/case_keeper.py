"""Stores what the forms of one case report, in the order it was typed, and begins the draft with the first word.

A new case or part has no id until its first field is stored, and the next field may be left before
that is over. Forms therefore speak of parts by a key of their own; the id behind it is looked up in
the lane, where everything happens one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Signal

from jxdesk.errors import RefusedValueError, UserError
from jxdesk.progress import Work
from jxdesk.services.case_lock import LockedCaseError
from jxdesk.services.cases import CaseService
from jxdesk.ui.tasks import Tasks

NEW = "new-"


@dataclass
class _Kept:
    """Ids behind keys. Read and written in the local lane only."""

    case: str
    items: dict[str, str] = field(default_factory=dict)
    removed: dict[str, dict[str, Any]] = field(default_factory=dict)


class CaseKeeper(QObject):
    """One case at a time; ``show`` turns to another."""

    begun = Signal(str)
    """The draft has its id."""
    saved = Signal(datetime)
    unsaved = Signal(str, str, list)
    """List path and key (both empty for the case itself) and the fields that could not be stored."""
    refused = Signal(list, str)
    """Fields of the case itself whose new value must never be stored, and the sentence that says why."""
    locked = Signal(str, str, dict)
    """The same with the values, for a dossier that is locked: the page asks for the reason, and ``correct``s."""

    def __init__(
        self, tasks: Tasks, cases: CaseService, now: Callable[[], datetime], show_error: Callable[[UserError], None],
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._tasks, self._cases, self._now, self._show_error = tasks, cases, now, show_error
        self._kept = _Kept("")
        self._keys = count(1)
        self._key_of: dict[str, str] = {}
        self.case = ""
        self.used = False
        """Whether anything was reported for this case; its draft may not have its id yet."""

    def show(self, case_id: str) -> None:
        """Turn to another case, or with "" to a new draft."""
        self._kept = _Kept(case_id)
        self._key_of = {}
        self.case = case_id
        self.used = bool(case_id)

    def new_key(self) -> str:
        """The key of a part that is not stored yet."""
        return f"{NEW}{next(self._keys)}"

    def key_of(self, item_id: str) -> str:
        """The key a form knows a stored part by."""
        return self._key_of.get(item_id, item_id)

    def save(self, values: Mapping[str, Any]) -> None:
        """Store fields of the case, by path."""
        kept = self._kept
        self._do(kept, "", "", values, lambda: self._cases.save(self._case(kept), values))

    def save_item(self, list_path: str, key: str, values: Mapping[str, Any]) -> None:
        """Store fields of one part; a new part is added with them."""
        kept = self._kept

        def work() -> None:
            if key.startswith(NEW) and key not in kept.items:
                kept.items[key] = self._cases.add_item(self._case(kept), list_path, values)
            else:
                self._cases.save_item(list_path, kept.items.get(key, key), values)

        self._do(kept, list_path, key, values, work)

    def remove_item(self, list_path: str, key: str) -> None:
        """Take a part out; ``restore_item`` brings it back."""
        kept = self._kept

        def work() -> None:
            kept.removed[key] = self._cases.remove_item(list_path, kept.items.get(key, key))

        self._do(kept, list_path, key, {}, work)

    def restore_item(self, list_path: str, key: str) -> None:
        """Bring a removed part back with everything it held."""
        kept = self._kept

        def work() -> None:
            fields = kept.removed.pop(key)
            self._cases.restore_item(kept.case, list_path, kept.items.get(key, key), fields)

        self._do(kept, list_path, key, {}, work)

    def correct(self, list_path: str, key: str, values: Mapping[str, Any], because: str) -> None:
        """Store them in a locked dossier, with the reason that goes on the correction sheet."""
        kept = self._kept

        def work() -> None:
            if list_path:
                self._cases.save_item(list_path, kept.items.get(key, key), values, because=because)
            else:
                self._cases.save(self._case(kept), values, because=because)

        self._do(kept, list_path, key, values, work)

    def ask(
        self, what: str, work: Callable[[str], Any], done: Callable[[Any], None],
        refused: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """Do something else with the case (accept, print a slip) after everything typed so far.

        ``refused`` is called besides what is said when the desk will not do it.
        """
        kept = self._kept
        self.used = True

        def failed(error: UserError) -> None:
            self._show_error(error)
            if refused is not None:
                refused()

        self._tasks.local(what, lambda _work: work(self._case(kept)), owner=self, done=done, failed=failed)

    def _case(self, kept: _Kept) -> str:
        if not kept.case:
            kept.case = self._cases.begin().id
        return kept.case

    def _do(
        self, kept: _Kept, list_path: str, key: str, values: Mapping[str, Any], act: Callable[[], object]
    ) -> None:
        self.used = True

        def work(_work: Work) -> str:
            act()
            return kept.case

        def done(case_id: str) -> None:
            if kept is self._kept:
                if not self.case:
                    self.case = case_id
                    self.begun.emit(case_id)
                self._key_of = {real: mine for mine, real in kept.items.items()}
                self.saved.emit(self._now())

        def failed(error: UserError) -> None:
            if isinstance(error, LockedCaseError) and values and not key.startswith(NEW):
                if kept is self._kept:
                    self.locked.emit(list_path, key, dict(values))
                return
            self._show_error(error)
            if kept is self._kept and isinstance(error, RefusedValueError):
                self.refused.emit(list(values), str(error))
            elif kept is self._kept:
                self.unsaved.emit(list_path, key, list(values))

        self._tasks.local("正在保存", work, owner=self, done=done, failed=failed)
