"""The shipped fonts: what they cover, that nothing prints blank, and what their files and licences say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from jxdesk.documents import fonts
from jxdesk.documents.fonts import Face, face_for, missing_glyphs, one_face, printable
from jxdesk.errors import UserError
from jxdesk.paths import resource

RARE_NAMES = "㛃䶮𬭳𬭎𠅤𪧘〇𬱖𫖯𬘭𫓧𫍽𬍛𬤝䓖㥄𰻝𱁬"


def test_every_rare_character_of_a_name_finds_a_face() -> None:
    assert missing_glyphs(RARE_NAMES) == ()
    assert missing_glyphs(RARE_NAMES, Face.FANG) == ()


def test_the_sign_of_the_yuan_is_never_drawn_as_a_dollar() -> None:
    with TTFont(resource("fonts", Face.FANG.value), lazy=True) as font:
        shapes, names = font["glyf"], font.getBestCmap()
        yuan, dollar, yen = (shapes[names[ord(sign)]] for sign in "￥＄¥")
        assert _marks(yuan) == _marks(dollar) != _marks(yen), "the font was mended: let it draw ￥ again"
    assert face_for("￥", Face.FANG) is Face.SONG
    assert face_for("￥", Face.KAI) is Face.KAI


def _marks(glyph: Any) -> tuple[int, int]:
    return glyph.numberOfContours, len(glyph.coordinates)


def test_gb_2312_and_the_two_first_blocks_of_gb_18030_are_complete() -> None:
    simplified = "".join(
        bytes([high, low]).decode("gb2312", "ignore")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
    )
    assert len(simplified) == 6763
    assert missing_glyphs(simplified, Face.FANG) == ()
    assert missing_glyphs("".join(map(chr, range(0x4E00, 0x9FF0)))) == ()
    assert missing_glyphs("".join(map(chr, range(0x3400, 0x4DB6)))) == ()


@pytest.mark.parametrize("face", list(Face))
def test_no_chinese_character_of_a_shipped_font_is_an_empty_picture(face: Face) -> None:
    with TTFont(resource("fonts", face.value), lazy=True) as font:
        places, numbers = font["loca"].locations, font.getReverseGlyphMap()
        empty = [
            hex(point)
            for point, glyph in font.getBestCmap().items()
            if point > 0x3000 and places[numbers[glyph]] == places[numbers[glyph] + 1]
        ]
    assert empty == []


def test_a_character_outside_every_font_is_named_once_in_the_order_met() -> None:
    assert missing_glyphs("甲\ue001乙\U0001f600\ue001\n") == ("\ue001", "\U0001f600")


def test_controls_and_variation_selectors_are_neither_drawn_nor_missed() -> None:
    assert printable("a\tb\u200b\ufeff葛\U000e0100\x07\r\nc\u2028d") == "a b葛\nc\nd"
    assert missing_glyphs("葛\U000e0100\u200b\x00") == ()


def test_a_stand_in_is_taken_in_the_order_song_then_rare() -> None:
    assert face_for("张", Face.FANG) is Face.FANG
    assert face_for("䶮", Face.FANG) is Face.SONG
    assert face_for("𪧘", Face.FANG) is Face.RARE_B_TO_F
    assert face_for("𰻝", Face.FANG) is Face.RARE_MORE


def test_a_name_with_one_rare_character_is_set_in_one_face() -> None:
    assert one_face("张三", Face.FANG) is Face.FANG
    assert one_face("张䶮", Face.FANG) is Face.SONG


def test_the_fonts_for_rare_characters_are_not_loaded_for_an_ordinary_page() -> None:
    ordinary = (
        "from jxdesk.documents.agreement import draw, from_case\n"
        "from jxdesk.documents.catalogue import shipped\n"
        "from jxdesk.documents.house import House\n"
        "from jxdesk.rules.case_record import CaseRecord\n"
        "from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames\n"
        "house = House(shipped().switches)\n"
        "draw(from_case(CaseRecord(), house), house)\n"
        "print(*getRegisteredFontNames())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", ordinary], capture_output=True, text=True, check=True, timeout=60
    )
    assert "FANG" in ran.stdout.split()
    assert not [name for name in ran.stdout.split() if name.startswith("RARE")]


def test_a_missing_font_file_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*parts: str) -> Path:
        raise UserError(f"程序文件不完整，缺少 {'/'.join(parts)}。", "请重新安装本程序，案件数据不受影响。")

    monkeypatch.setattr(fonts, "resource", gone)
    with pytest.raises(UserError, match=r"缺少 fonts/JXKai-Regular\.ttf.*请重新安装"):
        fonts.loaded.__wrapped__(Face.KAI)


@pytest.mark.parametrize("face", [Face.KAI, Face.RARE_B_TO_F])
def test_a_spoilt_font_file_is_said_in_one_sentence(
    face: Face, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"not a font")
    monkeypatch.setattr(fonts, "resource", lambda *_parts: broken)
    ask = fonts.loaded if face is Face.KAI else fonts.points
    with pytest.raises(UserError, match="已损坏"):
        ask.__wrapped__(face)


def test_a_changed_font_does_not_carry_a_reserved_name() -> None:
    with TTFont(resource("fonts", Face.KAI.value), lazy=True) as kai:
        shown = [str(kai["name"].getDebugName(number)) for number in (1, 4, 6)]
    assert not [name for name in shown if "LXGW" in name or "霞鹜" in name]


def test_each_font_has_its_licence_beside_it_and_says_that_it_was_changed() -> None:
    folder = resource("fonts")
    for face in Face:
        family = face.value.partition("-")[0].removesuffix(".ttf")
        assert (folder / f"LICENSE-{family}.txt").stat().st_size > 1000
        with TTFont(folder / face.value, lazy=True) as font:
            assert font["name"].getDebugName(10).startswith("Cut from ")
