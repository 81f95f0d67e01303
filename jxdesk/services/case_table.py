"""Lists of cases: the case table with its filters, and what the workbench shows for today.

In plain SQL: this is what the first paint of the morning waits for, and sessions would make it wait longer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Literal

from jxdesk.models.database import Database
from jxdesk.models.file import Ask, Row
from jxdesk.rules.days import BEIJING

Order = Literal["due", "newest", "label"]
SOON = timedelta(days=3)
"""How far ahead 'due soon' looks; the chart's own deadlines decide what is late."""


@dataclass(frozen=True)
class CaseRow:
    """One line of a case list; ``days_left`` is negative when late, None without a deadline."""

    case_id: str
    label: str
    title: str
    parties: str
    dispute_type: str
    place: str
    mediator: str
    level: str
    state: str
    node_title: str
    accepted_on: str
    due_on: str
    due_title: str
    days_left: int | None
    registered_on: str = ""
    first_receiver: str = ""
    committee: str = ""


@dataclass(frozen=True)
class Today:
    """The workbench in one look."""

    late: tuple[CaseRow, ...]
    soon: tuple[CaseRow, ...]
    drafts: tuple[CaseRow, ...]
    going_on: int
    closed_this_year: int
    to_answer: int
    waiting: int | None
    """What the county has not acknowledged; None on a practice desk that never talked to one."""


@dataclass(frozen=True)
class Waiting:
    """What the county has not acknowledged: how many changes and since when (ISO, UTC)."""

    count: int
    since: str | None
    to_answer: int
    synced_at: str | None


class CaseTableService:
    """Reads the summary rows; it never opens a case."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def rows(
        self,
        *,
        state: str | None = None,
        level: str | None = None,
        dispute_type: str | None = None,
        order: Order = "due",
        limit: int = 200,
        offset: int = 0,
    ) -> list[CaseRow]:
        """A page of the case table, filtered and sorted by the file, not by the window.

        Void cases are there only when ``state`` asks for them.
        """
        where, wanted = _where(state, level, dispute_type)
        with self._database.plain() as ask:
            return self._lines(
                ask,
                f"{_SOURCES.get(order, 'summary')} WHERE {where} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?",
                *wanted,
                limit,
                offset,
            )

    def count(
        self, state: str | None = None, *, level: str | None = None, dispute_type: str | None = None
    ) -> int:
        """How many cases there are under these conditions; void ones only when ``state`` asks for them."""
        where, wanted = _where(state, level, dispute_type)
        with self._database.plain() as ask:
            return ask.number(f"SELECT count(*) FROM summary WHERE {where}", *wanted)  # noqa: S608 - our own words

    def today(self, each: int = 8) -> Today:
        """What must be done today: late, due within three days, drafts, and what waits for an answer."""
        now = self._today()
        day, horizon, year = now.isoformat(), (now + SOON).isoformat(), f"{now.year}-01-01"
        late = "summary WHERE state = 'open' AND due_on < ? ORDER BY due_on LIMIT ?"
        soon = "summary WHERE state = 'open' AND due_on BETWEEN ? AND ? ORDER BY due_on LIMIT ?"
        drafts = f"summary WHERE state = 'draft' ORDER BY {_ORDERS['due']} LIMIT ?"
        closed = "SELECT count(*) FROM summary WHERE state = 'closed' AND accepted_on >= ?"
        with self._database.plain() as ask:
            waiting = _waiting(ask)
            return Today(
                late=tuple(self._lines(ask, late, day, each)),
                soon=tuple(self._lines(ask, soon, day, horizon, each)),
                drafts=tuple(self._lines(ask, drafts, each)),
                going_on=ask.number("SELECT count(*) FROM summary WHERE state = 'open'"),
                closed_this_year=ask.number(closed, year),
                to_answer=waiting.to_answer,
                waiting=None if self._unreported(waiting) else waiting.count,
            )

    def waiting(self) -> Waiting:
        """For the status bar: green only at zero (desk.md rule 10)."""
        with self._database.plain() as ask:
            return _waiting(ask)

    def _unreported(self, waiting: Waiting) -> bool:
        """Practice reports nothing: a figure of what waits for the county would say the contrary."""
        return self._database.practice and waiting.synced_at is None

    def _today(self) -> date:
        return self._clock().astimezone(BEIJING).date()

    def _lines(self, ask: Ask, source: str, *values: object) -> list[CaseRow]:
        sql = f"SELECT {_COLUMNS} FROM {source}"  # noqa: S608 - our own words; values go beside them
        return [self._row(row) for row in ask.rows(sql, *values)]

    def _row(self, row: Row) -> CaseRow:
        left = None if row["due_on"] is None else (date.fromisoformat(row["due_on"]) - self._today()).days
        return CaseRow(**{name: row[name] or "" for name in _SHOWN}, days_left=left)


_STANDS = "state <> 'void'"


def _where(state: str | None, level: str | None, dispute_type: str | None) -> tuple[str, list[str]]:
    kept = {"state": state, "level": level, "dispute_type": dispute_type}
    wanted = {column: value for column, value in kept.items() if value is not None}
    return " AND ".join([f"{column} = ?" for column in wanted] + ([] if state else [_STANDS])), [
        *wanted.values()
    ]


_SHOWN = tuple(field.name for field in fields(CaseRow) if field.name != "days_left")
_COLUMNS = ", ".join(_SHOWN)
_ORDERS: dict[Order, str] = {
    "due": "due_on IS NULL, due_on, n DESC",
    "newest": "n DESC",
    # Not by the text: 第9号 would stand behind 第10号.
    "label": "number_year, number_prefix, number_seq, n",
}
_SOURCES: dict[Order, str] = {
    "label": 'summary JOIN (SELECT id, number_year, number_prefix, number_seq FROM "case") ON id = case_id',
}
# The first half as in the index over them, or it would not be used. A conflict waits until somebody has
# decided it; the change that met it keeps its state for ever.
_UNSETTLED = "state IN ('new', 'sent', 'conflict', 'held', 'rejected') AND state <> 'conflict'"


def _waiting(ask: Ask) -> Waiting:
    oldest = f"(SELECT min(n) FROM change WHERE {_UNSETTLED})"  # noqa: S608 - our own words
    since = ask.row(f"SELECT at FROM change WHERE n = {oldest}")  # noqa: S608 - as above
    # A difference to decide has arrived, both sides of it: it waits for a person, not for the county.
    asked = ask.number("SELECT count(*) FROM conflict WHERE state = 'open'")
    refused = ask.number("SELECT count(*) FROM change WHERE state = 'rejected'")
    desk = ask.row("SELECT synced_at FROM desk WHERE id = 1")
    return Waiting(
        count=ask.number(f"SELECT count(*) FROM change WHERE {_UNSETTLED}"),  # noqa: S608 - as above
        since=None if since is None else since["at"],
        to_answer=refused + asked,
        synced_at=None if desk is None else desk["synced_at"],
    )
