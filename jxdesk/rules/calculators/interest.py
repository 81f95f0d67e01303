"""借款利息: simple interest by year, month or day, and what of it is protected (four times the LPR of the contract's day)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jxdesk.errors import UserError
from jxdesk.rules.calculators.asking import Ask, Calculator, Known, Values
from jxdesk.rules.calculators.maintenance import whole_months
from jxdesk.rules.calculators.working import Working, cents, number, yuan
from jxdesk.rules.days import chinese_day, day

YEARLY, MONTHLY, DAILY = "每年百分之几", "每月百分之几", "每天万分之几"
FACTOR = {YEARLY: Decimal(1), MONTHLY: Decimal(12), DAILY: Decimal("3.65")}
"""From the rate as said to per cent a year."""
SAID = {YEARLY: "年利率{}%", MONTHLY: "每月{}%", DAILY: "每天万分之{}"}
ONLY, BOTH = "只要利息", "本金和利息"
LAW = ("最高人民法院民间借贷司法解释第二十五条",)
YEAR_DAYS, MONTH_DAYS = 365, 30


def interest(
    principal: Decimal, rate: Decimal, way: str, since: date, until: date
) -> tuple[Decimal, list[str]]:
    """Simple interest and its lines. The first day is not counted, the last is.

    By month: whole months, and each day over as a thirtieth; by year: days of 365. Raises UserError when
    the days run backwards.
    """
    months, over = whole_months(since, until)
    days = (until - since).days
    span = f"{chinese_day(since)}到{chinese_day(until)}，共{days}天"
    said, sum_ = SAID[way].format(number(rate)), yuan(principal)
    if way == MONTHLY:
        amount = cents(principal * rate / 100 * (months + Decimal(over) / MONTH_DAYS))
        rest = f"又{over}天（一个月按{MONTH_DAYS}天）" if over else ""
        counted = f"（{months}＋{over}÷{MONTH_DAYS}）" if over else str(months)
        return amount, [
            f"{span}，是{months}个月{rest}",
            f"利息（{said}）：{sum_}×{number(rate)}%×{counted}＝{yuan(amount)}",
        ]
    if way == DAILY:
        amount = cents(principal * rate / 10_000 * days)
        return amount, [span, f"利息（{said}）：{sum_}×{number(rate)}÷10000×{days}天＝{yuan(amount)}"]
    amount = cents(principal * rate / 100 * days / YEAR_DAYS)
    return amount, [
        span,
        f"利息（{said}）：{sum_}×{number(rate)}%×{days}天÷{YEAR_DAYS}天＝{yuan(amount)}",
    ]


def lawful_interest(
    principal: Decimal,
    rate: Decimal,
    way: str,
    since: date,
    until: date,
    *,
    ceiling: Decimal | None,
    with_principal: bool = False,
) -> Working:
    """Interest that is protected. ``ceiling`` is per cent a year; None says that the table does not know the day."""
    amount, lines = interest(principal, rate, way, since, until)
    yearly = rate * FACTOR[way]
    cautions: list[str] = []
    if way != YEARLY:
        lines.append(f"折合一年{number(yearly)}%")
    if ceiling is None:
        cautions.append("那一天不在利率表里，超没超过上限请自己核对。")
    elif yearly > ceiling:
        most, at_most = interest(principal, ceiling, YEARLY, since, until)
        lines.append(
            f"最高只能按年利率{number(ceiling)}%（一年期LPR的四倍）算：{at_most[-1].partition('：')[2]}"
        )
        cautions.append(
            f"超过上限：多出的{yuan(amount - most)}不受保护，没有算进去。" if amount > most else "超过上限。"
        )
        amount = min(amount, most)
    else:
        lines.append(f"没有超过上限（年利率{number(ceiling)}%，一年期LPR的四倍）")
    if with_principal:
        total = principal + amount
        lines.append(f"本金加利息：{yuan(principal)}＋{yuan(amount)}＝{yuan(total)}")
        amount = total
    return Working("借款利息", tuple(lines), amount, cautions=tuple(cautions), law=LAW)


def calculator(known: Known) -> Calculator:
    """The ceiling is that of the day the loan was made."""
    return Calculator(
        "interest",
        "借款利息",
        "单利，不算利滚利。上限按借钱那天的一年期LPR的四倍。",
        (
            Ask("principal", "本金", "money", needed=True),
            Ask("with", "要算的是", "choice", "", needed=True, choices=(ONLY, BOTH), default=ONLY),
            Ask(
                "way",
                "利率怎么说的",
                "choice",
                "月息2分就是每月百分之2",
                needed=True,
                choices=tuple(FACTOR),
                default=YEARLY,
            ),
            Ask("rate", "利率是几", "number", needed=True),
            Ask("since", "从哪天起算", "day", needed=True),
            Ask("until", "算到哪天", "day", needed=True, source="today"),
            Ask("made", "哪天借的", "day", "空着就当是起算那天"),
        ),
        lambda values: _work(values, known),
    )


def _work(values: Values, known: Known) -> Working:
    since, until = day(values["since"]), day(values["until"])
    if since is None or until is None:
        raise UserError("日子读不出来。", "请写成 2026-3-5 这样。")
    on = day(values.get("made")) or since
    made = lawful_interest(
        values["principal"],
        values["rate"],
        values["way"],
        since,
        until,
        ceiling=known.ceiling(on),
        with_principal=values["with"] == BOTH,
    )
    if on <= known.rates_until:
        return made
    stale = f"利率表只到{chinese_day(known.rates_until)}，以后的上限请核对。"
    return Working(made.title, made.lines, made.total, cautions=(*made.cautions, stale), law=made.law)
