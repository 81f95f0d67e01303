"""The county's places: near-twins are told apart by their town."""

from __future__ import annotations

import pytest

from jxdesk.errors import UserError
from jxdesk.paths import read_resource
from jxdesk.rules.division import Divisions, short_name


@pytest.fixture(scope="module")
def divisions() -> Divisions:
    return Divisions.from_json(read_resource("divisions", "230521.json"))


def test_eight_real_townships_come_first(divisions: Divisions) -> None:
    assert [p.town for p in divisions.towns()][:8] == [
        "福利镇", "集贤镇", "升昌镇", "丰乐镇", "太平镇", "腰屯乡", "兴安乡", "永安乡",
    ]  # fmt: skip
    assert sum(p.real_township for p in divisions.towns()) == 8


def test_a_village_is_shown_with_its_town(divisions: Divisions) -> None:
    assert [p.label for p in divisions.search("东荣")] == ["东荣村（福利镇）"]


def test_the_same_community_name_in_two_towns_is_found_twice(divisions: Divisions) -> None:
    labels = [p.label for p in divisions.search("曙光")]
    assert "曙光社区（福利镇）" in labels
    assert "曙光村（永安乡）" in labels


def test_a_town_narrows_the_search(divisions: Divisions) -> None:
    assert [p.label for p in divisions.search("永安 曙光")] == ["曙光村（永安乡）"]


def test_initials_find_a_village(divisions: Divisions) -> None:
    assert "东荣村（福利镇）" in [p.label for p in divisions.search("drc")]


def test_what_begins_with_the_text_comes_first(divisions: Divisions) -> None:
    assert divisions.search("太平")[0].label == "太平镇"


def test_nothing_typed_finds_nothing(divisions: Divisions) -> None:
    assert divisions.search("  ") == ()
    assert divisions.search("样例一村") == ()


def test_a_place_is_found_by_its_code(divisions: Divisions) -> None:
    town = divisions.by_code("230521100")
    assert town is not None
    assert town.label == "福利镇"
    village = divisions.villages("230521100")[0]
    assert divisions.by_code(village.code) == village
    assert divisions.by_code(None) is None


def test_all_villages_of_the_table_are_there(divisions: Divisions) -> None:
    assert sum(len(divisions.villages(town.code)) for town in divisions.towns()) == 203


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("东荣村委会", "东荣村"),
        ("繁荣社区居委会", "繁荣社区"),
        ("兴民社区居民委员会", "兴民社区"),
        ("太平林场虚拟生活区", "太平林场"),
        ("一大队生活区", "一大队生活区"),
    ],
)
def test_names_are_shown_as_people_say_them(full: str, short: str) -> None:
    assert short_name(full) == short


def test_a_broken_table_is_told_in_words() -> None:
    with pytest.raises(UserError, match="区划数据有误"):
        Divisions.from_json("{}")
