"""A number that is no amount of money, as hands type it: ``15``, ``0.5``, ``3.45%``, in either width."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"\d{1,6}(\.\d{1,4})?")
_WIDE = {ord("０") + n: str(n) for n in range(10)} | {ord("．"): "."}
FAULT = "这里只写数字，比如 15 或 0.5。"
HUNDRED = Decimal(100)


def bare(text: str) -> str:
    """Half-width and without its sign of per cent."""
    return text.translate(_WIDE).strip().rstrip("%％").strip()


def read_number(text: str) -> Decimal | None:
    """None when it is empty or no number."""
    said = bare(text)
    return Decimal(said) if _NUMBER.fullmatch(said) else None
