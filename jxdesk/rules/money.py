"""Amounts of money on paper: figures, 大写 capitals, and whether the two say the same.

Written here and not taken from a library, because the capitals are checked *back* against the
figures (an agreement whose two amounts differ is enforceable for neither) and a library reads only one way.
Rules: 支付结算办法 annex 1 (整 after 元; 零 for a gap; 零 before 分 when there is no 角).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from jxdesk.errors import UserError

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_READ = {char: n for n, char in enumerate(_DIGITS)} | {
    char: n for n, char in enumerate("〇一二三四五六七八九")
}
_READ |= {"两": 2, "貮": 2, "弍": 2, "叄": 3, "参": 3}
_READ_PLACES = {"拾": 10, "佰": 100, "仟": 1000, "十": 10, "百": 100, "千": 1000}

LIMIT = Decimal(10) ** 16

_CAPITAL = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正"
_FIGURE = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>万元|亿元|元)"
    rf"(?:整|正)?(?:\s*[（(]\s*大写\s*[：:]?\s*(?:人民币)?\s*(?P<capitals>[{_CAPITAL}]+)\s*[）)])?"
)
_UNITS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


@dataclass(frozen=True)
class Figure:
    """An amount as a sentence writes it: the figures, and the capitals beside them when there are any."""

    amount: Decimal
    text: str
    capitals: str | None
    start: int

    @property
    def agrees(self) -> bool:
        """Whether the capitals, if any, say the same amount."""
        return self.capitals is None or read_capitals(self.capitals) == self.amount


def capitals(amount: Decimal) -> str:
    """``12950`` to ``壹万贰仟玖佰伍拾元整``; fractions of a 分 are rounded half up.

    Raises UserError from ten million 亿 on, which no dispute of a township is about.
    """
    fen = int((abs(amount) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if fen >= int(LIMIT) * 100:
        raise UserError("金额太大，无法写成大写。", "请核对金额是否多写了几个零。")
    yuan, jiao, fen = fen // 100, fen // 10 % 10, fen % 10
    sign = "负" if amount < 0 else ""
    head = _integer(yuan) + "元" if yuan else ""
    if not jiao and not fen:
        return f"{sign}{head or '零元'}整"
    gap = "零" if head and not jiao else ""
    tail = (f"{_DIGITS[jiao]}角" if jiao else "") + (f"{_DIGITS[fen]}分" if fen else "")
    return sign + head + gap + tail


def read_capitals(text: str) -> Decimal | None:
    """The amount that capitals (or 一二三) say; None when they cannot be read as one."""
    text = text.strip().removeprefix("人民币").rstrip("整正").replace("圆", "元")
    sign = -1 if text.startswith("负") else 1
    text = text.removeprefix("负")
    yuan, found, rest = text.rpartition("元")
    if not found and not (rest.endswith(("角", "分"))):
        yuan, rest = text, ""
    whole = _read_integer(yuan) if yuan else 0
    cents = _read_cents(rest)
    if whole is None or cents is None or not (yuan or rest):
        return None
    return sign * (Decimal(whole) + Decimal(cents) / 100)


def read_figures(text: str) -> Decimal | None:
    """An amount typed by hand (``12,950.00``, ``1.2万元``, ``￥650``); None when it is none."""
    bare = text.strip().removeprefix("人民币").lstrip("￥¥").strip()
    match = re.fullmatch(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(万元|亿元|元|万|亿)?整?", bare)
    if match is None:
        return None
    number = Decimal(match[1].replace(",", "") + (match[2] or ""))
    unit = (match[3] or "元").removesuffix("元") + "元"
    return number * _UNITS[unit]


def plain(amount: Decimal) -> str:
    """``12950`` or ``12950.50``: figures as the forms print them, without grouping."""
    cents = amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{cents:.0f}" if cents == cents.to_integral_value() else f"{cents:.2f}"


def figures_in(text: str) -> Iterator[Figure]:
    """Every amount in a sentence, with the capitals that stand in brackets behind it."""
    for match in _FIGURE.finditer(text):
        number = Decimal(match["number"].replace(",", ""))
        yield Figure(number * _UNITS[match["unit"]], match.group(), match["capitals"], match.start())


def _integer(yuan: int) -> str:
    """Groups of four digits; one 零 for any gap inside or between groups."""
    out = ""
    for group in range(3, -1, -1):
        value = yuan // 10_000**group % 10_000
        if value == 0:
            continue
        if out and (value < 1000 or yuan // 10_000 ** (group + 1) % 10_000 == 0):
            out += "零"
        out += _group(value) + _GROUPS[group]
    return _one_yi(out)


def _one_yi(text: str) -> str:
    """万亿 is said once: 壹万亿零贰亿 would double the 亿 of one number."""
    return text.replace("万亿", "万", 1) if text.count("亿") > 1 else text


def _group(value: int) -> str:
    out, gap = "", False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit == 0:
            gap = bool(out)
            continue
        out += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return out


def _read_integer(text: str) -> int | None:
    for unit, size in (("亿", 100_000_000), ("万", 10_000)):
        head, found, rest = text.rpartition(unit)
        if found and unit in head:
            return None
        if found:
            high = _read_group(head) if unit == "万" else _read_integer(head)
            low = _read_integer(rest) if rest else 0
            return None if high is None or low is None or low >= size else high * size + low
    return _read_group(text)


def _read_group(text: str) -> int | None:
    total, digit, ceiling = 0, None, 10_000
    for char in text:
        if char in _READ_PLACES:
            place = _READ_PLACES[char]
            if place >= ceiling or (digit is None and place != 10):
                return None
            total, digit, ceiling = total + (1 if digit is None else digit) * place, None, place
        elif char in _READ:
            if digit not in {None, 0}:
                return None
            digit = _READ[char]
        else:
            return None
    return total + (digit or 0) if text else None


def _read_cents(text: str) -> int | None:
    match = re.fullmatch(r"零?(?:(.)角)?零?(?:(.)分)?", text)
    if match is None or any(char is not None and char not in _READ for char in match.groups()):
        return None
    return _READ.get(match[1] or "零", 0) * 10 + _READ.get(match[2] or "零", 0)
