"""The clause library (条款库): clauses with blanks, what they are filled with, and the payments that follow from them.

A file holds the clauses of one kind of dispute. A clause that is filled in gives text and payments at
once, so that the amount in the sentence and the amount in the calendar cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Self

import msgspec

from jxdesk.errors import UserError
from jxdesk.rules.case_record import CaseRecord, Clause, Party, Payment
from jxdesk.rules.days import chinese_day, day
from jxdesk.rules.instalments import even_shares, in_month
from jxdesk.rules.money import capitals, plain

Kind = Literal["party", "money", "day", "count", "percent", "words", "choice"]
Source = Literal["", "applicants", "respondents", "everyone", "total", "place", "today"]

SCHEDULE = "schedule"
MOST_INSTALMENTS = 36
_SLOT = re.compile(r"\{([a-z_]\w*)\}")
_OPEN: dict[Kind, str] = {"day": "____年__月__日"}
"""What stands where nothing was filled in; R-55 keeps it from being printed as final."""


class Blank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to fill in. ``source`` is where the case knows it from, ``default`` a word that is usual.

    An ``optional`` blank left empty leaves no trace; ``shown`` is the turn of phrase around what was filled in.
    """

    name: str
    label: str
    kind: Kind
    source: Source = ""
    default: str = ""
    choices: tuple[str, ...] = ()
    optional: bool = False
    shown: str = "{}"
    hint: str = ""


class PaymentSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which blanks a payment is made of; ``per`` is said outright (每月), all others name a blank."""

    amount: str = ""
    due: str = ""
    method: str = ""
    place: str = ""
    account: str = ""
    per: str = ""
    start: str = ""
    due_day: str = ""


class Schedule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Monthly instalments worked out of a total: equal shares, what does not divide goes to the last."""

    total: str
    count: str
    first: str
    method: str = ""
    place: str = ""
    account: str = ""


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One clause of the library."""

    id: str
    title: str
    type: str
    text: str
    obligor: str
    due: str = ""
    hint: str = ""
    law: str = ""
    blank: tuple[Blank, ...] = ()
    payment: tuple[PaymentSlot, ...] = ()
    schedule: Schedule | None = None

    def faults(self) -> list[str]:
        """What is wrong with it: slots nobody fills, blanks nobody uses, payments made of nothing."""
        names = [blank.name for blank in self.blank]
        used = set(_SLOT.findall(self.text)) | set(_SLOT.findall(self.obligor))
        parts = [*self.payment] + ([self.schedule] if self.schedule else [])
        named = {
            getattr(part, field) for part in parts for field in part.__struct_fields__ if field != "per"
        } - {""}
        named |= {self.due} - {""}
        allowed = {*names, SCHEDULE} if self.schedule else {*names}
        found = [f"没有“{name}”这一空" for name in sorted((used | named) - allowed)]
        found += [f"“{name}”这一空没有用上" for name in names if name not in used | named]
        found += [f"“{name}”写了两遍" for name in sorted({n for n in names if names.count(n) > 1})]
        found += [f"“{b.name}”没有可选的" for b in self.blank if b.kind == "choice" and not b.choices]
        found += [f"“{b.name}”的 shown 里没有 {{}}" for b in self.blank if b.shown.count("{}") != 1]
        return found


class ClauseSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file: the clauses of some kinds of dispute; without kinds they fit every agreement."""

    version: str
    title: str
    clause: tuple[Template, ...]
    dispute_types: tuple[str, ...] = ()


class ClauseLibrary:
    """All sets, in the order of their files' names."""

    def __init__(self, sets: tuple[ClauseSet, ...]) -> None:
        self.sets = sets

    @classmethod
    def from_texts(cls, texts: Mapping[str, str]) -> Self:
        """Read the files by name; raises UserError naming file and clause when one cannot be used."""
        sets: list[ClauseSet] = []
        seen: dict[str, str] = {}
        for name in sorted(texts):
            try:
                read = msgspec.toml.decode(texts[name], type=ClauseSet)
            except msgspec.DecodeError as error:
                raise _broken(name, str(error)) from error
            for template in read.clause:
                faults = template.faults()
                if template.id in seen:
                    faults.append(f"与 {seen[template.id]} 重名")
                if faults:
                    raise _broken(name, f"条款 {template.id}：{'；'.join(faults)}")
                seen[template.id] = name
            sets.append(read)
        return cls(tuple(sets))

    def fitting(self, dispute_type: str | None) -> tuple[ClauseSet, ...]:
        """The sets for a kind of dispute first, then those that fit every agreement."""
        own = [one for one in self.sets if dispute_type and dispute_type in one.dispute_types]
        return (*own, *(one for one in self.sets if not one.dispute_types))


def defaults(template: Template, case: CaseRecord, today: date) -> dict[str, Any]:
    """What the case already knows of a clause's blanks, by name."""
    known = {blank.name: _known(blank, case, today) for blank in template.blank}
    return {name: value for name, value in known.items() if value not in (None, "")}


def filled(template: Template, values: Mapping[str, Any]) -> Clause:
    """The clause with its blanks filled; what is missing stays an open line and its payment without that part."""
    shown = {blank.name: _shown(blank, values.get(blank.name)) for blank in template.blank}
    payments = [_payment(slot, values) for slot in template.payment]
    if template.schedule is not None:
        payments = _instalments(template.schedule, values)
        shown[SCHEDULE] = _said(payments)
    return Clause(
        text=_SLOT.sub(lambda slot: shown[slot[1]], template.text),
        obligor=_SLOT.sub(lambda slot: str(values.get(slot[1]) or ""), template.obligor) or None,
        type=template.type,
        due=_day(values.get(template.due)) if template.due else None,
        payments=[payment for payment in payments if payment != Payment(per=payment.per)],
    )


def _broken(name: str, what: str) -> UserError:
    return UserError(f"条款库文件 {name} 有误：{what}。", "请改正这一处，或者重新安装本程序。")


def _known(blank: Blank, case: CaseRecord, today: date) -> Any:
    if blank.source:
        return _from_case(blank.source, case, today)
    if blank.default and blank.kind in {"count", "percent"}:
        return int(blank.default) if blank.kind == "count" else Decimal(blank.default)
    return blank.default


def _from_case(source: Source, case: CaseRecord, today: date) -> Any:
    found: dict[Source, Any] = {
        "applicants": _names(case.applicants()),
        "respondents": _names(case.respondents()),
        "everyone": "双方" if len(case.parties) <= 2 else "各方",
        "total": case.agreement.amount_total if case.agreement else None,
        "place": case.committee.place,
        "today": today.isoformat(),
    }
    return found[source]


def _names(parties: list[Party]) -> str:
    return "、".join(party.name for party in parties if party.name)


def _shown(blank: Blank, value: Any) -> str:
    if value in (None, ""):
        return "" if blank.optional else blank.shown.format(_OPEN.get(blank.kind, "____"))
    match blank.kind:
        case "money":
            said = _money(Decimal(value))
        case "day":
            said = chinese_day(str(value))
        case "percent":
            said = f"{Decimal(value).normalize():f}%"
        case _:
            said = str(value)
    return blank.shown.format(said)


def _money(amount: Decimal) -> str:
    return f"人民币{plain(amount)}元（大写：{capitals(amount)}）"


def _day(value: Any) -> str | None:
    return None if value in (None, "") else str(value)


def _payment(slot: PaymentSlot, values: Mapping[str, Any]) -> Payment:
    amount, due_day = values.get(slot.amount), values.get(slot.due_day)
    return Payment(
        amount=None if amount in (None, "") else Decimal(amount),
        due=_day(values.get(slot.due)),
        method=values.get(slot.method) or None,
        place=values.get(slot.place) or None,
        account=values.get(slot.account) or None,
        per=slot.per or None,
        start=_day(values.get(slot.start)),
        due_day=None if due_day in (None, "") else str(due_day),
    )


def _instalments(plan: Schedule, values: Mapping[str, Any]) -> list[Payment]:
    total, count, first = values.get(plan.total), values.get(plan.count), day(_day(values.get(plan.first)))
    if total in (None, "") or not count or first is None:
        return []
    count = min(int(count), MOST_INSTALMENTS)
    amounts = even_shares(Decimal(total), count)
    common = PaymentSlot(method=plan.method, place=plan.place, account=plan.account)
    return [
        msgspec.structs.replace(
            _payment(common, values),
            amount=amount,
            due=in_month(first.year, first.month + number, first.day).isoformat(),
        )
        for number, amount in enumerate(amounts)
    ]


def _said(payments: list[Payment]) -> str:
    if not payments:
        return "____"
    return "；".join(
        f"第{number}期{_money(payment.amount or Decimal(0))}，于{chinese_day(payment.due)}前付清"
        for number, payment in enumerate(payments, start=1)
    )
