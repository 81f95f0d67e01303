"""What looking through twenty whole dossiers page by page found, each held so that it does not come back."""

from __future__ import annotations

import pytest
import reading_paper
from review_bench import fields
from sample_records import put
from twenty import twenty

from jxdesk.documents import (
    acceptance,
    agreement,
    evidence_list,
    follow_up,
    mediation_record,
    no_penalty,
    oral_agreement,
    reminder,
    rights_notice,
    service_proof,
)
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.press import applicable
from jxdesk.rules.case_record import CaseRecord, Refusal

HOUSE = House(shipped().switches)


def _acceptance(case: CaseRecord) -> bytes:
    return acceptance.draw(acceptance.from_case(case, HOUSE), HOUSE).pdf


def _record(case: CaseRecord, ordinal: int = 1) -> str:
    return reading_paper.text(
        mediation_record.draw(mediation_record.from_case(case, ordinal, HOUSE), HOUSE).pdf
    )


def _service(case: CaseRecord) -> str:
    return reading_paper.text(service_proof.draw(service_proof.from_case(case, 1, HOUSE), HOUSE).pdf)


@pytest.mark.parametrize(("key", "label"), [("T06", "孙某甲的法定代理人："), ("T17", "单位委托代理人：")])
def test_the_heading_of_signatures_stands_clear_above_the_label_of_the_first_line(
    key: str, label: str
) -> None:
    words = [word for page in reading_paper.phrases(_acceptance(twenty(key))) for word in page]
    heading = next(word.y for word in words if word.text.startswith("当事人（签名）"))
    below = next(word.y for word in words if word.text == label)
    assert heading - below >= 12, "points from baseline to baseline: less, and the letters touch"


def test_the_heading_stays_on_the_first_line_where_nothing_else_stands_there() -> None:
    words = [word for page in reading_paper.phrases(_acceptance(twenty("T03"))) for word in page]
    left = next(word.y for word in words if word.text.startswith("当事人（签名）"))
    right = next(word.y for word in words if word.text.startswith("登记人（签名）"))
    assert left == right


def _oral(case: CaseRecord) -> bytes:
    spoken = put(put(case, "agreement.form", "口头"), "mode", "口头")
    return oral_agreement.draw(oral_agreement.from_case(spoken, HOUSE), HOUSE).pdf


def test_nobody_signs_the_register_on_a_page_without_the_story() -> None:
    pages = reading_paper.pages(_acceptance(twenty("T05")))
    signed = [page for page in pages if any("签名）" in line or "代表人：" in line for line in page)]
    assert len(signed) == 1
    assert any("发芽率低于标签标注值" in line for line in signed[0])


def test_nobody_signs_an_oral_agreement_on_a_page_without_its_text() -> None:
    pages = reading_paper.pages(_oral(twenty("T05")))
    (signed,) = [page for page in pages if any("签名盖章" in line or "代表人：" in line for line in page)]
    assert any("履行方式、时限" in line for line in signed)


@pytest.mark.parametrize(("key", "ordinal"), [("T05", 1), ("T05", 2), ("T06", 1), ("T08", 1), ("T14", 1)])
def test_an_organisation_whose_head_came_has_a_line_on_the_record(key: str, ordinal: int) -> None:
    assert _record(twenty(key), ordinal).count("单位代表人：") == 1


def test_an_organisation_that_did_not_come_has_no_line_on_the_record() -> None:
    away = put(twenty("T08"), "mediations[0].attendees_parties", ["胡某"])
    assert "单位代表人：" not in _record(away)


@pytest.mark.parametrize(("key", "lines"), [("T15", 2), ("T16", 2), ("T06", 3), ("T13", 3)])
def test_who_left_it_to_another_to_come_has_no_line_on_the_record(key: str, lines: int) -> None:
    assert len(mediation_record.from_case(twenty(key), 1, HOUSE).signers) == lines


def test_an_agent_without_the_power_to_sign_has_a_line_on_the_record_and_none_on_the_agreement() -> None:
    label = "郭某的委托代理人："
    assert label in _record(twenty("T13"))
    assert label not in [one.label for one in agreement.from_case(twenty("T13"), HOUSE).signers]
    empowered = put(twenty("T13"), "agents[0].authority", "特别授权")
    assert label in [one.label for one in agreement.from_case(empowered, HOUSE).signers]


def test_an_organisation_whose_agent_may_not_sign_is_left_to_its_head() -> None:
    case = put(put(twenty("T17"), "agents[0].authority", "一般授权"), "agents[0].powers", ["代为参加调解"])
    assert agreement.from_case(case, HOUSE).signers[0].label == "单位代表人："
    assert agreement.from_case(twenty("T17"), HOUSE).signers[0].label == "单位委托代理人："


def test_what_the_head_of_an_organisation_consented_to_is_ticked_in_its_row() -> None:
    paper = rights_notice.from_case(twenty("T08"), HOUSE)
    assert [one.consent for one in paper.recipients] == [True, True]
    assert paper.recipients[1].name.endswith("（法定代表人任某）")
    farm = rights_notice.from_case(twenty("T09"), HOUSE).recipients[2]
    assert farm.name.endswith("（负责人蔡某）")
    refused = put(twenty("T08"), "rights_notice.pi_consent", {"胡某": True, "任某": False})
    assert rights_notice.from_case(refused, HOUSE).recipients[1].consent is False


def test_a_reminder_printed_after_the_end_says_what_was_open_on_its_day() -> None:
    case = twenty("T04")
    text = reading_paper.text(reminder.draw(reminder.from_case(case, 1, HOUSE), HOUSE).pdf)
    assert "应于2025年12月31日前给付的5500元（大写：伍仟伍佰元整）" in text
    assert "6500" not in text


def test_a_visit_after_a_failure_says_that_there_is_no_agreement_instead_of_leaving_a_rule() -> None:
    text = reading_paper.text(follow_up.draw(follow_up.from_case(twenty("T08"), 1, HOUSE), HOUSE).pdf)
    assert "调解协议编号：无（没有达成协议）" in text
    running = put(put(twenty("T08"), "termination", None), "mode", None)
    assert follow_up.from_case(running, 1, HOUSE).number == ""


def test_the_request_to_the_police_names_the_matter_and_not_the_rest_of_the_list() -> None:
    text = reading_paper.text(no_penalty.draw(no_penalty.from_case(twenty("T18"), HOUSE), HOUSE).pdf)
    assert "申请人之间因打架引起的治安案件" in text
    unnamed = put(twenty("T18"), "dispute_subtype", None)
    assert no_penalty.from_case(unnamed, HOUSE).matter == "其他纠纷"


def test_a_proof_of_service_bears_the_number_of_the_paper_that_was_served() -> None:
    case = twenty("T08")
    assert "文书编号：集福人调终〔2026〕6号" in _service(case)
    assert "文书编号：自编7号" in _service(put(case, "deliveries[0].number", "自编7号"))
    agreed = put(twenty("T17"), "deliveries[0].document", "人民调解协议书")
    assert "文书编号：集福人调字〔2026〕第12号" in _service(agreed)
    refused = put(case, "refusal", Refusal(date="2026-05-29", number="集福不受〔2026〕2号"))
    assert "集福不受〔2026〕2号" in _service(put(refused, "deliveries[0].document", "不予受理通知书"))


@pytest.mark.parametrize("document", ["调解通知书", "履行督促函", "自己起的名", None])
def test_a_paper_of_which_there_may_be_several_leaves_the_number_to_the_pen(document: str | None) -> None:
    case = put(twenty("T17"), "deliveries[0].document", document)
    assert service_proof.from_case(case, 1, HOUSE).number == ""


def test_a_letter_that_hands_the_matter_on_lies_behind_the_end_of_mediation() -> None:
    ids = [ref.document_id for ref in applicable(twenty("T08"))]
    assert ids.index("termination") < ids.index("transfer-out") < ids.index("follow-up")


def test_the_papers_of_an_institution_prove_who_it_is_and_are_no_evidence() -> None:
    assert [piece.name for piece in evidence_list.listed(twenty("T15"))] == [
        "病历复印件",
        "住院收费票据复印件",
    ]


def test_money_paid_on_the_spot_needs_no_day_in_the_clause_that_names_another() -> None:
    case = twenty("T16")
    assert fields("R-32", case) == []
    due = "agreement.clauses[0].payments[0].due"
    assert fields("R-32", put(case, due, "2026-04-25")) == [due], "another day than that of signing"
    silent = case.agreement.clauses[0].text.replace("其中当场", "其中") if case.agreement else ""
    assert fields("R-32", put(case, "agreement.clauses[0].text", silent)) == [due]
