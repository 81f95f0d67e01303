"""What a calculator asks, and what it is told beside the answers (the day, the rate table, the holidays)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from jxdesk.rules.calculators.standards import Standards
from jxdesk.rules.calculators.working import Working
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import day
from jxdesk.rules.deadlines import Limits
from jxdesk.rules.workdays import Calendar

Kind = Literal["money", "number", "percent", "day", "days", "choice"]
Source = Literal["", "total", "today", "applied", "began"]
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Ask:
    """One thing to type. ``source`` is where the case knows it from; ``default`` stands there at first.

    Values: ``money``, ``number`` and ``percent`` are Decimal, ``day`` is ISO text, ``days`` a list of ISO text.
    """

    name: str
    label: str
    kind: Kind
    hint: str = ""
    needed: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""
    source: Source = ""
    alone: bool = False
    """Stands on a line of its own, so that the pairs behind it (rate and count) stay pairs."""


@dataclass(frozen=True)
class Calculator:
    """One thing that can be worked out. ``work`` raises UserError when the answers contradict one another."""

    id: str
    title: str
    hint: str
    asks: tuple[Ask, ...]
    work: Callable[[Values], Working]

    def missing(self, values: Values) -> list[str]:
        """Labels of what is needed and not there yet."""
        return [ask.label for ask in self.asks if ask.needed and values.get(ask.name) in (None, "", [])]


@dataclass(frozen=True)
class Known:
    """What no one types. ``ceiling`` gives the highest yearly percentage of a loan made on a day, None before
    the table begins; ``rates_until`` is the last day that the table was looked after."""

    today: date
    standards: Standards
    calendar: Calendar
    limits: Limits
    ceiling: Callable[[date], Decimal | None]
    rates_until: date


def defaults(calculator: Calculator, case: CaseRecord, today: date) -> dict[str, Any]:
    """What the case knows already of what is asked, and what usually stands there."""
    return {ask.name: found for ask in calculator.asks if (found := _known(ask, case, today)) is not None}


def _known(ask: Ask, case: CaseRecord, today: date) -> Any:
    applied = case.application.date if case.application else None
    accepted = case.acceptance.date if case.acceptance else None
    registered = day(case.intake.registered_at)
    began = applied or (registered.isoformat() if registered else None)
    known: dict[Source, Any] = {
        "total": case.agreement.amount_total if case.agreement else None,
        "today": today.isoformat(),
        "applied": [began] if began else None,
        "began": accepted or applied,
    }
    if ask.source:
        return known[ask.source]
    if not ask.default:
        return None
    return Decimal(ask.default) if ask.kind in {"money", "number", "percent"} else ask.default
