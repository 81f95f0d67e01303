"""An answer as it is typed on the command line, into the value a calculator works with."""

from __future__ import annotations

from datetime import date
from typing import Any

from jxdesk.errors import UserError
from jxdesk.rules.calculators.asking import Ask
from jxdesk.rules.typed_amount import read_amount
from jxdesk.rules.typed_day import pieces_of, typed_day
from jxdesk.rules.typed_number import FAULT, HUNDRED, read_number

LIKE_A_DAY = "请写成 2026-3-5 这样。"


def read_answer(ask: Ask, text: str, today: date) -> Any:
    """The value, None for nothing. Raises UserError that names the question and says how to write it."""
    if not text.strip():
        return None
    match ask.kind:
        case "money":
            typed = read_amount(text)
            if typed.amount is None:
                raise UserError(f"“{ask.label}”：{typed.fault}", "请改好再算。")
            return typed.amount
        case "number" | "percent":
            number = read_number(text)
            if number is None:
                raise UserError(f"“{ask.label}”写的是“{text}”，读不出来。", FAULT)
            if ask.kind == "percent" and number > HUNDRED:
                raise UserError(f"“{ask.label}”写的是“{text}”。", f"最多是{HUNDRED}。")
            return number
        case "day":
            return _day(ask, text, today)
        case "days":
            return [_day(ask, piece, today) for piece in pieces_of(text)]
        case "choice":
            if text.strip() not in ask.choices:
                raise UserError(
                    f"“{ask.label}”没有“{text}”这一样。", f"可以写的有：{'、'.join(ask.choices)}。"
                )
            return text.strip()


def _day(ask: Ask, text: str, today: date) -> str:
    found = typed_day(text, today)
    if found is None:
        raise UserError(f"“{ask.label}”写的是“{text}”，读不成日子。", LIKE_A_DAY)
    return found.isoformat()
