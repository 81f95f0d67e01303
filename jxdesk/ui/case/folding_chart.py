"""The case's chart: whole, folded to the row of the open step, or to one line: at 768 pixels a form needs the room.

Where the window is low for its letters (16 pt on a township's screen) even the row takes a fifth of the form. There
the chart is a line until somebody opens it, and then it stays as it was wanted.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from jxdesk.flow.colours import ChartColours
from jxdesk.flow.definition import Flow
from jxdesk.flow.engine import Walk
from jxdesk.ui.case.chart_line import ChartLine
from jxdesk.ui.chart.chart_panel import ChartPanel
from jxdesk.ui.chart.painting import Look
from jxdesk.ui.naming import named, role
from jxdesk.ui.theme import Theme

FOLDED = 104  # pixels at 12 pt: one row of boxes and the lines around it
LINE = 30
LEGEND = 44
LEAST_FORM = 250  # what header, tabs and the first fields of a form need
LOW = 560
"""Pixels at 12 pt under which a page gives the chart a line only: reached from 14 pt up at 768 pixels."""


class FoldingChart(ChartPanel):
    """``switch`` is its button, to be put where the form begins."""

    opened_when_low = Signal(bool)
    """Somebody wants the chart in sight where there is little room, or no longer: to be remembered."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(_look(theme))
        self._theme = theme
        self._room = 0
        self._wanted = True
        self._open_when_low = False
        self.line = ChartLine()
        self.line.chosen.connect(self.node_chosen)
        column = self.layout()
        if column is not None:
            column.addWidget(self.line)
        self.switch = role(named(QPushButton(), "chartSwitch", ""), "link")
        self.switch.setCheckable(True)
        self.switch.clicked.connect(self._on_switch)
        theme.resized.connect(self._on_resized)
        self.fold(folded=False)

    @property
    def low(self) -> bool:
        """Whether the page is too low for a row of boxes over a form."""
        return self._room < self._theme.px(LOW)

    def show_flow(self, flow: Flow, walk: Walk | None = None) -> None:
        """Show a chart, and the line of it."""
        super().show_flow(flow, walk)
        self.line.show_walk(walk)

    def show_opened(self, node_id: str) -> None:
        """The step whose form stands below."""
        self.view.show_opened(node_id)
        self.line.show_opened(node_id)

    def keep_open_when_low(self, *, wanted: bool) -> None:
        """What was remembered."""
        self._open_when_low = wanted
        self._settle()

    def fold(self, *, folded: bool) -> None:
        """Folded, or everything with its legend and its buttons where there is room for it."""
        self._wanted = not folded
        self._settle()

    def fit_into(self, room: int) -> None:
        """Take what a page of this height can give: all of the chart while the form keeps some lines."""
        self._room = room
        self._settle()

    def _settle(self) -> None:
        a_line = self.low and not self._open_when_low
        whole = self._wanted and not a_line
        self.switch.setText("收起导图" if whole else "看整张导图")
        self.switch.setAccessibleName(self.switch.text())
        self.switch.setChecked(whole)
        had_focus = self.view.hasFocus()
        self.line.setVisible(a_line)
        self.view.setVisible(not a_line)
        # A hidden view keeps no focus: the page would be entered with the keyboard in the search box.
        self.setFocusProxy(self.switch if a_line else self.view)
        if had_focus and a_line:
            self.switch.setFocus()
        self.legend.setVisible(whole)
        for button in (self.whole, self.natural, self.larger, self.smaller):
            button.setVisible(whole)
        self.setFixedHeight(self._theme.px(LINE) if a_line else self._height(whole=whole))
        self.view.fit()

    def _height(self, *, whole: bool) -> int:
        folded, all_of_it = self._theme.px(FOLDED), self.view.sizeHint().height() + self._theme.px(LEGEND)
        return min(all_of_it, max(self._room - self._theme.px(LEAST_FORM), folded)) if whole else folded

    def _on_switch(self, checked: bool) -> None:
        if self.low and checked != self._open_when_low:
            self._open_when_low = checked
            self.opened_when_low.emit(checked)
        self.fold(folded=not checked)

    def _on_resized(self, _points: int) -> None:
        self.set_look(_look(self._theme))
        self._settle()


def _look(theme: Theme) -> Look:
    return Look(ChartColours.from_tokens(theme.tokens.colours), tuple(theme.families), theme.points)
