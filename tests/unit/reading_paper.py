"""Reads a PDF back the way copying does: codes through each font's ToUnicode map, words by position.

Written for the tests because the paper must be checked on machines without poppler.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf


@dataclass(frozen=True)
class Words:
    """A shown string: where it starts (points from the lower left) and what copying it gives."""

    x: float
    y: float
    text: str


def _map_of(font: pikepdf.Object) -> dict[int, str]:
    source = font.ToUnicode.read_bytes().decode("ascii")
    blocks = "".join(re.findall(r"beginbfchar(.*?)endbfchar", source, flags=re.DOTALL))
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]+)>", blocks)
    assert all(len(target) in {4, 8} for _, target in pairs), "not UTF-16BE"
    return {int(code, 16): bytes.fromhex(target).decode("utf-16-be") for code, target in pairs}


Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _steps(page: pikepdf.Page) -> Iterator[tuple[list[pikepdf.Object], str, Matrix]]:
    """Operands, operator, and how what it draws is moved and enlarged on the paper (cm between q and Q)."""
    kept: list[Matrix] = []
    now = _PLAIN
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                kept.append(now)
            case "Q":
                now = kept.pop()
            case "cm":
                a, b, c, d, e, f = (float(number) for number in operands)
                now = (
                    a * now[0] + b * now[2], a * now[1] + b * now[3], c * now[0] + d * now[2],
                    c * now[1] + d * now[3], *_at(now, e, f),
                )  # fmt: skip
        yield list(operands), str(operator), now


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def shown(page: pikepdf.Page) -> list[Words]:
    """Every string of a page in drawing order."""
    fonts = {name: _map_of(font) for name, font in page.Resources.Font.items()}
    found: list[Words] = []
    current: dict[int, str] = {}
    x = y = 0.0
    spelled = ""  # what an open span says instead of its glyphs
    for operands, operator, matrix in _steps(page):
        match operator:
            case "Tf":
                current = fonts[str(operands[0])]
            case "Tm":
                x, y = _at(matrix, float(operands[4]), float(operands[5]))
            case "Tj" if spelled:
                found.append(Words(x, y, spelled))
            case "Tj":
                found.append(Words(x, y, "".join(current[code] for code in bytes(operands[0]))))
            case "BDC" if "/ActualText" in operands[1]:
                spelled = str(operands[1].ActualText)
            case "EMC":
                spelled = ""
    return found


def _joined(words: list[Words]) -> list[str]:
    """Lines of a page, top to bottom; pieces whose baselines differ by less than 2 points share a line."""
    lines: list[list[Words]] = []
    for word in sorted(words, key=lambda w: -w.y):
        if lines and abs(lines[-1][0].y - word.y) < 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return ["".join(w.text for w in sorted(line, key=lambda w: w.x)) for line in lines]


def pages(pdf: bytes) -> list[list[str]]:
    """The lines of every page."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [_joined(shown(page)) for page in document.pages]


def words(pdf: bytes) -> list[list[Words]]:
    """The strings of every page with their places."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [shown(page) for page in document.pages]


def phrases(pdf: bytes) -> list[list[Words]]:
    """The strings of every page, those joined that were drawn as one line: fonts are cut anywhere."""
    found: list[list[Words]] = []
    for page in words(pdf):
        joined: list[Words] = []
        for word in page:
            if joined and (joined[-1].x, joined[-1].y) == (word.x, word.y):
                joined[-1] = Words(word.x, word.y, joined[-1].text + word.text)
            else:
                joined.append(word)
        found.append(joined)
    return found


def rules(pdf: bytes) -> list[list[tuple[float, float, float]]]:
    """The horizontal rules of every page: from x, to x, at y."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [list(_rules(page)) for page in document.pages]


def _rules(page: pikepdf.Page) -> Iterator[tuple[float, float, float]]:
    yield from ((x, end, y) for (x, y), (end, level) in _segments(page) if abs(level - y) < 0.1)


def uprights(pdf: bytes) -> list[list[tuple[float, float, float]]]:
    """The vertical rules of every page: at x, from the lower y to the higher."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            [(x, min(y, end), max(y, end)) for (x, y), (to, end) in _segments(page) if abs(to - x) < 0.1]
            for page in document.pages
        ]


def _segments(page: pikepdf.Page) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    start = (0.0, 0.0)
    for operands, operator, matrix in _steps(page):
        if operator in {"m", "l"}:
            at = _at(matrix, float(operands[0]), float(operands[1]))
            if operator == "m":
                start = at
            else:
                yield start, at


def boxes(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """The frames of every page: left, foot, width, height."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [list(_boxes(page)) for page in document.pages]


def _boxes(page: pikepdf.Page) -> Iterator[tuple[float, float, float, float]]:
    for operands, operator, matrix in _steps(page):
        if operator == "re":
            x, y, wide, high = (float(number) for number in operands)
            (left, foot), (right, top) = _at(matrix, x, y), _at(matrix, x + wide, y + high)
            yield left, foot, right - left, top - foot


def text(pdf: bytes) -> str:
    """Everything but page numbers, without line ends: what a long copy gives when lines are joined."""
    return "".join(
        line for page in pages(pdf) for line in page if not re.fullmatch(r"第\d+页　共\d+页", line)
    )


def font_names(pdf: bytes) -> dict[str, bool]:
    """Base font name to whether its file is embedded."""
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = [font for page in document.pages for font in page.Resources.Font.values()]
        return {str(f.BaseFont): "/FontDescriptor" in f and "/FontFile2" in f.FontDescriptor for f in fonts}
