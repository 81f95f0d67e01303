"""``jxdesk.case/1``: nothing is lost on the way in and out, and one bad case never stops the others."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from jxdesk.desk import Desk, create_desk
from jxdesk.errors import UserError
from jxdesk.paths import DataFolder

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"


def samples() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(SAMPLES.read_text(encoding="utf-8"))["cases"]
    return cases


def write(path: Path, cases: list[Any]) -> Path:
    path.write_text(
        json.dumps({"schema": "jxdesk.case/1", "cases": cases}, ensure_ascii=False), encoding="utf-8"
    )
    return path


def exported(desk: Desk, out: Path) -> list[dict[str, Any]]:
    desk.files.export(desk.files.numbered(), out)
    cases: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))["cases"]
    return cases


def by_number(cases: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {case["number"]["text"]: case for case in cases}


def test_the_samples_come_out_exactly_as_they_went_in(desk: Desk, tmp_path: Path) -> None:
    done = desk.files.import_files([SAMPLES])
    assert [one.outcome for one in done] == ["imported"] * 3
    assert by_number(exported(desk, tmp_path / "out.json")) == by_number(samples())


def test_an_export_imported_into_an_empty_desk_gives_the_same_export(desk: Desk, tmp_path: Path) -> None:
    desk.files.import_files([SAMPLES])
    first = tmp_path / "first.zip"
    desk.files.export(desk.files.numbered(), first)
    other = create_desk(DataFolder(tmp_path / "other"), None)
    try:
        other.files.import_files([first])
        again = tmp_path / "again.zip"
        other.files.export(other.files.numbered(), again)
    finally:
        other.close()
    assert again.read_bytes() == first.read_bytes()


def test_the_same_content_again_is_already_there(desk: Desk) -> None:
    desk.files.import_files([SAMPLES])
    assert {one.outcome for one in desk.files.import_files([SAMPLES])} == {"already"}
    assert desk.table.count() == 3


def test_other_content_under_the_same_number_is_refused_with_both_shown(desk: Desk, tmp_path: Path) -> None:
    desk.files.import_files([SAMPLES])
    other = copy.deepcopy(samples()[0])
    other["title"] = "另一件事"
    (one,) = desk.files.import_files([write(tmp_path / "x.json", [other])])
    assert one.outcome == "refused"
    assert "另一件事" in one.message
    assert "土地经营权流转租金纠纷" in one.message


def test_a_case_that_cannot_be_taken_names_its_path_and_the_others_go_in(desk: Desk, tmp_path: Path) -> None:
    bad_name, bad_number, bad_shape = (copy.deepcopy(samples()[0]) for _ in range(3))
    bad_name["parties"][0]["name"] = " "
    del bad_number["number"]["text"]
    bad_shape["mediations"] = "没有"
    file = write(tmp_path / "x.json", [bad_name, samples()[1], bad_number, bad_shape])
    done = desk.files.import_files([file])
    assert [(one.outcome, one.path) for one in done] == [
        ("refused", "cases[0].parties[0].name"),
        ("imported", "cases[1]"),
        ("refused", "cases[2].number.text"),
        ("refused", "cases[3].mediations"),
    ]
    assert desk.table.count() == 1


def test_values_outside_a_list_and_wrong_numbers_are_kept_and_told(desk: Desk, tmp_path: Path) -> None:
    case = copy.deepcopy(samples()[0])
    case["dispute_type"] = "风水纠纷"
    case["parties"][0]["id_no"] = "230521196305129973"
    case["parties"][1]["age"] = "四十五"
    case["parties"][1]["nickname"] = "老李"
    case["weather"] = {"sky": "晴"}
    (one,) = desk.files.import_files([write(tmp_path / "x.json", [case])])
    assert one.outcome == "imported"
    told = {remark.path: remark.message for remark in one.remarks}
    assert "风水纠纷" in told["cases[0].dispute_type"]
    assert "位" in told["cases[0].parties[0].id_no"]
    assert "cases[0].parties[1].age" in told
    assert exported(desk, tmp_path / "out.json") == [case]


def test_a_number_with_digits_too_many_is_kept_told_and_followed_by_no_register(
    desk: Desk, tmp_path: Path
) -> None:
    case = copy.deepcopy(samples()[1])
    case["number"] |= {"text": "集福人调字〔2026〕第99999999号", "seq": 99_999_999}
    (one,) = desk.files.import_files([write(tmp_path / "x.json", [case])])
    assert [(remark.path, remark.message[:13]) for remark in one.remarks] == [
        ("cases[0].number.seq", "序号99999999大得不")
    ]
    taken = desk.cases.resolve("集福人调字〔2026〕第99999999号")
    assert any("大得不像真的" in f.message for f in desk.reviews.check(taken) if f.rule == "R-02")
    assert accepted(desk) == "集福人调字〔2026〕第1号"
    committee = desk.cases.record(taken).committee.org
    assert committee is not None
    desk.office.start_register(committee, 2026, 18)
    assert accepted(desk) == "集福人调字〔2026〕第18号"


def accepted(desk: Desk) -> str:
    """The number of another case, accepted today."""
    draft = desk.cases.begin()
    for name, role in (("赵某", "申请人"), ("㛃某", "被申请人")):
        desk.cases.add_item(draft.id, "parties", {"name": name, "role": role})
    return desk.cases.accept(draft.id, desk.cases.today())


def test_an_import_raises_the_committees_counter(desk: Desk) -> None:
    desk.files.import_files([SAMPLES])
    draft = desk.cases.begin()
    for name, role in (("赵某", "申请人"), ("㛃某", "被申请人")):
        desk.cases.add_item(draft.id, "parties", {"name": name, "role": role})
    number = desk.cases.accept(draft.id, desk.cases.today())
    assert number == "集福人调字〔2026〕第43号"


def test_a_field_changed_at_the_desk_changes_in_the_export_and_nothing_else_does(
    desk: Desk, tmp_path: Path
) -> None:
    desk.files.import_files([SAMPLES])
    case_id = desk.cases.resolve("集福人调字〔2025〕第17号")
    desk.cases.save(case_id, {"agreement.responsibility": "双方各自承担"})
    expected = by_number(samples())
    expected["集福人调字〔2025〕第17号"]["agreement"]["responsibility"] = "双方各自承担"
    assert by_number(exported(desk, tmp_path / "out.json")) == expected


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"schema": "jxdesk.case/1", "cases": [', "不完整"),
        (b"\xff\xfe\x00", "不完整"),
        (b'{"schema": "other/1", "cases": []}', "不是 jxdesk.case/1"),
        (b'{"schema": "jxdesk.case/1", "cases": []}', "没有案件"),
        (b"[" * 100_000, "不完整"),
        (b"PK\x03\x04 not a zip", "不完整"),
    ],
)
def test_a_broken_file_is_one_sentence_and_takes_nothing(
    desk: Desk, tmp_path: Path, body: bytes, words: str
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(body)
    with pytest.raises(UserError, match=words):
        desk.files.import_files([SAMPLES, path])
    assert desk.table.count() == 0


def test_a_missing_file_is_one_sentence(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到"):
        desk.files.import_files([tmp_path / "none.json"])


def test_a_desk_that_was_never_asked_learns_its_township_from_its_first_case(tmp_path: Path) -> None:
    made = create_desk(DataFolder(tmp_path / "real"), "福利镇的桌子很稳当的")
    try:
        assert made.office.office().unit is None
        made.files.import_files([SAMPLES])
        unit = made.office.office().unit
        assert unit is not None
        assert unit.name == "集贤县福利镇综治分中心"
    finally:
        made.close()


def test_letters_and_what_they_carry_without_a_name_come_out_as_they_went_in(
    desk: Desk, tmp_path: Path
) -> None:
    case = samples()[0]
    case["case_key"], case["number"] = "S9", {**case["number"], "seq": 91, "text": "集福人调字〔2025〕第91号"}
    case["source"] = {
        **case["source"],
        "transfer_received": "2025-03-16",
        "feedback_note": "已办结",
        "邮编": "155900",
    }
    case["acceptance"] = {**case["acceptance"], "notice_date": "2025-03-17", "notice_number": "受1号"}
    case["appointments"] = [
        {"date": "2025-03-18", "recipients": ["张某"], "at": "2025-03-20T09:00", "天气": "雪"}
    ]
    case["extensions"] = [{"date": "2025-04-10", "until": "2025-05-01", "agreed_by": ["张某", "李某"]}]
    case["transfers"] = [{"unit": "某单位", "consent": False, "attachments": ["材料1份"], "邮编": "155900"}]
    case["deliveries"] = [
        {"document": "调解通知书", "recipient": "李某", "witnesses": ["孙某"], "refused": "不签"}
    ]
    case["reminders"] = [{"date": "2025-11-05", "debtor": "李某", "matter": "余款", "第几封": 2}]
    case["performance"] = [{**case["performance"][0], "method": "现金", "payer": "李某", "payee": "张某"}]
    desk.files.import_files([write(tmp_path / "in.json", [case])])
    assert exported(desk, tmp_path / "out.json") == [case]
