"""编号登记 as the screens see it: whose register it is, taking it over, and two cases under one number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jxdesk.errors import UserError
from jxdesk.models import Case, Conflict, DeskState, Organisation, rows
from jxdesk.models.change import CLASH
from jxdesk.models.database import Database
from jxdesk.rules.case_record import CaseRecord
from jxdesk.services import numbers
from jxdesk.services.short_id import letters_of
from jxdesk.services.summaries import Summaries, title_of
from jxdesk.services.trade import Trade


@dataclass(frozen=True)
class SameNumber:
    """收件: two cases bear one number. ``ours_to_mend`` says that this desk numbers and may give a new one."""

    id: str
    number: str
    cases: tuple[tuple[str, str], ...]
    """Id of each, and the words it is told apart by: title, short id, first receiver."""
    ours_to_mend: bool


class RegisterService:
    """Verbs of the number registers that stand outside one case."""

    def __init__(
        self, database: Database, trade: Trade, summaries: Summaries, clock: Callable[[], datetime]
    ) -> None:
        self._database, self._trade, self._summaries, self._clock = database, trade, summaries, clock

    def elsewhere(self) -> dict[str, str]:
        """The committees that another desk numbers for, by code, with the three letters it is told apart by.

        "" where it has not been heard yet which one.
        """
        with self._database.reading() as session:
            dev = session.get_one(DeskState, 1).dev
            ask = select(Organisation.code, Organisation.number_desk).where(
                Organisation.number_desk.is_not(None), Organisation.number_desk != dev
            )
            return {code: letters_of(desk) if desk else "" for code, desk in session.execute(ask)}

    def take_over(self, committee: str) -> None:
        """改由这台电脑编号: for a desk that replaces another."""
        with self._database.transaction() as session:
            numbers.take_over(session, committee)

    def leave_to_another(self, committees: list[str]) -> None:
        """这台电脑只登记: another desk of the unit gives out the numbers of these committees."""
        with self._database.transaction() as session:
            for code in committees:
                session.get_one(Organisation, code).number_desk = numbers.ELSEWHERE

    def clashes(self) -> list[SameNumber]:
        """Open questions about numbers borne by two cases, oldest first."""
        with self._database.reading() as session:
            found = session.scalars(
                select(Conflict)
                .where(Conflict.field == CLASH, Conflict.state == "open")
                .order_by(Conflict.found_at)
            )
            return [self._shown(session, row) for row in found]

    def renumber(self, clash_id: str, case_id: str) -> str:
        """Give ``case_id`` a new number; the other case keeps the old one. Returns the new number.

        Raises UserError when the question is settled already or this desk does not number.
        """
        with self._database.transaction() as session:
            row = session.get_one(Conflict, clash_id)
            if row.state != "open":
                raise UserError("这两件的案号已经不重了。", "不需要再换，请刷新后再看。")
            case = session.get_one(Case, case_id)
            text = numbers.renumber(session, row, case, self._trade.number_template, self._clock())
            session.flush()
            record = rows.load(session, case_id)
            assert record is not None  # noqa: S101 - it was just numbered; mypy cannot see it
            self._summaries.write(session, record)
            return text

    def _shown(self, session: Session, row: Conflict) -> SameNumber:
        cases = [rows.load(session, case_id) for case_id in (str(row.ours), row.rid)]
        there = [case for case in cases if case is not None]
        org = there[0].committee.org if there else None
        desk = None if org is None else session.get_one(Organisation, org).number_desk
        return SameNumber(
            id=row.conflict_id,
            number=there[0].number.text or "" if there else "",
            cases=tuple((case.id, _told_apart(case)) for case in there),
            ours_to_mend=desk == session.get_one(DeskState, 1).dev,
        )


def _told_apart(case: CaseRecord) -> str:
    words = [case.title or title_of(case), case.intake.short_id]
    words += [f"首接人{case.intake.first_receiver}" if case.intake.first_receiver else None]
    return "　".join(word for word in words if word)
