"""The faces on paper and which of them draws a character; a font is loaded only when a page needs it.

HanaMinB alone costs 56 MB of memory, so the two fonts for rare characters are asked through their
character map and loaded for drawing only. Reportlab writes a wrong text layer for characters beyond
U+FFFF (five hex digits where UTF-16BE is wanted): copying 𠅤 gave a Korean syllable and a letter.
``_to_unicode_map`` replaces that function.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import cache

from fontTools.ttLib import TTFont as FontFile
from fontTools.ttLib import TTLibError
from reportlab.pdfbase import pdfmetrics, ttfonts

from jxdesk.errors import UserError
from jxdesk.paths import resource


class Face(Enum):
    """A typeface by its role on paper (宋体, 黑体, 楷体, 仿宋); the value is its file in resources/fonts."""

    SONG = "NotoSerifSC-Regular.ttf"
    SONG_BOLD = "NotoSerifSC-Bold.ttf"
    HEI = "NotoSansSC-Regular.ttf"
    HEI_BOLD = "NotoSansSC-Bold.ttf"
    KAI = "JXKai-Regular.ttf"
    FANG = "FandolFang-Regular.ttf"
    RARE_B_TO_F = "HanaMinB.ttf"
    RARE_MORE = "JXHan-Regular.ttf"


# Boxes to tick, drawn by the pen because no font has them, and whether they are ticked.
DRAWN = {"☐": False, "☑": True}
# Who stands in when a face lacks a character, in this order.
_STAND_INS = (Face.SONG, Face.RARE_B_TO_F, Face.RARE_MORE)
_RARE = (Face.RARE_B_TO_F, Face.RARE_MORE)
# FandolFang draws a dollar sign for ￥: an amount in yuan would be signed for as dollars.
_DRAWN_WRONG = {Face.FANG: frozenset({ord("￥")})}


def _to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """The PDF's code-to-text map (ISO 32000-1, 9.10.3) of one subset, right beyond U+FFFF too."""
    entries = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    head = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    body: list[str] = []
    for start in range(0, len(entries), 100):  # a block of more than 100 entries is not legal
        block = entries[start : start + 100]
        body += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    tail = ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(head + body + tail)


ttfonts.makeToUnicodeCMap = _to_unicode_map


class _Outlines:
    """The table of outlines, cut where it lies. Reportlab copies all of it, up to 14 MB, for each subset it makes."""

    def __init__(self, font: bytes, start: int) -> None:
        self._font, self._start = font, start

    def __getitem__(self, cut: slice) -> bytes:
        return self._font[self._start + cut.start : self._start + cut.stop]


def _table(face: ttfonts.TTFontFace, tag: str) -> bytes | _Outlines:
    start, length = face.get_table_pos(tag)
    return _Outlines(face._ttf_data, start) if tag == "glyf" else face._ttf_data[start : start + length]  # noqa: SLF001 - no public name


ttfonts.TTFontFace.get_table = _table


@cache
def loaded(face: Face) -> ttfonts.TTFont:
    """The face, registered with reportlab by its enum name; UserError when its file is missing or spoilt."""
    path = resource("fonts", face.value)
    try:
        font = ttfonts.TTFont(face.name, str(path))
    except (ttfonts.TTFError, OSError, ValueError) as broken:
        raise _spoilt(face) from broken
    pdfmetrics.registerFont(font)
    return font


@cache
def points(face: Face) -> frozenset[int]:
    """Code points a face has glyphs for; the rare ones are read without loading the font for drawing."""
    if face not in _RARE:
        return frozenset(loaded(face).face.charToGlyph) - _DRAWN_WRONG.get(face, frozenset())
    try:
        # Opened here, because fontTools leaves a file that is no font open.
        with resource("fonts", face.value).open("rb") as stream, FontFile(stream, lazy=True) as file:
            return frozenset(file.getBestCmap())
    except (TTLibError, OSError) as broken:
        raise _spoilt(face) from broken


def _spoilt(face: Face) -> UserError:
    return UserError(f"字体文件 {face.value} 已损坏，无法生成文书。", "请重新安装本程序，案件数据不受影响。")


def _may_hold(rare: Face, point: int) -> bool:
    compatibility = rare is Face.RARE_MORE and 0xF900 <= point <= 0xFAFF
    return point >= 0x20000 or compatibility


@cache
def face_for(character: str, face: Face) -> Face | None:
    """Who draws ``character`` where ``face`` was asked for: itself, a stand-in, or None (no glyph at all)."""
    point = ord(character)
    for candidate in (face, *_STAND_INS):
        if candidate in _RARE and not _may_hold(candidate, point):
            continue  # opening a 30 MB file to learn that it has no such character costs half a second
        if point in points(candidate):
            return candidate
    return None


def one_face(text: str, face: Face) -> Face:
    """``face`` if it has all of ``text``, else Song: a name half in FangSong, half in Song looks forged."""
    set_ones = (c for c in printable(text) if c != "\n" and c not in DRAWN)
    return face if all(face_for(c, face) is face for c in set_ones) else Face.SONG


@cache
def width_of(character: str, face: Face) -> float:
    """Advance width in em (1.0 = the font size)."""
    return float(loaded(face).face.getCharWidth(ord(character))) / 1000.0


def is_silent(character: str) -> bool:
    """Characters that print nothing and need no glyph: controls, direction marks, variation selectors."""
    point = ord(character)
    if 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF:
        return True
    return unicodedata.category(character) in {"Cc", "Cf"}


def printable(text: str) -> str:
    """``text`` as it can be set: one kind of newline, tabs as spaces, silent characters dropped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\u0085", "\n")
    return "".join(c for c in text if c == "\n" or not is_silent(c))


def missing_glyphs(text: str, face: Face = Face.SONG) -> tuple[str, ...]:
    """The characters of ``text`` that no shipped font can draw, each once, in order; () when all is well."""
    asked = (c for c in printable(text) if c != "\n" and c not in DRAWN)
    return tuple(dict.fromkeys(c for c in asked if face_for(c, face) is None))
