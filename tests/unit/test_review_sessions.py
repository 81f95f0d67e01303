"""Notice, investigations, sessions, time, safety: each rule speaks of exactly what differs (R-16–R-24, R-46–R-49)."""

# ruff: noqa: FBT003 - True and False are answers put into a case here, not switches of a call
from __future__ import annotations

from datetime import date, datetime

import pytest
from review_bench import Pair, fields, found, pair
from sample_records import land, neighbours, put, wages

from jxdesk.review.facts import Engagement
from jxdesk.rules.case_record import (
    Acceptance,
    CaseRecord,
    Extension,
    Guardian,
    Performance,
    Screening,
    SecurityCase,
)

OPEN = put(put(land(), "agreement", None), "mediations[0].result", "调解不成")
FAMILY = put(land(), "dispute_type", "婚姻家庭纠纷")
CRIME = put(land(), "screening.crime_suspected", False)
REPORT = {"to": "公安机关", "at": "2025-03-17T10:00", "method": "电话", "receipt": "已记录"}
POLICE = put(
    land(),
    "security_case",
    SecurityCase(number="1", station="福利派出所", performed=True, applied_on="2025-11-01"),
)
CHILD = put(land(), "parties[0].birth_date", "2014-05-12")
CHILD = put(CHILD, "parties[0].guardian", Guardian(name="张父", relation="父亲"))

PAIRS = [
    pair("R-16", "the notice came after the first session", land(), "rights_notice.date", "2025-03-22", "晚于", "A"),
    pair("R-16", "a party did not receive the notice", land(), "rights_notice.recipients", ["张某"], "李某", "A"),
    pair("R-16", "no notice", land(), "rights_notice", None, "没有告知", "A", at="rights_notice.date"),
    pair("R-17", "no end of an investigation", land(), "investigations[0].end", None, "结束时间", "A"),
    pair("R-17", "no respondent", land(), "investigations[0].respondent", None, "被调查人", "A",
         at="investigations[0].respondent.name"),
    pair("R-17", "the recorder is an investigator", land(), "investigations[1].recorder", "陈某", "又是调查人", "A"),
    pair("R-17", "the recorder is the respondent", land(), "investigations[0].recorder", "李某", "同名", "A"),
    pair("R-18", "no confirmation at the end", land(), "investigations[0].closing", "完", "结尾", "W"),
    pair("R-18", "no signature", land(), "investigations[1].signatures", [], "签名", "W"),
    pair("R-19", "no pages", land(), "evidence[0].pages", None, "页数", "W"),
    pair("R-19", "a copy not compared", land(), "evidence[0].copy_checked", False, "原件", "W"),
    pair("R-19", "no provider", land(), "evidence[1].provider", "", "提供人", "W"),
    pair("R-20", "no place", land(), "mediations[0].place", None, "地点", "A"),
    pair("R-20", "the fixed sentence is missing", land(), "mediations[0].told_rights", None, "已告知", "A"),
    pair("R-20", "no result", land(), "mediations[0].result", None, "调解结果", "A"),
    pair("R-20", "a party there has not signed", land(), "mediations[0].signatures",
         {"parties": ["张某"], "mediators": ["陈某"], "recorder": "周某"}, "李某", "A"),
    pair("R-20", "the recorder has not signed", land(), "mediations[0].signatures",
         {"parties": ["张某", "李某"], "mediators": ["陈某"]}, "记录人", "A"),
    pair("R-21", "an open end and nothing after it", OPEN, "mediations[0].result", "有待继续调解", "有待继续调解", "A"),
    pair("R-22", "acceptance before the application", land(), "acceptance.date", "2025-03-16", "早于申请", "A"),
    pair("R-22", "the session before the investigation", land(), "mediations[0].start", "2025-03-18T09:00",
         "早于第1次调查", "A"),
    pair("R-22", "the agreement before the session", land(), "agreement.party_sign_date", "2025-03-20", "早于", "A"),
    pair("R-22", "filed before the visit", land(), "dossier.filed_date", "2025-04-10", "早于", "A"),
    pair("R-22", "a visit before the agreement", land(), "visits[0].date", "2025-03-20", "早于", "A"),
    pair("R-22", "a day that has not come", land(), "dossier.filed_date", "2027-01-01", "还没有到", "A"),
    pair("R-22", "a day that does not exist", land(), "acceptance.date", "2025-02-30", "不存在", "A"),
    pair("R-22", "an end before its start", land(), "mediations[0].end", "2025-03-21T08:59", "结束时间", "A"),
    pair("R-23", "one mediator at two places", land(), "investigations[1].start", "2025-03-19T09:30",
         "时间重叠", "W"),
    pair("R-46", "a suspected crime and no report", CRIME, "screening.crime_suspected", True, "报告", "A",
         at="screening.reports"),
    pair("R-46", "a wound in the story and no answer", land(), "application.brief", "李某被打成轻伤。", "轻伤", "A",
         at="screening.crime_suspected"),
    pair("R-47", "not performed yet", POLICE, "security_case.performed", False, "履行", "P"),
    pair("R-47", "no proof of performance", POLICE, "performance", [], "履行凭证", "P"),
    pair("R-48", "a family case without screening", FAMILY, "screening.domestic_violence_suspected", None,
         "必须", "A"),
    pair("R-48", "another case without screening", land(), "screening.domestic_violence_suspected", None,
         "筛查", "I"),
    pair("R-48", "harm to a minor not reported", land(), "screening.minor_harm_suspected", True, "立即", "A",
         at="screening.reports"),
    pair("R-48", "violence against a grown woman and nothing told", FAMILY, "screening.domestic_violence_suspected",
         True, "人身安全保护令", "A", at="screening.victim_informed"),
    pair("R-49", "no word about personal data", land(), "rights_notice.items", ["调解原则"], "个人信息", "W"),
    pair("R-49", "an account in the file and no consent", land(), "rights_notice.pi_consent", {"张某": True},
         "敏感个人信息", "A"),
    pair("R-49", "a child of ten and no consent of the guardian", put(CHILD, "rights_notice.pi_consent",
         {"张父": True, "李某": True}), "rights_notice.pi_consent", {"李某": True}, "不满十四周岁", "A"),
]  # fmt: skip


@pytest.mark.parametrize("two", PAIRS)
def test_the_rule_speaks_of_exactly_the_place_that_differs(two: Pair) -> None:
    two.hold()


def test_a_late_notice_is_told_by_its_own_rule_and_by_the_order_of_days() -> None:
    """R-16 and R-22 overlap on purpose: one asks for the notice, the other for the order."""
    late = put(land(), "rights_notice.date", "2025-03-22")
    assert fields("R-16", late) == ["rights_notice.date"]
    assert fields("R-22", late) != []


def test_an_investigation_between_two_sessions_is_in_order() -> None:
    second = put(land().mediations[0], "start", "2025-03-18T09:00")
    second = put(put(second, "end", "2025-03-18T10:00"), "result", "有待继续调解")
    first = put(
        put(land(), "investigations[0].start", "2025-03-17T09:00"),
        "investigations[0].end",
        "2025-03-17T10:00",
    )
    case = put(first, "mediations", [second, land().mediations[0]])
    assert fields("R-22", case) == []
    assert fields("R-21", case) == []


def test_transfer_and_proxy_may_lie_before_acceptance() -> None:
    early = put(put(wages(), "source.transfer_date", "2026-04-01"), "agents[0].proxy_date", "2026-04-01")
    assert fields("R-22", early) == []


def test_an_open_end_in_a_running_case_is_not_told() -> None:
    running = put(put(OPEN, "mediations[0].result", "有待继续调解"), "dossier", None)
    assert fields("R-21", running) == []
    assert fields("R-21", running, archiving=True) == ["mediations[0].result"]


def test_a_mediator_who_is_in_another_case_at_that_hour_is_told() -> None:
    def away(end: str) -> Engagement:
        times = (datetime.fromisoformat("2025-03-21T10:00"), datetime.fromisoformat(end))
        return Engagement("陈某", *times, place="样例九村", case="集福人调字〔2025〕第18号")

    assert fields("R-23", land(), engagements=(away("2025-03-21T10:30"),)) == ["mediations[0].start"]
    elsewhere = Engagement(
        "陈某",
        datetime.fromisoformat("2025-03-21T11:20"),
        datetime.fromisoformat("2025-03-21T12:00"),
        "样例九村",
        "乙",
    )
    assert fields("R-23", land(), engagements=(elsewhere,)) == []


def test_thirty_days_after_acceptance_a_running_case_is_reminded() -> None:
    case = CaseRecord(acceptance=Acceptance(date="2026-03-01"), dispute_type="邻里纠纷")
    assert fields("R-24", case, today=date(2026, 3, 31)) == []
    assert fields("R-24", case, today=date(2026, 4, 1)) == ["acceptance.date"]


def test_an_extension_that_all_agreed_to_moves_the_day() -> None:
    case = CaseRecord(acceptance=Acceptance(date="2026-03-01"), dispute_type="邻里纠纷")
    longer = put(case, "extensions", [Extension(date="2026-03-28", until="2026-04-15")])
    assert fields("R-24", longer, today=date(2026, 4, 15)) == []
    (told,) = found("R-24", longer, today=date(2026, 4, 16))
    assert told.message.startswith("延期后的调解期限已经过了（到2026年4月15日）")
    unsigned = put(longer, "extensions[0].date", None)
    assert fields("R-24", unsigned, today=date(2026, 4, 1)) == ["acceptance.date"]


def test_the_sixteenth_day_of_a_labour_dispute_tells_of_arbitration() -> None:
    running = put(put(wages(), "agreement", None), "dossier", None)
    assert fields("R-24", running, today=date(2026, 5, 21)) == []
    assert fields("R-24", running, today=date(2026, 5, 22)) == ["application.date"]


def test_a_made_report_silences_what_asked_for_it() -> None:
    crime = put(put(land(), "screening.crime_suspected", True), "screening.minor_harm_suspected", True)
    assert fields("R-46", crime) == ["screening.reports"]
    reported = put(crime, "screening.reports", [REPORT])
    assert fields("R-46", reported) == []
    assert fields("R-48", reported) == []


def test_a_wound_that_was_judged_to_be_no_crime_is_not_asked_about_again() -> None:
    told = put(CRIME, "application.brief", "李某自称被打成轻伤，派出所未立案。")
    assert fields("R-46", told) == []


def test_violence_against_someone_who_cannot_act_must_be_reported_even_if_told() -> None:
    answers = Screening(domestic_violence_suspected=True, victim_informed=True, no_capacity_party=True)
    assert fields("R-48", put(land(), "screening", answers)) == ["screening.reports"]
    assert fields("R-48", put(land(), "screening", put(answers, "no_capacity_party", False))) == []


def test_a_minor_makes_the_screening_obligatory_in_any_case() -> None:
    asked = Screening(domestic_violence_suspected=False, minor_harm_suspected=False)
    assert fields("R-48", put(CHILD, "screening", asked)) == []
    assert fields("R-48", put(CHILD, "screening", Screening())) == [
        "screening.domestic_violence_suspected",
        "screening.minor_harm_suspected",
    ]


def test_a_police_case_without_agreement_cannot_ask_for_no_punishment() -> None:
    assert fields("R-47", put(POLICE, "agreement", None)) == ["agreement"]
    assert fields("R-47", put(POLICE, "performance", [Performance(date="2025-03-21", proof="收条")])) == []


def test_a_session_that_is_only_planned_is_not_checked() -> None:
    planned = put(land(), "mediations[0]", type(land().mediations[0])(start="2026-08-02T09:00"))
    assert found("R-20", planned) == []


def test_on_site_inspection_read_to_both_is_confirmed() -> None:
    assert found("R-18", neighbours()) == []
