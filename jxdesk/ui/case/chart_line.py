"""The chart as one line: the open step between the one before and the one after it, where a row of boxes takes too much."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from jxdesk.flow.engine import Walk
from jxdesk.ui.elided_line import ElidedLine
from jxdesk.ui.naming import named, role


class ChartLine(QFrame):
    """``chosen`` carries the id of the neighbour that was pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chartLine")
        self._walk: Walk | None = None
        self._ways = {"before": "", "after": ""}
        self.before = self._way("chartLineBefore", "before")
        self.after = self._way("chartLineAfter", "after")
        self.here = role(ElidedLine(), "field")
        self.here.setObjectName("chartLineHere")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self.before)
        row.addWidget(self.here, 1)
        row.addWidget(self.after)

    def show_walk(self, walk: Walk | None) -> None:
        """Where the case stands; the open step is said by ``show_opened``."""
        self._walk = walk

    def show_opened(self, node_id: str) -> None:
        """``受理　第4步，共13步，已办``; a step the case does not pass has no neighbours."""
        walk = self._walk
        if walk is None:
            return
        step, route = walk.step(node_id), walk.route
        at = route.index(node_id) if node_id in route else -1
        where = f"第{at + 1}步，共{len(route)}步" if at >= 0 else "不在这件案件现在走的路上"
        self.here.show_whole("　".join(word for word in (step.node.title, where, step.caption) if word))
        self._lead(self.before, "before", route[at - 1] if at > 0 else "", "‹ {}")
        self._lead(self.after, "after", route[at + 1] if 0 <= at < len(route) - 1 else "", "{} ›")

    def _lead(self, button: QPushButton, way: str, node_id: str, words: str) -> None:
        self._ways[way] = node_id
        button.setVisible(bool(node_id))
        if node_id and self._walk is not None:
            title = self._walk.step(node_id).node.title
            button.setText(words.format(title))
            button.setAccessibleName(f"{'上一步' if way == 'before' else '下一步'}：{title}")
            button.setToolTip(button.accessibleName())

    def _way(self, object_name: str, way: str) -> QPushButton:
        button = role(named(QPushButton(), object_name, "相邻的一步"), "step_link")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.chosen.emit(self._ways[way]))
        return button
