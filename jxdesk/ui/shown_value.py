"""A stored value in words, for pages that show two of them side by side. No Qt here."""

from __future__ import annotations

from typing import Any

NOTHING = "（空）"


def shown_value(value: Any) -> str:
    """Text as a person reads it; a list one line each; nothing says so."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "\n".join(shown_value(one) for one in value)
    if isinstance(value, dict):
        return "；".join(shown_value(one) for one in value.values() if one not in (None, "", [], {}))
    return str(value)
