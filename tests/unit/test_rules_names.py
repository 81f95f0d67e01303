"""Names in search and on screen: initials with every reading of a surname, and masks that cannot be saved."""

from __future__ import annotations

import subprocess
import sys

import pytest

from jxdesk.paths import read_resource
from jxdesk.rules.initials import Surnames, initials
from jxdesk.rules.redaction import is_masked, mask_address, mask_id, mask_name, mask_phone


@pytest.fixture(scope="module")
def surnames() -> Surnames:
    return Surnames.from_toml(read_resource("codes", "surnames.toml"))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("张桂军", "zgj"),
        ("单小红", "sxh"),
        ("曾强", "zq"),
        ("解放", "xf"),
        ("仇兵", "qb"),
        ("区志", "oz"),
        ("查明", "zm"),
        ("盖丽", "gl"),
        ("尉迟恭", "ycg"),
        ("万俟英", "mqy"),
        ("欧阳海", "oyh"),
        ("集贤县样例米业有限公司", "jxxylmyyxgs"),
    ],
)
def test_a_name_is_found_by_how_it_is_said(surnames: Surnames, name: str, typed: str) -> None:
    assert initials(name, surnames)[0] == typed


def test_every_reading_of_a_surname_is_searchable(surnames: Surnames) -> None:
    assert set(initials("覃军", surnames)) == {"qj", "tj"}
    assert set(initials("单军", surnames)) == {"sj", "dj"}


def test_rare_characters_have_initials_too(surnames: Surnames) -> None:
    assert initials("王㛃", surnames) == ("wj",)


def test_a_name_without_characters_has_none(surnames: Surnames) -> None:
    assert initials("", surnames) == ()
    assert initials("（）", surnames) == ()


def test_letters_and_digits_stand_for_themselves(surnames: Surnames) -> None:
    assert initials("A座3号", surnames) == ("az3h",)


def test_many_readings_do_not_flood_the_index(surnames: Surnames) -> None:
    assert len(initials("单乐长朝行重盛", surnames)) <= 8


def test_importing_the_rules_does_not_load_the_pinyin_tables() -> None:
    code = "import sys, jxdesk.rules.initials; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_id_number_keeps_its_first_and_last_four() -> None:
    assert mask_id("230521196305129972") == "2305**********9972"
    assert mask_id("230521630512997") == "2305*******2997"
    assert mask_id("E12345") == "E****5"
    assert mask_id("12") == "**"
    assert mask_id(None) == ""


def test_a_telephone_number_keeps_its_ends() -> None:
    assert mask_phone("13800000001") == "138****0001"
    assert mask_phone("0469-4666666") == "**********66"
    assert mask_phone("110") == "***"


def test_a_name_keeps_its_family_name() -> None:
    assert mask_name("张桂军") == "张**"
    assert mask_name(None) == ""


def test_an_address_keeps_the_town() -> None:
    assert mask_address("黑龙江省双鸭山市集贤县福利镇样例一村1组") == "黑龙江省双鸭山市集贤县福利镇***"
    assert mask_address("样例一村1组") == "样例一***"


def test_a_masked_value_is_recognised() -> None:
    assert is_masked(mask_id("230521196305129972"))
    assert not is_masked("230521196305129972")
    assert not is_masked(None)
