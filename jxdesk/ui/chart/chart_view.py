"""The clickable chart. The odd thing: Qt gives graphics items no accessibility, so the view speaks for them.

What stands under the focus is put into the view's own accessible description, and what is to be done
now into its accessible name; a screen reader hears both.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from jxdesk.flow.definition import Flow, Node
from jxdesk.flow.diagram import Diagram, Line, layout
from jxdesk.flow.engine import Walk
from jxdesk.ui.chart.items import StepItem, Trace, line_items, spoken
from jxdesk.ui.chart.painting import Look

ZOOM_STEP = 1.2
_SMALLEST, _LARGEST = 0.5, 3.0
_ROOM = 2.0  # pixels a view loses to rounding before it would grow scroll bars
_SHRINK_TO = 0.85  # below this the words would be smaller than the chosen size by more than a point
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class ChartView(QGraphicsView):
    """A chart, with or without a case on it. ``node_chosen`` carries the id of the step that was opened."""

    node_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chartView")
        self.setAccessibleName("一站式调解业务流程导图")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self._look = look
        self._flow: Flow | None = None
        self._walk: Walk | None = None
        self._diagram: Diagram | None = None
        self._items: dict[str, StepItem] = {}
        self._focused = ""
        self._opened = ""
        self._zoomed = False
        self._pressed = ""

    def show_flow(self, flow: Flow, walk: Walk | None = None) -> None:
        """Show a chart; with a walk, where one case stands on it. The focus moves to the current step."""
        self._flow, self._walk = flow, walk
        fresh = walk.current if walk and walk.current else flow.start
        self._focused = fresh if walk is None or walk.current else flow.nodes[-1].id
        self._zoomed = False
        self._draw()
        self.fit()

    def set_look(self, look: Look) -> None:
        """Other colours or another font size; the chart is drawn again at once."""
        self._look = look
        self._draw()
        self.fit()
        self.updateGeometry()

    @property
    def focused(self) -> str:
        """The id of the step under the keyboard; "" before a chart is shown."""
        return self._focused

    def steps(self) -> list[StepItem]:
        """The boxes, in the order of the flow file."""
        return list(self._items.values())

    def show_opened(self, node_id: str) -> None:
        """The step whose form stands below: it keeps its ring while the keyboard is in that form."""
        self._opened = node_id
        self.focus_step(node_id)

    def focus_step(self, node_id: str) -> None:
        """Put the keyboard on that step and bring it into sight."""
        self._focused = node_id
        self._ring(node_id if self.hasFocus() else self._opened)
        if node_id in self._items:
            self.ensureVisible(self._items[node_id], 12, 12)
        self._speak()

    def _ring(self, node_id: str) -> None:
        for item_id, item in self._items.items():
            item.mark_focused(focused=item_id == node_id)

    def fit(self) -> None:
        """Natural size, a little less where that shows the whole width, else around the focused step."""
        if self._diagram is None:
            return
        self.resetTransform()
        self._zoomed = False
        room = self.viewport().width() - _ROOM
        factor = min(1.0, room / self._diagram.width)
        if _SHRINK_TO <= factor < 1:
            self.scale(factor, factor)
        if self._focused in self._items:
            self.centerOn(self._items[self._focused])

    def show_all(self) -> None:
        """The whole chart, however small."""
        if self._diagram is not None:
            self.resetTransform()
            self._zoomed = True
            whole = QRectF(0, 0, self._diagram.width, self._diagram.height)
            self.fitInView(whole, Qt.AspectRatioMode.KeepAspectRatio)

    def go_to_current(self) -> None:
        """Natural size, on the step that is to be done now."""
        if self._walk and self._walk.current:
            self.focus_step(self._walk.current)
        self.fit()

    def zoom(self, factor: float) -> None:
        """Larger or smaller around the middle of the view, between half and three times the natural size."""
        target = min(_LARGEST, max(_SMALLEST, self.transform().m11() * factor))
        self._zoomed = True
        self.scale(target / self.transform().m11(), target / self.transform().m11())

    def sizeHint(self) -> QSize:
        """The whole chart at its natural size."""
        if self._diagram is None:
            return super().sizeHint()
        return QSize(round(self._diagram.width) + 4, round(self._diagram.height) + 4)

    def _draw(self) -> None:
        self._scene.clear()
        self._items = {}
        if self._flow is None:
            return
        self._diagram = layout(self._flow, self._look.scale)
        self._scene.setBackgroundBrush(QColor(self._look.colours.card))
        self._scene.setSceneRect(0, 0, self._diagram.width, self._diagram.height)
        for line in self._diagram.lines:
            for part in line_items(line, self._look, self._trace(line)):
                self._scene.addItem(part)
        for box in self._diagram.boxes:
            item = StepItem(box, self._walk.step(box.node.id) if self._walk else None, self._look)
            item.setZValue(2)
            self._scene.addItem(item)
            self._items[box.node.id] = item
        self.focus_step(self._focused)

    def _trace(self, line: Line) -> Trace:
        if self._walk is None:
            return Trace.OPEN
        if self._walk.travelled(line.source, line.way.to):
            return Trace.TRAVELLED
        aside = any(self._walk.is_aside(node_id) for node_id in (line.source, line.way.to))
        return Trace.CLOSED if aside else Trace.OPEN

    def _speak(self) -> None:
        if self._diagram is None:
            return
        now = self._walk.step(self._walk.current) if self._walk and self._walk.current else None
        ended = "，已经办完" if self._walk and now is None else ""
        here = f"，现在办：{now.node.title}，{now.caption}" if now else ended
        self.setAccessibleName(f"一站式调解业务流程导图{here}")
        if self._focused in self._items:
            box = self._diagram.box(self._focused)
            self.setAccessibleDescription(spoken(box, self._walk.step(self._focused) if self._walk else None))
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the boxes, Enter opens one, Home goes to the current step, Ctrl with + − 0 zooms."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        act = self._zoom_for(event.key()) if control else self._move_for(event.key())
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _zoom_for(self, key: int) -> Callable[[], None] | None:
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            return lambda: self.zoom(ZOOM_STEP)
        if key == Qt.Key.Key_Minus:
            return lambda: self.zoom(1 / ZOOM_STEP)
        return self.go_to_current if key == Qt.Key.Key_0 else None

    def _move_for(self, key: int) -> Callable[[], None] | None:
        if self._focused not in self._items:
            return None
        if key in _ARROWS:
            return lambda: self.focus_step(self._neighbour(*_ARROWS[key]))
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            return lambda: self.node_chosen.emit(self._focused)
        return self.go_to_current if key == Qt.Key.Key_Home else None

    def _neighbour(self, down: int, right: int) -> str:
        """The nearest box in that direction; past the end of a row, on to the next row."""
        here = self._items[self._focused].node
        nodes = [item.node for item in self._items.values()]
        if right:
            order = sorted(nodes, key=lambda node: (node.row, node.col))
            at = order.index(here) + right
            return order[at].id if 0 <= at < len(order) else here.id

        def distance(node: Node) -> tuple[int, int]:
            return (node.row - here.row) * down, abs(node.col - here.col)

        ahead = [node for node in nodes if (node.row - here.row) * down > 0]
        return min(ahead, key=distance).id if ahead else here.id

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the step; a drag that began on the ground pans."""
        pressed = self._step_at(event.position())
        super().mouseReleaseEvent(event)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if pressed and event.button() == Qt.MouseButton.LeftButton and pressed == self._pressed:
            self.node_chosen.emit(pressed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the button went down."""
        self._pressed = self._step_at(event.position())
        if self._pressed:
            self.focus_step(self._pressed)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            event.accept()
            return
        super().mousePressEvent(event)

    def _step_at(self, place: QPointF) -> str:
        item = self.itemAt(place.toPoint())
        return item.node.id if isinstance(item, StepItem) else ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom; the wheel alone scrolls, as everywhere else."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, unless the person has chosen a zoom."""
        super().resizeEvent(event)
        if not self._zoomed:
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.focus_step(self._focused)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes with the focus, back to the step whose form is open."""
        super().focusOutEvent(event)
        self._ring(self._opened)
