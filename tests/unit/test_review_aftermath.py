"""Termination, performance, visits, confirmation, stray words: each rule and its pair (R-35–R-39, R-54–R-56)."""

from __future__ import annotations

from datetime import date

import pytest
from review_bench import Pair, fields, found, pair
from sample_records import land, neighbours, put, wages

from jxdesk.review.facts import MissingGlyph
from jxdesk.rules.case_record import JudicialConfirmation, Reminder, Termination, Visit

FAILED = put(
    put(land(), "agreement", None),
    "termination",
    Termination(date="2025-04-10", reason="各方分歧过大，达不成协议", remedies_told=["仲裁", "司法"]),
)
FAILED = put(FAILED, "mediations[0].result", "调解不成")

PAIRS = [
    pair("R-35", "no notice of termination", FAILED, "termination", None, "终止调解告知书", "A"),
    pair("R-35", "no other way was told", FAILED, "termination.remedies_told", [], "途径", "A"),
    pair("R-35", "no day of termination", FAILED, "termination.date", None, "日期", "A"),
    pair("R-35", "no reason", FAILED, "termination.reason", None, "原因", "A"),
    pair("R-36", "a receipt less than what fell due", land(), "performance", [], "补交凭证", "W"),
    pair("R-36", "performed and no proof", land(), "performance[0].proof", None, "凭证", "W"),
    pair("R-37", "no visitor", land(), "visits[0].visitor", None, "回访人", "A"),
    pair("R-37", "nothing about performance", land(), "visits[0].content", "", "回访情况", "A"),
    pair("R-37", "nothing about content or discontent", land(), "visits[1].satisfied", None, "满意", "A",
         at="visits[1].satisfaction"),
    pair("R-37", "a written agreement never followed up", land(), "visits", [], "回访", "A"),
    pair("R-38", "a visit before anything was due", wages(), "visits[0].date", "2026-05-12", "早于", "W"),
    pair("R-39", "another last day than the calendar's", land(), "agreement.judicial_confirmation.deadline",
         "2025-04-20", "2025年4月21日", "W"),
    pair("R-39", "applied for too late", wages(), "agreement.judicial_confirmation.applied_date", "2026-06-09",
         "已过最后一日", "W"),
    pair("R-39", "applied for and no court", wages(), "agreement.judicial_confirmation.court", None, "法院", "W"),
    pair("R-39", "an oral agreement before the court", neighbours(),
         "agreement.judicial_confirmation.applied_date", "2026-06-20", "书面协议", "W"),
    pair("R-54", "a wrong character", land(), "visits[0].content", "当场旅行了协议。", "履行了", "W"),
    pair("R-54", "support of parents mistaken", land(), "application.requests[0]", "要求瞻养母亲；", "赡养", "W"),
    pair("R-55", "a placeholder", land(), "agreement.responsibility", "××应当赔偿。", "××", "P"),
    pair("R-55", "an empty slot of a template", land(), "mediations[0].record[0]", "{当事人}陈述", "{当事人}", "P"),
    pair("R-55", "a line left to fill in", land(), "visits[0].content", "已于____付清。", "____", "P"),
    pair("R-55", "a trial entry", land(), "title", "测试纠纷", "测试", "P"),
]  # fmt: skip


@pytest.mark.parametrize("two", PAIRS)
def test_the_rule_speaks_of_exactly_the_place_that_differs(two: Pair) -> None:
    two.hold()


def test_a_failed_session_is_told_only_when_the_case_is_to_be_filed() -> None:
    running = put(put(FAILED, "termination", None), "dossier", None)
    assert fields("R-35", running) == []
    assert fields("R-35", running, archiving=True) == ["termination"]


def test_what_is_not_due_yet_needs_no_receipt() -> None:
    case = put(put(land(), "statistics", {}), "performance", [land().performance[0]])
    assert fields("R-36", case, today=date(2025, 10, 30)) == []
    assert fields("R-36", case, today=date(2025, 10, 31)) == ["performance"]


def test_an_overdue_payment_wants_a_visit_after_its_day() -> None:
    case = put(put(land(), "statistics", {}), "performance", [land().performance[0]])
    late = "agreement.clauses[2].payments[1].due"
    assert fields("R-38", put(case, "visits", case.visits[:1]), today=date(2025, 11, 1)) == [late]
    assert fields("R-38", case, today=date(2025, 11, 4)) == []


def test_a_letter_that_urged_after_the_day_is_enough() -> None:
    case = put(put(land(), "statistics", {}), "performance", [land().performance[0]])
    case = put(case, "visits", case.visits[:1])
    late = "agreement.clauses[2].payments[1].due"
    before = put(case, "reminders", [Reminder(date="2025-10-30", debtor="李某")])
    assert fields("R-38", before, today=date(2025, 11, 1)) == [late]
    assert fields("R-38", put(before, "reminders[0].date", "2025-11-01"), today=date(2025, 11, 2)) == []


def test_a_visit_on_the_day_of_an_immediate_payment_is_timely() -> None:
    case = put(neighbours(), "visits[0].date", "2026-06-17")
    assert fields("R-38", case) == []


def test_the_last_day_is_told_while_it_can_still_be_kept() -> None:
    asked = put(land(), "agreement.judicial_confirmation", JudicialConfirmation())
    (told,) = found("R-39", asked, today=date(2025, 4, 21))
    assert "2025年4月21日" in told.message
    assert told.field == "agreement.judicial_confirmation.intention"
    assert fields("R-39", asked, today=date(2025, 4, 22)) == []


def test_satisfaction_by_grade_or_by_yes_and_no_are_both_enough() -> None:
    graded = Visit(date="2025-04-11", visitor="陈某", visited=["张某"], content="已履行", satisfaction=4)
    assert fields("R-37", put(land(), "visits", [graded])) == []
    assert fields("R-37", put(land(), "visits", [put(graded, "satisfaction", None)])) == [
        "visits[0].satisfaction"
    ]


def test_the_number_template_of_a_case_is_no_placeholder() -> None:
    assert land().number.scheme == "{简称}人调字〔{年}〕第{序号}号"
    assert found("R-55", land()) == []


def test_a_test_report_is_no_trial_entry() -> None:
    assert found("R-55", put(land(), "evidence[0].name", "土壤测试报告")) == []


def test_a_character_without_glyph_is_named_with_its_code_point() -> None:
    missing = MissingGlyph("\U0002cc56", "parties[0].name")
    (told,) = found("R-56", land(), missing_glyphs=(missing,))
    assert "U+2CC56" in told.message
    assert (told.level, told.field) == ("P", "parties[0].name")
    assert found("R-56", land()) == []
