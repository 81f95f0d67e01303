"""Pulling: the county's log page by page; page and cursor are stored in one transaction.

A cut between two pages costs nothing, a cut inside one costs that page: the cursor never runs ahead of
what is in the file.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jxdesk.models import Change as Row
from jxdesk.models import DeskState
from jxdesk.models.database import Database
from jxdesk.models.sealing import Sealing
from jxdesk.progress import Work
from jxdesk.sync import chain, outbox
from jxdesk.sync.client import CountyClient
from jxdesk.sync.outbox import link_at
from jxdesk.sync.push import Placed
from jxdesk.sync.settle import Settling
from jxdesk.sync.wire import Change, Entry, Page, conversation

FIRST_PAGE = 128 * 1024
MAX_PAGE = 1024 * 1024
SMALLEST = 8 * 1024
_QUICK, _SLOW = 3.0, 10.0
"""Seconds a page may take: below the first the next one is twice as large, above the second half."""


class Pull:
    """The receiving half of one round."""

    def __init__(
        self,
        database: Database,
        client: CountyClient,
        clock: Callable[[], datetime],
        placed: Placed,
        ticks: Callable[[], float],
        sealing: Sealing,
    ) -> None:
        self._database, self._client, self._clock, self._placed = database, client, clock, placed
        self._ticks, self._sealing = ticks, sealing
        self.received = 0
        self.misfits = 0
        self.cases: set[str] = set()

    def run(self, upto: int, work: Work) -> None:
        """Read until the cursor has reached ``upto`` and the county has no more. Raises CountyError."""
        size = FIRST_PAGE
        while True:
            work.step(self.received, 0, "正在接收修改")
            started = self._ticks()
            page = self._fetch(size)
            took = self._ticks() - started
            self._store(page)
            if not page.more and page.upto >= upto:
                return
            if took < _QUICK:
                size = min(size * 2, MAX_PAGE)
            elif took > _SLOW:
                size = max(size // 2, SMALLEST)

    def _fetch(self, size: int) -> Page:
        with self._database.reading() as session:
            desk = session.get_one(DeskState, 1)
            place = {
                "county": conversation(desk.county, practice=self._database.practice),
                "unit": desk.unit or "",
                "dev": desk.dev,
                "epoch": desk.epoch,
                "server_epoch": desk.server_epoch or "",
            }
            cursor = desk.cursor
        return self._client.pull(**place, cursor=cursor, size=size)

    def _store(self, page: Page) -> None:
        with self._database.transaction(recording=False) as session:
            desk = session.get_one(DeskState, 1)
            known = _known(session, page.entries)
            settling = Settling(session, self._clock())
            for entry in page.entries:
                row = known.get(entry.change_id)
                if row is not None and row.dev == desk.dev and row.state != "pulled":
                    settling.own(row, entry)
                    continue
                if row is None and entry.dev == desk.dev:
                    self._make_room(session, desk, entry)
                    session.add(_own_row(session, entry))
                elif row is None:
                    session.add(_row(entry))
                else:
                    row.seq = entry.seq  # a restored county gave it a new number
                settling.others(entry)
            cases, misfits = settling.finish()
            desk.cursor = max(desk.cursor, page.upto)
            session.flush()
            self._placed(session, cases)
        self.cases |= cases
        self.received += len(page.entries)
        self.misfits += misfits

    def _make_room(self, session: Session, desk: DeskState, entry: Entry) -> None:
        """A change of ours at a place where the county holds another one never arrived: record it anew."""
        place = (Row.dev == entry.dev, Row.epoch == entry.epoch, Row.ctr == entry.ctr)
        session.flush()
        outbox.append(desk, list(session.scalars(select(Row).where(*place))), self._sealing)
        session.flush()


def _known(session: Session, entries: list[Entry]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for start in range(0, len(entries), 500):
        ids = [entry.change_id for entry in entries[start : start + 500]]
        found.update(
            {row.change_id: row for row in session.scalars(select(Row).where(Row.change_id.in_(ids)))}
        )
    return found


def _row(entry: Entry) -> Row:
    """A change that was made elsewhere; its place in its chain is the county's business."""
    return Row(**_values(entry), salt=None, digest="", h="", state="pulled", seq=entry.seq)


def _own_row(session: Session, entry: Entry) -> Row:
    """A change this desk made before it lost its memory, or a copy of it made."""
    values = _values(entry)
    row = Row(**values, salt=entry.salt or None, digest="", h="", state="pulled", seq=entry.seq)
    if entry.salt:
        _seal_again(session, row, Change(**values, salt=entry.salt, digest="", h=""))
    return row


def _values(entry: Entry) -> dict[str, Any]:
    names = [name for name in Change.__struct_fields__ if name not in {"digest", "h", "salt"}]
    return {name: getattr(entry, name) for name in names}


def _seal_again(session: Session, row: Row, change: Change) -> None:
    """Seal a change of our own that came back, if the one before it is here: then it can be sent again."""
    session.flush()
    salt = bytes.fromhex(change.salt)
    previous = link_at(session, change.dev, change.epoch, change.ctr - 1)
    row.digest = chain.digest(salt, chain.canonical(change.body())).hex()
    if previous:
        row.h = change.sealed(bytes.fromhex(previous), salt).h
