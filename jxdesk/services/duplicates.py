"""Possible duplicates of a case: candidates by person, village or time from the file, judged by the rules.

It only ever points, with reasons; joining two cases is a person's decision.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jxdesk.models import Case, Party, rows
from jxdesk.models.database import Database
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.duplicates import Trace, possible_duplicates, trace
from jxdesk.services.cases import CaseService

CANDIDATES = 60


@dataclass(frozen=True)
class Alike:
    """A case that may be the same matter, and why it looks so."""

    case_id: str
    label: str
    title: str
    score: int
    reasons: tuple[str, ...]


class DuplicateService:
    """Looks for the same quarrel under another roof."""

    def __init__(self, database: Database, cases: CaseService) -> None:
        self._database, self._cases = database, cases

    def of(self, case_id: str, most: int = 5) -> list[Alike]:
        """The likeliest duplicates of a case, best first."""
        case = self._cases.record(case_id)
        with self._database.reading() as session:
            found = [rows.load(session, other) for other in _candidates(session, case)]
        # The trace is keyed by id: two cases may share a label, and drafts of two desks may.
        others: dict[str, tuple[Trace, CaseRecord]] = {}
        for record in found:
            if record is not None:
                others[record.id] = (_keyed(record), record)
        alike = possible_duplicates(_keyed(case), [one for one, _ in others.values()], most)
        return [
            Alike(
                one.label, others[one.label][1].label(), _title(others[one.label][1]), one.score, one.reasons
            )
            for one in alike
        ]


def _keyed(case: CaseRecord) -> Trace:
    made = trace(case)
    return Trace(
        case.id, made.ids, made.phones, made.names, made.village, made.dispute_type, made.on, made.brief
    )


def _title(case: CaseRecord) -> str:
    return case.title or "、".join(party.name for party in case.parties if party.name) or "（未填当事人）"


def _candidates(session: Session, case: CaseRecord) -> list[str]:
    wanted = []
    for party in case.parties:
        wanted += [Party.id_no == party.id_no] if party.id_no else []
        wanted += [Party.phone == party.phone] if party.phone else []
        wanted += [Party.name == party.name] if party.name else []
    found: list[str] = []
    if wanted:
        ask = (
            select(Party.case_id)
            .join(Case, Case.id == Party.case_id)
            .where(or_(*wanted), Party.case_id != case.id)
        )
        ask = ask.where(Case.void_reason.is_(None)).order_by(Party.id.desc())
        found += session.scalars(ask.limit(CANDIDATES))
    if case.intake.division_code:
        near = select(Case.id).where(
            Case.intake_division_code == case.intake.division_code,
            Case.dispute_type == case.dispute_type,
            Case.id != case.id,
            Case.void_reason.is_(None),
        )
        found += session.scalars(near.order_by(Case.id.desc()).limit(CANDIDATES))
    return list(dict.fromkeys(found))
