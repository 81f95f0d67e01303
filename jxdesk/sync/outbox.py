"""The outbox: what the desk still has to tell the county, and how a part of it becomes one batch.

There is no separate queue. The change log is the outbox, and what must be sent follows from where the
county says each chain ends: a desk or a county that was rolled back cannot leave a change stranded in a
wrong state.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import CursorResult, func, or_, select, update
from sqlalchemy.orm import Session

from jxdesk.errors import UserError
from jxdesk.models import Change as Row
from jxdesk.models import Conflict, DeskState, recorder
from jxdesk.models.change import CLASH
from jxdesk.models.sealing import Sealing
from jxdesk.rules.ids import new_id
from jxdesk.sync import chain, dictionary, envelope
from jxdesk.sync.frame import WireError
from jxdesk.sync.policy import RELEASE
from jxdesk.sync.wire import MAX_BYTES, MAX_CHANGES, Change, Head, conversation

UNSENT = ("new", "sent")
STOPPED = ("held", "rejected")
GIVEN_UP = "given_up"
"""A refused change a person has given up; nobody needs to look at it again."""
MAX_HEADS = 32


@dataclass(frozen=True)
class Waiting:
    """What the status bar counts: not yet acknowledged, and what waits for a person."""

    unsent: int = 0
    conflicts: int = 0
    held: int = 0
    rejected: int = 0


@dataclass(frozen=True)
class Terms:
    """What one batch may be: at most ``changes`` changes and about ``size`` bytes, in known dictionaries."""

    changes: int = MAX_CHANGES
    size: int = MAX_BYTES
    dictionaries: frozenset[str] = frozenset()
    practice: bool = False


@dataclass(frozen=True)
class Claim:
    """One batch ready to be sent, and the places it covers."""

    envelope: bytes
    batch_id: str
    epoch: str
    ctr_from: int
    ctr_to: int
    last_h: str

    @property
    def size(self) -> int:
        """How many changes it carries."""
        return self.ctr_to - self.ctr_from + 1


def waiting(session: Session) -> Waiting:
    """Count what is not settled."""
    ask = select(Row.state, func.count()).where(Row.state.in_((*UNSENT, *STOPPED, "conflict")))
    states = dict(session.execute(ask.group_by(Row.state)).all())
    asked = select(func.count()).where(Conflict.state == "open", Conflict.field != CLASH)
    return Waiting(
        unsent=sum(states.get(one, 0) for one in UNSENT),
        conflicts=session.execute(asked).scalar_one(),
        held=states.get("held", 0),
        rejected=states.get("rejected", 0),
    )


def heads(session: Session) -> list[Head]:
    """Where each of the desk's own chains ends, the present epoch last."""
    desk = session.get_one(DeskState, 1)
    ends = (
        select(Row.epoch, func.max(Row.ctr).label("ctr"), func.min(Row.n).label("n"))
        .where(Row.dev == desk.dev, Row.h != "", Row.epoch != desk.epoch)
        .group_by(Row.epoch)
        .subquery()
    )
    ask = (
        select(Row.epoch, Row.ctr, Row.h)
        .join(ends, (Row.epoch == ends.c.epoch) & (Row.ctr == ends.c.ctr))
        .where(Row.dev == desk.dev)
        .order_by(ends.c.n)
    )
    closed = [Head(epoch, ctr, h) for epoch, ctr, h in session.execute(ask)]
    return [*closed[-(MAX_HEADS - 1) :], Head(desk.epoch, desk.ctr, desk.h)]


def claim(session: Session, ends: dict[str, Head], terms: Terms, *, withhold: bool = False) -> Claim | None:
    """The next batch after the county's ``ends`` (by epoch), oldest chain first; None when all is told.

    What was sent and never answered is sent again, even if the county has it: that is how its receipts
    come. ``withhold``: send the digest of a single change instead of its body, because the county will
    not take the body. Marks what it takes as sent.
    """
    desk = session.get_one(DeskState, 1)
    for own in heads(session):
        told = ends.get(own.epoch)
        after = min(told.ctr if told is not None else 0, _answered(session, desk.dev, own))
        rows = _after(session, desk.dev, own.epoch, after, terms.changes)
        if rows:
            changes = [change_of(row) for row in rows]
            previous = link_at(session, desk.dev, own.epoch, after)
            return _pack(session, desk, [_withheld(changes[0])] if withhold else changes, previous, terms)
    return None


def link_at(session: Session, dev: str, epoch: str, ctr: int) -> str:
    """Our link (hex) at ``ctr``; empty if it is not here. At 0 stands what every chain starts from."""
    if ctr == 0:
        return chain.GENESIS.hex()
    ask = select(Row.h).where(Row.dev == dev, Row.epoch == epoch, Row.ctr == ctr)
    return session.execute(ask).scalar() or ""


def renumber(session: Session, sealing: Sealing, lost: frozenset[str] = frozenset()) -> int:
    """Begin a new epoch: everything not acknowledged is recorded anew at its start; returns how many.

    For a desk that was rolled back or copied: its old numbers are taken at the county. ``lost`` names the
    epochs in which receipts prove nothing any more, because the county was restored and goes on
    differently. Ids stay, so that the county knows again what did arrive.
    """
    desk = session.get_one(DeskState, 1)
    desk.epoch, desk.ctr, desk.h = new_id(), 0, sealing.genesis.hex()
    unproven = or_(Row.state.in_(UNSENT), Row.epoch.in_(lost) & (Row.h != ""))
    rows = session.scalars(select(Row).where(Row.dev == desk.dev, unproven).order_by(Row.n))
    return append(desk, list(rows), sealing)


def reopen(session: Session, ends: dict[str, Head], agreed: int, sealing: Sealing) -> int:
    """Put back in the queue what a restored county lost; returns how many.

    That is what lies beyond its end of our chains, and what we had read from others beyond ``agreed``:
    their desk may have lost it too. Theirs goes out again under our chain with its own id and author; if
    they send it as well, the county knows it by the id.
    """
    desk = session.get_one(DeskState, 1)
    count = 0
    for own in heads(session):
        told = ends.get(own.epoch)
        lost = (
            update(Row)
            .where(
                Row.dev == desk.dev, Row.epoch == own.epoch, Row.ctr > (told.ctr if told else 0), Row.h != ""
            )
            .values(state="new", seq=None, reason=None, told=None, batch_id=None, settled_at=None)
        )
        done = session.execute(lost)
        count += done.rowcount if isinstance(done, CursorResult) else 0
    theirs = select(Row).where(Row.state == "pulled", Row.seq > agreed, Row.h == "").order_by(Row.n)
    return count + append(desk, list(session.scalars(theirs)), sealing)


def append(desk: DeskState, rows: list[Row], sealing: Sealing) -> int:
    """Record ``rows`` anew at the end of the desk's present chain."""
    for row in rows:
        desk.ctr += 1
        row.dev, row.epoch, row.ctr = desk.dev, desk.epoch, desk.ctr
        if row.fields is not None:
            salt = bytes.fromhex(row.salt) if row.salt else secrets.token_bytes(sealing.salt_bytes)
            row.salt = salt.hex()
            row.digest = sealing.digest(salt, sealing.canonical(change_of(row).body())).hex()
        h = sealing.link(bytes.fromhex(desk.h), bytes.fromhex(row.digest), row.dev, row.epoch, row.ctr)
        row.h = desk.h = h.hex()
        row.state, row.seq, row.batch_id = "new", None, None
    return len(rows)


def give_up(session: Session, change_id: str, reason: str = "") -> None:
    """Give up a refused change, so that what waits behind it at the county goes on (sync.md §2.6).

    Inside ``Database.transaction``: giving up is itself a change, with its author. Raises UserError when
    there is nothing to give up.
    """
    row = session.scalars(select(Row).where(Row.change_id == change_id)).first()
    if row is None or row.state != "rejected":
        raise UserError("这项修改没有被退回，不需要放弃。")
    recorder.record(
        session, kind=RELEASE, rid=row.change_id, case_id=row.case_id, op="put", fields={"reason": reason}
    )
    row.state = GIVEN_UP


def still_given_up(session: Session, row: Row) -> Change | None:
    """What of a given-up change nobody has written over since at this desk; None when nothing is left."""
    later = select(Row.fields).where(
        Row.kind == row.kind, Row.rid == row.rid, Row.n > row.n, Row.state != "pulled", Row.op != "void"
    )
    over = {name for fields in session.scalars(later) for name in fields or {}}
    left = {name: value for name, value in (row.fields or {}).items() if name not in over}
    return msgspec.structs.replace(change_of(row), fields=left) if left else None


def _answered(session: Session, dev: str, own: Head) -> int:
    """The last counter of the chain before the first change without a receipt."""
    ask = select(func.min(Row.ctr)).where(Row.dev == dev, Row.epoch == own.epoch, Row.state.in_(UNSENT))
    first = session.execute(ask).scalar()
    return own.ctr if first is None else first - 1


def _after(session: Session, dev: str, epoch: str, ctr: int, limit: int) -> list[Row]:
    ask = (
        select(Row)
        .where(Row.dev == dev, Row.epoch == epoch, Row.ctr > ctr, Row.h != "")
        .order_by(Row.ctr)
        .limit(limit)
    )
    rows = list(session.scalars(ask))
    # A chain read back from the county may have holes; what lies behind a hole cannot be proven.
    return [row for place, row in enumerate(rows) if row.ctr == ctr + 1 + place]


def _pack(session: Session, desk: DeskState, changes: list[Change], previous: str, terms: Terms) -> Claim:
    batch_id = new_id()
    while True:
        data = _sealed(desk, batch_id, changes, previous, terms)
        if data is not None and (len(data) <= terms.size or len(changes) == 1):
            break
        if len(changes) > 1:
            fits = len(changes) // 2 if data is None else len(changes) * terms.size // len(data)
            changes = changes[: min(max(fits, 1), len(changes) - 1)]
        else:
            # Too big for any batch: its place is told, its body stays here, set aside.
            changes = [_withheld(changes[0])]
    first, last = changes[0], changes[-1]
    _mark_sent(session, changes, batch_id)
    return Claim(data, batch_id, first.epoch, first.ctr, last.ctr, last.h)


def _sealed(
    desk: DeskState, batch_id: str, changes: list[Change], previous: str, terms: Terms
) -> bytes | None:
    best = dictionary.best()
    try:
        return envelope.seal(
            changes,
            batch_id=batch_id,
            county=conversation(desk.county, practice=terms.practice),
            unit=desk.unit or "",
            created_hlc=desk.hlc or "0",
            prev_h=previous,
            dictionary=best if best[0] in terms.dictionaries else None,
        )
    except WireError:
        if changes[0].withheld:
            raise
        return None


def _mark_sent(session: Session, changes: Sequence[Change], batch_id: str) -> None:
    first, last = changes[0], changes[-1]
    sent = (
        update(Row)
        .where(Row.dev == first.dev, Row.epoch == first.epoch, Row.ctr.between(first.ctr, last.ctr))
        .where(Row.state.in_(UNSENT))
        .values(state="sent", batch_id=batch_id)
    )
    session.execute(sent)
    session.info["touched"].add(Row.__tablename__)


def _withheld(change: Change) -> Change:
    return msgspec.structs.replace(change, salt="", fields={}, base={})


def change_of(row: Row) -> Change:
    """A row of the change log as it goes on the wire."""
    values: dict[str, Any] = {name: getattr(row, name) for name in Change.__struct_fields__}
    # An erased change keeps its place and nothing else.
    values["salt"] = row.salt or ""
    values["fields"] = row.fields if row.fields is not None else {}
    if row.fields is None:
        values["salt"] = ""
    return Change(**values)
