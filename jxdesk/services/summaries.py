"""The line each case has in lists and its words in the search index: rewritten with every save.

``rebuild`` makes them all again, so a fault here can cost time but not data.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jxdesk.flow.definition import Node
from jxdesk.models import Case, Summary, rows
from jxdesk.models.database import Database
from jxdesk.progress import QUIET, Work
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import BEIJING, day
from jxdesk.services.search import tokens
from jxdesk.services.trade import Trade

BATCH = 200


_COLUMNS = [column.name for column in rows.table_of(Summary).columns if column.name != "n"]
_PUT = (
    f"INSERT INTO summary({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"  # noqa: S608 - our own columns
    f" ON CONFLICT (case_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS)}"
    " RETURNING n"
)
_FIND = "INSERT OR REPLACE INTO case_search(rowid, words) VALUES (?, ?)"


class Summaries:
    """Writes ``summary`` and ``case_search`` inside the caller's transaction."""

    def __init__(self, trade: Trade, clock: Callable[[], datetime]) -> None:
        self._trade, self._clock = trade, clock

    def write(self, session: Session, case: CaseRecord) -> None:
        """Rewrite the line of ``case``; call after the last flush of its transaction."""
        line = self._line(case)
        connection = session.connection()  # plain SQL: this runs with every save and has no history
        n = connection.exec_driver_sql(_PUT, line).scalar_one()
        session.info["touched"].add("summary")
        connection.exec_driver_sql(_FIND, (n, tokens(self._words(case), self._trade.characters.folding)))

    def rebuild(self, database: Database, work: Work = QUIET) -> int:
        """Make every line again, a batch a transaction; returns how many."""
        with database.reading() as session:
            ids = list(session.scalars(select(Case.id).order_by(Case.id)))
        for start in range(0, len(ids), BATCH):
            work.step(start, len(ids), "正在整理案件列表")
            with database.transaction(recording=False) as session:
                for case_id in ids[start : start + BATCH]:
                    case = rows.load(session, case_id)
                    if case is not None:
                        self.write(session, case)
        return len(ids)

    def _line(self, case: CaseRecord) -> dict[str, str | None]:
        now = self._clock()
        today = now.astimezone(BEIJING).date()
        node = self._trade.current_node(case)
        due = None if node is None or case.void_reason else self._trade.next_deadline(case, today)
        accepted = case.acceptance.date if case.acceptance else None
        registered = day(case.intake.registered_at) or day(accepted)
        return {
            "case_id": case.id,
            "label": case.label(),
            "title": case.title or title_of(case),
            "parties": "、".join(party.name for party in case.parties if party.name),
            "dispute_type": case.dispute_type,
            "place": self.place(case),
            "committee": case.committee.name,
            "mediator": case.mediators[0].name if case.mediators else None,
            "first_receiver": case.intake.first_receiver,
            "level": case.intake.response_level,
            "mode": case.mode,
            "state": state_of(case, node),
            "node": None if node is None else node.id,
            "node_title": "已办完" if node is None else node.title,
            "registered_on": None if registered is None else registered.isoformat(),
            "accepted_on": accepted,
            "due_on": None if due is None else due.due_on.isoformat(),
            "due_title": None if due is None else due.title,
            "changed_at": now.isoformat(timespec="seconds"),
        }

    def place(self, case: CaseRecord) -> str | None:
        """Where it happened, always with the town: village names repeat."""
        found = self._trade.divisions.by_code(case.intake.division_code)
        return found.label if found is not None else case.intake.place

    def _words(self, case: CaseRecord) -> list[str | None]:
        words: list[str | None] = [case.number.text, case.intake.short_id, case.title, case.dispute_type]
        for party in case.parties:
            words += [party.name, party.phone, party.id_no, party.address, party.uscc, party.legal_rep]
            words += [party.guardian.name if party.guardian else None]
            words += self._trade.initials(party.name or "")
        words += [agent.name for agent in case.agents]
        words += [case.brief(), self.place(case), case.intake.place, case.supersedes]
        if case.agreement is not None:
            words += [case.agreement.facts]
        if case.void_reason is not None:
            words += ["作废", case.void_reason]
        return words


def title_of(case: CaseRecord) -> str:
    """``张某与李某邻里纠纷`` from who and what; a draft without either says so."""
    asking = "、".join(p.name for p in case.applicants() if p.name)
    answering = "、".join(p.name for p in case.respondents() if p.name)
    who = "与".join(side for side in (asking, answering) if side)
    return f"{who}{case.dispute_type or '纠纷'}" if who else "（未填当事人）"


def state_of(case: CaseRecord, node: Node | None) -> str:
    """draft, open, closed, refused or void: what the case table and the workbench sort by."""
    if case.void_reason is not None:
        return "void"
    if case.refusal is not None and case.number.text is None:
        return "refused"
    if node is None:
        return "closed"
    return "open" if case.number.text is not None else "draft"
