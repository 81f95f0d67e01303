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
_SMALLEST = 0.7  # of its own size


class Legend(QWidget):
    """One line, drawn smaller where a big font leaves it too little room; read aloud as its words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chartLegend")
        self.setAccessibleName("图例：" + "、".join(STATE_WORDS.values()))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._look = look

    def set_look(self, look: Look) -> None:
        """Other colours or another size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for every box and word."""
        widths = [self._entry_width(word, self._look) for word in STATE_WORDS.values()]
        scale = self._look.scale
        return QSize(round(sum(widths) + _APART * scale * (len(widths) - 1)) + 4, round(28 * scale))

    def minimumSizeHint(self) -> QSize:
        """How small it may become before its words are too small to read."""
        whole = self.sizeHint()
        return QSize(round(whole.width() * _SMALLEST), whole.height())

    def _entry_width(self, word: str, look: Look) -> float:
        metrics = QFontMetricsF(look.font(small=True))
        return (_BOX.width() + _GAP) * look.scale + metrics.horizontalAdvance(word)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for the line."""
        del event
        painter = QPainter(self)
        room = min(1.0, self.width() / max(1, self.sizeHint().width()))
        look = Look(self._look.colours, self._look.families, self._look.points * room)
        scale = look.scale
        small = Look(look.colours, look.families, look.points * 0.7)
        x = 2.0
        for state, word in STATE_WORDS.items():
            width, height = _BOX.width() * scale, _BOX.height() * scale
            rect = QRectF(x, (self.height() - height) / 2, width, height)
            face = Face("", "", state, late=state is State.LATE, current=state is State.CURRENT)
            paint_box(painter, rect, face, small)
            painter.setFont(look.font(small=True))
            painter.setPen(QColor(look.colours.secondary))
            words = QRectF(rect.right() + _GAP * scale, 0, self._entry_width(word, look), self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)
            x += self._entry_width(word, look) + _APART * scale
        painter.end()
