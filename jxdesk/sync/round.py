"""One round with the county: hello, push, pull. Nothing here is open while the line is waited for.

Both sides may have lost their memory: a desk restored from a backup or copied begins a new epoch, a
county restored from a backup is told again what it lost. The user is told once, in one sentence.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from jxdesk.errors import UserError
from jxdesk.models import Change as Row
from jxdesk.models import DeskState, SyncBase
from jxdesk.models.database import Database
from jxdesk.models.sealing import Sealing
from jxdesk.progress import QUIET, Work
from jxdesk.sync import outbox
from jxdesk.sync.client import CountyClient, RefusedError
from jxdesk.sync.outbox import Terms, Waiting, link_at
from jxdesk.sync.pull import Pull
from jxdesk.sync.push import Placed, Push
from jxdesk.sync.wire import MAX_BYTES, MAX_CHANGES, Head, Hello, HelloAnswer, conversation

_AGAIN = frozenset({"gap", "forked", "restored"})
_ATTEMPTS = 4
FORKED = "本机数据像是恢复过备份或者被复制过，已重新与县里核对并补发，修改没有丢失。"
RESTORED = "县级数据库恢复过备份，本机已自动核对并补发，修改没有丢失。"

MISFITS = "县里传来的个别内容本机放不下，已原样留在底稿里，请升级程序或者联系县里。"


@dataclass(frozen=True)
class RoundReport:
    """What one round did. ``waiting`` is what is left; ``cases`` those whose rows the county changed."""

    sent: int
    applied: int
    merged: int
    conflicts: int
    held: int
    rejected: int
    received: int
    cases: frozenset[str]
    notice: str | None
    waiting: Waiting


class Round:
    """Made for one round; see ``run``."""

    def __init__(
        self,
        database: Database,
        client: CountyClient,
        sealing: Sealing,
        clock: Callable[[], datetime],
        placed: Placed = lambda _session, _cases: None,
        *,
        ended: Callable[[Session], None] = lambda _session: None,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """``ended`` is called in a transaction once everything the county has was read."""
        self._database, self._client, self._sealing, self._clock = database, client, sealing, clock
        self._push = Push(database, client, clock, placed, ticks)
        self._pull = Pull(database, client, clock, placed, ticks, sealing)
        self._ended = ended
        self._notice: str | None = None

    def run(self, work: Work = QUIET) -> RoundReport:
        """Tell the county everything and read everything. Raises UserError; then all is still queued.

        Safe to call at any time and any number of times.
        """
        self._stamp(tried=True)
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                self._once(work)
                break
            except RefusedError as error:
                # The county changed under us (restored, another copy of this desk): say hello afresh.
                if error.code not in _AGAIN or attempt == _ATTEMPTS:
                    raise
        with self._database.transaction(recording=False) as session:
            self._ended(session)
        self._stamp(tried=False)
        return self._report()

    def _once(self, work: Work) -> None:
        work.step(0, 0, "正在连接县级服务")
        answer = self._client.hello(self._hello())
        ends = self._reconcile(answer)
        terms = Terms(
            min(MAX_CHANGES, answer.max_changes),
            min(MAX_BYTES, answer.max_bytes),
            frozenset(answer.dictionaries),
            practice=self._database.practice,
        )
        self._push.run(ends, terms, work)
        with self._database.reading() as session:
            behind = session.get_one(DeskState, 1).cursor < max(answer.latest, self._push.latest)
        if behind:
            self._pull.run(self._push.latest, work)

    def _hello(self) -> Hello:
        with self._database.reading() as session:
            desk = session.get_one(DeskState, 1)
            if desk.paused:
                raise UserError(desk.paused, "请在“同步”页确认后再继续。")
            if desk.unit is None:
                # Without a unit the county could not know whose cases this desk may read.
                raise UserError(
                    "还没有选定本单位，暂时不能同步，修改都在本机。",
                    "请在窗口“设置”最上面选定本单位，再同步。",
                )
            return Hello(
                county=conversation(desk.county, practice=self._database.practice),
                unit=desk.unit,
                dev=desk.dev,
                heads=outbox.heads(session),
                server_epoch=desk.server_epoch,
            )

    def _reconcile(self, answer: HelloAnswer) -> dict[str, Head]:
        """Bring the desk's memory in line with the county's; returns where each chain ends there."""
        ends = {head.epoch: head for head in answer.heads}
        with self._database.transaction(recording=False) as session:
            desk = session.get_one(DeskState, 1)
            if answer.restored:
                self._restored(session, desk, answer, ends)
            behind, differing = self._compare(session, desk, ends)
            lost = differing | behind if answer.restored else differing
            if answer.forked or desk.epoch in behind | differing or lost:
                outbox.renumber(session, self._sealing, lost)
                self._notice = desk.notice = FORKED
            desk.server_epoch = answer.server_epoch
        return ends

    def _compare(
        self, session: Session, desk: DeskState, ends: dict[str, Head]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Our epochs that go on at the county beyond what we have, and those that are another chain there."""
        behind, differing = set(), set()
        for own in outbox.heads(session):
            told = ends.get(own.epoch)
            if told is not None and told.ctr > own.ctr:
                behind.add(own.epoch)
            elif told is not None and link_at(session, desk.dev, own.epoch, told.ctr) != told.h:
                differing.add(own.epoch)
        return frozenset(behind), frozenset(differing)

    def _restored(
        self, session: Session, desk: DeskState, answer: HelloAnswer, ends: dict[str, Head]
    ) -> None:
        beyond = select(func.count()).where(Row.seq > answer.agreed)
        lost = desk.cursor > answer.agreed or session.execute(beyond).scalar_one() > 0
        outbox.reopen(session, ends, answer.agreed, self._sealing)
        if lost:
            # Some of what we hold as the county's word it no longer knows: read its word anew.
            session.execute(delete(SyncBase))
            desk.cursor = 0
        self._notice = desk.notice = RESTORED

    def _stamp(self, *, tried: bool) -> None:
        now = self._clock().isoformat(timespec="milliseconds")
        with self._database.transaction(recording=False) as session:
            desk = session.get_one(DeskState, 1)
            if tried:
                desk.tried_at = now
            else:
                desk.synced_at = now

    def _report(self) -> RoundReport:
        with self._database.reading() as session:
            waiting = outbox.waiting(session)
        states = self._push.states
        return RoundReport(
            sent=self._push.sent,
            applied=states["applied"] + states["duplicate"],
            merged=states["merged"],
            conflicts=states["conflict"],
            held=states["held"],
            rejected=states["rejected"],
            received=self._pull.received,
            cases=frozenset(self._push.cases | self._pull.cases),
            notice=self._notice or (MISFITS if self._pull.misfits else None),
            waiting=waiting,
        )
