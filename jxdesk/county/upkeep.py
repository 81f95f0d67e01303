"""What the county's technician does to the database: say it was restored, and try refused changes again."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import Connection, func, select, update

from jxdesk.county import tables
from jxdesk.county.bulk import upsert
from jxdesk.county.ledger import Ledger
from jxdesk.county.store import Store, lock
from jxdesk.rules.ids import new_id

_LEAP = 2**32
"""Numbers a restored database leaves out. Without the leap it would give out numbers once more that desks
already hold as the base of an edit, and an edit of one person would silently pass over another's."""


def restored(store: Store) -> int:
    """Begin a new life of every county in this database after it was restored from a backup; how many.

    Every desk then sends again what the backup does not hold (sync.md §2.4). Harmless when nothing was lost.
    """
    named = store.reading(_counties)
    for county in named:
        # One county, one transaction: they may lie on different machines one day.
        store.transaction(partial(_restored, county=county))
    return len(named)


def _counties(connection: Connection) -> list[str]:
    table = tables.county
    return list(connection.execute(select(table.c.county).order_by(table.c.county)).scalars())


def _restored(connection: Connection, county: str) -> None:
    n, _, server_epoch = lock(connection, county)
    upsert(connection, tables.life, [{"county": county, "server_epoch": server_epoch, "upto": n}])
    table = tables.county
    leap = n + _LEAP + secrets.randbelow(_LEAP)
    connection.execute(update(table).where(table.c.county == county).values(n=leap, server_epoch=new_id()))


def retry(store: Store) -> tuple[int, int]:
    """Look again at every refused change, after an upgrade; returns (cases freed, cases still waiting)."""
    freed = left = 0
    for county in store.reading(_counties):
        before, after = store.transaction(partial(_retry, county=county))
        freed, left = freed + before - after, left + after
    return freed, left


def _retry(connection: Connection, county: str) -> tuple[int, int]:
    n, arrivals, _ = lock(connection, county)
    table = tables.blocked
    ask = select(table.c.dev, table.c.case_id).where(table.c.county == county).order_by(table.c.case_id)
    before = connection.execute(ask).all()
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    ledger = Ledger(connection, county, n=n, arrivals=arrivals, arrived_at=now)
    for row in before:
        ledger.rerun(row.dev, row.case_id, give_up=False)
    ledger.write()
    return len(before), len(connection.execute(ask).all())


def counts(store: Store) -> dict[str, int]:
    """How many changes stand in which state, and how many questions are open."""

    def read(connection: Connection) -> dict[str, int]:
        change, conflict = tables.change, tables.conflict
        states = connection.execute(select(change.c.state, func.count()).group_by(change.c.state))
        found = {str(state): int(count) for state, count in states}
        asked = select(func.count()).select_from(conflict).where(conflict.c.closed_by.is_(None))
        return {**found, "open": int(connection.execute(asked).scalar_one())}

    return store.reading(read)
