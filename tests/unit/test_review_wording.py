"""Phrases a court rejects, while they are typed: found by the words of the checks, and reworded so that they pass."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from review_bench import found, yardstick
from sample_records import land, put

from jxdesk.review.wording import OPEN_DAY, SENTENCES, ceiling_of, crime, remarks, reworded, said, usury

WORDS = yardstick().words
FORBIDDEN = [
    ("R-30", "李某尽快清理秸秆。", f"李某于{OPEN_DAY}前清理秸秆。"),
    ("R-30", "李某有钱就还。", f"李某于{OPEN_DAY}前付清。"),
    ("R-30", "李某有钱再还张某8000元。", None),
    ("R-30", "余款以后再付。", f"余款于{OPEN_DAY}前付。"),
    ("R-30", "余款秋后付清。", f"余款于{OPEN_DAY}前付清。"),
    ("R-30", "余款等卖了粮之后付清。", f"余款于{OPEN_DAY}前付清。"),
    ("R-30", "李某抓紧时间还款，尽早修好围栏。", f"李某于{OPEN_DAY}前还款，于{OPEN_DAY}前修好围栏。"),
    ("R-40", "双方自即日起离婚，房屋由女方居住。", f"双方同意于{OPEN_DAY}前到婚姻登记机关申请办理离婚登记。"),
    ("R-40", "双方解除婚姻关系。", f"双方同意于{OPEN_DAY}前到婚姻登记机关申请办理离婚登记。"),
    ("R-40", "双方解除父子关系。", "双方今后互相尊重、互不打扰，依法应尽的赡养、抚养义务照常履行。"),
    ("R-40", "双方解除收养关系。", f"双方同意于{OPEN_DAY}前到民政部门办理收养登记的有关手续。"),
    ("R-41", "样例一村村东18.5亩土地归张某所有。", f"样例一村村东18.5亩土地由张某使用至{OPEN_DAY}。"),
    ("R-41", "双方确认该地块承包经营权归张某。", f"该地块由张某使用至{OPEN_DAY}。"),
    ("R-41", "宅基地使用权归李某享有。", f"宅基地由李某使用至{OPEN_DAY}。"),
    ("R-43", "张某收到款项后不再报案。", "双方对民事赔偿部分再无争议。"),
    (
        "R-43",
        "李某赔偿后，张某不追究李某的刑事责任，双方和好。",
        "李某赔偿后，双方对民事赔偿部分再无争议，双方和好。",
    ),
    ("R-44", "双方放弃向法院起诉的权利。", "一方不履行的，对方可以依法申请仲裁或者向人民法院起诉。"),
    ("R-44", "张某今后不得上访。", "一方不履行的，对方可以依法申请仲裁或者向人民法院起诉。"),
    ("R-68", "次子今后不再承担赡养义务。", "各方照常履行赡养、抚养义务，费用由____每月负担____元。"),
]


@pytest.mark.parametrize(("rule", "text", "better"), FORBIDDEN)
def test_what_is_told_while_typing_is_what_the_check_says(rule: str, text: str, better: str | None) -> None:
    told = {one.rule: one for one in remarks(text, WORDS)}
    assert rule in told
    case = put(land(), "agreement.clauses[3].text", text)
    assert any(told[rule].message in hit.message for hit in found(rule, case))
    if better is not None:
        assert told[rule].instead == better


@pytest.mark.parametrize(("rule", "text", "_better"), FORBIDDEN)
def test_the_reworded_clause_breaks_none_of_these_rules_any_more(rule: str, text: str, _better: str) -> None:
    instead = reworded(rule, WORDS, text)
    assert instead is not None
    assert [one.rule for one in remarks(instead, WORDS)] == []


def test_every_rule_that_speaks_has_a_rewording() -> None:
    assert {one.rule for one in WORDS.instead} == set(SENTENCES)
    assert {rule for rule, _text, _better in FORBIDDEN} == set(SENTENCES)


def test_the_day_of_the_clause_is_taken_into_the_rewording() -> None:
    assert reworded("R-30", WORDS, "李某尽快修好。", date(2025, 5, 1)) == "李某于2025年5月1日前修好。"


def test_what_may_be_said_is_left_alone() -> None:
    for text in (
        "双方到民政局办理离婚登记，解除婚姻关系以登记为准。",
        "任何一方不履行的，对方可以依法起诉。",
        "争议地块由张某使用至2026年12月31日。",
        "赡养费由长子每月负担300元。",
        "",
    ):
        assert list(remarks(text, WORDS)) == [], text
    assert list(said("R-41", WORDS, "补贴由张某领取。")) == []


def test_a_rate_above_the_ceiling_comes_down_to_it_and_only_for_a_loan() -> None:
    loan = put(land(), "agreement.facts", "2025年3月1日张某借给李某8000元，李某出具借条。")
    ceiling = ceiling_of(loan, yardstick().lending, date(2025, 3, 21))
    assert ceiling == Decimal("12.4")
    (told,) = usury("李某按月利率2%支付利息。", ceiling)
    assert told.rule == "R-45"
    assert told.instead == "李某按年利率12.4%支付利息。"
    assert list(usury(told.instead, ceiling)) == []
    assert ceiling_of(land(), yardstick().lending, date(2025, 3, 21)) is None
    assert list(usury("李某按月利率2%支付利息。", None)) == []


def test_a_wound_in_the_story_asks_for_the_screening() -> None:
    (told,) = crime("李某被打成轻伤。", WORDS)
    assert (told.rule, told.instead) == ("R-46", None)
    assert "受理审查" in told.message
    assert list(crime("双方发生口角。", WORDS)) == []
