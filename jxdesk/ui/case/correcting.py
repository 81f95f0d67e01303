"""A change refused because the dossier is locked becomes a correction sheet, or is taken off the screen again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from jxdesk.rules.case_record import CaseRecord
from jxdesk.ui.case.correction_dialog import CorrectionDialog
from jxdesk.ui.case.values import parts_at, value_at
from jxdesk.ui.case_keeper import CaseKeeper
from jxdesk.ui.shown_value import shown_value
from jxdesk.ui.workplace import Workplace


class Correcting(QObject):
    """Listens to the keeper. ``record`` gives the case as last read, ``reload`` shows what is stored."""

    def __init__(
        self,
        place: Workplace,
        keeper: CaseKeeper,
        record: Callable[[], CaseRecord | None],
        reload: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._place, self._keeper, self._record, self._reload = place, keeper, record, reload
        self._page = parent
        self._asked: QDialog | None = None
        keeper.locked.connect(self._ask)
        keeper.refused.connect(self._put_back)

    def _ask(self, list_path: str, key: str, values: dict[str, Any]) -> None:
        record = self._record()
        if record is None or self._asked is not None:  # one at a time; the others go back to what is stored
            self._reload()
            return
        changes = [
            (self._label(record, list_path, key, path), shown_value(self._old(record, list_path, key, path)), shown_value(new))
            for path, new in values.items()
        ]  # fmt: skip
        asked = self._asked = CorrectionDialog(self._place.theme, changes, self._page)
        asked.reason_given.connect(lambda why: self._keeper.correct(list_path, key, values, why))
        asked.finished.connect(self._over)
        asked.open()

    def _put_back(self, _names: list[str], _why: str) -> None:
        record = self._record()
        if record is not None and record.dossier is not None and record.dossier.locked_at is not None:
            self._reload()  # a refused clause would stand on the screen as if it were agreed

    def _over(self, result: int) -> None:
        self._asked = None
        if result != QDialog.DialogCode.Accepted:
            self._reload()

    def _label(self, record: CaseRecord, list_path: str, key: str, path: str) -> str:
        whole = path if not list_path else f"{list_path}[{self._index(record, list_path, key)}].{path}"
        return self._place.services.trade.catalogue.label(whole)

    def _old(self, record: CaseRecord, list_path: str, key: str, path: str) -> Any:
        part: Any = record
        if list_path:
            part = parts_at(record, list_path)[self._index(record, list_path, key)]
        return value_at(part, path)

    def _index(self, record: CaseRecord, list_path: str, key: str) -> int:
        ids = [self._keeper.key_of(part.id) for part in parts_at(record, list_path)]
        return ids.index(key)
