"""Sessions on the desk's file: where SQLAlchemy begins. ``Database`` imports this with the first session.

Importing it maps all tables (the recorder does), which relations between them need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.pool import QueuePool

from jxdesk.models import file, recorder
from jxdesk.models.keys import OpenKey
from jxdesk.models.sealing import Sealing


class Sessions:
    """The engine and its two kinds of session; ``tell`` hears after each commit which tables were touched."""

    def __init__(
        self,
        path: Path,
        key: OpenKey,
        sealing: Sealing,
        clock: Callable[[], datetime],
        tell: Callable[[frozenset[str]], None],
    ) -> None:
        self._sealing, self._clock, self._tell = sealing, clock, tell
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
            self._tell(frozenset(touched))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent view; writing in it raises, because nothing would be recorded."""
        with explained(), Session(self._reading, autoflush=False, expire_on_commit=False) as session:
            event.listen(session, "before_flush", _refuse_write)
            with session.begin():
                yield session


def _touches(touched: set[str]) -> Callable[[Session, UOWTransaction, object], None]:
    def note(session: Session, _context: UOWTransaction, _instances: object) -> None:
        for row in [*session.new, *session.dirty, *session.deleted]:
            touched.add(type(row).__tablename__)

    return note


def _refuse_write(session: Session, _context: UOWTransaction, _instances: object) -> None:
    if session.new or session.dirty or session.deleted:
        message = "a reading session was asked to write"
        raise RuntimeError(message)


def make_engine(path: Path, key: OpenKey) -> Engine:
    """The engine on one file. Transactions are begun by us: pysqlite's own begin comes too late for DDL."""
    engine = create_engine(
        "sqlite://", creator=lambda: file.connect(path, key), module=sqlcipher, poolclass=QueuePool
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE: a read that turns into a write would otherwise fail or race on a stale snapshot.
        how = connection.get_execution_options().get("jxdesk_begin", "IMMEDIATE")
        connection.exec_driver_sql(f"BEGIN {how}")

    return engine


@contextmanager
def explained() -> Iterator[None]:
    """``file.explained`` for errors that come wrapped by SQLAlchemy."""
    with file.explained():
        try:
            yield
        except DBAPIError as error:
            known = file.explain(str(error.orig))
            if known is None:
                raise
            raise known from error
