"""What the checks need to know of other cases, asked of the file in one statement per question.

Never by loading cases: opening one case must not read five thousand. Void cases count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from jxdesk.review.facts import Engagement, RegisterPlace, RepeatedText
from jxdesk.review.people import bare, signatures
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import moment
from jxdesk.rules.numbering import folded

LONG_ENOUGH = 20
"""Characters from which a paragraph is no turn of phrase any more that many cases rightly share."""

_REGISTER = text(
    """
    SELECT (SELECT max(e.seq) FROM number_entry e
            WHERE e.committee = own.committee AND e.year = own.year AND e.seq < own.seq) AS before,
        c.number_text AS other, c.intake_short_id AS short
    FROM number_entry own
    LEFT JOIN "case" c ON c.committee_org = own.committee AND c.number_text = :number AND c.id <> :case
        AND c.void_reason IS NULL
    WHERE own.committee = :committee AND own.year = :year AND own.seq = :seq
    """
)
_STAYS = text(
    """
    SELECT s.start, s.stop, s.place, s.people, coalesce(c.number_text, c.intake_short_id) AS label
    FROM (
        SELECT case_id, start, "end" AS stop, place, signatures AS people FROM mediation
        WHERE substr(start, 1, 10) IN :days AND case_id <> :case
        UNION ALL
        SELECT case_id, start, "end", place, investigators FROM investigation
        WHERE substr(start, 1, 10) IN :days AND case_id <> :case
    ) s JOIN "case" c ON c.id = s.case_id
    WHERE c.void_reason IS NULL
    """
).bindparams(bindparam("days", expanding=True))
_REPEATED = text(
    """
    WITH other AS (
        SELECT id FROM "case"
        WHERE id <> :case AND void_reason IS NULL AND EXISTS (
            SELECT 1 FROM json_each(mediators) m WHERE json_extract(m.value, '$.name') IN :mediators
        )
    )
    SELECT said, count(DISTINCT case_id) AS cases FROM (
        SELECT m.case_id, line.value AS said FROM other JOIN mediation m ON m.case_id = other.id,
            json_each(m.record) line WHERE line.value IN :texts
        UNION ALL SELECT case_id, brief FROM other JOIN application ON case_id = other.id WHERE brief IN :texts
        UNION ALL SELECT case_id, facts FROM other JOIN agreement ON case_id = other.id WHERE facts IN :texts
        UNION ALL SELECT case_id, content FROM other JOIN visit ON case_id = other.id WHERE content IN :texts
    ) GROUP BY said
    """
).bindparams(bindparam("mediators", expanding=True), bindparam("texts", expanding=True))
_TWINS = text(
    """
    SELECT c.number_text, c.supersedes FROM party p JOIN "case" c ON c.id = p.case_id
    WHERE p.id_no IN :people AND c.id <> :case AND c.dispute_type = :type
        AND c.number_text IS NOT NULL AND c.void_reason IS NULL
    GROUP BY c.id HAVING count(DISTINCT p.id_no) >= 2 ORDER BY c.number_text
    """
).bindparams(bindparam("people", expanding=True))


def register_place(session: Session, case: CaseRecord) -> RegisterPlace | None:
    """The case's place in the register; None for a number this desk did not enter: it cannot know the rest."""
    number, committee = case.number, case.committee.org
    if number.text is None or number.year is None or number.seq is None or committee is None:
        return None
    asked = {"number": number.text, "case": case.id, "committee": committee, "year": number.year}
    found = session.execute(_REGISTER, {**asked, "seq": number.seq}).all()
    if not found:
        return None
    others = tuple(str(row.short or row.other) for row in found if row.other is not None)
    return RegisterPlace(found[0].before, others)


def engagements(session: Session, case: CaseRecord) -> tuple[Engagement, ...]:
    """Where mediators were in other cases on the days of this case's sessions and investigations."""
    starts = [one.start for one in case.mediations] + [one.start for one in case.investigations]
    days = sorted({start[:10] for start in starts if start})
    if not days:
        return ()
    found: list[Engagement] = []
    for row in session.execute(_STAYS, {"days": days, "case": case.id}):
        start, end = moment(row.start), moment(row.stop)
        if start and end:
            found += [
                Engagement(name, start, end, row.place or "", row.label or "另一件案件")
                for name in _mediators(row.people)
            ]
    return tuple(found)


def _mediators(people: str | None) -> Iterator[str]:
    """Names of who mediated, out of a session's signatures or an investigation's list."""
    value: Any = None if people is None else msgspec.json.decode(people)
    listed = value.get("mediators") if isinstance(value, dict) else value
    yield from (bare(one.name) for one in signatures(listed))


def repeated(session: Session, case: CaseRecord) -> tuple[RepeatedText, ...]:
    """Paragraphs that stand word for word in other cases of its mediators, with how many cases hold them."""
    where: dict[str, str] = {}
    for path, words in _paragraphs(case):
        if words is not None and len(words) >= LONG_ENOUGH:
            where.setdefault(words, path)
    names = [mediator.name for mediator in case.mediators]
    if not where or not names:
        return ()
    asked = {"case": case.id, "mediators": names, "texts": list(where)}
    return tuple(RepeatedText(where[row.said], row.cases + 1) for row in session.execute(_REPEATED, asked))


def _paragraphs(case: CaseRecord) -> Iterator[tuple[str, str | None]]:
    if case.application is not None:
        yield "application.brief", case.application.brief
    if case.agreement is not None:
        yield "agreement.facts", case.agreement.facts
    for at, session in enumerate(case.mediations):
        for line, words in enumerate(session.record):
            yield f"mediations[{at}].record[{line}]", words
    for at, visit in enumerate(case.visits):
        yield f"visits[{at}].content", visit.content


@dataclass(frozen=True)
class Twins:
    """Numbers of other cases of two or more of the same people about the same kind of matter.

    ``replacing`` are those whose agreement replaces the one of this case, by its number or the case's.
    """

    numbers: tuple[str, ...] = ()
    replacing: tuple[str, ...] = ()


def twins(session: Session, case: CaseRecord) -> Twins:
    """The other cases that may be the same quarrel."""
    people = sorted({party.id_no for party in case.parties if party.id_no})
    if len(people) < 2 or not case.dispute_type:
        return Twins()
    asked = {"people": people, "case": case.id, "type": case.dispute_type}
    found = session.execute(_TWINS, asked).all()
    own = {folded(one) for one in (case.number.text, case.agreement and case.agreement.number) if one}
    replacing = tuple(row.number_text for row in found if folded(row.supersedes or "") in own)
    return Twins(tuple(row.number_text for row in found), replacing)
