"""Is this dispute in the register already? Scored by what two cases share, with the reasons in words.

The same quarrel reaches the desk by the grid, by 12345 and by the police; a wrong merge is worse than
a double entry, so this only ever points and never joins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.clean_text import half_width
from jxdesk.rules.days import day
from jxdesk.rules.person_id import normalised

DAYS_APART = 30
ENOUGH = 50  # a person and something else, or the same words in the same village

_SAME_ID, _SAME_PHONE, _SAME_NAME = 45, 30, 20
_SAME_VILLAGE, _SAME_TYPE, _SAME_TIME = 15, 10, 10
_ALIKE = 60  # per cent of likeness from which two briefs are worth a word


@dataclass(frozen=True)
class Trace:
    """What of a case is compared; cheap enough to keep for a whole register."""

    label: str
    ids: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    village: str = ""
    dispute_type: str = ""
    on: date | None = None
    brief: str = ""


@dataclass(frozen=True)
class Duplicate:
    """A case that may be the same: ``score`` from 50 to 100, ``reasons`` as short clauses."""

    label: str
    score: int
    reasons: tuple[str, ...]


def trace(case: CaseRecord) -> Trace:
    """The trace of a case; its day is the day it was registered, applied for or accepted."""
    days = (
        day(case.intake.registered_at),
        day(case.application.date) if case.application else None,
        day(case.acceptance.date) if case.acceptance else None,
    )
    return Trace(
        label=case.label(),
        ids=frozenset(normalised(p.id_no or p.uscc or "") for p in case.parties if p.id_no or p.uscc),
        phones=frozenset(half_width(p.phone) for p in case.parties if p.phone),
        names=frozenset(p.name for p in case.parties if p.name),
        village=case.intake.division_code or "",
        dispute_type=case.dispute_type or "",
        on=next((on for on in days if on), None),
        brief=case.brief(),
    )


def possible_duplicates(probe: Trace, others: Iterable[Trace], most: int = 5) -> tuple[Duplicate, ...]:
    """The likeliest duplicates, best first; a case that is more than 30 days away scores lower, not zero."""
    found = [hit for other in others if (hit := _compare(probe, other)) is not None]
    found.sort(key=lambda hit: -hit.score)
    return tuple(found[:most])


def _compare(a: Trace, b: Trace) -> Duplicate | None:
    points, reasons = _people(a, b)
    known_person = points > 0
    if a.village and a.village == b.village:
        points += _SAME_VILLAGE
        reasons.append("同一个村（社区）")
    if a.dispute_type and a.dispute_type == b.dispute_type:
        points += _SAME_TYPE
        reasons.append(f"同为{a.dispute_type}")
    if a.on and b.on and abs((a.on - b.on).days) <= DAYS_APART:
        points += _SAME_TIME
        reasons.append(f"相隔{abs((a.on - b.on).days)}天")
    if points == 0:
        return None
    alike = _likeness(a.brief, b.brief)
    if alike >= _ALIKE:
        points += round((alike - _ALIKE) * (1 if known_person else 0.75))
        reasons.append(f"简要情况相似{round(alike)}%")
    return Duplicate(b.label, min(100, points), tuple(reasons)) if points >= ENOUGH else None


def _people(a: Trace, b: Trace) -> tuple[int, list[str]]:
    """Numbers are never repeated in a reason: reasons are shown and may be printed."""
    points, reasons = 0, []
    if a.ids & b.ids:
        points += _SAME_ID
        reasons.append("证件号码相同")
    if a.phones & b.phones:
        points += _SAME_PHONE
        reasons.append("电话相同")
    same = sorted(a.names & b.names)
    if same:
        points += _SAME_NAME + 10 * (len(same) > 1)
        reasons.append(f"当事人同名：{'、'.join(same)}")
    return points, reasons


def _likeness(a: str, b: str) -> float:
    if len(a) < 8 or len(b) < 8:
        return 0.0  # two briefs of three words are always alike
    from rapidfuzz import fuzz  # noqa: PLC0415 - a compiled library; starting the window must not wait for it

    return fuzz.ratio(a, b)
