"""A ruled table: columns by share of the width, a head that comes again on every page.

Short rows are one strip; a row with a very long cell is cut line by line, and the frame is closed at
the foot of the page where it is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jxdesk.documents.fonts import Face, one_face
from jxdesk.documents.lines import Line, set_lines
from jxdesk.documents.paragraph import baseline
from jxdesk.documents.pen import HAIR, Pen
from jxdesk.documents.spans import SIZE_SMALL_4, Align, Span, Style
from jxdesk.documents.strips import Place, Strip

CELL = Style(Face.FANG, SIZE_SMALL_4, 18.0)
_HEAD = Style(Face.HEI, SIZE_SMALL_4, 18.0, align=Align.CENTRE)
_PAD = 5.0  # points left and right of a cell's text
_AIR = 3.0  # points above and below it
_WHOLE = 6  # lines up to which a row is never cut
_FRAME = 0.9


@dataclass(frozen=True)
class Column:
    """``share`` of the table's width; shares are taken in proportion."""

    head: str
    share: float
    align: Align = Align.CENTRE


@dataclass(frozen=True)
class Table:
    """``rows`` of texts, one per column; ``least`` is the least height of each row in points."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    least: Sequence[float]
    style: Style = CELL

    def strips(self, width: float) -> list[Strip]:
        """The head, tied to the first row, and the rows."""
        edges = self._edges(width)
        head = self._lines([column.head for column in self.columns], edges, head=True)
        top = _Band(head, _HEAD, edges, _natural(head, _HEAD)).strip()
        body = [
            strip
            for row, least in zip(self.rows, self.least, strict=True)
            for strip in self._row(self._lines(row, edges), edges, least)
        ]
        return [replace(top, keep_next=True), *(replace(strip, repeat=(top,)) for strip in body)]

    def _edges(self, width: float) -> tuple[float, ...]:
        total = sum(column.share for column in self.columns)
        edges = [0.0]
        for column in self.columns:
            edges.append(edges[-1] + width * column.share / total)
        return tuple(edges)

    def _lines(self, texts: Sequence[str], edges: Sequence[float], *, head: bool = False) -> list[list[Line]]:
        cells = []
        for number, (text, column) in enumerate(zip(texts, self.columns, strict=True)):
            style = _HEAD if head else replace(self.style, indent=0.0, align=column.align)
            room = edges[number + 1] - edges[number] - 2 * _PAD
            cells.append(set_lines([Span(text, face=one_face(text, style.face))], style, room))
        return cells

    def _row(self, cells: list[list[Line]], edges: tuple[float, ...], least: float) -> list[Strip]:
        count = max(len(cell) for cell in cells)
        if count <= _WHOLE:
            return [_Band(cells, self.style, edges, max(_natural(cells, self.style), least)).strip()]
        bands = [
            _Band(
                [c[n : n + 1] for c in cells], self.style, edges, self.style.leading, n == 0, n == count - 1
            )
            for n in range(count)
        ]
        return [replace(b.strip(), keep_next=n in {0, count - 2}) for n, b in enumerate(bands)]


@dataclass(frozen=True)
class _Band:
    """A row of the table, or one line of it; ``top`` and ``foot`` say where its own frame is drawn."""

    cells: list[list[Line]]
    style: Style
    edges: tuple[float, ...]
    height: float
    top: bool = True
    foot: bool = True

    def strip(self) -> Strip:
        """The band as a slice of the page."""
        return Strip(self.height, self.draw)

    def draw(self, pen: Pen, place: Place) -> None:
        """The text of each cell in the middle of the band, and the rules around it."""
        for cell, left in zip(self.cells, self.edges, strict=False):
            y = place.y - (self.height - len(cell) * self.style.leading) / 2
            for number, line in enumerate(cell):
                level = baseline(self.style, y - number * self.style.leading)
                pen.line(line, self.style, place.x + left + _PAD, level)
        for edge in self.edges:
            weight = _FRAME if edge in {self.edges[0], self.edges[-1]} else HAIR
            pen.upright(place.x + edge, place.y, place.y - self.height, weight=weight)
        right = place.x + self.edges[-1]
        if self.top or place.first_on_page:
            pen.rule(place.x, right, place.y)
        if self.foot or place.last_on_page:
            pen.rule(place.x, right, place.y - self.height)


def _natural(cells: list[list[Line]], style: Style) -> float:
    return max(len(cell) for cell in cells) * style.leading + 2 * _AIR
