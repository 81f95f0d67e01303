"""The end of the chart: agreement, effect, judicial confirmation, performance, and what a change undoes."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from flow_cases import on_chart, session, signed, told

from jxdesk.flow.engine import State
from jxdesk.rules.case_record import (
    Agreement,
    CaseRecord,
    Clause,
    JudicialConfirmation,
    Payment,
    Performance,
    Screening,
    Termination,
    Visit,
)


def replaced(case: CaseRecord, **changes: object) -> CaseRecord:
    return msgspec.structs.replace(case, **changes)


def test_an_oral_agreement_takes_effect_when_it_is_reached() -> None:
    agreement = Agreement(
        form="口头", clauses=[Clause(text="修好围栏。")], agreed_date="2026-06-10", amount_total=None
    )
    walked = on_chart(told(mediations=[session("调解成功")], mode="口头", agreement=agreement))
    assert walked.step("oral").state is State.DONE
    assert walked.step("effect").state is State.DONE
    assert walked.step("written").state is State.SKIPPED
    assert walked.current == "confirmation"


@pytest.mark.parametrize("kind", ["拖欠农民工工资纠纷", "其他劳动争议纠纷"])
def test_a_labour_dispute_may_not_end_in_an_oral_agreement(kind: str) -> None:
    step = on_chart(told(dispute_type=kind)).step("oral")
    assert step.state is State.FORBIDDEN
    assert step.caption == "劳动仲裁法14条"


def test_a_written_agreement_without_its_seal_is_not_in_effect() -> None:
    walked = on_chart(told(mediations=[session("调解成功")], agreement=signed(seal_date=None)))
    assert walked.current == "effect"
    assert walked.step("written").state is State.DONE


def test_judicial_confirmation_is_asked_about_and_then_waits_for_the_court() -> None:
    case = told(mediations=[session("调解成功")], agreement=signed())
    assert on_chart(case).current == "confirmation"
    asked = JudicialConfirmation(intention="双方共同申请", applied_date="2026-06-20")
    applied = replaced(case, agreement=signed(judicial_confirmation=asked))
    assert on_chart(applied).current == "confirmation"
    ruled = msgspec.structs.replace(asked, ruling_date="2026-07-01")
    assert on_chart(replaced(case, agreement=signed(judicial_confirmation=ruled))).current == "performance"
    declined = JudicialConfirmation(intention="双方暂不申请")
    assert on_chart(replaced(case, agreement=signed(judicial_confirmation=declined))).current == "performance"


def test_what_may_not_be_confirmed_is_barred_with_its_article_and_does_not_hold_the_case() -> None:
    barred = JudicialConfirmation(can_apply=False, not_confirmable_reason="涉及物权确权")
    walked = on_chart(told(mediations=[session("调解成功")], agreement=signed(judicial_confirmation=barred)))
    assert walked.step("confirmation").caption == "诉讼解释355条"
    assert walked.current == "performance"


def performing(*paid: int, **more: object) -> CaseRecord:
    declined = JudicialConfirmation(intention="不申请")
    return told(
        mediations=[session("调解成功")],
        agreement=signed(judicial_confirmation=declined),
        performance=[Performance(date="2026-06-30", amount=Decimal(amount)) for amount in paid],
        **more,
    )


def test_performance_is_done_when_everything_is_paid() -> None:
    assert on_chart(performing(200)).current == "performance"
    assert on_chart(performing(200, 300)).current == "follow_up"
    assert on_chart(performing(done_nodes=["performance"])).current == "follow_up"


def test_payments_that_run_on_are_performed_once_somebody_went_to_see() -> None:
    monthly = Clause(text="每月付赡养费", payments=[Payment(amount=Decimal(300), per="每月")])
    declined = JudicialConfirmation(intention="不申请")
    case = told(
        mediations=[session("调解成功")],
        agreement=signed(clauses=[monthly], amount_total=None, judicial_confirmation=declined),
        performance=[Performance(date="2026-07-01", amount=Decimal(300))],
    )
    assert on_chart(case).current == "performance"
    seen = replaced(case, statistics={"performed": "履行中"}, visits=[Visit(date="2026-07-05")])
    assert on_chart(seen).current == "closing"


def test_a_party_who_will_not_perform_is_shown_the_way_to_court() -> None:
    told_so = Termination(remedies_told=["司法"])
    walked = on_chart(performing(statistics={"performed": False}, termination=told_so))
    assert walked.current == "other_ways"
    assert walked.step("performance").caption == "拒不履行"


def test_a_changed_early_answer_reroutes_the_whole_case() -> None:
    case = performing(500)
    assert on_chart(case).current == "follow_up"
    answers = Screening(domestic_violence_suspected=True, minor_involved=True, decision="受理")
    assert on_chart(replaced(case, screening=answers)).current == "report"
