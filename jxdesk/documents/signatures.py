"""Where people sign: lines for wet ink, boxes for fingerprints, and 42 mm of empty paper for the seal.

Names are not printed on the lines: the name there is the signature. Few signers stand in two columns
that never leave each other; many are listed in rows, on one page where a page holds them (see ``sheet``), else
over several, the seal with the last of them and a running line on top. Measures: documents.md §1.18 (12 mm a
line, 25 mm a fingerprint, 42 mm a round seal).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from reportlab.lib.units import mm

from jxdesk.documents.fonts import Face
from jxdesk.documents.lines import Line, set_lines
from jxdesk.documents.paragraph import baseline, draw_line
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
_RUNNING = Style(Face.KAI, SIZE_SMALL_4, 26.0, align=Align.LEFT)
_RISE = 3 * mm  # of a rule above the foot of its room
_GUTTER = 8 * mm
_HALF_PAGE = 150 * mm


@dataclass(frozen=True)
class Signer:
    """One line to sign on: ``label`` before it, a fingerprint box after it, room for an own seal above it.

    ``room``: points more than usual, where a long label will stand over the line.
    """

    label: str = ""
    boxed: bool = False
    sealed: bool = False
    room: float = 0.0

    @property
    def height(self) -> float:
        """Points from the line above to this line."""
        return self.room + max(
            LINE, BOX + 2 * mm if self.boxed else 0.0, ORGANISATION_SEAL if self.sealed else 0.0
        )

    @property
    def _over(self) -> float:
        """Points from the line up to a label too long to stand before it; under it a pen needs its 12 mm."""
        return float((12.5 if self.sealed else 9) * mm)

    def draw(self, width: float, pen: Pen, place: Place, *, indent: float = 0.0) -> None:
        """Draw the line at the foot of its room; ``indent`` keeps it clear of a heading on its left."""
        foot = place.y - self.height + _RISE
        end = place.x + width
        if self.boxed:
            end -= BOX
            pen.box(end, place.y - self.height + 1 * mm, BOX, BOX)
            pen.line(_words("指印", _CAPTION), _CAPTION, end - 22, foot + BOX - 13)
        start = place.x + indent
        if self.label:
            label = _words(self.label, _LABEL)
            above = label.width > 0.6 * (end - place.x)
            pen.line(label, _LABEL, place.x, foot + (self._over if above else 2.5))
            start = place.x + (0.0 if above else label.width)
        pen.rule(start, end - (2 * mm if self.boxed else 0.0), foot)


@dataclass(frozen=True)
class Signing:
    """People who sign under one printed label, for example 当事人（签名盖章或按指印）."""

    heading: str
    signers: Sequence[Signer]

    def beside(self, width: float) -> float:
        """How far a heading on the first line pushes the rules in; 0 when it stands above them."""
        wide = _words(self.heading, _HEADING).width
        # A first line with a label of its own (单位代表人：) or room for a seal has no place for the heading.
        taken = any(s.boxed for s in self.signers) or any(s.label or s.sealed for s in self.signers[:1])
        return 0.0 if wide > 0.62 * width or taken else wide

    def height(self, width: float) -> float:
        """Points of the label and all lines in a column ``width`` points wide."""
        above = 0.0 if self.beside(width) else _HEADING.leading
        return above + sum(signer.height for signer in self.signers)

    def draw(self, width: float, pen: Pen, place: Place) -> None:
        """The heading, and one line under the other."""
        indent, y = self.beside(width), place.y
        heading = _words(self.heading, _HEADING)
        if indent:
            pen.line(heading, _HEADING, place.x, y - self.signers[0].height + _RISE + 3)
        else:
            pen.line(heading, _HEADING, place.x, baseline(_HEADING, y))
            y -= _HEADING.leading
        for signer in self.signers:
            signer.draw(width, pen, Place(place.x, y), indent=indent)
            y -= signer.height


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
        """Label on top, date at the foot, nothing between them; a long label runs on into the empty paper."""
        centred = Style(_LABEL.face, _LABEL.size, _LABEL.leading, align=Align.CENTRE)
        if self.stamped and self.label:
            level = baseline(centred, place.y)
            for number, line in enumerate(set_lines([Span(self.label)], centred, width)):
                pen.line(line, centred, place.x, level - number * centred.leading)
        style = Style(_HEADING.face, _HEADING.size, _HEADING.leading, align=Align.RIGHT)
        line = set_lines([Span(self.date or NO_DATE)], style, width - 2 * style.size)[0]
        pen.line(line, style, place.x, baseline(style, place.y - self.height + style.leading))


@dataclass(frozen=True)
class Signatures:
    """The foot of a document: who signs on the left, who on the right, then seal and date on the right.

    ``running`` is printed on top of every further page of signatures: without it a page that says nothing but
    who signed could be laid behind another agreement.
    """

    left: Sequence[Signing]
    right: Sequence[Signing]
    seal: Seal | None = None
    before: float = 4 * mm
    running: str = ""

    def strips(self, width: float) -> list[Strip]:
        """One strip where it is less than half a page, else rows of two."""
        left, right = _columns(width)
        tall = sum(part.height(left) for part in self.left)
        other = self._drop(left, right) + sum(part.height(right) for part in self.right)
        height = max(tall, other + (self.seal.height if self.seal else 0.0))
        if height <= _HALF_PAGE:
            return [Strip(height, partial(self._side_by_side, width, height), before=self.before)]
        return self._rows(width)

    def _drop(self, left: float, right: float) -> float:
        """How far the right column starts lower, so that the first lines to sign on are level."""
        level = not self.left or not self.right or bool(self.left[0].beside(left))
        return 0.0 if level or not self.right[0].beside(right) else _HEADING.leading

    def _side_by_side(self, width: float, height: float, pen: Pen, place: Place) -> None:
        left, right = _columns(width)
        _stack(self.left, left, pen, place)
        beside = Place(place.x + width - right, place.y - self._drop(left, right))
        _stack(self.right, right, pen, beside)
        if self.seal:
            self.seal.draw(right, pen, Place(beside.x, place.y - height + self.seal.height))

    def _rows(self, width: float) -> list[Strip]:
        column = (width - _GUTTER) / 2
        strips: list[Strip] = []
        for part in self.left:
            head = partial(_heading, part.heading)
            strips.append(Strip(_HEADING.leading, head, before=self.before, keep_next=True))
            for start in range(0, len(part.signers), 2):
                pair = part.signers[start : start + 2]
                strips.append(Strip(max(s.height for s in pair), partial(_pair, pair, column)))
        ending = Signatures(self.right, (), self.seal, self.before)
        rows = [*strips[:-1], *tied([*strips[-1:], *ending.strips(width)])]
        return [replace(row, repeat=self._running(width)) for row in rows]

    def _running(self, width: float) -> tuple[Strip, ...]:
        lines = set_lines([Span(self.running)], _RUNNING, width) if self.running else []
        return tuple(Strip(_RUNNING.leading, partial(draw_line, line, _RUNNING, 0.0)) for line in lines)


def _columns(width: float) -> tuple[float, float]:
    """Left and right column; the right is wider because its labels stand on the lines."""
    return (width - _GUTTER) * 0.46, (width - _GUTTER) * 0.54


def _stack(parts: Sequence[Signing], width: float, pen: Pen, place: Place) -> None:
    y = place.y
    for part in parts:
        part.draw(width, pen, Place(place.x, y))
        y -= part.height(width)


def _words(text: str, style: Style) -> Line:
    return set_lines([Span(text)], style, 1e6)[0]


def _heading(text: str, pen: Pen, place: Place) -> None:
    pen.line(_words(text, _HEADING), _HEADING, place.x, baseline(_HEADING, place.y))


def _pair(pair: Sequence[Signer], column: float, pen: Pen, place: Place) -> None:
    for number, signer in enumerate(pair):
        drop = max(s.height for s in pair) - signer.height
        signer.draw(column, pen, Place(place.x + number * (column + _GUTTER), place.y - drop))
