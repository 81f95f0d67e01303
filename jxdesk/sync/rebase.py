"""What the county confirmed, and what the desk shows: its own waiting changes laid on top (sync.md §2.2).

``sync_base`` is the county's word; the typed tables are the county's word plus what it has not answered
yet. A pulled page that wrote straight into the typed tables would make the user's own edit flicker away.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jxdesk.models import Case, SyncBase, rows
from jxdesk.models import Change as Row
from jxdesk.sync.merge import VOID, Cell, Record, Writer, overlay, unseen
from jxdesk.sync.outbox import STOPPED, UNSENT, change_of
from jxdesk.sync.policy import RELEASE

Key = tuple[str, str]
"""(kind, rid)."""


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """What the county says stands in one row after one change; ``values`` with the number of each."""

    kind: str
    rid: str
    case_id: str
    values: dict[str, tuple[Any, int]]


class Rebase:
    """Collects the county's words of one transaction, then writes base and typed rows.

    ``misfits`` are the rows that could not be written as they came (the same short id on two desks, a
    value of another type): the base keeps them, a person is told, and the page goes on.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._bases: dict[Key, SyncBase] = {}
        self._touched: dict[Key, str] = {}
        self.misfits: set[Key] = set()

    def hear(self, words: Iterable[Word]) -> None:
        """Take the county's words into the base; an older word never replaces a newer one."""
        heard = [word for word in words if word.kind != RELEASE]
        self._load({(word.kind, word.rid) for word in heard})
        for word in heard:
            key = (word.kind, word.rid)
            base = self._bases.get(key)
            if base is None:
                base = SyncBase(
                    kind=word.kind, rid=word.rid, case_id=word.case_id, vals={}, seqs={}, void=False
                )
                self._session.add(base)
                self._bases[key] = base
            newer = {name: one for name, one in word.values.items() if one[1] > base.seqs.get(name, 0)}
            # Replaced, not changed in place: SQLAlchemy does not see inside JSON.
            base.vals = {**base.vals, **{name: value for name, (value, _) in newer.items()}}
            base.seqs = {**base.seqs, **{name: seq for name, (_, seq) in newer.items()}}
            base.void = base.vals.get(VOID) is True
            self._touched[key] = word.case_id

    def show(self) -> set[str]:
        """Write what the desk shows now of every row heard of; returns the cases that look different."""
        self._session.flush()
        seen: set[str] = set()
        for case_id in dict.fromkeys(self._touched.values()):
            if self._show_case(case_id):
                seen.add(case_id)
        return seen

    def _show_case(self, case_id: str) -> bool:
        keys = [key for key, case in self._touched.items() if case == case_id]
        case_key = ("case", case_id)
        if self._session.get(Case, case_id) is None:
            if case_key not in self._bases:
                self._load({case_key})
            case = self._bases.get(case_key)
            if case is None or case.void:
                return False  # its parts wait in the base: without the case there is nothing to hang them on
            keys = self._whole_case(case_id)
        keys.sort(key=lambda key: key[0] != "case")
        pending = self._pending(key[1] for key in keys)
        changed = False
        for key in keys:
            changed |= self._show_row(key, case_id, pending.get(key, []))
        return changed

    def _show_row(self, key: Key, case_id: str, pending: list[Row]) -> bool:
        base = self._bases[key]
        cells = {name: Cell(value, base.seqs[name]) for name, value in base.vals.items()}
        record = Record(kind=base.kind, rid=base.rid, case_id=base.case_id, cells=cells)
        changes = [change_of(row) for row in pending]
        wanted = overlay(record, changes, self._writers(record, changes))
        try:
            with self._session.begin_nested():
                return self._write(key, case_id, wanted)
        except (IntegrityError, ValueError, ArithmeticError):
            self.misfits.add(key)
            return False

    def _write(self, key: Key, case_id: str, wanted: dict[str, Any]) -> bool:
        kind, rid = key
        void = wanted.pop(VOID, False) is True
        there = rows.read_row(self._session, kind, rid)
        if void:
            return there is not None and rows.write_row(self._session, kind, rid, case_id, {}, "void")
        if kind != "case" and self._session.get(Case, case_id) is None:
            return False
        new = (
            wanted if there is None else {n: v for n, v in wanted.items() if n not in there or there[n] != v}
        )
        if there is not None and not new:
            return False
        written = rows.write_row(self._session, kind, rid, case_id, new, "put" if there is None else "patch")
        self._session.flush()
        return written

    def _load(self, keys: set[Key]) -> None:
        missing = {rid for kind, rid in keys if (kind, rid) not in self._bases}
        for part in _parts(missing):
            for base in self._session.scalars(select(SyncBase).where(SyncBase.rid.in_(part))):
                self._bases[base.kind, base.rid] = base

    def _whole_case(self, case_id: str) -> list[Key]:
        found = self._session.scalars(select(SyncBase).where(SyncBase.case_id == case_id))
        self._bases.update({(base.kind, base.rid): base for base in found})
        return [key for key, base in self._bases.items() if base.case_id == case_id]

    def _pending(self, rids: Iterable[str]) -> dict[Key, list[Row]]:
        """Own changes the county has not taken, by row, in order."""
        found: dict[Key, list[Row]] = {}
        ask = select(Row).where(Row.state.in_((*UNSENT, *STOPPED)), Row.rid.in_(list(rids))).order_by(Row.n)
        for row in self._session.scalars(ask):
            if row.fields is not None:
                found.setdefault((row.kind, row.rid), []).append(row)
        return found

    def _writers(self, record: Record, changes: list[Any]) -> dict[int, Writer]:
        seqs = {seq for change in changes for seq in unseen(record, change)}
        if not seqs:
            return {}
        ask = select(Row.seq, Row.dev, Row.epoch, Row.ctr).where(Row.seq.in_(seqs))
        found = self._session.execute(ask).tuples()
        return {
            seq: Writer(dev=dev, epoch=epoch, ctr=ctr) for seq, dev, epoch, ctr in found if seq is not None
        }


def _parts(rids: set[str]) -> Iterable[list[str]]:
    ordered = sorted(rids)
    for start in range(0, len(ordered), 500):
        yield ordered[start : start + 500]
