"""A case at the desk: from the first sentence to its number, saved as it is typed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from jxdesk.desk import Desk
from jxdesk.errors import UserError
from jxdesk.rules.case_record import CaseRecord

TODAY = date(2026, 7, 15)
SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"


def draft(desk: Desk) -> CaseRecord:
    case = desk.cases.begin()
    desk.cases.save(
        case.id,
        {
            "dispute_type": "邻里纠纷",
            "source.form_option": "①当事人申请",
            "intake.brief": "为地界争执",
            "intake.division_code": "230521100202",
        },
    )
    desk.cases.add_item(case.id, "parties", {"name": "赵某", "role": "申请人", "kind": "自然人"})
    desk.cases.add_item(case.id, "parties", {"name": "㛃某", "role": "被申请人", "kind": "自然人"})
    return desk.cases.record(case.id)


def test_a_draft_has_a_short_id_and_no_number(desk: Desk) -> None:
    case = draft(desk)
    assert case.number.text is None
    assert case.intake.short_id is not None
    assert desk.cases.resolve(case.intake.short_id.lower()) == case.id


def test_who_sits_at_the_desk_becomes_the_first_receiver_and_stays(desk: Desk) -> None:
    case = desk.cases.begin()
    assert case.intake.first_receiver == "周某"
    assert case.intake.first_unit == "集贤县福利镇综治分中心"
    with pytest.raises(UserError, match="不能改"):
        desk.cases.save(case.id, {"intake.first_receiver": "别人"})


def test_a_field_group_is_stored_at_once_and_the_previous_values_come_back(desk: Desk) -> None:
    case = draft(desk)
    before = desk.cases.save(case.id, {"intake.brief": "为地界和水沟争执", "application.brief": "地界"})
    assert before == {"intake.brief": "为地界争执", "application.brief": None}
    assert desk.cases.record(case.id).brief() == "地界"
    desk.cases.save(case.id, before)
    assert desk.cases.record(case.id).brief() == "为地界争执"


def test_the_forms_source_proposes_the_statistics_source_once(desk: Desk) -> None:
    case = draft(desk)
    assert case.source.stat_option == "依申请调解"
    desk.cases.save(case.id, {"source.stat_option": "法院委托移送"})
    desk.cases.save(case.id, {"source.form_option": "①当事人申请"})
    assert desk.cases.record(case.id).source.stat_option == "法院委托移送"


def test_a_masked_number_is_never_written_back(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.save_item("parties", case.parties[0].id, {"id_no": "230521197103089989"})
    with pytest.raises(UserError, match="遮盖"):
        desk.cases.save_item("parties", case.parties[0].id, {"id_no": "2305**********9989"})
    assert desk.cases.record(case.id).parties[0].id_no == "230521197103089989"


def test_numbers_are_stored_half_width(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.save_item(
        "parties",
        case.parties[0].id,
        {
            "id_no": "２３０５２１１９７１０３０８９９８ｘ",
            "phone": "１３８　００００",
            "guardian.id_no": "２３",
            "name": "Ａ某",
        },
    )
    desk.cases.add_item(case.id, "parties", {"name": "甲公司", "uscc": "９１２３０５２１ＭＡ"})
    desk.cases.add_item(case.id, "agents", {"name": "魏某", "id_no": "２３０５", "phone": "１３８"})
    record = desk.cases.record(case.id)
    first = record.parties[0]
    assert (first.id_no, first.phone, first.name) == ("23052119710308998x", "138 0000", "Ａ某")
    assert first.guardian is not None
    assert first.guardian.id_no == "23"
    assert record.parties[2].uscc == "91230521MA"
    assert (record.agents[0].id_no, record.agents[0].phone) == ("2305", "138")
    with pytest.raises(UserError, match="遮盖"):
        desk.cases.save_item("parties", first.id, {"id_no": "２３０５＊＊"})


def test_what_nobody_sees_is_dropped_on_its_way_in(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.save(
        case.id,
        {
            "intake.brief": "张某\u202e欠\u2066李某\x00\r\n第二\t行\x07",
            "title": "一\n二\t三\x1b",
            "application.sign": ["张某\u202d", "李\x7f某"],
        },
    )
    record = desk.cases.record(case.id)
    assert record.intake.brief == "张某欠李某\n第二\t行"
    assert record.title == "一 二 三"
    assert record.application is not None
    assert record.application.sign == ["张某", "李某"]
    desk.cases.save_item("parties", case.parties[0].id, {"name": "赵\n某\u2069"})
    assert desk.cases.record(case.id).parties[0].name == "赵 某"


@pytest.mark.parametrize("value", ["为地界\ud800争执", ["\udfff"]])
def test_half_a_character_is_one_sentence_and_nothing_is_stored(desk: Desk, value: object) -> None:
    case = draft(desk)
    path = "application.sign" if isinstance(value, list) else "intake.brief"
    with pytest.raises(UserError, match="只传来了半个"):
        desk.cases.save(case.id, {path: value})
    assert desk.cases.record(case.id) == case


def test_an_unknown_field_is_a_bug_not_a_silent_loss(desk: Desk) -> None:
    case = draft(desk)
    with pytest.raises(KeyError):
        desk.cases.save(case.id, {"intake.breif": "x"})


def test_a_removed_party_can_be_put_back(desk: Desk) -> None:
    case = draft(desk)
    gone = desk.cases.remove_item("parties", case.parties[0].id)
    assert [p.name for p in desk.cases.record(case.id).parties] == ["㛃某"]
    desk.cases.restore_item(case.id, "parties", case.parties[0].id, gone)
    assert desk.cases.record(case.id).parties == case.parties


def test_leaving_an_empty_field_begins_no_paper(desk: Desk) -> None:
    case = draft(desk)
    assert desk.cases.save(case.id, {"application.brief": " ", "agreement.facts": None}) == {
        "application.brief": None,
        "agreement.facts": None,
    }
    record = desk.cases.record(case.id)
    assert record.application is None
    assert record.agreement is None


def test_the_day_of_effect_is_computed_from_the_latest_of_the_three(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.save(case.id, {"agreement.form": "书面", "agreement.party_sign_date": "2026-05-06"})
    assert desk.cases.record(case.id).agreement is not None
    assert desk.cases.record(case.id).agreement.effective_date is None
    desk.cases.save(
        case.id, {"agreement.mediator_sign_date": "2026-05-06", "agreement.seal_date": "2026-05-08"}
    )
    agreement = desk.cases.record(case.id).agreement
    assert agreement is not None
    assert agreement.effective_date == "2026-05-08"
    assert agreement.judicial_confirmation is not None
    assert agreement.judicial_confirmation.raw_30th_day == "2026-06-07"
    assert agreement.judicial_confirmation.deadline == "2026-06-08"


def test_the_case_list_counts_numbers_and_does_not_spell_them(desk: Desk) -> None:
    for _ in range(11):
        desk.cases.accept(draft(desk).id, TODAY)
    listed = [row.label for row in desk.table.rows(order="label")]
    assert listed == [f"集福人调字〔2026〕第{n}号" for n in range(1, 12)]


def test_a_question_about_a_step_is_kept_for_the_county(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.ask(case.id, "screening", "对方在外地，\n不来怎么办？")
    assert desk.cases.record(case.id).questions == ["2026-07-15 受理审查：对方在外地， 不来怎么办？"]
    with pytest.raises(UserError, match="哪里不明白"):
        desk.cases.ask(case.id, "screening", " ")


def test_an_unknown_number_says_how_to_look_for_it(desk: Desk) -> None:
    with pytest.raises(UserError, match="没有找到"):
        desk.cases.resolve("集福人调字〔2026〕第99号")


@pytest.mark.parametrize(
    "typed", ["集福人调字（2026）第1号", "集福人调字【2026】第 1 号", "集福人调字[２０２６]第1号"]
)
def test_a_number_may_be_typed_with_the_brackets_of_any_keyboard(desk: Desk, typed: str) -> None:
    case = draft(desk)
    desk.cases.accept(case.id, TODAY)
    assert desk.cases.resolve(typed) == case.id


def test_a_number_that_came_with_other_brackets_is_found_as_well(desk: Desk, tmp_path: Path) -> None:
    file = json.loads(SAMPLES.read_text(encoding="utf-8"))
    file["cases"] = file["cases"][:1]
    file["cases"][0]["number"]["text"] = "集福人调字（2025）第17号"
    (tmp_path / "x.json").write_text(json.dumps(file, ensure_ascii=False), encoding="utf-8")
    desk.files.import_files([tmp_path / "x.json"])
    for typed in ("集福人调字（2025）第17号", "集福人调字〔2025〕第17号"):
        assert desk.cases.record(desk.cases.resolve(typed)).number.text == "集福人调字（2025）第17号"


def test_a_returning_person_is_recognised_by_phone_number_or_name(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.save_item(
        "parties",
        case.parties[0].id,
        {"id_no": "230521197103089989", "phone": "13800000003", "address": "某村"},
    )
    other = desk.cases.begin()
    for asked in ({"name": "赵某"}, {"phone": "13800000003"}, {"id_no": "230521197103089989"}):
        (known,) = desk.people.recognise(**asked, not_in=other.id)
        assert (known.name, known.address) == ("赵某", "某村")
    assert desk.people.recognise(name="赵某", not_in=case.id) == []
    assert desk.people.recognise(name="赵") == []


def test_the_timeline_tells_in_words_what_was_changed(desk: Desk) -> None:
    case = draft(desk)
    desk.cases.save(case.id, {"intake.brief": "为水沟争执"})
    event = desk.timeline.of(case.id)[0]
    assert event.user == "周某"
    assert "纠纷简要情况：为水沟争执" in event.detail
    assert not event.acknowledged


def test_the_workbench_counts_what_the_county_has_not_acknowledged(desk: Desk) -> None:
    before = desk.table.waiting().count
    draft(desk)
    now = desk.table.waiting()
    assert now.count == before + 4
    assert now.since is not None


def test_two_committees_never_share_a_prefix(desk: Desk) -> None:
    village = next(unit for unit in desk.office.committees() if unit.number_prefix is None)
    with pytest.raises(UserError, match="已经是"):
        desk.office.change_unit(village.code, number_prefix="集福")
    desk.office.change_unit(village.code, number_prefix="集福东")
    desk.office.change_unit(village.code, number_prefix="集福东")
