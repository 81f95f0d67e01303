"""Case numbers are written by a template and read back by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxdesk.errors import UserError
from jxdesk.rules.numbering import DEFAULT_TEMPLATE, NumberParts, folded, format_number, parse_number


def test_a_number_prints_with_hexagonal_brackets() -> None:
    assert format_number(DEFAULT_TEMPLATE, "集福", 2025, 17) == "集福人调字〔2025〕第17号"


def test_the_template_of_a_case_file_uses_chinese_slots() -> None:
    assert format_number("{简称}人调字〔{年}〕第{序号}号", "集福", 2026, 42) == "集福人调字〔2026〕第42号"


@pytest.mark.parametrize("seq", [1, 99, 100, 101, 999, 1000, 12345])
def test_any_count_of_digits_reads_back(seq: int) -> None:
    text = format_number(DEFAULT_TEMPLATE, "集福", 2025, seq)
    assert parse_number(DEFAULT_TEMPLATE, text) == NumberParts("集福", 2025, seq)


@given(st.sampled_from(["集福", "集贤", "福东荣"]), st.integers(2000, 2100), st.integers(1, 99999))
def test_padded_numbers_read_back_too(prefix: str, year: int, seq: int) -> None:
    template = "{prefix}人调字〔{year}〕{seq:03}号"
    assert parse_number(template, format_number(template, prefix, year, seq)) == NumberParts(
        prefix, year, seq
    )


def test_padding_fills_with_zeros() -> None:
    assert format_number("{prefix}调〔{year}〕{seq:03}", "集", 2025, 7) == "集调〔2025〕007"


def test_square_brackets_are_forgiven_when_read() -> None:
    assert parse_number(DEFAULT_TEMPLATE, "集福人调字[2025]第17号") == NumberParts("集福", 2025, 17)


@pytest.mark.parametrize(
    "typed",
    [
        "集福人调字（2025）第17号",
        "集福人调字(2025)第17号",
        "集福人调字[2025]第17号",
        "集福人调字［2025］第17号",
        "集福人调字【2025】第17号",
        "集福人调字﹝2025﹞第17号",
        " 集福人调字 〔２０２５〕 第 17 号\t",
    ],
)
def test_a_typed_number_is_the_printed_one(typed: str) -> None:
    assert folded(typed) == "集福人调字〔2025〕第17号"


def test_another_kind_of_number_is_not_read() -> None:
    assert parse_number(DEFAULT_TEMPLATE, "集福人调终〔2025〕第17号") is None


def test_a_template_without_sequence_is_refused() -> None:
    with pytest.raises(UserError, match="缺少年度或者序号"):
        format_number("{prefix}人调字〔{year}〕", "集福", 2025, 1)
    with pytest.raises(UserError, match="不认识"):
        format_number("{prefix}{year}{seq}{月}", "集福", 2025, 1)
