"""Pinyin initials (拼音首字母) of names, for search: ``zgj`` finds 张桂军.

One name has several: pypinyin knows no surnames (单 comes out as d, 尉迟 as yc), so a table of surnames
with every reading is consulted first and each reading becomes searchable. Computed when a name is saved.
"""

from __future__ import annotations

from functools import cache
from itertools import islice, product
from typing import Self

import msgspec

_MOST = 8  # a name of three many-voiced characters would otherwise fill the index with noise


class Surnames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Readings of surnames and of a few given-name characters, from ``surnames.toml``."""

    single: dict[str, tuple[str, ...]] = {}
    compound: dict[str, tuple[str, ...]] = {}
    given: dict[str, tuple[str, ...]] = {}

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read ``surnames.toml``."""
        return msgspec.toml.decode(text, type=cls)

    def head(self, name: str) -> tuple[str, tuple[str, ...]]:
        """The surname that a name begins with and its initials; ("", ()) when the table has none."""
        for length in (4, 3, 2):
            readings = self.compound.get(name[:length])
            if readings and len(name) > length - 1:
                return name[:length], tuple("".join(word[0] for word in r.split()) for r in readings)
        readings = self.single.get(name[:1])
        return (name[:1], tuple(dict.fromkeys(r[0] for r in readings))) if readings else ("", ())


def initials(name: str, surnames: Surnames | None = None) -> tuple[str, ...]:
    """Every way to type a name by initials, likeliest first; letters and digits stand for themselves."""
    name = "".join(name.split())
    if not name:
        return ()
    table = surnames or Surnames()
    surname, readings = table.head(name)
    columns = [readings] if surname else []
    columns += [_initials_of(char, table) for char in name[len(surname) :]]
    ways = ("".join(way) for way in product(*(column for column in columns if column)))
    return tuple(dict.fromkeys(way for way in islice(ways, _MOST) if way))


def _initials_of(char: str, table: Surnames) -> tuple[str, ...]:
    if char in table.given:
        return tuple(dict.fromkeys(reading[0] for reading in table.given[char]))
    if char.isascii():
        return (char.lower(),) if char.isalnum() else ()
    return _first_letters(char)


@cache  # every save of a case asks for its names again
def _first_letters(char: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - 300 ms and 56 MB; only who saves a name pays

    sound = lazy_pinyin(char, style=Style.NORMAL, errors="ignore")
    return (sound[0][0],) if sound and sound[0] else ()
