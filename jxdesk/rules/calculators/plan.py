"""分期: a sum in so many dated parts, the last of which takes what does not divide."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from jxdesk.errors import UserError
from jxdesk.rules.calculators.asking import Ask, Calculator, Known, Values
from jxdesk.rules.calculators.working import Working, yuan
from jxdesk.rules.clauses import MOST_INSTALMENTS
from jxdesk.rules.days import chinese_day, day
from jxdesk.rules.instalments import even_shares, in_month
from jxdesk.rules.money import plain

STEPS = {"每月": 1, "每季度": 3, "每半年": 6, "每年": 12}
WEEKLY = "每周"


def plan(total: Decimal, count: int, first: date, step: str = "每月") -> Working:
    """Raises UserError for no parts, too many, or parts of less than a 分."""
    if not 1 <= count <= MOST_INSTALMENTS:
        raise UserError(f"最少1期，最多{MOST_INSTALMENTS}期。", "请改期数。")
    if total < Decimal(count) / 100:
        raise UserError("分下来一期不到一分钱。", "请核对总数和期数。")
    amounts = even_shares(total, count)
    payments = tuple((_due(first, step, number), amount) for number, amount in enumerate(amounts))
    lines = [
        f"第{number}期：{chinese_day(on)}前，{yuan(amount)}"
        for number, (on, amount) in enumerate(payments, start=1)
    ]
    if count > 1:
        lines.append(f"合计：{plain(amounts[0])}×{count - 1}＋{plain(amounts[-1])}＝{yuan(total)}")
    return Working("分期", tuple(lines), total, payments)


def _due(first: date, step: str, number: int) -> date:
    if step == WEEKLY:
        return first + timedelta(days=7 * number)
    return in_month(first.year, first.month + STEPS[step] * number, first.day)


def calculator(_known: Known) -> Calculator:
    """The parts can be put into a clause as its payments."""
    return Calculator(
        "plan",
        "分期付",
        "总数平均分，除不尽的放在最后一期。",
        (
            Ask("total", "一共多少元", "money", needed=True, source="total"),
            Ask("count", "分几期", "number", f"最多{MOST_INSTALMENTS}期", needed=True),
            Ask("first", "第一期哪天前付", "day", needed=True),
            Ask("step", "隔多久一期", "choice", "", needed=True, choices=(*STEPS, WEEKLY), default="每月"),
        ),
        _work,
    )


def _work(values: Values) -> Working:
    first, count = day(values["first"]), values["count"]
    if first is None:
        raise UserError("日子读不出来。", "请写成 2026-3-5 这样。")
    if count != count.to_integral_value():
        raise UserError("期数要是整数。", "请改期数。")
    return plan(values["total"], int(count), first, values["step"])
