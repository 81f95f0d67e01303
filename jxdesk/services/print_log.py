"""打印记录: what was handed to a printer, row by row, written once the paper is on its way and never changed.

A row is not a word of the dossier: it is written to a locked one too, asks for no correction sheet and no check
reads it. It belongs to the case all the same and so travels to the county and into case files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select

from jxdesk.models import DeskState, Printout, Staff
from jxdesk.models.database import Database
from jxdesk.rules.case_record import Printout as PrintoutPart
from jxdesk.rules.days import BEIJING
from jxdesk.rules.ids import new_id
from jxdesk.rules.printouts import Handed, PaperOf, newest_first
from jxdesk.services.case_rows import loaded


class PrintLogService:
    """Appends and reads. ``clock`` gives aware times."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def note(self, paper: PaperOf, handed: Handed) -> None:
        """Write down that a paper was handed over, in the name of who sits at the desk."""
        with self._database.transaction() as session:
            desk = session.get_one(DeskState, 1)
            person = None if desk.at_desk is None else session.get(Staff, desk.at_desk)
            last = session.scalar(
                select(func.max(Printout.position)).where(Printout.case_id == paper.case_id)
            )
            session.add(
                Printout(
                    id=new_id(), case_id=paper.case_id, position=0 if last is None else last + 1,
                    at=self._clock().astimezone(BEIJING).isoformat(timespec="minutes")[:16],
                    by=None if person is None else person.name, document=paper.document,
                    ordinal=paper.ordinal, title=paper.title, copies=handed.copies, first=handed.first,
                    last=handed.last or paper.pages or None, printer=handed.printer or None,
                    draft=paper.draft, large=paper.large,
                    sha256=hashlib.sha256(handed.content).hexdigest(),
                )
            )  # fmt: skip

    def of(self, case_id: str) -> tuple[PrintoutPart, ...]:
        """Everything printed of a case, newest first. Raises UserError when there is no such case."""
        with self._database.reading() as session:
            listed = loaded(session, case_id).printouts
        return newest_first(listed)
