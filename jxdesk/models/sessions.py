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
from sqlalchemy.orm import Session, UOWTransaction, sessionmaker
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
        reading = self.engine.execution_options(jxdesk_begin="DEFERRED")
        self._writing = sessionmaker(self.engine, expire_on_commit=False)
        self._reading = sessionmaker(reading, autoflush=False, expire_on_commit=False)
        event.listen(self._writing, "before_flush", recorder.collect)
        event.listen(self._writing, "before_flush", _note_touched)
        event.listen(self._reading, "before_flush", _refuse_write)

    @contextmanager
    def transaction(self, user: str | None = None, *, recording: bool = True) -> Iterator[Session]:
        """One use case: all of it or nothing, in the name of ``user`` (None: whoever sits at the desk).

        ``recording=False`` for what the county wrote: it is not a change of ours.

        Raises UserError when the disk is full, the folder read-only, or another program holds the file.
        """
        touched: set[str] = set()
        with explained(), self._writing(info={"touched": touched}) as session:
            if recording:
                recorder.watch(session)
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
        with explained(), self._reading() as session, session.begin():
            yield session


def _note_touched(session: Session, _context: UOWTransaction, _instances: object) -> None:
    session.info["touched"].update(
        type(row).__tablename__ for row in [*session.new, *session.dirty, *session.deleted]
    )


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
