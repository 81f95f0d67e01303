"""Garbage is collected on the main thread only. Python would do it in whichever thread happens to allocate.

A closed dialog is a ring of Python objects around a Qt widget. If the ring is found while the local
lane reads the file, the widget is destroyed from that thread and Qt takes the program down with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1000  # milliseconds


class MainThreadCollector(QObject):
    """Switches Python's own collector off while it lives, and does its work at the same thresholds."""

    _at_work = 0  # the first-start question has lanes of its own; only the last to stop hands back

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        MainThreadCollector._at_work += 1
        gc.disable()

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give Python its collector back."""
        if self._timer.isActive():
            self._timer.stop()
            MainThreadCollector._at_work -= 1
        if not MainThreadCollector._at_work:
            gc.enable()
