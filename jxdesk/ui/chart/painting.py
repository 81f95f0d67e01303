"""Paints one step of the chart: box, title, second line and the mark that says its state without colour.

Shared by the chart and its legend, so that what the legend explains is what the chart shows.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from jxdesk.flow.colours import BoxPaint, ChartColours
from jxdesk.flow.engine import State

_PAD = 8.0
_RADIUS = 6.0
_MARK = 14.0
_SMALL = 0.85  # second line against the title


@dataclass(frozen=True)
class Look:
    """Colours, the application's font families and the font size the chart grows with."""

    colours: ChartColours
    families: tuple[str, ...]
    points: float

    @property
    def scale(self) -> float:
        """How much larger than at 12 pt everything is."""
        return self.points / 12

    def font(self, *, small: bool = False, bold: bool = False) -> QFont:
        """A font in chart pixels: points would follow the screen's density, and the boxes would not."""
        font = QFont()
        if self.families:
            font.setFamilies(list(self.families))
        font.setPixelSize(round(16 * self.scale * (_SMALL if small else 1)))
        font.setBold(bold)
        return font


@dataclass(frozen=True)
class Face:
    """What is painted in one box."""

    title: str
    caption: str
    state: State
    late: bool = False
    current: bool = False


def paint_box(painter: QPainter, rect: QRectF, face: Face, look: Look, *, focused: bool = False) -> None:
    """Paint a box with its words; anything too long ends in …"""
    scale, paint = look.scale, look.colours.paint(face.state)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _ground(painter, rect, face, paint, look)
    pad = _PAD * scale
    inner = rect.adjusted(pad, 0, -pad, 0)
    title_font = look.font(bold=face.current or face.state is State.DONE)
    small_font = look.font(small=True)
    title_h, small_h = QFontMetricsF(title_font).height(), QFontMetricsF(small_font).height()
    height = title_h + small_h if face.caption else title_h
    top = rect.center().y() - height / 2
    mark = _mark_of(face)
    mark_width = (_MARK + 2) * scale if mark else 0
    _words(
        painter,
        QRectF(inner.x(), top, inner.width() - mark_width, title_h),
        face.title,
        title_font,
        paint.title,
    )
    if mark:
        corner = QRectF(
            inner.right() - _MARK * scale, top + (title_h - _MARK * scale) / 2, _MARK * scale, _MARK * scale
        )
        _paint_mark(painter, corner, mark, paint.title)
    if face.caption:
        line = QRectF(inner.x(), top + title_h, inner.width(), small_h)
        if face.late:
            _pill(painter, line, face.caption, small_font, look)
        else:
            _words(painter, line, face.caption, small_font, paint.caption)
    if focused:
        _focus_ring(painter, rect, look)


def _ground(painter: QPainter, rect: QRectF, face: Face, paint: BoxPaint, look: Look) -> None:
    scale = look.scale
    pen = QPen(QColor(paint.edge), (2.0 if face.state in (State.NEXT, State.FORBIDDEN) else 1.0) * scale)
    if face.late or face.state is State.LATE:
        pen = QPen(QColor(look.colours.red), 3.0 * scale)
    elif face.state is State.SKIPPED:
        pen = QPen(QColor(look.colours.edge), 1.0 * scale, Qt.PenStyle.DashLine)
    radius = _RADIUS * scale
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(paint.fill))
    painter.drawRoundedRect(rect, radius, radius)
    if face.state is State.FORBIDDEN:
        painter.setBrush(QBrush(QColor(look.colours.red), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(rect, radius, radius)
        painter.setBrush(QColor(look.colours.card))
        across, upright = 6 * scale, 3 * scale  # the words stand on plain ground, or nobody could read them
        painter.drawRect(rect.adjusted(across, upright, -across, -upright))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, radius, radius)


def _words(painter: QPainter, rect: QRectF, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 1)
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _pill(painter: QPainter, line: QRectF, text: str, font: QFont, look: Look) -> None:
    width = QFontMetricsF(font).horizontalAdvance(text) + 12 * look.scale
    pill = QRectF(line.x() - 2 * look.scale, line.y(), width, line.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.colours.red_tint))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    _words(painter, pill.adjusted(6 * look.scale, 0, 0, 0), text, font, look.colours.red)


def _focus_ring(painter: QPainter, rect: QRectF, look: Look) -> None:
    gap = 4 * look.scale
    painter.setPen(QPen(QColor(look.colours.ink), 2 * look.scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = _RADIUS * look.scale + gap
    painter.drawRoundedRect(rect.adjusted(-gap, -gap, gap, gap), radius, radius)


def _mark_of(face: Face) -> str:
    if face.late or face.state is State.LATE:
        return "late"
    return {State.DONE: "tick", State.CURRENT: "here", State.FORBIDDEN: "barred"}.get(face.state, "")


def _paint_mark(painter: QPainter, at: QRectF, mark: str, colour: str) -> None:
    """A tick, an arrowhead, a bar in a circle or an exclamation mark: told apart without colour."""
    pen = QPen(
        QColor(colour),
        at.width() / 6,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)

    def point(x: float, y: float) -> QPointF:
        return QPointF(at.x() + x * at.width(), at.y() + y * at.height())

    if mark == "tick":
        painter.drawPolyline(QPolygonF([point(0.1, 0.55), point(0.4, 0.85), point(0.95, 0.15)]))
    elif mark == "here":
        painter.setBrush(QColor(colour))
        painter.drawPolygon(QPolygonF([point(0.2, 0.1), point(0.9, 0.5), point(0.2, 0.9)]))
    elif mark == "barred":
        painter.drawEllipse(at.adjusted(1, 1, -1, -1))
        painter.drawLine(point(0.22, 0.78), point(0.78, 0.22))
    else:
        painter.drawLine(point(0.5, 0.05), point(0.5, 0.6))
        painter.drawPoint(point(0.5, 0.92))
