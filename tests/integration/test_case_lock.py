"""A locked dossier: nothing changes without a reason, every reason is a sheet in the dossier, and all of it travels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import scans

from jxdesk.desk import Desk
from jxdesk.errors import RefusedValueError, UserError
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
        lambda desk, case, _scan: desk.cases.save(case, {"dossier.remark": "改了"}),
        lambda desk, case, _scan: desk.cases.save(case, {"dossier.remark": "改了"}, because="  "),
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


def test_a_scan_that_comes_late_is_bound_with_its_sheet(desk: Desk, case: str, tmp_path: Path) -> None:
    first = desk.materials.add(
        case, "performance", scans.kept(tmp_path, "a.pdf", scans.pdf(1)), because="晚寄到"
    )
    second = scans.kept(tmp_path, "b.pdf", scans.pdf(2))
    desk.materials.add(case, "performance", second, because="送达后签回")
    record = desk.cases.record(case)
    assert [one.slot for one in record.materials] == ["performance", "performance"]
    assert [(one.what, one.why, one.path) for one in record.corrections] == [
        ("材料：履行凭证", "晚寄到", "materials[0]"), ("材料：履行凭证", "送达后签回", "materials[1]"),
    ]  # fmt: skip
    assert record.corrections[1].new == "履行凭证，2页，放在“履行凭证”第2件"
    assert (
        desk.materials.add(case, "performance", second).id == record.materials[1].id
    )  # nothing new, no sheet
    assert len(desk.cases.record(case).corrections) == 2
    with pytest.raises(LockedCaseError):
        desk.materials.remove(first.id)
    titles = [part.title for part in desk.dossiers.bind(case, tmp_path / "whole.pdf").parts]
    assert titles.count("履行凭证") == 2
    assert len([title for title in titles if "更正单" in title]) == 2


def test_a_correction_says_who_when_what_and_why(desk: Desk, case: str) -> None:
    record = desk.cases.record(case)
    assert record.dossier is not None
    desk.cases.save(case, {"dossier.filed_by": "周某某"}, because="名字漏了一个字")
    (one,) = desk.cases.record(case).corrections
    assert one.what == desk.trade.catalogue.label("dossier.filed_by")
    assert one.old == record.dossier.filed_by
    assert one.new == "周某某"
    assert one.why == "名字漏了一个字"
    assert one.by == desk.office.user()
    assert one.at == "2026-07-15T12:00"


def test_what_follows_from_a_corrected_date_has_its_sheet_too(desk: Desk, case: str) -> None:
    was = desk.cases.record(case).agreement
    assert was is not None
    desk.cases.save(case, {"agreement.seal_date": "2025-05-08"}, because="盖章日期看错")
    now = desk.cases.record(case).agreement
    assert now is not None
    assert now.effective_date != was.effective_date
    sheets = {one.path: one for one in desk.cases.record(case).corrections}
    assert set(sheets) == {
        "agreement.seal_date", "agreement.effective_date", "agreement.judicial_confirmation.raw_30th_day",
        "agreement.judicial_confirmation.deadline",
    }  # fmt: skip
    assert sheets["agreement.effective_date"].new == "2025年5月8日"
    assert {one.why for one in sheets.values()} == {"盖章日期看错"}


def test_what_stays_as_it_is_gets_no_sheet_and_is_not_asked_about(desk: Desk, case: str) -> None:
    record = desk.cases.record(case)
    assert record.agreement is not None
    assert record.dossier is not None
    same = {
        "agreement.facts": record.agreement.facts, "agreement.seal_date": record.agreement.seal_date,
        "mediators": record.mediators, "dossier.electronic": record.dossier.electronic,
    }  # fmt: skip
    desk.cases.save(case, same)
    desk.cases.save_item("parties", record.parties[0].id, {"name": record.parties[0].name}, because="没有改")
    assert desk.cases.record(case) == record
    desk.cases.save(case, {**same, "dossier.remark": "补一句"}, because="漏写")
    assert [one.path for one in desk.cases.record(case).corrections] == ["dossier.remark"]


def test_people_stand_on_the_sheet_in_words(desk: Desk, case: str) -> None:
    desk.cases.save(
        case, {"mediators": [{"name": "陈某", "role": "调解主持人", "chosen_by": "指定"}]}, because="漏字"
    )
    (one,) = desk.cases.record(case).corrections
    assert one.new == "陈某，调解主持人，指定"
    assert "，，" not in str(one.old)


@pytest.mark.parametrize("because", [None, "双方口头说好了"])
def test_no_sheet_rewrites_what_the_parties_signed(desk: Desk, case: str, because: str | None) -> None:
    before = desk.cases.record(case)
    assert before.agreement is not None
    clause = before.agreement.clauses[0].id
    for act in (
        lambda: desk.cases.save(case, {"agreement.facts": "改了"}, because=because),
        lambda: desk.cases.save(case, {"agreement.amount_total": "1"}, because=because),
        lambda: desk.cases.save(
            case, {"dossier.remark": "x", "agreement.performance": "改了"}, because=because
        ),
        lambda: desk.cases.save_item("agreement.clauses", clause, {"text": "改了"}, because=because),
    ):
        with pytest.raises(RefusedValueError, match="不能改协议的内容") as told:
            act()
        assert "替代的原协议编号" in told.value.remedy
    assert desk.cases.record(case) == before


def test_no_sheet_takes_the_effect_of_an_agreement_away(desk: Desk, case: str) -> None:
    before = desk.cases.record(case)
    with pytest.raises(RefusedValueError, match="改成没有生效"):
        desk.cases.save(case, {"agreement.party_sign_date": None}, because="先清空")
    assert desk.cases.record(case) == before


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
