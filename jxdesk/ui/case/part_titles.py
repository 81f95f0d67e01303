"""The line that stands for one part in its list: ``申请人 张桂军``, ``第2次 3月6日``. No Qt here."""

from __future__ import annotations

from typing import Any

from jxdesk.rules.case_record import (
    Agent,
    Appointment,
    Clause,
    Delivery,
    Evidence,
    Extension,
    Investigation,
    Mediation,
    Party,
    Performance,
    Reading,
    Reminder,
    Transfer,
    Visit,
)
from jxdesk.rules.days import day
from jxdesk.rules.read_aloud import READ_ALOUD

SHORT = 18


def title_of(part: Any, number: int) -> str:
    """The title of the ``number``-th part of its list, counted from one."""
    made = _words(part, number)
    return " ".join(word for word in made if word) or f"第{number}条"


def _words(part: Any, number: int) -> tuple[str | None, ...]:  # noqa: PLR0911 - one return a kind of part
    match part:
        case Party():
            return part.role or "当事人", part.name or "（没有填姓名）"
        case Agent():
            return part.name or "（没有填姓名）", part.authority
        case Investigation():
            return f"第{number}次", _short_day(part.start), part.respondent.name if part.respondent else None
        case Mediation():
            return f"第{number}次", _short_day(part.start), part.result
        case Clause():
            return f"{number}.", _cut(part.text) or part.type or "（没有写内容）"
        case Evidence():
            return f"{number}.", part.name or "（没有填名称）"
        case Performance():
            return _short_day(part.date), f"{part.amount}元" if part.amount is not None else part.proof
        case Visit():
            return f"第{number}次", _short_day(part.date), part.method
    return _letter(part, number)


def _letter(part: Any, number: int) -> tuple[str | None, ...]:  # noqa: PLR0911 - as above
    match part:
        case Appointment():
            return f"第{number}次", _short_day(part.at), "、".join(part.recipients)
        case Extension():
            return f"第{number}次", f"到{_short_day(part.until)}" if part.until else None
        case Transfer():
            return _short_day(part.date), part.unit or "（没有填单位）"
        case Delivery():
            return part.document or "（没有填文书）", part.recipient
        case Reminder():
            return _short_day(part.date), part.debtor or "（没有填督促谁）"
        case Reading():
            paper = READ_ALOUD.get(part.document or "", part.document) or "（没有填文书）"
            turn = f"第{part.turn}份" if part.turn else None
            return paper, turn, f"念给{part.listener or '（没有填姓名）'}"
    return (f"第{number}条",)


def _short_day(text: str | None) -> str | None:
    found = day(text)
    return f"{found.month}月{found.day}日" if found else text


def _cut(text: str | None) -> str | None:
    return text if text is None or len(text) <= SHORT else text[: SHORT - 1] + "…"
