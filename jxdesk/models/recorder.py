"""The change recorder: every write of case data leaves a hash-chained, field-level change in its transaction.

The patch is taken from the session, not from triggers: a trigger knows neither the user nor the reason.
The hash functions are handed in, because this layer may not know the conversation with the county.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session, UOWTransaction

from jxdesk.models.change import Change
from jxdesk.models.rows import TRACKED, change_columns, to_json
from jxdesk.models.sealing import Sealing
from jxdesk.models.tables import Base
from jxdesk.rules.ids import new_id

SCHEMA = 1
"""Version of the meaning of ``kind`` and ``fields``; raised when an old county could not read them."""


@dataclass
class _Pending:
    kind: str
    rid: str
    case_id: str
    op: str
    fields: dict[str, Any] = field(default_factory=dict)


_PENDING = "jxdesk.pending"
_HEAD = "SELECT dev, epoch, ctr, h, hlc, staff.name FROM desk LEFT JOIN staff ON staff.id = desk.at_desk"
# By both columns of the key: by ``rid`` alone every save would read the whole table.
_SEQS = "SELECT seqs FROM sync_base WHERE kind = ? AND rid = ?"
_APPEND = Change.__table__.insert()  # type: ignore[attr-defined] # a Table, typed as FromClause
_ADVANCE = "UPDATE desk SET ctr = ?, h = ?, hlc = ?"


def watch(session: Session) -> None:
    """Collect the changes of this session's flushes until ``seal`` writes them down."""
    session.info[_PENDING] = {}


def record(session: Session, *, kind: str, rid: str, case_id: str, op: str, fields: dict[str, Any]) -> None:
    """Record a change that has no typed row of its own (a decision about another change)."""
    session.info[_PENDING][kind, rid] = _Pending(kind, rid, case_id, op, dict(fields))


def collect(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """The ``before_flush`` listener of all writing sessions; silent in one that nobody watches."""
    pending: dict[tuple[str, str], _Pending] | None = session.info.get(_PENDING)
    if pending is None:
        return
    for row in session.new:
        if type(row).__tablename__ in TRACKED:
            _note(pending, row, "put", _values(row))
    for row in session.dirty:
        if type(row).__tablename__ in TRACKED:
            changed = _changed(row)
            if changed:
                _note(pending, row, "patch", changed)
    for row in session.deleted:
        if type(row).__tablename__ in TRACKED:
            _note(pending, row, "void", {})


def _note(pending: dict[tuple[str, str], _Pending], row: Base, op: str, fields: dict[str, Any]) -> None:
    kind, rid = type(row).__tablename__, _identity(row)
    known = pending.get((kind, rid))
    if known is None:
        case_id = rid if kind == "case" else str(row.case_id)  # type: ignore[attr-defined] # every other tracked table has case_id
        pending[kind, rid] = _Pending(kind, rid, case_id, op, fields)
    elif op == "void" and known.op == "put":
        del pending[kind, rid]  # made and thrown away in one breath: nobody need ever hear of it
    elif op == "void":
        known.op, known.fields = "void", {}
    else:
        known.fields.update(fields)


def _identity(row: Base) -> str:
    if row.id is None:  # type: ignore[attr-defined] # tracked rows have id
        row.id = new_id()  # type: ignore[attr-defined] # the column default would come too late for the change
    return str(row.id)  # type: ignore[attr-defined] # as above


def _values(row: Base) -> dict[str, Any]:
    values = {name: to_json(getattr(row, name)) for name in change_columns(type(row))}
    return {name: value for name, value in values.items() if value is not None}


def _changed(row: Base) -> dict[str, Any]:
    state = inspect(row)
    out: dict[str, Any] = {}
    for name in change_columns(type(row)) - state.unmodified:
        history, value = state.attrs[name].history, getattr(row, name)
        # Setting a field to what it already was is not a change: it would fill the timeline with nothing.
        if history.has_changes() and list(history.deleted or ()) != [value]:
            out[name] = to_json(value)
    return out


def seal(session: Session, sealing: Sealing, user: str | None, now: datetime) -> int:
    """Write the collected changes at the end of the chain; returns how many. Call after the last flush.

    ``user`` None means whoever sits at the desk.
    """
    pending: dict[tuple[str, str], _Pending] = session.info[_PENDING]
    if not pending:
        return 0
    connection = session.connection()  # plain SQL, not mapped objects: this runs with every save
    desk = connection.exec_driver_sql(_HEAD).one()
    at, hlc = now.astimezone(UTC).isoformat(timespec="milliseconds"), desk.hlc
    previous = bytes.fromhex(desk.h)
    rows: list[dict[str, Any]] = []
    for ctr, one in enumerate(pending.values(), start=desk.ctr + 1):
        hlc = tick(hlc, now, desk.dev)
        seqs = connection.exec_driver_sql(_SEQS, (one.kind, one.rid)).scalar()
        body: dict[str, Any] = {
            "change_id": new_id(), "dev": desk.dev, "epoch": desk.epoch, "ctr": ctr, "case_id": one.case_id,
            "kind": one.kind, "rid": one.rid, "op": one.op, "fields": one.fields,
            "base": _base(one, json.loads(seqs or "{}")), "hlc": hlc,
            "user": (desk.name or "") if user is None else user, "at": at, "schema": SCHEMA,
        }  # fmt: skip
        salt = secrets.token_bytes(sealing.salt_bytes)
        digest = sealing.digest(salt, sealing.canonical(body))
        previous = sealing.link(previous, digest, desk.dev, desk.epoch, ctr)
        rows.append({**body, "salt": salt.hex(), "digest": digest.hex(), "h": previous.hex(), "state": "new"})
    connection.execute(_APPEND, rows)
    connection.exec_driver_sql(_ADVANCE, (rows[-1]["ctr"], previous.hex(), hlc))
    pending.clear()
    return len(rows)


def _base(one: _Pending, seqs: dict[str, int]) -> dict[str, int]:
    # Striking out a row speaks of all its fields: the county must see which edits this desk did not know.
    # A row put back was seen struck out, else the county would ask whether it should be.
    names = (
        seqs.keys() if one.op == "void" else {*one.fields, "void"} if one.op == "put" else one.fields.keys()
    )
    return {name: seqs[name] for name in sorted(names) if name in seqs}


def newest_moment(hlc: str | None) -> datetime | None:
    """The latest time this desk's clock ever showed when something was saved, or None before the first save."""
    return None if hlc is None else datetime.fromtimestamp(int(hlc.split("-", 1)[0]) / 1000, UTC)


def tick(last: str | None, now: datetime, dev: str) -> str:
    """The next hybrid logical clock reading: milliseconds, a counter, the desk. For display order only.

    A clock set back does not make later changes look earlier: the reading never falls.
    """
    milliseconds, counter = int(now.timestamp() * 1000), 0
    if last is not None:
        seen, count, _ = last.split("-", 2)
        if int(seen) >= milliseconds:
            milliseconds, counter = int(seen), int(count) + 1
    return f"{milliseconds:013d}-{counter:05d}-{dev[:8]}"
