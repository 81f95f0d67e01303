"""A locked dossier: nothing changes without a reason, every reason is a sheet in the dossier, and all of it travels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import scans

from jxdesk.desk import Desk
from jxdesk.errors import UserError
from jxdesk.rules.case_file import read_case, write_case
from jxdesk.services.case_lock import LockedCaseError
from tests.integration.conftest import NOON
from tests.unit import reading_paper

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"


@pytest.fixture
def case(desk: Desk) -> str:
    """The land case, filed and locked."""
    desk.files.import_files([SAMPLES])
    found = desk.cases.resolve("集福人调字〔2025〕第17号")
    desk.locking.lock(found)
    return found


def test_a_dossier_without_its_filing_day_cannot_be_locked(desk: Desk) -> None:
    with pytest.raises(UserError, match="还没有填立卷日期"):
        desk.locking.lock(desk.cases.begin().id)


def test_a_void_case_is_neither_filed_nor_locked(desk: Desk) -> None:
    begun = desk.cases.begin().id
    desk.cases.file_dossier(begun, NOON.date())
    desk.cases.void(begun, "登记错了")
    for act in (lambda: desk.cases.file_dossier(begun, NOON.date()), lambda: desk.locking.lock(begun)):
        with pytest.raises(UserError, match="本案已作废"):
            act()
    desk.cases.file_dossier(begun, None)
    filed = desk.cases.record(begun).dossier
    assert filed is None or (filed.filed_date, filed.locked_at) == (None, None)


def test_the_lock_says_when_and_whose_it_is_and_nobody_types_it(desk: Desk, case: str) -> None:
    filed = desk.cases.record(case).dossier
    assert filed is not None
    assert filed.locked_at == "2026-07-15T12:00"
    assert filed.locked_by == desk.office.user()
    with pytest.raises(UserError, match="由程序填写"):
        desk.cases.save(case, {"dossier.locked_at": None}, because="试试")


@pytest.mark.parametrize(
    "change",
    [
        lambda desk, case, _scan: desk.cases.save(case, {"agreement.facts": "改了"}),
        lambda desk, case, _scan: desk.cases.save(case, {"agreement.facts": "改了"}, because="  "),
        lambda desk, case, _scan: desk.cases.save_item(
            "parties", desk.cases.record(case).parties[0].id, {"name": "王某"}
        ),
        lambda desk, case, _scan: desk.cases.add_item(case, "visits", {"content": "x"}),
        lambda desk, case, _scan: desk.cases.remove_item("parties", desk.cases.record(case).parties[0].id),
        lambda desk, case, _scan: desk.cases.restore_item(case, "visits", "v1", {"content": "x"}),
        lambda desk, case, scan: desk.materials.add(case, "identity", scan),
    ],
)
def test_without_a_reason_nothing_changes(
    desk: Desk, case: str, tmp_path: Path, change: Callable[[Desk, str, Path], object]
) -> None:
    before = desk.cases.record(case)
    with pytest.raises(LockedCaseError, match="已经归档锁定") as told:
        change(desk, case, scans.kept(tmp_path, "a.pdf", scans.pdf(1)))
    assert told.value.remedy
    assert desk.cases.record(case) == before


def test_material_of_a_locked_dossier_stays_as_it_is(desk: Desk, tmp_path: Path) -> None:
    desk.files.import_files([SAMPLES])
    case = desk.cases.resolve("集福人调字〔2025〕第17号")
    one = desk.materials.add(case, "identity", scans.kept(tmp_path, "a.pdf", scans.pdf(1)))
    desk.locking.lock(case)
    for act in (
        lambda: desk.materials.remove(one.id),
        lambda: desk.materials.rename(one.id, "x"),
        lambda: desk.materials.place(one.id, "other", 0),
    ):
        with pytest.raises(LockedCaseError):
            act()
    assert [m.slot for m in desk.cases.record(case).materials] == ["identity"]


def test_a_correction_says_who_when_what_and_why(desk: Desk, case: str) -> None:
    record = desk.cases.record(case)
    assert record.agreement is not None
    desk.cases.save(
        case, {"agreement.facts": "租金自2025年起每亩400元。"}, because="原件上是400元，录入时看错"
    )
    (one,) = desk.cases.record(case).corrections
    assert one.what == desk.trade.catalogue.label("agreement.facts")
    assert one.old == record.agreement.facts
    assert one.new == "租金自2025年起每亩400元。"
    assert one.why == "原件上是400元，录入时看错"
    assert one.by == desk.office.user()
    assert one.at == "2026-07-15T12:00"


def test_a_correction_of_one_in_a_list_names_which(desk: Desk, case: str) -> None:
    second = desk.cases.record(case).parties[1]
    desk.cases.save_item("parties", second.id, {"name": "李某某"}, because="名字漏了一个字")
    (one,) = desk.cases.record(case).corrections
    assert one.what == "当事人第2位 姓名或者名称"
    assert (one.old, one.new) == (second.name, "李某某")
    assert desk.cases.record(case).parties[1].name == "李某某"


def test_each_correction_is_a_sheet_in_the_dossier(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.cases.save(case, {"dossier.remark": "另附光盘一张"}, because="立卷时漏写")
    desk.cases.save(case, {"dossier.remark": None}, because="光盘已经退还")
    refs = [ref for ref in desk.papers.applicable(case) if ref.document_id == "correction"]
    assert [ref.title for ref in refs] == ["卷宗更正单（一）", "卷宗更正单（二）"]
    text = reading_paper.text(desk.papers.produce(case, refs[1]).pdf)
    for words in ("另附光盘一张", "（空）", "光盘已经退还", "2026年7月15日12时", "审核人（签名）"):
        assert words in text, words
    bound = desk.dossiers.bind(case, tmp_path / "dossier.pdf")
    sheets = [part for part in bound.parts if part.title.startswith("卷宗更正单")]
    assert [part.pages for part in sheets] == [1, 1]
    assert [part.title for part in bound.parts][-4:] == [
        sheets[0].title, sheets[1].title, "卷宗情况说明", "人民调解卷宗封底",
    ]  # fmt: skip
    assert sheets[-1].last == bound.numbered - 1


def test_nobody_writes_a_correction_past_its_verb(desk: Desk, case: str) -> None:
    with pytest.raises(KeyError):
        desk.cases.add_item(case, "corrections", {"why": "x"})


def test_a_lock_is_undone_on_its_day_only_and_not_after_a_correction(
    desk: Desk, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.locking.unlock(case)
    desk.cases.save(case, {"dossier.remark": "随便改"})
    desk.locking.lock(case)
    monkeypatch.setattr(desk.locking, "_clock", lambda: NOON + timedelta(days=1))
    with pytest.raises(UserError, match="只能在当天"):
        desk.locking.unlock(case)
    monkeypatch.setattr(desk.locking, "_clock", lambda: NOON)
    desk.cases.save(case, {"dossier.remark": "改"}, because="写错")
    with pytest.raises(UserError, match="只能在当天"):
        desk.locking.unlock(case)


def test_lock_and_corrections_go_out_with_the_case_and_come_back(desk: Desk, case: str) -> None:
    desk.cases.save(case, {"dossier.remark": "改"}, because="写错")
    back = read_case(write_case(desk.cases.record(case)))
    assert back.dossier is not None
    assert back.dossier.locked_at == "2026-07-15T12:00"
    assert [one.why for one in back.corrections] == ["写错"]


def test_an_open_dossier_takes_a_reason_without_writing_a_sheet(desk: Desk) -> None:
    case = desk.cases.begin().id
    desk.cases.save(case, {"intake.brief": "地界"}, because="多余的理由")
    assert desk.cases.record(case).corrections == []
