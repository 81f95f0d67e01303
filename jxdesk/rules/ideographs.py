"""Every ideograph by how it sounds, how many strokes it has, its radical and its code point; for the picker 生僻字.

98,000 characters from the Unihan database. The columns repeat themselves (38.6, 9, jié), so each different value is
kept once and a question is answered in two steps: which values fit, then one pass over the columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Self

from jxdesk.rules.characters import is_ideograph

RADICALS = 214
ALSO = frozenset(
    {(163, "阝"), (130, "月")}
)  # right 阝 and 月 of the flesh: Unicode files these shapes elsewhere
_POINT = re.compile(r"(?:U\+?|\\u|0x)?([0-9A-F]{4,5})", re.IGNORECASE)
_SYLLABLE = re.compile(r"([a-zü]+)([1-5]?)")
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_DIAERESIS = "\u0308"


@dataclass(frozen=True)
class Ideograph:
    """One character. ``radicals`` are pairs of radical number and further strokes; the first is the usual one."""

    character: str
    radicals: tuple[tuple[int, int], ...]
    strokes: tuple[int, ...]
    sounds: tuple[str, ...]


@dataclass(frozen=True)
class Radical:
    """A radical in one of its shapes: 85 as 水 with 4 strokes, or as 氵 with 3."""

    number: int
    shape: str
    strokes: int


@dataclass(frozen=True)
class Wanted:
    """What a person knows of a character; everything said must fit.

    ``radicals`` are the numbers one shape may mean (阝 is 163 and 170); ``residual`` counts beside them only.
    """

    sound: str = ""
    strokes: int | None = None
    radicals: tuple[int, ...] = ()
    residual: int | None = None
    character: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return self == Wanted() or self == Wanted(residual=self.residual)


class Ideographs:
    """The table of ``ideographs.tsv``; making it takes a quarter of a second, a question some milliseconds."""

    def __init__(self, text: str) -> None:
        known: dict[str, str] = {}
        self._characters: list[str] = []
        self._shapes: list[str] = []
        self._strokes: list[str] = []
        self._sounds: list[str] = []
        for line in text.splitlines():
            if line.startswith("#"):
                continue
            character, shape, strokes, *sounds = line.split("\t")
            self._characters.append(character)
            self._shapes.append(known.setdefault(shape, shape))
            self._strokes.append(known.setdefault(strokes, strokes))
            sound = sounds[0] if sounds else ""
            self._sounds.append(known.setdefault(sound, sound))

    @classmethod
    def from_tsv(cls, text: str) -> Self:
        """Read ``ideographs.tsv``; ValueError when a line has too few columns."""
        return cls(text)

    def __len__(self) -> int:
        return len(self._characters)

    def find(self, wanted: Wanted, most: int) -> tuple[list[Ideograph], int]:
        """The first ``most`` that fit, fewest strokes first, then by code point; and how many fit in all."""
        if wanted.empty:
            return [], 0
        if wanted.character:
            one = self.of(wanted.character)
            return ([one], 1) if one is not None else ([], 0)
        sound, strokes = parse_sound(wanted.sound), wanted.strokes
        if wanted.sound.strip() and sound is None:
            return [], 0
        shapes, counts, sounds = self._values
        shapes = frozenset(v for v in shapes if not wanted.radicals or _has_radical(v, wanted))
        counts = frozenset(v for v in counts if strokes is None or str(strokes) in v.split())
        sounds = frozenset(v for v in sounds if sound is None or _sounds_like(v, sound))
        columns = zip(self._shapes, self._strokes, self._sounds, strict=True)
        hits = [at for at, (a, b, c) in enumerate(columns) if c in sounds and b in counts and a in shapes]
        hits.sort(key=lambda at: (int(self._strokes[at].split()[0]), _rank(self._characters[at])))
        return [self._at(at) for at in hits[:most]], len(hits)

    def of(self, character: str) -> Ideograph | None:
        """What is known of one character; None for what is no ideograph."""
        at = self._places.get(character)
        return None if at is None else self._at(at)

    @cached_property
    def radicals(self) -> tuple[Radical, ...]:
        """Every radical in each of its shapes, fewest strokes first."""
        found = [Radical(number, _first_shape(number), 0) for number in range(1, RADICALS + 1)]
        shapes = {(one.number, one.shape) for one in found}
        for at, shape in enumerate(self._shapes):
            character = self._characters[at]
            if "\u4e00" <= character <= "\u9fff":
                shapes |= {(number, character) for number, more in _pairs(shape) if more == 0}
        shapes |= ALSO
        made = [
            Radical(number, shape, one.strokes[0])
            for number, shape in shapes
            if (one := self.of(shape)) is not None
        ]
        return tuple(sorted(made, key=lambda one: (one.strokes, one.number, one.shape)))

    def radicals_of(self, text: str) -> tuple[int, ...]:
        """``氵``, ``水``, ``⽔`` or ``85`` as (85,), ``阝`` as (163, 170); () for what is no radical."""
        text = unicodedata.normalize("NFKC", text.strip())
        if text.isdecimal():
            return (int(text),) if 1 <= int(text) <= RADICALS else ()
        return tuple(sorted(one.number for one in self.radicals if one.shape == text))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {character: at for at, character in enumerate(self._characters)}

    @cached_property
    def _values(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        return frozenset(self._shapes), frozenset(self._strokes), frozenset(self._sounds)

    def _at(self, at: int) -> Ideograph:
        return Ideograph(
            self._characters[at],
            tuple(_pairs(self._shapes[at])),
            tuple(int(count) for count in self._strokes[at].split()),
            tuple(self._sounds[at].split()),
        )


def parse_point(text: str) -> str:
    """``U+36C3``, ``36c3`` or the character itself as the character; empty for what is neither."""
    text = text.strip()
    if len(text) == 1 and is_ideograph(text):
        return text
    match = _POINT.fullmatch(text)
    return chr(int(match[1], 16)) if match else ""


def parse_sound(text: str) -> tuple[str, int | None] | None:
    """``jié``, ``jie2`` or ``jie`` as syllable and tone (5 is the light one, None any); None for what is no syllable."""
    plain, tone = _plain(text.strip().lower().replace("u:", "ü").replace("v", "ü"))
    match = _SYLLABLE.fullmatch(plain)
    if match is None:
        return None
    return match[1], int(match[2]) if match[2] else tone or None


def sounds_first(sounds: tuple[str, ...], asked: str) -> list[str]:
    """The readings with those that were asked for in front: under jie, 她 is shown as jiě and not as tā."""
    sound = parse_sound(asked)
    return sorted(sounds, key=lambda one: sound is None or not _sounds_like(one, sound))


@cache
def _plain(syllable: str) -> tuple[str, int]:
    """A syllable without its tone mark, and its tone; 0 when it bears none."""
    letters, tone = [], 0
    for letter in unicodedata.normalize("NFD", syllable):
        if letter in _TONES:
            tone = _TONES[letter]
        else:
            letters.append(letter)
    return unicodedata.normalize("NFC", "".join(letters)), tone


def _sounds_like(value: str, sound: tuple[str, int | None]) -> bool:
    syllable, tone = sound
    heard = (_plain(one) for one in value.split())
    return any(one == syllable and (tone is None or (number or 5) == tone) for one, number in heard)


def _pairs(shape: str) -> Iterator[tuple[int, int]]:
    for word in shape.split():
        number, _, more = word.partition(".")
        yield int(number), int(more)


def _has_radical(shape: str, wanted: Wanted) -> bool:
    return any(
        number in wanted.radicals and wanted.residual in (None, more) for number, more in _pairs(shape)
    )


def _first_shape(number: int) -> str:
    return unicodedata.normalize("NFKC", chr(0x2F00 + number - 1))


def _rank(character: str) -> int:
    """The block of everyday characters first, compatibility ideographs last."""
    point = ord(character)
    if 0x4E00 <= point <= 0x9FFF:
        return point
    compatibility = 0xF900 <= point <= 0xFAFF or 0x2F800 <= point <= 0x2FA1F
    return point + (0x200000 if compatibility else 0x100000)
