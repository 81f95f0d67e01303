"""What a transaction needs to see before it can decide, fetched in sets and written back in sets.

Only the fields at issue are looked up: the author of a value matters when a change did not name that
value as its base, which on a good day is never.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, or_, select, update

from jxdesk.county import tables
from jxdesk.county.acceptance import storable
from jxdesk.county.bulk import among, upsert
from jxdesk.sync.merge import Cell, Outcome, Record, Writer, unseen
from jxdesk.sync.policy import RELEASE
from jxdesk.sync.wire import Change, Line

_cells = msgspec.json.Decoder(dict[str, Cell])


class Shelf:
    """The rows of one county that one batch touches."""

    def __init__(self, connection: Connection, county: str) -> None:
        self._connection, self._county = connection, county
        self.known: dict[str, dict[str, Any]] = {}
        self.records: dict[tuple[str, str], Record] = {}
        self.writers: dict[int, Writer] = {}
        self._custody: dict[str, str] = {}
        self._new_custody: dict[str, str] = {}
        self._blocked: dict[tuple[str, str], str] = {}
        self._looked: set[str] = set()
        self._touched: set[tuple[str, str]] = set()
        self._open: set[tuple[str, str, str]] = set()
        self._questions: list[dict[str, Any]] = []
        self._answers: list[tuple[str, str, str, int]] = []

    def fetch(self, changes: list[Change]) -> None:
        """Read what ``changes`` touch and is not here yet."""
        self._look({storable(change.case_id) for change in changes})
        self._fetch_known([change.change_id for change in changes if change.change_id not in self.known])
        rids = {storable(change.rid) for change in changes if change.kind != RELEASE}
        self._fetch_records(rids - {rid for rid, _ in self.records})
        wanted: set[int] = set()
        for change in changes:
            wanted |= unseen(self.records.get((change.rid, change.kind)), change)
        self._fetch_writers(wanted - self.writers.keys(), changes[0].dev, changes[0].epoch)

    def custodian(self, case_id: str, sender: str) -> str:
        """The unit the case belongs to; the first unit to speak of it, if nobody did before."""
        unit = self._custody.get(case_id)
        if unit is None:
            unit = self._custody[case_id] = self._new_custody[case_id] = sender
        return unit

    def blocker(self, dev: str, case_id: str) -> str | None:
        """The refused change of ``dev`` that holds the case."""
        self._look({case_id})
        return self._blocked.get((dev, case_id))

    def find(self, change_id: str) -> dict[str, Any] | None:
        """One change of the log, stored or of this batch."""
        if change_id not in self.known:
            self._fetch_known([storable(change_id)])
        return self.known.get(change_id)

    def stopped(self, dev: str, case_id: str, refused: str | None) -> Iterator[tuple[Change, dict[str, Any]]]:
        """Stored changes of a device that were held in a case, led by the ``refused`` one if it is named."""
        table = tables.change
        ask = (
            select(table)
            .where(table.c.county == self._county, table.c.case_id == case_id, table.c.dev == dev)
            .where(or_(table.c.state == "held", table.c.change_id == refused))
            .order_by(table.c.arrival)
        )
        for row in self._connection.execute(ask).mappings().all():
            stored = self.known.setdefault(row["change_id"], dict(row))
            line = msgspec.json.decode(row["line"], type=Line)
            change = line.change(row["dev"], row["epoch"], row["ctr"])
            yield msgspec.structs.replace(change, digest=row["digest"], h=row["h"]), stored

    def keep(self, change: Change, outcome: Outcome, seq: int) -> None:
        """Note the outcome of one merge for ``write``."""
        key = (change.rid, change.kind)
        self.records[key] = outcome.record
        self._touched.add(key)
        clashing = {clash.field: clash for clash in outcome.clashes}
        for name in change.fields:
            if name not in clashing and (*key, name) in self._open:
                self._answers.append((*key, name, seq))
        self._questions.extend(
            {
                "county": self._county, "rid": key[0], "kind": key[1], "field": name, "seq": clash.seq,
                "change_id": change.change_id, "case_id": change.case_id, "closed_by": None,
            }
            for name, clash in clashing.items()
        )  # fmt: skip
        self._open |= {(*key, name) for name in clashing}

    def write(self) -> None:
        """Write records, custody and open questions."""
        rows = [
            {
                "county": self._county, "rid": rid, "kind": kind, "case_id": self.records[rid, kind].case_id,
                "cells": msgspec.json.encode(self.records[rid, kind].cells).decode(),
            }
            for rid, kind in sorted(self._touched)
        ]  # fmt: skip
        upsert(self._connection, tables.record, rows)
        custody = [
            {"county": self._county, "case_id": case_id, "unit": unit}
            for case_id, unit in self._new_custody.items()
        ]
        upsert(self._connection, tables.custody, custody)
        upsert(self._connection, tables.conflict, self._questions)
        table = tables.conflict
        for rid, kind, field, seq in self._answers:
            answered = (
                update(table)
                .where(table.c.county == self._county, table.c.rid == rid, table.c.kind == kind)
                .where(table.c.field == field, table.c.closed_by.is_(None))
                .values(closed_by=seq)
            )
            self._connection.execute(answered)

    def _look(self, cases: set[str]) -> None:
        new = cases - self._looked
        self._looked |= new
        if new:
            self._fetch_custody(new)
            self._fetch_blocked(new)

    def _fetch_custody(self, cases: Collection[str]) -> None:
        table = tables.custody
        ask = select(table.c.case_id, table.c.unit).where(table.c.county == self._county)
        for case_id, unit in self._connection.execute(
            ask.where(among(self._connection, table.c.case_id, cases))
        ):
            self._custody[case_id] = unit

    def _fetch_blocked(self, cases: Collection[str]) -> None:
        table = tables.blocked
        ask = select(table.c.dev, table.c.case_id, table.c.change_id).where(table.c.county == self._county)
        for dev, case_id, change_id in self._connection.execute(
            ask.where(among(self._connection, table.c.case_id, cases))
        ):
            self._blocked[dev, case_id] = change_id

    def _fetch_known(self, change_ids: list[str]) -> None:
        table = tables.change
        ask = select(table).where(table.c.county == self._county)
        asked = [storable(one) for one in change_ids]
        for row in self._connection.execute(
            ask.where(among(self._connection, table.c.change_id, asked))
        ).mappings():
            self.known[row["change_id"]] = dict(row)

    def _fetch_records(self, rids: Collection[str]) -> None:
        table = tables.record
        ask = select(table.c.rid, table.c.kind, table.c.case_id, table.c.cells).where(
            table.c.county == self._county
        )
        for rid, kind, case_id, cells in self._connection.execute(
            ask.where(among(self._connection, table.c.rid, rids))
        ):
            record = Record(kind=kind, rid=rid, case_id=case_id, cells=_cells.decode(cells))
            self.records[rid, kind] = record
        open_ones = tables.conflict
        questions = select(open_ones.c.rid, open_ones.c.kind, open_ones.c.field).where(
            open_ones.c.county == self._county, open_ones.c.closed_by.is_(None)
        )
        questions = questions.where(among(self._connection, open_ones.c.rid, rids))
        self._open |= {(rid, kind, field) for rid, kind, field in self._connection.execute(questions)}

    def _fetch_writers(self, seqs: Collection[int], dev: str, epoch: str) -> None:
        if not seqs:
            return
        table, aside = tables.change, tables.aside
        ask = select(table).where(table.c.county == self._county, among(self._connection, table.c.seq, seqs))
        found = {row["change_id"]: row for row in self._connection.execute(ask).mappings()}
        moved = select(aside.c.change_id, aside.c.ctr).where(
            aside.c.county == self._county,
            aside.c.dev == dev,
            aside.c.epoch == epoch,
            among(self._connection, aside.c.change_id, found.keys()),
        )
        places = {change_id: (dev, epoch, ctr) for change_id, ctr in self._connection.execute(moved)}
        for change_id, row in found.items():
            at = places.get(change_id, (row["dev"], row["epoch"], row["ctr"]))
            self.writers[row["seq"]] = Writer(
                dev=at[0], epoch=at[1], ctr=at[2], unit=row["sender"], user=row["author"], at=row["at"],
                contested=frozenset(msgspec.json.decode(row["took"])) if row["took"] else frozenset(),
            )  # fmt: skip
