"""What says PDF/A-2b of itself is PDF/A-2b: pikepdf's validator approves it, and finds what is spoiled.

The validator (pikepdf[pdfa], after veraPDF's rules) approves a file only if it knows every construct in it, so
"not checked" counts as refused here too. It runs in the tests alone: no desk carries it, and so no single
dossier of a desk may be called validated.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import scans
from pikepdf import Array, Dictionary, Name, String, pdfa

from jxdesk.desk import Desk, create_desk
from jxdesk.paths import DataFolder
from tests.integration.conftest import NOON

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"
LAND, NEIGHBOURS, WAGES = "集福人调字〔2025〕第17号", "集福人调字〔2026〕第42号", "集福人调字〔2026〕第33号"


@pytest.fixture(params=[LAND, NEIGHBOURS, WAGES])
def case(request: pytest.FixtureRequest, desk: Desk, tmp_path: Path) -> str:
    """A sample with every kind of scan in it: photos, black and white, grey, of a printer's inks, a PDF."""
    return _with_scans(desk, request.param, tmp_path / "in")


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One dossier that every spoiling test spoils a copy of."""
    folder = tmp_path_factory.mktemp("spoiled")
    made = create_desk(DataFolder(folder / "data"), None, clock=lambda: NOON)
    path = made.dossiers.bind(_with_scans(made, NEIGHBOURS, folder / "in"), folder / "dossier.pdf").path
    made.close()
    return path


def _with_scans(desk: Desk, label: str, folder: Path) -> str:
    desk.files.import_files([SAMPLES])
    case = desk.cases.resolve(label)
    for slot, name, content in (
        ("identity", "1.jpg", scans.photo("甲", 6)),
        ("identity", "2.jpg", scans.encoded(scans.picture("灰", mode="L"))),
        ("evidence", "3.tif", scans.tiff(2)),
        ("evidence", "4.jpg", scans.encoded(scans.picture("墨", mode="CMYK"))),
        ("evidence", "5.png", scans.encoded(scans.picture("透", mode="RGBA"), "PNG")),
        ("performance", "6.pdf", scans.pdf(1)),
    ):
        desk.materials.add(case, slot, scans.kept(folder, name, content))
    return case


def test_a_whole_dossier_with_scans_is_approved(desk: Desk, case: str, tmp_path: Path) -> None:
    bound = desk.dossiers.bind(case, tmp_path / "dossier.pdf")
    assert not bound.absent
    report = pdfa.validate_written(bound.path, "2b")
    assert report.verdict == "pass", report.summary()


def test_every_file_of_the_folder_for_the_archive_is_approved(desk: Desk, tmp_path: Path) -> None:
    case = _with_scans(desk, LAND, tmp_path / "in")
    desk.dossiers.file_away(case, tmp_path / "归档")
    files = sorted((tmp_path / "归档").glob("*.pdf"))
    assert len(files) > 10
    reports = [(path.name, pdfa.validate_written(path, "2b")) for path in files]
    assert [f"{name}：{report.summary()}" for name, report in reports if not report.passed] == []


def _font_taken_out(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].resources["/Font"].values()))
    del font.FontDescriptor["/FontFile2"]


def _program_inside(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))


def _no_colours_named(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def _inks_of_a_printer(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 0 1 k 0 0 9 9 re f")


def _nothing_said(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Metadata"]


def _film_on_a_page(pdf: pikepdf.Pdf) -> None:
    film = Dictionary(Type=Name.Annot, Subtype=Name.Movie, Rect=Array([0, 0, 9, 9]), F=4)
    pdf.pages[0].Annots = Array([pdf.make_indirect(film)])


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_font_taken_out, "6.2.11.4"),
        (_program_inside, "/OpenAction"),
        (_no_colours_named, "output-intent"),
        (_inks_of_a_printer, "6.2.4.3"),
        (_nothing_said, "6.6.2.1"),
        (_film_on_a_page, "6.3.1"),
    ],
)
def test_a_spoiled_dossier_is_refused(dossier: Path, spoil: Callable[[pikepdf.Pdf], None], told: str) -> None:
    spoiled = BytesIO()
    with pikepdf.open(dossier) as pdf:
        spoil(pdf)
        pdf.save(spoiled, deterministic_id=True)
    report = pdfa.validate_written(spoiled, "2b")
    assert not report.passed
    assert any(told in str(finding) for finding in report.findings), report.summary()


def test_an_encrypted_dossier_is_refused(dossier: Path) -> None:
    locked = BytesIO()
    with pikepdf.open(dossier) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="", R=6))
    assert not pdfa.validate_written(locked, "2b").passed
