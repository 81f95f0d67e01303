"""The one-stop chart for the wall (挂图): the chart, what to do and say at every step, and what is behind it.

On A3 the chart and all the words share one sheet, papers and law stand on its back; A4 takes more sheets.
Boxes and lines come from the same geometry as the screen's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A3, A4, landscape

from jxdesk.documents.catalogue import shipped
from jxdesk.documents.fonts import Face
from jxdesk.documents.lines import set_lines
from jxdesk.documents.paragraph import paragraph
from jxdesk.documents.pen import Pen, open_canvas
from jxdesk.documents.spans import Align, Span, Style
from jxdesk.documents.strips import Block, Place, Space, Strip, tied
from jxdesk.flow.colours import ChartColours
from jxdesk.flow.definition import Flow, Node
from jxdesk.flow.diagram import Box, Diagram, Line, Point, layout

Size = Literal["A3", "A4"]
Page = list[list[Strip]]  # columns of strips
Words = Callable[[Node, int, float], list[Block]]
_SIZES = tuple(quarter / 4 for quarter in range(52, 31, -1))  # 13 pt down to 8 pt
_COLOURS = ChartColours()
_CAP = 0.38  # how far below its middle the baseline of a Chinese character lies, in em
_TITLE, _BELOW_TITLE = 26.0, 12.0
_GUTTER = 16.0
_ENTRY_GAP = 0.55  # em of white between two steps
_KEY = "蓝框粗线是主路，灰框是岔路；框里的号码对着后面的说明"
_LEADING = 1.36
_HEAD = 8.0  # length of an arrowhead in pixels of the chart


@dataclass(frozen=True)
class Sheet:
    """Paper, margin and columns of one size.

    ``word_pages`` is how many pages what to do and say may take, the chart's own included, and
    ``law_pages`` how many papers and law may.
    """

    paper: tuple[float, float]
    margin: float
    columns: int
    word_pages: int
    law_pages: int

    @property
    def column(self) -> float:
        """Width of one column."""
        return (self.paper[0] - 2 * self.margin - _GUTTER * (self.columns - 1)) / self.columns

    @property
    def top(self) -> float:
        """Where a page begins under its heading."""
        return self.paper[1] - self.margin - _TITLE - _BELOW_TITLE


_SHEETS: dict[Size, Sheet] = {
    "A3": Sheet(landscape(A3), 28.0, 4, 1, 1),
    "A4": Sheet(landscape(A4), 28.0, 2, 2, 2),
}


def draw(flow: Flow, size: Size = "A3") -> bytes:
    """The poster as a PDF; the same chart gives the same bytes. Raises UserError when a font is missing."""
    sheet = _SHEETS[size]
    scale = (sheet.paper[0] - 2 * sheet.margin) / layout(flow).width
    diagram = layout(flow, scale)
    canvas, out = open_canvas(flow.title, sheet.paper)
    pen = Pen(canvas)
    _heading(pen, sheet, flow.title, f"{_KEY}　　版本 {flow.label}")
    _chart(pen, flow, diagram, sheet.margin, sheet.top)
    below = sheet.top - diagram.height
    _print(pen, sheet, _largest(flow, _said, sheet, below - sheet.margin, sheet.word_pages), below)
    _heading(pen, sheet, "每一步的文书和依据", flow.title)
    _print(pen, sheet, _largest(flow, _behind, sheet, sheet.top - sheet.margin, sheet.law_pages), sheet.top)
    canvas.save()
    return out.getvalue()


def _print(pen: Pen, sheet: Sheet, pages: list[Page], first_top: float) -> None:
    for number, columns in enumerate(pages):
        top = sheet.paper[1] - sheet.margin if number else first_top
        for index, column in enumerate(columns):
            _set(pen, column, sheet.margin + index * (sheet.column + _GUTTER), top)
        pen.canvas.showPage()


def _heading(pen: Pen, sheet: Sheet, words: str, aside: str) -> None:
    width = sheet.paper[0] - 2 * sheet.margin
    baseline = sheet.paper[1] - sheet.margin - _TITLE * (0.5 + _CAP)
    title = Style(Face.HEI_BOLD, _TITLE, _TITLE, align=Align.LEFT)
    pen.canvas.setFillColor(HexColor(_COLOURS.ink))
    pen.line(set_lines([Span(words)], title, width)[0], title, sheet.margin, baseline)
    note = Style(Face.HEI, 10.0, 10.0, align=Align.RIGHT)
    pen.canvas.setFillColor(HexColor(_COLOURS.secondary))
    pen.line(set_lines([Span(aside)], note, width)[0], note, sheet.margin, baseline)


def _chart(pen: Pen, flow: Flow, diagram: Diagram, left: float, top: float) -> None:
    numbers = {node.id: number for number, node in enumerate(flow.nodes, start=1)}
    for line in sorted(diagram.lines, key=lambda line: line.spine):
        _way(pen, line, diagram.scale, left, top)
    for box in diagram.boxes:
        _box(pen, box, numbers[box.node.id], diagram.scale, (left, top))


def _way(pen: Pen, line: Line, scale: float, left: float, top: float) -> None:
    canvas = pen.canvas
    points = [(left + x, top - y) for x, y in line.points]
    colour = HexColor(_COLOURS.accent if line.spine else _COLOURS.edge)
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)
    canvas.setLineWidth((2.4 if line.spine else 1.2) * scale)
    canvas.setLineJoin(1)
    if line.way.back:
        canvas.setDash(3 * scale, 2 * scale)
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.setDash()
    _arrowhead(pen, points[-2], points[-1], scale)
    canvas.restoreState()
    if line.way.label:
        style = Style(Face.HEI, 13.6 * scale, 13.6 * scale, align=Align.LEFT)
        words = set_lines([Span(line.way.label)], style, 400 * scale)[0]
        x = left + line.label_at[0] - (words.width if line.way.label_on == "left" else 0)
        canvas.setFillColor(HexColor(_COLOURS.secondary))
        pen.line(words, style, x, top - line.label_at[1] - _CAP * style.size)


def _arrowhead(pen: Pen, before: Point, tip: Point, scale: float) -> None:
    length = max(abs(tip[0] - before[0]), abs(tip[1] - before[1])) or 1.0
    dx, dy = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    reach, half = _HEAD * scale, _HEAD * scale * 0.45
    back = (tip[0] - dx * reach, tip[1] - dy * reach)
    path = pen.canvas.beginPath()
    path.moveTo(*tip)
    path.lineTo(back[0] - dy * half, back[1] + dx * half)
    path.lineTo(back[0] + dy * half, back[1] - dx * half)
    path.close()
    pen.canvas.drawPath(path, stroke=0, fill=1)


def _box(pen: Pen, box: Box, number: int, scale: float, origin: Point) -> None:
    node, canvas = box.node, pen.canvas
    x, y = origin[0] + box.x, origin[1] - box.y - box.height
    canvas.setFillColor(HexColor(_COLOURS.accent_tint if node.spine else _COLOURS.card))
    canvas.setStrokeColor(HexColor(_COLOURS.accent if node.spine else _COLOURS.edge))
    canvas.setLineWidth((2.0 if node.spine else 1.0) * scale)
    canvas.roundRect(x, y, box.width, box.height, 6 * scale, stroke=1, fill=1)
    title = Style(Face.HEI_BOLD if node.spine else Face.HEI, 16 * scale, 16 * scale, align=Align.LEFT)
    middle = y + box.height / 2 + (9 * scale if node.hint else 0)
    canvas.setFillColor(HexColor(_COLOURS.ink))
    words = set_lines([Span(node.title)], title, box.width)[0]
    pen.line(words, title, x + 9 * scale, middle - _CAP * title.size)
    small = Style(Face.HEI, 11 * scale, 11 * scale, align=Align.LEFT)
    canvas.setFillColor(HexColor(_COLOURS.secondary))
    mark = set_lines([Span(str(number))], small, box.width)[0]
    pen.line(mark, small, x + box.width - mark.width - 6 * scale, y + box.height - 14 * scale)
    if node.hint:
        hint = Style(Face.HEI, 13 * scale, 13 * scale, align=Align.LEFT)
        said = set_lines([Span(node.hint)], hint, box.width)[0]
        pen.line(said, hint, x + 9 * scale, middle - 18 * scale - _CAP * hint.size)


def _largest(flow: Flow, words: Words, sheet: Sheet, first: float, most: int) -> list[Page]:
    """The pages in the largest words that keep to that many pages; in the smallest if none does."""
    pages: list[Page] = []
    for size in _SIZES:
        entries = [words(node, number, size) for number, node in enumerate(flow.nodes, start=1)]
        pages = _pages(entries, sheet, first)
        if len(pages) <= most:
            break
    return pages


def _pages(entries: Iterable[list[Block]], sheet: Sheet, first: float) -> list[Page]:
    """Steps into columns into pages; columns of the first page are ``first`` points high."""
    full = sheet.paper[1] - 2 * sheet.margin
    heights = (first if index < sheet.columns else full for index in count())
    strips = (tied([s for block in entry for s in block.strips(sheet.column)]) for entry in entries)
    columns = list(_columns(strips, heights))
    return [columns[at : at + sheet.columns] for at in range(0, len(columns), sheet.columns)]


def _columns(entries: Iterable[list[Strip]], heights: Iterator[float]) -> Iterator[list[Strip]]:
    """Whole steps into columns: half a step at the foot of one would be read without its other half."""
    column: list[Strip] = []
    room = next(heights)
    for entry in entries:
        need = sum(strip.height + strip.before for strip in entry)
        if column and need > room:
            yield column
            column, room = [], next(heights)
        column += entry if column else [replace(entry[0], before=0.0), *entry[1:]]
        room -= need
    yield column


def _head(node: Node, number: int, size: float) -> list[Block]:
    style = Style(Face.HEI_BOLD, size * 1.1, size * _LEADING * 1.1, align=Align.LEFT)
    return [Space(size * _ENTRY_GAP), paragraph(f"{number}　{node.title}", style)]


def _said(node: Node, number: int, size: float) -> list[Block]:
    """A step in two lines: what to do, and in another hand what to say."""
    plain = Style(Face.HEI, size, size * _LEADING, align=Align.LEFT)
    spoken = Style(Face.KAI, size * 1.04, size * _LEADING, align=Align.LEFT)
    return [*_head(node, number, size), paragraph(node.say[0], plain), paragraph(node.say[1], spoken)]


def _behind(node: Node, number: int, size: float) -> list[Block]:
    """What stands behind a step: its paper, what forbids it, the law."""
    style = Style(Face.SONG, size, size * _LEADING, align=Align.LEFT)
    papers = "、".join(shipped().entry(one).title for one in node.documents if shipped().uses(one))
    barred = [paragraph(f"{rule.say}（{rule.law}）", style, label="不能办：") for rule in node.forbidden]
    law = paragraph("；".join(node.law), style, label="依据：")
    return [
        *_head(node, number, size),
        *([paragraph(papers, style, label="文书：")] if papers else []),
        *barred,
        law,
    ]


def _set(pen: Pen, column: list[Strip], x: float, top: float) -> None:
    y = top
    pen.canvas.setFillColor(HexColor(_COLOURS.ink))
    for strip in column:
        y -= strip.before
        strip.draw(pen, Place(x, y))
        y -= strip.height
