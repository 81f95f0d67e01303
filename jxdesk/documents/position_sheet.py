"""打印位置测试页: two long lines whose distance from the edges of the paper a person measures with a ruler.

A pre-printed form (套打) can also be laid over it against the light. The sheet knows by how much it will be
moved only to say so; it is moved like any other paper, or it would test something else.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from jxdesk.documents.fonts import Face
from jxdesk.documents.lines import Line, set_lines
from jxdesk.documents.paragraph import baseline
from jxdesk.documents.pen import Pen, open_canvas
from jxdesk.documents.spans import SIZE_4, SIZE_SMALL_4, Align, Span, Style

TITLE = "打印位置测试页"
FROM_LEFT, FROM_TOP = 50, 50
"""Millimetres from the edges of the paper to the two lines."""
CORNERS = 20
"""Millimetres from both edges to the cross in each corner."""
_WIDE, _HIGH = float(A4[0]), float(A4[1])
_ARM = 6 * mm
_FIGURE = Style(Face.SONG, 8.0, 10.0, align=Align.LEFT)
_HEAD = Style(Face.SONG_BOLD, 18.0, 34.0, align=Align.LEFT)
_TEXT = Style(Face.FANG, SIZE_4, 24.0)
_NOTE = Style(Face.KAI, SIZE_SMALL_4, 20.0, align=Align.LEFT)


@dataclass(frozen=True)
class PositionSheet:
    """Whose sheet it is, and in words how it is going to be moved."""

    printer: str
    moved: str


def draw(sheet: PositionSheet) -> bytes:
    """One A4 page; same sheet, same bytes."""
    canvas, stream = open_canvas(TITLE, (_WIDE, _HIGH))
    pen = Pen(canvas)
    _rulers(pen)
    for x in (CORNERS * mm, _WIDE - CORNERS * mm):
        for y in (CORNERS * mm, _HIGH - CORNERS * mm):
            pen.rule(x - _ARM, x + _ARM, y)
            pen.upright(x, y + _ARM, y - _ARM)
    _words(pen, sheet)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _rulers(pen: Pen) -> None:
    """The two lines from edge to edge, a tick each millimetre, counted from the edge of the paper."""
    level, across = _HIGH - FROM_TOP * mm, FROM_LEFT * mm
    pen.rule(0, _WIDE, level)
    pen.upright(across, _HIGH, 0)
    for step in range(1, int(_WIDE / mm)):
        pen.upright(step * mm, level + _tick(step), level)
        if step % 10 == 0 and step != FROM_LEFT:
            pen.line(_one(str(step), _FIGURE), _FIGURE, step * mm - 4, level + 4 * mm)
    for step in range(1, int(_HIGH / mm)):
        pen.rule(across - _tick(step), across, _HIGH - step * mm)
        if step % 10 == 0 and step != FROM_TOP:
            pen.line(_one(str(step), _FIGURE), _FIGURE, across - 9 * mm, _HIGH - step * mm - 3)


def _tick(step: int) -> float:
    return float(mm) * (3.0 if step % 10 == 0 else 2.2 if step % 5 == 0 else 1.2)


def _words(pen: Pen, sheet: PositionSheet) -> None:
    x, y = (FROM_LEFT + 8) * mm, _HIGH - (FROM_TOP + 12) * mm
    width = _WIDE - x - 24 * mm
    lines = [
        (TITLE, _HEAD),
        (f"打印机：{sheet.printer}", _NOTE),
        (f"这一页印的时候：{sheet.moved}。", _NOTE),
        ("", _NOTE),
        (f"一、用尺量：从纸的左边到长竖线，应当正好 {FROM_LEFT} 毫米。", _TEXT),
        ("少几毫米，“往右移”就加几；多几毫米，就减几。", _TEXT),
        (f"二、再量：从纸的上边到长横线，应当正好 {FROM_TOP} 毫米。", _TEXT),
        ("少几毫米，“往下移”就加几；多几毫米，就减几。", _TEXT),
        ("三、改好以后再印一张，量到两处都对为止。", _TEXT),
        (f"四个角上的十字，各离两边 {CORNERS} 毫米：印不全的，是打印机够不着纸边。", _NOTE),
    ]
    for text, style in lines:
        for line in set_lines([Span(text)], style, width):
            pen.line(line, style, x, baseline(style, y))
            y -= style.leading


def _one(text: str, style: Style) -> Line:
    return set_lines([Span(text)], style, 1e6)[0]
