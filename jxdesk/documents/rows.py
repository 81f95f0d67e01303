"""Label-and-value rows of a form (姓名____ 性别__): the rule is as long as the place, whatever stands on it.

A value that does not fit its place is never shrunk and never runs into the next label: it takes room
from the others, or the row is cut and it goes on over as many ruled lines as it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from jxdesk.documents.fonts import one_face
from jxdesk.documents.lines import Line, set_lines
from jxdesk.documents.paragraph import baseline
from jxdesk.documents.pen import Pen
from jxdesk.documents.spans import Align, Span, Style
from jxdesk.documents.strips import Place, Strip, against_widows

_PAD = 0.25  # em between a rule's ends and its value
_BETWEEN = 0.6  # em from one field to the next label
_LEAST = 3.0  # em of rule for a field without a share


@dataclass(frozen=True)
class Field:
    """``label`` as printed on the form and its value; ``share`` em of room, 0 takes what the row has left.

    ``balanced``: a value of several lines is broken so that they are about as long, as in a name on a cover.
    """

    label: str
    value: str | None = None
    share: float = 0.0
    balanced: bool = False


@dataclass(frozen=True)
class _Cell:
    label: Line
    label_x: float
    left: float
    right: float
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Row:
    """Fields side by side; an empty value leaves its rule for the pen."""

    fields: Sequence[Field]
    style: Style
    before: float = 0.0

    def strips(self, width: float) -> list[Strip]:
        """One strip per ruled line; more than one row where a value is long."""
        strips = [strip for fields in self._rows(width) for strip in self._row(fields, width)]
        return [replace(strips[0], before=self.before), *strips[1:]]

    def _rows(self, width: float) -> list[list[Field]]:
        """The fields by row: as many in each as keep their values on one line."""
        rows: list[list[Field]] = [[]]
        used = 0.0
        for field in self.fields:
            need = self._need(field)
            if rows[-1] and used + need > width:
                rows.append([])
                used = 0.0
            rows[-1].append(field)
            used += need + _BETWEEN * self.style.size
        if len(rows) > 1:  # a row cut short shall still reach the right edge
            rows = [row if any(not f.share for f in row) else [*row[:-1], _open(row[-1])] for row in rows]
        return rows

    def _need(self, field: Field) -> float:
        least = (field.share or _LEAST) * self.style.size
        return _label(field.label, self.style).width + max(least, self._natural(field))

    def _natural(self, field: Field) -> float:
        if not field.value:
            return 0.0
        lines = set_lines([self._span(field)], replace(self.style, indent=0.0, align=Align.LEFT), 1e6)
        whole = lines[0].width if len(lines) == 1 else 1e6
        return whole + 2 * _PAD * self.style.size

    def _span(self, field: Field) -> Span:
        return Span(field.value or "", face=one_face(field.value or "", self.style.face))

    def _row(self, fields: Sequence[Field], width: float) -> list[Strip]:
        cells = self._cells(fields, width)
        count = max(len(cell.lines) for cell in cells)
        return against_widows(
            [Strip(self.style.leading, partial(self._draw, cells, number)) for number in range(count)]
        )

    def _cells(self, fields: Sequence[Field], width: float) -> list[_Cell]:
        size = self.style.size
        labels = [_label(field.label, self.style) for field in fields]
        places = [max(field.share * size, self._natural(field)) if field.share else 0.0 for field in fields]
        taken = sum(line.width for line in labels) + sum(places) + _BETWEEN * size * (len(fields) - 1)
        rest = (width - taken) / max(sum(1 for field in fields if not field.share), 1)
        cells, x = [], 0.0
        for field, label, place in zip(fields, labels, places, strict=True):
            left = x + label.width
            right = left + (place or rest)
            align = Align.CENTRE if field.share else Align.LEFT
            flat = replace(self.style, indent=0.0, align=align)
            lines = self._lines(field, flat, max(right - left - 2 * _PAD * size, size))
            cells.append(_Cell(label, x, left, right, tuple(lines)))
            x = right + _BETWEEN * size
        return cells

    def _lines(self, field: Field, style: Style, room: float) -> list[Line]:
        """The value in a column ``room`` points wide; balanced, as narrow as it goes without a line more."""
        lines = set_lines([self._span(field)], style, room)
        if not field.balanced or len(lines) == 1:
            return lines
        for narrower in range(1, int(room / style.size)):
            tried = set_lines([self._span(field)], style, room - narrower * style.size)
            if len(tried) > len(lines):
                break
            lines = tried
        return lines

    def _draw(self, cells: Sequence[_Cell], number: int, pen: Pen, place: Place) -> None:
        level = baseline(self.style, place.y)
        for cell in cells:
            if number == 0:
                pen.line(cell.label, self.style, place.x + cell.label_x, level)
            if number < len(cell.lines):
                pen.line(cell.lines[number], self.style, place.x + cell.left + _PAD * self.style.size, level)
                pen.rule(place.x + cell.left, place.x + cell.right, level - 0.2 * self.style.size)


@lru_cache(maxsize=256)
def _label(text: str, style: Style) -> Line:
    return set_lines([Span(text)], replace(style, indent=0.0, align=Align.LEFT), 1e6)[0]


def _open(field: Field) -> Field:
    return replace(field, share=0.0)
