"""The desk's file: one SQLCipher-4 database, one writer at a time, every commit on the platter.

``transaction`` is the only way to write: it begins IMMEDIATE, commits on success, rolls back on any
exception, seals the change log inside, and after the commit tells listeners which tables were touched.
``plain`` asks without sessions, which is all the first page needs.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jxdesk.late import late
from jxdesk.models.file import Ask, DamagedFileError, Reader, explain
from jxdesk.models.keys import OpenKey
from jxdesk.models.sealing import Sealing

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from jxdesk.models.sessions import Sessions

__all__ = ["DamagedFileError", "Database", "TouchListener", "explain"]

TouchListener = Callable[[frozenset[str]], None]


class Database:
    """Questions and sessions on the encrypted file. ``clock`` gives aware times; tests hand in their own."""

    def __init__(
        self,
        path: Path,
        key: OpenKey,
        sealing: Sealing,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.path, self.practice = path, key.practice
        self.key, self._sealing, self._clock = key, sealing, clock
        self._listeners: list[TouchListener] = []
        self._reader = Reader(path, key)

    @late
    def _sessions(self) -> Sessions:
        from jxdesk.models.sessions import Sessions  # noqa: PLC0415 - SQLAlchemy: longer than the first paint

        return Sessions(self.path, self.key, self._sealing, self._clock, self._tell)

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine."""
        return self._sessions.engine

    def transaction(
        self, user: str | None = None, *, recording: bool = True
    ) -> AbstractContextManager[Session]:
        """One use case: all of it or nothing, in the name of ``user`` (None: whoever sits at the desk).

        ``recording=False`` for what the county wrote: it is not a change of ours.

        Raises UserError when the disk is full, the folder read-only, or another program holds the file.
        """
        return self._sessions.transaction(user, recording=recording)

    def reading(self) -> AbstractContextManager[Session]:
        """A consistent view through the mapped tables; writing in it raises, as nothing would be recorded."""
        return self._sessions.reading()

    def plain(self) -> AbstractContextManager[Ask]:
        """A consistent view in plain SQL."""
        return self._reader.reading()

    def listen(self, listener: TouchListener) -> Callable[[], None]:
        """Call ``listener`` with the touched table names after each commit; returns how to stop it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Give the connections back; the last one folds the write-ahead log into the file."""
        self._reader.close()
        if late.made(self, "_sessions"):
            self.engine.dispose()

    def _tell(self, touched: frozenset[str]) -> None:
        for listener in tuple(self._listeners):
            listener(touched)
