"""One Qt signal for "these tables were written", and the rule by which a view follows it.

The database calls from whichever thread committed; the signal arrives on the main thread. A view that
is visible reloads, a hidden one only remembers that it is stale: nine pages redrawing after each
field would make typing stutter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget


class Changes(QObject):
    """Listener of the database, speaker to the views."""

    touched = Signal(frozenset)
    saved = Signal(datetime)
    """A form's words are on the disk; the status bar says when."""
    _heard = Signal(frozenset)

    def __init__(self) -> None:
        super().__init__()
        self._heard.connect(self.touched, Qt.ConnectionType.QueuedConnection)

    def saved_at(self, at: datetime) -> None:
        """A page has stored something at this wall-clock time."""
        self.saved.emit(at)

    def listen(self, tables: Iterable[str]) -> None:
        """Give this to the database as its listener; safe from any thread."""
        self._heard.emit(frozenset(tables))


class Follower(QObject):
    """Reloads one view when tables it shows were touched; at once if visible, else when it is next shown."""

    def __init__(
        self, changes: Changes, view: QWidget, tables: Iterable[str], reload: Callable[[], None]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._tables = frozenset(tables)
        self._reload = reload
        self.stale = True
        # Several commits in one burst (an import) end in one reload.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._catch_up)
        changes.touched.connect(self._on_touched)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up when the view comes into sight."""
        if watched is self._view and event.type() == QEvent.Type.Show:
            self._catch_up()
        return False

    def _on_touched(self, tables: frozenset[str]) -> None:
        if tables & self._tables:
            self.stale = True
            if self._view.isVisible():
                self._soon.start()

    def _catch_up(self) -> None:
        if self.stale:
            self.stale = False
            self._reload()
