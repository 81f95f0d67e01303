"""Lists of cases: the case table with its filters, and what the workbench shows for today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, func, select

from jxdesk.models import Case, Change, Conflict, DeskState, Summary
from jxdesk.models.database import Database
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


@dataclass(frozen=True)
class Today:
    """The workbench in one look."""

    late: tuple[CaseRow, ...]
    soon: tuple[CaseRow, ...]
    drafts: tuple[CaseRow, ...]
    going_on: int
    closed_this_year: int
    to_answer: int
    waiting: int
    waiting_since: str | None


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
        """A page of the case table, filtered and sorted by the file, not by the window."""
        ask = select(Summary).join(Case, Case.id == Summary.case_id)
        for column, value in (
            (Summary.state, state), (Summary.level, level), (Summary.dispute_type, dispute_type)
        ):  # fmt: skip
            if value is not None:
                ask = ask.where(column == value)
        ask = ask.order_by(*_order(order)).limit(limit).offset(offset)
        with self._database.reading() as session:
            return [self._row(row) for row in session.scalars(ask)]

    def count(self, state: str | None = None) -> int:
        """How many cases there are, or how many in one state."""
        ask = select(func.count()).select_from(Summary)
        with self._database.reading() as session:
            return session.scalar(ask if state is None else ask.where(Summary.state == state)) or 0

    def today(self, each: int = 8) -> Today:
        """What must be done today: late, due within three days, drafts, and what waits for an answer."""
        now = self._today()
        horizon = (now + SOON).isoformat()
        going = Summary.state == "open"
        with self._database.reading() as session:
            late = select(Summary).where(going, Summary.due_on < now.isoformat())
            soon = select(Summary).where(going, Summary.due_on >= now.isoformat(), Summary.due_on <= horizon)
            drafts = select(Summary).where(Summary.state == "draft").order_by(*_order("due"))
            waiting = _waiting(self._database)
            closed = select(func.count()).select_from(Summary)
            closed = closed.where(Summary.state == "closed", Summary.accepted_on >= f"{now.year}-01-01")
            return Today(
                late=tuple(self._row(r) for r in session.scalars(late.order_by(Summary.due_on).limit(each))),
                soon=tuple(self._row(r) for r in session.scalars(soon.order_by(Summary.due_on).limit(each))),
                drafts=tuple(self._row(r) for r in session.scalars(drafts.limit(each))),
                going_on=session.scalar(select(func.count()).select_from(Summary).where(going)) or 0,
                closed_this_year=session.scalar(closed) or 0,
                to_answer=waiting.to_answer,
                waiting=waiting.count,
                waiting_since=waiting.since,
            )

    def waiting(self) -> Waiting:
        """For the status bar: green only at zero (desk.md rule 10)."""
        return _waiting(self._database)

    def _today(self) -> date:
        return self._clock().astimezone(BEIJING).date()

    def _row(self, row: Summary) -> CaseRow:
        left = None if row.due_on is None else (date.fromisoformat(row.due_on) - self._today()).days
        return CaseRow(
            row.case_id, row.label, row.title, row.parties, row.dispute_type or "", row.place or "",
            row.mediator or "", row.level or "", row.state, row.node_title or "", row.accepted_on or "",
            row.due_on or "", row.due_title or "", left,
        )  # fmt: skip


def _order(order: Order) -> tuple[ColumnElement[Any], ...]:
    if order == "newest":
        return (Summary.n.desc(),)
    if order == "label":
        # Not by the text: 第9号 would stand behind 第10号.
        return (Case.number_year.asc(), Case.number_prefix.asc(), Case.number_seq.asc(), Summary.n.asc())
    return (Summary.due_on.is_(None).asc(), Summary.due_on.asc(), Summary.n.desc())


def _waiting(database: Database) -> Waiting:
    with database.reading() as session:
        unsettled = select(func.count(), func.min(Change.at)).where(
            Change.state.in_(("new", "sent", "held", "rejected"))
        )
        count, since = session.execute(unsettled).one()
        refused = select(func.count()).select_from(Change).where(Change.state == "rejected")
        # A conflict waits until somebody has decided it; the change that met it keeps its state for ever.
        open_ones = select(func.count(), func.min(Conflict.found_at)).where(Conflict.state == "open")
        conflicts, found_at = session.execute(open_ones).one()
        first = min((at for at in (since, found_at) if at is not None), default=None)
        answers = (session.scalar(refused) or 0) + conflicts
        return Waiting(count + conflicts, first, answers, session.get_one(DeskState, 1).synced_at)
