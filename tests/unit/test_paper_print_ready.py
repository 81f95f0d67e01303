"""A paper made ready for a printer: the pages asked for, moved as the eye sees it, and the sheet one measures."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
import reading_paper
from reportlab.lib.units import mm
from sample_records import land

from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.position_sheet import CORNERS, FROM_LEFT, FROM_TOP, PositionSheet, draw
from jxdesk.documents.press import DocumentRef, produce
from jxdesk.documents.print_ready import ready

A4_WIDE, A4_HIGH = 210 * mm, 297 * mm


@pytest.fixture(scope="module")
def agreement() -> bytes:
    """Three pages."""
    return produce(land(), DocumentRef("agreement", 1, ""), House(shipped().switches))


def test_the_whole_paper_unmoved_stays_the_same_bytes(agreement: bytes) -> None:
    assert ready(agreement) is agreement
    assert ready(agreement, first=1, last=99) is agreement
    assert ready(ready(agreement, last=2), even=True) == ready(agreement, last=2)


def test_the_same_pages_moved_alike_are_the_same_bytes(agreement: bytes) -> None:
    assert ready(agreement, first=2, right=1.5) == ready(agreement, first=2, right=1.5)


def test_every_word_moves_by_the_millimetres_asked_and_none_is_lost(agreement: bytes) -> None:
    before = reading_paper.words(agreement)
    after = reading_paper.words(ready(agreement, right=-2.0, down=3.0))
    assert len(before) == len(after) == 3
    for page, moved in zip(before, after, strict=True):
        assert [word.text for word in page] == [word.text for word in moved]
        for word, other in zip(page, moved, strict=True):
            assert (other.x - word.x, word.y - other.y) == pytest.approx((-2 * mm, 3 * mm), abs=0.01)


@pytest.mark.parametrize(
    ("turned", "moved"), [(0, (2, -1)), (90, (1, 2)), (180, (-2, 1)), (270, (-1, -2)), (-90, (-1, -2))]
)
def test_a_turned_page_moves_as_it_lies_on_the_paper(turned: int, moved: tuple[int, int]) -> None:
    with pikepdf.open(BytesIO(draw(PositionSheet("甲", "不移动")))) as paper:
        paper.pages[0].obj["/Rotate"] = turned
        kept = BytesIO()
        paper.save(kept)
    with pikepdf.open(BytesIO(ready(kept.getvalue(), right=2, down=1))) as paper:
        _save, (numbers, operator), *_rest = pikepdf.parse_content_stream(paper.pages[0])
    assert str(operator) == "cm"
    assert [float(n) for n in numbers[4:]] == pytest.approx([moved[0] * mm, moved[1] * mm], abs=0.001)


def test_an_odd_number_of_pages_gets_an_empty_back(
    agreement: bytes,
) -> None:
    whole = ready(agreement, even=True)
    with pikepdf.open(BytesIO(whole)) as paper:
        assert len(paper.pages) == 4
        assert [float(edge) for edge in paper.pages[3].mediabox] == pytest.approx(
            [0, 0, A4_WIDE, A4_HIGH], abs=0.1
        )
    with pikepdf.open(BytesIO(ready(agreement, first=2, last=2, even=True))) as paper:
        assert len(paper.pages) == 2


@pytest.mark.parametrize(("first", "last"), [(0, 1), (4, 0), (3, 2)])
def test_pages_that_are_not_there_are_refused(agreement: bytes, first: int, last: int) -> None:
    with pytest.raises(ValueError, match="no page"):
        ready(agreement, first=first, last=last)


def test_the_lines_of_the_test_sheet_stand_where_its_words_say() -> None:
    pdf = draw(PositionSheet("一楼打印机", "往右 1.5 毫米"))
    (rules,) = reading_paper.rules(pdf)
    (long,) = [level for start, end, level in rules if end - start > 200 * mm]
    assert long == pytest.approx(A4_HIGH - FROM_TOP * mm, abs=0.1)
    (uprights,) = reading_paper.uprights(pdf)
    (tall,) = [x for x, low, high in uprights if high - low > 290 * mm]
    assert tall == pytest.approx(FROM_LEFT * mm, abs=0.01)
    crosses = {
        (round((start + end) / 2 / mm), round(level / mm))
        for start, end, level in rules
        if 11 * mm < end - start < 13 * mm
    }
    assert crosses == {(x, y) for x in (CORNERS, 210 - CORNERS) for y in (CORNERS, 297 - CORNERS)}
    text = reading_paper.text(pdf)
    assert f"从纸的左边到长竖线，应当正好{FROM_LEFT}毫米" in text
    assert "这一页印的时候：往右1.5毫米。" in text
    assert "打印机：一楼打印机" in text
