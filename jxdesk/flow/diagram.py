"""Where everything on the chart stands: boxes and lines as numbers, for the screen, the poster and Mermaid.

Places are data in the flow file, so nothing is laid out here: a row and a column become a box, and a way
on becomes a line through the gaps between boxes. Lengths are pixels at 12 pt times ``scale``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from jxdesk.flow.colours import ChartColours
from jxdesk.flow.definition import Flow, Node, Way
from jxdesk.flow.engine import State, Walk

WIDTH, HEIGHT = 132.0, 48.0
GAP_X, GAP_Y = 28.0, 34.0
MARGIN_X, MARGIN_Y = 18.0, 20.0
_LOOP = 20.0  # half the width of the line that leads back to its own box
_LABEL_GAP = 5.0

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """The place of one step: left, top, width, height."""

    node: Node
    x: float
    y: float
    width: float
    height: float

    def side(self, name: str) -> Point:
        """The middle of one side, where a line leaves or enters."""
        middle_x, middle_y = self.x + self.width / 2, self.y + self.height / 2
        return {
            "left": (self.x, middle_y),
            "right": (self.x + self.width, middle_y),
            "top": (middle_x, self.y),
            "bottom": (middle_x, self.y + self.height),
        }[name]


@dataclass(frozen=True)
class Line:
    """One way on: a polyline that ends in an arrow. ``label_at`` is where its words begin, half-way up."""

    source: str
    way: Way
    points: tuple[Point, ...]
    label_at: Point
    spine: bool


@dataclass(frozen=True)
class Diagram:
    """The whole chart; ``width`` × ``height`` hold everything including the margins."""

    width: float
    height: float
    scale: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]

    def box(self, node_id: str) -> Box:
        """The box of that step; KeyError when the chart has none."""
        for box in self.boxes:
            if box.node.id == node_id:
                return box
        raise KeyError(node_id)


def layout(flow: Flow, scale: float = 1.0) -> Diagram:
    """Place every box and draw every way that is not hidden."""
    columns = max(node.col for node in flow.nodes) + 1
    rows = max(node.row for node in flow.nodes) + 1
    boxes = tuple(_box(node, scale) for node in flow.nodes)
    by_id = {box.node.id: box for box in boxes}
    lines = tuple(
        _line(by_id[node.id], by_id[way.to], way, scale)
        for node in flow.nodes
        for way in node.ways
        if not way.hidden
    )
    width = 2 * MARGIN_X + columns * WIDTH + (columns - 1) * GAP_X
    height = 2 * MARGIN_Y + rows * HEIGHT + (rows - 1) * GAP_Y
    return Diagram(width * scale, height * scale, scale, boxes, lines)


def _box(node: Node, scale: float) -> Box:
    x = MARGIN_X + node.col * (WIDTH + GAP_X)
    y = MARGIN_Y + node.row * (HEIGHT + GAP_Y)
    return Box(node, x * scale, y * scale, WIDTH * scale, HEIGHT * scale)


def _line(source: Box, target: Box, way: Way, scale: float) -> Line:
    spine = source.node.spine and target.node.spine and not way.back
    if source is target:
        points, label = _loop(source, scale)
        return Line(source.node.id, way, points, label, spine=False)
    start, end = source.side(way.out), target.side(way.into)
    middle = _between(source, target, way, scale)
    points = _straight((start, *middle, end))
    return Line(source.node.id, way, points, _label_at(points, target, way, scale), spine)


def _between(source: Box, target: Box, way: Way, scale: float) -> tuple[Point, ...]:
    """The corners of the line: out into the gap beside the source, along it, and in at the target's side."""
    start, end = source.side(way.out), target.side(way.into)
    beside = start[0] + (GAP_X / 2 if way.out == "right" else -GAP_X / 2) * scale
    above, below = -GAP_Y / 2 * scale, GAP_Y / 2 * scale
    match way.out, way.into:
        case ("right", "top"):
            return ((beside, start[1]), (beside, end[1] + above), (end[0], end[1] + above))
        case ("bottom", "top") | ("top", "top"):
            return ((start[0], end[1] + above), (end[0], end[1] + above))
        case ("bottom", "bottom"):
            lower = max(start[1], end[1]) + below
            return ((start[0], lower), (end[0], lower))
        case ("top", "bottom"):
            return ((start[0], end[1] + below), (end[0], end[1] + below))
        case _:
            return ((beside, start[1]), (beside, end[1]))


def _straight(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The same line without repeated corners and without corners that do not turn."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and any(kept[-2][axis] == kept[-1][axis] == point[axis] for axis in (0, 1)):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _loop(box: Box, scale: float) -> tuple[tuple[Point, ...], Point]:
    x, y = box.side("top")
    reach, rise = _LOOP * scale, GAP_Y / 4 * scale
    points = ((x - reach, y), (x - reach, y - rise), (x + reach, y - rise), (x + reach, y))
    return points, (x + reach + _LABEL_GAP * scale, y - rise)


def _label_at(points: tuple[Point, ...], target: Box, way: Way, scale: float) -> Point:
    """Beside the first upright stretch, in the gap next to the target's row: there no box is in the way."""
    upright = next((a for a, b in pairwise(points) if a[0] == b[0]), points[0])
    aside = _LABEL_GAP * scale * (1 if way.label_on == "right" else -1)
    gap = GAP_Y / 2 * scale
    y = target.y - gap if points[0][1] <= target.y + target.height else target.y + target.height + gap
    return upright[0] + aside, y


def mermaid(flow: Flow, walk: Walk | None = None) -> str:
    """The chart as Mermaid text; with a walk, each step carries its state and second line."""
    lines = ["---", f"title: {flow.title}", "---", "flowchart LR"]
    for node in flow.nodes:
        step = walk.step(node.id) if walk else None
        words = node.title if step is None or not step.caption else f"{node.title}<br/>{step.caption}"
        state = "" if step is None else f":::{State.CURRENT if step.is_current else step.state}"
        lines.append(f'    {node.id}["{words}"]{state}')
    for node in flow.nodes:
        lines += [_arrow(node, way) for way in node.ways]
    if walk is not None:
        lines += _styles()
    return "\n".join(lines) + "\n"


def _arrow(node: Node, way: Way) -> str:
    arrow = "-.->" if way.hidden or way.back else "-->"
    label = f'|"{way.label}"|' if way.label else ""
    return f"    {node.id} {arrow}{label} {way.to}"


def _styles() -> list[str]:
    dashed = {State.FORBIDDEN: ",stroke-dasharray:6 3", State.SKIPPED: ",stroke-dasharray:2 3"}
    paints = ((state, ChartColours().paint(state)) for state in State)
    return [
        f"    classDef {state} fill:{paint.fill},stroke:{paint.edge},color:{paint.title}"
        + dashed.get(state, "")
        for state, paint in paints
    ]
