"""People the desk has met before: recognised by ID number, phone or name, so that nothing is typed twice."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select

from jxdesk.models import Case, Party
from jxdesk.models.database import Database
from jxdesk.rules.clean_text import half_width

SHORTEST = 2
ENOUGH = 40


@dataclass(frozen=True)
class Known:
    """A person or organisation as last written down, and in which case."""

    case_label: str
    name: str
    sex: str | None
    nation: str | None
    birth_date: str | None
    kind: str | None
    id_no: str | None
    uscc: str | None
    phone: str | None
    address: str | None
    occupation: str | None
    legal_rep: str | None
    legal_rep_title: str | None


class PeopleService:
    """Looks through the parties of all cases on this desk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recognise(
        self, *, name: str = "", id_no: str = "", phone: str = "", not_in: str = "", limit: int = 5
    ) -> list[Known]:
        """Newest first, one line a person; an exact ID number or phone is enough, a name must be whole."""
        wanted = [
            column == value.strip()
            for column, value in (
                (Party.id_no, half_width(id_no)),
                (Party.phone, half_width(phone)),
                (Party.name, name),
            )
            if len(value.strip()) >= SHORTEST
        ]
        if not wanted:
            return []
        ask = select(Party, Case).join(Case, Case.id == Party.case_id).where(or_(*wanted))
        ask = ask.where(Party.case_id != not_in, Case.void_reason.is_(None))
        ask = ask.order_by(Party.id.desc()).limit(ENOUGH)
        found: dict[str, Known] = {}
        with self._database.reading() as session:
            for party, case in session.execute(ask):
                found.setdefault(
                    party.id_no or party.uscc or f"{party.name}{party.phone}", _known(party, case)
                )
        return list(found.values())[:limit]


def _known(party: Party, case: Case) -> Known:
    return Known(
        case_label=case.number_text or case.intake_short_id or "",
        name=party.name or "",
        sex=party.sex,
        nation=party.nation,
        birth_date=party.birth_date,
        kind=party.kind,
        id_no=party.id_no,
        uscc=party.uscc,
        phone=party.phone,
        address=party.address,
        occupation=party.occupation,
        legal_rep=party.legal_rep,
        legal_rep_title=party.legal_rep_title,
    )
