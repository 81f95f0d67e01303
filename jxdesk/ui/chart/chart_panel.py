"""The chart with its legend and its three buttons: what the case screen and the workbench put in place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jxdesk.flow.definition import Flow
from jxdesk.flow.engine import Walk
from jxdesk.ui.chart.chart_view import ZOOM_STEP, ChartView
from jxdesk.ui.chart.legend import Legend
from jxdesk.ui.chart.painting import Look
from jxdesk.ui.naming import named, role


class ChartPanel(QWidget):
    """``node_chosen`` carries the id of the step that was clicked, or opened with Enter."""

    node_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart")
        self.view = ChartView(look)
        self.view.node_chosen.connect(self.node_chosen)
        self.legend = Legend(look)
        self.whole = _small("全图", "chartWhole", "看整张流程图")
        self.whole.clicked.connect(self.view.show_all)
        self.natural = _small("原大", "chartNatural", "按原来大小看，回到现在这一步（Ctrl+0）")
        self.natural.clicked.connect(self.view.go_to_current)
        self.larger = _small("放大", "chartLarger", "放大流程图（Ctrl+加号）")
        self.larger.clicked.connect(lambda: self.view.zoom(ZOOM_STEP))
        self.smaller = _small("缩小", "chartSmaller", "缩小流程图（Ctrl+减号）")
        self.smaller.clicked.connect(lambda: self.view.zoom(1 / ZOOM_STEP))
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.legend)
        foot.addStretch(1)
        for button in (self.smaller, self.larger, self.natural, self.whole):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def show_flow(self, flow: Flow, walk: Walk | None = None) -> None:
        """Show a chart; with a walk, where one case stands on it."""
        self.view.show_flow(flow, walk)

    def set_look(self, look: Look) -> None:
        """Other colours or another font size."""
        self.view.set_look(look)
        self.legend.set_look(look)


def _small(word: str, object_name: str, spoken: str) -> QPushButton:
    button = role(named(QPushButton(word), object_name, spoken), "small")
    button.setToolTip(spoken)
    return button
