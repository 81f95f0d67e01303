"""Register, acceptance and parties: each rule speaks of exactly the place that differs (R-01 to R-15, R-53)."""

# ruff: noqa: FBT003 - True and False are answers put into a case here, not switches of a call
from __future__ import annotations

import pytest
from review_bench import Pair, fields, found, pair
from sample_records import land, neighbours, put, wages

from jxdesk.review.engine import CHECKS
from jxdesk.rules.case_record import (
    Acceptance,
    Agent,
    Agreement,
    CaseRecord,
    Guardian,
    Intake,
    Mediator,
    Party,
    Refusal,
    Screening,
)

ANSWERED = put(
    land(),
    "screening",
    Screening(exclusive_authority=False, already_handled=False, civil_dispute=True, crime_suspected=False),
)
CHILD = put(
    put(land(), "parties[0].birth_date", "2012-05-12"),
    "parties[0].guardian",
    Guardian(name="张父", relation="父亲"),
)
CHILD = put(
    CHILD, "agreement.signatures", {"parties": ["张某", "张父（签名）", "李某"], "mediators": ["陈某"]}
)

PAIRS = [
    pair("R-01", "another number on the agreement", land(), "agreement.number", "集福人调字〔2025〕第18号",
         "不一致", "A"),
    pair("R-01", "a year that is not in the number", land(), "number.year", 2024, "对不上", "A", at="number.text"),
    pair("R-01", "accepted in another year than the number's", land(), "acceptance.date", "2015-03-18",
         "受理日期却在2015年", "A"),
    pair("R-01", "no number at archiving", land(), "number.text", None, "还没有编号", "A"),
    pair("R-03", "a type that is in no list", land(), "dispute_type", "吵架", "不在现行类别", "A"),
    pair("R-03", "a type that was retired", wages(), "dispute_type", "劳动争议纠纷", "已经停用", "A"),
    pair("R-03", "no type", land(), "dispute_type", None, "还没有选", "A"),
    pair("R-04", "an application counted as own initiative", land(), "source.stat_option", "主动调解",
         "不一致", "A"),
    pair("R-04", "own initiative counted as an application", neighbours(), "source.stat_option", "依申请调解",
         "不一致", "A"),
    pair("R-04", "no source on the form", land(), "source.form_option", None, "请选", "A"),
    pair("R-05", "a transfer without letter", wages(), "source.transfer_doc", None, "移送函", "A"),
    pair("R-05", "a transfer by nobody", wages(), "source.transfer_org", None, "移送单位", "A"),
    pair("R-06", "only a special authority may handle it", ANSWERED, "screening.exclusive_authority", True,
         "不得受理", "A"),
    pair("R-06", "a court has it already", ANSWERED, "screening.already_handled", True, "不得受理", "A"),
    pair("R-06", "no civil dispute", ANSWERED, "screening.civil_dispute", False, "不属于民间纠纷", "A"),
    pair("R-06", "a question not answered", ANSWERED, "screening.exclusive_authority", None, "没有回答", "W"),
    pair("R-06", "no screening at all", ANSWERED, "screening", None, "受理审查", "W"),
    pair("R-07", "a party refuses", land(), "acceptance.consent_of_all", False, "明确拒绝", "A"),
    pair("R-07", "nobody said whether all agree", land(), "acceptance.consent_of_all", None, "是否同意", "A"),
    pair("R-07", "consent without a day", land(), "acceptance.consent_date", None, "同意调解的日期", "A"),
    pair("R-08", "an applicant has not signed", wages(), "application.sign", ["吕某", "韩某"], "于某", "A"),
    pair("R-08", "own initiative and the register not signed", neighbours(), "acceptance.party_signatures",
         ["赵某"], "王某某", "A"),
    pair("R-09", "no nation", land(), "parties[0].nation", None, "民族", "A"),
    pair("R-09", "no telephone", land(), "parties[1].phone", "", "联系方式", "A"),
    pair("R-09", "a company without head", wages(), "parties[3].legal_rep", None, "法定代表人", "A"),
    pair("R-10", "a wrong check digit", land(), "parties[0].id_no", "230521196305129973", "第18位", "W"),
    pair("R-10", "a birth date that contradicts the number", land(), "parties[0].birth_date", "1963-05-13",
         "出生日期与身份证号不一致", "A"),
    pair("R-10", "a sex that contradicts the number", land(), "parties[0].sex", "女", "性别", "A"),
    pair("R-10", "an age that contradicts the number", land(), "parties[0].age", 62, "受理时应为61岁", "A"),
    pair("R-10", "a wrong organisation code", wages(), "parties[3].uscc", "91230521MA0000007E", "第18位", "W"),
    pair("R-11", "two parties with one number", land(), "parties[1].id_no", "230521196305129972", "相同", "A"),
    pair("R-11", "one man on both sides", put(land(), "parties[1].id_no", None), "parties[1].name", "张某",
         "既是申请人又是被申请人", "A", at="parties[1].role"),
    pair("R-12", "the mediator is a party", land(), "mediators[0].name", "李某", "同名", "W"),
    pair("R-12", "the recorder is the agent", wages(), "recorder", "魏某", "同名", "W"),
    pair("R-13", "a minor without guardian", CHILD, "parties[0].guardian", None, "请填写法定代理人", "A",
         at="parties[0].guardian.name"),
    pair("R-13", "the guardian has not signed", CHILD, "agreement.signatures", {"parties": ["张某", "李某"]},
         "补签", "A"),
    pair("R-13", "an adult without capacity", land(), "parties[1].capacity", "无民事行为能力", "法定代理人", "A",
         at="parties[1].guardian.name"),
    pair("R-14", "no proxy", wages(), "agents[0].proxy_date", None, "授权委托书", "A"),
    pair("R-14", "a proxy that ran out", wages(), "agents[0].valid_to", "2026-05-07", "委托期限", "A"),
    pair("R-14", "general authority and the agreement signed", put(wages(), "agents[0].powers", ["代为参加调解"]),
         "agents[0].authority", "一般授权", "没有签署协议的权限", "A"),
    pair("R-14", "an agent nobody knows", wages(), "parties[3].agent_id", "G9", "代理人资料", "A"),
    pair("R-15", "a company without seal", wages(), "agreement.signatures",
         {"parties": ["吕某", "韩某", "于某", "魏某"], "mediators": ["陈某"]}, "公章", "A"),
    pair("R-53", "no retention", land(), "dossier.retention", None, "保管期限", "A"),
]  # fmt: skip


@pytest.mark.parametrize("two", PAIRS)
def test_the_rule_speaks_of_exactly_the_place_that_differs(two: Pair) -> None:
    two.hold()


def test_a_transfer_from_another_authority_than_the_source_says_is_told() -> None:
    court = put(wages(), "source.stat_option", "法院委托移送")
    assert fields("R-05", court) == ["source.transfer_org"]
    assert fields("R-05", put(court, "source.transfer_org", "集贤县人民法院福利法庭")) == []


def test_a_letter_of_entrustment_lets_the_committee_take_what_the_police_have() -> None:
    handled = put(put(wages(), "screening.already_handled", True), "screening.exclusive_authority", False)
    assert fields("R-06", handled) == []
    assert fields("R-06", put(handled, "source.transfer_doc", None)) == ["screening.already_handled"]


def test_two_organisations_are_no_matter_for_a_village_committee_but_for_an_industry_one() -> None:
    unit = Party(kind="法人", name="甲公司")
    case = CaseRecord(
        parties=[unit, Party(kind="法人", name="乙公司")], acceptance=Acceptance(date="2026-05-06")
    )
    assert "parties" in fields("R-06", case)
    assert "parties" not in fields("R-06", put(case, "intake", Intake(mediation_kind="行业调解")))


def test_a_refusal_without_reason_is_told() -> None:
    refused = CaseRecord(refusal=Refusal(date="2026-05-06"))
    assert fields("R-06", refused) == ["refusal.reasons"]
    assert fields("R-06", put(refused, "refusal.reasons", ["不属于民间纠纷"])) == []


def test_an_oral_application_needs_the_register_signed_instead() -> None:
    oral = put(land(), "application.form", "口头")
    assert fields("R-08", oral) == []
    assert fields("R-08", put(oral, "acceptance.party_signatures", [])) == ["acceptance.party_signatures"] * 2


def test_two_people_of_one_name_are_told_apart_by_their_numbers() -> None:
    assert fields("R-11", put(land(), "parties[1].name", "张某")) == []


def test_a_foreign_document_is_not_judged_as_an_id_number() -> None:
    passport = put(put(land(), "parties[0].id_type", "普通护照"), "parties[0].id_no", "E1234567")
    assert fields("R-10", passport) == []


def test_an_old_number_of_fifteen_digits_is_not_a_finding() -> None:
    assert fields("R-10", put(land(), "parties[0].id_no", "230521630512997")) == []


def test_a_guardian_who_signs_instead_of_the_child_is_enough() -> None:
    signed = {"parties": [{"name": "张某", "mode": "法定代理人张父签名"}, "李某"], "mediators": ["陈某"]}
    assert fields("R-13", put(CHILD, "agreement.signatures", signed)) == []


def test_a_guardian_without_relation_is_told() -> None:
    assert fields("R-13", put(CHILD, "parties[0].guardian.relation", None)) == [
        "parties[0].guardian.relation"
    ]


def test_a_company_without_head_or_agent_is_told() -> None:
    bare = put(put(wages(), "parties[3].agent_id", None), "parties[3].legal_rep", None)
    assert "parties[3].legal_rep" in fields("R-15", bare)


def test_an_agent_without_kind_of_authority_is_told() -> None:
    case = put(
        wages(),
        "agents",
        [Agent(agent_id="G1", name="魏某", proxy_date="2026-05-07", powers=["代为签署调解协议书"])],
    )
    assert fields("R-14", case) == ["agents[0].authority"]


def test_a_draft_is_left_in_peace() -> None:
    draft = CaseRecord(
        intake=Intake(short_id="D-1", brief="吵架"),
        parties=[Party(name="张某")],
        mediators=[Mediator(name="陈某")],
    )
    for rule in CHECKS:
        assert found(rule, draft) == [], rule


def test_a_case_just_accepted_hears_only_of_what_acceptance_needs() -> None:
    case = put(put(put(land(), "dossier", None), "agreement", None), "mediations", [])
    case = put(put(put(case, "visits", []), "performance", []), "rights_notice", None)
    case = put(put(case, "investigations", []), "acceptance.consent_of_all", None)
    for rule in ("R-07", "R-08", "R-16", "R-20", "R-25", "R-27", "R-35", "R-37", "R-53"):
        assert found(rule, case) == [], rule
    assert found("R-16", case, archiving=True) != []


def test_an_agreement_that_is_only_drafted_needs_no_signature_yet() -> None:
    draft = put(
        put(land(), "dossier", None), "agreement", Agreement(form="书面", facts="甲", performance="地点")
    )
    assert found("R-25", draft) == []
    assert found("R-25", put(draft, "agreement.party_sign_date", "2025-03-21")) != []
