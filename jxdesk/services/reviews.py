"""Checks of a case, and the response level its answers propose, as screens and command line ask for them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from jxdesk.documents import agreement, catalogue, contents, press
from jxdesk.documents.fonts import missing_glyphs
from jxdesk.documents.house import House
from jxdesk.models.database import Database
from jxdesk.paths import read_resource
from jxdesk.review.engine import check
from jxdesk.review.facts import Bound, MissingGlyph, ReviewFacts, Yardstick, complete
from jxdesk.review.finding import Finding
from jxdesk.review.text_walk import texts
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import day
from jxdesk.rules.effect import WRITTEN
from jxdesk.rules.response import Proposal, propose_level
from jxdesk.services import review_facts
from jxdesk.services.cases import CaseService
from jxdesk.services.office import OfficeService
from jxdesk.services.trade import Trade


class ReviewService:
    """What is missing or wrong, each with its article and the field that cures it."""

    def __init__(self, database: Database, cases: CaseService, office: OfficeService, trade: Trade) -> None:
        self._database, self._cases, self._office, self._trade = database, cases, office, trade
        self._last_agreement: tuple[object, int] = (None, 0)

    def check(self, case_id: str, *, archiving: bool = False) -> tuple[Finding, ...]:
        """All findings about a stored case, gravest first; ``archiving`` asks for completeness as well."""
        return self.of(self._cases.record(case_id), archiving=archiving)

    def of(self, case: CaseRecord, *, archiving: bool = False) -> tuple[Finding, ...]:
        """All findings about a case as it is in hand."""
        return check(case, self._facts(case, archiving=archiving))

    def propose_level(self, case: CaseRecord) -> Proposal:
        """The response level (蓝黄橙红) that what was said proposes, with its reasons."""
        risks = self._trade.codes.dictionary("risk")
        return propose_level(case, self._trade.level_rules, risks)

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
        with self._database.reading() as session:
            known = replace(
                known,
                register=review_facts.register_place(session, case),
                engagements=review_facts.engagements(session, case),
            )
            if not complete(case, known):
                return known  # what only a finished case is asked costs a case in hand nothing
            return replace(
                known,
                repeated=review_facts.repeated(session, case),
                twins=review_facts.twins(session, case),
                bound=_template(case),
            )

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
    """The dossier's template: what this case prints, and the material that may lie between."""
    printed = {ref.document_id for ref in press.applicable(case)}
    papers = [
        Bound(entry.title, entry.order, entry.id in printed)
        for entry in catalogue.shipped().document
        if entry.numbered
    ]
    return (*papers, *(Bound(slot.title, slot.order, printed=False) for slot in contents.shipped().slot))
