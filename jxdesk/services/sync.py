"""Synchronising as the screen and the command line see it: a round with the county, and what waits for a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jxdesk.errors import UserError
from jxdesk.models import Change, Conflict, DeskState, recorder, rows
from jxdesk.models.change import CLASH
from jxdesk.models.database import Database
from jxdesk.models.sealing import Sealing
from jxdesk.progress import QUIET, Work
from jxdesk.services import case_lock, locked_arrivals, locked_decisions
from jxdesk.services.locked_arrivals import ask_about_locked, put_before_a_person
from jxdesk.services.numbers import close_clashes, note_pulled
from jxdesk.services.office import OfficeService
from jxdesk.services.summaries import Summaries
from jxdesk.services.trade import Trade
from jxdesk.services.voiding import ask_about_binding, mark_number
from jxdesk.settings import Settings
from jxdesk.sync import outbox
from jxdesk.sync.client import CountyClient
from jxdesk.sync.merge import VOID
from jxdesk.sync.round import Round, RoundReport

ACKNOWLEDGED = (
    "applied",
    "merged",
    "duplicate",
    "conflict",
)  # a conflict arrived; what waits is the question
UNSETTLED = (*outbox.UNSENT, *outbox.STOPPED)


@dataclass(frozen=True)
class SyncReport:
    """What one round did. ``waiting`` counts what the county has still not acknowledged, ``to_answer`` what a
    person must decide."""

    sent: int
    applied: int
    merged: int
    conflicts: int
    held: int
    rejected: int
    received: int
    waiting: int
    to_answer: int
    notice: str | None

    @property
    def clean(self) -> bool:
        """Whether everything has arrived and nothing is left to decide."""
        return not (self.waiting or self.to_answer)

    def lines(self) -> list[str]:
        """For a person."""
        arrived = self.applied + self.merged + self.conflicts  # what met another change has arrived as well
        out = [f"已上报{self.sent}条，县里确认{arrived}条，收到县里和其他单位的修改{self.received}条。"]
        if self.held or self.rejected:
            out.append(f"{self.rejected}条县里没有收，{self.held}条在等前一条。")
        if self.to_answer:
            out.append(f"有{self.to_answer}件事要您来定，请看“收件”。")
        if self.waiting:
            out.append(f"还有{self.waiting}条县里没有确认。")
        if self.clean:
            out.append("全部确认。")
        return [*out, self.notice] if self.notice else out

    def as_json(self) -> dict[str, Any]:
        """For a script."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True)
class Standing:
    """Where this desk stands with the county: its own changes by what became of them, and when it last talked.

    ``since`` is when the oldest change was made that the county has not acknowledged; times are ISO, UTC.
    ``given_up`` counts what a person decided not to report: it is at this desk only.
    """

    unsent: int
    acknowledged: int
    conflicts: int
    held: int
    rejected: int
    given_up: int
    since: str | None
    tried_at: str | None
    synced_at: str | None

    @property
    def waiting(self) -> int:
        """Everything the county has not acknowledged; a difference to decide has arrived, both sides of it."""
        return self.unsent + self.held + self.rejected


@dataclass(frozen=True)
class Difference:
    """收件: one field with our value and the other one, or one row that is there or not; a person chooses.

    ``kind``: ``field``, or ``added`` / ``removed`` for a row that came into or out of a locked dossier elsewhere.
    ``ours_because`` and ``theirs_because``: choosing this side corrects a locked dossier and needs a reason.
    """

    id: str
    case_id: str
    label: str
    field: str
    ours: Any
    theirs: Any
    who: str
    at: str
    reason: str
    kind: str = "field"
    about_lock: bool = False
    ours_because: bool = False
    theirs_because: bool = False


@dataclass(frozen=True)
class SetAside:
    """收件: a change the county did not take, with its reason; later changes of the case wait behind it."""

    change_id: str
    case_id: str
    label: str
    what: str
    state: str
    reason: str
    at: str


class SyncService:
    """Talks to the county when asked; the network is never in the way of a save."""

    def __init__(
        self,
        database: Database,
        office: OfficeService,
        trade: Trade,
        summaries: Summaries,
        settings: Settings,
        sealing: Sealing,
        clock: Callable[[], datetime],
    ) -> None:
        self._database, self._office, self._trade, self._summaries = database, office, trade, summaries
        self._settings, self._sealing, self._clock = settings, sealing, clock

    @property
    def address(self) -> str | None:
        """Where the county listens, by the command line or the desk's file."""
        return self._settings.county_url or self._office.office().county_url

    def run(self, work: Work = QUIET) -> SyncReport:
        """One round: send everything, take everything. Raises UserError; then everything is still queued."""
        url = self.address
        if url is None:
            raise UserError(
                "还没有填写县级服务的网址，修改都在本机，没有丢失。",
                "请填好网址再同步。",
            )
        timeout, practice = self._settings.request_timeout, self._database.practice
        with CountyClient(url, timeout=timeout, only_loopback=practice) as client:
            done = Round(
                self._database, client, self._sealing, self._clock, self._placed, ended=self._ended
            ).run(work)
        return _report(done)

    def standing(self) -> Standing:
        """What waits, what was acknowledged and what was refused."""
        ask = select(Change.state, func.count(), func.min(Change.at)).group_by(Change.state)
        with self._database.reading() as session:
            found = {state: (count, at) for state, count, at in session.execute(ask)}
            asked = select(func.count()).where(Conflict.state == "open", Conflict.field != CLASH)
            desk = session.get_one(DeskState, 1)
            unsettled = [found[state][1] for state in UNSETTLED if state in found]
            return Standing(
                unsent=sum(found.get(state, (0, ""))[0] for state in outbox.UNSENT),
                acknowledged=sum(found.get(state, (0, ""))[0] for state in ACKNOWLEDGED),
                conflicts=session.scalar(asked) or 0,
                held=found.get("held", (0, ""))[0],
                rejected=found.get("rejected", (0, ""))[0],
                given_up=found.get(outbox.GIVEN_UP, (0, ""))[0],
                since=min(unsettled, default=None),
                tried_at=desk.tried_at,
                synced_at=desk.synced_at,
            )

    def differences(self) -> list[Difference]:
        """Open conflicts, oldest first."""
        with self._database.reading() as session:
            found = session.scalars(
                select(Conflict)
                .where(Conflict.state == "open", Conflict.field != CLASH)
                .order_by(Conflict.found_at)
            )
            return [self._difference(session, row) for row in found]

    def set_aside(self) -> list[SetAside]:
        """Changes the county refused, and those that wait behind them, oldest first."""
        with self._database.reading() as session:
            found = session.scalars(
                select(Change).where(Change.state.in_(("rejected", "held"))).order_by(Change.n)
            )
            return [self._set_aside(session, row) for row in found]

    def decide(self, conflict_id: str, *, keep_ours: bool, because: str | None = None) -> None:
        """Settle a difference; the decision is itself a change and goes to the county with the next round.

        Where it changes what a locked dossier says it is a correction: LockedCaseError without ``because``,
        RefusedValueError for what the parties agreed on.
        """
        with self._database.transaction() as session:
            row = session.get_one(Conflict, conflict_id)
            planned = None
            if locked_decisions.needs_reason(session, row, keep_ours=keep_ours):
                planned = locked_decisions.sheet(session, self._trade, row, keep_ours=keep_ours)
                locked_decisions.refuse_agreed(session, row, planned)
                case_lock.ask_why(because)
            value = row.ours if keep_ours else row.theirs
            if row.field == VOID:
                self._choose_row(session, row, gone=bool(value))
            else:
                held = session.get(rows.TRACKED[row.kind], row.rid)
                if held is None:
                    raise UserError("这一条已经不在案件里了。", "不需要再选，请刷新后再看。")
                self._choose(session, row, held, value)
            row.state = "resolved"
            if planned is not None:
                locked_decisions.write_sheet(session, self._trade, row, planned, because, self._clock())
                session.flush()
            self._placed(session, {row.case_id})

    def _choose_row(self, session: Session, row: Conflict, *, gone: bool) -> None:
        held = session.get(rows.TRACKED[row.kind], row.rid)
        if gone and held is not None:
            session.delete(held)
        elif not gone and held is None:
            was = locked_arrivals.as_locked(session, row.case_id, row.kind, row.rid)
            if was is None:
                raise UserError("这一条已经不在案件里了。", "不需要再选，请刷新后再看。")
            rows.write_row(session, row.kind, row.rid, row.case_id, was, "put")
        elif locked_arrivals.is_about_the_lock(row):
            # What stands stays, and from now on it stands by our own word: else it would be asked again.
            fields = {} if gone else rows.read_row(session, row.kind, row.rid) or {}
            recorder.record(
                session, kind=row.kind, rid=row.rid, case_id=row.case_id, op="void" if gone else "patch",
                fields=fields,
            )  # fmt: skip
        session.flush()

    def _choose(self, session: Session, row: Conflict, held: Any, value: Any) -> None:
        setattr(held, row.field, rows.from_json(type(held), row.field, value))
        session.flush()
        # Recorded even where our value stays: the county is told that a person has looked.
        fields = {row.field: value}
        recorder.record(session, kind=row.kind, rid=row.rid, case_id=row.case_id, op="patch", fields=fields)

    def give_up(self, change_id: str) -> None:
        """Leave a refused change behind, so that later changes of its case may go on."""
        with self._database.transaction() as session:
            outbox.give_up(session, change_id)

    def notice(self) -> str | None:
        """A sentence to show once (a new epoch, a restored county); asking for it takes it away."""
        with self._database.reading() as session:
            said = session.get_one(DeskState, 1).notice
        if said is not None:
            with self._database.transaction() as session:
                session.get_one(DeskState, 1).notice = None
        return said

    def _placed(self, session: Session, case_ids: set[str]) -> None:
        for case_id in sorted(case_ids):
            case = rows.load(session, case_id)
            if case is not None:
                self._summaries.write(session, case)
                at = self._clock().isoformat(timespec="milliseconds")
                ask_about_binding(session, case, at)
                ask_about_locked(session, case, at)
                if case.committee.org is not None:
                    # A number given out elsewhere must not be given out here again.
                    note_pulled(session, case_id, case.committee.org, case.number, self._clock())
                    mark_number(session, case_id, case.committee.org, case.number, case.void_reason)
        close_clashes(session)

    def _ended(self, session: Session) -> None:
        put_before_a_person(session, self._clock().isoformat(timespec="milliseconds"))

    def _difference(self, session: Session, row: Conflict) -> Difference:
        part = rows.STRUCT[rows.TRACKED[row.kind]].__name__
        about_lock = locked_arrivals.is_about_the_lock(row)
        field = "这一条要不要删去" if row.field == VOID else self._trade.column_label(part, row.field)
        kind, ours, theirs = "field", row.ours, row.theirs
        if about_lock and row.field == VOID:
            kind, text = (
                "added" if row.ours else "removed",
                locked_decisions.row_in_words(session, self._trade, row),
            )
            field = (
                f"{self._trade.catalogue.parts[part].title}：另一台电脑{'添了' if row.ours else '删了'}一条"
            )
            ours, theirs = ("卷里没有这一条", text) if row.ours else (text, "删去这一条")
        return Difference(
            id=row.conflict_id,
            case_id=row.case_id,
            label=_label(session, row.case_id),
            field=field,
            ours=ours,
            theirs=theirs,
            who=row.their_user or "",
            at=row.their_at or "",
            reason=row.reason or "",
            kind=kind,
            about_lock=about_lock,
            ours_because=locked_decisions.needs_reason(session, row, keep_ours=True),
            theirs_because=locked_decisions.needs_reason(session, row, keep_ours=False),
        )

    def _set_aside(self, session: Session, row: Change) -> SetAside:
        mapped = rows.TRACKED.get(row.kind)
        part = "CaseRecord" if mapped is None else rows.STRUCT[mapped].__name__
        names = "、".join(self._trade.column_label(part, name) for name in row.fields or {})
        what = (
            f"{self._trade.catalogue.parts[part].title}：{names}"
            if names
            else self._trade.catalogue.parts[part].title
        )
        return SetAside(
            row.change_id,
            row.case_id,
            _label(session, row.case_id),
            what,
            row.state,
            row.reason or "",
            row.at,
        )


def _label(session: Session, case_id: str) -> str:
    case = rows.load(session, case_id)
    return "" if case is None else case.label()


def _report(done: RoundReport) -> SyncReport:
    left = done.waiting
    waiting = left.unsent + left.held + left.rejected
    return SyncReport(
        done.sent,
        done.applied,
        done.merged,
        done.conflicts,
        done.held,
        done.rejected,
        done.received,
        waiting,
        left.conflicts + left.rejected,
        done.notice,
    )
