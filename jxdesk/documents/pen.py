"""The only module that draws: lines of text, rules, boxes and outlines on a reportlab canvas.

Every text is placed piece by piece at a computed x, because reportlab can stretch a line but not
say where its words went. A character no font knows is drawn as an empty box to be filled by hand,
and keeps its code in the text layer. The boxes to tick (☐ ☑) are drawn too: no shipped font has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont as FontFile
from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas

from jxdesk.documents.fonts import DRAWN, Face, loaded
from jxdesk.documents.lines import Line, Piece
from jxdesk.documents.spans import Style
from jxdesk.paths import resource

HAIR = 0.6
PALE = Color(0.9, 0.9, 0.9)


@dataclass
class Pen:
    """Draws on one document; y grows upwards, points."""

    canvas: Any
    missing: dict[str, None] = field(default_factory=dict)

    def line(self, line: Line, style: Style, x: float, baseline: float) -> None:
        """Set one line with its left edge at ``x``."""
        text = self.canvas.beginText()
        for piece in line.pieces:
            if piece.face is not None and piece.text.strip(" "):
                text.setTextOrigin(x + piece.x, baseline)
                text.setFont(loaded(piece.face).fontName, style.size)
                text.setCharSpace(piece.gap)
                text.textOut(piece.text)
        text.setCharSpace(0)
        self.canvas.drawText(text)
        for piece in line.pieces:
            self._marks(piece, style, x + piece.x, baseline)

    def _marks(self, piece: Piece, style: Style, x: float, baseline: float) -> None:
        end = x + piece.advance
        if piece.face is None and piece.text:
            self._without_glyph(piece.text, x, baseline, style.size)
        if piece.underlined:
            self.rule(x, end, baseline - 0.2 * style.size)
        if piece.struck:
            self.rule(x, end, baseline + 0.32 * style.size, weight=0.9)

    def _without_glyph(self, character: str, x: float, baseline: float, size: float) -> None:
        if character not in DRAWN:
            self.missing[character] = None
        code = character.encode("utf-16-be", "surrogatepass").hex().upper()
        # The canvas has no call for marked content; ActualText keeps the character for copy and search.
        self.canvas._code.append(f"/Span <</ActualText <FEFF{code}>>> BDC")  # noqa: SLF001 - see above
        self._unseen(x, baseline, size)
        if character in DRAWN:
            self.box(x + 0.11 * size, baseline - 0.06 * size, 0.78 * size, 0.78 * size)
        else:
            self.box(x + 0.08 * size, baseline - 0.08 * size, 0.84 * size, 0.84 * size)
        if DRAWN.get(character):
            self.tick(x, baseline, size)
        self.canvas._code.append("EMC")  # noqa: SLF001 - closes the mark above

    def _unseen(self, x: float, baseline: float, size: float) -> None:
        """An invisible square: readers drop an ActualText that stands over no glyph at all."""
        text = self.canvas.beginText()
        text.setTextOrigin(x, baseline)
        text.setFont(loaded(Face.SONG).fontName, size)
        text.setTextRenderMode(3)
        text.textOut("□")
        text.setTextRenderMode(0)
        self.canvas.drawText(text)

    def tick(self, x: float, baseline: float, size: float) -> None:
        """A tick (√) that reaches a little out of its box, as one drawn by hand."""
        self.canvas.saveState()
        self.canvas.setLineWidth(0.09 * size)
        self.canvas.setLineJoin(1)
        path = self.canvas.beginPath()
        path.moveTo(x + 0.24 * size, baseline + 0.38 * size)
        path.lineTo(x + 0.44 * size, baseline + 0.12 * size)
        path.lineTo(x + 0.92 * size, baseline + 0.80 * size)
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.restoreState()

    def squares(self, rows: Sequence[Sequence[bool]], x: float, top: float, side: float) -> None:
        """A grid of filled squares (a QR code) with its upper left corner at (x, top), each ``side`` wide."""
        path = self.canvas.beginPath()
        for line, row in enumerate(rows, start=1):
            for column, filled in enumerate(row):
                if filled:
                    path.rect(x + column * side, top - line * side, side, side)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def rule(self, x: float, end: float, y: float, *, weight: float = HAIR) -> None:
        """A horizontal rule."""
        self.canvas.setLineWidth(weight)
        self.canvas.line(x, y, end, y)

    def upright(self, x: float, top: float, bottom: float, *, weight: float = HAIR) -> None:
        """A vertical rule."""
        self.canvas.setLineWidth(weight)
        self.canvas.line(x, top, x, bottom)

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """An empty frame, lower left corner at (x, y)."""
        self.canvas.setLineWidth(HAIR)
        self.canvas.rect(x, y, width, height, stroke=1, fill=0)

    def outlines(self, word: str, size: float, x: float, y: float, degrees: float) -> None:
        """``word`` in pale outlines centred at (x, y): a mark to be seen that is not in the text layer."""
        self.canvas.saveState()
        self.canvas.setFillColor(PALE)
        self.canvas.translate(x, y)
        self.canvas.rotate(degrees)
        shapes = [_shape(character) for character in word]
        self.canvas.scale(size, size)
        self.canvas.translate(-sum(shape.width for shape in shapes) / 2, -0.38)
        for shape in shapes:
            path = self.canvas.beginPath()
            for call, numbers in shape.strokes:
                getattr(path, call)(*numbers)
            self.canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)
            self.canvas.translate(shape.width, 0)
        self.canvas.restoreState()


@dataclass(frozen=True)
class _Shape:
    """The outline of one character in em, as calls on a reportlab path."""

    width: float
    strokes: tuple[tuple[str, tuple[float, ...]], ...]


@cache
def _shape(character: str) -> _Shape:
    with FontFile(resource("fonts", Face.HEI_BOLD.value), lazy=True) as font:
        glyphs = font.getGlyphSet()
        glyph = glyphs[font.getBestCmap().get(ord(character), ".notdef")]
        tracer = _Tracer(glyphs, 1 / font["head"].unitsPerEm)
        glyph.draw(tracer)
        return _Shape(glyph.width * tracer.scale, tuple(tracer.strokes))


class _Tracer(BasePen):  # type: ignore[misc]  # fontTools publishes no types
    """Writes down a glyph's outline; fontTools turns its quadratic curves into the cubic ones of a PDF."""

    def __init__(self, glyphs: Any, scale: float) -> None:
        super().__init__(glyphs)
        self.scale = scale
        self.strokes: list[tuple[str, tuple[float, ...]]] = []

    def _add(self, call: str, *points: tuple[float, float]) -> None:
        self.strokes.append((call, tuple(number * self.scale for point in points for number in point)))

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools calls it so
        self._add("moveTo", point)

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools calls it so
        self._add("lineTo", point)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802 - fontTools calls it so
        self._add("curveTo", *points)

    def _closePath(self) -> None:  # noqa: N802 - fontTools calls it so
        self._add("close")


def open_canvas(title: str, size: tuple[float, float]) -> tuple[Canvas, BytesIO]:
    """A canvas that gives the same bytes for the same page and names no font it does not embed."""
    sheet = BytesIO()
    first = loaded(Face.SONG).fontName  # without it the file names Helvetica and does not embed it
    canvas = Canvas(sheet, pagesize=size, invariant=1, pageCompression=1, initialFontName=first)
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setCreator("jxdesk")
    canvas.setFillColor(black)
    return canvas, sheet
