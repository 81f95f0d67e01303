"""What the county confirmed, and what the desk shows: its own waiting changes laid on top (sync.md §2.2).

``sync_base`` is the county's word; the typed tables are the county's word plus what it has not answered
yet. A pulled page that wrote straight into the typed tables would make the user's own edit flicker away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jxdesk.models import Change as Row
from jxdesk.models import SyncBase, rows
from jxdesk.models.tables import Base
from jxdesk.sync.merge import VOID, Cell, Record, Writer, overlay, unseen
from jxdesk.sync.outbox import GIVEN_UP, STOPPED, UNSENT, change_of, still_given_up
from jxdesk.sync.wire import Change

Key = tuple[str, str]
"""(kind, rid)."""
Values = dict[str, tuple[Any, int]]
"""By field: the value that stands at the county, and its number."""
_MISFIT = (IntegrityError, ValueError, ArithmeticError)


class Rebase:
    """Collects the county's words of one transaction, then writes base and typed rows.

    ``misfits`` are the rows that could not be written as they came (the same short id on two desks, a
    value of another type): the base keeps them, a person is told, and the page goes on.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._heard: list[tuple[Key, str, Values]] = []
        self._bases: dict[Key, SyncBase] = {}
        self._touched: dict[str, dict[Key, None]] = {}
        self._typed: dict[Key, Base] = {}
        self._cases: set[str] = set()
        self.misfits: set[Key] = set()

    def hear(self, key: Key, case_id: str, values: Values, *, show: bool) -> None:
        """The county's word on one row; ``show``: it may look different from what is on the screen."""
        self._heard.append((key, case_id, values))
        if show:
            self._touched.setdefault(case_id, {})[key] = None

    def show(self) -> set[str]:
        """Write the base, and what the desk shows of the rows to show; returns the cases that changed."""
        self._take_in()
        self._session.flush()
        self._prefetch()
        with self._session.no_autoflush:
            return {case_id for case_id, keys in self._touched.items() if self._show_case(case_id, [*keys])}

    def _take_in(self) -> None:
        self._load({key for key, _, _ in self._heard})
        for key, case_id, values in self._heard:
            base = self._bases.get(key)
            if base is None:
                base = SyncBase(kind=key[0], rid=key[1], case_id=case_id, vals={}, seqs={}, void=False)
                self._session.add(base)
                self._bases[key] = base
            # An older word (read back after a rollback) never replaces a newer one.
            newer = {name: one for name, one in values.items() if one[1] > base.seqs.get(name, 0)}
            # Replaced, not changed in place: SQLAlchemy does not see inside JSON.
            base.vals = {**base.vals, **{name: value for name, (value, _) in newer.items()}}
            base.seqs = {**base.seqs, **{name: seq for name, (_, seq) in newer.items()}}
            base.void = base.vals.get(VOID) is True

    def _prefetch(self) -> None:
        """Read the typed rows to show in sets; one query a row would be most of a first load."""
        wanted: dict[str, set[str]] = {"case": set(self._touched)}
        for keys in self._touched.values():
            for kind, rid in keys:
                wanted.setdefault(kind, set()).add(rid)
        for kind, rids in wanted.items():
            mapped = rows.TRACKED.get(kind)
            if mapped is None:
                continue
            for part in _parts(rids):
                for row in self._session.scalars(select(mapped).where(rows.table_of(mapped).c.id.in_(part))):
                    self._typed[kind, str(row.id)] = row  # type: ignore[attr-defined] # every tracked table has id
        self._cases = {rid for kind, rid in self._typed if kind == "case"}

    def _show_case(self, case_id: str, keys: list[Key]) -> bool:
        if case_id not in self._cases:
            self._load({("case", case_id)})
            case = self._bases.get(("case", case_id))
            if case is None or case.void:
                return False  # its parts wait in the base: without the case there is nothing to hang them on
            keys = self._whole_case(case_id)
        keys.sort(key=lambda key: key[0] != "case")
        pending = self._pending([rid for _, rid in keys])
        try:
            with self._session.begin_nested():
                changed = [self._write(key, case_id, pending.get(key, [])) for key in keys]
        except _MISFIT:
            changed = [self._write_alone(key, case_id, pending.get(key, [])) for key in keys]
        return any(changed)

    def _write_alone(self, key: Key, case_id: str, pending: list[Change]) -> bool:
        try:
            with self._session.begin_nested():
                return self._write(key, case_id, pending)
        except _MISFIT:
            self.misfits.add(key)
        if key[0] != "case" and case_id not in self._cases:
            return False
        # One value that does not fit must not freeze the whole row at what it was.
        changed = [self._write_field(key, case_id, one) for one in self._wanted(key, pending).items()]
        return any(changed)

    def _write_field(self, key: Key, case_id: str, one: tuple[str, Any]) -> bool:
        name, value = one
        if name == VOID:
            return False
        try:
            with self._session.begin_nested():
                return rows.write_row(self._session, *key, case_id, {name: value}, "patch")
        except _MISFIT:
            return False

    def _write(self, key: Key, case_id: str, pending: list[Change]) -> bool:
        kind, rid = key
        wanted = self._wanted(key, pending)
        void = wanted.pop(VOID, False) is True
        there = rows.read_row(self._session, kind, rid) if key in self._typed else None
        if kind != "case" and case_id not in self._cases:
            return False
        if void:
            self._typed.pop(key, None)
            written = there is not None and rows.write_row(self._session, kind, rid, case_id, {}, "void")
        else:
            new = {n: v for n, v in wanted.items() if there is None or n not in there or there[n] != v}
            op = "put" if there is None else "patch"
            written = (there is None or bool(new)) and rows.write_row(
                self._session, kind, rid, case_id, new, op
            )
        if kind == "case":
            self._session.flush()  # its parts point at it
            (self._cases.discard if void else self._cases.add)(case_id)
        return written

    def _wanted(self, key: Key, pending: list[Change]) -> dict[str, Any]:
        base = self._bases[key]
        if not pending:
            return dict(base.vals)
        cells = {name: Cell(value, base.seqs[name]) for name, value in base.vals.items()}
        record = Record(kind=base.kind, rid=base.rid, case_id=base.case_id, cells=cells)
        return overlay(record, pending, self._writers(record, pending))

    def _load(self, keys: set[Key]) -> None:
        missing = {rid for kind, rid in keys if (kind, rid) not in self._bases}
        for part in _parts(missing):
            for base in self._session.scalars(select(SyncBase).where(SyncBase.rid.in_(part))):
                self._bases[base.kind, base.rid] = base

    def _whole_case(self, case_id: str) -> list[Key]:
        found = self._session.scalars(select(SyncBase).where(SyncBase.case_id == case_id))
        keys = {(base.kind, base.rid): base for base in found}
        self._bases.update(keys)
        return list(keys)

    def _pending(self, rids: Iterable[str]) -> dict[Key, list[Change]]:
        """Own changes the county has not taken, by row, in order; those given up too, or a text nobody reported
        would be gone with the next word of the county about the row."""
        found: dict[Key, list[Change]] = {}
        states = (*UNSENT, *STOPPED, GIVEN_UP)
        ask = select(Row).where(Row.state.in_(states), Row.rid.in_(list(rids))).order_by(Row.n)
        for row in self._session.scalars(ask):
            change = None if row.fields is None else change_of(row)
            if change is not None and row.state == GIVEN_UP:
                change = still_given_up(self._session, row)
            if change is not None:
                found.setdefault((row.kind, row.rid), []).append(change)
        return found

    def _writers(self, record: Record, changes: list[Change]) -> dict[int, Writer]:
        seqs = {seq for change in changes for seq in unseen(record, change)}
        if not seqs:
            return {}
        ask = select(Row.seq, Row.dev, Row.epoch, Row.ctr).where(Row.seq.in_(seqs))
        found = self._session.execute(ask)
        return {
            seq: Writer(dev=dev, epoch=epoch, ctr=ctr) for seq, dev, epoch, ctr in found if seq is not None
        }


def _parts(rids: set[str]) -> Iterator[list[str]]:
    ordered = sorted(rids)
    for start in range(0, len(ordered), 500):
        yield ordered[start : start + 500]
