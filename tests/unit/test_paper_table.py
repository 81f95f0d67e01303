"""Tables and boxes to tick: rows cut only when they must be, frames closed, marks that copy as characters."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
import reading_paper

from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import paragraph
from jxdesk.documents.sheet import OFFICIAL, print_sheet
from jxdesk.documents.spans import BODY, FORM
from jxdesk.documents.strips import Space
from jxdesk.documents.table import Column, Table
from jxdesk.documents.ticks import dictionary, in_line, listed, one_of, ticks

HOUSE = House(shipped().switches)
COLUMNS = (Column("序号", 0.2), Column("内容", 0.8))


def _table(*texts: str, least: float = 20.0) -> Table:
    rows = [(str(n), text) for n, text in enumerate(texts, start=1)]
    return Table(COLUMNS, rows, [least] * len(rows))


def _level_rules(pdf: bytes) -> list[list[float]]:
    """Heights of the horizontal rules of every page."""
    pages = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            found, start = set(), (0.0, 0.0)
            for operands, operator in pikepdf.parse_content_stream(page):
                numbers = [float(n) for n in operands] if str(operator) in {"m", "l"} else []
                if str(operator) == "m":
                    start = (numbers[0], numbers[1])
                elif str(operator) == "l" and abs(numbers[1] - start[1]) < 0.01:
                    found.add(round(start[1], 1))
            pages.append(sorted(found, reverse=True))
    return pages


def test_a_row_is_as_high_as_its_text_and_never_lower_than_asked() -> None:
    low, high = _table("短", least=60).strips(400)[1], _table("长" * 130, least=10).strips(400)[1]
    assert low.height == 60
    assert high.height > 100


def test_a_short_row_is_one_strip_and_a_long_one_can_be_cut() -> None:
    assert len(_table("长" * 100).strips(400)) == 2
    assert len(_table("长" * 1000).strips(400)) > 20


def test_a_row_cut_by_a_page_has_a_closed_frame_on_both() -> None:
    printed = print_sheet("表", [_table("长" * 1200)], HOUSE)
    assert printed.pages == 2
    first, second = _level_rules(printed.pdf)
    assert len(first) == 3  # above the head, below it, at the foot of the page
    assert len(second) == 3
    text = reading_paper.text(printed.pdf)
    assert text.count("序号内容") == 2
    assert text.replace("序号内容", "").count("长") == 1200


def test_the_frame_of_a_table_is_as_wide_as_its_columns() -> None:
    edges = _table("甲")._edges(OFFICIAL.width)
    assert edges[0] == 0
    assert edges[-1] == pytest.approx(OFFICIAL.width)


def test_ticked_and_empty_boxes_copy_as_characters_and_miss_no_glyph() -> None:
    printed = print_sheet("方框", [Space(1), paragraph("☑同意☐不同意", BODY)], HOUSE)
    assert printed.missing == ()
    assert "☑同意☐不同意" in reading_paper.text(printed.pdf)


def test_options_are_ticked_by_word_code_or_other_spelling() -> None:
    assert [t.on for t in one_of("mediation_result", "调解不成")] == [False, True, False]
    assert next(t.word for t in one_of("satisfaction", "5") if t.on) == "很满意"
    assert [t.word for t in ticks("remedy", ["仲裁", "司法"]) if t.on] == ["仲裁", "司法"]
    known = ticks("agent_power", ["代为签署人民调解协议书"])
    assert [t.word for t in known if t.on] == ["代为签署调解协议书"]


def test_a_value_in_no_list_is_ticked_as_another() -> None:
    other = ticks("termination_reason", ["当事人失联"])[-1]
    assert (other.word, other.on, other.detail) == ("其他", True, "当事人失联")
    added = ticks("remedy", ["找人大代表"])[-1]
    assert (added.word, added.on, added.detail) == ("其他", True, "找人大代表")
    assert one_of("authority", "全权代理")[-1].text == "☑全权代理"


def test_nothing_is_ticked_when_nothing_was_said() -> None:
    assert not any(t.on for t in ticks("agent_power", []))
    assert not any(t.on for t in one_of("authority", None))


def test_options_are_printed_one_under_the_other_or_in_a_line() -> None:
    reasons = ticks("termination_reason", ["撤回", "申请人撤回申请"])
    printed = print_sheet(
        "选项", [listed(reasons), in_line("结果：", one_of("authority", None), FORM)], HOUSE
    )
    text = reading_paper.text(printed.pdf)
    assert "☑　申请人撤回申请" in text
    assert "☑　其他：撤回" in text
    assert "结果：☐一般授权　☐特别授权" in text
    assert len(dictionary("termination_reason").offered()) == len(reasons)
