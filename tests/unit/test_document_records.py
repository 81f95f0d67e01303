"""The records (调查记录, 调解记录, 回访记录): said is printed, unsaid is left to the pen, nothing is concluded."""

from __future__ import annotations

import re

import msgspec
import pytest
import reading_paper
from sample_records import land, neighbours, put, wages

from jxdesk.documents import follow_up, investigation, mediation_record
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.sheet import Printed
from jxdesk.rules.case_record import CaseRecord, Investigation, Mediation, Party, Respondent, Visit

HOUSE = House(shipped().switches)


def _asked(case: CaseRecord, ordinal: int = 1) -> Printed:
    return investigation.draw(investigation.from_case(case, ordinal, HOUSE), HOUSE)


def _session(case: CaseRecord, ordinal: int = 1) -> Printed:
    return mediation_record.draw(mediation_record.from_case(case, ordinal, HOUSE), HOUSE)


def _visit(case: CaseRecord, ordinal: int = 1) -> Printed:
    return follow_up.draw(follow_up.from_case(case, ordinal, HOUSE), HOUSE)


def _stand_in_order(text: str, labels: list[str]) -> bool:
    places = [text.find(label) for label in labels]
    return -1 not in places and places == sorted(places)


def test_an_investigation_has_the_fields_of_the_form_in_their_order() -> None:
    text = reading_paper.text(_asked(land()).pdf)
    labels = [
        "人民调解调查记录",
        "（一）",
        "时间：2025年3月19日9时00分至9时40分",
        "地点：样例二村村委会",
        "参加人：",
        "被调查人：李某性别男年龄45民族汉族",
        "与当事人关系被申请人联系方式13800000002",
        "调查记录：",
        "以上记录我看过（已向我宣读），与我说的一致。",
    ]
    assert _stand_in_order(text, labels)
    assert "被调查人（签名或按指印）" in text
    assert "调查人（签名）" in text
    assert "记录人（签名）" in text
    assert "2025年3月19日" in text


def test_every_question_and_answer_stands_on_the_paper() -> None:
    for case in (land(), neighbours(), wages()):
        for ordinal, record in enumerate(case.investigations, start=1):
            text = reading_paper.text(_asked(case, ordinal).pdf)
            assert record.qa
            assert all(f"{label}：{words}" in text for label, words in record.qa)


def test_answers_hang_right_of_their_label() -> None:
    long = "那天早上我去地里，看见他家的牛在我的苗里。" * 5
    case = put(land(), "investigations[0].qa", [["答", long]])
    (page,) = reading_paper.words(_asked(case).pdf)
    label = next(w for w in page if w.text == "答：")
    answer = [w for w in page if w.text and w.text in long and len(w.text) > 10]
    assert len(answer) >= 4
    assert {round(w.x, 1) for w in answer} == {round(answer[0].x, 1)}
    assert answer[0].x > label.x + 20


def test_a_pair_that_is_no_pair_prints_as_it_came() -> None:
    odd = [["改动处按指印"], [], ["旁注", "甲", "乙"], ["问：", "谁？"]]
    text = reading_paper.text(_asked(put(land(), "investigations[0].qa", odd)).pdf)
    assert "改动处按指印" in text
    assert "旁注：甲乙" in text
    assert "问：谁？" in text


def test_an_agent_who_is_asked_shows_what_is_known_of_the_agent_not_of_the_firm() -> None:
    text = reading_paper.text(_asked(wages()).pdf)
    assert "被调查人：魏某性别男" in text
    assert "13800000012" not in text


def _asked_head(**changed: str | None) -> str:
    case = wages()
    head = Respondent(name="何某", relation="被申请人法定代表人", party_id="B1")
    case = put(case, "investigations[0].respondent", msgspec.structs.replace(head, **changed))
    return reading_paper.text(_asked(case).pdf)


def test_the_head_of_an_organisation_who_is_asked_is_found_there_with_title_and_telephone() -> None:
    for text in (_asked_head(), _asked_head(party_id=None)):
        assert "单位职务或住址集贤县样例米业有限公司（样例）执行董事" in text
        assert "联系方式13800000012" in text
        assert "被调查人：何某性别年龄民族" in text, "what the case does not know of the person stays empty"
    other = _asked_head(name="侯某")
    assert "单位职务或住址与当事人关系" in other
    assert "13800000012" not in other


def test_two_organisations_with_a_head_of_one_name_are_told_apart_by_their_id() -> None:
    case = wages()
    twin = msgspec.structs.replace(case.parties[3], party_id="B2", name="另一家（样例）", phone="13800000099")
    case = msgspec.structs.replace(case, parties=[*case.parties, twin])
    for party_id, phone in (("B1", "13800000012"), ("B2", "13800000099"), (None, None)):
        head = Respondent(name="何某", party_id=party_id)
        text = reading_paper.text(_asked(put(case, "investigations[0].respondent", head)).pdf)
        assert ("联系方式" + (phone or "调查记录")) in text


def test_both_parties_seen_at_the_place_have_a_line_each() -> None:
    assert len(investigation.from_case(neighbours(), 1, HOUSE).signers) == 2


def test_a_respondent_who_cannot_write_has_a_box_and_a_witness() -> None:
    case = put(put(land(), "parties[1].literate", value=False), "parties[1].sign_mode", "按指印")
    signers = investigation.from_case(case, 1, HOUSE).signers
    assert [(s.label, s.boxed) for s in signers] == [("", True), ("宣读人：", False), ("见证人：", False)]


def test_every_page_of_a_long_record_is_signed() -> None:
    qa = [["问", "经过怎样？"], ["答", "那天早上我去地里，看见他家的牛在我的苗里。" * 30]] * 8
    pages = reading_paper.pages(_asked(put(land(), "investigations[0].qa", qa)).pdf)
    assert len(pages) >= 4
    assert all(any(line.endswith("被调查人（签名）") for line in page) for page in pages[:-1])
    assert not any(line.endswith("被调查人（签名）") for line in pages[-1])
    assert any(line.startswith("被调查人（签名或按指印）") for line in pages[-1])


def test_an_interview_over_midnight_names_both_days() -> None:
    case = put(land(), "investigations[0].start", "2025-03-19T22:30")
    case = put(case, "investigations[0].end", "2025-03-20T00:10")
    assert "时间：2025年3月19日22时30分至2025年3月20日0时10分" in reading_paper.text(_asked(case).pdf)


def test_a_session_has_the_fields_of_the_form_in_their_order() -> None:
    text = reading_paper.text(_session(wages()).pdf)
    labels = [
        "人民调解记录",
        "时间：2026年5月8日9时00分至10时40分",
        "地点：福利镇综治分中心第二调解室",
        "当事人：吕某、韩某、于某、魏某（公司代理人）",
        "参加人：高某（劳动监察机构工作人员）",
        mediation_record.TOLD,
        "调解记录：",
        "调解结果：☑①调解成功　☐②调解不成　☐③有待继续调解",
        "当事人（签名盖章或按指印）",
    ]
    assert _stand_in_order(text, labels)
    assert wages().mediations[0].record
    assert all(line in text for line in wages().mediations[0].record)
    assert "对更换调解员的意见：各方均不申请。" in text
    assert "参加人（签名）" in text


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("调解不成", "☐①调解成功　☑②调解不成　☐③有待继续调解"),
        ("有待继续调解", "☐①调解成功　☐②调解不成　☑③有待继续调解"),
        (None, "☐①调解成功　☐②调解不成　☐③有待继续调解"),
        ("休庭", "☐①调解成功　☐②调解不成　☐③有待继续调解　☑休庭"),
    ],
)
def test_one_of_three_results_is_ticked_and_another_word_is_not_lost(said: str | None, printed: str) -> None:
    assert printed in reading_paper.text(_session(put(land(), "mediations[0].result", said)).pdf)


def test_only_who_came_has_a_line_to_sign_on() -> None:
    case = put(wages(), "mediations[0].attendees_parties", ["吕某", "魏某（公司代理人）"])
    assert [s.label for s in mediation_record.from_case(case, 1, HOUSE).signers] == ["", "单位委托代理人："]
    unknown = put(wages(), "mediations[0].attendees_parties", ["某某"])
    assert len(mediation_record.from_case(unknown, 1, HOUSE).signers) == 4


def test_a_record_is_sealed_only_where_the_county_wants_it() -> None:
    assert "印章" not in reading_paper.text(_session(land()).pdf)
    sealing = House(msgspec.structs.replace(HOUSE.switches, mediation_record_sealed=True))
    printed = mediation_record.draw(mediation_record.from_case(land(), 1, sealing), sealing)
    assert "（人民调解委员会印章）" in reading_paper.text(printed.pdf)


def test_guests_of_any_shape_are_printed() -> None:
    case = put(land(), "mediations[0].invited", ["李四", {"name": "孙某"}, {"identity": "网格员"}, None])
    assert "参加人：李四、孙某、（网格员）" in reading_paper.text(_session(case).pdf)


def test_the_next_session_has_a_form_that_knows_place_and_parties_only() -> None:
    paper = mediation_record.from_case(land(), 2, HOUSE)
    assert paper.turn == "（二）"
    assert paper.place == "福利镇综治分中心第一调解室"
    assert (paper.parties, paper.guests, paper.record, paper.date) == ("", "", (), None)
    assert mediation_record.draw(paper, HOUSE).pages == 2


def test_a_visit_has_the_fields_of_the_form_in_their_order() -> None:
    text = reading_paper.text(_visit(neighbours()).pdf)
    labels = [
        "当事人：赵某、王某某",
        "调解协议编号：集福人调字〔2026〕第42号",
        "回访事由：赵某与王某某邻里纠纷",
        "回访时间：2026年7月3日",
        "回访情况：",
        "围栏已修好，赵某已补种，双方关系恢复正常。",
        "回访人（签名）",
        "集贤县福利镇人民调解委员会（印章）",
        "2026年7月3日",
    ]
    assert all(label in text for label in labels)
    assert _stand_in_order(text, labels[:6])


def test_a_visit_that_was_not_made_concludes_nothing() -> None:
    text = reading_paper.text(_visit(put(wages(), "visits", [])).pdf)
    assert "☑" not in text
    assert "回访事由：吕某等3人与集贤县样例米业有限公司拖欠工资纠纷" in text
    assert follow_up.WHAT_TO_WRITE in text
    after_label = text.partition("回访情况：")[2]
    assert after_label.startswith(follow_up.WHAT_TO_WRITE)


@pytest.mark.parametrize(
    ("visit", "ticked"),
    [
        (Visit(satisfied=True), "☑满意"),
        (Visit(satisfied=False), "☑不满意"),
        (Visit(satisfaction=5, satisfied=True), "☑很满意"),
        (Visit(satisfaction=1), "☑很不满意"),
    ],
)
def test_satisfaction_is_ticked_as_it_was_given(visit: Visit, ticked: str) -> None:
    text = reading_paper.text(_visit(put(land(), "visits", [visit])).pdf)
    assert ticked in text
    assert text.count("☑") == 1


def test_nobody_signs_for_a_call_by_telephone() -> None:
    by_phone, at_home = (reading_paper.text(_visit(land(), n).pdf) for n in (1, 2))
    assert "被回访人（签名）" not in by_phone
    assert "被回访人（签名）" in at_home


def test_a_long_committee_name_is_printed_in_full_over_its_seal() -> None:
    name = "黑龙江省双鸭山市集贤县福利镇样例一村和样例二村联合人民调解委员会"
    assert f"{name}（印章）" in reading_paper.text(_visit(put(land(), "committee.name", name)).pdf)


def test_empty_records_are_forms_to_be_filled_by_hand() -> None:
    for printed in (_asked(CaseRecord()), _session(CaseRecord()), _visit(CaseRecord())):
        text = reading_paper.text(printed.pdf)
        assert printed.pages <= 2
        assert "年　　月　　日" in text
        assert "None" not in text


def test_rare_names_and_long_records_print_in_full() -> None:
    rare = "㛃䶮𬭳𠅤"
    people = [Party(name=f"{rare}{n}", role="申请人") for n in range(12)]
    case = msgspec.structs.replace(
        land(),
        parties=people,
        mediations=[
            Mediation(record=["双方各说各的理。" * 300], attendees_parties=[p.name or "" for p in people])
        ],
        investigations=[Investigation(respondent=Respondent(name=rare), qa=[["答", "是。" * 1500]])],
        visits=[Visit(content="如常。" * 400, visited=[rare])],
    )
    session, asked, visit = _session(case), _asked(case), _visit(case)
    assert session.missing == asked.missing == visit.missing == ()
    assert "、".join(p.name or "" for p in people) in reading_paper.text(session.pdf)
    assert "双方各说各的理。" * 300 in reading_paper.text(session.pdf)
    assert "如常。" * 400 in reading_paper.text(visit.pdf)
    answered = re.sub(r"第\d+页　共\d+页被调查人（签名）", "", reading_paper.text(asked.pdf))
    assert "是。" * 1500 in answered
