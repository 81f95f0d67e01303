"""Capitals both ways, and amounts found inside sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxdesk.errors import UserError
from jxdesk.rules.money import capitals, figures_in, plain, read_capitals, read_figures

PAIRS = [
    ("12950", "壹万贰仟玖佰伍拾元整"),
    ("8000", "捌仟元整"),
    ("4950", "肆仟玖佰伍拾元整"),
    ("25000", "贰万伍仟元整"),
    ("480", "肆佰捌拾元整"),
    ("3500", "叁仟伍佰元整"),
    ("1005", "壹仟零伍元整"),
    ("10", "壹拾元整"),
    ("100000", "壹拾万元整"),
    ("10000.5", "壹万元伍角"),
    ("0", "零元整"),
    ("0.5", "伍角"),
    ("0.05", "伍分"),
    ("1.05", "壹元零伍分"),
    ("1.15", "壹元壹角伍分"),
    ("1409.50", "壹仟肆佰零玖元伍角"),
    ("6007.14", "陆仟零柒元壹角肆分"),
    ("325.04", "叁佰贰拾伍元零肆分"),
    ("20030040.07", "贰仟零叁万零肆拾元零柒分"),
    ("100000000.01", "壹亿元零壹分"),
    ("100000001", "壹亿零壹元整"),
    ("100010000", "壹亿零壹万元整"),
    ("1000200000000", "壹万零贰亿元整"),
    ("10200300", "壹仟零贰拾万零叁佰元整"),
    ("-5", "负伍元整"),
]


@pytest.mark.parametrize(("figures", "words"), PAIRS)
def test_figures_become_capitals(figures: str, words: str) -> None:
    assert capitals(Decimal(figures)) == words


@pytest.mark.parametrize(("figures", "words"), PAIRS)
def test_capitals_become_figures(figures: str, words: str) -> None:
    assert read_capitals(words) == Decimal(figures)


@given(st.decimals(min_value=0, max_value=Decimal("9999999999999999.99"), places=2))
def test_what_is_written_reads_back(amount: Decimal) -> None:
    assert read_capitals(capitals(amount)) == amount


@pytest.mark.parametrize(
    ("words", "figures"),
    [("捌仟圆正", "8000"), ("人民币捌仟元", "8000"), ("十五元", "15"), ("两千元", "2000")],
)
def test_other_ways_of_writing_are_read(words: str, figures: str) -> None:
    assert read_capitals(words) == Decimal(figures)


@pytest.mark.parametrize(
    "words", ["", "元", "壹贰元", "佰元", "拾佰元", "壹万贰万元", "好多钱", "壹拾亿万元整x"]
)
def test_what_is_no_amount_is_none(words: str) -> None:
    assert read_capitals(words) is None


def test_an_amount_beyond_reason_is_refused_in_words() -> None:
    with pytest.raises(UserError, match="金额太大"):
        capitals(Decimal(10) ** 16)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("12,950.00", "12950"), ("650元", "650"), ("1.2万元", "12000"), ("￥ 3500", "3500"), ("2万", "20000")],
)
def test_typed_figures_are_read(typed: str, amount: str) -> None:
    assert read_figures(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "十块", "12,95", "1..2", "-"])
def test_typed_text_that_is_no_figure_is_none(typed: str) -> None:
    assert read_figures(typed) is None


def test_amounts_in_a_sentence_are_found_with_their_capitals() -> None:
    text = "李某当场支付人民币8000元（大写：捌仟元整）；余款4950元（大写：肆仟玖佰元整），每亩650元。"
    found = list(figures_in(text))
    assert [figure.amount for figure in found] == [Decimal(8000), Decimal(4950), Decimal(650)]
    assert [figure.agrees for figure in found] == [True, False, True]
    assert found[2].capitals is None


def test_figures_print_without_needless_cents() -> None:
    assert (plain(Decimal("12950.00")), plain(Decimal("0.5"))) == ("12950", "0.50")
