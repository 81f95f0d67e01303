"""Administrative divisions (行政区划) of the county: towns and villages, searched and shown with their town.

The table is NBS's frozen 2023 list; the organisation tree (调委会, 网格) is other data and does not
follow it. Near-twins (永…村, 太…村) exist in several towns, so a village is never shown without its town.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Self

import msgspec

from jxdesk.errors import UserError
from jxdesk.rules.initials import initials

_SUFFIX = re.compile(r"(?<=村)(?:村?委会|村民委员会)\Z|(?<=社区)居(?:民)?委(?:员)?会\Z|虚拟生活区\Z")


class _Village(msgspec.Struct, frozen=True):
    code: str
    name: str
    kind: str


class _Town(msgspec.Struct, frozen=True):
    code: str
    name: str
    kind: str
    real_township: bool
    villages: tuple[_Village, ...]


class _County(msgspec.Struct, frozen=True):
    code: str
    name: str


class _Table(msgspec.Struct, frozen=True):
    county: _County
    townships: tuple[_Town, ...]


class Place(msgspec.Struct, frozen=True):
    """A town, or a village or community (村、社区) of one. ``code`` has 12 digits, also for a town."""

    code: str
    town: str
    village: str | None
    full_name: str
    kind: str
    real_township: bool

    @property
    def label(self) -> str:
        """``东荣村（福利镇）``; a town, or a unit that is its only village, is its own name."""
        return f"{self.village}（{self.town}）" if self.village not in {None, self.town} else self.town

    @property
    def address(self) -> str:
        """Town and village in the order of an address."""
        return self.town if self.village in {None, self.town} else f"{self.town}{self.village}"


class Divisions:
    """All places of one county, towns before their villages."""

    def __init__(self, county: str, county_name: str, places: tuple[Place, ...]) -> None:
        self.county = county
        self.county_name = county_name
        self.places = places
        self._by_code = {place.code: place for place in places}

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read a table such as ``230521.json``; raises UserError when it is none."""
        try:
            table = msgspec.json.decode(text, type=_Table)
        except msgspec.DecodeError as error:
            raise UserError(f"区划数据有误：{error}。", "请重新安装本程序。") from error
        places = tuple(place for town in table.townships for place in _places(town))
        return cls(table.county.code, table.county.name, places)

    def towns(self) -> tuple[Place, ...]:
        """Towns and townships; forest farms and other units of township rank come last, as in the table."""
        return tuple(place for place in self.places if place.village is None)

    def villages(self, town_code: str) -> tuple[Place, ...]:
        """Villages and communities of a town given by its 9 or 12 digits."""
        head = town_code[:9]
        return tuple(p for p in self.places if p.village is not None and p.code.startswith(head))

    def by_code(self, code: str | None) -> Place | None:
        """The place of a code; a town is found by 9 digits too."""
        return self._by_code.get((code or "").ljust(12, "0"))

    def search(self, text: str, most: int = 20) -> tuple[Place, ...]:
        """Places that every word of the text is found in, by characters or by initials (``dr`` 东荣).

        Names that begin with the last word come first; an empty text finds nothing.
        """
        words = text.split()
        if not words:
            return ()
        found = [place for place in self.places if all(_holds(place, word) for word in words)]
        found.sort(key=lambda p: not (p.village or p.town).startswith(words[-1]))
        return tuple(found[:most])


def short_name(name: str) -> str:
    """``太升村委会`` to ``太升村``, ``繁荣社区居委会`` to ``繁荣社区``: what people say."""
    return _SUFFIX.sub("", name)


@lru_cache(maxsize=512)  # a few hundred names, asked for at every key
def _initials(name: str) -> str:
    return next(iter(initials(name)), "")


def _holds(place: Place, word: str) -> bool:
    if word.isascii() and word.isalpha():
        return _initials(place.village or place.town).startswith(word.lower())
    return word in place.address or word in place.full_name


def _places(town: _Town) -> Iterator[Place]:
    yield Place(town.code.ljust(12, "0"), town.name, None, town.name, town.kind, town.real_township)
    for village in town.villages:
        yield Place(
            code=village.code,
            town=town.name,
            village=short_name(village.name),
            full_name=village.name,
            kind=village.kind,
            real_township=town.real_township,
        )
