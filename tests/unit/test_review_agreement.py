"""The agreement: each rule speaks of exactly the place that differs (R-25–R-34, R-40–R-45, R-58)."""

# ruff: noqa: FBT003 - True and False are answers put into a case here, not switches of a call
from __future__ import annotations

from decimal import Decimal

import pytest
from review_bench import Pair, fields, found, pair
from sample_records import land, neighbours, put, wages

from jxdesk.rules.case_record import CaseRecord, Clause, Payment, Reading

SAYS = "agreement.clauses[3].text"  # a clause of the land case that no other rule looks at
PAY = "agreement.clauses[2].payments[1]"
FIGURES_ONLY = put(
    land(),
    "agreement.clauses[2].text",
    "李某于2025年3月21日付8000元（大写：捌仟元整），2025年10月31日前转账付4950元（大写：肆仟玖佰伍拾元整）。",
)
LOAN = put(land(), "agreement.facts", "2024年8月1日张某借给李某8000元，李某出具借条。")


def _clause(rule: str, what: str, text: str, says: str, level: str) -> object:
    return pair(rule, what, land(), SAYS, text, says, level)


PAIRS = [
    pair("R-25", "a party has not signed", land(), "agreement.signatures", {"parties": ["张某"], "mediators": ["陈某"]},
         "李某", "A"),
    pair("R-25", "no mediator has signed", land(), "agreement.signatures", {"parties": ["张某", "李某"]}, "调解员", "A"),
    pair("R-25", "no day of the seal", land(), "agreement.seal_date", None, "盖章", "A"),
    pair("R-25", "no day of the parties", land(), "agreement.party_sign_date", None, "日期", "A"),
    pair("R-25", "one who cannot read and no witness", land(), "parties[0].literate", False, "宣读", "W",
         at="readings"),
    pair("R-26", "another day of effect", land(), "agreement.effective_date", "2025-03-20", "生效日期应为", "P"),
    pair("R-26", "a day of effect without seal", land(), "agreement.seal_date", None, "还没有生效", "P",
         at="agreement.effective_date"),
    pair("R-26", "a copy too few", wages(), "agreement.copies", 4, "一式5份", "P"),
    pair("R-26", "a holder too few", land(), "agreement.copies_to", ["张某", "李某"], "持有人", "P"),
    pair("R-27", "no facts", land(), "agreement.facts", "", "事实", "P"),
    pair("R-27", "no responsibility", land(), "agreement.responsibility", None, "责任", "P"),
    pair("R-27", "no clause", land(), "agreement.clauses", [], "条款", "P"),
    pair("R-27", "an empty clause", land(), SAYS, " ", "没有内容", "P"),
    pair("R-27", "no way of performing", land(), "agreement.performance", None, "履行方式", "P"),
    pair("R-28", "capitals that say another amount", land(), "agreement.clauses[1].text",
         "2025年租金合计人民币12950元（大写：壹万贰仟玖佰元整）。", "大小写不一致", "P"),
    pair("R-28", "an amount that is not in the text", land(), f"{PAY}.amount", Decimal(4960), "没有写这个金额", "P"),
    pair("R-28", "no amount and no way to compute it", FIGURES_ONLY, f"{PAY}.amount", None, "没有金额", "P"),
    pair("R-28", "an amount of nothing", land(), f"{PAY}.amount", Decimal(0), "大于零", "P"),
    pair("R-28", "no method", land(), f"{PAY}.method", None, "付款方式", "P"),
    pair("R-28", "a transfer to nowhere", land(), f"{PAY}.account", None, "收款账户", "P"),
    pair("R-28", "no capitals", wages(), "agreement.clauses[1].text",
         "被申请人于2026年5月15日前支付人民币10000元，其中吕某3600元、韩某3360元、于某3040元。", "没有写大写", "P",
         at="agreement.clauses[1].payments[0].amount"),
    pair("R-28", "nobody to pay", land(), "agreement.clauses[2].obligor", None, "义务人", "P"),
    pair("R-29", "instalments that do not add up", land(), "agreement.amount_total", Decimal(12900), "不符", "A"),
    pair("R-29", "shares that do not add up", wages(), "agreement.clauses[1].payments[0].split",
         {"吕某": Decimal(3600), "韩某": Decimal(3360), "于某": Decimal(3000)}, "各人合计", "A"),
    pair("R-29", "payment later and no consequence", land(), "agreement.clauses[5]",
         Clause(no=6, text="双方互相谅解。", obligor="双方", type="其他"), "违约责任", "W", at="agreement.clauses"),
    _clause("R-30", "as soon as possible", "李某尽快清理秸秆。", "尽快", "P"),
    _clause("R-30", "when there is money", "李某有钱就还。", "有钱就还", "P"),
    pair("R-30", "a vague day in the field", land(), f"{PAY}.due", "秋后", "秋后", "P"),
    pair("R-31", "a signature with one other character", land(), "agreement.signatures",
         {"parties": ["章某", "李某"]}, "是不是“张某”", "P"),
    pair("R-31", "a receipt by a stranger", land(), "rights_notice.recipients", ["张某", "李四"], "李四", "P"),
    pair("R-31", "a share for a stranger", wages(), "agreement.clauses[1].payments[0].split",
         {"吕某": Decimal(5000), "钱某": Decimal(5000)}, "钱某", "P"),
    pair("R-32", "another day in the field than in the text", land(), f"{PAY}.due", "2025-10-30", "条款文字里没有", "P"),
    pair("R-32", "a day in the way of performing that no clause has", land(), "agreement.performance",
         "现金；地点：福利镇；时限：2025年11月30日前。", "协议条款里没有", "P"),
    pair("R-32", "another amount in the returns", land(), "statistics", {"amount_wan": 1.35}, "不一致", "P",
         at="agreement.amount_total"),
    pair("R-33", "no name of the committee", land(), "committee.name", None, "全称", "P"),
    pair("R-33", "another committee among the holders", land(), "agreement.copies_to",
         ["张某", "李某", "福利镇人民调解委员会"], "不一致", "P", at="agreement.copies_to[2]"),
    pair("R-34", "a labour agreement by word of mouth", put(wages(), "agreement.agreed_date", "2026-05-08"),
         "agreement.form", "口头", "劳动争议", "A"),
    pair("R-34", "a land agreement by word of mouth", put(land(), "agreement.agreed_date", "2025-03-21"),
         "agreement.form", "口头", "土地承包", "A"),
    pair("R-34", "an oral agreement on the written form", neighbours(), "agreement.doc", "人民调解协议书", "登记表", "A"),
    pair("R-34", "an oral agreement without its day", neighbours(), "agreement.agreed_date", None, "日期", "A"),
    pair("R-34", "an oral agreement with another day of effect", neighbours(), "agreement.effective_date",
         "2026-06-18", "自达成之日", "A"),
    pair("R-34", "neither written nor oral", land(), "agreement.form", None, "书面还是口头", "A"),
    _clause("R-40", "divorced from today", "双方自即日起离婚。", "身份关系", "P"),
    _clause("R-40", "no longer father and son", "双方解除父子关系。", "身份关系", "P"),
    _clause("R-41", "the land is his", "样例一村村东18.5亩土地归张某所有。", "确认权属", "P"),
    _clause("R-41", "the right to the land is found", "双方确认该地块承包经营权归张某。", "确认权属", "P"),
    pair("R-42", "an outsider owes", land(), "agreement.clauses[4].obligor", "王五", "案外人", "P"),
    _clause("R-43", "no report to the police", "张某收到款项后不再报案。", "刑事", "P"),
    _clause("R-43", "no prosecution", "张某不再要求追究李某的刑事责任。", "刑事", "P"),
    _clause("R-44", "no lawsuit", "双方放弃向法院起诉的权利。", "权利", "W"),
    pair("R-45", "interest above four times the rate", LOAN, SAYS, "李某按月利率2%支付利息。", "四倍", "W"),
    _clause("R-45", "a penalty of a hundredth a day", "李某逾期的，每日按百分之一支付违约金。", "明显高于", "W"),
    pair("R-58", "a register without seal", land(), "acceptance.seal_date", None, "印章", "W"),
    pair("R-58", "an agreement without seal", land(), "agreement.seal_date", None, "印章", "W"),
    pair("R-58", "an oral register without seal", neighbours(), "agreement.seal_date", None, "印章", "W"),
]  # fmt: skip


@pytest.mark.parametrize("two", PAIRS)
def test_the_rule_speaks_of_exactly_the_place_that_differs(two: Pair) -> None:
    two.hold()


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("R-40", "双方同意于2025年5月1日前到集贤县民政局婚姻登记机关办理离婚登记，离婚后房屋由女方居住。"),
        ("R-41", "争议地块由张某使用至2026年12月31日。"),
        ("R-41", "2025年该地块耕地地力保护补贴由张某领取。"),
        ("R-43", "李某赔偿后，双方互相谅解。"),
        ("R-44", "任何一方不履行的，对方可以依法起诉。"),
        ("R-44", "双方今后不得就本协议已解决事项再起争端。"),
        ("R-30", "2025年5月1日以后由李某看管。"),
        ("R-30", "李某清理房屋附近的排水沟，于2025年5月1日前完成。"),
        ("R-45", "李某逾期的，按未付金额每日万分之三支付违约金。"),
    ],
)
def test_what_may_be_agreed_is_not_told(rule: str, text: str) -> None:
    assert found(rule, put(land(), SAYS, text)) == []


def test_the_seal_on_record_must_be_the_committee_on_paper() -> None:
    assert fields("R-33", land(), seal_name="集贤县福利镇人民调解委员会") == []
    assert fields("R-33", land(), seal_name="福利镇人民调解委员会") == ["committee.name"]


def test_one_who_cannot_read_signs_with_reader_and_witness() -> None:
    thumb = {"name": "张某", "mode": "按指印", "read_aloud_by": "陈某", "witness": "孙某"}
    case = put(put(land(), "parties[0].literate", False), "agreement.signatures",
               {"parties": [thumb, "李某"], "mediators": ["陈某"]})  # fmt: skip
    assert fields("R-25", case) == []
    recorded = [Reading(document="agreement", listener="张某", reader="陈某", witness="孙某")]
    assert fields("R-25", put(put(land(), "parties[0].literate", False), "readings", recorded)) == []


def test_who_signs_for_a_child_is_taken_for_the_child() -> None:
    signed = {"parties": ["张父（代张某）", "李某"], "mediators": ["陈某"]}
    assert fields("R-25", put(land(), "agreement.signatures", signed)) == []


def test_an_agreement_may_name_a_term_that_runs_from_an_event() -> None:
    text = "李某自验收合格之日起十日内支付人民币4950元（大写：肆仟玖佰伍拾元整）；首付8000元（大写：捌仟元整）当面交付。"
    case = put(put(land(), "agreement.clauses[2].text", text), f"{PAY}.due", None)
    assert fields("R-28", case) == []
    no_term = put(case, "agreement.clauses[2].text", text.replace("自验收合格之日起十日内", ""))
    assert fields("R-28", no_term) == [f"{PAY}.due"]


def test_a_payment_may_be_a_way_to_compute_it() -> None:
    computed = Clause(no=1, text="医疗费凭发票据实支付，于2025年5月1日前付清。", obligor="李某", type="给付")
    assert fields("R-28", put(land(), "agreement.clauses[4]", computed)) == []
    vague = put(computed, "text", "李某赔点钱。")
    assert fields("R-28", put(land(), "agreement.clauses[4]", vague)) == ["agreement.clauses[4].payments"] * 2


def test_periodic_payments_have_no_sum_to_compare() -> None:
    monthly = Payment(
        amount=Decimal(300), per="每月", start="2025-04-01", due_day="10", method="现金", place="家中"
    )
    case = put(land(), "agreement.clauses[2].payments", [monthly])
    assert fields("R-29", case) == []


def test_a_note_on_how_the_total_was_counted_takes_the_place_of_the_sum() -> None:
    other = put(land(), "agreement.amount_total", Decimal(20000))
    assert fields("R-29", put(other, "agreement.amount_note", "含2026年租金")) == []


def test_cash_needs_a_place_and_a_transfer_does_not() -> None:
    no_place = put(put(land(), "agreement.performance", "现金及银行付款，2025年10月31日前。"),
                   "agreement.clauses[2].payments[0].place", None)  # fmt: skip
    assert fields("R-27", no_place) == ["agreement.performance"]
    by_bank = put(no_place, "agreement.clauses[2].payments[0].method", "银行转账")
    assert fields("R-27", by_bank) == []


def test_missing_and_wrong_effect_are_two_rules_that_overlap() -> None:
    """R-25 and R-26 overlap on purpose: what is missing for effect, and a day of effect that does not follow."""
    unsealed = put(land(), "agreement.seal_date", None)
    assert "agreement.seal_date" in fields("R-25", unsealed)
    assert "agreement.effective_date" in fields("R-26", unsealed)


def test_a_wrong_amount_spoils_payment_and_sum() -> None:
    """R-28 and R-29 overlap on purpose: the text lacks the amount, and the sum no longer holds."""
    wrong = put(land(), f"{PAY}.amount", Decimal(4960))
    assert fields("R-28", wrong) == [f"{PAY}.amount"]
    assert fields("R-29", wrong) == ["agreement.amount_total"]


def test_a_rate_that_is_older_than_the_table_is_not_judged() -> None:
    old = put(put(LOAN, "agreement.party_sign_date", "2015-01-01"), SAYS, "李某按月利率2%支付利息。")
    old = put(put(old, "agreement.mediator_sign_date", "2015-01-01"), "agreement.seal_date", "2015-01-01")
    assert fields("R-45", old) == []


def test_an_agreement_without_amounts_is_checked_without_complaint() -> None:
    case = CaseRecord(parties=land().parties, agreement=put(neighbours().agreement, "clauses", [
        Clause(no=1, text="李某于2026年6月25日前修好围栏。", obligor="李某", type="行为", due="2026-06-25")]))  # fmt: skip
    for rule in ("R-28", "R-29", "R-42", "R-45"):
        assert found(rule, case) == [], rule
