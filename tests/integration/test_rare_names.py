"""A name with a character of any block is found again: by itself, with its neighbour, however it was typed."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator

import pytest

from jxdesk.desk import Desk, create_desk
from jxdesk.documents.coverage import BLOCKS, spread
from jxdesk.paths import DataFolder

SELECTOR = "\U000e0100"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = create_desk(DataFolder(tmp_path_factory.mktemp("rare") / "desk"), None)
    yield made
    made.close()


def registered(desk: Desk, name: str) -> str:
    """The id of a draft whose one party bears this name."""
    case_id = desk.cases.begin().id
    desk.cases.add_item(case_id, "parties", {"name": name})
    return case_id


def found(desk: Desk, text: str) -> list[str]:
    return [one.case_id for one in desk.search.find(text)]


@pytest.mark.parametrize("block", [name for name in BLOCKS if "兼容" not in name])
def test_a_name_of_a_block_is_found_by_one_character_and_by_two(desk: Desk, block: str) -> None:
    points = list(spread(BLOCKS[block]))
    for rare in map(chr, random.Random(block).sample(points, min(3, len(points)))):
        case_id = registered(desk, f"张{rare}某")
        assert case_id in found(desk, rare)
        assert case_id in found(desk, f"张{rare}")
        assert case_id in found(desk, f"{rare}某")
        assert case_id not in found(desk, f"李{rare}")


@pytest.mark.parametrize("block", ["兼容汉字", "兼容汉字补充"])
def test_a_compatibility_ideograph_and_its_unified_one_find_each_other(desk: Desk, block: str) -> None:
    folded = [chr(p) for p in spread(BLOCKS[block]) if unicodedata.normalize("NFKC", chr(p)) != chr(p)]
    for typed in random.Random(block).sample(folded, 4):
        unified = unicodedata.normalize("NFKC", typed)
        by_card, by_hand = registered(desk, f"孙{typed}"), registered(desk, f"孙{unified}")
        for asked in (f"孙{typed}", f"孙{unified}", typed, unified):
            assert {by_card, by_hand} <= set(found(desk, asked))


def test_a_variation_selector_is_kept_in_the_name_and_left_aside_in_the_search(desk: Desk) -> None:
    case_id = registered(desk, f"葛{SELECTOR}某")
    assert desk.cases.record(case_id).parties[0].name == f"葛{SELECTOR}某"
    assert case_id in found(desk, "葛某")
    assert case_id in found(desk, f"葛{SELECTOR}某")
    assert registered(desk, "葛某") in found(desk, f"葛{SELECTOR}某")


def test_a_private_code_point_of_an_old_font_is_found_by_the_standard_character(desk: Desk) -> None:
    case_id = registered(desk, "张\ue863某")
    assert desk.cases.record(case_id).parties[0].name == "张\ue863某"
    assert case_id in found(desk, "张䶮")
    assert registered(desk, "张䶮某") in found(desk, "张\ue863某")
