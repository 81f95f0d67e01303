"""锁卷以后到的修改: what another desk typed before it knew of the lock comes before a person, at the desk that locked.

Sync takes the change in, as the other desk could not know; without a question it would stand in a locked
dossier with no sheet that says so. Asked at one desk only, or two people would answer differently.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jxdesk.models import Change, Conflict, DeskState, rows
from jxdesk.rules.case_record import CaseRecord

AFTER_LOCK = (
    "本卷在本机已经归档锁定，另一台电脑还不知道，又改了这一项，没有更正单。改得不对，就选本机锁卷时的；"
    "改得对，就选另一台的，并在卷宗情况说明里写一句。"
)
"""Why it is asked."""

_NOT_TYPED = frozenset(
    {"correction", "material"}
)  # a sheet is its own reason; where a file lies is nobody's text
_KEPT = frozenset(
    {"locked_at", "locked_by", "questions", "void_reason"}
)  # verbs of their own, open after the lock


def ask_about_locked(session: Session, record: CaseRecord, at: str) -> None:
    """Open a question for each field that a pulled change set after this desk locked; once for each field.

    A correction made elsewhere brought its sheet in the same transaction and is not asked about. Only
    changed fields: a row added or taken out elsewhere is not asked about here.
    """
    if record.dossier is None or record.dossier.locked_at is None:
        return
    ask = select(Change).where(Change.case_id == record.id).order_by(Change.n)
    log = [one for one in session.scalars(ask) if one.fields is not None]
    locks = [one for one in log if one.kind == "dossier" and (one.fields or {}).get("locked_at")]
    if not locks or locks[-1].dev != session.get_one(DeskState, 1).dev:
        return
    sheets = {(one.dev, one.at) for one in log if one.kind == "correction"}
    for one in log:
        late = one.n > locks[-1].n and one.state == "pulled" and one.dev != locks[-1].dev
        if late and one.op == "patch" and one.kind not in _NOT_TYPED and (one.dev, one.at) not in sheets:
            _ask(session, one, _before(log, one, locks[-1].n), at)


def _ask(session: Session, late: Change, before: dict[str, Any] | None, at: str) -> None:
    there = rows.read_row(session, late.kind, late.rid)
    if there is None or before is None:
        return
    for name in _fields(late):
        value = (late.fields or {})[name]
        asked = select(Conflict.conflict_id).where(Conflict.rid == late.rid, Conflict.field == name)
        # What is no longer the value was changed again, or another question holds it open.
        if (
            there.get(name) != value
            or before.get(name) == value
            or session.scalars(asked).first() is not None
        ):
            continue
        session.add(
            Conflict(
                case_id=late.case_id, kind=late.kind, rid=late.rid, field=name, ours=before.get(name),
                theirs=value, their_user=late.user, their_at=late.at, seq=late.seq, reason=AFTER_LOCK, found_at=at,
            )
        )  # fmt: skip


def _fields(late: Change) -> Iterator[str]:
    yield from (name for name in late.fields or {} if name not in _KEPT)


def _before(log: list[Change], late: Change, lock: int) -> dict[str, Any] | None:
    """The row as the log built it until the lock; None when the log never held it."""
    earlier = [one.fields or {} for one in log if one.rid == late.rid and one.n < lock]
    return {name: value for fields in earlier for name, value in fields.items()} if earlier else None
