"""签好字的扫描件: bound instead of the print it is the signed copy of, and beside it where it is not all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
import scans
from county_resources import County

from jxdesk.cli import main
from jxdesk.desk import Desk
from jxdesk.documents.press import DocumentRef
from jxdesk.services.dossiers import Bound
from tests.unit import reading_paper

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"
LAND = "集福人调字〔2025〕第17号"
AGREEMENT = "人民调解协议书"


@pytest.fixture
def case(desk: Desk) -> str:
    desk.files.import_files([SAMPLES])
    return desk.cases.resolve(LAND)


def _pages(desk: Desk, case: str, document: str = "agreement") -> int:
    return desk.papers.produce(case, DocumentRef(document, 1, "")).pages


def _sign(desk: Desk, case: str, folder: Path, pages: int) -> None:
    desk.materials.add(case, "signed", scans.kept(folder, "签好.tif", scans.tiff(pages)))


def _rows(pdf: bytes) -> dict[str, str]:
    """Title to pages, of the contents."""
    found = {}
    for page in reading_paper.pages(pdf):
        for line in page:
            match = re.fullmatch(r"\d{1,2}(\D+?)(\d+(?:—\d+)?)(?:共.*)?", line)
            if match:
                found[match[1]] = match[2]
    return found


def _bound_rows(bound: Bound, desk: Desk, folder: Path) -> dict[str, str]:
    with pikepdf.open(bound.path) as pdf, pdf.open_outline() as outline:
        marks = [item.title for item in outline.root]
    assert marks == [part.title for part in bound.parts]
    away = desk.dossiers.file_away(desk.cases.resolve(LAND), folder)
    assert [part.title for part in away.parts] == marks
    return _rows((folder / "02 卷内目录.pdf").read_bytes())


def _spread(desk: Desk, case: str, folder: Path) -> tuple[Bound, dict[str, str]]:
    bound = desk.dossiers.bind(case, folder / "dossier.pdf")
    return bound, _bound_rows(bound, desk, folder / "归档")


def test_the_signed_scan_stands_for_the_print_and_bears_its_name(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    before, _ = _spread(desk, case, tmp_path / "before")
    pages = _pages(desk, case)
    _sign(desk, case, tmp_path, pages)
    bound, rows = _spread(desk, case, tmp_path / "after")
    (signed,) = [part for part in bound.parts if part.title.startswith(AGREEMENT)]
    assert bound.numbered == before.numbered, "the one came for the other"
    assert bound.short == ()
    assert rows[AGREEMENT] == f"{signed.first}—{signed.last}"
    assert "签好字的协议书（扫描件）" not in rows
    with pikepdf.open(bound.path) as pdf:
        words = [reading_paper.shown(page) if "/Font" in page.resources else [] for page in pdf.pages]
    assert not any("本协议一式三份" in "".join(word.text for word in page) for page in words)


def test_the_contents_printed_alone_say_the_same(desk: Desk, case: str, tmp_path: Path) -> None:
    for slot in ("identity", "evidence", "performance"):
        desk.materials.add(case, slot, scans.kept(tmp_path, f"{slot}.tif", scans.tiff(2)))
    _sign(desk, case, tmp_path, _pages(desk, case) + 1)
    _bound, rows = _spread(desk, case, tmp_path / "out")
    assert rows == _rows(desk.papers.produce(case, DocumentRef("contents", 1, "")).pdf)
    assert len(rows) > 8


def test_a_scan_of_the_last_page_alone_does_not_stand_for_all_pages(
    desk: Desk, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = _pages(desk, case)
    assert pages > 1
    _sign(desk, case, tmp_path, pages - 1)
    bound, rows = _spread(desk, case, tmp_path / "out")
    assert bound.short == (AGREEMENT,)
    assert {AGREEMENT, "签好字的协议书（扫描件）"} <= set(rows)
    desk.close()
    data = str(desk.folder.root)
    assert main(["print", LAND, "--dossier", "--out", str(tmp_path / "cli"), "--data", data]) == 0
    assert "签好字的人民调解协议书收进来的页数比打印的少，两样都装进去了" in capsys.readouterr().err


def test_a_county_that_wants_both_has_both(
    desk: Desk, case: str, tmp_path: Path, county_files: County
) -> None:
    county_files.edit("catalogue.toml", "dossier_binds_unsigned = false", "dossier_binds_unsigned = true")
    _sign(desk, case, tmp_path, _pages(desk, case))
    bound, rows = _spread(desk, case, tmp_path / "out")
    assert {AGREEMENT, "签好字的协议书（扫描件）"} <= set(rows)
    assert bound.short == ()


def test_a_scan_that_is_damaged_stands_for_nothing(desk: Desk, case: str, tmp_path: Path) -> None:
    _sign(desk, case, tmp_path, _pages(desk, case))
    (scan,) = desk.cases.record(case).materials
    (desk.folder.materials / str(scan.sha256)).write_bytes(b"gone")
    bound = desk.dossiers.bind(case, tmp_path / "out.pdf")
    assert AGREEMENT in [part.title for part in bound.parts]
    assert bound.absent == ("签好字的协议书（扫描件）",)


def test_the_signed_register_of_an_oral_agreement_stands_for_it_too(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    oral = next(
        one
        for one in desk.files.numbered()
        if any(ref.document_id == "oral-agreement" for ref in desk.papers.applicable(one))
    )
    _sign(desk, oral, tmp_path, _pages(desk, oral, "oral-agreement"))
    bound = desk.dossiers.bind(oral, tmp_path / "out.pdf")
    titles = [part.title for part in bound.parts]
    assert titles.count("人民调解口头协议登记表") == 1
    assert not [title for title in titles if "扫描件" in title]


def test_the_signed_scan_is_what_completeness_asks_for(desk: Desk, case: str, tmp_path: Path) -> None:
    assert "signed" in {gap.slot for gap in desk.dossiers.gaps(desk.cases.record(case))}
    _sign(desk, case, tmp_path, _pages(desk, case))
    assert {gap.title for gap in desk.dossiers.gaps(desk.cases.record(case)) if gap.slot == "signed"} == set()
    assert not any("协议书" in gap.title for gap in desk.dossiers.gaps(desk.cases.record(case)))
