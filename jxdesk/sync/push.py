"""Pushing: claim (transaction), send (none open), record receipts (transaction), until all is told.

A batch the county will not take as a whole is made smaller; a single change it will not take is told by
its digest and set aside with a reason. So the queue always moves, whatever one change may hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jxdesk.models import Change as Row
from jxdesk.models import DeskState
from jxdesk.models.database import Database
from jxdesk.progress import Work
from jxdesk.sync import outbox
from jxdesk.sync.client import CountyClient, CountySilentError, RefusedError
from jxdesk.sync.outbox import Claim, Terms
from jxdesk.sync.settle import Settling
from jxdesk.sync.wire import Head, PushAnswer

FIRST_SIZE = 60 * 1024
"""Bytes of the first batch: eight seconds at 64 kbit/s."""
SMALLEST = 4 * 1024
_QUICK, _SLOW = 3.0, 10.0
"""Seconds a batch may take: below the first the next one is twice as large, above the second half."""
_UNTAKEABLE = frozenset({"malformed", "too_large"})

Placed = Callable[[Session, set[str]], None]
"""Called inside the transaction with the cases whose rows the county changed."""


class Push:
    """The sending half of one round."""

    def __init__(
        self,
        database: Database,
        client: CountyClient,
        clock: Callable[[], datetime],
        placed: Placed,
        ticks: Callable[[], float],
    ) -> None:
        self._database, self._client, self._clock, self._placed = database, client, clock, placed
        self._ticks = ticks
        self.sent = 0
        self.latest = 0
        self.states: Counter[str] = Counter()
        self.cases: set[str] = set()

    def run(self, ends: dict[str, Head], terms: Terms, work: Work) -> None:
        """Send everything after ``ends`` (where the county says each chain ends, by epoch).

        Raises CountyError; what was acknowledged until then stays so.
        """
        total = self._count()
        now, withhold = replace(terms, size=min(FIRST_SIZE, terms.size)), False
        while True:
            work.step(min(self.sent, total), total, "正在上传修改")
            with self._database.transaction(recording=False) as session:
                claim = outbox.claim(session, ends, now, withhold=withhold)
            if claim is None:
                return
            started = self._ticks()
            try:
                answer = self._client.push(claim.envelope)
            except CountySilentError:
                if claim.size == 1 or len(claim.envelope) <= SMALLEST:
                    raise
                # What is too much for this line will be too much the next time as well.
                now = replace(now, size=max(len(claim.envelope) // 4, SMALLEST))
                continue
            except RefusedError as error:
                if error.code not in _UNTAKEABLE or withhold:
                    raise
                now, withhold = replace(now, changes=max(claim.size // 2, 1)), claim.size == 1
                continue
            self._record(claim, answer)
            ends[claim.epoch] = Head(claim.epoch, claim.ctr_to, claim.last_h)
            now, withhold = (
                replace(terms, size=_next_size(now.size, terms.size, self._ticks() - started)),
                False,
            )

    def _count(self) -> int:
        with self._database.reading() as session:
            return outbox.waiting(session).unsent

    def _record(self, claim: Claim, answer: PushAnswer) -> None:
        receipts = {one.ctr: one for one in answer.receipts}
        with self._database.transaction(recording=False) as session:
            desk = session.get_one(DeskState, 1)
            ask = select(Row).where(
                Row.dev == desk.dev, Row.epoch == claim.epoch, Row.ctr.between(claim.ctr_from, claim.ctr_to)
            )
            rows = [row for row in session.scalars(ask.order_by(Row.ctr)) if row.ctr in receipts]
            settling = Settling(session, self._clock())
            for row in rows:
                settling.own(row, receipts[row.ctr])
            cases, _ = settling.finish()
            session.flush()
            self._placed(session, cases)
        self.cases |= cases
        self.sent += len(rows)
        self.states.update(receipt.state for receipt in answer.receipts)
        self.latest = max(self.latest, answer.latest)


def _next_size(size: int, largest: int, seconds: float) -> int:
    if seconds < _QUICK:
        return min(size * 2, largest)
    return max(size // 2, SMALLEST) if seconds > _SLOW else size
