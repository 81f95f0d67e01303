"""The row of a part there is one of in a case (申请书, 协议, 卷宗 …): found, or begun with an id both desks would give it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jxdesk.models import rows
from jxdesk.rules.ids import derived_id


def find_part(session: Session, case_id: str, name: str) -> Any:
    """The row, or None while nobody began the part."""
    table = rows.ONE[name]
    return session.scalars(select(table).where(rows.table_of(table).c.case_id == case_id)).first()


def begin_part(session: Session, case_id: str, name: str) -> Any:
    """The row, begun when there is none."""
    found = find_part(session, case_id, name)
    if found is None:
        found = rows.ONE[name](id=derived_id(case_id, name), case_id=case_id)
        session.add(found)
        session.flush()
    return found
