"""赡养费、抚养费: so much a month for so long, and who bears how much of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jxdesk.errors import UserError
from jxdesk.rules.calculators.asking import Ask, Calculator, Known, Values
from jxdesk.rules.calculators.working import CENT, Working, cents, less_paid, number, yuan
from jxdesk.rules.days import chinese_day, day
from jxdesk.rules.instalments import in_month

OLD, CHILD = "赡养费", "抚养费"
LAW = {
    OLD: ("民法典第一千零六十七条", "民法典第一百九十六条（不适用诉讼时效）"),
    CHILD: ("民法典第一百九十六条（不适用诉讼时效）",),
}


def whole_months(since: date, until: date) -> tuple[int, int]:
    """Whole months from one day to another and the days over: 2024-01-31 to 2024-02-29 is a month.

    Raises UserError when the second day lies before the first.
    """
    if until < since:
        raise UserError("到哪天在从哪天之前。", "请核对这两个日子。")
    months = (until.year - since.year) * 12 + until.month - since.month
    while in_month(since.year, since.month + months, since.day) > until:
        months -= 1
    return months, (until - in_month(since.year, since.month + months, since.day)).days


def shares(total: Decimal, people: int) -> list[Decimal]:
    """Equal parts to the 分; the last takes what does not divide, so that they add up."""
    one = cents(total / people)
    if one * people > total:
        one -= CENT
    return [one] * (people - 1) + [total - one * (people - 1)]


def maintenance(
    kind: str, monthly: Decimal, months: Decimal, people: int = 1, paid: Decimal | None = None
) -> Working:
    """``monthly`` yuan for all together, ``people`` who bear it in equal parts.

    Raises UserError where nobody bears it.
    """
    if people < 1:
        raise UserError("分担的人数至少是1。", "请改人数。")
    total = cents(monthly * months)
    lines = [f"{kind}：{yuan(monthly)}/月×{number(months)}个月＝{yuan(total)}"]
    left, rest = less_paid(total, paid)
    lines += rest
    if people > 1:
        lines.append(_each("每人每月", monthly, people))
        lines.append(_each("每人一共", left, people))
    return Working(kind, tuple(lines), left, law=LAW[kind])


def _each(word: str, amount: Decimal, people: int) -> str:
    parts = shares(amount, people)
    last = "" if parts[-1] == parts[0] else f"，最后一人{yuan(parts[-1])}"
    return f"{word}：{yuan(amount)}÷{people}人＝{yuan(parts[0])}{last}"


def calculator(_known: Known) -> Calculator:
    """Months said outright or counted between two days."""
    return Calculator(
        "maintenance",
        "赡养费、抚养费",
        "每月多少、几个月、几个人分担。月数不好数的空着，填从哪天到哪天。",
        (
            Ask("kind", "算哪一样", "choice", choices=(OLD, CHILD), default=OLD, needed=True),
            Ask("monthly", "每月一共多少元", "money", needed=True),
            Ask("months", "几个月", "number"),
            Ask("people", "几个人分担", "number", "子女人数，平均分", default="1"),
            Ask("since", "从哪天", "day", "没填几个月的才用"),
            Ask("until", "到哪天", "day", "没填几个月的才用"),
            Ask("paid", "已经付了", "money"),
        ),
        _work,
    )


def _work(values: Values) -> Working:
    months, extra = values.get("months"), ""
    since, until = day(values.get("since")), day(values.get("until"))
    if months is None:
        if since is None or until is None:
            return Working("", (), cautions=("请填几个月，或者从哪天到哪天。",))
        counted, over = whole_months(since, until)
        months = Decimal(counted)
        extra = f"{chinese_day(since)}到{chinese_day(until)}，是{counted}个月"
        if over:
            extra += f"零{over}天；零的天数没有算，请各方商量"
    people = values.get("people") or Decimal(1)
    if people != people.to_integral_value():
        raise UserError("分担的人数要是整数。", "请改人数。")
    made = maintenance(values["kind"], values["monthly"], months, int(people), values.get("paid"))
    before = (extra,) if extra else ()
    return Working(made.title, (*before, *made.lines), made.total, law=made.law)
