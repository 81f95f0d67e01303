"""The chart's boxes and lines as graphics items; they know how to be painted and nothing about cases."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsPolygonItem,
    QGraphicsSimpleTextItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from jxdesk.flow.diagram import Box, Line, Point
from jxdesk.flow.engine import State, Step
from jxdesk.ui.chart.painting import Face, Look, paint_box

_HEAD_LENGTH, _HEAD_WIDTH = 8.0, 7.0
_ROOM = 8.0  # around a box, for the focus ring


class Trace(StrEnum):
    """Whether the case went this way, may still go, or no longer can; the values are names of colours."""

    TRAVELLED = "done"
    OPEN = "edge"
    CLOSED = "line"


class StepItem(QGraphicsItem):
    """One box. Without a step (a chart with no case) every box is plain."""

    def __init__(self, box: Box, step: Step | None, look: Look) -> None:
        super().__init__()
        self.node = box.node
        self._rect = QRectF(box.x, box.y, box.width, box.height)
        self._look = look
        self._face = face_of(box, step)
        self._focused = False
        self.setToolTip(spoken(box, step))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mark_focused(self, *, focused: bool) -> None:
        """Show or hide the focus ring."""
        if focused != self._focused:
            self._focused = focused
            self.update()

    def boundingRect(self) -> QRectF:
        """The box and the room its focus ring needs."""
        room = _ROOM * self._look.scale
        return self._rect.adjusted(-room, -room, room, room)

    def shape(self) -> QPainterPath:
        """Only the box itself can be clicked."""
        path = QPainterPath()
        path.addRect(self._rect)
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Qt asks for the box."""
        del option, widget
        paint_box(painter, self._rect, self._face, self._look, focused=self._focused)


def face_of(box: Box, step: Step | None) -> Face:
    """What the box shows."""
    if step is None:
        return Face(box.node.title, "", State.LATER)
    state = State.CURRENT if step.is_current and step.state is not State.FORBIDDEN else step.state
    return Face(box.node.title, step.caption, state, late=step.late_days > 0, current=step.is_current)


STATE_WORDS: Mapping[State, str] = {
    State.DONE: "已办",
    State.CURRENT: "现在办",
    State.NEXT: "接着办",
    State.LATER: "以后办",
    State.LATE: "迟了",
    State.FORBIDDEN: "依法不能办",
    State.SKIPPED: "这次不经过",
}


def spoken(box: Box, step: Step | None) -> str:
    """The box in words: for the tooltip and for a screen reader."""
    lines = [box.node.title]
    if step is not None:
        state = "现在办" if step.is_current else STATE_WORDS[step.state]
        lines[0] += f"：{state}"
        if step.caption and step.caption != state:
            lines[0] += f"，{step.caption}"
        if step.forbidden is not None:
            lines.append(f"{step.forbidden.say}（{step.forbidden.law}）")
    lines.extend(box.node.say)
    return "\n".join(lines)


def line_items(line: Line, look: Look, trace: Trace) -> list[QGraphicsItem]:
    """A way on: the line, its arrowhead and its words. A travelled way is darker and thicker."""
    travelled = trace is Trace.TRAVELLED
    colour = QColor(getattr(look.colours, trace))
    width = (2.2 if travelled else 1.8 if line.spine else 1.2) * look.scale
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if line.way.back:
        pen.setStyle(Qt.PenStyle.DashLine)
    path = QPainterPath(QPointF(*line.points[0]))
    for point in line.points[1:]:
        path.lineTo(*point)
    stroke = QGraphicsPathItem(path)
    stroke.setPen(pen)
    head = QGraphicsPolygonItem(_head(line.points[-2], line.points[-1], look.scale))
    head.setPen(Qt.PenStyle.NoPen)
    head.setBrush(colour)
    items: list[QGraphicsItem] = [stroke, head]
    if line.way.label:
        items.append(_label(line, look))
    for item in items:
        item.setZValue(1 if travelled else 0)
    return items


def _head(before: Point, tip: Point, scale: float) -> QPolygonF:
    """The arrowhead at the end of a line that comes in upright or level."""
    across, along = (tip[0] - before[0]), (tip[1] - before[1])
    length = max(abs(across), abs(along)) or 1.0
    dx, dy = across / length, along / length
    back_x, back_y = tip[0] - dx * _HEAD_LENGTH * scale, tip[1] - dy * _HEAD_LENGTH * scale
    half = _HEAD_WIDTH / 2 * scale
    return QPolygonF(
        [
            QPointF(*tip),
            QPointF(back_x - dy * half, back_y + dx * half),
            QPointF(back_x + dy * half, back_y - dx * half),
        ]
    )


def _label(line: Line, look: Look) -> QGraphicsSimpleTextItem:
    text = QGraphicsSimpleTextItem(line.way.label)
    font = look.font(small=True)
    text.setFont(font)
    text.setBrush(QColor(look.colours.secondary))
    metrics = QFontMetricsF(font)
    left = line.label_at[0] - (
        metrics.horizontalAdvance(line.way.label) if line.way.label_on == "left" else 0
    )
    text.setPos(left, line.label_at[1] - metrics.height() / 2)
    return text
