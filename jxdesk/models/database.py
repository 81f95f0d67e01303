"""The desk's file: one SQLCipher-4 database, one writer at a time, every commit on the platter.

``transaction`` is the only way to write: it begins IMMEDIATE, commits on success, rolls back on any
exception, seals the change log inside, and after the commit tells listeners which tables were touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.pool import QueuePool

from jxdesk.errors import UserError
from jxdesk.models import recorder
from jxdesk.models.keys import OpenKey

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # with NORMAL a power cut takes back saves that were already shown as saved
    "foreign_keys=ON",
    "busy_timeout=5000",
    "temp_store=MEMORY",  # temporary tables would lie unencrypted in the temp folder
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=FAST",
)

TouchListener = Callable[[frozenset[str]], None]


class DamagedFileError(UserError):
    """The file cannot be read with this key: damaged, or not ours."""


class Database:
    """Sessions on the encrypted file. ``clock`` gives aware times; tests hand in their own."""

    def __init__(
        self,
        path: Path,
        key: OpenKey,
        sealing: recorder.Sealing,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.path, self.practice = path, key.practice
        self.key, self._sealing, self._clock = key, sealing, clock
        self._listeners: list[TouchListener] = []
        self.engine = make_engine(path, key)
        self._reading = self.engine.execution_options(jxdesk_begin="DEFERRED")

    @contextmanager
    def transaction(self, user: str | None = None, *, recording: bool = True) -> Iterator[Session]:
        """One use case: all of it or nothing, in the name of ``user`` (None: whoever sits at the desk).

        ``recording=False`` for what the county wrote: it is not a change of ours.

        Raises UserError when the disk is full, the folder read-only, or another program holds the file.
        """
        touched: set[str] = set()
        with explained(), Session(self.engine, expire_on_commit=False) as session:
            if recording:
                recorder.watch(session)
            event.listen(session, "before_flush", _touches(touched))
            session.info["touched"] = touched
            with session.begin():
                yield session
                session.flush()
                if recording and recorder.seal(session, self._sealing, user, self._clock()):
                    touched.add("change")
        if touched:
            for listener in tuple(self._listeners):
                listener(frozenset(touched))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent view; writing in it raises, because nothing would be recorded."""
        with explained(), Session(self._reading, autoflush=False, expire_on_commit=False) as session:
            event.listen(session, "before_flush", _refuse_write)
            with session.begin():
                yield session

    def listen(self, listener: TouchListener) -> Callable[[], None]:
        """Call ``listener`` with the touched table names after each commit; returns how to stop it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Give the connections back; the last one folds the write-ahead log into the file."""
        self.engine.dispose()


def _touches(touched: set[str]) -> Callable[[Session, UOWTransaction, object], None]:
    def note(session: Session, _context: UOWTransaction, _instances: object) -> None:
        for row in [*session.new, *session.dirty, *session.deleted]:
            touched.add(type(row).__tablename__)

    return note


def _refuse_write(session: Session, _context: UOWTransaction, _instances: object) -> None:
    if session.new or session.dirty or session.deleted:
        message = "a reading session was asked to write"
        raise RuntimeError(message)


def connect(path: Path, key: OpenKey) -> Any:
    """A raw DB-API connection, keyed and configured; the caller closes it."""
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=5)
    try:
        # SQLCipher prints its own ERROR lines on stderr for a wrong key; ours is the one sentence shown.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlcipher.Error:
        connection.close()
        raise
    return connection


def make_engine(path: Path, key: OpenKey) -> Engine:
    """The engine on one file. Transactions are begun by us: pysqlite's own begin comes too late for DDL."""
    engine = create_engine(
        "sqlite://", creator=lambda: connect(path, key), module=sqlcipher, poolclass=QueuePool
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE: a read that turns into a write would otherwise fail or race on a stale snapshot.
        how = connection.get_execution_options().get("jxdesk_begin", "IMMEDIATE")
        connection.exec_driver_sql(f"BEGIN {how}")

    return engine


@contextmanager
def explained() -> Iterator[None]:
    """Turn what a user can put right about the file into a UserError; let bugs pass."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        known = explain(str(error.orig if isinstance(error, DBAPIError) else error))
        if known is None:
            raise
        raise known from error


def explain(text: str) -> UserError | None:
    """The Chinese sentence for one of SQLite's own messages, or None if it is not the user's to mend."""
    if "disk is full" in text or "disk I/O error" in text:
        return UserError(
            "磁盘写不进去了（可能已满），刚才这一项没有保存，以前的内容都在。", "请清理磁盘空间后再做一次。"
        )
    if "readonly" in text or "unable to open database file" in text:
        return UserError(
            "数据文件夹不能写入，刚才这一项没有保存，以前的内容都在。",
            "请检查文件夹的权限，或者换一个文件夹。",
        )
    if "is locked" in text:
        return UserError("数据文件正被另一个程序使用，刚才这一项没有保存。", "请关闭另一个窗口后再做一次。")
    if "not a database" in text or "malformed" in text:
        return DamagedFileError(
            "数据文件打不开：密钥不符或者文件已损坏。", "请不要删除它，先用备份恢复或者联系县里。"
        )
    return None
