"""欠薪: months, days and hours of work at their rates, less what was paid.

Overtime, and a day's pay worked out of a month's, are left to the parties: their factors are in no source we have.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jxdesk.rules.calculators.asking import Ask, Calculator, Known, Values
from jxdesk.rules.calculators.working import Working, added, less_paid, times

LAW = (
    "保障农民工工资条例第三条、第十一条（发给本人、发货币）",
    "劳动争议调解仲裁法第十六条（拖欠报酬的调解协议可以凭它申请支付令）",
)
UNITS = (("month", "月", "个月"), ("day", "天", "天"), ("hour", "小时", "小时"))


def wages(worked: Sequence[tuple[str, Decimal, Decimal]], paid: Decimal | None = None) -> Working:
    """``worked`` is unit, rate in yuan, and how many of the unit."""
    counted = [times(f"按{unit}的工资", rate, unit, count) for unit, rate, count in worked]
    total, sums = added([amount for amount, _ in counted])
    left, rest = less_paid(total, paid)
    lines = (*(line for _, line in counted), *sums, *rest)
    return Working("拖欠的工资", lines, left if worked else None, law=LAW)


def calculator(_known: Known) -> Calculator:
    """Any of the three ways of paying, or several."""
    asks: list[Ask] = []
    for name, unit, counted in UNITS:
        asks.append(Ask(f"{name}_rate", f"一{'个' if unit == '月' else ''}{unit}多少元", "money"))
        asks.append(Ask(f"{name}_count", f"欠了几{counted}", "number"))
    asks.append(Ask("paid", "已经付了", "money"))
    return Calculator(
        "wages",
        "拖欠的工资",
        "按月、按天、按小时说的都可以，说了几样填几样。加班费各方说定了数再填。",
        tuple(asks),
        _work,
    )


def _work(values: Values) -> Working:
    rows = [(unit, values.get(f"{name}_rate"), values.get(f"{name}_count")) for name, unit, _ in UNITS]
    worked = [(unit, rate, count) for unit, rate, count in rows if rate and count]
    made = wages(worked, values.get("paid"))
    half = [unit for unit, rate, count in rows if bool(rate) != bool(count)]
    if not half:
        return made
    caution = f"按{'、'.join(half)}的还没有填全，没有算进去。"
    return Working(made.title, made.lines, made.total, cautions=(caution,), law=made.law)
