"""Everything the case page shows of one case, read at once in the local lane so that it fits together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jxdesk.flow.engine import Walk
from jxdesk.review.finding import Finding
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.deadlines import Deadline
from jxdesk.services.dossiers import Gap
from jxdesk.services.materials import Shelf
from jxdesk.services.papers import DocumentRef
from jxdesk.services.timeline import Event
from jxdesk.ui.forms.suggestions import Names
from jxdesk.ui.workplace import Services

ARCHIVE = "archive"
"""The step before which nobody asks whether the dossier is complete."""


@dataclass(frozen=True)
class OpenCase:
    """One case as it stands now."""

    record: CaseRecord
    walk: Walk
    findings: tuple[Finding, ...]
    next_deadline: Deadline | None
    names: Names
    place: str
    events: tuple[Event, ...]
    papers: tuple[DocumentRef, ...]
    today: date
    standing: tuple[Finding, ...] = ()
    """What holds back archiving; nothing before there is a number to file it under."""
    computed: tuple[str, ...] = ()
    """Fields that the program works out and that stand otherwise."""
    shelves: tuple[Shelf, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """What the dossier should have and has not; read only once it is filed."""
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    """What the cover prints where nobody typed anything, by path."""
    given_out: bool = False
    """Whether a desk gave the number out by accepting the case: what was decided with it is not changed any more."""


def read_open_case(services: Services, case_id: str) -> OpenCase:
    """Read it. Raises UserError when the case is not on this desk."""
    record = services.cases.record(case_id)
    today = services.cases.today()
    walk = services.trade.walk(record, today)
    standing = services.archiving.standing(record) if record.number.text is not None else ()
    division = services.trade.divisions.by_code(record.intake.division_code)
    return OpenCase(
        record=record,
        walk=walk,
        findings=services.reviews.of(record, archiving=walk.current == ARCHIVE),
        next_deadline=services.trade.next_deadline(record, today),
        names=names_for(record, [person.name for person in services.office.people()]),
        place=division.label if division is not None else record.intake.place or "",
        events=tuple(services.timeline.of(case_id)),
        papers=services.papers.printable(case_id),
        shelves=services.materials.shelves_of(record),
        gaps=services.dossiers.gaps(record) if record.dossier and record.dossier.filed_date else (),
        stand_ins=services.papers.stand_ins(record),
        today=today,
        given_out=services.cases.given_out(case_id),
        standing=standing,
        computed=tuple(services.archiving.computed(record, standing)),
    )


def names_for(record: CaseRecord, staff: list[str]) -> Names:
    """Who can be offered in this case: its parties and agents; its mediators first, then the desk's people."""
    here = [mediator.name for mediator in record.mediators]
    people = [*here, record.recorder or "", *staff]
    parties = [party.name or "" for party in record.parties]
    guardians = [party.guardian.name or "" for party in record.parties if party.guardian]
    agents = [agent.name or "" for agent in record.agents]
    return Names(
        parties=_once([*parties, *guardians, *agents]),
        staff=_once(people),
        committee=record.committee.name or "",
    )


def _once(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
