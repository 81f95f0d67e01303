"""Checks of a case, and the response level its risk answers propose, as screens and command line ask for them."""

from __future__ import annotations

from jxdesk.review.engine import Finding, ReviewFacts, check
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.response import Proposal, propose_level
from jxdesk.services.cases import CaseService
from jxdesk.services.office import OfficeService
from jxdesk.services.trade import Trade


class ReviewService:
    """What is missing or wrong, each with its article and the field that cures it."""

    def __init__(self, cases: CaseService, office: OfficeService, trade: Trade) -> None:
        self._cases, self._office, self._trade = cases, office, trade

    def check(self, case_id: str) -> tuple[Finding, ...]:
        """All findings about a stored case, gravest first."""
        return self.of(self._cases.record(case_id))

    def of(self, case: CaseRecord) -> tuple[Finding, ...]:
        """All findings about a case as it is in hand."""
        return check(case, self._facts(case))

    def propose_level(self, case: CaseRecord) -> Proposal:
        """The response level (蓝黄橙红) that what was said proposes, with its reasons."""
        risks = self._trade.codes.dictionary("risk")
        return propose_level(case, self._trade.level_rules, risks)

    def _facts(self, case: CaseRecord) -> ReviewFacts:
        host = None if case.committee.org is None else self._office.unit(case.committee.org)
        return ReviewFacts(
            today=self._cases.today(),
            calendar=self._trade.calendar,
            seal_name=None if host is None else host.seal_name,
        )
