"""An amount as people type it: figures, 大写, 「一万二千元」, 「1.2万」; and in plain words why one cannot be read.

``money`` reads what paper says; this reads what hands type, and is stricter where a slip costs money:
「三万五」 is 35000 to the one who says it and 30005 to a machine, so it is asked back instead of guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from jxdesk.rules.money import LIMIT, capitals, read_capitals, read_figures

_DIGIT = "零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖貮弍叄参"
CAPITALS = "壹贰叁肆伍陆柒捌玖貮弍叄参"
_PLACES = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3, "万": 4, "亿": 8}
_SPOKEN = str.maketrans("圆块毛厘", "元元角厘")
_MIXED = re.compile(r"(零?)(\d+(?:\.\d+)?)([十拾百佰千仟万亿]?)")
_DANGLING = re.compile(rf"([百佰千仟万亿])([{_DIGIT[2:]}])\Z")
_KNOWN = set(_DIGIT) | set(_PLACES) | set("元角分")


@dataclass(frozen=True)
class TypedAmount:
    """Yuan, or why there is none; both are empty when nothing was typed."""

    amount: Decimal | None = None
    fault: str = ""

    @property
    def reading(self) -> str:
        """``12000元，大写壹万贰仟元整``, to be read beside what was typed."""
        return "" if self.amount is None else f"{self.amount:f}元，大写{capitals(self.amount)}"


def read_amount(text: str) -> TypedAmount:
    """Read an amount however it was typed; never raises. What could be two amounts is a fault, not a guess."""
    bare = _bare(text)
    if not bare:
        return TypedAmount()
    if bare.startswith(("-", "负")):
        return _fault("金额不写负数，请写成数目，再写明谁给谁")
    amount = read_figures(bare)
    if amount is None:
        amount, fault = _mixed(bare) if re.search(r"\d", bare) else _words(bare)
        if fault:
            return _fault(fault)
    if amount is None:
        return _fault("金额读不出来，请写数字，比如 3500 或 3500.50")
    if amount >= LIMIT:
        return _fault("金额太大，请核对是不是多写了几个零")
    return TypedAmount(_without_needless_zeros(amount))


def _without_needless_zeros(amount: Decimal) -> Decimal:
    """``3500.50`` stays as typed; what 1.25万 comes to does not end in .00."""
    cents = amount.quantize(Decimal("0.01"))
    if amount == amount.to_integral_value():
        return amount.quantize(Decimal(1))
    return cents if amount == cents and amount.as_tuple().exponent != -1 else amount


def _fault(said: str) -> TypedAmount:
    return TypedAmount(None, f"{said}。")


def _bare(text: str) -> str:
    """Without blanks of any width, the words around an amount, and full-width figures."""
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    bare = re.sub(r"\A(?:大写|金额)?[:]?(?:人民币)?(?:大写)?[:]?[¥￥]?", "", bare)
    bare = bare.translate(_SPOKEN).removesuffix("钱")
    return bare[:-1] if bare.endswith(("整", "正")) else bare


def _words(bare: str) -> tuple[Decimal | None, str]:
    """Capitals and 一二三, with the place where they go wrong."""
    if fault := _strange(bare) or _cents(bare):
        return None, fault
    yuan = bare.partition("元")[0] if "元" in bare else "" if bare.endswith(("角", "分")) else bare
    if fault := _order(yuan) or _dangling(yuan):
        return None, fault
    return read_capitals(bare), ""


def _strange(bare: str) -> str:
    if {"整", "正"} & set(bare):
        return "「整」只写在最后"
    strange = "".join(dict.fromkeys(char for char in bare if char not in _KNOWN))
    if strange:
        return f"「{strange}」在金额里读不懂"
    twice = next((unit for unit in "元角分" if bare.count(unit) > 1), "")
    return f"「{twice}」写了两次" if twice else ""


def _cents(bare: str) -> str:
    head, yuan, rest = bare.partition("元")
    if not yuan:
        return ""
    if not head:
        return "「元」前面少了数字"
    if re.fullmatch(rf"[{_DIGIT[2:]}]", rest):
        return f"元后面的「{rest}」没有写是角还是分"
    if "分" in rest and "角" in rest and rest.index("分") < rest.index("角"):
        return "「分」写在了「角」前面"
    return ""


def _order(yuan: str) -> str:
    """Places out of order, places without a figure, figures without a place."""
    before, last = "", 4
    for char in yuan:
        low = _PLACES.get(char, 0)
        if not low and before and before in _DIGIT[2:]:
            return f"「{before}{char}」中间少了单位（拾、佰、仟、万）"
        if low and low < 4 and low >= last:
            return f"「{char}」的次序不对"
        if low > 1 and (not before or (low < 4 and before in _PLACES)):
            return f"「{char}」前面少了数字"
        last = 4 if low >= 4 else low or last
        before = char
    for unit in "万亿":
        if yuan.count(unit) > 1:
            return f"「{unit}」写了两次"
    return ""


def _dangling(yuan: str) -> str:
    """``三万五``: what comes after a place without its own."""
    found = _DANGLING.search(yuan)
    if found is None:
        return ""
    unit, digit = found.groups()
    lower = {
        "万": "仟" if digit in CAPITALS else "千",
        "千": "百",
        "百": "十",
        "仟": "佰",
        "佰": "拾",
        "亿": "千万",
    }[unit]
    head = yuan[: found.end(1)]
    return f"「{yuan}」可能是「{head}{digit}{lower}」，也可能是「{head}零{digit}」，请写全"


def _mixed(bare: str) -> tuple[Decimal | None, str]:
    """``1万2千``, ``3万5000元``: figures with places between them."""
    whole, cents = bare.partition("元")[0], bare.partition("元")[2]
    total, ceiling, at, last = Decimal(0), 99, 0, ""
    for piece in _MIXED.finditer(whole):
        zero, number, unit = piece.groups()
        if piece.start() != at:
            break
        place = _PLACES.get(unit, 0)
        value = Decimal(number) * 10**place
        if place >= ceiling or value >= Decimal(10) ** ceiling:
            return None, f"「{whole}」里单位的次序不对"
        if not unit and last and not zero and len(number) == 1 and _PLACES[last] > 1:
            return None, f"「{whole}」没有写全，「{number}」后面是千、百，还是零头"
        total, ceiling, at, last = total + value, place, piece.end(), unit
    if at != len(whole) or not whole:
        return None, ""
    found = re.fullmatch(r"(?:(\d)角)?(?:(\d)分)?", cents)
    if found is None:
        return None, ""
    return total + Decimal(int(found[1] or 0) * 10 + int(found[2] or 0)) / 100, ""
