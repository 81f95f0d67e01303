"""The case's chart, whole or folded to the row of the open step: at 768 pixels a form needs the room."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from jxdesk.flow.colours import ChartColours
from jxdesk.ui.chart.chart_panel import ChartPanel
from jxdesk.ui.chart.painting import Look
from jxdesk.ui.naming import named, role
from jxdesk.ui.theme import Theme

FOLDED = 104  # pixels at 12 pt: one row of boxes and the lines around it
LEGEND = 44
LEAST_FORM = 250  # what header, tabs and the first fields of a form need


class FoldingChart(ChartPanel):
    """``switch`` is its button, to be put where the form begins."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(_look(theme))
        self._theme = theme
        self._room = 0
        self.switch = role(named(QPushButton(), "chartSwitch", ""), "link")
        self.switch.setCheckable(True)
        self.switch.clicked.connect(lambda checked: self.fold(folded=not checked))
        theme.resized.connect(self._on_resized)
        self.fold(folded=False)

    def fold(self, *, folded: bool) -> None:
        """One row, or everything with its legend and its buttons."""
        self.switch.setText("看整张导图" if folded else "收起导图")
        self.switch.setAccessibleName(self.switch.text())
        self.switch.setChecked(not folded)
        self.legend.setVisible(not folded)
        for button in (self.whole, self.natural, self.larger, self.smaller):
            button.setVisible(not folded)
        self.fit_into(self._room)

    def fit_into(self, room: int) -> None:
        """Take what a page of this height can give: all of the chart while the form keeps some lines."""
        self._room = room
        folded, whole = self._theme.px(FOLDED), self.view.sizeHint().height() + self._theme.px(LEGEND)
        given = max(room - self._theme.px(LEAST_FORM), folded)
        self.setFixedHeight(min(whole, given) if self.switch.isChecked() else folded)
        self.view.fit()

    def _on_resized(self, _points: int) -> None:
        self.set_look(_look(self._theme))
        self.fit_into(self._room)


def _look(theme: Theme) -> Look:
    return Look(ChartColours.from_tokens(theme.tokens.colours), tuple(theme.families), theme.points)
