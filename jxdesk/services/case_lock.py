"""归档以后: a locked dossier is changed only by a correction sheet (更正单): who, when, what, why (R-62, 个保法 art 46).

The lock is a verb of its own and not the filing day, which somebody may type by mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jxdesk.errors import UserError
from jxdesk.models import CasePart, Correction, DeskState, Dossier, Staff, rows
from jxdesk.rules.days import BEIJING
from jxdesk.rules.ids import new_id
from jxdesk.rules.in_words import in_words


class LockedCaseError(UserError):
    """The dossier is locked; the same change with a reason is taken as a correction."""


def is_locked(session: Session, case_id: str) -> bool:
    """Whether the dossier of this case was locked."""
    ask = select(Dossier.locked_at).where(Dossier.case_id == case_id)
    return session.scalars(ask).first() is not None


def refuse_locked(session: Session, case_id: str) -> None:
    """For what no correction sheet can do: adding and removing.

    Raises LockedCaseError when the dossier is locked.
    """
    if is_locked(session, case_id):
        raise LockedCaseError(
            "本卷已经归档锁定，没有改动。", "归档以后不能添加、删除，只能写更正单改已有的栏目。"
        )


def correcting(session: Session, case_id: str, because: str | None) -> bool:
    """Whether a change is a correction: False when the dossier is open.

    Raises LockedCaseError without a reason.
    """
    if not is_locked(session, case_id):
        return False
    if because is None or not because.strip():
        raise LockedCaseError("本卷已经归档锁定，没有改动。", "确需更正的，请写明理由，填一张更正单。")
    return True


def write_down(
    session: Session, case_id: str, before: Mapping[str, Any], values: Mapping[str, Any], because: str | None,
    label: Callable[[str], str], now: datetime,
) -> None:  # fmt: skip
    """One sheet for each field that was changed, by path, in the name of who sits at the desk."""
    desk = session.get_one(DeskState, 1)
    person = None if desk.at_desk is None else session.get(Staff, desk.at_desk)
    last = session.scalar(select(func.max(Correction.position)).where(Correction.case_id == case_id))
    for position, (path, value) in enumerate(values.items(), start=0 if last is None else last + 1):
        session.add(
            Correction(
                id=new_id(), case_id=case_id, position=position, path=path, what=label(path),
                old=in_words(before[path]), new=in_words(value), why=" ".join((because or "").split()),
                at=now.astimezone(BEIJING).isoformat(timespec="minutes")[:16],
                by=None if person is None else person.name,
            )
        )  # fmt: skip


def place_in(session: Session, list_path: str, item: CasePart) -> int:
    """Which one of its list an item is, counted from zero, as paths count."""
    table = rows.table_of(rows.MANY[list_path])
    ask = select(table.c.id).where(table.c.case_id == item.case_id).order_by(table.c.position, table.c.id)
    return list(session.scalars(ask)).index(item.id)
