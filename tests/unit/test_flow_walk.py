"""Where cases stand on the one-stop chart: the samples to their end, and the branches by hand."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from flow_cases import FLOW, accepted, draft, failed, on_chart, sample, session, told

from jxdesk.flow.engine import State
from jxdesk.rules.case_record import (
    Acceptance,
    CaseRecord,
    Dossier,
    Evidence,
    Guardian,
    Intake,
    Party,
    Refusal,
    RightsNotice,
    Screening,
    SecurityCase,
    Source,
    Termination,
)
from jxdesk.rules.deadlines import Deadline

SPINE = [
    "intake",
    "triage",
    "screening",
    "acceptance",
    "assignment",
    "rights_notice",
    "mediators",
    "investigation",
    "mediation",
    "written",
    "effect",
    "confirmation",
    "performance",
    "follow_up",
    "closing",
    "archive",
]


def replaced(case: CaseRecord, **changes: object) -> CaseRecord:
    return msgspec.structs.replace(case, **changes)


@pytest.mark.parametrize(("key", "agreement"), [("S1", "written"), ("S2", "oral"), ("S4", "written")])
def test_every_sample_walks_the_spine_to_its_archive(key: str, agreement: str) -> None:
    walked = on_chart(sample(key))
    assert walked.ended
    assert list(walked.route) == [agreement if step == "written" else step for step in SPINE]
    assert walked.step("archive").state is State.DONE


def test_a_done_step_shows_its_day_and_how_often_it_was_done() -> None:
    walked = on_chart(sample("S1"))
    assert walked.step("acceptance").caption == "2025-03-17"
    assert walked.step("investigation").caption == "2025-03-19 2次"
    assert walked.step("follow_up").on == "2025-11-03"


def test_a_registration_in_the_evening_keeps_its_beijing_day() -> None:
    late = draft(intake=Intake(brief="界墙", registered_at="2026-05-31T17:30:00Z"))
    assert on_chart(late).step("intake").on == "2026-06-01"


def test_judicial_confirmation_is_done_when_the_court_ruled_and_passed_over_when_declined() -> None:
    assert on_chart(sample("S4")).step("confirmation").caption == "2026-05-25"
    declined = on_chart(sample("S1")).step("confirmation")
    assert (declined.state, declined.caption) == (State.SKIPPED, "双方不申请")
    oral = on_chart(sample("S2")).step("confirmation")
    assert (oral.state, oral.caption) == (State.SKIPPED, "不能申请")


def test_an_empty_case_waits_at_registration() -> None:
    walked = on_chart(CaseRecord())
    assert walked.current == "intake"
    assert walked.step("triage").state is State.NEXT
    assert walked.step("archive").state is State.LATER


def test_a_name_without_a_story_is_still_a_draft() -> None:
    assert on_chart(draft(intake=Intake())).current == "intake"


def test_a_draft_waits_for_screening_and_shows_every_way_that_may_follow() -> None:
    walked = on_chart(draft())
    assert walked.current == "screening"
    following = {step.node.id for step in walked.steps if step.state is State.NEXT}
    assert following == {"report", "guidance", "refusal", "acceptance"}


def test_another_service_line_leads_to_the_right_door_and_ends_there() -> None:
    asking = draft(intake=Intake(brief="想请律师", service_line="法律援助"))
    walked = on_chart(asking)
    assert walked.current == "guidance"
    assert walked.step("mediation").state is State.SKIPPED
    guided = replaced(asking, refusal=Refusal(date="2026-06-01", referred_to="县法律援助中心"))
    assert on_chart(guided).ended


@pytest.mark.parametrize(
    ("screening", "article"),
    [
        (Screening(exclusive_authority=True, decision="受理"), "《人民调解工作若干规定》第22条"),
        (Screening(already_handled=True, decision="受理"), "《人民调解工作若干规定》第22条"),
    ],
)
def test_either_ground_of_article_22_forbids_acceptance_whatever_was_decided(
    screening: Screening, article: str
) -> None:
    walked = on_chart(draft(screening=screening))
    assert walked.current == "refusal"
    acceptance = walked.step("acceptance")
    assert acceptance.state is State.FORBIDDEN
    assert acceptance.forbidden is not None
    assert acceptance.forbidden.law == article


def test_a_case_sent_by_the_court_with_a_letter_may_be_accepted() -> None:
    entrusted = draft(
        screening=Screening(already_handled=True, decision="受理"),
        source=Source(stat_option="法院委托移送", transfer_doc="委托函"),
    )
    assert on_chart(entrusted).current == "acceptance"


def test_a_refusal_with_its_reason_ends_the_case() -> None:
    refused = draft(
        screening=Screening(decision="不予受理"),
        refusal=Refusal(date="2026-06-01", reasons=["不属于民间纠纷"]),
    )
    walked = on_chart(refused)
    assert walked.ended
    assert walked.route == ("intake", "triage", "screening", "refusal")


def test_a_party_who_refuses_before_acceptance_makes_it_a_refusal() -> None:
    unwilling = draft(screening=Screening(decision="受理"), acceptance=Acceptance(consent_of_all=False))
    assert on_chart(unwilling).current == "refusal"


def test_a_suspected_crime_is_reported_first_and_then_handed_to_the_police() -> None:
    crime = draft(screening=Screening(crime_suspected=True, decision="引导"))
    walked = on_chart(crime)
    assert walked.current == "report"
    assert walked.step("mediation").forbidden is not None
    assert walked.step("guidance").state is State.NEXT
    reported = replaced(
        crime,
        screening=Screening(
            crime_suspected=True, decision="引导", reports=[{"to": "公安机关", "at": "2026-06-01T10:00"}]
        ),
        refusal=Refusal(date="2026-06-01", referred_to="福利派出所"),
    )
    walked = on_chart(reported)
    assert walked.ended
    assert walked.route[-2:] == ("report", "guidance")
    assert walked.step("report").caption == "2026-06-01"


def test_the_civil_part_may_be_accepted_once_the_crime_is_reported() -> None:
    reports = [{"to": "公安机关", "at": "2026-06-01T10:00"}]
    case = accepted(screening=Screening(crime_suspected=True, decision="受理", reports=reports))
    walked = on_chart(case)
    assert walked.current == "rights_notice"
    assert "report" in walked.route


def test_a_crime_the_police_already_have_needs_no_second_report() -> None:
    case = told(
        screening=Screening(crime_suspected=True, decision="受理"),
        security_case=SecurityCase(station="福利派出所"),
    )
    assert on_chart(case).current == "investigation"


def test_an_answer_about_punishment_does_not_say_that_the_police_have_the_case() -> None:
    case = told(
        screening=Screening(crime_suspected=True, decision="受理"),
        security_case=SecurityCase(performed=False),
    )
    assert on_chart(case).current == "report"


def test_harm_to_a_child_is_reported_whatever_else_is_known() -> None:
    answers = Screening(minor_harm_suspected=True, victim_informed=True, decision="受理")
    assert (
        on_chart(told(screening=answers, security_case=SecurityCase(station="福利派出所"))).current
        == "report"
    )


def test_violence_at_home_is_reported_before_anything_else_even_after_acceptance() -> None:
    hurt = told(
        screening=Screening(domestic_violence_suspected=True, no_capacity_party=True, decision="受理")
    )
    walked = on_chart(hurt)
    assert walked.current == "report"
    assert walked.step("mediation").caption == "调解法25条"


def test_an_adult_hurt_at_home_decides_once_told_the_ways_to_help() -> None:
    answers = Screening(domestic_violence_suspected=True, decision="受理")
    assert on_chart(told(screening=answers)).current == "report"
    informed = msgspec.structs.replace(answers, victim_informed=True)
    assert on_chart(told(screening=informed)).current == "investigation"


def test_a_minor_without_guardian_holds_the_case_until_one_is_named() -> None:
    child = Party(name="赵小某", kind="自然人", birth_date="2012-05-01")
    case = told(parties=[*draft().parties, child])
    walked = on_chart(case)
    assert walked.current == "guardian"
    assert walked.step("written").state is State.FORBIDDEN
    cared_for = msgspec.structs.replace(child, guardian=Guardian(name="赵某", relation="父亲"))
    walked = on_chart(told(parties=[*draft().parties, cared_for]))
    assert walked.current == "investigation"
    assert walked.step("guardian").state is State.DONE


def test_a_working_youth_said_to_have_full_capacity_needs_no_guardian() -> None:
    youth = Party(name="吕某", kind="自然人", birth_date="2009-05-01", capacity="完全民事行为能力")
    assert on_chart(told(parties=[youth])).current == "investigation"


def test_an_adult_without_capacity_needs_a_guardian() -> None:
    adult = Party(name="吕某", kind="自然人", birth_date="1950-05-01", capacity="无民事行为能力")
    assert on_chart(told(parties=[adult])).current == "guardian"


def test_acceptance_comes_before_assignment_and_assignment_before_the_notice() -> None:
    assert on_chart(draft(screening=Screening(decision="受理"))).current == "acceptance"
    assert on_chart(accepted(intake=draft().intake)).current == "assignment"
    assert on_chart(accepted()).current == "rights_notice"


def test_a_request_for_another_mediator_is_met_before_the_investigation() -> None:
    asked = told(rights_notice=RightsNotice(date="2026-06-03", recusal_requested=True))
    assert on_chart(asked).current == "replacement"
    met = told(
        rights_notice=RightsNotice(
            date="2026-06-03", recusal_requested=True, replaced_by="陈某", replaced_on="2026-06-04"
        )
    )
    walked = on_chart(met)
    assert walked.current == "investigation"
    assert walked.step("replacement").caption == "2026-06-04"
    assert on_chart(told()).step("replacement").state is State.SKIPPED


def test_a_session_to_be_continued_leaves_mediation_open() -> None:
    walked = on_chart(told(evidence=[Evidence(name="照片")], mediations=[session("有待继续调解")]))
    assert walked.current == "mediation"
    assert {s.node.id for s in walked.steps if s.state is State.NEXT} == {"written", "oral", "termination"}


def test_the_last_of_several_sessions_decides() -> None:
    sessions = [
        session("有待继续调解"),
        session("有待继续调解", "2026-06-12"),
        session("调解成功", "2026-06-15"),
    ]
    walked = on_chart(told(mediations=sessions))
    assert walked.current == "written"
    assert walked.step("mediation").caption == "2026-06-15 3次"
    assert walked.step("investigation").caption == "未另行调查"


def test_no_agreement_leads_to_termination_and_its_remedies() -> None:
    walked = on_chart(told(mediations=[session("调解不成")]))
    assert walked.current == "termination"
    assert walked.step("written").state is State.SKIPPED
    untold = failed(termination=Termination(date="2026-06-11", reason="各方分歧过大，达不成协议"))
    assert on_chart(untold).current == "termination"


def test_after_failure_the_case_is_escalated_or_guided_and_then_closed() -> None:
    walked = on_chart(failed())
    assert walked.current == "other_ways"
    assert on_chart(failed(done_nodes=["other_ways"])).current == "closing"
    orange = failed(intake=msgspec.structs.replace(accepted().intake, response_level="橙"))
    assert on_chart(orange).current == "escalation"
    end = msgspec.structs.replace(failed().termination or Termination(), escalated_to="县综治中心")
    handed_up = on_chart(failed(termination=end, dossier=Dossier(mediation_to="2026-06-11")))
    assert handed_up.current == "archive"
    assert handed_up.step("escalation").state is State.DONE


def test_a_failed_case_is_archived_too() -> None:
    walked = on_chart(failed(dossier=Dossier(mediation_to="2026-06-11", filed_date="2026-06-20")))
    assert walked.ended
    assert "other_ways" in walked.route


def test_a_withdrawal_leaves_the_step_where_it_happened_and_is_terminated_in_form() -> None:
    withdrawn = accepted(mode="撤回")
    walked = on_chart(withdrawn)
    assert walked.current == "withdrawal"
    left = walked.step("rights_notice")
    assert (left.state, left.caption) == (State.SKIPPED, "当事人撤回")
    noted = replaced(withdrawn, termination=Termination(date="2026-06-05", reason="申请人撤回申请"))
    assert on_chart(noted).current == "termination"
    in_form = Termination(date="2026-06-05", reason="申请人撤回申请", remedies_told=["司法"])
    walked = on_chart(replaced(withdrawn, termination=in_form))
    assert walked.current == "closing"
    assert walked.step("other_ways").caption == "已撤回"


def test_a_withdrawal_before_acceptance_ends_without_a_dossier() -> None:
    gone = draft(mode="撤回", termination=Termination(date="2026-06-01", reason="申请人撤回申请"))
    walked = on_chart(gone)
    assert walked.ended
    assert walked.step("archive").caption == "未受理，不用办"


def test_consent_taken_back_after_acceptance_terminates_and_forbids_mediation() -> None:
    unwilling = told(acceptance=Acceptance(date="2026-06-02", consent_of_all=False))
    walked = on_chart(unwilling)
    assert walked.current == "termination"
    assert walked.step("mediation").caption == "调解法17条"


def test_a_tick_by_hand_counts_only_where_the_chart_allows_it() -> None:
    assert on_chart(told(done_nodes=["investigation"])).current == "mediation"
    assert on_chart(accepted(done_nodes=["rights_notice"])).current == "rights_notice"


def test_the_current_step_counts_its_days_and_says_when_it_is_late() -> None:
    case = told(evidence=[Evidence(name="照片")])
    limit = Deadline("mediate", "调结", date(2026, 7, 2), done=False)
    in_time = on_chart(case, limit, today=date(2026, 6, 30)).step("mediation")
    assert (in_time.state, in_time.caption, in_time.late_days) == (State.CURRENT, "还有 2 天", 0)
    late = on_chart(case, limit, today=date(2026, 7, 5)).step("mediation")
    assert (late.state, late.caption, late.late_days) == (State.CURRENT, "迟 3 天", 3)


def test_a_step_further_on_can_be_late_before_the_case_gets_there() -> None:
    limit = Deadline("mediate", "调结", date(2026, 7, 2), done=False)
    walked = on_chart(told(), limit, today=date(2026, 7, 5))
    assert walked.current == "investigation"
    assert walked.step("mediation").state is State.LATE


def test_a_deadline_that_was_met_makes_nothing_late() -> None:
    met = Deadline("mediate", "调结", date(2026, 7, 2), done=True)
    assert on_chart(told(), met, today=date(2026, 7, 5)).step("mediation").late_days == 0


def test_the_earlier_of_two_deadlines_counts() -> None:
    month = Deadline("mediate", "调结", date(2026, 7, 20), done=False)
    labour = Deadline("labour", "十五日", date(2026, 7, 4), done=False)
    walked = on_chart(told(evidence=[Evidence(name="照片")]), month, labour, today=date(2026, 7, 3))
    assert walked.step("mediation").days_left == 1


def test_only_ways_behind_the_case_count_as_travelled() -> None:
    walked = on_chart(told())
    assert walked.travelled("mediators", "investigation")
    assert not walked.travelled("investigation", "mediation")
    assert not walked.travelled("screening", "refusal")
    assert walked.is_aside("refusal")
    assert not walked.is_aside("archive")


def test_a_case_notes_the_version_of_the_chart_it_started_on() -> None:
    assert FLOW.label == "one_stop/1"
