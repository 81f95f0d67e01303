"""Citizen ID numbers (公民身份号码, GB 11643-1999): read, doubted digit by digit, never refused.

Village elders carry wrong cards and old 15-digit numbers, and a county code may have been abolished
since; so a number is always kept as text. What cannot be right is said with the position that looks
wrong, because "格式错误" sends a person home and "第11、12位是月份" does not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

import msgspec

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


class _City(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    counties: dict[str, str]


class Regions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first six digits that are known: all provinces, and the counties of some cities."""

    provinces: frozenset[str] = frozenset()
    cities: dict[str, _City] = {}

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read ``id_regions.toml``."""
        return msgspec.toml.decode(text, type=cls)

    def knows(self, number: str) -> bool:
        """Whether the first six digits have been seen; an empty table knows everything."""
        city = self.cities.get(number[:4])
        if city is not None:
            return number[:6] in city.counties
        return not self.provinces or number[:2] in self.provinces


@dataclass(frozen=True)
class IdReading:
    """What a number says.

    ``text`` is the number with full-width digits, spaces and a lower-case x put right.
    ``faults`` are sentences about what cannot be right, each naming positions counted from 1;
    ``warnings`` are sentences about what is unusual and may well be true.
    """

    text: str
    form: Literal["", "18", "15"] = ""
    birth: date | None = None
    sex: str | None = None
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether the number can be right as far as a number can tell."""
        return bool(self.form) and not self.faults

    @property
    def messages(self) -> tuple[str, ...]:
        """Faults first, then warnings: what a form shows under the field."""
        return self.faults + self.warnings


def normalised(text: str) -> str:
    """The number as it should be stored: half-width, no spaces, upper-case X."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def check_digit(first17: str) -> str:
    """The 18th character that belongs to 17 digits (GB 11643-1999)."""
    return _CHECK[sum(w * int(d) for w, d in zip(_WEIGHTS, first17, strict=True)) % 11]


def age_on(birth: date, on: date) -> int:
    """Full years (周岁) reached on a day; never negative.

    Someone born on 29 February reaches the year on 28 February when there is no 29th, because a
    period of years without a matching day ends with the month (民法典 art 202).
    """
    day_of_year = (birth.month, birth.day)
    if day_of_year == (2, 29) and not _is_leap(on.year):
        day_of_year = (2, 28)
    return max(0, on.year - birth.year - ((on.month, on.day) < day_of_year))


def read_id(text: str, *, today: date | None = None, regions: Regions | None = None) -> IdReading:
    """Read a number of 18 or 15 digits; ``today`` makes a birth in the future a fault."""
    number = normalised(text)
    if len(number) == 15:
        return _read_old(number)
    shape = _shape_faults(number)
    if shape:
        return IdReading(number, faults=shape)
    known = regions or Regions()
    birth = _birth(number, today)
    faults = _date_faults(number, today)
    expected = check_digit(number[:17])
    if number[17] != expected and birth is not None:
        said = f"第18位按前17位推算应为{expected}，现在是{number[17]}；"
        faults = (said + "不是这一位抄错，就是前面某一位抄错了，请对照证件核对。",)
    if faults:
        faults += _single_correction(number, today, known)
    return IdReading(
        number,
        form="18",
        birth=birth,
        sex=_sex(number[16]),
        faults=faults,
        warnings=()
        if known.knows(number)
        else (f"前6位{number[:6]}不是已知的地区代码，可能是撤并前的旧代码，请核对。",),
    )


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _sex(digit: str) -> str:
    return "男" if int(digit) % 2 else "女"


def _ascii_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _read_old(number: str) -> IdReading:
    """15 digits, given out until 1999: no check digit, two-digit years of the 1900s."""
    odd = tuple(
        f"第{at}位“{char}”不是数字，请核对。" for at, char in enumerate(number, 1) if not _ascii_digits(char)
    )
    if odd:
        return IdReading(number, faults=odd)
    birth = _calendar_day(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12]))
    faults = () if birth else (f"第9至12位是出生月日，{number[8:10]}月{number[10:12]}日不存在，请核对。",)
    return IdReading(
        number,
        form="15",
        birth=birth,
        sex=_sex(number[14]),
        faults=faults,
        warnings=("这是15位旧号码，已照原样保留。",),
    )


def _shape_faults(number: str) -> tuple[str, ...]:
    if len(number) != 18:
        return (f"身份证号码应为18位，现在是{len(number)}位，请核对是否多抄或者少抄。",)
    odd = [
        f"第{at}位“{char}”不是数字，请核对。"
        for at, char in enumerate(number[:17], 1)
        if not _ascii_digits(char)
    ]
    if not (_ascii_digits(number[17]) or number[17] == "X"):
        odd.append(f"第18位“{number[17]}”应为数字或者X，请核对。")
    return tuple(odd)


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _birth(number: str, today: date | None) -> date | None:
    """The birth date, when it exists and lies between 1880 and today; nobody alive is older."""
    born = _calendar_day(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    if born is None or born.year < 1880 or (today is not None and born > today):
        return None
    return born


def _date_faults(number: str, today: date | None) -> tuple[str, ...]:
    if _birth(number, today) is not None:
        return ()
    year, month, day = number[6:10], number[10:12], number[12:14]
    if not 1 <= int(month) <= 12:
        return (f"第11、12位是出生月份，现在是{month}，请核对。",)
    if not 1 <= int(day) <= 31:
        return (f"第13、14位是出生日，现在是{day}，请核对。",)
    if _calendar_day(2000, int(month), int(day)) is None or int(year) < 1:
        return (f"第11至14位是出生月日，{int(month)}月{int(day)}日不存在，请核对。",)
    if int(year) < 1880 or (today is not None and int(year) >= today.year):
        return (f"第7至14位是出生日期，现在是{year}年{int(month)}月{int(day)}日，请核对。",)
    return (f"第7至14位是出生日期，{year}年没有{int(month)}月{int(day)}日，请核对。",)


def _single_correction(number: str, today: date | None, regions: Regions) -> tuple[str, ...]:
    """When only one digit can have been mistyped, that one; otherwise nothing is known and nothing said."""
    found = list(_corrections(number, today, regions))
    if len(found) != 1:
        return ()
    at, char = found[0]
    return (f"如果只抄错一位，那就是第{at + 1}位：应为{char}，现在是{number[at]}。",)


def _corrections(number: str, today: date | None, regions: Regions) -> Iterator[tuple[int, str]]:
    for at in range(18):
        for char in "0123456789X" if at == 17 else "0123456789":
            if char == number[at]:
                continue
            other = number[:at] + char + number[at + 1 :]
            if check_digit(other[:17]) == other[17] and _birth(other, today) and regions.knows(other):
                yield at, char
