"""Which columns the case table shows, in what order and how wide: chosen by the person, fitted to the window.

A width somebody drew holds; the others give way where the letters are large, and 纠纷 takes what is left. The
number is never cut: 集福人调…〕第1号 tells two years' first cases apart no more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

from jxdesk.ui.case_columns import AT, COLUMNS, LABEL, TITLE, Column

SHRINKS = (
    (TITLE, 180), (AT["place"], 90), (LABEL, 160), (AT["mediator"], 70), (AT["step"], 96), (AT["state"], 66),
    (AT["level"], 50), (AT["due"], 92), (AT["place"], 70), (TITLE, 160),
)  # fmt: skip
"""Where the letters are large: which column gives way first, and to how many pixels at 12 pt."""
SPARED = ("state", "mediator")
"""Which column nobody asked for is left out first where all that is not enough: 到哪一步 says more than 状态."""
NARROWEST, BROADEST = 40, 900  # pixels at 12 pt: what a remembered width may be


class TableColumns(QObject):
    """Owns the table's header. ``liked`` says that the person changed something worth remembering."""

    liked = Signal()

    def __init__(self, table: QTableView, px: Callable[[int], int]) -> None:
        super().__init__(table)
        self._table, self._px = table, px
        self._own: dict[str, int] = {}  # widths somebody drew, in pixels at 12 pt
        self._ours = False  # the widths and places change by our own hand
        self._chosen = False  # somebody said which columns to see
        self._longest = 0  # the row with the longest number
        self.header = table.horizontalHeader()
        self.header.setSectionsMovable(True)
        self.header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.header.setToolTip("按住列名可以左右挪；右击选要看哪些列。")
        self.header.customContextMenuRequested.connect(self._open_at)
        self.header.sectionResized.connect(self._on_resized)
        self.header.sectionMoved.connect(self._on_moved)
        table.model().modelReset.connect(self._on_reset)
        table.model().rowsInserted.connect(lambda _parent, first, last: self._look_at(first, last))
        self.put({})

    # ── what is remembered ──

    def likes(self) -> dict[str, Any]:
        """Columns somebody chose, from left to right, and the widths somebody drew."""
        shown = [column.key for column in self.shown()] if self._chosen else []
        return {"shown": shown, "widths": dict(self._own)}

    def put(self, likes: dict[str, Any]) -> None:
        """Show what was remembered; what this program does not know is passed over."""
        said, widths = likes.get("shown"), likes.get("widths")
        keys = [key for key in said if key in AT] if isinstance(said, list) else []
        usual = [column.key for column in COLUMNS if column.usual]
        self._chosen = bool(keys) and keys != usual
        if not keys:
            keys = usual
        if COLUMNS[LABEL].key not in keys:
            keys.insert(0, COLUMNS[LABEL].key)
        self._own = {
            key: min(max(width, NARROWEST), BROADEST)
            for key, width in (widths.items() if isinstance(widths, dict) else ())
            if key in AT and isinstance(width, int)
        }
        self._ours = True
        order = [*dict.fromkeys(keys), *(key for key in AT if key not in keys)]
        for place, key in enumerate(order):
            self.header.moveSection(self.header.visualIndex(AT[key]), place)
            self.header.setSectionHidden(AT[key], key not in keys)
        self._ours = False
        self.fit()

    def shown(self) -> list[Column]:
        """From left to right."""
        at = [self.header.logicalIndex(place) for place in range(len(COLUMNS))]
        return [COLUMNS[number] for number in at if not self.header.isSectionHidden(number)]

    # ── what the person does ──

    def fill(self, menu: QMenu) -> None:
        """A line to tick for each column, and the way back to how it came."""
        menu.clear()
        for number, column in enumerate(COLUMNS):
            line = QAction(column.title, menu, checkable=True)
            line.setChecked(not self.header.isSectionHidden(number))
            line.setEnabled(number != LABEL)  # without it nobody could tell the rows apart
            line.toggled.connect(partial(self.show_column, number))
            menu.addAction(line)
        menu.addSeparator()
        back = QAction("恢复原样", menu)
        back.triggered.connect(self.start_over)
        menu.addAction(back)

    def show_column(self, number: int, shown: bool) -> None:
        """Show or hide one."""
        self._chosen = self._ours = True
        self.header.setSectionHidden(number, not shown)
        self.fit()
        model = self._table.model()
        if shown and model.rowCount():
            self._table.scrollTo(model.index(max(0, self._table.currentIndex().row()), number))
        self.liked.emit()

    def start_over(self) -> None:
        """Columns, order and widths as they came."""
        self.put({})
        self.liked.emit()

    def fit(self) -> None:
        """Widths for this window and this font size; columns nobody asked for may give way altogether."""
        self._ours = True  # a column that comes back is resized as well, and nobody drew that width
        spared = [] if self._chosen or self._own else list(SPARED)
        for key in spared:
            self.header.setSectionHidden(AT[key], False)  # noqa: FBT003 - Qt takes it by position
        widths, missing = self._widths()
        while missing > 0 and spared:
            self.header.setSectionHidden(AT[spared.pop(0)], True)  # noqa: FBT003 - Qt takes it by position
            widths, missing = self._widths()
        for at, width in widths.items():
            self._table.setColumnWidth(at, width)
        self._ours = False

    def _widths(self) -> tuple[dict[int, int], int]:
        """Widths by column, and how many pixels are missing for them; what is left over goes to 纠纷."""
        shown = [AT[column.key] for column in self.shown()]
        widths = {at: self._px(self._own.get(COLUMNS[at].key, COLUMNS[at].width)) for at in shown}
        number = self._number_width()
        widths[LABEL] = max(widths[LABEL], number)
        missing = sum(widths.values()) - self._table.viewport().width()
        for at, least in SHRINKS:
            if missing > 0 and at in widths and COLUMNS[at].key not in self._own:
                floor = max(self._px(least), number) if at == LABEL else self._px(least)
                given = max(0, min(missing, widths[at] - floor))
                widths[at] -= given
                missing -= given
        if TITLE in widths and COLUMNS[TITLE].key not in self._own:
            widths[TITLE] += max(0, -missing)
        return widths, missing

    def _number_width(self) -> int:
        """What the longest number in the table needs; 0 while it is empty."""
        index = self._table.model().index(self._longest, LABEL)
        return self._table.sizeHintForIndex(index).width() if index.isValid() else 0

    def _on_reset(self) -> None:
        self._longest = 0
        self._look_at(0, self._table.model().rowCount() - 1)

    def _look_at(self, first: int, last: int) -> None:
        """Rows that came: whether one of them has a longer number. Measured as letters, so that it holds at every size."""
        model, measure = self._table.model(), self._table.fontMetrics().horizontalAdvance
        rows = {self._longest, *range(first, last + 1)}
        self._longest = max(rows, key=lambda row: measure(str(model.index(row, LABEL).data() or "")))
        self.fit()

    def _open_at(self, point: QPoint) -> None:
        menu = QMenu(self.header)
        menu.setObjectName("casesColumnsMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(self.header.mapToGlobal(point))

    def _on_resized(self, at: int, _before: int, width: int) -> None:
        if not self._ours and width > 0:
            self._own[COLUMNS[at].key] = max(NARROWEST, round(width * 100 / self._px(100)))
            self.liked.emit()

    def _on_moved(self, _at: int, _before: int, _now: int) -> None:
        if not self._ours:
            self._chosen = True
            self.liked.emit()
