"""Checks of what is paid, when and how much: R-28, R-29, R-30, R-45.

R-28 and R-29 overlap: a payment that is unclear also spoils the sum. Each says its own part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jxdesk.review.facts import ReviewFacts
from jxdesk.review.finding import Hit
from jxdesk.review.lending import yearly_rates
from jxdesk.review.wording import SENTENCES, ceiling_of, said
from jxdesk.rules.case_record import Agreement, CaseRecord, Clause, Payment
from jxdesk.rules.days import day
from jxdesk.rules.deadlines import settled_on
from jxdesk.rules.instalments import first_due_day
from jxdesk.rules.money import figures_in, plain

PAY = "给付"
_FROM_EVENT = re.compile(
    r"(?:之日|之后|后|起|当日|当天)[^，。；]{0,8}?[\d一二三四五六七八九十两百]+(?:个)?(?:日|天|周|个月|月|年)"
)
_AT_ONCE = re.compile(r"当场|当日|即时|当天|已[^，。；]{0,6}(?:收到|付清|结清|支付)")
# Not every 按: 按时, 按期 and 按指印 compute nothing.
_BY_FORMULA = re.compile(
    r"按(?!时|期|约|手印|指印)|依照|根据|乘|×|实际|发票|票据|鉴定|评估|市价|每[亩天日月年人斤吨]"
)
_TO_ACCOUNT = ("转账", "汇款", "打款", "转入", "微信", "支付宝")
_BREACH = ("违约责任",)
_BREACH_WORDS = ("逾期", "违约")


def payments_are_clear(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-28: amount in figures and capitals or a way to compute it; who pays; when; how; to which account."""
    if case.agreement is None:
        return
    for at, clause in enumerate(case.agreement.clauses):
        path = f"agreement.clauses[{at}]"
        for figure in figures_in(clause.text or ""):
            if not figure.agrees:
                yield Hit(f"协议第{at + 1}条的“{figure.text}”大小写不一致，请改正。", f"{path}.text")
        if clause.type != PAY and not clause.payments:
            continue
        if not clause.obligor:
            yield Hit(f"协议第{at + 1}条没有写由谁给付，请补填义务人。", f"{path}.obligor")
        if not clause.payments:
            yield from _payment_in_words(clause, at, path)
        for number, payment in enumerate(clause.payments):
            yield from _one_payment(
                clause, payment, f"第{at + 1}条第{number + 1}笔", f"{path}.payments[{number}]"
            )


def _payment_in_words(clause: Clause, at: int, path: str) -> Iterator[Hit]:
    text = clause.text or ""
    if not (_BY_FORMULA.search(text) or any(True for _ in figures_in(text))):
        yield Hit(f"协议第{at + 1}条是给付，没有写金额，也没有写计算办法，请补写。", f"{path}.payments")
    if not (_FROM_EVENT.search(text) or _AT_ONCE.search(text) or _has_day(text)):
        yield Hit(f"协议第{at + 1}条是给付，没有写具体期限，请补写。", f"{path}.payments")


def _has_day(text: str) -> bool:
    return re.search(r"\d{4}年\d{1,2}月(?:\d{1,2}日|底)|每[年月季]", text) is not None


def _one_payment(clause: Clause, payment: Payment, name: str, path: str) -> Iterator[Hit]:
    text = clause.text or ""
    if payment.amount is None:
        if not _BY_FORMULA.search(text):
            yield Hit(f"协议{name}没有金额，也没有写计算办法，请补写。", f"{path}.amount")
    elif payment.amount <= 0:
        yield Hit(f"协议{name}的金额应大于零，请改正。", f"{path}.amount")
    else:
        yield from _amount_in_text(payment.amount, text, name, path)
    if not _when(payment, text):
        yield Hit(f"协议{name}没有写明期限，请写具体日期，或者写从哪件事起几日内。", f"{path}.due")
    if not payment.method:
        yield Hit(f"协议{name}没有写付款方式，请补填。", f"{path}.method")
    elif any(word in payment.method for word in _TO_ACCOUNT) and not _account(payment, text):
        yield Hit(f"协议{name}是转账，请写明收款人和收款账户。", f"{path}.account")


def _amount_in_text(amount: Decimal, text: str, name: str, path: str) -> Iterator[Hit]:
    figures = [figure for figure in figures_in(text) if figure.amount == amount]
    if not figures:
        yield Hit(f"协议{name}是{plain(amount)}元，条款文字里没有写这个金额，请核对。", f"{path}.amount")
    elif all(figure.capitals is None for figure in figures):
        yield Hit(f"协议{name}的{plain(amount)}元没有写大写，请在条款里补写大写金额。", f"{path}.amount")


def _when(payment: Payment, text: str) -> bool:
    if first_due_day(payment) is not None:
        return True
    said = f"{payment.due or ''}{payment.start or ''}"
    return bool(_FROM_EVENT.search(said + text) or _AT_ONCE.search(text) or _has_day(text))


def _account(payment: Payment, text: str) -> bool:
    if payment.account or "至" in (payment.method or ""):
        return True
    return any(word in text for word in ("账户", "账号", "银行卡", "收款码", "微信号"))


def sums_agree(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-29: instalments add up to the total, shares to their payment; late payment has a consequence.

    Periodic payments have no sum; a note on how the total was counted takes its place.
    """
    agreement = case.agreement
    if agreement is None:
        return
    payments = [
        (f"agreement.clauses[{at}].payments[{number}]", f"第{at + 1}条第{number + 1}笔", payment)
        for at, clause in enumerate(agreement.clauses)
        for number, payment in enumerate(clause.payments)
    ]
    for path, name, payment in payments:
        shares = sum(payment.split.values(), Decimal(0))
        if payment.split and payment.amount is not None and shares != payment.amount:
            yield Hit(
                f"协议{name}各人合计{plain(shares)}元，与{plain(payment.amount)}元不符，请核对。",
                f"{path}.split",
            )
    amounts = [payment.amount for _, _, payment in payments]
    countable = bool(amounts) and None not in amounts and not any(p.per for _, _, p in payments)
    if countable and agreement.amount_total is not None and not agreement.amount_note:
        total = sum((amount for amount in amounts if amount is not None), Decimal(0))
        if total != agreement.amount_total:
            yield Hit(
                f"各笔给付合计{plain(total)}元，与协议涉及金额{plain(agreement.amount_total)}元不符，"
                "请核对，或者写明金额怎么算的。",
                "agreement.amount_total",
            )
    if _pays_later(agreement) and not _has_breach_clause(agreement):
        yield Hit(
            "有以后才付的款项，没有写逾期怎么办，建议加一条违约责任。",
            "agreement.clauses",
            variant="no-breach-clause",
        )


def _pays_later(agreement: Agreement) -> bool:
    signed = day(agreement.party_sign_date) or day(agreement.agreed_date)
    for clause in agreement.clauses:
        for payment in clause.payments:
            due = first_due_day(payment)
            if payment.per or (due is not None and (signed is None or due > signed)):
                return True
    return False


def _has_breach_clause(agreement: Agreement) -> bool:
    return any(
        clause.type in _BREACH or any(word in (clause.text or "") for word in _BREACH_WORDS)
        for clause in agreement.clauses
    )


def times_are_definite(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-30: no 尽快, no 有钱就还: a court cannot enforce a day that nobody can name."""
    agreement = case.agreement
    if agreement is None:
        return
    texts = [(agreement.performance, "履行方式、时限", "agreement.performance")]
    for at, clause in enumerate(agreement.clauses):
        path, name = f"agreement.clauses[{at}]", f"协议第{at + 1}条"
        texts += [(clause.text, name, f"{path}.text"), (clause.due, name, f"{path}.due")]
        texts += [(p.due, name, f"{path}.payments[{n}].due") for n, p in enumerate(clause.payments)]
    for text, name, path in texts:
        for word in said("R-30", facts.yardstick.words, text or ""):
            yield Hit(f"{name}{SENTENCES['R-30'].format(word)}", path)


def rates_are_lawful(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-45: interest on a loan is at most four times the LPR; another penalty that looks high is pointed out."""
    agreement = case.agreement
    if agreement is None:
        return
    lending = facts.yardstick.lending
    on = settled_on(case) or facts.today
    ceiling = ceiling_of(case, lending, facts.today)
    stale = "（利率表需要更新，请核对）" if on > lending.as_of else ""
    for at, clause in enumerate(agreement.clauses):
        for rate in yearly_rates(clause.text or ""):
            path = f"agreement.clauses[{at}].text"
            if ceiling is not None and rate.percent > ceiling:
                yield Hit(
                    f"协议第{at + 1}条“{rate.text}”折合年利率{rate.percent.normalize():f}%，"
                    f"超过一年期LPR四倍的{ceiling.normalize():f}%{stale}，超过部分不受保护，请调低。",
                    path,
                )
            elif ceiling is None and rate.percent > lending.penalty_annual_percent:
                yield Hit(
                    f"协议第{at + 1}条“{rate.text}”折合年利率{rate.percent.normalize():f}%，"
                    "可能明显高于实际损失，请向双方说明或者调低。",
                    path,
                    law="民法典第五百八十五条",
                )
