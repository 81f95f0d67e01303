"""From strips to pages: what stays together, what may be torn, and what the page itself says."""

from __future__ import annotations

import pytest
import reading_paper
from hypothesis import given
from hypothesis import strategies as st

from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import RuledLines, paragraph, title
from jxdesk.documents.sheet import OFFICIAL, print_sheet
from jxdesk.documents.signatures import BOX, LINE, SEAL, Seal, Signatures, Signer, Signing
from jxdesk.documents.spans import BODY, BODY_FLAT
from jxdesk.documents.strips import Strip, Together, WithNext, paginate

HOUSE = House(shipped().switches)
WIDTH = OFFICIAL.width


def _nothing(*_: object) -> None:
    return None


made_strips = st.lists(
    st.builds(
        Strip,
        height=st.floats(1, 120),
        draw=st.just(_nothing),
        before=st.floats(0, 20),
        keep_next=st.booleans(),
    ),
    min_size=1,
    max_size=60,
)


@given(made_strips)
def test_pages_hold_every_strip_in_order_and_never_overflow(strips: list[Strip]) -> None:
    pages = paginate(strips, 200)
    assert [s.height for page in pages for s in page] == [s.height for s in strips]
    assert all(sum(s.height + s.before for s in page) <= 200.01 for page in pages)
    assert all(page[0].before == 0 for page in pages)


@given(made_strips)
def test_tied_strips_share_a_page_where_a_page_can_hold_them(strips: list[Strip]) -> None:
    pages = paginate(strips, 200)
    start = 0
    for page in pages[:-1]:
        start += len(page)
        if strips[start - 1].keep_next:
            chain = [start - 1]
            while chain[0] > 0 and strips[chain[0] - 1].keep_next:
                chain.insert(0, chain[0] - 1)
            while strips[chain[-1]].keep_next and chain[-1] + 1 < len(strips):
                chain.append(chain[-1] + 1)
            assert sum(strips[n].height + strips[n].before for n in chain) > 200 - 20.01


def test_the_head_of_a_table_is_set_again_on_the_next_page() -> None:
    head = Strip(20, _nothing, keep_next=True)
    rows = [Strip(50, _nothing, repeat=(head,)) for _ in range(5)]
    pages = paginate([head, *rows], 130)
    assert [[s.height for s in page] for page in pages] == [[20, 50, 50], [20, 50, 50], [20, 50]]


def test_no_line_of_a_paragraph_is_left_alone_on_a_page() -> None:
    long = paragraph("张" * 280, BODY)  # ten lines and a bit
    count = len(long.strips(WIDTH))
    for lines_before in range(15, 22):
        strips = [*RuledLines(lines_before, BODY_FLAT).strips(WIDTH), *long.strips(WIDTH)]
        pages = paginate(strips, OFFICIAL.height)
        second = len(pages[1]) if len(pages) > 1 else 0
        assert second != 1
        assert count - second != 1


def test_a_heading_is_never_the_last_of_its_page() -> None:
    for lines_before in range(18, 23):
        blocks = [
            RuledLines(lines_before, BODY_FLAT),
            WithNext(paragraph("履行方式、时限：", BODY_FLAT)),
            paragraph("方" * 90, BODY),
        ]
        for lines in reading_paper.pages(print_sheet("试", blocks, HOUSE).pdf):
            assert not [1 for line in lines[-2:-1] if line.startswith("履行方式")]


def test_blocks_set_together_go_over_the_page_together() -> None:
    pair = Together([paragraph("甲", BODY), paragraph("乙", BODY)])
    pages = paginate([*RuledLines(21, BODY_FLAT).strips(WIDTH), *pair.strips(WIDTH)], OFFICIAL.height)
    assert [len(page) for page in pages] == [21, 2]


def test_the_official_page_has_22_lines_of_28_characters() -> None:
    assert len(paragraph("张" * 28 * 22, BODY_FLAT).strips(WIDTH)) == 22
    assert len(paginate(paragraph("张" * 28 * 22, BODY_FLAT).strips(WIDTH), OFFICIAL.height)) == 1
    assert OFFICIAL.left >= 28 * 72 / 25.4


@pytest.mark.parametrize("count", [1, 2, 5, 12, 40])
def test_signature_lines_are_12_mm_apart_and_fit_the_page(count: int) -> None:
    block = Signatures([Signing("当事人（签名盖章或按指印）", (Signer(),) * count)], [], Seal())
    pages = paginate(block.strips(WIDTH), OFFICIAL.height)
    assert all(sum(s.height + s.before for s in page) <= OFFICIAL.height + 0.01 for page in pages)
    assert Signer().height >= 12 * 72 / 25.4


def test_a_fingerprint_has_25_mm_and_a_seal_42_mm() -> None:
    assert pytest.approx(25 * 72 / 25.4) == BOX
    assert Signer(boxed=True).height >= BOX
    assert pytest.approx(42 * 72 / 25.4) == SEAL
    assert Seal().height >= SEAL
    assert Seal(stamped=False).height < SEAL
    assert LINE < SEAL


def test_no_text_stands_where_the_seal_goes() -> None:
    block = Signatures([], [Signing("记录人（签名）", (Signer(),))], Seal(date="2025年3月21日"))
    words = reading_paper.words(print_sheet("试", [block], HOUSE).pdf)[0]
    label = next(w for w in words if "印章" in w.text)
    date = next(w for w in words if w.text.startswith("2025"))
    assert label.y - date.y >= SEAL - 1
    assert not [w for w in words if date.y + 14 < w.y < label.y - 6]


def test_a_practice_page_says_so_in_words_and_its_mark_stays_out_of_the_text() -> None:
    blocks = [title("人民调解协议书"), paragraph("张某与李某" * 60, BODY)]
    plain = print_sheet("试", blocks, HOUSE)
    practice = print_sheet("试", blocks, House(HOUSE.switches, practice=True, draft=True))
    assert "练习" in reading_paper.text(practice.pdf)
    assert "草稿" in reading_paper.text(practice.pdf)
    body = [line for page in reading_paper.pages(plain.pdf) for line in page]
    marked = [line for page in reading_paper.pages(practice.pdf) for line in page]
    assert [line for line in marked if "练习" not in line] == body


def test_a_final_page_carries_no_mark() -> None:
    assert HOUSE.marks == ""
    assert "练习" not in reading_paper.text(print_sheet("试", [title("人民调解协议书")], HOUSE).pdf)


def test_each_page_counts_itself_and_all() -> None:
    pages = reading_paper.pages(print_sheet("试", [RuledLines(50, BODY_FLAT)], HOUSE).pdf)
    assert [page[-1] for page in pages] == ["第1页　共3页", "第2页　共3页", "第3页　共3页"]
    bare = print_sheet("试", [RuledLines(3, BODY_FLAT)], HOUSE, numbered=False)
    assert reading_paper.text(bare.pdf) == ""


def test_the_dossier_number_stands_outside_on_front_and_back() -> None:
    printed = print_sheet("试", [RuledLines(30, BODY_FLAT)], House(HOUSE.switches, folio=7))
    front, back = reading_paper.words(printed.pdf)
    corner = [next(w for w in page if w.text in {"7", "8"}) for page in (front, back)]
    assert [w.text for w in corner] == ["7", "8"]
    assert corner[0].x > 500
    assert corner[1].x < 100
