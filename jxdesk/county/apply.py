"""Taking a batch: one transaction, then the answer (sync.md §2.5).

The order inside is what makes it safe to send anything twice: the counter row is locked first, so two
copies of one batch cannot pass each other between looking and writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from jxdesk.county import tables
from jxdesk.county.bulk import upsert
from jxdesk.county.ledger import Ledger
from jxdesk.county.store import Store, lock
from jxdesk.sync import chain
from jxdesk.sync.envelope import Batch, Header
from jxdesk.sync.wire import Change, Clash, Head, ProblemCode, PushAnswer, Receipt, State

_SETTLED_WELL = frozenset({"applied", "merged", "duplicate"})


class RefusedError(Exception):
    """The batch as a whole is not taken; nothing was written."""

    def __init__(self, code: ProblemCode, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.code: ProblemCode = code
        self.message, self.remedy = message, remedy


def push(store: Store, batch: Batch, arrived_at: str) -> PushAnswer:
    """Take ``batch``; the same bytes again give the receipts as they stand now. Raises RefusedError.

    ``arrived_at`` is aware UTC, ISO 8601. When this returns, everything in the answer is on the disk.
    """
    return store.transaction(lambda connection: _push(connection, batch, arrived_at))


def _push(connection: Connection, batch: Batch, arrived_at: str) -> PushAnswer:
    header = batch.header
    n, arrivals, server_epoch = lock(connection, header.county)
    fresh: list[Change] = []
    if not _is_replay(connection, batch):
        fresh = _fresh(connection, batch)
        ledger = Ledger(connection, header.county, n=n, arrivals=arrivals, arrived_at=arrived_at)
        ledger.take(fresh, sender=header.unit)
        n = ledger.write()
        _remember(connection, batch, arrived_at, advanced=bool(fresh))
    if len(fresh) == header.n:
        rows: Iterable[Mapping[str, Any]] = ledger.rows
    else:
        rows = stored_rows(connection, header)
    receipts = [receipt_of(row) for row in rows]
    latest = max((one.seq for one in receipts if one.seq is not None), default=0)
    return PushAnswer(server_epoch=server_epoch, epoch=header.epoch, receipts=receipts, latest=latest)


def _is_replay(connection: Connection, batch: Batch) -> bool:
    table = tables.batch
    ask = select(table.c.sha256).where(
        table.c.county == batch.header.county, table.c.batch_id == batch.header.batch_id
    )
    known = connection.execute(ask).scalar()
    if known is not None and known != batch.sha256:
        raise RefusedError(
            "other_content", "同一批次编号下收到了不同的内容，县里没有收下。", "请联系县里的技术人员。"
        )
    return known is not None


def _fresh(connection: Connection, batch: Batch) -> list[Change]:
    """The changes that continue their chain here; raises RefusedError for a gap or a fork."""
    header, table = batch.header, tables.head
    ask = select(table.c.ctr, table.c.h).where(
        table.c.county == header.county, table.c.dev == header.dev, table.c.epoch == header.epoch
    )
    ctr, h = connection.execute(ask).one_or_none() or (0, chain.GENESIS.hex())
    if header.ctr_from > ctr + 1:
        raise RefusedError("gap", "县里缺少这批之前的修改。", "重新连接后会自动补发。")
    if header.ctr_from == ctr + 1:
        ours, theirs = h, header.prev_h
    else:
        meeting = min(ctr, header.ctr_to)
        ours = h if meeting == ctr else link_at(connection, header, meeting)
        theirs = batch.changes[meeting - header.ctr_from].h
    if ours != theirs:
        raise RefusedError("forked", "这台电脑的修改记录与县里的对不上，可能恢复过备份或者被复制过。")
    return [change for change in batch.changes if change.ctr > ctr]


def link_at(connection: Connection, header: Header, ctr: int) -> str:
    """The link the county holds at ``ctr`` of the batch's chain; empty if it holds none."""
    for table in (tables.change, tables.aside):
        ask = select(table.c.h).where(
            table.c.county == header.county,
            table.c.dev == header.dev,
            table.c.epoch == header.epoch,
            table.c.ctr == ctr,
        )
        found = connection.execute(ask).scalar()
        if found is not None:
            return str(found)
    return ""


def _remember(connection: Connection, batch: Batch, arrived_at: str, *, advanced: bool) -> None:
    header = batch.header
    row = {
        "county": header.county, "batch_id": header.batch_id, "sha256": batch.sha256, "dev": header.dev,
        "epoch": header.epoch, "ctr_from": header.ctr_from, "ctr_to": header.ctr_to, "arrived_at": arrived_at,
    }  # fmt: skip
    upsert(connection, tables.batch, [row])
    if advanced:
        end = {"county": header.county, "dev": header.dev, "epoch": header.epoch}
        upsert(connection, tables.head, [{**end, "ctr": header.ctr_to, "h": header.last_h}])


def stored_rows(connection: Connection, header: Header) -> list[Mapping[str, Any]]:
    """The places ``ctr_from``..``ctr_to`` of a chain with how each stands now, in order."""
    change, aside = tables.change, tables.aside
    rows: dict[int, Mapping[str, Any]] = {}
    for table in (change, aside):
        ask = select(table).where(
            table.c.county == header.county,
            table.c.dev == header.dev,
            table.c.epoch == header.epoch,
            table.c.ctr.between(header.ctr_from, header.ctr_to),
        )
        rows.update({row["ctr"]: dict(row) for row in connection.execute(ask).mappings()})
    again = [row["change_id"] for row in rows.values() if row["state"] == "duplicate"]
    if again:
        ask = select(change).where(change.c.county == header.county, change.c.change_id.in_(again))
        first = {row["change_id"]: row for row in connection.execute(ask).mappings()}
        for ctr, row in rows.items():
            if row["state"] == "duplicate" and row["change_id"] in first:
                rows[ctr] = {**row, "original": first[row["change_id"]]}
    return [rows[ctr] for ctr in sorted(rows)]


def receipt_of(row: Mapping[str, Any]) -> Receipt:
    """The receipt of one place. A change sent again in a new epoch gets the fate of its first arrival."""
    state: State = row["state"]
    source = row.get("original") or row
    if source is not row and source["state"] not in _SETTLED_WELL:
        state = source["state"]
    took, clashes = source.get("took"), source.get("clashes")
    return Receipt(
        ctr=row["ctr"],
        state=state,
        seq=source.get("seq"),
        reason=source["reason"],
        took=msgspec.json.decode(took) if took else None,
        clashes=msgspec.json.decode(clashes, type=list[Clash]) if clashes else [],
    )


def heads(connection: Connection, county: str, dev: str) -> list[Head]:
    """Where each chain of ``dev`` ends here."""
    table = tables.head
    ask = select(table.c.epoch, table.c.ctr, table.c.h).where(table.c.county == county, table.c.dev == dev)
    return [Head(epoch, ctr, h) for epoch, ctr, h in connection.execute(ask)]
