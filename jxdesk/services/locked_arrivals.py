"""锁卷以后到的修改: what another desk typed before it knew of the lock comes before a person, at the desk that locked.

Sync takes the change in, as the other desk could not know; without a question it would stand in a locked
dossier with no sheet that says so. Asked at one desk only, or two people would answer differently.

A sheet may come on a later page than what it is about, or, where the line was cut, in a later round: a question is
``EARLY`` until the round is over, and one that a sheet answers afterwards is withdrawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jxdesk.models import Change, Conflict, DeskState, rows
from jxdesk.rules.case_record import CaseRecord
from jxdesk.sync.merge import VOID

EARLY = "early"
"""``Conflict.state`` of a question that nobody is shown yet."""

_BEGINS = "本卷在本机已经归档锁定，另一台电脑还不知道，"
AFTER_LOCK = f"{_BEGINS}又改了这一项，没有更正单。改得不对，就选锁卷时的；改得对，就选另一台的，写明理由，填一张更正单。"
ADDED = f"{_BEGINS}又添了这一条，没有更正单。不该进卷的，就不放进卷里；该进卷的，就放进卷里，写明理由，填一张更正单。"
REMOVED = f"{_BEGINS}把这一条删了，没有更正单。不该删的，就放回卷里；该删的，就删去，写明理由，填一张更正单。"

_NO_TEXT = frozenset({"material"})  # where a file lies is nobody's text; that it came or went is asked about
_BESIDE = frozenset({"correction", "printout"})
"""Kinds that are no part of the dossier: a sheet is its own reason, and what was printed is only written down."""
_KEPT = frozenset(
    {"locked_at", "locked_by", "questions", "void_reason"}
)  # verbs of their own, open after the lock

Row = dict[str, Any] | None
"""Its JSON values by column; None where there is no such row."""


@dataclass(frozen=True)
class _Arrival:
    """One thing that stands otherwise than the dossier says; ``field`` is a column, or ``VOID`` for a whole row."""

    late: Change
    field: str
    ours: Any
    theirs: Any
    reason: str


@dataclass(frozen=True)
class _Ledger:
    """The change log of a case that this desk locked: each row as the dossier has it, and what came without a sheet."""

    dossier: dict[tuple[str, str], Row]
    late: dict[tuple[str, str], list[Change]]


def is_about_the_lock(question: Conflict) -> bool:
    """Whether it is one of ours: what the dossier says on one side, what arrived after the lock on the other."""
    return (question.reason or "").startswith(_BEGINS)


def ask_about_locked(session: Session, record: CaseRecord, at: str) -> None:
    """Note a question for whatever stands otherwise than in the dossier this desk locked; withdraw what is answered.

    A new one is ``EARLY``: ``put_before_a_person`` shows it at the end of the round.
    """
    here = Conflict.case_id == record.id, Conflict.state.in_(("open", EARLY))
    open_ones = list(session.scalars(select(Conflict).where(*here)))
    found = {(one.late.rid, one.field): one for one in _arrivals(session, record)}
    for row in open_ones:
        one = found.pop((row.rid, row.field), None)
        if not is_about_the_lock(row):
            continue  # two people wrote the same field: that question holds it open
        if one is None:
            row.state = "resolved"
        else:
            _fill(row, one)
    for one in found.values():
        row = Conflict(
            case_id=record.id, kind=one.late.kind, rid=one.late.rid, field=one.field, found_at=at, state=EARLY
        )
        _fill(row, one)
        session.add(row)


def put_before_a_person(session: Session, at: str) -> None:
    """Everything the county has was read: what has no sheet now needs an answer."""
    early = select(Conflict).where(Conflict.state == EARLY)
    for case_id in sorted({row.case_id for row in session.scalars(early)}):
        record = rows.load(session, case_id)
        if record is not None:
            ask_about_locked(session, record, at)
    session.flush()
    for row in session.scalars(early):
        row.state = "open"


def as_locked(session: Session, case_id: str, kind: str, rid: str) -> Row:
    """One row as the dossier has it; None where it has no such row."""
    ledger = _read(session, case_id)
    return None if ledger is None else ledger.dossier.get((kind, rid))


def locking_desk(session: Session, case_id: str) -> str | None:
    """The device that locked the dossier last, as the log tells it."""
    lock = _lock(_log(session, case_id))
    return None if lock is None else lock.dev


def _fill(row: Conflict, one: _Arrival) -> None:
    row.ours, row.theirs, row.reason = one.ours, one.theirs, one.reason
    row.their_user, row.their_at, row.seq = one.late.user, one.late.at, one.late.seq


def _arrivals(session: Session, record: CaseRecord) -> list[_Arrival]:
    if record.dossier is None or record.dossier.locked_at is None:
        return []
    ledger = _read(session, record.id)
    if ledger is None or not ledger.late:
        return []
    found: list[_Arrival] = []
    for key, late in ledger.late.items():
        was, now = ledger.dossier.get(key), rows.read_row(session, *key)
        if was is None and now is not None:
            found.append(_Arrival(late[-1], VOID, ours=True, theirs=False, reason=ADDED))
        elif was is not None and now is None:
            found.append(_Arrival(late[-1], VOID, ours=False, theirs=True, reason=REMOVED))
        elif was is not None and now is not None and key[0] not in _NO_TEXT:
            found += _fields(late, was, now)
    return found


def _fields(late: list[Change], was: dict[str, Any], now: dict[str, Any]) -> list[_Arrival]:
    last = {name: one for one in late for name in one.fields or {} if name not in _KEPT}
    return [
        _Arrival(one, name, ours=was.get(name), theirs=now.get(name), reason=AFTER_LOCK)
        for name, one in last.items()
        # What is no longer the value that came was changed again, or another question holds it open.
        if now.get(name) == (one.fields or {})[name] != was.get(name)
    ]


def _log(session: Session, case_id: str) -> list[Change]:
    return list(session.scalars(select(Change).where(Change.case_id == case_id).order_by(Change.n)))


def _lock(log: list[Change]) -> Change | None:
    locks = [one for one in log if one.kind == "dossier" and (one.fields or {}).get("locked_at")]
    return locks[-1] if locks else None


def _read(session: Session, case_id: str) -> _Ledger | None:
    """None where another desk locked: the question is that desk's."""
    log = _log(session, case_id)
    lock = _lock(log)
    if lock is None or lock.dev != session.get_one(DeskState, 1).dev:
        return None
    sheets = {(one.dev, one.at) for one in log if one.kind == "correction"}
    erased = {one.rid for one in log if one.fields is None}  # nobody knows any more what it said
    ledger = _Ledger({}, {})
    for one in log:
        key = one.kind, one.rid
        if one.kind not in rows.TRACKED or one.kind in _BESIDE or one.rid in erased:
            continue
        pulled = one.n > lock.n and one.state == "pulled" and one.dev != lock.dev
        if pulled and (one.dev, one.at) not in sheets:
            ledger.late.setdefault(key, []).append(one)
        elif one.op == "void":
            ledger.dossier[key] = None
        else:
            ledger.dossier[key] = {**(ledger.dossier.get(key) or {}), **(one.fields or {})}
    return ledger
