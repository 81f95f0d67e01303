"""Names that only look right: what is said of each odd character, and which standard one is offered."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest

from jxdesk.errors import UserError
from jxdesk.paths import read_resource
from jxdesk.rules.characters import Characters, is_ideograph

SELECTOR = "\U000e0100"


@cache
def shipped() -> Characters:
    return Characters.from_texts(
        read_resource("codes", "characters.toml"), read_resource("characters", "variants.tsv")
    )


@pytest.mark.parametrize(
    ("name", "standard", "says"),
    [
        ("张\ue863某", "张䶮某", "私用码"),
        ("⼀某", "一某", "部首符号"),
        ("\uf900某", "豈某", "兼容字"),
        ("王\U0002f800", "王丽", "兼容字"),
        ("孙ニ", "孙二", "看起来像"),
        ("张○○", "张〇〇", "看起来像"),
        ("张\u3000某", "张某", "空格"),
        ("欧阳 某", "欧阳某", "空格"),
        ("阿依古丽 买买提", "阿依古丽·买买提", "间隔号"),
        ("阿依古丽•买买提", "阿依古丽·买买提", "间隔号"),
        ("集贤县Ａ公司", "集贤县A公司", "全角"),
        (f"葛{SELECTOR}某", "葛某", "字形选择符"),
        ("张\u200b某", "张某", "看不见的符号"),
    ],
)
def test_an_odd_character_is_said_and_its_standard_one_offered(name: str, standard: str, says: str) -> None:
    assert [says in one.sentence for one in shipped().oddities(name)] == [True]
    assert shipped().standard(name) == unicodedata.normalize("NFKC", standard)
    assert shipped().oddities(shipped().standard(name)) == ()


def test_a_private_code_point_nobody_knows_is_said_and_stays() -> None:
    (odd,) = shipped().oddities("张\ue123某")
    assert (odd.standard, "生僻字" in odd.sentence) == (None, True)
    assert shipped().standard("张\ue123某") == "张\ue123某"


@pytest.mark.parametrize(
    "name",
    ["张某", "张䶮", "王𠅤", "李\U00031350", "阿依古丽·买买提", "集贤县样例米业有限公司（普通合伙）", "O'Neil Ann",
     "〇某", "﨑某", "", "集贤县KTV 2店"],
)  # fmt: skip
def test_a_name_in_standard_characters_is_left_in_peace(name: str) -> None:
    assert shipped().oddities(name) == ()
    assert shipped().standard(name) == name


def test_each_of_the_eighty_private_points_of_gbk_is_what_gb_18030_means_by_its_bytes() -> None:
    rows = [bytes([0xFE, low]) for low in range(0x50, 0xA1) if low != 0x7F]
    assert len(rows) == 80
    still_private = 0
    for point, code in enumerate(rows, start=0xE815):
        standard = shipped().standard(f"张{chr(point)}")[1]
        decoded = code.decode("gb18030")  # Python's table is that of 2000: sixteen places are private there
        if decoded == chr(point):
            still_private += 1
            assert is_ideograph(standard)
        else:
            assert standard == decoded
    assert still_private == 14


def test_a_search_folds_private_points_and_drops_selectors() -> None:
    assert f"张\ue863{SELECTOR}".translate(shipped().folding) == "张䶮"


@pytest.mark.parametrize(
    ("one", "other"), [("峯", "峰"), ("喆", "哲"), ("昇", "升"), ("鍾", "钟"), ("\uf900", "豈")]
)
def test_variants_are_known_both_ways(one: str, other: str) -> None:
    assert other in shipped().variants[one]
    assert one in shipped().variants[other]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('E864 = "龻"', 'E864 = "龻龻"', "一个字对另一个字"),
        ('E864 = "龻"', 'XYZ = "龻"', "不是码位"),
        ('E864 = "龻"', '110000 = "龻"', "不是码位"),
        ('"昇升"', '"昇升平"', "正好是两个字"),
        ("[private]", "[secret]", "字符表有误"),
        ('"ニ" = "二"', '"ニ" = "ニ"', "一个字对另一个字"),
    ],
)
def test_a_table_that_says_nonsense_is_refused_with_the_place(old: str, new: str, says: str) -> None:
    text = read_resource("codes", "characters.toml")
    assert old in text
    with pytest.raises(UserError, match=says):
        Characters.from_texts(text.replace(old, new), "")
