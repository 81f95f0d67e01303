"""What the checks need to know beside the case: the day, the calendar, the county's data, the seal, the fonts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jxdesk.review.lending import Lending
from jxdesk.review.rulebook import RuleBook
from jxdesk.review.watchwords import Watchwords
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.characters import Characters
from jxdesk.rules.codes import Codes
from jxdesk.rules.days import day
from jxdesk.rules.deadlines import Limits
from jxdesk.rules.person_id import Regions
from jxdesk.rules.workdays import Calendar


@dataclass(frozen=True)
class Yardstick:
    """The county's data that cases are measured by; made once and handed to every check."""

    book: RuleBook
    words: Watchwords
    lending: Lending
    limits: Limits
    codes: Codes
    regions: Regions
    calendar: Calendar
    characters: Characters

    @classmethod
    def from_texts(
        cls, *, review: str, watchwords: str, lending: str, limits: Limits, codes: Codes, regions: Regions,
        calendar: Calendar, characters: Characters,
    ) -> Yardstick:  # fmt: skip
        """Read ``review.toml``, ``watchwords.toml`` and ``lending.toml``; raises UserError as their readers do."""
        return cls(
            book=RuleBook.from_toml(review),
            words=Watchwords.from_toml(watchwords),
            lending=Lending.from_toml(lending),
            limits=limits,
            codes=codes,
            regions=regions,
            calendar=calendar,
            characters=characters,
        )


@dataclass(frozen=True)
class Engagement:
    """Another case's session: where a mediator was and when, for R-23."""

    mediator: str
    start: datetime
    end: datetime
    place: str
    case: str


@dataclass(frozen=True)
class MissingGlyph:
    """A character that no shipped font can print, and the field it stands in, for R-56."""

    character: str
    field: str


@dataclass(frozen=True)
class RegisterPlace:
    """The case's place in the register of its committee and year, for R-02.

    ``before`` is the last number given out before its own, None when its own is the first of the year;
    ``same_number`` are the other cases that stand at the same place.
    """

    before: int | None = None
    same_number: tuple[str, ...] = ()


@dataclass(frozen=True)
class RepeatedText:
    """A paragraph of this case and how many cases of the same mediator hold it word for word, for R-57."""

    field: str
    cases: int


@dataclass(frozen=True)
class Bound:
    """A paper or material of the dossier and its place in the template; ``must``: this case cannot be without it."""

    title: str
    order: int
    must: bool


@dataclass(frozen=True)
class ReviewFacts:
    """``seal_name`` is the committee's name as cut into its seal; None when nobody recorded it.

    ``archiving`` asks for completeness although no filing date is set yet. ``twins`` are the numbers of
    other cases of the same people about the same kind of matter; ``replaced_by`` those of them whose agreement
    replaces the one of this case (替代的原协议编号).
    """

    today: date
    yardstick: Yardstick
    seal_name: str | None = None
    missing_glyphs: tuple[MissingGlyph, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    register: RegisterPlace | None = None
    repeated: tuple[RepeatedText, ...] = ()
    bound: tuple[Bound, ...] = ()
    agreement_pages: int | None = None
    twins: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    archiving: bool = False


def complete(case: CaseRecord, facts: ReviewFacts) -> bool:
    """Whether the case claims to be complete: it is being archived, or its dossier bears a filing date."""
    return facts.archiving or (case.dossier is not None and day(case.dossier.filed_date) is not None)
