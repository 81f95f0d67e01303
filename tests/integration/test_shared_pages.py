"""两面身份证一页: photos that lie go two on a page; contents, numbers, bookmarks and the note follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest
import scans
from pikepdf import Name

from jxdesk.desk import Desk
from jxdesk.documents import scan_pages
from jxdesk.documents.press import DocumentRef
from jxdesk.services.dossiers import Bound
from tests.unit import reading_paper

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"
LAND = "集福人调字〔2025〕第17号"
IDENTITY = "当事人身份证明"
MM = 72 / 25.4
CARD = (1011, 638)  # 85.6 by 54 mm at 300 dots
PAGE = scans.A4_150


@pytest.fixture
def case(desk: Desk) -> str:
    desk.files.import_files([SAMPLES])
    return desk.cases.resolve(LAND)


def _keep(
    desk: Desk, case: str, folder: Path, *pieces: tuple[str, tuple[int, int]], slot: str = "identity"
) -> None:
    for number, (title, size) in enumerate(pieces):
        content = scans.encoded(scans.picture(f"{title}{number}", size))
        kept = desk.materials.add(case, slot, scans.kept(folder / "in", f"{number}.jpg", content))
        if title:
            desk.materials.rename(kept.id, title)


def _bound(desk: Desk, case: str, folder: Path) -> Bound:
    return desk.dossiers.bind(case, folder / "out" / "dossier.pdf")


def _identity(bound: Bound) -> list[tuple[str, int]]:
    return [(part.title, part.pages) for part in bound.parts if part.title.startswith(IDENTITY)]


def _placed(page: pikepdf.Page) -> list[tuple[float, float, float, float]]:
    """x, y, width, height in millimetres of the pictures on a page, as drawn."""
    found, matrix = [], None
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "cm":
            matrix = [float(number) / MM for number in operands]
        if str(operator) == "Do" and matrix:
            found.append((matrix[4], matrix[5], matrix[0], matrix[3]))
    return found


@contextmanager
def _page_of(bound: Bound, title: str) -> Iterator[pikepdf.Page]:
    """The page the bookmark leads to."""
    with pikepdf.open(bound.path) as pdf:
        with pdf.open_outline() as outline:
            (mark,) = [item for item in outline.root if item.title == title]
        yield next(page for page in pdf.pages if page.objgen == mark.destination[0].objgen)


def test_two_sides_of_a_card_share_a_page_no_wider_than_the_text_and_clear_of_each_other(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    _keep(desk, case, tmp_path, ("", (1600, 1000)), ("", (1600, 1000)))
    bound = _bound(desk, case, tmp_path)
    assert _identity(bound) == [(IDENTITY, 1)]
    with _page_of(bound, IDENTITY) as page:
        upper, lower = _placed(page)
    for x, y, width, height in (upper, lower):
        assert x >= 28 - 0.01
        assert x + width <= 210 - 24 + 0.01
        assert width > 150, "a photo of a phone fills the text's width"
        assert y >= 16, "clear of the line to sign on"
        assert y + height <= 297 - 20
        assert width / height == pytest.approx(1.6, rel=0.01)
    assert upper[1] - (lower[1] + lower[3]) >= 5


def test_contents_numbers_and_the_note_count_the_shared_page_once(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    for slot in ("evidence", "performance"):
        desk.materials.add(case, slot, scans.kept(tmp_path, f"{slot}.tif", scans.tiff(2)))
    _keep(desk, case, tmp_path, ("", CARD), ("", CARD), ("", CARD))
    bound = _bound(desk, case, tmp_path)
    assert _identity(bound) == [(IDENTITY, 1), (IDENTITY, 1)]
    first, second = [part for part in bound.parts if part.title == IDENTITY]
    assert second.first == (first.first or 0) + 1
    away = desk.dossiers.file_away(case, tmp_path / "归档")
    assert [part.title for part in away.parts] == [part.title for part in bound.parts]
    listed = reading_paper.text((tmp_path / "归档" / "02 卷内目录.pdf").read_bytes())
    assert f"{IDENTITY}{first.first}—{second.first}" in listed
    alone = reading_paper.text(desk.papers.produce(case, DocumentRef("contents", 1, "")).pdf)
    assert f"{IDENTITY}{first.first}—{second.first}" in alone
    pages = [re.findall(r"\d+—\d+", text)[-1] for text in (listed, alone)]
    assert pages[0] == pages[1]
    note = reading_paper.text(desk.papers.produce(case, DocumentRef("situation-note", 1, "")).pdf)
    assert f"共{bound.numbered}页" in note


@pytest.mark.parametrize(
    ("pieces", "parts"),
    [
        ([("", PAGE), ("", PAGE)], 2),
        ([("", PAGE[::-1]), ("", PAGE[::-1])], 2),
        ([("", CARD), ("", PAGE), ("", CARD)], 3),
        ([("", (1200, 1600)), ("", (1200, 1600))], 2),
        ([("张某身份证正面", CARD), ("李某身份证正面", CARD)], 2),
        ([("张某身份证正面", CARD), ("张某身份证反面", CARD), ("李某身份证", CARD)], 2),
    ],
    ids=["pages", "pages on their side", "a page between", "upright photos", "two people", "one card and one side"],
)  # fmt: skip
def test_pages_upright_photos_and_cards_of_two_people_keep_pages_of_their_own(
    desk: Desk, case: str, tmp_path: Path, pieces: list[tuple[str, tuple[int, int]]], parts: int
) -> None:
    _keep(desk, case, tmp_path, *pieces)
    bound = _bound(desk, case, tmp_path)
    found = _identity(bound)
    assert len(found) == parts
    assert {pages for _title, pages in found} == {1}


def test_a_shared_page_is_called_by_both_names_and_says_once_who_brought_it(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    _keep(desk, case, tmp_path, ("张某身份证正面", CARD), ("张某身份证反面", CARD))
    bound = _bound(desk, case, tmp_path)
    title = f"{IDENTITY}：张某身份证正面、张某身份证反面"
    assert _identity(bound) == [(title, 1)]
    with _page_of(bound, title) as page:
        assert set(page.resources.XObject.keys()) == {Name.Scan, Name.Scan2}
        assert "".join(word.text for word in reading_paper.shown(page)).count("与原件核对无异") == 1


def test_photos_of_two_slots_never_share_a_page(desk: Desk, case: str, tmp_path: Path) -> None:
    _keep(desk, case, tmp_path, ("", CARD))
    _keep(desk, case, tmp_path / "more", ("", (1600, 1000)), slot="evidence")
    bound = _bound(desk, case, tmp_path)
    assert [part.pages for part in bound.parts if part.title in {IDENTITY, "人民调解证据材料"}] == [1, 1]


def test_a_photo_held_sideways_is_judged_as_it_will_stand() -> None:
    assert scan_pages.lies(scans.photo(orientation=1))
    assert not scan_pages.lies(scans.photo(orientation=6))
