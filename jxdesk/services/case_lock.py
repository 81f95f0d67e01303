"""归档以后: a locked dossier is changed only by a correction sheet (更正单): who, when, what, why (R-62, 个保法 art 46).

The lock is a verb of its own and not the filing day, which somebody may type by mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jxdesk.errors import RefusedValueError, UserError
from jxdesk.models import CasePart, Correction, DeskState, Dossier, Staff, rows
from jxdesk.rules.case_record import Agreement, CaseRecord
from jxdesk.rules.days import BEIJING
from jxdesk.rules.effect import effective_date
from jxdesk.rules.ids import new_id
from jxdesk.rules.in_words import in_words

AGREED = (
    "agreement.facts", "agreement.responsibility", "agreement.clauses", "agreement.performance",
    "agreement.amount_total", "agreement.amount_note",
)  # fmt: skip
"""What the parties agreed on and signed; beginnings of paths."""

FOLLOWING = (
    "agreement.effective_date", "agreement.judicial_confirmation.raw_30th_day",
    "agreement.judicial_confirmation.deadline", "source.stat_option",
)  # fmt: skip
"""Fields that move when others are typed; a sheet that is silent about them would be half the truth."""


_NOTHING: tuple[Any, ...] = (None, "", [], {})

NO_MORE = "本卷已经归档锁定，不能再添加、移走或者删除；写更正单可以改已有的栏目，也可以补晚到的材料。"
"""Why a button cannot be pressed that ``refuse_locked`` would refuse."""


class LockedCaseError(UserError):
    """The dossier is locked; the same change with a reason is taken as a correction."""


def why_held(case: CaseRecord) -> str:
    """``NO_MORE`` when the dossier of this case was locked, else ""."""
    return NO_MORE if case.dossier is not None and case.dossier.locked_at is not None else ""


def is_locked(session: Session, case_id: str) -> bool:
    """Whether the dossier of this case was locked."""
    ask = select(Dossier.locked_at).where(Dossier.case_id == case_id)
    return session.scalars(ask).first() is not None


def refuse_agreed(agreement: Agreement | None, paths: Collection[str]) -> None:
    """An agreement that binds is the parties' own (人民调解法 art 31): no sheet of ours rewrites what they signed.

    Only they, by another agreement, or a court (art 32, 33 ③) change it.
    Raises RefusedValueError.
    """
    if effective_date(agreement) is not None and any(path.startswith(AGREED) for path in paths):
        raise RefusedValueError(
            "协议已经生效，更正单不能改协议的内容，没有改动。",
            "双方都愿意改的，另行登记一件，写一份新协议，填上“替代的原协议编号”；"
            "有一方认为协议有错的，告诉他可以向人民法院起诉。",
        )


def refuse_unbinding(before: Agreement | None, after: Agreement | None) -> None:
    """A sheet must not undo the effect either, or the content would be free after it. Raises RefusedValueError."""
    if effective_date(before) is not None and effective_date(after) is None:
        raise RefusedValueError(
            "协议已经生效，更正单不能把它改成没有生效，没有改动。",
            "日期写错了的，请改成正确的日期，不要清空。",
        )


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The paths whose value is another one now; nothing and an empty list are the same."""
    return [
        path
        for path, value in after.items()
        if value != before[path] and not (value in _NOTHING and before[path] in _NOTHING)
    ]


def refuse_locked(session: Session, case_id: str) -> None:
    """For what no correction sheet can do: adding and removing.

    Raises LockedCaseError when the dossier is locked.
    """
    if is_locked(session, case_id):
        raise LockedCaseError(
            "本卷已经归档锁定，没有改动。",
            "归档以后不能添加、删除条目；写更正单可以改已有的栏目，也可以补晚到的材料。",
        )


def ask_why(because: str | None) -> None:
    """A correction has its reason. Raises LockedCaseError without one."""
    if because is None or not because.strip():
        raise LockedCaseError("本卷已经归档锁定，没有改动。", "确需更正的，请写明理由，填一张更正单。")


def write_down(
    session: Session, case_id: str, before: Mapping[str, Any], after: Mapping[str, Any], because: str | None,
    label: Callable[[str], str], now: datetime,
) -> None:  # fmt: skip
    """One sheet for each field that is another one now, by path, in the name of who sits at the desk."""
    desk = session.get_one(DeskState, 1)
    person = None if desk.at_desk is None else session.get(Staff, desk.at_desk)
    last = session.scalar(select(func.max(Correction.position)).where(Correction.case_id == case_id))
    for position, path in enumerate(changed(before, after), start=0 if last is None else last + 1):
        session.add(
            Correction(
                id=new_id(), case_id=case_id, position=position, path=path, what=label(path),
                old=in_words(before[path]), new=in_words(after[path]), why=" ".join((because or "").split()),
                at=now.astimezone(BEIJING).isoformat(timespec="minutes")[:16],
                by=None if person is None else person.name,
            )
        )  # fmt: skip


def place_in(session: Session, list_path: str, item: CasePart) -> int:
    """Which one of its list an item is, counted from zero, as paths count."""
    table = rows.table_of(rows.MANY[list_path])
    ask = select(table.c.id).where(table.c.case_id == item.case_id).order_by(table.c.position, table.c.id)
    return list(session.scalars(ask)).index(item.id)
