"""打印记录 and 宣读: written once the paper is handed over, to a locked dossier too; they travel and disturb nothing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from test_two_desks import desks, shared_case

from jxdesk.cli import main
from jxdesk.desk import Desk
from jxdesk.rules.case_file import read_case, write_case
from jxdesk.rules.printouts import Handed, PaperOf
from jxdesk.services.case_paths import KEPT_BY_THE_DESK

__all__ = ["desks"]
SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"
LAND = "集福人调字〔2025〕第17号"
BYTES = b"%PDF-1.4 what the printer got"


@pytest.fixture
def case(desk: Desk) -> str:
    """The land case."""
    desk.files.import_files([SAMPLES])
    return desk.cases.resolve(LAND)


def agreement_of(case: str) -> PaperOf:
    return PaperOf(case, "agreement", "人民调解协议书", 3)


def test_a_row_says_who_when_what_how_many_which_pages_and_where_and_the_digest_of_the_bytes(
    desk: Desk, case: str
) -> None:
    desk.print_log.note(agreement_of(case), Handed(3, "一楼打印机", BYTES, 1, 0))
    draft = PaperOf(case, "mediation-record", "人民调解记录（大字版）", 4, 2, draft=True, large=True)
    desk.print_log.note(draft, Handed(1, "", BYTES, 2, 2))
    second, first = desk.print_log.of(case)
    assert (first.by, first.at, first.document, first.copies) == (
        desk.office.user(), "2026-07-15T12:00", "agreement", 3,
    )  # fmt: skip
    assert (first.first, first.last, first.printer, first.draft, first.large) == (
        1, 3, "一楼打印机", False, False,
    )  # fmt: skip
    assert first.sha256 == hashlib.sha256(BYTES).hexdigest()
    assert (second.ordinal, second.first, second.last, second.printer) == (2, 2, 2, None)
    assert (second.draft, second.large) == (True, True)


def test_printing_changes_neither_what_the_checks_say_nor_what_the_dossier_lacks(
    desk: Desk, case: str
) -> None:
    before = desk.cases.record(case)
    said = desk.reviews.check(case, archiving=True), desk.dossiers.gaps(before), desk.papers.applicable(case)
    odd = PaperOf(case, "material", "旅行了\ufffdXXX定金订金", 1)
    desk.print_log.note(odd, Handed(1, "待填写 XXX", BYTES))
    after = desk.cases.record(case)
    assert len(after.printouts) == 1
    now = desk.reviews.check(case, archiving=True), desk.dossiers.gaps(after), desk.papers.applicable(case)
    assert now == said


def test_a_locked_dossier_is_printed_from_without_a_correction_sheet(desk: Desk, case: str) -> None:
    desk.locking.lock(case)
    desk.print_log.note(agreement_of(case), Handed(1, "一楼打印机", BYTES))
    record = desk.cases.record(case)
    assert len(record.printouts) == 1
    assert record.corrections == []
    desk.locking.unlock(case)
    locked = desk.cases.record(case).dossier
    assert locked is not None
    assert locked.locked_at is None, "a printout is no reason to keep the lock"


def test_nobody_types_strikes_out_or_rewrites_a_row(desk: Desk, case: str) -> None:
    desk.print_log.note(agreement_of(case), Handed(1, "一楼打印机", BYTES))
    (row,) = desk.cases.record(case).printouts
    with pytest.raises(KeyError):
        desk.cases.add_item(case, "printouts", {"copies": 9})
    with pytest.raises(KeyError):
        desk.cases.save_item("printouts", row.id, {"copies": 9})
    with pytest.raises(KeyError):
        desk.cases.remove_item("printouts", row.id)
    with pytest.raises(KeyError):
        desk.cases.restore_item(case, "printouts", "p1", {"copies": 9})
    assert desk.cases.record(case).printouts == [row]
    assert "printouts" not in KEPT_BY_THE_DESK


def test_the_timeline_has_one_line_for_it(desk: Desk, case: str) -> None:
    before = len(desk.timeline.of(case))
    desk.print_log.note(agreement_of(case), Handed(3, "一楼打印机", BYTES))
    events = desk.timeline.of(case)
    assert len(events) == before + 1
    assert events[0].what == "打印人民调解协议书 3 份"
    assert events[0].detail == "第1—3页，正本，一楼打印机"


def test_a_case_file_carries_the_log_and_one_without_is_still_the_same_case(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    without = tmp_path / "before.json"
    desk.files.export([case], without)
    desk.print_log.note(agreement_of(case), Handed(2, "一楼打印机", BYTES))
    written = write_case(desk.cases.record(case))
    (row,) = read_case(written).printouts
    assert (row.title, row.copies, row.sha256) == (
        "人民调解协议书", 2, hashlib.sha256(BYTES).hexdigest(),
    )  # fmt: skip
    assert [one.outcome for one in desk.files.import_files([without])] == ["already"]
    assert len(desk.cases.record(case).printouts) == 1


def test_rows_of_two_desks_merge_without_a_question(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case = shared_case(one, other)
    paper = PaperOf(case, "rights-notice", "当事人权利义务告知书", 2)
    one.print_log.note(paper, Handed(2, "一楼打印机", BYTES))
    other.print_log.note(paper, Handed(3, "二楼打印机", BYTES))
    for desk in (one, other, one):
        assert desk.sync.run().conflicts == 0
    for desk in desks:
        found = {(row.by, row.copies, row.printer) for row in desk.print_log.of(case)}
        assert found == {("陈某", 2, "一楼打印机"), ("刘某某", 3, "二楼打印机")}
        assert desk.table.waiting().count == 0
        assert desk.sync.differences() == []


def test_a_paper_printed_elsewhere_after_the_lock_asks_nobody(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case = shared_case(one, other)
    one.cases.file_dossier(case, one.cases.today())
    one.locking.lock(case)
    other.print_log.note(PaperOf(case, "slip", "登记回执", 1), Handed(1, "二楼打印机", BYTES))
    one.sync.run()
    other.sync.run()
    one.sync.run()
    assert one.sync.differences() == []
    assert [row.title for row in one.print_log.of(case)] == ["登记回执"]
    assert one.cases.record(case).corrections == []


def test_who_read_a_paper_aloud_travels_and_is_told_in_words(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case = shared_case(one, other)
    said = {"document": "rights-notice", "listener": "赵某", "reader": "陈某", "witness": "钱某"}
    one.cases.add_item(case, "readings", said)
    one.sync.run()
    other.sync.run()
    assert other.cases.record(case).readings == one.cases.record(case).readings
    (event,) = [event for event in other.timeline.of(case) if event.what == "登记宣读、见证"]
    assert "当事人权利义务告知书" in event.detail
    assert "rights-notice" not in event.detail


def test_the_command_line_lists_the_log_and_writing_files_leaves_no_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out = str(tmp_path / "data"), str(tmp_path / "out")
    assert main(["case", "import", str(SAMPLES), "--data", data]) == 0
    main(["print", LAND, "--document", "agreement", "--out", out, "--data", data])
    capsys.readouterr()
    assert main(["print", LAND, "--log", "--data", data]) == 0
    assert capsys.readouterr().out.strip() == "本案还没有打印过。"
    from jxdesk.desk import open_desk
    from jxdesk.paths import DataFolder

    desk = open_desk(DataFolder(Path(data)))
    desk.print_log.note(agreement_of(desk.cases.resolve(LAND)), Handed(3, "一楼打印机", BYTES))
    desk.close()
    assert main(["print", LAND, "--log", "--json", "--data", data]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["title"], row["copies"], row["last"], row["draft"]) == ("人民调解协议书", 3, 3, False)
    assert main(["print", LAND, "--log", "--data", data]) == 0
    assert "人民调解协议书  3份  第1—3页  正本  一楼打印机" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["print", LAND, "--all", "--data", data])
    assert "--out" in capsys.readouterr().err
