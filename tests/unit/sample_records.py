"""The three sample cases as records, and a way to change one place of a case in a test."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from jxdesk.rules.case_file import read_case
from jxdesk.rules.case_record import CaseRecord

FILE = Path(__file__).parents[1] / "data" / "sample_cases.json"


@cache
def sample(key: str) -> CaseRecord:
    """``S1`` land lease, ``S2`` neighbours, ``S4`` wages."""
    cases = json.loads(FILE.read_text(encoding="utf-8"))["cases"]
    return read_case(next(case for case in cases if case["case_key"].startswith(key)))


def land() -> CaseRecord:
    return sample("S1")


def neighbours() -> CaseRecord:
    return sample("S2")


def wages() -> CaseRecord:
    return sample("S4")


def put(part: Any, path: str, value: Any) -> Any:
    """A copy of a record with one place changed: ``put(case, "parties[0].age", 60)``.

    An index equal to the length appends.
    """
    head, _, rest = path.partition(".")
    name, bracket, index = head.partition("[")
    if not bracket:
        return msgspec.structs.replace(
            part, **{name: put(getattr(part, name), rest, value) if rest else value}
        )
    at = int(index.rstrip("]"))
    items = list(getattr(part, name))
    if at == len(items):
        items.append(value)
    else:
        items[at] = put(items[at], rest, value) if rest else value
    return msgspec.structs.replace(part, **{name: items})
