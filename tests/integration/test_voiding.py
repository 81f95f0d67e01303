"""作废: a case registered by mistake leaves every list; its number and everything in it stay."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from test_cases import TODAY, draft

from jxdesk.cli import main
from jxdesk.desk import Desk
from jxdesk.errors import UserError
from jxdesk.models import NumberEntry


def register(desk: Desk) -> dict[str, str | None]:
    """Each number ever given out, with why it does not count."""
    with desk.database.reading() as session:
        return {entry.text: entry.void_reason for entry in session.query(NumberEntry)}


def test_a_void_draft_leaves_every_list_and_comes_back_whole(desk: Desk) -> None:
    kept, twice = draft(desk), draft(desk)
    before = desk.cases.record(twice.id)
    assert [one.case_id for one in desk.duplicates.of(kept.id)] == [twice.id]
    desk.cases.void(twice.id, " 重复登记 ")

    assert [row.case_id for row in desk.table.rows()] == [kept.id]
    assert desk.table.count() == 1
    assert [row.case_id for row in desk.table.today().drafts] == [kept.id]
    assert desk.duplicates.of(kept.id) == []
    assert [row.case_id for row in desk.table.rows(state="void")] == [twice.id]
    assert desk.cases.record(twice.id).void_reason == "重复登记"

    desk.cases.unvoid(twice.id)
    assert desk.cases.record(twice.id) == before
    assert desk.table.count() == 2


def test_a_void_case_is_found_and_says_so(desk: Desk) -> None:
    case = draft(desk)
    number = desk.cases.accept(case.id, TODAY)
    desk.cases.void(case.id, "登记错了")
    for asked in ("赵某", "第1号", "作废"):
        assert [(one.label, one.state) for one in desk.search.find(asked)] == [(number, "void")]
    assert desk.cases.resolve(number) == case.id
    desk.cases.unvoid(case.id)
    assert desk.search.find("作废") == []


def test_somebody_met_only_in_a_void_case_was_not_here_before(desk: Desk) -> None:
    case = draft(desk)
    assert desk.people.recognise(name="赵某") != []
    desk.cases.void(case.id, "练习时误登")
    assert desk.people.recognise(name="赵某") == []


def test_a_void_number_keeps_its_reason_and_is_never_given_out_again(desk: Desk) -> None:
    first, second = draft(desk), draft(desk)
    number = desk.cases.accept(first.id, TODAY)
    desk.cases.void(first.id, "重复登记")
    assert desk.cases.accept(second.id, TODAY) == "集福人调字〔2026〕第2号"
    assert register(desk) == {number: "重复登记", "集福人调字〔2026〕第2号": None}
    assert desk.cases.record(first.id).number.text == number
    desk.cases.unvoid(first.id)
    assert register(desk)[number] is None


def test_a_late_void_case_is_late_no_more(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.accept(case.id, date(2026, 6, 14))
    assert [row.case_id for row in desk.table.today().late] == [case.id]
    desk.cases.void(case.id, "登记错了")
    today = desk.table.today()
    assert (today.late, today.soon, today.going_on) == ((), (), 0)


def test_a_reason_is_needed(desk: Desk) -> None:
    case = draft(desk)
    with pytest.raises(UserError, match="为什么作废"):
        desk.cases.void(case.id, "  ")
    assert desk.cases.record(case.id).void_reason is None


def test_a_void_case_is_not_voided_again_and_its_first_reason_stays(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.void(case.id, "重复登记\u202e\x00")
    with pytest.raises(UserError, match="已经作废：重复登记"):
        desk.cases.void(case.id, "登记错了")
    assert desk.cases.record(case.id).void_reason == "重复登记"


def test_a_binding_agreement_cannot_be_voided_and_the_way_out_is_told(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.save(case.id, {"agreement.form": "书面", "agreement.party_sign_date": "2026-05-06"})
    desk.cases.void(case.id, "登记错了")  # signed by one side only: nothing binds yet
    desk.cases.unvoid(case.id)
    desk.cases.save(
        case.id, {"agreement.mediator_sign_date": "2026-05-06", "agreement.seal_date": "2026-05-06"}
    )
    with pytest.raises(UserError, match="已经生效") as told:
        desk.cases.void(case.id, "登记错了")
    assert "替代的原协议编号" in told.value.remedy
    assert desk.cases.record(case.id).void_reason is None


def test_a_void_draft_takes_no_number_and_is_sent_nowhere(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.void(case.id, "登记错了")
    with pytest.raises(UserError, match="已作废"):
        desk.cases.accept(case.id, TODAY)
    with pytest.raises(UserError, match="已作废"):
        desk.cases.refuse(case.id, TODAY, ["不属于民间纠纷"], remedies=[])
    assert register(desk) == {}


def test_only_the_use_case_voids(desk: Desk) -> None:
    case = draft(desk)
    with pytest.raises(UserError, match="不能改"):
        desk.cases.save(case.id, {"void_reason": "x"})
    with pytest.raises(UserError, match="没有作废"):
        desk.cases.unvoid(case.id)


def test_the_timeline_tells_of_both(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.void(case.id, "重复登记")
    assert "重复登记" in desk.timeline.of(case.id)[0].detail
    desk.cases.unvoid(case.id)
    assert [event.what for event in desk.timeline.of(case.id)[:2]] == ["恢复本案", "作废本案"]
    assert {event.user for event in desk.timeline.of(case.id)[:2]} == {"周某"}


def test_paper_of_a_void_case_says_so_on_every_page(desk: Desk, tmp_path: Path) -> None:
    case = draft(desk)
    desk.cases.accept(case.id, TODAY)
    desk.cases.void(case.id, "重复登记")
    written = desk.papers.write(case.id, tmp_path / "paper")
    assert written
    for one in written:
        assert [finding.rule for finding in one.draft] == ["R-00"]
        assert words_of(one.path).count("本案已作废，本页不具效力") == one.pages


def words_of(path: Path) -> str:
    """The text of a PDF as a program finds it."""
    import subprocess

    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode().replace(" ", "")


def test_a_case_file_carries_it_to_a_desk_that_never_synced(desk: Desk, tmp_path: Path) -> None:
    from jxdesk.desk import create_desk
    from jxdesk.paths import DataFolder

    case = draft(desk)
    number = desk.cases.accept(case.id, TODAY)
    desk.cases.void(case.id, "重复登记")
    desk.files.export(desk.files.numbered(), tmp_path / "cases.json")
    other = create_desk(DataFolder(tmp_path / "other"), None)
    try:
        assert [one.outcome for one in other.files.import_files([tmp_path / "cases.json"])] == ["imported"]
        assert other.table.count() == 0
        assert [row.label for row in other.table.rows(state="void")] == [number]
        assert register(other) == {number: "重复登记"}
    finally:
        other.close()


def test_the_command_line_voids_lists_checks_and_restores(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = draft(desk)
    number = desk.cases.accept(case.id, TODAY)
    spare = draft(desk).label()
    data = ["--data", str(tmp_path / "data")]
    assert main(["case", "void", number, "--reason", "重复登记", *data]) == 0
    assert main(["check", number, *data]) == 0
    assert "本案已作废：重复登记" in capsys.readouterr().out
    assert main(["find", "第1号", *data]) == 0
    assert capsys.readouterr().out.strip().endswith("作废")
    assert main(["case", "list", "--json", *data]) == 0
    assert [one["number"] for one in json.loads(capsys.readouterr().out)] == [spare]
    assert main(["case", "list", "--void", "--json", *data]) == 0
    assert [one["state"] for one in json.loads(capsys.readouterr().out)] == ["void"]
    assert main(["case", "restore", number, *data]) == 0
    assert desk.table.rows(state="void") == []
    assert main(["case", "restore", number, *data]) == 1
    assert "没有作废" in capsys.readouterr().err
