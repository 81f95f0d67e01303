"""Checks of a case, and the response level its answers propose, as screens and command line ask for them."""

from __future__ import annotations

from functools import cached_property

from jxdesk.documents.fonts import missing_glyphs
from jxdesk.paths import read_resource
from jxdesk.review.engine import check
from jxdesk.review.facts import MissingGlyph, ReviewFacts, Yardstick
from jxdesk.review.finding import Finding
from jxdesk.review.text_walk import texts
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.response import Proposal, propose_level
from jxdesk.services.cases import CaseService
from jxdesk.services.office import OfficeService
from jxdesk.services.trade import Trade


class ReviewService:
    """What is missing or wrong, each with its article and the field that cures it."""

    def __init__(self, cases: CaseService, office: OfficeService, trade: Trade) -> None:
        self._cases, self._office, self._trade = cases, office, trade

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
    def _yardstick(self) -> Yardstick:
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
        return ReviewFacts(
            today=self._cases.today(),
            yardstick=self._yardstick,
            seal_name=None if host is None else host.seal_name,
            missing_glyphs=tuple(
                MissingGlyph(character, path)
                for path, words in texts(case)
                for character in missing_glyphs(words)
            ),
            archiving=archiving,
        )
