"""What a paragraph is made of: spans of text in a style, fill-ins underlined, blanks to write in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from jxdesk.documents.fonts import Face

# GB/T 9704-2012: 三号 is set at 15.75 pt, not 16, or a line of 28 characters overflows 156 mm.
SIZE_2 = 22.0
SIZE_3 = 15.75
SIZE_4 = 14.0
SIZE_SMALL_4 = 12.0
SIZE_5 = 10.5
LEADING_3 = 15.75 * 15 / 8


class Align(Enum):
    """How a line stands between its edges."""

    JUSTIFIED = "justified"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Style:
    """How text is set: sizes and leading in points, ``indent`` of a first line in characters (em)."""

    face: Face
    size: float
    leading: float
    indent: float = 0.0
    align: Align = Align.JUSTIFIED


@dataclass(frozen=True)
class Span:
    """A stretch of text set alike; ``blank`` em of empty rule where ``text`` is empty (a place to write)."""

    text: str = ""
    face: Face | None = None
    underlined: bool = False
    struck: bool = False
    blank: float = 0.0


def fill(value: str | None, blank: float) -> Span:
    """A fill-in (填空): the value underlined, or a rule of ``blank`` em to be filled by hand."""
    return Span(text=value, underlined=True) if value else Span(underlined=True, blank=blank)


BODY = Style(Face.FANG, SIZE_3, LEADING_3, indent=2.0)
BODY_FLAT = Style(Face.FANG, SIZE_3, LEADING_3)
FORM = Style(Face.FANG, SIZE_4, 26.0, indent=2.0)
FORM_FLAT = Style(Face.FANG, SIZE_4, 26.0)
NOTE = Style(Face.KAI, SIZE_SMALL_4, 18.0, align=Align.LEFT)
