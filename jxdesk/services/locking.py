"""归档锁卷: the verb that ends the typing, and the day on which it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from jxdesk.errors import UserError
from jxdesk.models import DeskState, Staff
from jxdesk.models.database import Database
from jxdesk.rules.days import BEIJING
from jxdesk.services.case_parts import find_part
from jxdesk.services.case_rows import loaded
from jxdesk.services.locked_arrivals import ask_about_locked
from jxdesk.services.summaries import Summaries
from jxdesk.services.voiding import refuse_filing


class LockingService:
    """Locks and, on the same day, unlocks. What a lock means is in ``case_lock``."""

    def __init__(self, database: Database, summaries: Summaries, clock: Callable[[], datetime]) -> None:
        self._database, self._summaries, self._clock = database, summaries, clock

    def lock(self, case_id: str) -> None:
        """From now on only correction sheets change this case. Raises UserError without the filing day, or void."""
        with self._database.transaction() as session:
            refuse_filing(loaded(session, case_id).void_reason)
            dossier = find_part(session, case_id, "dossier")
            if dossier is None or not dossier.filed_date:
                raise UserError("还没有填立卷日期，不能锁卷。", "请先在“归档”这一步按“归档”。")
            if dossier.locked_at is None:
                desk = session.get_one(DeskState, 1)
                person = None if desk.at_desk is None else session.get(Staff, desk.at_desk)
                dossier.locked_at = self._now()
                dossier.locked_by = None if person is None else person.name
            session.flush()
            self._summaries.write(session, loaded(session, case_id))

    def unlock(self, case_id: str) -> None:
        """Undo ``lock`` on the day it was done, while nothing has been corrected; UserError later."""
        with self._database.transaction() as session:
            dossier = find_part(session, case_id, "dossier")
            if dossier is None or dossier.locked_at is None:
                return
            if loaded(session, case_id).corrections or dossier.locked_at[:10] != self._now()[:10]:
                raise UserError("锁卷只能在当天、还没有更正的时候取消。", "确需更正的，请写更正单。")
            dossier.locked_at = dossier.locked_by = None
            session.flush()
            record = loaded(session, case_id)
            self._summaries.write(session, record)
            ask_about_locked(session, record, self._clock().isoformat(timespec="milliseconds"))

    def _now(self) -> str:
        return self._clock().astimezone(BEIJING).isoformat(timespec="minutes")[:16]
