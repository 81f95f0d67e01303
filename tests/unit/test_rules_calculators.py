"""Sums that can be checked by hand, with the lines that say how they came about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from calculator_bench import SHIPPED, TODAY, known, one, worked
from hypothesis import given
from hypothesis import strategies as st
from sample_records import land, put

from jxdesk.errors import UserError
from jxdesk.rules.calculators.asking import Calculator, defaults
from jxdesk.rules.calculators.catalogue import calculators
from jxdesk.rules.calculators.interest import DAILY, MONTHLY, YEARLY, interest, lawful_interest
from jxdesk.rules.calculators.maintenance import CHILD, OLD, maintenance, shares, whole_months
from jxdesk.rules.calculators.plan import plan
from jxdesk.rules.calculators.standards import Standards

# ── compensation ──


def test_compensation_adds_its_items_and_shows_each() -> None:
    made = worked(
        "compensation", medical=3200, lost_work_rate=120, lost_work_count=15, care_rate=100, care_count=7
    )
    assert made.lines == (
        "医疗费：3200元",
        "误工费：120元/天×15天＝1800元",
        "护理费：100元/天×7天＝700元",
        "合计：3200＋1800＋700＝5700元",
    )
    assert made.total == 5700
    assert made.law == ("民法典第一千一百七十九条",)


def test_only_the_part_that_is_borne_is_claimed_less_what_was_paid() -> None:
    made = worked("compensation", medical=1000, share=70, paid=200)
    assert made.lines[1:] == ("承担70%：1000元×70%＝700元", "减去已付：700－200＝500元")
    assert made.total == 500


def test_two_people_who_cared_count_twice() -> None:
    made = worked("compensation", care_rate=100, care_count=3, care_people=2)
    assert (made.lines, made.total) == (("护理费：100元/天×3天×2人＝600元",), Decimal(600))


def test_a_count_without_its_figure_is_told_and_not_counted() -> None:
    made = worked("compensation", medical=100, meals_count=5)
    assert made.total == 100
    assert made.cautions == ("住院伙食补助费还没有填全，没有算进去。",)


def test_a_disability_is_counted_by_years_and_grade_and_marked_as_unchecked() -> None:
    made = worked("compensation", disability_rate=1000, disability_count=20, disability_part=10)
    assert made.lines == ("残疾赔偿金：1000元/年×20年×10%＝2000元",)
    assert "待核" in made.cautions[0]


def test_no_official_figure_is_shipped() -> None:
    read = Standards.from_toml(SHIPPED)
    assert read.standard == ()
    assert not [item.id for item in read.item if item.kind == "yearly" and item.checked]


STANDARD = '\n[[standard]]\nitem = "meals"\nyear = {}\namount = {}\nsource = "样例文件"\n'


def test_a_figure_the_county_entered_stands_there_with_its_source_until_checked() -> None:
    county = SHIPPED + STANDARD.format(2025, 20.0) + STANDARD.format(2026, 30.0)
    ask = next(ask for ask in one("compensation", county).asks if ask.name == "meals_rate")
    assert (Decimal(ask.default), ask.hint) == (Decimal(30), "2026年标准，出处：样例文件（待核）")
    made = worked("compensation", county, meals_count=2)
    assert (made.total, made.cautions) == (
        Decimal(60),
        ("住院伙食补助费用的是2026年标准，出处：样例文件（待核）。",),
    )
    assert worked("compensation", county, meals_count=2, meals_rate=25).cautions == ()


def test_a_standard_for_an_item_there_is_not_is_refused() -> None:
    with pytest.raises(UserError, match="mealz"):
        Standards.from_toml(SHIPPED + STANDARD.format(2026, 1.0).replace("meals", "mealz"))


# ── wages ──


def test_wages_are_added_over_months_days_and_hours() -> None:
    made = worked(
        "wages", month_rate=4000, month_count=2, day_rate=150, day_count=1.5, hour_rate=20, hour_count=8
    )
    assert made.lines == (
        "按月的工资：4000元/月×2月＝8000元",
        "按天的工资：150元/天×1.5天＝225元",
        "按小时的工资：20元/小时×8小时＝160元",
        "合计：8000＋225＋160＝8385元",
    )
    assert made.total == 8385
    assert any("第十六条" in law for law in made.law)


def test_more_paid_than_owed_leaves_nothing_and_says_so() -> None:
    made = worked("wages", day_rate=100, day_count=3, paid=500)
    assert (made.total, made.lines[-1]) == (Decimal(0), "已付500元，比应付的300元多200元")


def test_wages_half_said_are_not_counted() -> None:
    made = worked("wages", month_rate=4000, day_rate=100, day_count=2)
    assert (made.total, made.cautions) == (Decimal(200), ("按月的还没有填全，没有算进去。",))


# ── maintenance ──


def test_maintenance_is_shared_among_the_children() -> None:
    made = worked("maintenance", monthly=1000, months=12, people=3)
    assert made.lines == (
        "赡养费：1000元/月×12个月＝12000元",
        "每人每月：1000元÷3人＝333.33元，最后一人333.34元",
        "每人一共：12000元÷3人＝4000元",
    )
    assert made.total == 12000


def test_months_are_counted_between_two_days_and_days_over_are_left_to_the_parties() -> None:
    made = worked("maintenance", kind=CHILD, monthly=500, since="2025-01-31", until="2025-04-05")
    assert made.lines[0] == "2025年1月31日到2025年4月5日，是2个月零5天；零的天数没有算，请各方商量"
    assert made.total == 1000
    assert made.law == ("民法典第一百九十六条（不适用诉讼时效）",)


@pytest.mark.parametrize(
    ("since", "until", "months", "over"),
    [
        ("2024-01-31", "2024-02-29", 1, 0),  # the last day of a leap February stands for the 31st
        ("2023-01-31", "2023-02-28", 1, 0),
        ("2024-01-31", "2024-02-28", 0, 28),
        ("2024-02-29", "2025-02-28", 12, 0),
        ("2025-03-10", "2025-03-10", 0, 0),
        ("2025-12-15", "2026-01-14", 0, 30),
    ],
)
def test_whole_months_end_where_the_calendar_says(since: str, until: str, months: int, over: int) -> None:
    assert whole_months(date.fromisoformat(since), date.fromisoformat(until)) == (months, over)


def test_days_that_run_backwards_are_refused() -> None:
    with pytest.raises(UserError, match="之前"):
        whole_months(date(2026, 3, 5), date(2026, 3, 4))


def test_nobody_and_half_a_child_cannot_bear_anything() -> None:
    with pytest.raises(UserError, match="至少是1"):
        maintenance(OLD, Decimal(100), Decimal(1), 0)
    with pytest.raises(UserError, match="整数"):
        worked("maintenance", monthly=100, months=1, people=1.5)


@given(
    st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**9), places=2),
    st.integers(min_value=1, max_value=20),
)
def test_shares_add_up_and_differ_by_less_than_a_fen_each(total: Decimal, people: int) -> None:
    parts = shares(total, people)
    assert sum(parts) == total
    assert len(parts) == people
    assert max(parts) - min(parts) < Decimal("0.01") * people


# ── interest ──


def test_interest_of_a_year_is_the_rate() -> None:
    amount, lines = interest(Decimal(10000), Decimal(6), YEARLY, date(2025, 3, 1), date(2026, 3, 1))
    assert amount == 600
    assert lines[1] == "利息（年利率6%）：10000元×6%×365天÷365天＝600元"


def test_a_leap_year_has_a_day_more() -> None:
    amount, _ = interest(Decimal(36500), Decimal(10), YEARLY, date(2024, 1, 1), date(2025, 1, 1))
    assert amount == Decimal(3660)  # 366 days at ten yuan


def test_interest_by_month_counts_months_and_the_days_over_as_thirtieths() -> None:
    amount, lines = interest(Decimal(10000), Decimal(1), MONTHLY, date(2025, 1, 31), date(2025, 3, 15))
    assert amount == 150  # one month to 28 February, fifteen days over
    assert "是1个月又15天（一个月按30天）" in lines[0]


def test_interest_by_day_is_of_ten_thousand() -> None:
    amount, _ = interest(Decimal(10000), Decimal(5), DAILY, date(2025, 3, 1), date(2025, 3, 11))
    assert amount == 50


def test_interest_over_four_times_the_lpr_is_cut_and_said() -> None:
    """月息2分 on a loan of 10 March 2025, when the LPR was 3.10: the ceiling is 12.4 per cent a year."""
    made = worked("interest", principal=20000, rate=2, way=MONTHLY, since="2025-03-10", until="2026-03-10")
    assert made.total == 2480  # 20000 × 12.4 % × 365 ÷ 365
    assert made.cautions[0] == "超过上限：多出的2320元不受保护，没有算进去。"
    assert "折合一年24%" in made.lines


def test_the_ceiling_is_that_of_the_day_the_loan_was_made() -> None:
    said = {"principal": 10000, "rate": 15, "since": "2025-06-01", "until": "2026-06-01"}
    assert worked("interest", **said).total == 1200  # 3.00 × 4 from 20 May 2025
    assert worked("interest", **said, made="2021-01-10").total == 1500  # 3.85 × 4 = 15.4


def test_interest_within_the_ceiling_is_left_and_can_come_with_the_principal() -> None:
    said = {"principal": 10000, "rate": 6, "since": "2025-03-01", "until": "2026-03-01"}
    made = worked("interest", **said, **{"with": "本金和利息"})
    assert made.total == 10600
    assert "没有超过上限（年利率12.4%，一年期LPR的四倍）" in made.lines
    assert made.cautions == ()


def test_a_loan_before_or_after_the_table_is_told_to_be_checked() -> None:
    old = worked("interest", principal=100, rate=30, since="2018-01-01", until="2019-01-01")
    assert (old.total, "不在利率表里" in old.cautions[0]) == (Decimal(30), True)
    after = worked("interest", principal=100, rate=3, since="2026-01-01", until="2026-03-01")
    assert after.cautions == ("利率表只到2025年6月20日，以后的上限请核对。",)


def test_a_rate_at_the_ceiling_is_not_over_it() -> None:
    made = lawful_interest(
        Decimal(100),
        Decimal("12.4"),
        YEARLY,
        date(2025, 3, 1),
        date(2026, 3, 1),
        ceiling=Decimal("12.4"),
    )
    assert (made.total, made.cautions) == (Decimal("12.4"), ())


# ── plan ──


def test_a_plan_puts_what_does_not_divide_into_the_last_part() -> None:
    made = worked("plan", total=10000, count=3, first="2026-03-31")
    assert made.payments == (
        (date(2026, 3, 31), Decimal(3333)),
        (date(2026, 4, 30), Decimal(3333)),
        (date(2026, 5, 31), Decimal(3334)),
    )
    assert made.lines[-1] == "合计：3333×2＋3334＝10000元"


@pytest.mark.parametrize(
    ("step", "second"),
    [("每周", date(2024, 3, 7)), ("每季度", date(2024, 5, 29)), ("每年", date(2025, 2, 28))],
)
def test_parts_follow_at_their_distance(step: str, second: date) -> None:
    assert plan(Decimal(200), 2, date(2024, 2, 29), step).payments[1][0] == second


@pytest.mark.parametrize("count", [0, 37])
def test_no_parts_and_too_many_are_refused(count: int) -> None:
    with pytest.raises(UserError, match="36期"):
        plan(Decimal(100), count, TODAY)


def test_less_than_a_fen_a_part_is_refused() -> None:
    with pytest.raises(UserError, match="一分钱"):
        plan(Decimal("0.02"), 3, TODAY)


@given(st.decimals(min_value=1, max_value=Decimal(10**8), places=2), st.integers(min_value=1, max_value=36))
def test_parts_of_a_plan_add_up_and_none_is_nothing(total: Decimal, count: int) -> None:
    payments = plan(total, count, date(2026, 1, 31)).payments
    assert sum(amount for _, amount in payments) == total
    assert min(amount for _, amount in payments) > 0
    assert len({on for on, _ in payments}) == count


# ── all of them ──


@pytest.mark.parametrize("calculator", calculators(known()), ids=lambda one: one.id)
def test_names_and_choices_of_what_is_asked_hold_together(calculator: Calculator) -> None:
    names = [ask.name for ask in calculator.asks]
    assert len(names) == len(set(names))
    assert [
        ask.name for ask in calculator.asks if ask.kind == "choice" and ask.default not in ask.choices
    ] == []


def test_what_the_case_knows_stands_there_already() -> None:
    case = put(put(land(), "application.date", "2026-02-01"), "acceptance.date", "2026-02-03")
    assert defaults(one("limitation"), case, TODAY)["asked"] == ["2026-02-01"]
    assert defaults(one("mediation"), case, TODAY)["since"] == "2026-02-03"
    assert defaults(one("interest"), case, TODAY)["until"] == "2026-03-05"


def test_what_is_copied_has_title_lines_cautions_and_law() -> None:
    made = worked("compensation", medical=100, meals_count=5)
    assert made.text.splitlines() == [
        "人身损害赔偿：",
        "医疗费：100元",
        "注意：住院伙食补助费还没有填全，没有算进去。",
        "依据：民法典第一千一百七十九条。",
    ]
