"""The clause library: strict about its files, and every clause filled in passes the checks it will meet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from review_bench import facts, yardstick
from sample_records import land, put

from jxdesk.errors import UserError
from jxdesk.paths import read_resource
from jxdesk.review.engine import check
from jxdesk.rules.case_record import Clause
from jxdesk.rules.clauses import Blank, ClauseLibrary, Template, defaults, filled
from jxdesk.services.trade import Trade

LIBRARY = Trade().clauses
EVERY = [pytest.param(template, id=template.id) for one in LIBRARY.sets for template in one.clause]
TODAY = date(2025, 3, 21)


def answers(template: Template, case: Any = None) -> dict[str, Any]:
    """What a mediator fills in: what the case knows, and something plain for the rest."""
    by_kind: dict[str, Any] = {
        "party": "张某", "money": Decimal("1000.50"), "day": "2025-10-31", "count": 3, "percent": Decimal(3),
        "words": "院墙东侧", "choice": "",
    }  # fmt: skip
    said = defaults(template, case or land(), TODAY)
    for blank in template.blank:
        if not blank.optional:
            said.setdefault(blank.name, by_kind[blank.kind])
    if "转账" in str(said.get("method")):
        said["account"] = "张某，尾号0001"
    return said


def template(name: str) -> Template:
    return next(t for one in LIBRARY.sets for t in one.clause if t.id == name)


def test_the_library_has_clauses_for_every_subject_the_township_meets() -> None:
    titles = [one.title for one in LIBRARY.sets]
    assert titles == [
        "邻里、相邻", "土地承包、租赁", "婚姻家庭", "债务、借贷", "损害赔偿", "劳动报酬",
        "房屋租赁", "道歉、停止侵害", "违约责任、了结",
    ]  # fmt: skip
    assert all(len(one.clause) >= 4 for one in LIBRARY.sets)


@pytest.mark.parametrize("one", EVERY)
def test_a_clause_that_is_filled_in_passes_the_checks(one: Template) -> None:
    """Only the library's clause and nothing of the sample's own money, so that every hit is this clause's."""
    base = put(
        put(land(), "agreement.performance", "地点：福利镇综治分中心。"), "agreement.amount_total", None
    )
    base = put(put(base, "agreement.clauses", []), "statistics", {})
    clause = filled(one, answers(one))
    found = check(put(base, "agreement.clauses", [clause]), facts())
    told = [f for f in found if f.field.startswith("agreement.clauses[")]
    assert told == []
    assert "____" not in (clause.text or "")
    assert clause.obligor


@pytest.mark.parametrize("one", EVERY)
def test_an_open_blank_stays_an_open_line_that_prints_only_as_a_draft(one: Template) -> None:
    clause = filled(one, {})
    assert "__" in (clause.text or "")
    case = put(land(), "agreement.clauses[3]", clause)
    assert any(f.rule == "R-55" and f.level == "P" for f in check(case, facts()))


@pytest.mark.parametrize("one", EVERY)
def test_kinds_are_those_of_the_dictionary(one: Template) -> None:
    codes = yardstick().codes
    assert codes.dictionary("clause_type").find(one.type) is not None
    for blank in one.blank:
        if blank.name == "method":
            assert all(codes.dictionary("payment_method").find(word) for word in blank.choices)
    assert all(codes.dictionary("payment_period").find(p.per) for p in one.payment if p.per)


def test_kinds_of_dispute_are_those_of_the_dictionary() -> None:
    dictionary = yardstick().codes.dictionary("dispute_type")
    named = {word for one in LIBRARY.sets for word in one.dispute_types}
    assert {word for word in named if dictionary.find(word) is None} == set()


def test_the_clauses_of_the_dispute_come_first_and_the_general_ones_always() -> None:
    titles = [one.title for one in LIBRARY.fitting("婚姻家庭纠纷")]
    assert titles == ["婚姻家庭", "道歉、停止侵害", "违约责任、了结"]
    assert [one.title for one in LIBRARY.fitting(None)] == ["道歉、停止侵害", "违约责任、了结"]


def test_what_the_case_knows_is_filled_in() -> None:
    said = defaults(template("debt-once"), land(), TODAY)
    assert said == {"debtor": "李某", "creditor": "张某", "method": "银行转账", "sum": Decimal(12950)}
    assert defaults(template("damage-now"), land(), TODAY)["due"] == "2025-03-21"


def test_a_filled_clause_carries_its_payment() -> None:
    said = answers(template("debt-once")) | {"due": "2025-10-31"}
    clause = filled(template("debt-once"), said)
    assert clause.text == (
        "李某于2025年10月31日前以银行转账方式一次还清张某人民币12950元（大写：壹万贰仟玖佰伍拾元整），收款账户：张某，尾号0001。"
    )
    (payment,) = clause.payments
    assert (payment.amount, payment.due, payment.method) == (Decimal(12950), "2025-10-31", "银行转账")
    assert (clause.type, clause.obligor) == ("给付", "李某")


def test_instalments_add_up_and_fall_on_the_last_day_of_a_short_month() -> None:
    said = answers(template("debt-instalments")) | {"sum": Decimal(1000), "count": 3, "first": "2025-12-31"}
    clause = filled(template("debt-instalments"), said)
    assert [(p.amount, p.due) for p in clause.payments] == [
        (Decimal(333), "2025-12-31"),
        (Decimal(333), "2026-01-31"),
        (Decimal(334), "2026-02-28"),
    ]
    assert "第3期人民币334元（大写：叁佰叁拾肆元整），于2026年2月28日前付清" in (clause.text or "")


def test_a_monthly_payment_is_a_payment_that_comes_again() -> None:
    (payment,) = filled(template("support-parent"), answers(template("support-parent"))).payments
    assert (payment.per, payment.start, payment.due_day) == ("每月", "2025-10-31", "10")


def test_an_empty_clause_has_no_payment() -> None:
    assert filled(template("debt-once"), {}) == Clause(
        text="____于____年__月__日前以____方式一次还清________。", type="给付", payments=[]
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("{debtor}于", "{nobody}于"), "没有“nobody”这一空"),
        (('name = "method"', 'name = "other"'), "没有“method”这一空"),
        (('kind = "money"', 'kind = "gold"'), "有误"),
        (('id = "debt-once"', 'id = "debt-two"'), "重名"),
        (('shown = "，地点：{}"', 'shown = "，地点"'), "shown"),
        (("dispute_types", "disputes"), "有误"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_by_name(change: tuple[str, str], said: str) -> None:
    text = read_resource("clauses", "40-lending.toml")
    assert change[0] in text
    with pytest.raises(UserError, match=r"40-lending\.toml") as caught:
        ClauseLibrary.from_texts({"40-lending.toml": text.replace(*change)})
    assert said in caught.value.message


def test_a_choice_needs_something_to_choose() -> None:
    lonely = Template(
        id="a", title="a", type="其他", text="{x}", obligor="", blank=(Blank("x", "x", "choice"),)
    )
    assert lonely.faults() == ["“x”没有可选的"]
