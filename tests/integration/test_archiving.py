"""归档 on a real file: level A holds it back by name, an import that was filed elsewhere stays filed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jxdesk.cli import main
from jxdesk.desk import Desk
from jxdesk.errors import UserError
from jxdesk.services.archiving import NotReadyToArchiveError

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"
S1, S2 = "集福人调字〔2025〕第17号", "集福人调字〔2026〕第42号"
FILED = date(2026, 7, 14)


@pytest.fixture
def land(desk: Desk) -> str:
    """S1, imported and its dossier opened again."""
    desk.files.import_files([SAMPLES])
    case_id = desk.cases.resolve(S1)
    desk.archiving.take_back(case_id)
    return case_id


def filed(desk: Desk, case_id: str) -> str | None:
    dossier = desk.cases.record(case_id).dossier
    return dossier.filed_date if dossier else None


def test_a_whole_case_is_filed_on_the_day_that_is_said(desk: Desk, land: str) -> None:
    assert filed(desk, land) is None
    assert desk.archiving.archive(land, FILED) == FILED
    assert filed(desk, land) == "2026-07-14"


def test_what_stands_is_named_and_nothing_is_stored_until_it_is_cured(desk: Desk, land: str) -> None:
    desk.cases.save(land, {"dossier.retention": None, "rights_notice.recipients": ["张某"]})
    with pytest.raises(NotReadyToArchiveError, match=r"有2条要先改：R-16 .*李某.*R-53") as caught:
        desk.archiving.archive(land, FILED)
    assert [one.field for one in caught.value.findings] == ["rights_notice.recipients", "dossier.retention"]
    assert filed(desk, land) is None
    desk.cases.save(land, {"dossier.retention": "长期", "rights_notice.recipients": ["张某", "李某"]})
    desk.archiving.archive(land, FILED)
    assert filed(desk, land) == "2026-07-14"


def test_a_warning_holds_nothing_back(desk: Desk, land: str) -> None:
    desk.cases.save(land, {"dossier.filed_by": None})
    assert [f.rule for f in desk.reviews.check(land, archiving=True) if f.rule == "R-52"] == ["R-52"]
    assert desk.archiving.archive(land, FILED) == FILED


def test_a_wrong_final_copy_holds_back_as_well(desk: Desk, land: str) -> None:
    desk.cases.save(land, {"agreement.copies": 9})
    with pytest.raises(NotReadyToArchiveError, match="R-26"):
        desk.archiving.archive(land, FILED)


def test_a_filing_date_before_the_last_visit_is_refused(desk: Desk, land: str) -> None:
    with pytest.raises(NotReadyToArchiveError, match="R-22"):
        desk.archiving.archive(land, date(2025, 4, 1))


def test_the_date_cannot_be_written_past_the_check(desk: Desk, land: str) -> None:
    with pytest.raises(UserError, match="由程序填写"):
        desk.cases.save(land, {"dossier.filed_date": "2026-07-14"})
    assert filed(desk, land) is None


def test_a_draft_has_no_dossier_to_close(desk: Desk) -> None:
    with pytest.raises(UserError, match="没有受理编号"):
        desk.archiving.archive(desk.cases.begin().id, FILED)


def test_a_filed_case_comes_in_filed_even_when_something_stands(desk: Desk, tmp_path: Path) -> None:
    document = json.loads(SAMPLES.read_text(encoding="utf-8"))
    document["cases"][0]["dossier"]["retention"] = None
    path = tmp_path / "old.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert {one.outcome for one in desk.files.import_files([path])} == {"imported"}
    case_id = desk.cases.resolve(S1)
    assert filed(desk, case_id) == "2025-11-10"
    assert desk.archiving.archive(case_id, FILED) == date(2025, 11, 10)


def test_what_no_form_shows_is_put_right_by_one_button(desk: Desk, land: str) -> None:
    wrong: dict[str, Any] = {
        "agreement.number": "集福人调字〔2025〕第18号",
        "agreement.effective_date": "2025-03-20",
        "agreement.judicial_confirmation.deadline": "2025-04-20",
        "dossier.total_pages": 25,
    }
    desk.cases.save(land, wrong)
    rules = {f.rule for f in desk.archiving.standing(desk.cases.record(land))}
    assert rules == {"R-01", "R-26", "R-50"}
    desk.archiving.put_right(land)
    record = desk.cases.record(land)
    assert desk.archiving.standing(record) == ()
    assert record.agreement is not None
    assert record.agreement.judicial_confirmation is not None
    assert record.agreement.judicial_confirmation.deadline == "2025-04-21"
    assert desk.archiving.computed(record, ()) == {}


def test_the_command_line_files_or_says_why_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = str(tmp_path / "data")
    assert main(["case", "import", str(SAMPLES), "--data", data]) == 0
    capsys.readouterr()
    assert main(["case", "archive", S2, "--on", "5月", "--data", data]) == 1
    assert "2026-03-05" in capsys.readouterr().err
    assert main(["case", "archive", S2, "--json", "--data", data]) == 0
    assert json.loads(capsys.readouterr().out)["filed_date"] == "2026-07-10"
    assert main(["check", S2, "--archiving", "--json", "--data", data]) == 0
    assert {one["level"] for one in json.loads(capsys.readouterr().out)} <= {"W", "I"}
