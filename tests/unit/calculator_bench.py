"""The calculators as the window has them: on a day, with the shipped data, and answers typed over what stands there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from jxdesk.paths import read_resource
from jxdesk.review.lending import Lending
from jxdesk.rules.calculators.asking import Calculator, Known
from jxdesk.rules.calculators.catalogue import calculators
from jxdesk.rules.calculators.standards import Standards
from jxdesk.rules.calculators.working import Working
from jxdesk.rules.deadlines import Limits
from jxdesk.rules.workdays import Calendar

TODAY = date(2026, 3, 5)
CALENDAR = Calendar.from_toml(read_resource("holidays", "cn.toml"))
LIMITS = Limits.from_toml(read_resource("codes", "deadlines.toml"))
LENDING = Lending.from_toml(read_resource("codes", "lending.toml"))
SHIPPED = read_resource("codes", "compensation.toml")


def known(standards: str = SHIPPED) -> Known:
    read = Standards.from_toml(standards)
    return Known(TODAY, read, CALENDAR, LIMITS, LENDING.ceiling, LENDING.as_of)


def one(name: str, standards: str = SHIPPED) -> Calculator:
    return next(found for found in calculators(known(standards)) if found.id == name)


def worked(name: str, standards: str = SHIPPED, **said: Any) -> Working:
    """As the window does it: what stands there at first, and what was typed."""
    calculator = one(name, standards)
    usual = {
        ask.name: Decimal(ask.default) if ask.kind in {"money", "number", "percent"} else ask.default
        for ask in calculator.asks
        if ask.default
    }
    values = {key: Decimal(value) if isinstance(value, int | float) else value for key, value in said.items()}
    assert calculator.missing(usual | values) == []
    return calculator.work(usual | values)
