"""What the boxes mean: a small box of each kind and its word, painted by the same hand as the chart."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jxdesk.flow.engine import State
from jxdesk.ui.chart.items import STATE_WORDS
from jxdesk.ui.chart.painting import Face, Look, paint_box

_BOX = QSize(34, 20)
_GAP, _APART = 6, 16


class Legend(QWidget):
    """One line; read aloud as its words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chartLegend")
        self.setAccessibleName("图例：" + "、".join(STATE_WORDS.values()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._look = look

    def set_look(self, look: Look) -> None:
        """Other colours or another size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for every box and word."""
        widths = [self._entry_width(word) for word in STATE_WORDS.values()]
        scale = self._look.scale
        return QSize(round(sum(widths) + _APART * scale * (len(widths) - 1)) + 4, round(28 * scale))

    def _entry_width(self, word: str) -> float:
        metrics = QFontMetricsF(self._look.font(small=True))
        return (_BOX.width() + _GAP) * self._look.scale + metrics.horizontalAdvance(word)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for the line."""
        del event
        painter = QPainter(self)
        scale = self._look.scale
        small = Look(self._look.colours, self._look.families, self._look.points * 0.7)
        x = 2.0
        for state, word in STATE_WORDS.items():
            width, height = _BOX.width() * scale, _BOX.height() * scale
            rect = QRectF(x, (self.height() - height) / 2, width, height)
            face = Face("", "", state, late=state is State.LATE, current=state is State.CURRENT)
            paint_box(painter, rect, face, small)
            painter.setFont(self._look.font(small=True))
            painter.setPen(QColor(self._look.colours.secondary))
            words = QRectF(rect.right() + _GAP * scale, 0, self._entry_width(word), self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)
            x += self._entry_width(word) + _APART * scale
        painter.end()
