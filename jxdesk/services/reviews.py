"""Checks of a case, and the response level its answers propose, as screens and command line ask for them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import chain

from sqlalchemy.orm import Session

from jxdesk.documents import agreement, catalogue, contents, press
from jxdesk.documents.fonts import missing_glyphs
from jxdesk.documents.house import House
from jxdesk.models.database import Database
from jxdesk.paths import read_resource
from jxdesk.review import wording
from jxdesk.review.agreement_content import outside, outsiders
from jxdesk.review.engine import check
from jxdesk.review.facts import Bound, Engagement, MissingGlyph, ReviewFacts, Yardstick, complete
from jxdesk.review.finding import Finding
from jxdesk.review.text_walk import texts
from jxdesk.review.wording import Remark
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import day
from jxdesk.rules.effect import WRITTEN
from jxdesk.rules.response import Proposal, propose_level
from jxdesk.services import review_facts
from jxdesk.services.cases import CaseService
from jxdesk.services.office import OfficeService
from jxdesk.services.trade import Trade

SESSIONS_OF_OTHERS = frozenset({"mediation", "investigation", "case"})
"""Tables that say where a mediator was when, and whether that case still counts."""


STORIES = frozenset({"agreement.facts", "application.brief", "acceptance.brief", "intake.brief"})
"""Where people tell what happened; a wound in a clause is only what is paid for."""


class ReviewService:
    """What is missing or wrong, each with its article and the field that cures it."""

    def __init__(self, database: Database, cases: CaseService, office: OfficeService, trade: Trade) -> None:
        self._database, self._cases, self._office, self._trade = database, cases, office, trade
        self._last_agreement: tuple[object, int] = (None, 0)
        self._away: tuple[object, tuple[Engagement, ...]] | None = None
        database.listen(self._forget)

    def check(self, case_id: str, *, archiving: bool = False) -> tuple[Finding, ...]:
        """All findings about a stored case, gravest first; ``archiving`` asks for completeness as well.

        What is said word for word in other cases (R-57) is looked for only then: it reads every record there is.
        """
        return self.of(self._cases.record(case_id), archiving=archiving)

    def of(self, case: CaseRecord, *, archiving: bool = False) -> tuple[Finding, ...]:
        """All findings about a case as it is in hand."""
        known = self._facts(case, archiving=archiving)
        return check(case, self._among_others(case, known))

    def of_itself(self, case: CaseRecord, *, archiving: bool = False) -> tuple[Finding, ...]:
        """The findings that need no other case: all of level P and A, quick enough to ask after each save."""
        return check(case, self._facts(case, archiving=archiving))

    def propose_level(self, case: CaseRecord) -> Proposal:
        """The response level (蓝黄橙红) that what was said proposes, with its reasons."""
        risks = self._trade.codes.dictionary("risk")
        return propose_level(case, self._trade.level_rules, risks)

    def remark(self, case: CaseRecord, field: str, text: str) -> Remark | None:
        """What is wrong with a text while it is being typed; ``field`` is its path, a clause's without its position.

        The story of a dispute is looked through for crimes (R-46), an agreement for what a court rejects.
        """
        words = self.yardstick.words
        if field in STORIES:
            asked = case.screening is not None and case.screening.crime_suspected is not None
            return None if asked else next(wording.crime(text, words), None)
        ceiling = wording.ceiling_of(case, self.yardstick.lending, self._cases.today())
        return next(chain(wording.remarks(text, words), wording.usury(text, ceiling)), None)

    def outsider(self, case: CaseRecord, obligor: str) -> str:
        """What is wrong with who owes something (R-42); empty when each is a party or nobody is known yet."""
        strangers = outsiders(case, obligor) if any(party.name for party in case.parties) else []
        return outside(strangers[0]) if strangers else ""

    def lending_ceiling(self) -> Decimal | None:
        """The highest yearly percentage that is protected for a loan made today (four times the LPR)."""
        return self.yardstick.lending.ceiling(self._cases.today())

    @cached_property
    def yardstick(self) -> Yardstick:
        return Yardstick.from_texts(
            review=read_resource("codes", "review.toml"),
            watchwords=read_resource("codes", "watchwords.toml"),
            lending=read_resource("codes", "lending.toml"),
            limits=self._trade.limits,
            codes=self._trade.codes,
            regions=self._trade.regions,
            calendar=self._trade.calendar,
            characters=self._trade.characters,
        )

    def _facts(self, case: CaseRecord, *, archiving: bool) -> ReviewFacts:
        host = None if case.committee.org is None else self._office.unit(case.committee.org)
        known = ReviewFacts(
            today=self._cases.today(),
            yardstick=self.yardstick,
            seal_name=None if host is None else host.seal_name,
            missing_glyphs=tuple(
                MissingGlyph(character, path)
                for path, words in texts(case)
                for character in missing_glyphs(words)
            ),
            agreement_pages=self._agreement_pages(case),
            archiving=archiving,
        )
        return replace(known, bound=_template(case)) if complete(case, known) else known

    def _among_others(self, case: CaseRecord, known: ReviewFacts) -> ReviewFacts:
        with self._database.reading() as session:
            twins = review_facts.twins(session, case) if complete(case, known) else review_facts.Twins()
            return replace(
                known,
                register=review_facts.register_place(session, case),
                engagements=self._engagements(session, case),
                repeated=review_facts.repeated(session, case) if known.archiving else (),
                twins=twins.numbers,
                replaced_by=twins.replacing,
            )

    def _engagements(self, session: Session, case: CaseRecord) -> tuple[Engagement, ...]:
        """Asked again only when a session somewhere changed: it reads every session of the desk."""
        starts = [one.start for one in case.mediations] + [one.start for one in case.investigations]
        key = (case.id, *starts)
        if self._away is None or self._away[0] != key:
            self._away = (key, review_facts.engagements(session, case))
        return self._away[1]

    def _forget(self, touched: frozenset[str]) -> None:
        if touched & SESSIONS_OF_OTHERS:
            self._away = None

    def _agreement_pages(self, case: CaseRecord) -> int | None:
        """Pages of the written agreement, drawn again only when its words changed; None when nobody will ask."""
        filed = case.dossier is not None and day(case.dossier.filed_date) is not None
        if case.agreement is None or case.agreement.form != WRITTEN or filed:
            return None
        house = House(catalogue.shipped().switches)
        paper = agreement.from_case(case, house)
        if self._last_agreement[0] != paper:
            self._last_agreement = (paper, agreement.draw(paper, house).pages)
        return self._last_agreement[1]


def _template(case: CaseRecord) -> tuple[Bound, ...]:
    """The dossier's order: what this case cannot be without, and what else may lie between."""
    shipped = catalogue.shipped()
    printed = {ref.document_id for ref in press.applicable(case)}
    papers = [
        Bound(entry.title, shipped.binding.place(entry.id), entry.id in printed and _needed(entry.id))
        for entry in shipped.document
        if entry.numbered
    ]
    material = [
        Bound(slot.title, shipped.binding.place(slot.id), must=False) for slot in contents.shipped().slot
    ]
    return (*papers, *material)


def _needed(document_id: str) -> bool:
    return catalogue.shipped().binding.need(document_id) == "必须"
