"""What a desk is told: how far the county is with it (hello), and the log from where it stopped (page)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, not_, select, true

from jxdesk.county import tables
from jxdesk.county.apply import RefusedError, heads
from jxdesk.county.store import Store, lock
from jxdesk.sync.wire import MAX_CHANGES, PROTOCOL, Clash, Entry, Hello, HelloAnswer, Line, Page, seat_of

PAGE_BYTES = 256 * 1024
"""Unpacked bytes of a page unless the desk asks for less or more: some 40 KB on the line."""
MAX_PAGE_BYTES = 2 * 1024 * 1024
ROWS = 2 * MAX_CHANGES + 1
VISIBLE = ("applied", "merged", "conflict")

_lines = msgspec.json.Decoder(Line)
_clashes = msgspec.json.Decoder(list[Clash])


def hello(store: Store, ask: Hello, dictionaries: list[str]) -> HelloAnswer:
    """Answer a hello; raises RefusedError ``protocol`` when the two programs have no version in common."""
    if ask.protocol[0] > PROTOCOL[1]:
        raise RefusedError(
            "protocol", "县级服务的版本太旧，暂时不能同步。", "本机照常使用，请县里升级后再同步。"
        )
    if ask.protocol[1] < PROTOCOL[0]:
        raise RefusedError(
            "protocol", "本机程序的版本太旧，暂时不能同步。", "本机照常使用，升级程序后会自动补传。"
        )
    # Only the first hello of a county writes; every later one is a read beside the others.
    n, server_epoch = store.reading(partial(_state, county=ask.county)) or store.transaction(
        lambda connection: lock(connection, ask.county)[::2]
    )
    return store.reading(lambda connection: _hello(connection, ask, n, server_epoch, dictionaries))


def _state(connection: Connection, county: str) -> tuple[int, str] | None:
    row = tables.county
    found = connection.execute(select(row.c.n, row.c.server_epoch).where(row.c.county == county)).first()
    return None if found is None else (int(found.n), str(found.server_epoch))


def _hello(
    connection: Connection, ask: Hello, n: int, server_epoch: str, dictionaries: list[str]
) -> HelloAnswer:
    ours = heads(connection, ask.county, ask.dev)
    return HelloAnswer(
        forked=_forked(ask, {one.epoch: (one.ctr, one.h) for one in ours}),
        restored=ask.server_epoch not in {None, server_epoch},
        server_epoch=server_epoch,
        heads=ours,
        latest=_latest(connection, ask),
        agreed=_agreed(connection, ask, n, server_epoch),
        dictionaries=dictionaries,
    )


def _forked(ask: Hello, ours: dict[str, tuple[int, str]]) -> bool:
    """Whether the desk's present epoch is behind the county's or ends in another link (sync.md §2.4).

    A desk that is ahead compares the county's last link with its own; the county cannot.
    """
    if not ask.heads:
        return False
    mine = ask.heads[-1]
    ctr, h = ours.get(mine.epoch, (0, ""))
    return mine.ctr < ctr or (ctr > 0 and mine.ctr == ctr and mine.h != h)


def _agreed(connection: Connection, ask: Hello, n: int, server_epoch: str) -> int:
    if ask.server_epoch in {None, server_epoch}:
        return n
    table = tables.life
    found = select(table.c.upto).where(table.c.county == ask.county, table.c.server_epoch == ask.server_epoch)
    return connection.execute(found).scalar() or 0


def _latest(connection: Connection, ask: Hello) -> int:
    table = tables.change
    found = select(func.max(table.c.seq)).where(table.c.county == ask.county, _scope(ask.county, ask.unit))
    return connection.execute(found).scalar() or 0


def page(
    store: Store, *, county: str, unit: str, dev: str, epoch: str, server_epoch: str, cursor: int, size: int
) -> Page:
    """The log after ``cursor`` as ``unit`` may see it, about ``size`` bytes, cut at transaction borders.

    Leaves out what the device pushed in its present ``epoch``: it has that, and its receipts. Raises
    RefusedError ``restored`` when the cursor is from another life of this database.
    """

    def read(connection: Connection) -> Page:
        # The counter first: read after the rows it could already count rows the page did not see.
        state = _state(connection, county)
        if state is None or state[1] != server_epoch:
            raise RefusedError(
                "restored", "县级数据库恢复过备份，需要重新核对。", "重新连接后会自动核对和补发。"
            )
        n, table = state[0], tables.change
        own = and_(table.c.dev == dev, table.c.epoch == epoch, not_(table.c.late))
        ask = select(table).where(table.c.county == county, _scope(county, unit), not_(own))
        ask = ask.where(table.c.seq > cursor, table.c.seq <= n).order_by(table.c.seq)
        rows = connection.execute(ask.limit(ROWS)).mappings().all()
        if len(rows) == ROWS and rows[0]["upto"] == rows[-1]["upto"]:
            # One release can set free more than a page of held changes; half of it would be a torn state.
            rows = connection.execute(ask.where(table.c.seq <= rows[0]["upto"])).mappings().all()
            shown, more = rows, True
        else:
            shown, more = _cut(rows, min(max(size, 1), MAX_PAGE_BYTES))
        entries = [_entry(row, dev) for row in shown]
        upto = shown[-1]["upto"] if more else max(n, cursor)
        return Page(server_epoch=server_epoch, entries=entries, upto=upto, more=more)

    return store.reading(read)


def _scope(county: str, unit: str) -> ColumnElement[bool]:
    table = tables.change
    # The county itself reads everything; a township reads the cases in its custody.
    return true() if unit == seat_of(county) else table.c.unit == unit


def _cut(rows: Sequence[RowMapping], size: int) -> tuple[Sequence[RowMapping], bool]:
    """As many whole transactions as fit ``size``, at least one; and whether any are left."""
    total = 0
    for index, row in enumerate(rows):
        starts = index > 0 and rows[index - 1]["upto"] != row["upto"]
        if starts and total >= size:
            return rows[:index], True
        total += len(row["line"]) + 200
    if len(rows) < ROWS:
        return rows, False
    # The last transaction may go on beyond what was read.
    return [row for row in rows if row["upto"] != rows[-1]["upto"]], True


def _entry(row: RowMapping, dev: str) -> Entry:
    line = _lines.decode(row["line"])
    own = row["dev"] == dev
    took = None if row["took"] is None else msgspec.json.decode(row["took"])
    return Entry(
        seq=row["seq"], dev=row["dev"], epoch=row["epoch"], ctr=row["ctr"], change_id=row["change_id"],
        case_id=line.case_id, kind=line.kind, rid=line.rid, op=line.op, fields=line.fields, hlc=line.hlc,
        user=line.user, at=line.at, schema=line.schema, state=row["state"], took=took,
        clashes=_clashes.decode(row["clashes"]) if row["clashes"] else [],
        salt=line.salt if own else "", base=line.base,
    )  # fmt: skip
