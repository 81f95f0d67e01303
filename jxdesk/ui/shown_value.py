"""A stored value in words, for pages that show two of them side by side. No Qt here."""

from __future__ import annotations

from typing import Any

from jxdesk.rules.in_words import in_words

NOTHING = "（空）"


def shown_value(value: Any) -> str:
    """Text as a person reads it; a list one line each; nothing says so."""
    return in_words(value, between_items="\n") or NOTHING
