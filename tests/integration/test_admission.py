"""受理、不予受理、引导: what a number is given out for, what it is not, and what stays as it was decided then."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from test_cases import SAMPLES, TODAY, draft

from jxdesk.desk import Desk, open_desk
from jxdesk.errors import RefusedValueError, UserError
from jxdesk.paths import DataFolder


def test_acceptance_gives_the_next_number_of_the_committee_and_year(desk: Desk) -> None:
    first, second = draft(desk), draft(desk)
    assert desk.cases.accept(first.id, TODAY) == "集福人调字〔2026〕第1号"
    assert desk.cases.accept(second.id, date(2026, 7, 14)) == "集福人调字〔2026〕第2号"
    assert desk.cases.resolve("集福人调字〔2026〕第2号") == second.id
    record = desk.cases.record(first.id)
    assert record.acceptance is not None
    assert record.acceptance.date == "2026-07-15"
    assert record.screening is not None
    assert record.screening.decision == "受理"


def test_a_new_year_begins_a_new_register(desk: Desk, tmp_path: Path) -> None:
    desk.close()
    night = open_desk(DataFolder(tmp_path / "data"), clock=lambda: datetime(2026, 1, 5, 4, 0, tzinfo=UTC))
    first, second, third = (draft(night).id for _ in range(3))
    for case_id, on in ((first, "2025-12-31"), (second, "2026-01-01"), (third, "2025-12-31")):
        night.cases.save(
            case_id, {"acceptance.date": on}
        )  # as a person would: the desk's own clock was ahead
    night.cases.accept(first, date(2025, 12, 31))
    assert night.cases.accept(second, date(2026, 1, 1)) == "集福人调字〔2026〕第1号"
    assert night.cases.accept(third, date(2025, 12, 31)) == "集福人调字〔2025〕第2号"
    night.close()


def test_a_register_may_start_in_mid_year_and_goes_past_999(desk: Desk) -> None:
    committee = desk.office.office().committee
    assert committee is not None
    desk.office.start_register(committee.code, 2026, 999)
    assert desk.cases.accept(draft(desk).id, TODAY) == "集福人调字〔2026〕第999号"
    assert desk.cases.accept(draft(desk).id, TODAY) == "集福人调字〔2026〕第1000号"


def test_a_register_never_goes_back_to_a_number_it_gave_out(desk: Desk) -> None:
    desk.cases.accept(draft(desk).id, TODAY)
    committee = desk.office.office().committee
    assert committee is not None
    with pytest.raises(UserError, match="不重用"):
        desk.office.start_register(committee.code, 2026, 1)


def test_a_case_is_numbered_once(desk: Desk) -> None:
    case = draft(desk)
    number = desk.cases.accept(case.id, TODAY)
    with pytest.raises(UserError, match="已经受理"):
        desk.cases.accept(case.id, TODAY)
    assert desk.cases.record(case.id).number.text == number


def test_a_failed_acceptance_gives_out_no_number(desk: Desk) -> None:
    village = next(u for u in desk.office.committees() if u.number_prefix is None)
    case = draft(desk)
    desk.cases.host_by(case.id, village.code)
    with pytest.raises(UserError, match="编号前缀"):
        desk.cases.accept(case.id, TODAY)
    desk.office.change_unit(village.code, number_prefix="集福东")
    assert desk.cases.accept(case.id, TODAY) == "集福东人调字〔2026〕第1号"
    assert desk.cases.record(case.id).committee.name == village.name


def test_the_committee_cannot_change_after_acceptance(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.accept(case.id, TODAY)
    with pytest.raises(UserError, match="已经编号"):
        desk.cases.host_by(case.id, desk.office.committees()[1].code)


@pytest.mark.parametrize("ground", ["exclusive_authority", "already_handled"])
def test_the_two_grounds_of_article_22_bar_acceptance(desk: Desk, ground: str) -> None:
    case = draft(desk)
    desk.cases.save(case.id, {f"screening.{ground}": True})
    with pytest.raises(UserError, match="不能受理"):
        desk.cases.accept(case.id, TODAY)
    assert desk.cases.record(case.id).number.text is None


def test_a_refusal_needs_a_statutory_reason_and_takes_no_number(desk: Desk) -> None:
    case = draft(desk)
    with pytest.raises(UserError, match="理由"):
        desk.cases.refuse(case.id, TODAY, [], remedies=["向人民法院起诉"])
    desk.cases.refuse(case.id, TODAY, ["不属于民间纠纷"], remedies=["向人民法院起诉"])
    record = desk.cases.record(case.id)
    assert record.mode == "不予受理"
    assert record.number.text is None
    assert record.refusal is not None
    assert record.refusal.remedies_told == ["向人民法院起诉"]
    assert desk.table.rows(state="refused")[0].case_id == case.id
    assert desk.cases.accept(draft(desk).id, TODAY).endswith("第1号")


def test_a_referral_says_where(desk: Desk) -> None:
    case = draft(desk)
    with pytest.raises(UserError, match="引导到哪里"):
        desk.cases.refer(case.id, TODAY, " ", remedies=[])
    desk.cases.refer(case.id, TODAY, "集贤县劳动人事争议仲裁院", remedies=["申请劳动仲裁"])
    record = desk.cases.record(case.id)
    assert record.refusal is not None
    assert record.refusal.referred_to == "集贤县劳动人事争议仲裁院"
    assert record.screening is not None
    assert record.screening.decision == "引导"


def test_an_accepted_case_cannot_be_refused_afterwards(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.accept(case.id, TODAY)
    with pytest.raises(UserError, match="终止并告知"):
        desk.cases.refuse(case.id, TODAY, ["不属于民间纠纷"], remedies=[])


def test_the_day_of_acceptance_is_the_day_the_number_was_given_for(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.save(case.id, {"acceptance.date": "2025-12-30"})
    assert desk.cases.accept(case.id, TODAY) == "集福人调字〔2026〕第1号"
    acceptance = desk.cases.record(case.id).acceptance
    assert acceptance is not None
    assert acceptance.date == "2026-07-15"


def test_a_day_still_to_come_gives_no_number(desk: Desk) -> None:
    case = draft(desk)
    with pytest.raises(UserError, match="校准电脑"):
        desk.cases.accept(case.id, date(2027, 1, 1))
    assert desk.cases.record(case.id).number.text is None


def test_a_mistyped_year_gives_no_number(desk: Desk) -> None:
    case = draft(desk)
    with pytest.raises(UserError, match="受理日期2016-03-05比登记的日子2026-07-15早一个多月") as told:
        desk.cases.accept(case.id, date(2016, 3, 5))
    assert "用案件文件导入" in told.value.remedy
    assert desk.cases.record(case.id).number.text is None
    with pytest.raises(UserError, match="没有编号"):
        desk.cases.accept(case.id, date(2026, 6, 13))
    assert desk.cases.accept(case.id, date(2026, 6, 14)) == "集福人调字〔2026〕第1号"


def test_a_clock_that_ran_ahead_on_the_day_of_registration_keeps_no_case_from_its_number(
    desk: Desk, tmp_path: Path
) -> None:
    desk.close()
    ahead = open_desk(DataFolder(tmp_path / "data"), clock=lambda: datetime(2027, 8, 1, 4, 0, tzinfo=UTC))
    case = draft(ahead)
    ahead.cases.save(case.id, {"acceptance.date": "2026-07-15"})
    ahead.close()
    right = open_desk(DataFolder(tmp_path / "data"), clock=lambda: datetime(2026, 7, 15, 4, 0, tzinfo=UTC))
    assert right.cases.accept(case.id, TODAY) == "集福人调字〔2026〕第1号"
    right.close()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"mode": "不予受理"}, "结案方式不能写成不予受理"),
        ({"screening.decision": "不予受理"}, "审查结论不能再改"),
        ({"screening.decision": None}, "审查结论不能再改"),
        ({"acceptance.date": None}, "受理日期不能空着"),
        ({"acceptance.date": " "}, "受理日期不能空着"),
        ({"acceptance.date": "七月"}, "受理日期不能空着"),
        ({"acceptance.date": "2025-12-31"}, "案号是2026年的，受理日期不能改到2025年"),
        ({"refusal.reasons": ["不属于民间纠纷"]}, "不予受理、引导的各栏不能再填"),
    ],
)
def test_what_was_decided_with_the_number_stays(desk: Desk, values: dict[str, object], said: str) -> None:
    case = draft(desk)
    desk.cases.accept(case.id, TODAY)
    before = desk.cases.record(case.id)
    with pytest.raises(RefusedValueError, match=said) as told:
        desk.cases.save(case.id, values)
    assert told.value.remedy
    assert desk.cases.record(case.id) == before


def test_after_acceptance_the_day_may_move_within_the_year_and_the_case_may_end(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.accept(case.id, TODAY)
    desk.cases.save(
        case.id, {"acceptance.date": "2026-07-14", "mode": "调解不成", "screening.decision": "受理"}
    )
    record = desk.cases.record(case.id)
    assert record.acceptance is not None
    assert (record.acceptance.date, record.mode) == ("2026-07-14", "调解不成")


def test_an_imported_case_may_still_be_put_right(desk: Desk) -> None:
    desk.files.import_files([SAMPLES])
    case_id = desk.cases.resolve("集福人调字〔2026〕第33号")
    desk.cases.save(case_id, {"acceptance.date": "2025-05-06", "screening.decision": "不予受理"})
    record = desk.cases.record(case_id)
    assert record.acceptance is not None
    assert record.acceptance.date == "2025-05-06"


@pytest.mark.parametrize(
    ("roles", "missing"),
    [
        (("申请人", "申请人"), "被申请人"),
        (("被申请人", "第三人"), "申请人"),
        (("申请人", None), "被申请人"),
        ((None, None), "申请人和被申请人"),
    ],
)
def test_two_names_on_one_side_are_not_two_sides(
    desk: Desk, roles: tuple[str | None, ...], missing: str
) -> None:
    case = desk.cases.begin()
    for name, role in zip(("赵某", "㛃某"), roles, strict=True):
        desk.cases.add_item(case.id, "parties", {"name": name, "role": role})
    with pytest.raises(UserError, match=f"缺{missing}的姓名"):
        desk.cases.accept(case.id, TODAY)


def test_a_refusal_leads_nowhere_unless_the_form_says_where(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.refer(case.id, TODAY, "集贤县劳动人事争议仲裁院", remedies=[])
    desk.cases.refuse(case.id, TODAY, ["不属于民间纠纷"], remedies=["向人民法院起诉"])
    record = desk.cases.record(case.id)
    assert record.refusal is not None
    assert record.refusal.referred_to is None
    desk.cases.refuse(case.id, TODAY, ["不属于民间纠纷"], remedies=[], referred_to=" 集贤县人民法院 ")
    record = desk.cases.record(case.id)
    assert record.refusal is not None
    assert record.refusal.referred_to == "集贤县人民法院"


def test_one_side_alone_is_not_accepted(desk: Desk) -> None:
    case = desk.cases.begin()
    desk.cases.save(case.id, {"intake.brief": "为地界争执"})
    desk.cases.add_item(case.id, "parties", {"name": "赵某", "role": "申请人"})
    second = desk.cases.add_item(case.id, "parties", {"role": "被申请人"})
    with pytest.raises(UserError, match="两方"):
        desk.cases.accept(case.id, TODAY)
    desk.cases.save_item("parties", second, {"name": "㛃某"})
    assert desk.cases.accept(case.id, TODAY).endswith("第1号")


def test_accepting_after_all_takes_the_refusal_back(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.refuse(case.id, TODAY, ["不属于民间纠纷"], remedies=["向人民法院起诉"])
    desk.cases.accept(case.id, TODAY)
    record = desk.cases.record(case.id)
    assert (record.refusal, record.mode) == (None, None)
    assert desk.table.rows(state="open")[0].case_id == case.id
    told = [event.detail for event in desk.timeline.of(case.id)]
    assert any("不属于民间纠纷" in detail for detail in told), "the refusal is gone from the timeline"


def test_guidance_is_no_refusal(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.refuse(case.id, TODAY, ["不属于民间纠纷"], remedies=[])
    desk.cases.refer(case.id, TODAY, "集贤县劳动人事争议仲裁院", remedies=["申请劳动仲裁"])
    record = desk.cases.record(case.id)
    assert record.refusal is not None
    assert (record.mode, record.refusal.reasons) == (None, [])


def test_the_name_behind_a_number_stays_and_its_place_may_change(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.accept(case.id, TODAY)
    with pytest.raises(UserError, match="已经编号"):
        desk.cases.save(case.id, {"committee.name": "集贤县丰乐镇人民调解委员会"})
    desk.cases.save(case.id, {"committee.place": "福利镇综治分中心二楼"})
    assert desk.cases.record(case.id).committee.place == "福利镇综治分中心二楼"


def test_a_clock_set_back_gives_no_number_until_a_person_says_the_day(desk: Desk, tmp_path: Path) -> None:
    case = draft(desk)
    desk.close()
    early = datetime(2020, 1, 1, 4, 0, tzinfo=UTC)
    woken = open_desk(DataFolder(tmp_path / "data"), clock=lambda: early)
    with pytest.raises(UserError, match="日期像是不对"):
        woken.cases.accept(case.id, woken.cases.today())
    assert woken.cases.record(case.id).number.text is None
    woken.cases.save(case.id, {"acceptance.date": "2020-01-01"})
    assert woken.cases.accept(case.id, date(2020, 1, 1)) == "集福人调字〔2020〕第1号"
    woken.close()
