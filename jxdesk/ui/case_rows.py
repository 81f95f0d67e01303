"""How a case reads in a list: its deadline in words, its state, its level. No Qt here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jxdesk.services.case_table import CaseRow


STATES = {"draft": "草稿", "open": "在办", "closed": "办结", "refused": "不受理", "void": "作废"}


def deadline_words(row: CaseRow) -> str:
    """``还有 2 天``, ``今天到期``, ``迟 1 天``; empty without a deadline."""
    if row.days_left is None:
        return ""
    if row.days_left == 0:
        return "今天到期"
    return f"还有 {row.days_left} 天" if row.days_left > 0 else f"迟 {-row.days_left} 天"


def deadline_tip(row: CaseRow) -> str:
    """What is due and on which date."""
    if not row.due_on:
        return ""
    on = date.fromisoformat(row.due_on)
    return f"{row.due_title}：{on.year}年{on.month}月{on.day}日"


def case_line(row: CaseRow) -> tuple[str, str]:
    """Two lines for a short list: what it is, and where it stands."""
    first = "　".join(word for word in (deadline_words(row), row.title) if word)
    second = "　".join(word for word in (row.label, row.place, row.due_title or row.node_title) if word)
    return first, second
