"""The picker's questions on a real desk: what prints, what was used last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jxdesk.desk import Desk, create_desk, open_desk
from jxdesk.paths import DataFolder
from jxdesk.rules.ideographs import Wanted
from jxdesk.services.characters import KEPT, MOST


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = create_desk(DataFolder(tmp_path / "desk"), None)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("character", "faces", "printable"),
    [
        ("张", ("宋体", "仿宋", "楷体", "黑体"), True),
        ("㛃", ("宋体", "楷体", "黑体"), True),
        ("𪧘", ("备用字体 HanaMinB",), True),
        ("𰻝", ("黑体", "备用字体 JXHan"), True),
        ("\U00030041", (), False),
    ],
)
def test_a_character_says_which_typefaces_print_it(
    desk: Desk, character: str, faces: tuple[str, ...], printable: bool
) -> None:
    (glyph,) = desk.characters.find(Wanted(character=character)).shown
    assert (glyph.faces, glyph.printable) == (faces, printable)
    assert glyph.point == f"U+{ord(character):04X}"


def test_what_a_tile_says_of_a_character(desk: Desk) -> None:
    (glyph,) = desk.characters.find(Wanted(character="㛃")).shown
    assert (glyph.sounds, glyph.strokes, glyph.radical) == ("jié", "9画", "女部6画")


def test_more_than_anybody_looks_through_is_counted_and_cut(desk: Desk) -> None:
    found = desk.characters.find(Wanted(strokes=12))
    assert len(found.shown) == MOST < found.total


def test_those_used_last_come_back_newest_first_after_the_desk_was_closed(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "twice")
    with_one = create_desk(folder, None)
    for character in "㛃䶮㛃":
        with_one.characters.remember(character)
    with_one.close()
    again = open_desk(folder)
    assert [one.character for one in again.characters.recent().shown] == ["㛃", "䶮"]
    again.close()


def test_only_the_last_are_kept_and_the_habits_of_other_pages_stay(desk: Desk) -> None:
    desk.prefs.remember("cases", {"order": "newest"})
    for point in range(0x4E00, 0x4E00 + KEPT + 5):
        desk.characters.remember(chr(point))
    assert len(desk.characters.recent().shown) == KEPT
    assert desk.prefs.of("cases") == {"order": "newest"}


def test_habits_that_cannot_be_read_are_as_if_never_said(desk: Desk) -> None:
    desk.prefs.remember("characters", {"recent": "not a list"})
    assert desk.characters.recent().shown == ()
    desk.prefs.remember("characters", {"recent": [3, "x", "㛃"]})
    assert [one.character for one in desk.characters.recent().shown] == ["㛃"]
