"""授权委托书: who gives which powers to whom, until when, and nothing that was not said (民法典 art 165)."""

from __future__ import annotations

import msgspec
import reading_paper
from sample_records import land, put, wages

from jxdesk.documents import power_of_attorney
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.ticks import dictionary
from jxdesk.rules.case_record import Agent, CaseRecord, Guardian

HOUSE = House(shipped().switches)


def _text(case: CaseRecord, ordinal: int = 1) -> str:
    paper = power_of_attorney.from_case(case, ordinal, HOUSE)
    return reading_paper.text(power_of_attorney.draw(paper, HOUSE).pdf)


def test_an_organisation_gives_powers_under_its_code_and_its_head() -> None:
    text = _text(wages())
    for part in (
        "委托人名称集贤县样例米业有限公司（样例）",
        "统一社会信用代码91230521MA0000007D",
        "法定代表人或负责人何某职务执行董事",
        "受托人姓名魏某性别男",
        "身份证号码230521198006099995",
        "与委托人关系公司财务主管",
        "委托人就吕某等3人与集贤县样例米业有限公司拖欠工资纠纷，委托魏某在人民调解中作为代理人。",
        "☐一般授权　☑特别授权",
        "委托期限：自2026年5月7日至2026年6月30日",
        "法定代表人或负责人：",
    ):
        assert part in text


def test_every_power_is_listed_and_only_the_given_ones_are_ticked() -> None:
    text = _text(wages())
    given = {"代为参加调解", "代为承认、变更、放弃调解请求", "代为签署调解协议书"}
    for word in dictionary("agent_power").words():
        assert f"{'☑' if word in given else '☐'}　{word}" in text


def test_a_power_that_is_in_no_list_is_ticked_in_its_own_words() -> None:
    text = _text(put(wages(), "agents[0].powers", ["代为领取赔偿款"]))
    assert "☑　其他委托事项：代为领取赔偿款" in text
    assert text.count("☑") == 2


def test_an_authority_that_is_in_no_list_is_not_lost() -> None:
    assert "☐一般授权　☐特别授权　☑全权代理" in _text(put(wages(), "agents[0].authority", "全权代理"))


def test_several_who_share_an_agent_stand_on_one_paper() -> None:
    case = put(put(wages(), "parties[0].agent_id", "G1"), "parties[1].agent_id", "G1")
    paper = power_of_attorney.from_case(case, 1, HOUSE)
    assert len(paper.principals) == len(paper.signers) == 3
    assert "委托人姓名吕某" in _text(case)
    assert "居民身份证230521198504179971" in _text(case)


def test_the_guardian_gives_the_power_of_a_child() -> None:
    case = put(wages(), "parties[3].kind", "自然人")
    case = put(put(case, "parties[3].guardian", Guardian(name="何某")), "parties[3].name", "何小某")
    (signer,) = power_of_attorney.from_case(case, 1, HOUSE).signers
    assert signer.label == "何小某的法定代理人："


def test_an_empty_form_names_the_dispute_and_asks_for_the_rest() -> None:
    text = _text(land())
    assert "委托人姓名或名称" in text
    assert "身份证号码或统一社会信用代码" in text
    assert "委托人就张某与李某土地经营权流转租金纠纷，委托" in text
    assert "☑" not in text
    assert "年　　月　　日" in text


def test_an_agent_for_nobody_prints_without_a_principal() -> None:
    case = msgspec.structs.replace(land(), agents=[Agent(agent_id="G1", name="魏某")])
    assert "受托人姓名魏某" in _text(case)


def test_one_principal_needs_one_page() -> None:
    for case in (wages(), CaseRecord()):
        paper = power_of_attorney.from_case(case, 1, HOUSE)
        assert power_of_attorney.draw(paper, HOUSE).pages == 1


def test_the_age_of_the_agent_is_read_from_the_id_number_on_the_day_of_the_power() -> None:
    case = put(wages(), "agents[0].age", None)
    assert "性别男年龄45" in _text(case), "born 9 June 1980, empowered 7 May 2026"
    assert "性别男年龄46" in _text(put(case, "agents[0].proxy_date", "2026-06-09"))
    assert "性别男年龄44" in _text(put(case, "agents[0].age", 44)), "what was written down is kept"


def test_an_id_number_that_cannot_be_right_gives_no_age() -> None:
    case = put(put(wages(), "agents[0].age", None), "agents[0].id_no", "230521198006099996")
    assert "性别男年龄身份证号码" in _text(case)
    assert "性别男年龄身份证号码" in _text(put(case, "agents[0].id_no", None))
