"""Where people sign: lines for wet ink, boxes for fingerprints, and 42 mm of empty paper for the seal.

Names are not printed on the lines: the name there is the signature. Few signers stand in two columns
that never leave each other; many are listed in rows that may go over the page, the seal with the
last of them. Measures: documents.md §1.18 (12 mm a line, 25 mm a fingerprint, 42 mm a round seal).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.lib.units import mm

from jxdesk.documents.fonts import Face
from jxdesk.documents.lines import set_lines
from jxdesk.documents.paragraph import baseline
from jxdesk.documents.pen import Pen
from jxdesk.documents.spans import SIZE_4, SIZE_SMALL_4, Align, Span, Style
from jxdesk.documents.strips import Place, Strip, tied

LINE: float = 14 * mm
BOX: float = 25 * mm
SEAL: float = 42 * mm
ORGANISATION_SEAL: float = 30 * mm
SEAL_LABEL = "（人民调解委员会印章）"
NO_DATE = "年　　月　　日"
_HEADING = Style(Face.FANG, SIZE_4, 24.0, align=Align.LEFT)
_LABEL = Style(Face.FANG, SIZE_SMALL_4, 18.0, align=Align.LEFT)
_CAPTION = Style(Face.FANG, 9.0, 12.0, align=Align.LEFT)
_GUTTER = 8 * mm
_HALF_PAGE = 150 * mm


@dataclass(frozen=True)
class Signer:
    """One line to sign on: ``label`` before it, a fingerprint box after it, room for an own seal above it."""

    label: str = ""
    boxed: bool = False
    sealed: bool = False

    @property
    def height(self) -> float:
        """Points from the line above to this line."""
        return max(LINE, BOX + 2 * mm if self.boxed else 0.0, ORGANISATION_SEAL if self.sealed else 0.0)

    def draw(self, width: float, pen: Pen, place: Place) -> None:
        """Draw the line at the foot of its room."""
        foot = place.y - self.height + 3 * mm
        end = place.x + width
        if self.boxed:
            end -= BOX
            pen.box(end, place.y - self.height + 1 * mm, BOX, BOX)
            pen.line(set_lines([Span("指印")], _CAPTION, 30)[0], _CAPTION, end - 22, foot + BOX - 13)
        start = place.x
        if self.label:
            label = set_lines([Span(self.label)], _LABEL, width)[0]
            above = label.width > 0.6 * (end - place.x)
            pen.line(label, _LABEL, place.x, foot + (LINE - 5 * mm if above else 2.5))
            start += 0.0 if above else label.width
        pen.rule(start, end - (2 * mm if self.boxed else 0.0), foot)


@dataclass(frozen=True)
class Signing:
    """People who sign under one printed label, for example 当事人（签名盖章或按指印）."""

    heading: str
    signers: Sequence[Signer]

    @property
    def height(self) -> float:
        """Points of the label and all lines."""
        return _HEADING.leading + sum(signer.height for signer in self.signers)


@dataclass(frozen=True)
class Seal:
    """Room for the committee's seal over the date (骑年盖月); ``date`` None leaves it to the pen."""

    label: str = SEAL_LABEL
    date: str | None = None
    stamped: bool = True

    @property
    def height(self) -> float:
        """Points: label, empty paper, date."""
        return (_LABEL.leading + SEAL if self.stamped else 4 * mm) + _HEADING.leading

    def draw(self, width: float, pen: Pen, place: Place) -> None:
        """Label on top, date at the foot, nothing between them."""
        centred = Style(_LABEL.face, _LABEL.size, _LABEL.leading, align=Align.CENTRE)
        if self.stamped and self.label:
            pen.line(
                set_lines([Span(self.label)], centred, width)[0], centred, place.x, baseline(centred, place.y)
            )
        style = Style(_HEADING.face, _HEADING.size, _HEADING.leading, align=Align.RIGHT)
        line = set_lines([Span(self.date or NO_DATE)], style, width - 2 * style.size)[0]
        pen.line(line, style, place.x, baseline(style, place.y - self.height + style.leading))


@dataclass(frozen=True)
class Signatures:
    """The foot of a document: who signs on the left, who on the right, then seal and date on the right."""

    left: Sequence[Signing]
    right: Sequence[Signing]
    seal: Seal | None = None
    before: float = 4 * mm

    def strips(self, width: float) -> list[Strip]:
        """One strip where it is less than half a page, else rows of two."""
        tall = sum(part.height for part in self.left)
        other = sum(part.height for part in self.right) + (self.seal.height if self.seal else 0.0)
        if max(tall, other) <= _HALF_PAGE:
            return [Strip(max(tall, other), partial(self._columns, width), before=self.before)]
        return self._rows(width)

    def _columns(self, width: float, pen: Pen, place: Place) -> None:
        column = (width - _GUTTER) / 2
        _stack(self.left, column, pen, place)
        beside = Place(place.x + column + _GUTTER, place.y)
        foot = _stack(self.right, column, pen, beside)
        if self.seal:
            foot = min(foot, place.y - sum(p.height for p in self.left) + self.seal.height)
            self.seal.draw(column, pen, Place(beside.x, foot))

    def _rows(self, width: float) -> list[Strip]:
        column = (width - _GUTTER) / 2
        strips: list[Strip] = []
        for part in self.left:
            strips.append(
                Strip(_HEADING.leading, partial(_heading, part.heading), before=self.before, keep_next=True)
            )
            for start in range(0, len(part.signers), 2):
                pair = part.signers[start : start + 2]
                strips.append(Strip(max(s.height for s in pair), partial(_pair, pair, column)))
        ending = Signatures(self.right, (), self.seal, self.before)
        return [*strips[:-1], *tied([*strips[-1:], *ending.strips(width)])]


def _stack(parts: Sequence[Signing], width: float, pen: Pen, place: Place) -> float:
    y = place.y
    for part in parts:
        _heading(part.heading, pen, Place(place.x, y))
        y -= _HEADING.leading
        for signer in part.signers:
            signer.draw(width, pen, Place(place.x, y))
            y -= signer.height
    return y


def _heading(text: str, pen: Pen, place: Place) -> None:
    line = set_lines([Span(text)], _HEADING, 1000)[0]
    pen.line(line, _HEADING, place.x, baseline(_HEADING, place.y))


def _pair(pair: Sequence[Signer], column: float, pen: Pen, place: Place) -> None:
    for number, signer in enumerate(pair):
        drop = max(s.height for s in pair) - signer.height
        signer.draw(column, pen, Place(place.x + number * (column + _GUTTER), place.y - drop))
