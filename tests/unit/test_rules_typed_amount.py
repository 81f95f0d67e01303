"""Amounts as hands type them: read, or asked back with the place that is wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxdesk.rules.money import capitals
from jxdesk.rules.typed_amount import read_amount

AMOUNTS = st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2)
SMALL = str.maketrans("零壹贰叁肆伍陆柒捌玖拾佰仟", "零一二三四五六七八九十百千")


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("3500", "3500"),
        ("３５００．５元", "3500.5"),
        ("￥ 12,950.00", "12950"),
        ("1.2万", "12000"),
        ("1.2 万元", "12000"),
        ("1万2千", "12000"),
        ("3万5000元", "35000"),
        ("1万零5", "10005"),
        ("1万2千5百元", "12500"),
        ("12元5角", "12.5"),
        ("12块5毛", "12.5"),
        ("一万二千元", "12000"),
        ("两千块钱", "2000"),
        ("三万零五十", "30050"),
        ("十五元", "15"),
        ("壹万贰仟元正", "12000"),
        ("壹万 贰仟　元 整", "12000"),
        ("人民币（大写）：", None),
        ("大写：人民币壹万贰仟圆整", "12000"),
        ("壹拾元伍分", "10.05"),
        ("壹元零伍分", "1.05"),
        ("伍角", "0.5"),
        ("二百零五", "205"),
    ],
)
def test_an_amount_is_read_however_it_is_typed(typed: str, amount: str | None) -> None:
    read = read_amount(typed)
    assert read.amount == (None if amount is None else Decimal(amount))
    assert bool(read.fault) == (amount is None)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("三万五", "可能是「三万五千」，也可能是「三万零五」"),
        ("二百五", "可能是「二百五十」"),
        ("壹万贰元", "可能是「壹万贰仟」，也可能是「壹万零贰」"),
        ("1万2", "没有写全"),
        ("5千1万", "次序"),
        ("壹贰元", "「壹贰」中间少了单位"),
        ("佰元", "「佰」前面少了数字"),
        ("贰拾佰元", "「佰」的次序不对"),
        ("元", "「元」前面少了数字"),
        ("壹元伍", "没有写是角还是分"),
        ("壹元伍分贰角", "「分」写在了「角」前面"),
        ("壹元贰元", "「元」写了两次"),
        ("壹万贰万元", "「万」写了两次"),
        ("壹万整元", "「整」只写在最后"),
        ("八千左右", "「左右」在金额里读不懂"),
        ("-5", "不写负数"),
        ("负伍元", "不写负数"),
        ("99999999999999999", "多写了几个零"),
        ("12.3.4", "读不出来"),
        ("1e9", "读不出来"),
    ],
)
def test_what_cannot_be_read_is_named(typed: str, fault: str) -> None:
    read = read_amount(typed)
    assert read.amount is None
    assert fault in read.fault


def test_nothing_typed_is_nothing_wrong() -> None:
    assert (read_amount(" 　").amount, read_amount("").fault) == (None, "")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("3500.50", "3500.50"),
        ("3500.5", "3500.5"),
        ("3500.00", "3500"),
        ("1.25万", "12500"),
        ("1.23456万", "12345.60"),
    ],
)
def test_an_amount_keeps_the_places_it_was_typed_with_and_gets_no_needless_ones(
    typed: str, text: str
) -> None:
    assert str(read_amount(typed).amount) == text


def test_the_reading_says_figures_and_capitals() -> None:
    assert read_amount("1.2万").reading == "12000元，大写壹万贰仟元整"


@given(AMOUNTS, st.sampled_from(["", " ", "　"]), st.booleans())
def test_capitals_of_any_amount_are_read_back(amount: Decimal, gap: str, ending: bool) -> None:
    """Spaced, with 圆 and 正, in small characters: what was printed can be typed in again."""
    words = capitals(amount)
    if ending:
        words = "人民币" + words.replace("元", "圆").replace("整", "正")
    assert read_amount(gap.join(words)).amount == amount
    assert read_amount(words.translate(SMALL)).amount == amount


@given(AMOUNTS)
def test_figures_of_any_amount_are_read_back(amount: Decimal) -> None:
    assert read_amount(f"{amount}元").amount == amount
    assert read_amount(f"￥{amount:,}").amount == amount


@given(st.text("零一二两壹贰叁拾佰仟万亿元角分整正十百千0123.,，左负-块 ", max_size=14))
def test_anything_is_read_or_asked_back_and_never_both(typed: str) -> None:
    read = read_amount(typed)
    assert read.amount is None or not read.fault
    if read.amount is not None and read.amount == read.amount.quantize(Decimal("0.01")):
        assert read_amount(capitals(read.amount)).amount == read.amount
