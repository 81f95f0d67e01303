"""Characters in a name that only look right: private code points, radicals, compatibility ideographs, kana, blanks.

ID card readers and old fonts hand over code points that show a character here and a box at the county, or one that
looks like 一 and is none, so that nobody finds the name again. What is said is said under the field with the standard
character beside it; nothing is changed by itself, since the card's spelling may be what the person wants kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import msgspec

from jxdesk.errors import UserError

LONGEST_OF_ONE_PART = 5  # 欧阳 某某 with its blank; longer ones are two names (阿依古丽 买买提)
FULL_WIDTH = range(0xFF10, 0xFF5B)
SELECTORS = frozenset([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
_REMEDY = "请改正这一处，或者重新安装本程序。"


class _Variants(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pairs: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    private: dict[str, str]
    radicals: dict[str, str]
    lookalikes: dict[str, str]
    dots: dict[str, str]
    variants: _Variants


@dataclass(frozen=True)
class Oddity:
    """One character of a name that is not what it seems; ``standard`` is None where nobody knows what is meant."""

    character: str
    standard: str | None
    sentence: str


class Characters:
    """The tables of ``characters.toml``, and the variants of ``variants.tsv``."""

    def __init__(self, file: _File, variants: str) -> None:
        self._private = _by_point(file.private, "private")
        self._radicals = _by_point(file.radicals, "radicals")
        self._lookalikes = _by_character(file.lookalikes, "lookalikes")
        self._dots = _by_character(file.dots, "dots")
        for pair in file.variants.pairs:
            if len(pair) != 2:
                raise UserError(f"字符表 variants 里的“{pair}”应该正好是两个字。", _REMEDY)
        self._pairs, self._listed = file.variants.pairs, variants

    @classmethod
    def from_texts(cls, toml: str, variants: str) -> Self:
        """Read ``characters.toml``; raises UserError when it cannot be understood or says nonsense."""
        try:
            return cls(msgspec.toml.decode(toml, type=_File), variants)
        except msgspec.DecodeError as error:
            raise UserError(f"字符表有误：{error}。", _REMEDY) from error

    def oddities(self, name: str) -> tuple[Oddity, ...]:
        """What is odd about a name, each character once, in the order met; () for nearly every name."""
        if name.isascii():
            return ()
        found = (self._oddity(name, at) for at in range(len(name)))
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def standard(self, name: str) -> str:
        """The name with every character that has a standard one replaced by it; others stay."""
        odd = [(at, one) for at in range(len(name)) if (one := self._oddity(name, at)) is not None]
        letters = list(name)
        for at, one in odd:
            if one.standard is not None:
                letters[at] = one.standard
        return "".join(letters)

    @cached_property
    def folding(self) -> Mapping[int, str | None]:
        """For ``str.translate`` before a search: private points to what they mean, selectors to nothing."""
        return {**{ord(c): to for c, to in self._private.items()}, **dict.fromkeys(SELECTORS)}

    @cached_property
    def variants(self) -> Mapping[str, str]:
        """Character to every other it may be written as (峯 to 峰); both ways."""
        found: dict[str, str] = {}
        for line in self._listed.splitlines():
            if not line.startswith("#"):
                one, _, others = line.partition("\t")
                found[one] = others
        for pair in self._pairs:
            a, b = pair[0], pair[1]
            found[a] = found.get(a, "") + b
            found[b] = found.get(b, "") + a
        return found

    def _oddity(self, name: str, at: int) -> Oddity | None:
        one = name[at]
        if "\u4e00" <= one <= "\u9fff" or (one.isascii() and one != " "):
            return None
        return self._sign(one) or self._in_chinese(name, at) or self._silent(one)

    def _sign(self, one: str) -> Oddity | None:
        """A code point that is wrong wherever it stands."""
        shown = f"“{one}”（U+{ord(one):04X}）"
        if (known := self._private.get(one)) is not None:
            return Oddity(
                one,
                known,
                f"{shown}是旧字库的私用码，换一台电脑就可能认不出；标准字是“{known}”（U+{ord(known):04X}）。",
            )
        if unicodedata.category(one) == "Co":
            return Oddity(one, None, f"{shown}是私用码，换一台电脑就可能认不出；请用“生僻字”查出标准字换上。")
        if (known := self._radicals.get(one)) is not None:
            return Oddity(one, known, f"{shown}是部首符号，不是字，换个地方就对不上；标准字是“{known}”。")
        unified = unicodedata.normalize("NFKC", one)
        if unified != one and "CJK COMPATIBILITY IDEOGRAPH" in unicodedata.name(one, ""):
            return Oddity(
                one,
                unified,
                f"{shown}是兼容字，与“{unified}”是同一个字；证件上若是通用字形，请用“{unified}”。",
            )
        if ord(one) in FULL_WIDTH and one.isalnum():
            return Oddity(one, unified, f"“{one}”是全角字符；标准写法是“{unified}”。")
        return None

    def _in_chinese(self, name: str, at: int) -> Oddity | None:
        """What is wrong only in a name of ideographs: kana among them, dots and blanks between them."""
        one = name[at]
        if (known := self._lookalikes.get(one)) is not None and any(map(is_ideograph, name)):
            return Oddity(one, known, f"“{one}”（U+{ord(one):04X}）只是看起来像“{known}”，不是这个字。")
        before, after = name[:at], name[at + 1 :]
        if not (before and after and is_ideograph(before[-1]) and is_ideograph(after[0])):
            return None
        if (known := self._dots.get(one)) is not None:
            return Oddity(one, known, f"姓名中间的点写成了“{one}”；标准的间隔号是“{known}”。")
        if one.isspace() and min(len(before), len(after)) > 1 and len(name) > LONGEST_OF_ONE_PART:
            return Oddity(one, "·", "姓名两段之间是空格；标准写法是间隔号“·”。")
        if one.isspace():
            return Oddity(one, "", "姓名中间有空格，连着写才查得到、对得上。")
        return None

    def _silent(self, one: str) -> Oddity | None:
        """What nobody sees: direction marks, joiners, variation selectors."""
        if ord(one) in SELECTORS:
            return Oddity(one, "", "姓名里带着看不见的字形选择符；纸上印的是通用字形，不需要就去掉。")
        if unicodedata.category(one) in {"Cf", "Cc"}:
            return Oddity(one, "", f"姓名里有一个看不见的符号（U+{ord(one):04X}），请去掉。")
        return None


def is_ideograph(character: str) -> bool:
    """Whether a character is an ideograph of any block; Python 3.11 does not know those of Ext H by name."""
    point = ord(character)
    return (
        0x3400 <= point <= 0x9FFF
        or point == 0x3007
        or 0xF900 <= point <= 0xFAFF
        or 0x20000 <= point <= 0x3FFFD
    ) and not 0x4DC0 <= point <= 0x4DFF


def _by_point(table: Mapping[str, str], name: str) -> dict[str, str]:
    found = {}
    for point, standard in table.items():
        try:
            found[chr(int(point, 16))] = standard
        except (ValueError, OverflowError) as error:
            raise UserError(f"字符表 {name} 里的“{point}”不是码位。", _REMEDY) from error
    return _by_character(found, name)


def _by_character(table: Mapping[str, str], name: str) -> dict[str, str]:
    for one, standard in table.items():
        if len(one) != 1 or len(standard) != 1 or one == standard:
            raise UserError(f"字符表 {name} 里的“{one} = {standard}”应该是一个字对另一个字。", _REMEDY)
    return dict(table)
