"""收件: fields two people gave different values. One open question per field; a decision closes it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jxdesk.models import Conflict

REASON = "两边同时改了这一项，请看过以后选定。"


class Inbox:
    """The open questions of one transaction, read once: most syncs have none."""

    def __init__(self, session: Session, now: str) -> None:
        self._session, self._now = session, now
        rows = session.scalars(select(Conflict).where(Conflict.state == "open"))
        self._open = {(row.kind, row.rid, row.field): row for row in rows}

    def ask(
        self, kind: str, rid: str, case_id: str, field: str, *, ours: Any, theirs: Any, our_change: str | None,
        user: str, at: str, seq: int,
    ) -> None:  # fmt: skip
        """Put a question; a newer difference about the same field replaces the older one.

        ``seq`` is the county's number of the later of the two: whatever sets the field after it decides.
        """
        key = (kind, rid, field)
        row = self._open.get(key)
        if row is None:
            row = Conflict(case_id=case_id, kind=kind, rid=rid, field=field, state="open")
            self._session.add(row)
            self._open[key] = row
        row.ours, row.theirs, row.our_change = ours, theirs, our_change
        row.their_user, row.their_at, row.seq = user, at, seq
        row.reason, row.found_at = REASON, self._now

    def decided(self, kind: str, rid: str, field: str, seq: int, change_id: str) -> None:
        """Close the question about a field that the change numbered ``seq`` has set."""
        row = self._open.get((kind, rid, field))
        if row is not None and (row.seq or 0) < seq:
            row.state, row.resolved_by = "resolved", change_id
            del self._open[kind, rid, field]
