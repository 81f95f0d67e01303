"""Until when somebody may still sue: ends of years, days off work, and what begins it anew."""

from __future__ import annotations

from datetime import date

import pytest
from calculator_bench import CALENDAR, LIMITS, TODAY, worked

from jxdesk.errors import UserError
from jxdesk.rules.calculators.limitation import EXECUTION, LABOUR, NEVER, SUIT, limitation, mediation_limit
from jxdesk.rules.calculators.working import Working


def last_day(made: Working) -> str:
    return next(line for line in made.lines if line.startswith("最后一天")).split("，")[0]


def test_three_years_end_on_the_same_day() -> None:
    made = limitation(SUIT, date(2023, 3, 10), [], CALENDAR, TODAY)  # 10 March 2026 is a Tuesday
    assert last_day(made) == "最后一天：2026年3月10日"
    assert "还有5天" in made.lines[-1]


def test_a_limitation_from_a_29th_of_february_ends_on_the_28th() -> None:
    assert limitation(SUIT, date(2024, 2, 29), [], CALENDAR, TODAY).lines[0] == (
        "从2024年2月29日算3年，到2027年2月28日"
    )


def test_a_last_day_off_work_moves_to_the_next_worked_one() -> None:
    made = limitation(LABOUR, date(2025, 3, 7), [], CALENDAR, TODAY)  # 7 March 2026 is a Saturday
    assert last_day(made) == "最后一天：2026年3月9日"
    assert "2026年3月7日是休息日，顺延到2026年3月9日（民法典第二百零三条）" in made.lines


def test_asking_for_mediation_begins_it_anew() -> None:
    made = worked("limitation", since="2023-01-10", asked=["2025-11-03", "2024-05-06"])
    assert made.lines[1:3] == (
        "2024年5月6日中断，从这天重新算3年，到2027年5月6日",
        "2025年11月3日中断，从这天重新算3年，到2028年11月3日",
    )
    assert "诉讼时效规定第十二条、第十四条" in made.law


def test_asking_when_it_is_over_begins_nothing() -> None:
    made = limitation(SUIT, date(2020, 1, 10), [date(2023, 2, 1)], CALENDAR, TODAY)
    assert last_day(made) == "最后一天：2023年1月10日"
    assert made.cautions[0] == "2023年2月1日时效已经过了，没有重新算。"
    assert "已经过了" in made.lines[-1]


def test_asking_before_it_began_is_refused() -> None:
    with pytest.raises(UserError, match="起算那天之前"):
        limitation(SUIT, date(2025, 1, 10), [date(2024, 1, 1)], CALENDAR, TODAY)


def test_twenty_years_after_the_wrong_nothing_is_protected() -> None:
    made = limitation(SUIT, date(2025, 6, 2), [], CALENDAR, TODAY, date(2006, 5, 8))
    assert last_day(made) == "最后一天：2026年5月8日"


def test_interruption_of_execution_is_left_to_the_court() -> None:
    made = limitation(EXECUTION, date(2025, 5, 8), [date(2025, 9, 1)], CALENDAR, TODAY)
    assert "2027年5月8日" in made.lines[0]
    assert made.cautions[0].startswith("这一种的中断")


def test_maintenance_has_no_limitation() -> None:
    made = worked("limitation", kind=NEVER)
    assert "不适用诉讼时效" in made.lines[0]
    assert made.law == ("民法典第一百九十六条",)


def test_without_a_first_day_it_says_which_day_that_is() -> None:
    made = worked("limitation", kind=LABOUR.name)
    assert (made.lines, "还在干活的不受一年限制" in made.cautions[0]) == ((), True)


def test_mediation_has_thirty_days_and_labour_fifteen() -> None:
    usual = mediation_limit(date(2026, 2, 3), LIMITS, TODAY, labour=False)
    assert usual.lines == ("2026年2月3日受理，当天不算，第30天是2026年3月5日", "就是今天")
    labour = mediation_limit(date(2026, 2, 3), LIMITS, TODAY, labour=True)
    assert labour.lines == ("2026年2月3日收到申请，当天不算，第15天是2026年2月18日", "已经过了15天")
    assert labour.law == ("劳动争议调解仲裁法第十四条",)
