"""Paths into a case (``application.brief``, ``agreement.clauses[]``): do they exist, and what stands there.

A flow file names fields by path, and a path with a letter wrong would otherwise show itself as an
empty line on the form, in front of a citizen.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from jxdesk.rules.case_record import CaseRecord

_PART = re.compile(r"([a-z_]+)(\[\])?\Z")


def exists(path: str) -> bool:
    """Whether ``path`` names a field of CaseRecord, with ``[]`` after a list of parts.

    Inside a value without a type of its own (``screening.reports[].at``) any name is taken.
    """
    kind: Any = CaseRecord
    for part in path.split("."):
        found = _PART.match(part)
        if found is None:
            return False
        if kind is Any:
            continue
        if not _is_struct(kind):
            return False
        name, brackets = found.groups()
        if name not in _types(kind):
            return False
        kind = _without_none(_types(kind)[name])
        if brackets:
            if get_origin(kind) is not list:
                return False
            kind = get_args(kind)[0]
        elif get_origin(kind) is list and _is_struct(get_args(kind)[0]):
            return False
    return True


def read(case: CaseRecord, path: str) -> list[Any]:
    """Every value at ``path``, lists flattened in order; what was not said is left out."""
    found: list[Any] = [case]
    for part in path.split("."):
        name, brackets = part.removesuffix("[]"), part.endswith("[]")
        found = [value for owner in found for value in _step(owner, name, brackets)]
    return found


def _step(owner: Any, name: str, brackets: bool) -> Iterator[Any]:
    value = owner.get(name) if isinstance(owner, dict) else getattr(owner, name, None)
    if brackets:
        yield from value or ()
    elif value not in (None, "", [], {}):
        yield value


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        rest = [arg for arg in get_args(kind) if arg is not type(None)]
        return rest[0] if len(rest) == 1 else Any
    return kind
