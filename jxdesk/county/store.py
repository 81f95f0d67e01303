"""The county's database: one engine, transactions that may be run again, and the first look at the tables.

SQLite and PostgreSQL behave alike here by decree: a writing transaction holds the county's counter row
(PostgreSQL) or the whole file (SQLite, BEGIN IMMEDIATE) from its first statement on.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from jxdesk.county import tables
from jxdesk.county.bulk import upsert
from jxdesk.errors import UserError
from jxdesk.rules.ids import new_id

RETRY = frozenset({"40001", "40P01", "57P01", "08006", "08003", "08000"})
"""SQLSTATEs after which the same transaction may simply be run again: conflict, deadlock, server gone."""
ATTEMPTS = 6
WAIT = 10.0
"""Seconds to wait for a connection or for SQLite's one writer."""

T = TypeVar("T")


class BusyError(Exception):
    """The database did not let us in; the desk should come back after a while."""


class Store:
    """Where the county keeps what it was told."""

    def __init__(self, database: str) -> None:
        """Open (and make, if need be) the database named by a DSN or a file path; raises UserError."""
        self.engine = _engine(database)
        self._reading = self.engine.execution_options(jxdesk_begin="DEFERRED")
        try:
            self._prepare()
        except DBAPIError as error:
            self.engine.dispose()
            raise UserError("县级数据库打不开。", "请检查 --database 的地址、账号和文件夹权限。") from error

    @property
    def postgresql(self) -> bool:
        """Whether this is PostgreSQL."""
        return self.engine.dialect.name == "postgresql"

    def _prepare(self) -> None:
        try:
            with self.engine.begin() as connection:
                _prepare(connection)
        except (IntegrityError, ProgrammingError):
            # Two programs on one new database: the other made the tables between our look and our making.
            with self.engine.begin() as connection:
                _prepare(connection)

    def transaction(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` in one writing transaction, again if the database asks for it; raises BusyError.

        ``work`` must not have effects outside: it can be run several times, also after a commit whose
        answer was lost.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self.engine.begin() as connection:
                    return work(connection)
            except PoolTimeoutError as error:
                raise BusyError from error
            except DBAPIError as error:
                if not _again(error):
                    raise
                # A locked SQLite file has been waited for already; the desk's own wait is the better one.
                if attempt == ATTEMPTS or "is locked" in str(error.orig):
                    raise BusyError from error
            # Without the dice two transactions that collided once collide for ever.
            time.sleep(random.uniform(0.005, 0.02 * 2**attempt))  # noqa: S311 - jitter, not a secret
        raise AssertionError("unreachable")

    def reading(self, work: Callable[[Connection], T]) -> T:
        """Run ``work``, which only reads, beside the writers; raises BusyError when the database is gone."""
        try:
            with self._reading.begin() as connection:
                return work(connection)
        except PoolTimeoutError as error:
            raise BusyError from error
        except DBAPIError as error:
            if _again(error):
                raise BusyError from error
            raise

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def lock(connection: Connection, county: str) -> tuple[int, int, str]:
    """Take the county's counter row, making it if it is the first; returns (n, arrivals, server_epoch).

    Until commit nobody else numbers anything in this county: ``seq > cursor`` misses nothing.
    """
    row = tables.county
    statement = (
        update(row)
        .where(row.c.county == county)
        .values(n=row.c.n)
        .returning(row.c.n, row.c.arrivals, row.c.server_epoch)
    )
    found = connection.execute(statement).first()
    if found is None:
        new = {"county": county, "n": 0, "arrivals": 0, "server_epoch": new_id()}
        upsert(connection, row, [new], keep=("n", "arrivals", "server_epoch"))
        found = connection.execute(statement).one()
    return int(found[0]), int(found[1]), str(found[2])


def advance(connection: Connection, county: str, n: int, arrivals: int) -> None:
    """Raise the county's counters to ``n`` and ``arrivals``; the row must be locked."""
    row = tables.county
    connection.execute(update(row).where(row.c.county == county).values(n=n, arrivals=arrivals))


def _engine(database: str) -> Engine:
    dsn = _dsn(database)
    if dsn.startswith("sqlite"):
        engine = create_engine(
            dsn, poolclass=QueuePool, connect_args={"timeout": WAIT, "isolation_level": None}
        )
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(dsn, pool_pre_ping=True, pool_size=8, max_overflow=8, pool_timeout=WAIT)


def _dsn(database: str) -> str:
    if "://" not in database:
        try:
            Path(database).absolute().parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError("县级数据库所在的文件夹建不了。", "请换一个有写权限的文件夹。") from error
        return f"sqlite:///{Path(database).absolute()}"
    try:
        url = make_url(database)
    except (ArgumentError, ValueError) as error:
        raise UserError(
            "--database 的地址写法不对。", "写法如 postgresql://用户@127.0.0.1/库名，或者一个文件路径。"
        ) from error
    if url.get_backend_name() == "sqlite":
        return database
    if url.get_backend_name() != "postgresql":
        raise UserError("县级数据库只支持 SQLite 文件和 PostgreSQL。", "请改 --database。")
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _configure_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # FULL: with NORMAL a power cut takes back batches whose receipts are already on the desks.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns writer in mid-transaction would fail at once instead of waiting its turn.
    how = connection.get_execution_options().get("jxdesk_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {how}")


def _again(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    if state is None and not isinstance(error.orig, sqlite3.Error):
        return bool(error.connection_invalidated)
    return state in RETRY or error.connection_invalidated or "is locked" in str(error.orig)


def _prepare(connection: Connection) -> None:
    tables.metadata.create_all(connection)
    version = connection.execute(select(tables.layout.c.version)).scalar()
    if version is None:
        upsert(connection, tables.layout, [{"version": tables.VERSION}])
    elif version > tables.VERSION:
        raise UserError("县级数据库是由更新版本的程序建立的。", "请升级县级服务程序，数据没有改动。")
