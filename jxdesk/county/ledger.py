"""Entering changes into the county's log: what one transaction reads first, decides, and writes at the end.

Read and written in sets, decided one by one: 500 changes are eight statements, not four thousand
(sync.md §2.5). The counter row is held by the caller, so nothing read here can change under us.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, update

from jxdesk.county import tables
from jxdesk.county.acceptance import fault, storable, usable_id
from jxdesk.county.bulk import insert_rows, upsert
from jxdesk.county.shelf import Shelf
from jxdesk.county.store import advance
from jxdesk.sync.merge import Outcome, Writer, merge
from jxdesk.sync.policy import RELEASE
from jxdesk.sync.wire import Change, Line, seat_of

_WAITS = "同一案件前面有一项修改被退回，这一项在县里等着。"
_OTHER_CONTENT = "同一修改编号下收到了不同的内容。"
_OTHER_CASE = "这一行在县里属于另一个案件。"
_REASONS = {
    "applied": "",
    "merged": "与他人同时修改，已按规则合并。",
    "conflict": "与他人的修改不一致，等人决定。",
}


class Ledger:
    """One transaction's work on one county's log; ``rows`` are the places in the order they were taken."""

    def __init__(
        self, connection: Connection, county: str, *, n: int, arrivals: int, arrived_at: str
    ) -> None:
        self.rows: list[dict[str, Any]] = []
        self._connection, self._county, self._arrived_at = connection, county, arrived_at
        self._n, self._arrivals, self._first = n, arrivals, n + 1
        self._shelf = Shelf(connection, county)
        self._asides: list[dict[str, Any]] = []
        self._resettled: list[dict[str, Any]] = []
        self._blocks: dict[tuple[str, str], str | None] = {}

    def take(self, changes: list[Change], *, sender: str) -> None:
        """Enter ``changes`` of one chain, pushed by the unit ``sender``."""
        if not changes:
            return
        self._shelf.fetch(changes)
        for change in changes:
            self._arrivals += 1
            row = self._row(change, sender)
            known = self._shelf.known.get(change.change_id)
            if known is not None or not usable_id(change.change_id):
                self._put_aside(change, row, known)
            else:
                self._settle(change, row)
                self._shelf.known[change.change_id] = row
            self.rows.append(row)

    def rerun(self, dev: str, case_id: str, *, give_up: bool) -> None:
        """Look again at what a refusal stopped in one case: the refused change itself (unless a person gave
        it up) and what waited behind it, in the order it came.
        """
        refused = None if give_up else self._blocker(dev, case_id)
        self._block(dev, case_id, None)
        for change, row in self._shelf.stopped(dev, case_id, refused):
            self._resettle(change, row)

    def write(self) -> int:
        """Write everything; returns the county's counter."""
        advance(self._connection, self._county, self._n, self._arrivals)
        for row in (*self.rows, *self._resettled):
            row["upto"] = self._n if (row["seq"] or 0) >= self._first else row["upto"]
        aside = {id(row) for row in self._asides}
        own = [row for row in self.rows if id(row) not in aside]
        insert_rows(self._connection, tables.change, [_columns(tables.change, row) for row in own])
        insert_rows(self._connection, tables.aside, [_columns(tables.aside, row) for row in self._asides])
        self._write_resettled()
        self._write_blocks()
        self._shelf.write()
        return self._n

    def _row(self, change: Change, sender: str) -> dict[str, Any]:
        return {
            "county": self._county, "dev": change.dev, "epoch": change.epoch, "ctr": change.ctr,
            "arrival": self._arrivals, "seq": None, "upto": None, "late": False, "sender": sender,
            "unit": self._shelf.custodian(storable(change.case_id), sender),
            "change_id": storable(change.change_id), "case_id": storable(change.case_id),
            "kind": storable(change.kind), "rid": storable(change.rid),
            "digest": change.digest, "h": change.h,
            "line": msgspec.json.encode(Line.of(change)).decode(), "state": "held", "reason": _WAITS,
            "took": None, "clashes": None, "author": storable(change.user), "at": storable(change.at),
            "arrived_at": self._arrived_at,
        }  # fmt: skip

    def _put_aside(self, change: Change, row: dict[str, Any], known: dict[str, Any] | None) -> None:
        """Keep only the place: the change is here already, or nothing could ever refer to it."""
        if known is None:
            row.update(state="rejected", reason="这项修改的编号不规范。")
        elif not _same(change, known["line"]):
            row.update(state="rejected", reason=_OTHER_CONTENT)
        else:
            row.update(state="duplicate", reason="", original=known)
            if known["seq"] is not None:
                # In its new epoch the device's next edit must still count as following this one.
                self._shelf.writers[known["seq"]] = _writer(change, row, known)
        self._asides.append(row)

    def _settle(self, change: Change, row: dict[str, Any]) -> None:
        where = (row["dev"], row["case_id"])
        if change.kind == RELEASE and fault(change) is None:
            self._number(row)
            row.update(state="applied", reason="")
            self._release(change)
        elif self._is_blocked(*where):
            row.update(state="held", reason=_WAITS)
        elif reason := fault(change) or self._stranger(change):
            row.update(state="rejected", reason=reason)
            self._block(*where, row["change_id"])
        else:
            self._merge(change, row)

    def _stranger(self, change: Change) -> str | None:
        record = self._shelf.records.get((change.rid, change.kind))
        return _OTHER_CASE if record is not None and record.case_id != change.case_id else None

    def _merge(self, change: Change, row: dict[str, Any]) -> None:
        self._number(row)
        outcome: Outcome = merge(
            self._shelf.records.get((change.rid, change.kind)),
            change,
            seq=row["seq"],
            unit=row["sender"],
            custodian=row["unit"],
            county=seat_of(self._county),
            writers=self._shelf.writers,
        )
        row.update(
            state=outcome.state,
            reason=_REASONS[outcome.state],
            took=None if outcome.took is None else msgspec.json.encode(outcome.took).decode(),
            clashes=msgspec.json.encode(outcome.clashes).decode() if outcome.clashes else None,
        )
        self._shelf.writers[row["seq"]] = _writer(change, row, row, frozenset(outcome.took or ()))
        self._shelf.keep(change, outcome, row["seq"])

    def _number(self, row: dict[str, Any]) -> None:
        self._n += 1
        row["seq"] = self._n

    def _release(self, change: Change) -> None:
        target = self._shelf.find(change.rid)
        if target is None or target["dev"] != change.dev:
            return
        where = (target["dev"], target["case_id"])
        if self._blocker(*where) != change.rid:
            return
        waiting = [row for row in self.rows if row["case_id"] == where[1] and row["state"] == "held"]
        self.rerun(*where, give_up=True)
        for row in waiting:
            self._settle(_change_of(row), row)

    def _resettle(self, change: Change, row: dict[str, Any]) -> None:
        before = row["state"]
        self._shelf.fetch([change])
        self._settle(change, row)
        if row["state"] != before:
            row["late"] = True
        self._resettled.append(row)

    def _is_blocked(self, dev: str, case_id: str) -> bool:
        return self._blocker(dev, case_id) is not None

    def _blocker(self, dev: str, case_id: str) -> str | None:
        key = (dev, case_id)
        return self._blocks[key] if key in self._blocks else self._shelf.blocker(dev, case_id)

    def _block(self, dev: str, case_id: str, change_id: str | None) -> None:
        self._blocks[dev, case_id] = change_id

    def _write_resettled(self) -> None:
        columns = ("seq", "upto", "late", "state", "reason", "took", "clashes")
        if not self._resettled:
            return
        table = tables.change
        statement = (
            update(table)
            .where(table.c.county == self._county, table.c.change_id == bindparam("_change_id"))
            .values({name: bindparam(f"_{name}") for name in columns})
        )
        for row in self._resettled:
            self._connection.execute(
                statement, {"_change_id": row["change_id"], **{f"_{name}": row[name] for name in columns}}
            )

    def _write_blocks(self) -> None:
        table = tables.blocked
        for (dev, case_id), change_id in self._blocks.items():
            if change_id is None:
                gone = table.delete().where(
                    table.c.county == self._county, table.c.dev == dev, table.c.case_id == case_id
                )
                self._connection.execute(gone)
            else:
                row = {"county": self._county, "dev": dev, "case_id": case_id, "change_id": change_id}
                upsert(self._connection, table, [row])


def _columns(table: Any, row: dict[str, Any]) -> dict[str, Any]:
    return {column.name: row[column.name] for column in table.columns}


def _change_of(row: dict[str, Any]) -> Change:
    line = msgspec.json.decode(row["line"], type=Line)
    change = line.change(row["dev"], row["epoch"], row["ctr"])
    return msgspec.structs.replace(change, digest=row["digest"], h=row["h"])


def _same(change: Change, line: str) -> bool:
    """Whether a change under a known id says the same; its place and salt may have changed."""
    stored = msgspec.json.decode(line, type=Line)
    own = Line.of(change)
    names = ("case_id", "kind", "rid", "op", "fields", "base", "user", "at", "schema")
    return all(getattr(own, name) == getattr(stored, name) for name in names)


def _writer(
    change: Change, row: dict[str, Any], first: dict[str, Any], contested: frozenset[str] | None = None
) -> Writer:
    if contested is None:
        contested = frozenset(msgspec.json.decode(first["took"])) if first["took"] else frozenset()
    return Writer(
        dev=change.dev, epoch=change.epoch, ctr=change.ctr, unit=row["sender"], user=row["author"],
        at=row["at"], contested=contested,
    )  # fmt: skip
