"""Every text a case holds, with its path: what a search for stray words or missing characters goes through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from jxdesk.rules.case_record import CaseRecord

_NOT_PRINTED = frozenset(
    {
        "id",
        "extra",
        "scheme",
        "flow_version",
        "done_nodes",
        "questions",
        "case_key",
        "statistics",
        "void_reason",
        "printouts",
    }
)


def texts(case: CaseRecord) -> Iterator[tuple[str, str]]:
    """Path and text, in the order of the record; technical fields are left out."""
    yield from _walk(case, "")


def _walk(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in _NOT_PRINTED:
                yield from _walk(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _walk(item, path)
    elif isinstance(value, list | tuple):
        for at, item in enumerate(value):
            yield from _walk(item, f"{path}[{at}]")
