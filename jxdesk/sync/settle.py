"""What becomes of a change once the county has spoken: its state, the base, and the inbox (收件).

Receipts (of a push) and log entries (of a pull) say the same things in different words; both end here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from jxdesk.models import Change as Row
from jxdesk.models import Conflict
from jxdesk.sync.merge import VOID
from jxdesk.sync.outbox import GIVEN_UP
from jxdesk.sync.policy import RELEASE
from jxdesk.sync.rebase import Rebase, Word
from jxdesk.sync.wire import Clash, Entry, Receipt, State

_GOOD = frozenset({"applied", "merged", "duplicate", "conflict"})


def settle(
    session: Session,
    row: Row,
    *,
    state: State,
    seq: int | None,
    reason: str,
    took: dict[str, Any] | None,
    clashes: list[Clash],
    now: datetime,
) -> Word | None:
    """Write down how our own change ended; returns the county's word on its row, if it changed any."""
    row.state, row.seq, row.reason = state, seq, reason or None
    row.told = [clash.field for clash in clashes] or None
    row.settled_at = now.isoformat(timespec="milliseconds")
    if state not in _GOOD or seq is None or row.fields is None:
        return None
    if row.kind == RELEASE:
        given_up = update(Row).where(Row.change_id == row.rid, Row.state == "rejected")
        session.execute(given_up.values(state=GIVEN_UP))
        return None
    values = standing(_sent(row.fields, row.op), took, seq, clashes)
    _close(session, row.kind, row.rid, values, clashes, row.change_id)
    for clash in clashes:
        _ask(session, row, clash, now)
    return Word(kind=row.kind, rid=row.rid, case_id=row.case_id, values=values)


def settle_receipt(session: Session, row: Row, receipt: Receipt, now: datetime) -> Word | None:
    """``settle`` by a receipt."""
    return settle(
        session, row, state=receipt.state, seq=receipt.seq, reason=receipt.reason, took=receipt.took,
        clashes=receipt.clashes, now=now,
    )  # fmt: skip


def settle_entry(session: Session, row: Row, entry: Entry, now: datetime) -> Word | None:
    """``settle`` by a line of the county's log: released or retried, or read back after a rollback."""
    return settle(
        session,
        row,
        state=entry.state,
        seq=entry.seq,
        reason="",
        took=entry.took,
        clashes=entry.clashes,
        now=now,
    )


def learn(session: Session, entry: Entry, now: datetime) -> Word | None:
    """The county's word from somebody else's change; what was left to a person goes into our inbox too."""
    if entry.kind == RELEASE:
        return None
    sent = _sent(entry.fields, entry.op)
    values = standing(sent, entry.took, entry.seq, entry.clashes)
    _close(session, entry.kind, entry.rid, values, entry.clashes, entry.change_id)
    for clash in entry.clashes:
        _open(
            session, entry.kind, entry.rid, entry.case_id, clash.field, ours=clash.value,
            theirs=sent.get(clash.field), our_change=None, user=entry.user, at=entry.at, seq=entry.seq, now=now,
        )  # fmt: skip
    return Word(kind=entry.kind, rid=entry.rid, case_id=entry.case_id, values=values)


def standing(
    sent: dict[str, Any], took: dict[str, Any] | None, seq: int, clashes: list[Clash]
) -> dict[str, tuple[Any, int]]:
    """What stands at the county after a change, field by field, with its number."""
    values: dict[str, tuple[Any, int]] = {name: (value, seq) for name, value in sent.items()}
    values.update({clash.field: (clash.value, clash.seq) for clash in clashes})
    values.update({name: (value, seq) for name, value in (took or {}).items()})
    return values


def _sent(fields: dict[str, Any], op: str) -> dict[str, Any]:
    return {**fields, VOID: True} if op == "void" else fields


def _close(
    session: Session,
    kind: str,
    rid: str,
    values: dict[str, tuple[Any, int]],
    clashes: list[Clash],
    change_id: str,
) -> None:
    """Questions about fields that somebody has decided meanwhile are no longer open."""
    decided = values.keys() - {clash.field for clash in clashes}
    ask = select(Conflict).where(Conflict.kind == kind, Conflict.rid == rid, Conflict.state == "open")
    for row in session.scalars(ask):
        if row.field in decided and (row.seq or 0) < values[row.field][1]:
            row.state, row.resolved_by = "resolved", change_id


def _ask(session: Session, row: Row, clash: Clash, now: datetime) -> None:
    ours = _sent(row.fields or {}, row.op).get(clash.field)
    _open(
        session, row.kind, row.rid, row.case_id, clash.field, ours=ours, theirs=clash.value, our_change=row.change_id,
        user=clash.user, at=clash.at, seq=clash.seq, now=now,
    )  # fmt: skip


def _open(
    session: Session,
    kind: str,
    rid: str,
    case_id: str,
    field: str,
    *,
    ours: Any,
    theirs: Any,
    our_change: str | None,
    user: str,
    at: str,
    seq: int,
    now: datetime,
) -> None:
    """One open question per field: a newer difference replaces the older one."""
    ask = select(Conflict).where(
        Conflict.kind == kind, Conflict.rid == rid, Conflict.field == field, Conflict.state == "open"
    )
    row = session.scalars(ask).first()
    if row is None:
        row = Conflict(case_id=case_id, kind=kind, rid=rid, field=field, found_at="", state="open")
        session.add(row)
    row.ours, row.theirs, row.our_change = ours, theirs, our_change
    row.their_user, row.their_at, row.seq = user, at, seq
    row.reason = "两边同时改了这一项，县里暂按先到的显示，请选定。"
    row.found_at = now.isoformat(timespec="milliseconds")


def shown(session: Session, words: list[Word]) -> tuple[set[str], Rebase]:
    """Take the county's words in and write what the desk shows; returns the cases that look different."""
    rebase = Rebase(session)
    rebase.hear(words)
    return rebase.show(), rebase
