"""What stands at a path of a case (``agreement.judicial_confirmation.court``), for the forms. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jxdesk.rules.case_record import CaseRecord


def value_at(owner: Any, path: str) -> Any:
    """The value, or None where a part on the way does not exist yet."""
    value = owner
    for name in path.split("."):
        value = getattr(value, name, None)
    return value


def values_at(owner: Any, paths: Iterable[str]) -> dict[str, Any]:
    """Values by path."""
    return {path: value_at(owner, path) for path in paths}


def parts_at(case: CaseRecord, list_path: str) -> list[Any]:
    """The parts of a list (``agreement.clauses``); none while its owner does not exist."""
    return list(value_at(case, list_path) or [])
