"""Label-and-value rows, hanging labels and the small words documents share."""

from __future__ import annotations

import pytest
import reading_paper
from sample_records import land, put

from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import paragraph
from jxdesk.documents.party_block import party_blocks
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import OFFICIAL, print_sheet
from jxdesk.documents.spans import BODY_FLAT
from jxdesk.documents.wording import foot_date, items, numeral
from jxdesk.rules.case_record import CaseRecord

HOUSE = House(shipped().switches)
PERSON = (
    Field("当事人姓名", "张某"),
    Field("性别", "男", 2.4),
    Field("民族", "汉族", 4.2),
    Field("年龄", "61", 2.6),
)


def _lines(row: Row) -> list[str]:
    return reading_paper.pages(print_sheet("试", [row], HOUSE, numbered=False).pdf)[0]


def _named(name: str, nation: str = "汉族") -> Row:
    return Row(
        (Field("当事人姓名", name), Field("性别", "男", 2.4), Field("民族", nation, 4.2), PERSON[3]),
        BODY_FLAT,
    )


def test_a_row_of_short_values_is_one_line() -> None:
    assert _lines(Row(PERSON, BODY_FLAT)) == ["当事人姓名张某性别男民族汉族年龄61"]
    assert len(Row(PERSON, BODY_FLAT).strips(OFFICIAL.width)) == 1


def test_a_value_longer_than_its_place_takes_room_from_the_others_before_a_new_row() -> None:
    assert len(_named("欧阳某甲", "达斡尔族").strips(OFFICIAL.width)) == 1


@pytest.mark.parametrize("name", ["买买提·吐尔逊·阿不都热依木", "张" * 40, "样例" * 60])
def test_a_long_value_never_runs_into_the_next_label(name: str) -> None:
    lines = _lines(_named(name, "维吾尔族"))
    joined = "".join(lines)
    assert joined == f"当事人姓名{name}性别男民族维吾尔族年龄61"
    words = reading_paper.words(print_sheet("试", [_named(name)], HOUSE, numbered=False).pdf)[0]
    assert max(
        w.x + 15.75 * len(w.text) for w in words if "样" in w.text or "张" in w.text or "买" in w.text
    ) <= (OFFICIAL.left + OFFICIAL.width + 1)


def test_an_empty_row_keeps_its_labels_and_rules() -> None:
    empty = Row([Field(field.label, None, field.share) for field in PERSON], BODY_FLAT)
    assert _lines(empty) == ["当事人姓名性别民族年龄"]


def test_a_value_with_a_newline_goes_on_beneath() -> None:
    assert _lines(Row((Field("单位或住址", "甲村\n乙村"),), BODY_FLAT)) == ["单位或住址甲村", "乙村"]


def test_a_hanging_label_keeps_the_text_clear_of_it() -> None:
    block = paragraph("问" * 60, BODY_FLAT, label="答：")
    words = reading_paper.words(print_sheet("试", [block], HOUSE, numbered=False).pdf)[0]
    assert words[0].text == "答："
    assert {round(w.x, 1) for w in words[1:]} == {round(OFFICIAL.left + 2 * BODY_FLAT.size, 1)}


def test_the_age_is_counted_on_the_day_of_acceptance_where_nobody_wrote_it() -> None:
    case = put(land(), "parties[0].age", None)  # born 1963-05-12, accepted 2025-03-17
    block = party_blocks(case, {"申请人": "申请人"})[0]
    assert ("年龄", "61") in [(field.label, field.value) for field in block.rows[0]]


def test_each_side_without_a_party_gets_an_empty_block_and_third_parties_do_not() -> None:
    blocks = party_blocks(CaseRecord(), {"申请人": "申请人", "被申请人": "被申请人", "第三人": "第三人"})
    assert [block.rows[0][0].label for block in blocks] == ["申请人姓名", "被申请人姓名"]


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "100"), (0, "0")],
)
def test_small_numbers_are_written_in_chinese(number: int, words: str) -> None:
    assert numeral(number) == words


def test_items_are_numbered_and_empty_ones_skipped() -> None:
    assert items(["甲", " ", "乙"]) == ("一、甲", "二、乙")
    assert items(["甲", "2．乙"], chinese=False) == ("1、甲", "2．乙")
    assert items(["2.5元每亩"]) == ("一、2.5元每亩",)


def test_a_day_that_does_not_exist_is_printed_as_it_was_given() -> None:
    assert foot_date(HOUSE, None, "2025-02-30") == "2025-02-30"
    assert foot_date(HOUSE, None, None) is None
