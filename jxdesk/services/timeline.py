"""时间线: what happened to a case, in words, out of the change log. Nothing is written for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from jxdesk.models import Change, rows
from jxdesk.models.database import Database
from jxdesk.rules.case_record import Printout
from jxdesk.rules.printouts import kind_of, pages_of
from jxdesk.services.trade import Trade

_OF_PRINTOUT = frozenset(Printout.__struct_fields__)

SHORT = 40
UNSEEN = frozenset({"extra", "position", "slot", "sha256", "size", "media_type", "held_by"})
"""Columns no form shows: a line that only moved them is not worth a line."""


@dataclass(frozen=True)
class Event:
    """One line: when (ISO, UTC), who, what, and whether the county has acknowledged it."""

    at: str
    user: str
    what: str
    detail: str
    acknowledged: bool


class TimelineService:
    """Reads the change log of one case."""

    def __init__(self, database: Database, trade: Trade) -> None:
        self._database, self._trade = database, trade

    def of(self, case_id: str, limit: int = 500) -> list[Event]:
        """The newest ``limit`` events of the case, newest first."""
        ask = select(Change).where(Change.case_id == case_id).order_by(Change.n.desc()).limit(limit)
        with self._database.reading() as session:
            return [event for row in session.scalars(ask) if (event := self._event(row)) is not None]

    def _word(self, part: str, name: str, value: Any) -> Any:
        """What a reader would call the document that was read aloud; everything else stands as people chose it."""
        if part == "Reading" and name == "document" and isinstance(value, str):
            return self._trade.codes.dictionary("read_document").word(value)
        return value

    def _event(self, row: Change) -> Event | None:
        fields = {name: value for name, value in (row.fields or {}).items() if name not in UNSEEN}
        table = rows.TRACKED.get(row.kind)
        if table is None or (row.op == "patch" and not fields):
            return None
        part = rows.STRUCT[table].__name__
        if row.kind == "printout" and row.op == "put":
            return _printed(row)
        title = self._trade.catalogue.parts[part].title
        verb = {"put": "登记", "patch": "修改", "void": "删除"}[row.op]
        lines = "；".join(
            f"{self._trade.column_label(part, name)}：{_short(self._word(part, name, value))}"
            for name, value in fields.items()
        )
        what = f"{verb}{title}"
        if row.kind == "case" and row.op == "patch" and "void_reason" in fields:
            what = "作废本案" if fields["void_reason"] else "恢复本案"
        return Event(row.at, row.user, what, lines, _done(row))


def _printed(row: Change) -> Event:
    one = Printout(**{name: value for name, value in (row.fields or {}).items() if name in _OF_PRINTOUT})
    detail = "，".join(part for part in (pages_of(one), kind_of(one), one.printer) if part)
    return Event(row.at, row.user, f"打印{one.title or ''} {one.copies or 1} 份", detail, _done(row))


def _done(row: Change) -> bool:
    return row.state in {"applied", "merged", "duplicate", "pulled"}


def _short(value: Any) -> str:
    if value is None:
        return "（清空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list) and not all(isinstance(one, str) for one in value):
        return f"{len(value)}条"
    if isinstance(value, dict):
        return "已填"
    text = "、".join(value) if isinstance(value, list) else str(value)
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"
