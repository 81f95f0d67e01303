"""Field-level three-way merge of a change into a record; the same on the desk and at the county.

The test is ODK's, sharpened in one place: a value a device wrote itself is never concurrent with what the
same device writes next, even if the county's number for it has not come back yet. Without that, every
second save on a bad line would be a conflict with oneself.

One invariant carries both sides: every field of a change that is not left to a person gets the change's
``seq``, also where the value that stands is not the one that was sent. A desk that has its receipt
therefore always names the county's own number as ``base``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from jxdesk.sync.policy import ASK, settle
from jxdesk.sync.wire import Change, Clash

VOID = "void"
"""Striking out a row is setting this field; so it meets a concurrent edit like any other field."""


class Cell(msgspec.Struct, frozen=True, array_like=True):
    """The value of one field and the county's number of the change that set it."""

    value: Any
    seq: int


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The present state of one row."""

    kind: str
    rid: str
    case_id: str
    cells: dict[str, Cell] = {}

    @property
    def void(self) -> bool:
        """Whether the row is struck out."""
        cell = self.cells.get(VOID)
        return cell is not None and cell.value is True


class Writer(msgspec.Struct, frozen=True, kw_only=True):
    """Who made the change with a given ``seq``. ``contested``: fields where its device may not have seen
    everything that went into the value that stands.
    """

    dev: str
    epoch: str
    ctr: int
    unit: str = ""
    user: str = ""
    at: str = ""
    contested: frozenset[str] = frozenset()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The record after the change, and what to tell its author; the fields as in ``wire.Receipt``."""

    record: Record
    state: Literal["applied", "merged", "conflict"]
    took: dict[str, Any] | None = None
    clashes: list[Clash] = []


_NOBODY = Writer(dev="", epoch="", ctr=0)


def merge(
    record: Record | None,
    change: Change,
    *,
    seq: int,
    unit: str,
    custodian: str,
    county: str,
    writers: Mapping[int, Writer],
) -> Outcome:
    """Merge ``change``, pushed by ``unit`` and numbered ``seq``, into ``record`` (None: a new row).

    ``custodian`` is the unit the case belongs to, ``county`` the code of the county itself.

    ``writers`` must know the authors of those cells the change did not name as its base; an unknown
    author counts as somebody else, which at worst asks a person one question too many.
    """
    if record is None:
        record = Record(kind=change.kind, rid=change.rid, case_id=change.case_id)
    cells = dict(record.cells)
    took: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name, sent in _sent(record, change).items():
        cell = _opponent(record, name, change, writers)
        if cell is None or cell.value == sent:
            cells[name] = Cell(sent, seq)
            if name == VOID and change.op != "void":
                # Put back by someone who saw it struck out: no field of the change says so to the other desks.
                took[VOID] = False
            continue
        writer = writers.get(cell.seq, _NOBODY)
        mine, theirs = unit == county, writer.unit == county
        value = settle(change.kind, name, standing=cell.value, sent=sent, from_county=mine, by_county=theirs)
        if value is not ASK:
            cells[name], took[name] = Cell(value, seq), value
            continue
        clashes.append(Clash(field=name, value=cell.value, seq=cell.seq, user=writer.user, at=writer.at))
        if name == VOID or (unit == custodian and writer.unit != custodian):
            kept = False if name == VOID else sent
            cells[name], took[name] = Cell(kept, seq), kept
    return Outcome(
        record=msgspec.structs.replace(record, cells=cells),
        state="conflict" if clashes else "merged" if took else "applied",
        took=took or None,
        clashes=clashes,
    )


def unseen(record: Record | None, change: Change) -> set[int]:
    """The numbers whose ``writers`` ``merge`` will ask for."""
    if record is None:
        return set()
    names = record.cells if change.op == "void" else _sent(record, change)
    return {
        cell.seq
        for name, cell in record.cells.items()
        if name in names and cell.seq != change.base.get(name, 0)
    }


def overlay(record: Record, pending: list[Change], writers: Mapping[int, Writer]) -> dict[str, Any]:
    """What a desk shows: the county's record with the desk's own unsent changes on top, by the same rules.

    Where a person will have to decide, the desk's own value stays in sight until the county has answered.
    """
    values = {name: cell.value for name, cell in record.cells.items()}
    for change in pending:
        for name, sent in _sent(record, change).items():
            cell = _opponent(record, name, change, writers)
            value = sent
            if cell is not None and name in values:
                ruled = settle(
                    record.kind, name, standing=values[name], sent=sent, from_county=False, by_county=False
                )
                value = sent if ruled is ASK else ruled
            values[name] = value
    return values


def _sent(record: Record, change: Change) -> dict[str, Any]:
    if change.op == "void":
        return {**change.fields, VOID: True}
    # An edit that meets a row struck out elsewhere brings it back and asks: the other order keeps it too.
    return {**change.fields, VOID: False} if record.void else change.fields


def _opponent(record: Record, name: str, change: Change, writers: Mapping[int, Writer]) -> Cell | None:
    """The cell whose writer and ``change`` knew nothing of each other, if there is one."""
    cell = record.cells.get(name)
    if name == VOID and change.op == "void":
        # Striking out is at odds with any edit its author had not seen.
        edits = (
            one for key, one in record.cells.items() if key != VOID and _concurrent(one, key, change, writers)
        )
        edit = next(edits, None)
        return None if edit is None else Cell(value=False, seq=edit.seq)
    return cell if cell is not None and _concurrent(cell, name, change, writers) else None


def _concurrent(cell: Cell, name: str, change: Change, writers: Mapping[int, Writer]) -> bool:
    if cell.seq == change.base.get(name, 0):
        return False
    writer = writers.get(cell.seq, _NOBODY)
    own = writer.dev == change.dev and writer.epoch == change.epoch and writer.ctr < change.ctr
    return not own or name in writer.contested
