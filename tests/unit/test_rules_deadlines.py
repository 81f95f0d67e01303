"""Working days, effect and deadlines, the days the sample cases expect among them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sample_records import land, neighbours, put, wages

from jxdesk.errors import UserError
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import Agreement, CaseRecord, Clause, Extension, Intake, Payment, Performance
from jxdesk.rules.deadlines import (
    Deadline,
    Limits,
    confirmation_30th_day,
    confirmation_deadline,
    first_visit_deadline,
    labour_deadline,
    mediation_deadline,
    upcoming,
)
from jxdesk.rules.effect import effective_date
from jxdesk.rules.instalments import due_days, first_due_day
from jxdesk.rules.workdays import Calendar

D = date.fromisoformat


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return Calendar.from_toml(read_resource("holidays", "cn.toml"))


@pytest.fixture(scope="module")
def limits() -> Limits:
    return Limits.from_toml(read_resource("codes", "deadlines.toml"))


def _only(kind: str, found: tuple[Deadline, ...]) -> Deadline:
    (deadline,) = [d for d in found if d.kind == kind]
    return deadline


def test_a_weekend_is_not_worked_and_a_make_up_day_is(calendar: Calendar) -> None:
    assert not calendar.is_workday(D("2025-04-20"))
    assert calendar.is_workday(D("2025-04-27"))


def test_a_bridged_weekday_is_not_worked(calendar: Calendar) -> None:
    assert not calendar.is_workday(D("2025-10-08"))
    assert calendar.is_workday(D("2025-10-09"))


def test_the_next_workday_is_the_day_itself_when_it_is_worked(calendar: Calendar) -> None:
    assert calendar.next_workday(D("2025-04-21")) == D("2025-04-21")
    assert calendar.next_workday(D("2026-02-15")) == D("2026-02-24")


def test_workdays_are_counted_over_a_long_holiday(calendar: Calendar) -> None:
    assert calendar.add_workdays(D("2026-02-13"), 3) == D("2026-02-25")


def test_years_without_a_published_list_know_weekends_only(calendar: Calendar) -> None:
    assert calendar.covers(D("2026-12-31"))
    assert not calendar.covers(D("2027-01-01"))
    assert calendar.is_workday(D("2027-01-01"))
    assert not calendar.is_workday(D("2027-01-02"))


def test_a_broken_holiday_table_is_told_in_words() -> None:
    with pytest.raises(UserError, match="节假日表有误"):
        Calendar.from_toml('[2027]\nholidays = ["2027-02-30"]')
    with pytest.raises(UserError, match="节假日表有误"):
        Calendar.from_toml("[明年]\nholidays = []")


@pytest.mark.parametrize(
    ("effective", "thirtieth", "last"),
    [
        ("2025-03-21", "2025-04-20", "2025-04-21"),
        ("2026-05-08", "2026-06-07", "2026-06-08"),
        ("2026-04-22", "2026-05-22", "2026-05-22"),
        ("2025-09-03", "2025-10-03", "2025-10-09"),
    ],
)
def test_the_thirtieth_day_rolls_over_holidays(
    calendar: Calendar, effective: str, thirtieth: str, last: str
) -> None:
    assert confirmation_30th_day(D(effective)) == D(thirtieth)
    assert confirmation_deadline(D(effective), calendar) == D(last)


def test_the_samples_have_the_deadline_that_their_paper_shows(calendar: Calendar) -> None:
    for case in (land(), wages()):
        assert case.agreement is not None
        assert case.agreement.judicial_confirmation is not None
        effective = effective_date(case.agreement)
        assert effective is not None
        assert confirmation_deadline(effective, calendar).isoformat() == (
            case.agreement.judicial_confirmation.deadline
        )


def test_a_written_agreement_takes_effect_on_the_last_of_three_days() -> None:
    agreement = Agreement(
        form="书面",
        party_sign_date="2025-03-21",
        mediator_sign_date="2025-03-21",
        seal_date="2025-03-24",
    )
    assert effective_date(agreement) == D("2025-03-24")


def test_a_written_agreement_without_the_seal_is_not_in_effect() -> None:
    agreement = Agreement(form="书面", party_sign_date="2025-03-21", mediator_sign_date="2025-03-21")
    assert effective_date(agreement) is None


def test_an_oral_agreement_takes_effect_when_it_is_reached() -> None:
    agreement = Agreement(form="口头", agreed_date="2026-06-17", seal_date="2026-06-20")
    assert effective_date(agreement) == D("2026-06-17")
    assert effective_date(None) is None


def test_a_labour_dispute_reminds_on_the_fifteenth_day(limits: Limits) -> None:
    assert labour_deadline(wages(), limits) == D("2026-05-21")
    assert labour_deadline(land(), limits) is None


def test_mediation_is_normally_over_in_thirty_days(limits: Limits) -> None:
    assert mediation_deadline(land(), limits) == D("2025-04-16")
    assert mediation_deadline(CaseRecord(), limits) is None


def test_an_extension_moves_the_day_once_it_is_agreed_and_never_back(
    calendar: Calendar, limits: Limits
) -> None:
    asked = Extension(until="2025-05-01")
    case = put(put(land(), "extensions", [asked]), "agreement", None)
    assert mediation_deadline(case, limits) == D("2025-04-16")
    case = put(case, "extensions[0].date", "2025-04-14")
    assert mediation_deadline(case, limits) == D("2025-05-01")
    assert mediation_deadline(case, limits, 0) == D("2025-04-16")
    told = _only("mediate", upcoming(case, D("2025-04-20"), calendar, limits))
    assert (told.due_on, told.title) == (D("2025-05-01"), "各方同意延期后，到期前调结")
    shorter = put(case, "extensions[1]", Extension(date="2025-04-20", until="2025-04-25"))
    assert mediation_deadline(shorter, limits) == D("2025-05-01")


def test_the_thirty_days_of_the_law_cannot_be_configured() -> None:
    text = read_resource("codes", "deadlines.toml").replace(
        "confirmation_days = 30", "confirmation_days = 20"
    )
    with pytest.raises(UserError, match="由法律规定"):
        Limits.from_toml(text)


def test_a_monthly_payment_falls_due_every_month_and_in_short_months_on_the_last_day() -> None:
    payment = Payment(amount=Decimal(300), per="每人每月", start="2025-12-31", due_day="31")
    days = due_days(payment, D("2026-03-31"))
    assert [d.isoformat() for d in days] == ["2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31"]


def test_a_yearly_payment_names_month_and_day() -> None:
    payment = Payment(amount=Decimal(2000), per="每年", start="2025-11-01", due="10-31")
    assert due_days(payment, D("2027-12-31")) == (D("2026-10-31"), D("2027-10-31"))
    assert first_due_day(payment) == D("2026-10-31")


def test_a_periodic_payment_ends_on_its_last_day() -> None:
    payment = Payment(amount=Decimal(100), per="每季度", start="2026-01", due_day="10日前", due="2026-08-01")
    assert due_days(payment, D("2030-01-01")) == (D("2026-01-10"), D("2026-04-10"), D("2026-07-10"))


def test_a_weekly_payment_comes_every_seven_days() -> None:
    payment = Payment(amount=Decimal(100), per="每周", start="2026-01-01")
    assert due_days(payment, D("2026-01-15")) == (D("2026-01-01"), D("2026-01-08"), D("2026-01-15"))


@pytest.mark.parametrize(
    "payment",
    [
        Payment(due="尽快"),
        Payment(per="每月"),
        Payment(per="随时", start="2026-01-01"),
        Payment(per="每年", start="2026-01-01", due="13-40"),
    ],
)
def test_a_payment_that_names_no_day_has_none(payment: Payment) -> None:
    assert due_days(payment, D("2030-01-01")) == ()


def test_payments_made_mark_instalments_as_done(calendar: Calendar, limits: Limits) -> None:
    case = put(land(), "statistics", {})
    case = put(case, "performance", [Performance(date="2025-03-21", amount=Decimal(8000))])
    found = [d for d in upcoming(case, D("2025-06-01"), calendar, limits) if d.kind == "perform"]
    assert [(d.title, d.due_on.isoformat(), d.done) for d in found] == [
        ("给付8000元", "2025-03-21", True),
        ("给付4950元", "2025-10-31", False),
        ("履行协议第5条", "2026-12-31", False),
    ]


def test_only_the_next_of_endless_instalments_is_shown(calendar: Calendar, limits: Limits) -> None:
    payment = Payment(amount=Decimal(300), per="每月", start="2026-01-10")
    agreement = Agreement(form="口头", agreed_date="2026-01-01", clauses=[Clause(payments=[payment])])
    case = CaseRecord(agreement=agreement, performance=[Performance(date="2026-01-10", amount=Decimal(300))])
    found = [d for d in upcoming(case, D("2026-03-15"), calendar, limits) if d.kind == "perform"]
    assert [(d.due_on.isoformat(), d.done) for d in found] == [
        ("2026-01-10", True),
        ("2026-02-10", False),
        ("2026-03-10", False),
        ("2026-04-10", False),
    ]


def test_the_first_visit_follows_the_first_performance(limits: Limits) -> None:
    assert first_visit_deadline(wages(), limits) == D("2026-05-30")
    assert first_visit_deadline(neighbours(), limits) == D("2026-07-02")
    assert first_visit_deadline(CaseRecord(), limits) is None


def test_a_registered_case_waits_for_acceptance(calendar: Calendar, limits: Limits) -> None:
    case = CaseRecord(intake=Intake(registered_at="2026-02-12T17:00:00Z"))
    deadline = _only("accept", upcoming(case, D("2026-02-13"), calendar, limits))
    assert deadline.due_on == D("2026-02-25")  # three working days after Friday the 13th in Beijing
    assert not deadline.done
    assert deadline.days_left(D("2026-02-26")) == -1


def test_an_oral_agreement_has_no_confirmation_deadline(calendar: Calendar, limits: Limits) -> None:
    kinds = {d.kind for d in upcoming(neighbours(), D("2026-06-20"), calendar, limits)}
    assert "confirm" not in kinds


def test_a_confirmation_that_was_applied_for_is_done(calendar: Calendar, limits: Limits) -> None:
    assert _only("confirm", upcoming(wages(), D("2026-05-20"), calendar, limits)).done
    assert not _only("confirm", upcoming(land(), D("2025-04-01"), calendar, limits)).done


def test_a_deadline_beyond_the_holiday_table_says_so(calendar: Calendar, limits: Limits) -> None:
    case = put(land(), "agreement.seal_date", "2026-12-10")
    deadline = _only("confirm", upcoming(case, D("2026-12-11"), calendar, limits))
    assert "待节假日安排公布" in deadline.note


def test_the_samples_are_all_done(calendar: Calendar, limits: Limits) -> None:
    for case in (neighbours(), wages()):
        assert [d for d in upcoming(case, D("2026-08-01"), calendar, limits) if not d.done] == []
