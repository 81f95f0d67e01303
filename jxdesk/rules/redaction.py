"""Masking (脱敏) of what a screen or an export need not show in full.

A masked value must never be able to overwrite the stored one; ``is_masked`` is what a form asks
before it saves.
"""

from __future__ import annotations

import re

MASK = "*"


def mask_id(text: str | None) -> str:
    """``2305**********9972``: the first and last four of an ID number; shorter numbers show half as much."""
    if not text:
        return ""
    shown = 4 if len(text) >= 15 else len(text) // 4
    return text[:shown] + MASK * (len(text) - 2 * shown) + text[len(text) - shown :]


def mask_phone(text: str | None) -> str:
    """``138****0001``; of other telephone numbers only the last two digits stay."""
    if not text:
        return ""
    if re.fullmatch(r"1\d{10}", text):
        return text[:3] + MASK * 4 + text[-4:]
    return MASK * (len(text) - 2) + text[-2:] if len(text) > 4 else MASK * len(text)


def mask_name(text: str | None) -> str:
    """``张**``: the family name stays, each further character becomes a star."""
    return text[:1] + MASK * (len(text) - 1) if text else ""


def mask_address(text: str | None) -> str:
    """Province, county and township stay, village and house are hidden."""
    if not text:
        return ""
    match = re.match(r"(?:.*?[省市县区])?.*?(?:镇|乡|街道)|.*?[县区]", text)
    head = match.group() if match else text[:3]
    return head + MASK * 3 if len(head) < len(text) else head


def is_masked(text: str | None) -> bool:
    """Whether a value carries the mask and so must not be stored."""
    return bool(text) and MASK in str(text)
