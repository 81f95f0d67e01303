"""A paragraph (one strip per line), a title, and empty ruled lines to be written on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from jxdesk.documents.fonts import Face
from jxdesk.documents.lines import Line, set_lines
from jxdesk.documents.pen import Pen
from jxdesk.documents.spans import SIZE_2, Align, Span, Style
from jxdesk.documents.strips import Place, Strip, against_widows

# How far below a strip's top the baseline lies, in shares of leading above and of size below the middle.
_CAP = 0.38


def baseline(style: Style, top: float) -> float:
    """The baseline of a line whose strip begins at ``top``: Chinese characters stand in the middle of it."""
    return top - style.leading / 2 - _CAP * style.size


def draw_line(line: Line, style: Style, inset: float, pen: Pen, place: Place) -> None:
    """Draw one line ``inset`` points from the left edge of the strip."""
    pen.line(line, style, place.x + inset, baseline(style, place.y))


@dataclass(frozen=True)
class Paragraph:
    """Spans set in a style. With ``label`` the lines hang right of it (序号、标签悬挂)."""

    spans: Sequence[Span]
    style: Style
    label: str = ""
    before: float = 0.0

    def strips(self, width: float) -> list[Strip]:
        """One strip per line; no line of it is left alone on a page."""
        inset = 0.0
        head: Line | None = None
        if self.label:
            head = set_lines([Span(self.label)], replace(self.style, indent=0.0, align=Align.LEFT), width)[0]
            inset = head.width
        lines = set_lines(self.spans, self.style, width - inset)
        strips = [Strip(self.style.leading, partial(draw_line, ln, self.style, inset)) for ln in lines]
        if head is not None:
            strips[0] = Strip(self.style.leading, partial(_with_label, head, lines[0], self.style))
        strips[0] = replace(strips[0], before=self.before)
        return against_widows(strips)


def _with_label(label: Line, line: Line, style: Style, pen: Pen, place: Place) -> None:
    draw_line(label, style, 0.0, pen, place)
    draw_line(line, style, label.width, pen, place)


def paragraph(text: str, style: Style, *, label: str = "") -> Paragraph:
    """A paragraph of plain text; newlines in it start an indented line."""
    return Paragraph((Span(text),), style, label)


def title(text: str, *, size: float = SIZE_2) -> Paragraph:
    """The name of a document: 二号, bold Song, centred (GB/T 9704 has 小标宋, which no free font gives)."""
    return Paragraph((Span(text),), Style(Face.SONG_BOLD, size, size * 1.9, align=Align.CENTRE))


@dataclass(frozen=True)
class RuledLines:
    """``count`` empty rules to be filled by hand."""

    count: int
    style: Style

    def strips(self, width: float) -> list[Strip]:
        """One strip per rule."""
        return [Strip(self.style.leading, partial(self._rule, width)) for _ in range(self.count)]

    def _rule(self, width: float, pen: Pen, place: Place) -> None:
        pen.rule(place.x, place.x + width, baseline(self.style, place.y) - 0.2 * self.style.size)
