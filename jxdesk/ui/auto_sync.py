"""A round with the county without anybody asking: every few minutes, and a little after the last save.

Quiet: a failure is no news to somebody who did not ask. The status line and 同步 go on saying how much the
county has not acknowledged.
"""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from jxdesk.errors import UserError
from jxdesk.progress import Work
from jxdesk.ui.workplace import Workplace

EVERY = 300_000  # milliseconds
AFTER_SAVE = 20_000  # milliseconds; fields are stored one by one, the county hears of them together


class AutoSync(QObject):
    """Does nothing before ``start``, without an address, and while the network lane is busy."""

    def __init__(
        self, place: Workplace, parent: QObject, *, every: int = EVERY, after_save: int = AFTER_SAVE
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._every = QTimer(self, interval=every)
        self._every.timeout.connect(self._round)
        self._soon = QTimer(self, singleShot=True, interval=after_save)
        self._soon.timeout.connect(self._round)

    def start(self) -> None:
        """From now on; the desk's file must be open."""
        self._place.changes.saved.connect(self._soon.start)
        # A tick after the lanes have ended would ask a closed one: an error at the very end of the day.
        self._place.tasks.closing.connect(self._stop)
        self._every.start()

    def _stop(self) -> None:
        self._place.changes.saved.disconnect(self._soon.start)
        self._every.stop()
        self._soon.stop()

    def _round(self) -> None:
        tasks, sync = self._place.tasks, self._place.services.sync
        if tasks.pending("network"):
            return  # what runs now, or the next tick, takes everything along

        def work(report: Work) -> None:
            # Unsuppressed it would stand in the banner, over what is being typed, all through an outage.
            with suppress(UserError):
                if sync.address is not None:
                    sync.run(report)

        tasks.network("正在与县里同步", work, owner=self)
