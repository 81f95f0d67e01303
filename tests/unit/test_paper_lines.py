"""Lines of Chinese text: what may start and end them, how wide they are, and that nothing is lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jxdesk.documents.clusters import NO_END, NO_START, SQUEEZABLE
from jxdesk.documents.fonts import Face
from jxdesk.documents.lines import LOOSEST, Line, set_lines
from jxdesk.documents.spans import BODY, Align, Span, Style, fill

FLAT = Style(Face.FANG, 16.0, 28.0)
WORDS = ["张", "某", "土", "地", "㛃", "𠅤", "2025", "13800000001", "18.5", "GB/T", "ABC", "元"]
CLOSING = ["", "", "", "，", "。", "、", "：", "；", "？", "！", "）", "》。", "】", "”，", "……", "％"]
OPENING = ["", "", "", "（", "《", "“", "「", "【", "（《"]

phrases = st.lists(
    st.tuples(st.sampled_from(OPENING), st.sampled_from(WORDS), st.sampled_from(CLOSING)).map("".join),
    min_size=1,
    max_size=80,
).map("".join)
widths = st.floats(min_value=170, max_value=480)


def _set(text: str, width: float, style: Style = FLAT) -> list[Line]:
    return set_lines([Span(text)], style, width)


@settings(max_examples=150, deadline=None)
@given(phrases, widths)
def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(text: str, width: float) -> None:
    lines = [line.text for line in _set(text, width)]
    assert not [line for line in lines[1:] if line[0] in NO_START]
    assert not [line for line in lines[:-1] if line[-1] in NO_END]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="张某，。（《）2Aa /x.！… \u3000𠅤", max_size=200), widths)
def test_no_line_is_wider_than_its_column_and_no_character_is_lost(text: str, width: float) -> None:
    lines = _set(text, width)
    assert all(line.width <= width + 0.1 for line in lines)
    drawn = "".join(line.text for line in lines)
    assert drawn.replace(" ", "") == text.lstrip(" \u3000").replace(" ", "")


@settings(max_examples=150, deadline=None)
@given(phrases, widths)
def test_every_line_but_the_last_reaches_the_right_edge_unless_that_would_tear_it(
    text: str, width: float
) -> None:
    for line in _set(text, width)[:-1]:
        units = sum(len(p.text) if not p.text[0].isascii() else 1 for p in line.pieces)
        if abs(line.width - width) > 0.1 and units > 1:
            assert (width - line.width) / (units - 1) > LOOSEST * FLAT.size - 0.01


@settings(max_examples=100, deadline=None)
@given(phrases, widths)
def test_pieces_of_a_line_never_overlap(text: str, width: float) -> None:
    for line in _set(text, width):
        ends = [piece.x + piece.advance for piece in line.pieces]
        assert all(end <= after.x + 0.01 for end, after in zip(ends, line.pieces[1:], strict=False))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["张某", "土地", "13800000001", "abcdef"]), max_size=40), widths)
def test_numbers_and_latin_words_stay_whole(words: list[str], width: float) -> None:
    text = "的".join(words)
    lines = [line.text for line in _set(text, width)]
    torn = [(a, b) for a, b in itertools.pairwise(lines) if a[-1].isascii() and b[0].isascii()]
    assert not torn


def test_a_web_address_longer_than_the_line_is_broken_rather_than_cut_off() -> None:
    address = "https://example.com/" + "a" * 120
    lines = _set(f"见{address}。", 300)
    assert len(lines) > 2
    assert "".join(line.text for line in lines) == f"见{address}。"
    assert all(line.width <= 300.01 for line in lines)


def test_a_closing_mark_at_the_end_gives_up_its_empty_half() -> None:
    width = 10.5 * FLAT.size
    first = _set("一二三四五六七八九十，甲乙丙丁", width)[0]
    assert first.text == "一二三四五六七八九十，"
    assert first.width <= width + 0.01
    assert "，" in SQUEEZABLE


def test_a_dash_of_two_squares_is_not_torn() -> None:
    for squares in range(6, 14):
        lines = [line.text for line in _set("甲乙丙丁戊己庚辛——壬癸子丑寅卯", squares * FLAT.size)]
        assert not [1 for a, b in itertools.pairwise(lines) if a.endswith("—") and b.startswith("—")]


def test_the_first_line_is_indented_by_two_characters() -> None:
    first, second = _set("张" * 40, 30 * BODY.size, BODY)[:2]
    assert first.pieces[0].x == pytest.approx(2 * BODY.size)
    assert second.pieces[0].x == 0.0
    assert first.text == "张" * 28


def test_an_indent_typed_by_hand_is_not_added_to_ours() -> None:
    typed = _set("　　2025年春", 300, BODY)[0]
    assert typed.text == "2025年春"
    assert typed.pieces[0].x == pytest.approx(2 * BODY.size)


def test_a_newline_starts_a_new_indented_paragraph() -> None:
    lines = _set("甲\r\n乙\n\n丙", 300, BODY)
    assert [line.text for line in lines] == ["甲", "乙", "", "丙"]
    assert {line.pieces[0].x for line in lines if line.pieces} == {2 * BODY.size}


def test_a_blank_to_write_on_keeps_its_length_and_its_rule() -> None:
    blank = set_lines([Span("调解"), fill("", 5), Span("之间的纠纷")], FLAT, 400)[0].pieces[1]
    assert blank.underlined
    assert blank.advance == pytest.approx(5 * FLAT.size)


def test_a_character_without_a_glyph_keeps_a_square_for_the_pen() -> None:
    piece = _set("张\ue123某", 400)[0].pieces[1]
    assert piece.face is None
    assert (piece.text, piece.advance) == ("\ue123", FLAT.size)


@pytest.mark.parametrize(("align", "start"), [(Align.LEFT, 0.0), (Align.CENTRE, 134.0), (Align.RIGHT, 268.0)])
def test_a_short_line_stands_left_in_the_middle_or_right(align: Align, start: float) -> None:
    line = _set("张某", 300, Style(Face.FANG, 16.0, 28.0, align=align))[0]
    assert line.pieces[0].x == pytest.approx(start)
