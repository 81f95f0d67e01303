"""人身损害赔偿: what was spent, what was lost a day, and what part of it the other side bears (民法典 art 1179).

Which items there are, and the official figures of each year, are data (``standards``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jxdesk.rules.calculators.asking import Ask, Calculator, Known, Values
from jxdesk.rules.calculators.standards import Item, Standards
from jxdesk.rules.calculators.working import Working, added, cents, less_paid, number, times, yuan

WHOLE = Decimal(100)
PER = {"daily": "天", "yearly": "年"}


@dataclass(frozen=True)
class Claim:
    """One item as claimed: its amount and its line."""

    amount: Decimal
    line: str


def plain_claim(label: str, amount: Decimal) -> Claim:
    """By receipts."""
    return Claim(cents(amount), f"{label}：{yuan(amount)}")


def timed_claim(
    label: str,
    rate: Decimal,
    unit: str,
    count: Decimal,
    people: Decimal = Decimal(1),
    part: Decimal = WHOLE,
) -> Claim:
    """So much a day or a year, for so long, for so many people, or only so many per cent of it."""
    if people == 1 and part == WHOLE:
        return Claim(*times(label, rate, unit, count))
    amount = cents(rate * count * people * part / 100)
    how = f"{yuan(rate)}/{unit}×{number(count)}{unit}"
    how += f"×{number(people)}人" if people != 1 else ""
    how += f"×{number(part)}%" if part != WHOLE else ""
    return Claim(amount, f"{label}：{how}＝{yuan(amount)}")


def compensation(claims: Sequence[Claim], share: Decimal = WHOLE, paid: Decimal | None = None) -> Working:
    """All items together, the part in per cent that is borne, less what was paid already."""
    total, lines = added([claim.amount for claim in claims])
    lines = [*(claim.line for claim in claims), *lines]
    if share != WHOLE:
        borne = cents(total * share / 100)
        lines.append(f"承担{number(share)}%：{yuan(total)}×{number(share)}%＝{yuan(borne)}")
        total = borne
    total, rest = less_paid(total, paid)
    return Working("人身损害赔偿", (*lines, *rest), total)


def calculator(known: Known) -> Calculator:
    """Its questions follow from the items of ``compensation.toml``."""
    asks: list[Ask] = []
    for item in known.standards.item:
        asks += _asks(item, known.standards)
    asks += [
        Ask("share", "对方承担百分之几", "percent", "全由对方承担的写 100", default="100"),
        Ask("paid", "已经付了", "money"),
    ]
    return Calculator(
        "compensation",
        "人身损害赔偿",
        "受了伤，一项一项加起来；没有的项目空着。",
        tuple(asks),
        lambda values: _work(values, known.standards),
    )


def _asks(item: Item, standards: Standards) -> list[Ask]:
    if item.kind == "sum":
        return [Ask(item.id, item.label, "money", item.hint)]
    unit, standard = PER[item.kind], standards.latest(item.id)
    figure = "" if standard is None else f"{standard.amount:f}"
    hint = item.hint if standard is None else standard.words
    many = Ask(f"{item.id}_count", f"{item.label}：几{unit}", "number")
    # The figure only: as many years as are usual would claim a death that nobody spoke of.
    usual = "" if item.years is None else f"一般{item.years}年{'' if item.checked else '（待核）'}"
    made = [
        Ask(f"{item.id}_rate", f"{item.label}：一{unit}多少元", "money", hint, default=figure),
        Ask(many.name, many.label, many.kind, usual),
    ]
    if item.people:
        made.append(Ask(f"{item.id}_people", f"{item.label}：几个人护理", "number", default="1", alone=True))
    if item.part:
        hint = "按伤残等级，没有鉴定的先不要算"
        made.append(Ask(f"{item.id}_part", f"{item.label}：百分之几", "percent", hint, alone=True))
    return made


def _work(values: Values, standards: Standards) -> Working:
    claims: list[Claim] = []
    cautions: list[str] = []
    for item in standards.item:
        claim = _claim(item, values)
        if claim is None:
            continue
        claims.append(claim)
        cautions += _cautions(item, values, standards)
    half = [item.label for item in standards.item if item.kind != "sum" and _half(item, values)]
    if half:
        cautions.append(f"{'、'.join(half)}还没有填全，没有算进去。")
    made = compensation(claims, values.get("share", WHOLE), values.get("paid"))
    return Working(made.title, made.lines, made.total if claims else None, (), tuple(cautions), standards.law)


def _claim(item: Item, values: Values) -> Claim | None:
    if item.kind == "sum":
        amount = values.get(item.id)
        return plain_claim(item.label, amount) if amount else None
    rate, count = values.get(f"{item.id}_rate"), values.get(f"{item.id}_count")
    if not rate or not count:
        return None
    people = values.get(f"{item.id}_people") if item.people else None
    part = values.get(f"{item.id}_part") if item.part else None
    return timed_claim(item.label, rate, PER[item.kind], count, people or Decimal(1), part or WHOLE)


def _half(item: Item, values: Values) -> bool:
    """A count without a figure; a figure alone may be the standard that stands there by itself."""
    return bool(values.get(f"{item.id}_count")) and not values.get(f"{item.id}_rate")


def _cautions(item: Item, values: Values, standards: Standards) -> list[str]:
    said = [] if item.checked else [f"{item.label}的算法待核，写进协议以前请问司法所。"]
    standard = standards.latest(item.id)
    if standard is not None and not standard.checked and values.get(f"{item.id}_rate") == standard.amount:
        said.append(f"{item.label}用的是{standard.words}。")
    return said
