"""收件, where the case is locked: a decision that changes what the dossier says is a correction, with its reason.

Written in the transaction of the decision, so that the sheet travels with it and no other desk asks again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jxdesk.errors import RefusedValueError
from jxdesk.models import CasePart, Change, Conflict, DeskState, rows
from jxdesk.rules.effect import effective_date
from jxdesk.rules.in_words import in_words
from jxdesk.services import case_lock
from jxdesk.services.case_rows import loaded
from jxdesk.services.locked_arrivals import as_locked, is_about_the_lock, locking_desk
from jxdesk.services.trade import Trade
from jxdesk.sync.merge import VOID

_NOT_SAID = frozenset({"position", "sha256", "size", "media_type", "held_by", "extra", "slot"})
"""Columns that say nothing to whoever reads a sheet."""


@dataclass(frozen=True)
class Sheet:
    """What a correction sheet would say of this decision."""

    path: str
    old: Any
    new: Any


def needs_reason(session: Session, row: Conflict, *, keep_ours: bool) -> bool:
    """Whether the dossier is locked and says something else than what is chosen."""
    if not case_lock.is_locked(session, row.case_id):
        return False
    return keep_ours is not (is_about_the_lock(row) or _archived_is_ours(session, row))


def sheet(session: Session, trade: Trade, row: Conflict, *, keep_ours: bool) -> Sheet:
    """Before the decision is carried out: from what to what, and where."""
    if row.field == VOID:
        text, gone = row_in_words(session, trade, row), bool(row.ours if keep_ours else row.theirs)
        return Sheet(_where(session, row), text if gone else "", "" if gone else text)
    struct = rows.STRUCT[rows.TRACKED[row.kind]].__name__
    at, column = _where(session, row), trade.column_path(struct, row.field)
    old, new = (row.theirs, row.ours) if keep_ours else (row.ours, row.theirs)
    return Sheet(f"{at}.{column}" if at else column, old, new)


def refuse_agreed(session: Session, row: Conflict, planned: Sheet) -> None:
    """As ``case_lock.refuse_agreed``; that the agreement binds may be just what the late change took away."""
    if planned.path.startswith(case_lock.AGREED) and (
        _bound(session, row.case_id) or effective_date(loaded(session, row.case_id).agreement) is not None
    ):
        raise RefusedValueError(
            "协议已经生效，更正单不能改协议的内容，没有改动。",
            "请选锁卷时的；双方都愿意改的，另行登记一件，写一份新协议，填上“替代的原协议编号”。",
        )


def write_sheet(
    session: Session, trade: Trade, row: Conflict, planned: Sheet, because: str | None, now: datetime
) -> None:
    """After the decision was carried out. Raises RefusedValueError where it takes away that the agreement binds."""
    session.flush()
    if _bound(session, row.case_id) and effective_date(loaded(session, row.case_id).agreement) is None:
        raise RefusedValueError(
            "协议已经生效，更正单不能把它改成没有生效，没有改动。",
            "请选锁卷时的；日期写错了的，请改成正确的日期。",
        )
    was, is_now = {planned.path: planned.old}, {planned.path: planned.new}
    case_lock.write_down(
        session, row.case_id, was, is_now, because, lambda path: label(trade, row, path), now
    )


def label(trade: Trade, row: Conflict, path: str) -> str:
    """The place in words; for a whole row, what becomes of it as well."""
    said = trade.catalogue.label(path)
    return f"{said}（整条）" if row.field == VOID else said


def row_in_words(session: Session, trade: Trade, row: Conflict) -> str:
    """Every column with its name, as the row stands or, where it was taken out, as the dossier has it."""
    mapped = rows.TRACKED[row.kind]
    held = rows.read_row(session, row.kind, row.rid) or as_locked(session, row.case_id, row.kind, row.rid)
    return _said(trade, rows.STRUCT[mapped].__name__, [c.name for c in rows.table_of(mapped).columns], held)


def _said(trade: Trade, struct: str, columns: list[str], held: Mapping[str, Any] | None) -> str:
    words = [
        (trade.column_label(struct, one), in_words((held or {}).get(one)))
        for one in columns
        if one not in _NOT_SAID
    ]
    return "；".join(f"{name}：{value}" for name, value in words if value)


def _bound(session: Session, case_id: str) -> bool:
    """Whether the agreement bound when the dossier was locked, by what was written down then."""
    agreement = loaded(session, case_id).agreement
    was = None if agreement is None else as_locked(session, case_id, "agreement", agreement.id)
    return bool(was and was.get("effective_date"))


def _archived_is_ours(session: Session, row: Conflict) -> bool:
    """Where two people wrote one field: the side of the desk that locked is what was bound."""
    locked_by = locking_desk(session, row.case_id)
    if locked_by is None or locked_by == session.get_one(DeskState, 1).dev or row.seq is None:
        return True
    ask = select(Change.dev).where(Change.case_id == row.case_id, Change.seq == row.seq)
    return session.scalars(ask).first() != locked_by


def _where(session: Session, row: Conflict) -> str:
    """The path of the row: "" for the case itself, the list alone where the row is not there any more."""
    mapped = rows.TRACKED[row.kind]
    one = next((name for name, table in rows.ONE.items() if table is mapped), None)
    if one is not None:
        return one
    many = next((name for name, table in rows.MANY.items() if table is mapped), None)
    held = session.get(mapped, row.rid)
    if many is None:
        return ""
    return f"{many}[{case_lock.place_in(session, many, held)}]" if isinstance(held, CasePart) else many
