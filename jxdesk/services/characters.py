"""The picker's questions: which characters fit, which fonts print them, which were used last. Asked off the screen.

The table is read when somebody first opens the picker, a megabyte and a half, and stays until the desk is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from jxdesk.documents.fonts import Face, face_for, points
from jxdesk.paths import read_resource
from jxdesk.rules.ideographs import Ideograph, Ideographs, Radical, Wanted, sounds_first
from jxdesk.services.screen_prefs import ScreenPrefs

PAGE = "characters"
MOST = 600  # more tiles than anybody looks through; the rest is counted and said
KEPT = 24
BODY = {Face.SONG: "宋体", Face.FANG: "仿宋", Face.KAI: "楷体", Face.HEI: "黑体"}

SPARE = {Face.RARE_B_TO_F: "HanaMinB", Face.RARE_MORE: "JXHan"}


@dataclass(frozen=True)
class Glyph:
    """One tile: the character and what a person recognises it by. ``faces`` are the typefaces that have it."""

    character: str
    sounds: str
    strokes: str
    radical: str
    faces: tuple[str, ...]
    printable: bool

    @property
    def point(self) -> str:
        """``U+36C3``."""
        return f"U+{ord(self.character):04X}"


@dataclass(frozen=True)
class Glyphs:
    """An answer; ``total`` counts also what is not in ``shown``."""

    shown: tuple[Glyph, ...]
    total: int


class CharacterService:
    """Finds characters that no input method offers."""

    def __init__(self, prefs: ScreenPrefs) -> None:
        self._prefs = prefs

    def find(self, wanted: Wanted) -> Glyphs:
        """The first 600 that fit, fewest strokes first."""
        found, total = self._table.find(wanted, MOST)
        return Glyphs(tuple(self._glyph(one, wanted.sound) for one in found), total)

    def radicals(self) -> tuple[Radical, ...]:
        """Every radical in each of its shapes, fewest strokes first."""
        return self._table.radicals

    def recent(self) -> Glyphs:
        """Those used last at this desk, newest first."""
        known = [self._table.of(character) for character in self._recent()]
        shown = tuple(self._glyph(one) for one in known if one is not None)
        return Glyphs(shown, len(shown))

    def remember(self, character: str) -> None:
        """Put a character first among those used last."""
        kept = [character, *(one for one in self._recent() if one != character)]
        self._prefs.remember(PAGE, {"recent": kept[:KEPT]})

    def _recent(self) -> list[str]:
        kept = self._prefs.of(PAGE).get("recent")
        return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []

    @cached_property
    def _table(self) -> Ideographs:
        return Ideographs.from_tsv(read_resource("characters", "ideographs.tsv"))

    @cached_property
    def _shapes(self) -> dict[int, str]:
        first: dict[int, str] = {}
        for one in sorted(self._table.radicals, key=lambda radical: -radical.strokes):
            first.setdefault(one.number, one.shape)
        return first

    def _glyph(self, one: Ideograph, asked: str = "") -> Glyph:
        number, more = one.radicals[0]
        body = tuple(word for face, word in BODY.items() if ord(one.character) in points(face))
        drawn = face_for(one.character, Face.SONG)
        spare = () if drawn is None or drawn in BODY else (f"备用字体 {SPARE[drawn]}",)
        return Glyph(
            one.character,
            " ".join(sounds_first(one.sounds, asked)[:4]),
            "或".join(str(count) for count in one.strokes) + "画",
            f"{self._shapes[number]}部{more}画",
            body + spare,
            drawn is not None,
        )
