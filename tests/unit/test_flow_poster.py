"""The chart for the wall: every step on it, on the paper that was asked for, the same each time."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
import reading_paper
from flow_cases import FLOW

from jxdesk.documents import poster
from jxdesk.documents.poster import Size

MM = 72 / 25.4


@pytest.fixture(scope="module")
def posters() -> dict[Size, bytes]:
    return {"A3": poster.draw(FLOW, "A3"), "A4": poster.draw(FLOW, "A4")}


def drawn(poster_pdf: bytes) -> list[str]:
    """The words of each page in the order they were drawn, column after column."""
    with pikepdf.open(BytesIO(poster_pdf)) as pdf:
        return ["".join(word.text for word in reading_paper.shown(page)) for page in pdf.pages]


@pytest.mark.parametrize(("size", "width", "height", "pages"), [("A3", 420, 297, 2), ("A4", 297, 210, 4)])
def test_the_poster_lies_across_its_paper_and_keeps_to_its_sheets(
    posters: dict[Size, bytes], size: Size, width: int, height: int, pages: int
) -> None:
    with pikepdf.open(BytesIO(posters[size])) as pdf:
        assert len(pdf.pages) == pages
        for page in pdf.pages:
            box = [float(edge) for edge in page.mediabox]
            assert box[2:] == pytest.approx([width * MM, height * MM], abs=1)


@pytest.mark.parametrize("size", ["A3", "A4"])
def test_every_step_stands_on_it_with_its_words_its_law_and_its_papers(
    posters: dict[Size, bytes], size: Size
) -> None:
    words = "".join(drawn(posters[size]))
    for node in FLOW.nodes:
        assert words.count(node.title) >= 3, node.title  # box, words, law
    for phrase in (
        "先让人坐下把话说完",
        "当场说清",
        "人民调解口头协议登记表",
        "《劳动争议调解仲裁法》第14条",
        "one_stop/1",
    ):
        assert phrase in words


def test_all_words_of_the_a3_poster_share_the_sheet_with_the_chart(posters: dict[Size, bytes]) -> None:
    front = drawn(posters["A3"])[0]
    for node in FLOW.nodes:
        assert node.say[0] in front


def test_the_same_chart_gives_the_same_bytes(posters: dict[Size, bytes]) -> None:
    assert poster.draw(FLOW, "A4") == posters["A4"]


def test_every_font_on_it_is_embedded(posters: dict[Size, bytes]) -> None:
    with pikepdf.open(BytesIO(posters["A3"])) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
