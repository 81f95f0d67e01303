"""A stored value in the words of a person: what a correction sheet prints and what two desks' values show as."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from jxdesk.rules.days import chinese_moment

_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?\Z")


def in_words(value: Any, *, between_items: str = "；", between_fields: str = "，") -> str:
    """ "" for nothing; a list or a part joined without its empty pieces; an ISO day or time as 2026年5月8日.

    The id of a part is left out: it says nothing to whoever reads the paper.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return chinese_moment(value) if _ISO.match(value) else value
    if isinstance(value, msgspec.Struct):
        value = msgspec.structs.asdict(value)
    if isinstance(value, dict):
        held = [one for name, one in value.items() if name != "id"]
        separator = between_fields
    elif isinstance(value, list | tuple):
        held, separator = list(value), between_items
    else:
        return str(value)
    said = (in_words(one, between_items=between_items, between_fields=between_fields) for one in held)
    return separator.join(one for one in said if one)
