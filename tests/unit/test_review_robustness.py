"""Nothing a case file can hold makes a check stumble: each value of the samples goes missing or turns odd."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from review_bench import facts
from sample_records import put, sample

from jxdesk.review.engine import check
from jxdesk.rules.deadlines import upcoming
from jxdesk.rules.duplicates import possible_duplicates, trace

ODD_TEXT = "㛃\U0002cc56 2025-02-30（（代"
ODD_CONTENT: list[Any] = [{}, {"parties": "张某", "mediators": {"a": 1}, "amount_wan": "约一万"}]


def _places(value: Any, path: str) -> Iterator[tuple[str, Any, bool]]:
    """Path, value, and whether the record's own type lets it be None: then a file may leave it out."""
    if isinstance(value, msgspec.Struct):
        hints = typing.get_type_hints(type(value))
        for name in value.__struct_fields__:
            here = f"{path}.{name}" if path else name
            inner = getattr(value, name)
            yield here, inner, type(None) in typing.get_args(hints[name])
            yield from _places(inner, here)
    elif isinstance(value, list):
        for at in sorted({0, len(value) - 1} if value else set()):  # first and last stand for their brothers
            item = value[at]
            if isinstance(item, msgspec.Struct):
                yield from _places(item, f"{path}[{at}]")


@pytest.mark.parametrize(
    "key", ["S2", pytest.param("S1", marks=pytest.mark.slow), pytest.param("S4", marks=pytest.mark.slow)]
)
def test_any_value_may_be_missing_or_odd(key: str) -> None:
    case, at = sample(key), facts(archiving=True)
    tried = 0
    for path, value, optional in _places(case, ""):
        others: list[Any] = [None] if optional else []
        if isinstance(value, str):
            others += ["", ODD_TEXT]
        elif isinstance(value, list):
            others.append([])
        elif isinstance(value, dict) and not path.endswith(("split", "pi_consent")):
            others += ODD_CONTENT
        for other in others:
            changed = put(case, path, other)
            for finding in check(changed, at):
                assert finding.message
            upcoming(changed, at.today, at.yardstick.calendar, at.yardstick.limits)
            possible_duplicates(trace(changed), [trace(case)])
            tried += 1
    assert tried > 250
