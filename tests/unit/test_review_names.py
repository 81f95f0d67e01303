"""Names written with a variant (R-31) or in characters that only look right (R-69)."""

from __future__ import annotations

import pytest
from review_bench import Pair, fields, found, pair
from sample_records import land, put, wages

from jxdesk.review.facts import MissingGlyph

ZHE = put(put(land(), "parties[0].name", "张喆"), "agreement.facts", "张喆与李某的地相邻。")

PAIRS = [
    pair("R-69", "a private code point", land(), "parties[0].name", "张\ue863", "“䶮”（U+4DAE）", "W"),
    pair("R-69", "a private code point nobody knows", land(), "parties[0].name", "张\ue123", "生僻字", "W"),
    pair("R-69", "a radical", land(), "parties[1].name", "李⼀", "部首符号", "W"),
    pair("R-69", "a compatibility ideograph", land(), "mediators[0].name", "陈\uf900", "兼容字", "W"),
    pair("R-69", "a blank in an agent's name", wages(), "agents[0].name", "魏　某", "空格", "W"),
    pair("R-31", "a variant in the facts", ZHE, "agreement.facts", "张哲与李某的地相邻。", "只差异体字", "W"),
    pair("R-31", "the compatibility ideograph in the facts", put(ZHE, "parties[0].name", "豈喆"),
         "agreement.facts", "\uf900喆与李某的地相邻。", "只差异体字", "W"),
]  # fmt: skip


@pytest.mark.parametrize("two", PAIRS)
def test_the_rule_speaks_of_exactly_the_place_that_differs(two: Pair) -> None:
    if (
        two.rule == "R-31"
    ):  # the signatures of these cases still bear the names of the sample: another finding
        hits = found("R-31", put(two.good, two.path, two.bad))
        told = [hit for hit in hits if hit.field == two.field and two.says in hit.message]
        assert [hit.level for hit in told] == [two.level]
        assert not [hit for hit in found("R-31", two.good) if hit.field == two.field]
        return
    two.hold()


def test_two_people_of_one_sound_who_are_both_in_the_case_are_no_variant_of_each_other() -> None:
    both = put(ZHE, "parties[1].name", "张哲")
    assert "agreement.facts" not in fields("R-31", put(both, "agreement.facts", "张哲与张喆的地相邻。"))


@pytest.mark.parametrize(("character", "cure"), [("\ue863", "请改成标准字“䶮”"), ("\ue123", "请报县里补字")])
def test_a_character_without_a_glyph_is_cured_by_its_standard_one_where_there_is_one(
    character: str, cure: str
) -> None:
    (hit,) = found("R-56", land(), missing_glyphs=(MissingGlyph(character, "parties[0].name"),))
    assert cure in hit.message
