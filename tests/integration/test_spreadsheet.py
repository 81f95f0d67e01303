"""The case table as a file for the township's spreadsheet program."""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jxdesk.errors import UserError
from jxdesk.progress import Cancelled, Work
from jxdesk.services.spreadsheet import Value, write_sheet

ROWS: list[list[Value]] = [
    ["集福人调字〔2026〕第1号", "张某与㛃某邻里纠纷", date(2026, 7, 15), 3],
    ["集福人调字〔2026〕第2号", "=1+1", None, 0],
]


def write(out: Path, rows: list[list[Value]] = ROWS, work: Work | None = None) -> int:
    return write_sheet(out, "案件", ["案号", "纠纷", "期限", "天"], rows, work or Work())


def test_words_are_words_dates_are_dates_and_the_heading_stays(tmp_path: Path) -> None:
    assert write(tmp_path / "table.xlsx") == 2
    sheet = load_workbook(tmp_path / "table.xlsx").active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["案号", "纠纷", "期限", "天"],
        ["集福人调字〔2026〕第1号", "张某与㛃某邻里纠纷", datetime(2026, 7, 15), 3],  # noqa: DTZ001 - a day, as openpyxl gives it
        ["集福人调字〔2026〕第2号", "=1+1", None, 0],
    ]
    assert sheet["C2"].is_date
    assert sheet["C2"].number_format == "yyyy-mm-dd"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://a","b")'])
def test_what_looks_like_a_formula_stays_text(tmp_path: Path, typed: str) -> None:
    write(tmp_path / "table.xlsx", [[typed, "", None, None]])
    cell = load_workbook(tmp_path / "table.xlsx").active["A2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", typed, True)


def test_a_character_no_spreadsheet_may_hold_is_left_out(tmp_path: Path) -> None:
    write(tmp_path / "table.xlsx", [["张\x07某", "", None, None]])
    assert load_workbook(tmp_path / "table.xlsx").active["A2"].value == "张某"


def test_a_place_that_cannot_be_written_is_told_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "table.xlsx"
    write(out)
    before = out.read_bytes()

    def held(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "used by another process")  # what Windows says of a file open elsewhere

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(UserError, match=r"写不进文件 table\.xlsx") as told:
        write(out)
    assert "先关掉" in told.value.remedy
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["table.xlsx"]
    with pytest.raises(UserError, match="写不进"):
        write(tmp_path / "nowhere" / "table.xlsx")


def test_cancelled_it_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    steps: list[int] = []
    work = Work(lambda done, _total, _what: steps.append(done), lambda: len(steps) > 1)
    with pytest.raises(Cancelled):
        write(tmp_path / "table.xlsx", ROWS * 200, work)
    assert steps == [0, 100]
    assert list(aside.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["aside"]
