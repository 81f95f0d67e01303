"""扫描仪送来 3 张，放到哪一件？ A strip above the material while scans wait in the watched folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from jxdesk.ui.naming import named, restyle, words
from jxdesk.ui.tasks import Job
from jxdesk.ui.workplace import Workplace

EVERY = 3000  # milliseconds between two looks


class ScannerStrip(QFrame):
    """Looks while it is wanted; ``chosen`` carries the paths and the slot they go to."""

    chosen = Signal(list, str)

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")  # the look of a notice
        restyle(self, kind="notice")
        self._place = place
        self._waiting: tuple[Path, ...] = ()
        self._left: frozenset[Path] = frozenset()
        self._looking: Job[tuple[Path, ...]] | None = None
        self.text = words("", wrap=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.slots_box = named(QComboBox(), "scannerSlot", "扫描仪送来的放到哪一件")
        self.take = named(QPushButton("收进来"), "scannerTake", "把扫描仪送来的收进这一件")
        self.take.clicked.connect(self._take)
        self.later = named(QPushButton("先不管"), "scannerLater", "扫描仪送来的先不管")
        self.later.clicked.connect(self._leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        for part in (self.text, self.slots_box, self.take, self.later):
            row.addWidget(part)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        place.tasks.closing.connect(self._timer.stop)
        self.hide()

    def show_slots(self, slots: Sequence[tuple[str, str]], current: str) -> None:
        """Offer these (id, title), with the one being looked at first chosen."""
        if [self.slots_box.itemData(row) for row in range(self.slots_box.count())] != [s[0] for s in slots]:
            self.slots_box.clear()
            for slot, title in slots:
                self.slots_box.addItem(title, slot)
        self.slots_box.setCurrentIndex(max(0, self.slots_box.findData(current)))

    def watch(self, *, on: bool) -> None:
        """Look every few seconds, or stop looking."""
        if on:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Look once; a look that still waits for a dead share is not followed by another."""
        if self._looking is None or self._looking.over:
            scanner = self._place.services.scanner
            # Not in the lane of saves: a share that does not answer may take a minute to say so.
            self._looking = self._place.tasks.network(
                "正在看扫描文件夹", lambda _work: scanner.waiting(), owner=self, done=self._show
            )

    def _show(self, waiting: tuple[Path, ...]) -> None:
        self._waiting = tuple(path for path in waiting if path not in self._left)
        self._left &= frozenset(waiting)
        self.text.setText(f"扫描仪送来 {len(self._waiting)} 张，放到哪一件？")
        self.text.setToolTip("、".join(path.name for path in self._waiting[:10]))
        self.setVisible(bool(self._waiting))

    def _take(self) -> None:
        self.hide()
        self.chosen.emit(list(self._waiting), self.slots_box.currentData())

    def _leave(self) -> None:
        self._left |= frozenset(self._waiting)
        self.hide()
