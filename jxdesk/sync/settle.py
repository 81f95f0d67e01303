"""What becomes of a change once the county has spoken: its state, the base, and the inbox (收件).

Receipts (of a push) and log entries (of a pull) say the same things in different words; both end here,
in the transaction that also stores them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from jxdesk.models import Change as Row
from jxdesk.sync.inbox import Inbox
from jxdesk.sync.merge import VOID
from jxdesk.sync.outbox import GIVEN_UP, still_given_up
from jxdesk.sync.policy import RELEASE
from jxdesk.sync.rebase import Rebase
from jxdesk.sync.wire import Clash, Entry, Receipt

_TAKEN = frozenset({"applied", "merged", "duplicate", "conflict"})


class Settling:
    """Collects what the county said in one answer; ``finish`` writes what the desk shows."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session, self._now = session, now.isoformat(timespec="milliseconds")
        self._inbox = Inbox(session, self._now)
        self._rebase = Rebase(session)
        self._given_up: dict[tuple[str, str], list[Row]] = {}
        for row in session.scalars(select(Row).where(Row.state == GIVEN_UP, Row.fields.is_not(None))):
            self._given_up.setdefault((row.kind, row.rid), []).append(row)

    def own(self, row: Row, said: Receipt | Entry) -> None:
        """Our own change ``row`` ended as ``said``."""
        row.state, row.seq, row.settled_at = said.state, said.seq, self._now
        row.reason = said.reason or None if isinstance(said, Receipt) else None
        row.told = [clash.field for clash in said.clashes] or None
        if said.state not in _TAKEN or said.seq is None or row.fields is None:
            return
        if row.kind == RELEASE:
            given_up = update(Row).where(Row.change_id == row.rid, Row.state == "rejected")
            self._session.execute(given_up.values(state=GIVEN_UP))
            return
        sent = _sent(row.fields, row.op)
        self._stand(row, sent, said.took, said.seq, said.clashes)
        for clash in said.clashes:
            # The later of the two is ours where ours was taken, theirs where theirs still stands.
            self._inbox.ask(
                row.kind, row.rid, row.case_id, clash.field, ours=sent.get(clash.field), theirs=clash.value,
                our_change=row.change_id, user=clash.user, at=clash.at, seq=max(said.seq, clash.seq),
            )  # fmt: skip

    def others(self, entry: Entry) -> None:
        """Somebody else's change; what it left to a person is a question for us as well."""
        if entry.kind == RELEASE:
            return
        sent = _sent(entry.fields, entry.op)
        self._stand(entry, sent, entry.took, entry.seq, entry.clashes)
        for clash in entry.clashes:
            self._inbox.ask(
                entry.kind, entry.rid, entry.case_id, clash.field, ours=clash.value,
                theirs=sent.get(clash.field), our_change=None, user=entry.user, at=entry.at, seq=entry.seq,
            )  # fmt: skip
        self._against_given_up(entry, sent)

    def _against_given_up(self, entry: Entry, sent: Mapping[str, Any]) -> None:
        """Ours was never reported, so the county saw no clash; somebody else's word about it is one all the same."""
        for row in self._given_up.get((entry.kind, entry.rid), ()):
            ours = still_given_up(self._session, row)
            for name in (ours.fields.keys() & sent.keys()) if ours is not None else ():
                if ours is not None and ours.fields[name] != sent[name]:
                    self._inbox.ask(
                        entry.kind, entry.rid, entry.case_id, name, ours=ours.fields[name], theirs=sent[name],
                        our_change=row.change_id, user=entry.user, at=entry.at, seq=entry.seq,
                    )  # fmt: skip

    def finish(self) -> tuple[set[str], int]:
        """Write what the desk shows; returns the cases that look different, and how many rows did not fit."""
        return self._rebase.show(), len(self._rebase.misfits)

    def _stand(
        self,
        row: Row | Entry,
        sent: Mapping[str, Any],
        took: Mapping[str, Any] | None,
        seq: int,
        clashes: list[Clash],
    ) -> None:
        values = {name: (value, seq) for name, value in sent.items()}
        values.update({clash.field: (clash.value, clash.seq) for clash in clashes})
        values.update({name: (value, seq) for name, value in (took or {}).items()})
        asked = {clash.field for clash in clashes}
        for name in values.keys() - asked:
            self._inbox.decided(row.kind, row.rid, name, seq, row.change_id)
        # Our own change taken as it was sent looks no different; everything else may.
        as_shown = isinstance(row, Row) and row.state != "pulled" and took is None and not clashes
        self._rebase.hear((row.kind, row.rid), row.case_id, values, show=not as_shown)


def _sent(fields: Mapping[str, Any], op: str) -> dict[str, Any]:
    return {**fields, VOID: True} if op == "void" else dict(fields)
