"""受理、不予受理、调解通知书、司法确认告知书: what the people are told, and that it is what the case says."""

from __future__ import annotations

import msgspec
import pytest
import reading_paper
from letter_cases import lettered, refused
from sample_records import land, neighbours, put, wages

from jxdesk.documents import acceptance_notice, confirmation_notice, mediation_notice, refusal_notice
from jxdesk.documents.catalogue import shipped as catalogue
from jxdesk.documents.house import House
from jxdesk.documents.letters import Letters, shipped
from jxdesk.documents.press import applicable, asked
from jxdesk.documents.ticks import dictionary
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import Appointment, CaseRecord, Party, Refusal

HOUSE = House(catalogue().switches)


def _accepted(case: CaseRecord) -> list[list[str]]:
    return reading_paper.pages(acceptance_notice.draw(acceptance_notice.from_case(case, HOUSE), HOUSE).pdf)


def _refused(case: CaseRecord) -> str:
    return reading_paper.text(refusal_notice.draw(refusal_notice.from_case(case, HOUSE), HOUSE).pdf)


def _asked(case: CaseRecord, ordinal: int = 1) -> str:
    paper = mediation_notice.from_case(case, ordinal, HOUSE)
    return reading_paper.text(mediation_notice.draw(paper, HOUSE).pdf)


def _confirm(case: CaseRecord) -> str:
    paper = confirmation_notice.from_case(case, HOUSE)
    return reading_paper.text(confirmation_notice.draw(paper, HOUSE).pdf)


def test_an_acceptance_says_who_what_when_and_under_which_number() -> None:
    case = put(land(), "acceptance.notice_date", "2025-03-18")
    text = "".join(_accepted(case)[0])
    assert "编号：集福人调受〔2025〕17号" in text
    assert "张某、李某：" in text
    assert "你们之间的山林土地纠纷" in text
    assert "集贤县福利镇人民调解委员会已于2025年3月17日受理，登记编号为集福人调字〔2025〕第17号" in text
    assert "（人民调解法第十七条，人民调解工作若干规定第二十三条、第二十四条）" in text
    assert "2025年3月18日" in text
    assert "联系人陈某联系电话" in text


def test_notice_and_stub_are_on_one_sheet_with_the_number_in_the_seam() -> None:
    (page,) = _accepted(put(land(), "acceptance.notice_date", "2025-03-18"))
    seam = next(n for n, line in enumerate(page) if line == "集福人调受〔2025〕17号　沿线裁开，骑缝盖章")
    stub = page[seam + 1 :]
    assert stub[0] == "受理通知书（存根）"
    assert "编号：集福人调受〔2025〕17号发出日期：2025年3月18日" in stub
    assert "发给：张某、李某" in stub
    assert "领取人（签名）经办人（签名）" in stub


def test_a_stub_that_begins_a_page_of_its_own_has_nothing_to_cut() -> None:
    people = [Party(name=f"欧阳某某{n}样例农业种植专业合作社联合社", role="申请人") for n in range(9)]
    first, second = _accepted(msgspec.structs.replace(land(), parties=people))
    assert second[0] == "受理通知书（存根）"
    assert not any("沿线裁开" in line for line in [*first, *second])


def test_a_number_from_a_register_of_its_own_is_printed_as_it_was_given() -> None:
    case = put(land(), "acceptance.notice_number", "集福受〔2025〕3号")
    assert "编号：集福受〔2025〕3号" in "".join(_accepted(case)[0])


def test_before_acceptance_there_is_no_number_to_derive_one_from() -> None:
    assert acceptance_notice.from_case(CaseRecord(), HOUSE).number == ""
    half = put(put(land(), "number.seq", None), "number.year", 2025)
    assert acceptance_notice.from_case(half, HOUSE).number == ""


def test_every_point_of_the_acceptance_stands_on_the_paper() -> None:
    text = "".join(_accepted(land())[0])
    assert all(point in text for point in shipped().acceptance.points)


def test_a_refusal_ticks_its_reasons_with_their_articles_and_no_others() -> None:
    text = _refused(refused())
    assert "☑　人民法院、公安机关或者其他行政机关已经受理或者解决（若干规定第二十二条第二项）" in text
    assert "☑　其他：材料是假的" in text
    for entry in dictionary("refusal_reason").offered()[2:-1]:
        assert f"☐　{entry.word}（{entry.law}）" in text
    assert (
        "你（单位）于2026年5月7日请求调解与李某之间的邻里纠纷" in text
    )  # registered 17:30 UTC: next day here


def test_a_refusal_tells_the_ways_that_stay_open() -> None:
    text = _refused(refused())
    assert "☑　司法：向有管辖权的人民法院起诉。" in text
    assert "☐　仲裁：有仲裁协议" in text
    assert "可以直接去：集贤县人民法院立案庭" in text
    assert "说明：法院已于2026年4月立案。" in text


def test_the_stub_of_a_refusal_repeats_the_reasons() -> None:
    text = _refused(refused())
    _, _, stub = text.partition("不予受理通知书（存根）")
    assert "对方：李某纠纷类型：邻里纠纷" in stub
    assert "不予受理的理由：人民法院、公安机关或者其他行政机关已经受理或者解决" in stub
    assert "材料是假的" in stub


def test_a_refusal_without_a_case_number_has_a_rule_or_the_number_of_the_register() -> None:
    assert "编号：发出日期" in _refused(refused())
    assert "编号：集福不〔2026〕2号" in _refused(put(refused(), "refusal.number", "集福不〔2026〕2号"))


def test_who_was_only_shown_the_way_gets_no_refusal() -> None:
    guided = put(refused(), "refusal", Refusal(date="2026-05-07", referred_to="劳动仲裁委"))
    assert "refusal-notice" not in {ref.document_id for ref in applicable(guided)}
    assert [ref.title for ref in asked(guided, "transfer-out")] == ["移送函（待填写）"]


def test_an_invitation_says_when_with_the_weekday_where_and_what_to_bring() -> None:
    text = _asked(lettered())
    assert "时间：2026年5月8日（星期五）9时00分" in text
    assert "地点：福利镇综治分中心第二调解室" in text
    assert "3．工资条、考勤表" in text
    assert all(point in text for point in shipped().appointment.bring)
    assert "吕某、韩某、于某、集贤县样例米业有限公司（样例）：" in text


def test_an_invitation_tells_of_agents_and_of_saying_no() -> None:
    text = _asked(lettered())
    assert "可以委托代理人参加" in text
    assert "（民法典第一百六十五条）" in text
    assert "一方明确拒绝的，本调委会不再调解（人民调解法第十七条）" in text
    assert "我的答复（打√）：☐按时到场　☐请改期　☐委托代理人参加　☐不同意调解" in text


def test_a_day_without_an_hour_and_an_unreadable_one_are_printed_as_they_are() -> None:
    bare = put(lettered(), "appointments[0].at", "2026-05-08")
    assert "时间：2026年5月8日" in _asked(bare)
    assert "时间：下周一上午" in _asked(put(lettered(), "appointments[0].at", "下周一上午"))


def test_the_next_invitation_is_a_form_with_the_names_and_the_usual_room() -> None:
    text = _asked(land(), 1)
    assert "张某、李某：" in text
    assert "地点：福利镇综治分中心第一调解室" in text
    assert "时间：年月日（星期）时分" in text


def test_two_invitations_are_told_apart_by_their_turn() -> None:
    case = put(lettered(), "appointments[1]", Appointment(recipients=["吕某"], at="2026-05-20T09:00"))
    assert "（二）" in _asked(case, 2)
    assert [r.title for r in applicable(case) if r.document_id == "mediation-notice"] == [
        "调解通知书（一）",
        "调解通知书（二）",
    ]


@pytest.mark.parametrize(
    ("case", "thirtieth", "last", "rolled"),
    [
        (land(), "2025年4月20日", "2025年4月21日", True),
        (wages(), "2026年6月7日", "2026年6月8日", True),
        (put(wages(), "agreement.seal_date", "2026-05-11"), "2026年6月10日", "2026年6月10日", False),
    ],
)
def test_the_last_day_for_the_court_is_counted_and_rolled_over_holidays(
    case: CaseRecord, thirtieth: str, last: str, rolled: bool
) -> None:
    text = _confirm(case)
    assert f"从生效的第二天起算，第三十天是{thirtieth}；" in text
    assert f"申请的最后一天是{last}。" in text
    assert ("法定休假日，顺延后" in text) is rolled


def test_a_year_whose_holidays_nobody_knows_is_said() -> None:
    late = land()
    for name in ("party_sign_date", "mediator_sign_date", "seal_date"):
        late = put(late, f"agreement.{name}", "2099-03-02")
    assert confirmation_notice.UNPUBLISHED in _confirm(late)
    assert confirmation_notice.UNPUBLISHED not in _confirm(land())


def test_an_agreement_not_in_effect_leaves_the_days_to_the_pen() -> None:
    paper = confirmation_notice.from_case(put(land(), "agreement.seal_date", None), HOUSE)
    assert (paper.effective, paper.thirtieth, paper.last, paper.caution) == (None, None, None, "")


def test_the_notice_of_confirmation_names_the_court_and_the_articles() -> None:
    text = _confirm(put(land(), "agreement.judicial_confirmation.court", None))
    assert "共同向集贤县人民法院申请司法确认" in text
    assert "集福人调字〔2025〕第17号调解协议已于2025年3月21日生效" in text
    for law in ("人民调解法第三十三条", "民事诉讼法第八十五条、第二百零五条", "民事诉讼法第二百五十条"):
        assert law in text
    assert "某某法院" in _confirm(put(land(), "agreement.judicial_confirmation.court", "某某法院"))


def test_an_oral_agreement_is_offered_no_notice_of_confirmation() -> None:
    unfiled = put(neighbours(), "dossier", None)
    assert asked(unfiled, "confirmation-notice") == ()
    assert len(asked(put(land(), "dossier", None), "confirmation-notice")) == 1


def test_the_wording_refuses_what_it_does_not_know_and_numbers_only_known_documents() -> None:
    text = read_resource("documents", "letters.toml")
    with pytest.raises(msgspec.ValidationError, match="colour"):
        Letters.from_toml('colour = "red"\n' + text)
    with pytest.raises(msgspec.ValidationError, match="guess"):
        Letters.from_toml(text.replace('source = "hand"', 'source = "guess"'))
    assert {one.document for one in shipped().number} <= set(catalogue().ids())
