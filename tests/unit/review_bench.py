"""What review tests start from: the shipped yardstick and one way to ask for one rule's findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest
from sample_records import put

from jxdesk.paths import read_resource
from jxdesk.review.engine import CHECKS
from jxdesk.review.facts import ReviewFacts, Yardstick
from jxdesk.review.finding import Finding
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.codes import Codes
from jxdesk.rules.deadlines import Limits
from jxdesk.rules.person_id import Regions
from jxdesk.rules.workdays import Calendar
from jxdesk.services.trade import Trade

TODAY = date(2026, 8, 1)  # after the last day of the three samples


@cache
def yardstick() -> Yardstick:
    return Yardstick.from_texts(
        review=read_resource("codes", "review.toml"),
        watchwords=read_resource("codes", "watchwords.toml"),
        lending=read_resource("codes", "lending.toml"),
        limits=Limits.from_toml(read_resource("codes", "deadlines.toml")),
        codes=Codes.from_toml(read_resource("codes", "dictionaries.toml")),
        regions=Regions.from_toml(read_resource("codes", "id_regions.toml")),
        calendar=Calendar.from_toml(read_resource("holidays", "cn.toml")),
        characters=Trade().characters,
    )


def facts(today: date = TODAY, **more: Any) -> ReviewFacts:
    return ReviewFacts(today=today, yardstick=yardstick(), **more)


def found(rule: str, case: CaseRecord, **more: Any) -> list[Finding]:
    """What one rule says about a case."""
    at = facts(**more)
    return [at.yardstick.book.finding(rule, hit) for hit in CHECKS[rule](case, at)]


def fields(rule: str, case: CaseRecord, **more: Any) -> list[str]:
    """Only where one rule points to."""
    return [finding.field for finding in found(rule, case, **more)]


@dataclass(frozen=True)
class Pair:
    """Two cases that differ in one thing: the good one is silent, the bad one is told at ``field``."""

    rule: str
    what: str
    good: CaseRecord
    path: str
    bad: Any
    field: str
    says: str
    level: str
    see: Callable[[CaseRecord], dict[str, Any]] = lambda _case: {}
    """What is handed in beside the case, worked out from each of the two in the same way."""

    @property
    def worse(self) -> CaseRecord:
        """The case that is told."""
        return put(self.good, self.path, self.bad)

    def hold(self) -> None:
        """Assert both halves."""
        assert found(self.rule, self.good, **self.see(self.good)) == [], "the good case is not silent"
        hits = found(self.rule, self.worse, **self.see(self.worse))
        told = [hit for hit in hits if hit.field == self.field and self.says in hit.message]
        assert told, hits
        assert {hit.level for hit in told} == {self.level}
        assert all(hit.law and hit.message.endswith(("。", "）")) for hit in told)


def pair(
    rule: str, what: str, good: CaseRecord, path: str, bad: Any, says: str, level: str, **more: Any
) -> Any:
    """A pair as a pytest parameter that carries its sentence as id."""
    at = more.pop("at", path)
    return pytest.param(Pair(rule, what, good, path, bad, at, says, level, **more), id=f"{rule} {what}")
