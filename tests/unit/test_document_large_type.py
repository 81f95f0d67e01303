"""大字版: the same words in larger type, marked as what it is, with the same room to sign."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
import reading_paper
from reportlab.lib.units import mm
from sample_records import land, neighbours, wages

from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.large_type import LARGE_NOTE, TIMES
from jxdesk.documents.press import WITHOUT_LARGE_TYPE, DocumentRef, applicable, printed
from jxdesk.documents.sheet import OFFICIAL
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.paper import DOCUMENTS

HOUSE = House(shipped().switches)
LARGE = replace(HOUSE, large=True)
AGREEMENT = DocumentRef("agreement", 1, "")
TABLES = frozenset({"rights-notice", "evidence-list", "confirmation-application"})
"""Whose words are the same, but stand in cells and are read across them, or under a head that comes again."""
SIGNED_BY_PAGE = frozenset({"investigation"})
"""Which has a line to sign on at the foot of each page, and so of more of them."""


def _shown(pdf: bytes) -> str:
    return reading_paper.text(pdf).replace(LARGE_NOTE, "")


@pytest.mark.parametrize("case", [land(), neighbours(), wages()], ids=["land", "neighbours", "wages"])
def test_the_large_copy_says_word_for_word_the_same(case: CaseRecord) -> None:
    compared = 0
    for ref in applicable(case):
        if ref.document_id in WITHOUT_LARGE_TYPE | SIGNED_BY_PAGE:
            continue
        usual, large = _shown(printed(case, ref, HOUSE).pdf), _shown(printed(case, ref, LARGE).pdf)
        if ref.document_id in TABLES:
            assert set(usual) == set(large), ref.title
            assert len(usual) <= len(large) <= len(usual) + 40
        else:
            assert usual == large, ref.title
        compared += 1
    assert compared >= 4


def test_its_type_is_larger_by_the_factor_and_lines_keep_within_the_type_area() -> None:
    usual, large = printed(land(), AGREEMENT, HOUSE).pdf, printed(land(), AGREEMENT, LARGE).pdf
    assert _leading(large) == pytest.approx(_leading(usual) * TIMES, abs=0.05)
    for page in reading_paper.words(large):
        body = [word for word in page if word.y > OFFICIAL.bottom - 6 * mm and word.text.strip()]
        assert min(word.x for word in body) >= 28 * mm - 0.1
        assert min(word.y for word in body) > OFFICIAL.bottom


def _leading(pdf: bytes) -> float:
    """Points from one line of the facts to the next."""
    for page in reading_paper.phrases(pdf):
        levels = sorted({round(word.y, 2) for word in page if 78 < word.x < 90}, reverse=True)
        for word in page:
            if word.text.startswith("纠纷主要事实"):
                here = levels.index(round(word.y, 2))
                return levels[here + 1] - levels[here + 2]
    raise AssertionError("no facts")


def test_every_page_says_at_its_foot_that_it_is_the_large_copy_and_the_usual_one_does_not() -> None:
    made = printed(land(), AGREEMENT, LARGE)
    pages = reading_paper.pages(made.pdf)
    assert len(pages) == made.pages == 5
    assert all(page[-1] == LARGE_NOTE for page in pages)
    assert LARGE_NOTE not in reading_paper.text(printed(land(), AGREEMENT, HOUSE).pdf)


def test_a_draft_in_large_type_is_still_a_draft() -> None:
    text = reading_paper.text(printed(land(), AGREEMENT, replace(LARGE, draft=True)).pdf)
    assert f"{LARGE_NOTE}；草稿，以正式件为准" in text


def test_thumb_and_seal_get_the_room_they_always_get() -> None:
    house = replace(HOUSE, fingerprint_boxes=True)
    sides = [
        [
            round(wide, 1)
            for page in reading_paper.boxes(printed(land(), AGREEMENT, one).pdf)
            for _x, _y, wide, _high in page
        ]
        for one in (house, replace(house, large=True))
    ]
    assert sides[0] == sides[1] == [round(25 * mm, 1)] * 2


def test_it_comes_out_the_same_twice_and_embeds_its_fonts() -> None:
    once = printed(wages(), DocumentRef("rights-notice", 1, ""), LARGE)
    assert once == printed(wages(), DocumentRef("rights-notice", 1, ""), LARGE)
    assert all(reading_paper.font_names(once.pdf).values())
    with pikepdf.open(BytesIO(once.pdf)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_every_form_in_large_type_keeps_off_the_edges_of_the_paper() -> None:
    for document in sorted(set(DOCUMENTS) - WITHOUT_LARGE_TYPE - {"no-penalty"}):
        made = printed(CaseRecord(), DocumentRef(document, 1, ""), LARGE)
        for rules in reading_paper.rules(made.pdf):
            assert all(
                start >= 27.9 * mm and end <= 186.1 * mm and level > 10 * mm for start, end, level in rules
            ), document


def test_a_box_to_tick_never_ends_a_line_without_its_word() -> None:
    for document in ("service-proof", "acceptance", "rights-notice"):
        for house in (HOUSE, LARGE):
            pages = reading_paper.pages(printed(CaseRecord(), DocumentRef(document, 1, ""), house).pdf)
            assert not [line for page in pages for line in page if line[-1] in "☐☑"], document
