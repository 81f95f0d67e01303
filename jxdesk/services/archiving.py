"""归档: closing the dossier. What level A (or P) finds holds it back; an imported case that was filed elsewhere stays filed.

The date alone says that a dossier is closed, so nothing but this file gives it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from jxdesk.errors import UserError
from jxdesk.review.finding import Finding
from jxdesk.rules.case_record import CaseRecord, Dossier
from jxdesk.rules.days import day
from jxdesk.rules.deadlines import confirmation_30th_day, confirmation_deadline
from jxdesk.rules.effect import ORAL, WRITTEN, effective_date
from jxdesk.services.cases import CaseService
from jxdesk.services.reviews import ReviewService
from jxdesk.services.trade import Trade

HELD_BACK_BY = frozenset({"P", "A"})
NAMED = 3
"""How many findings the sentence itself names; the rest are counted."""
DOCS = {WRITTEN: "人民调解协议书", ORAL: "人民调解口头协议登记表"}


class NotReadyToArchiveError(UserError):
    """What stands in the way is in ``findings``, gravest first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        named = "；".join(f"{one.rule} {one.message.rstrip('。')}" for one in findings[:NAMED])
        more = "" if len(findings) <= NAMED else f"；另有{len(findings) - NAMED}条"
        super().__init__(
            f"还不能归档，有{len(findings)}条要先改：{named}{more}。",
            "请在“归档”一步按“去改”逐条改好再归档。",
        )


class ArchivingService:
    """The last verb of a case."""

    def __init__(self, cases: CaseService, reviews: ReviewService, trade: Trade) -> None:
        self._cases, self._reviews, self._trade = cases, reviews, trade

    def standing(self, case: CaseRecord, on: date | None = None) -> tuple[Finding, ...]:
        """What would hold back filing this case on a day (today when none is said), gravest first."""
        filed = msgspec.structs.replace(
            case.dossier or Dossier(), filed_date=(on or self._cases.today()).isoformat()
        )
        found = self._reviews.of_itself(msgspec.structs.replace(case, dossier=filed), archiving=True)
        return tuple(one for one in found if one.level in HELD_BACK_BY)

    def day_named(self, text: str | None) -> date:
        """The day somebody typed, today when none; raises UserError when it is none."""
        on = self._cases.today() if text is None else day(text)
        if on is None:
            raise UserError(f"“{text}”不是日期。", "请写成 2026-03-05 这样。")
        return on

    def archive(self, case_id: str, on: date) -> date:
        """Close the dossier; returns its filing date. A case that is filed already keeps the date it has.

        Raises UserError for a case that was never accepted, NotReadyToArchiveError while anything of level
        A or P stands.
        """
        case = self._cases.record(case_id)
        filed = day(case.dossier.filed_date) if case.dossier else None
        if filed is not None:
            return filed
        if case.number.text is None:
            raise UserError("本案没有受理编号，没有卷可归。", "不予受理、引导的，办到那一步就结束了。")
        standing = self.standing(case, on)
        if standing:
            raise NotReadyToArchiveError(standing)
        self._cases.file_dossier(case_id, on)
        return on

    def take_back(self, case_id: str) -> None:
        """Take the filing date back: the dossier is open again."""
        self._cases.file_dossier(case_id, None)

    def computed(self, case: CaseRecord, standing: Sequence[Finding]) -> dict[str, Any]:
        """Fields that the program works out and that stand otherwise in this case, with what they should be.

        ``standing`` is what ``standing`` said of the same case. The fields come with files of other programs,
        and no form shows them: without this nobody could cure them.
        """
        agreement, wanted = case.agreement, dict[str, Any]()
        if agreement is not None:
            on = effective_date(agreement)
            asked = agreement.judicial_confirmation
            if agreement.number not in {None, case.number.text}:
                wanted["agreement.number"] = case.number.text
            if agreement.doc is not None and agreement.doc != DOCS.get(agreement.form or "", agreement.doc):
                wanted["agreement.doc"] = DOCS[agreement.form or ""]
            if agreement.effective_date is not None and day(agreement.effective_date) != on:
                wanted["agreement.effective_date"] = None if on is None else on.isoformat()
            if asked is not None and asked.deadline is not None and on is not None:
                last = confirmation_deadline(on, self._trade.calendar).isoformat()
                if asked.deadline != last:
                    path = "agreement.judicial_confirmation"
                    wanted[f"{path}.raw_30th_day"] = confirmation_30th_day(on).isoformat()
                    wanted[f"{path}.deadline"] = last
        if any(one.field == "dossier.catalog" for one in standing):
            wanted |= {"dossier.catalog": None, "dossier.total_pages": None}
        return wanted

    def put_right(self, case_id: str) -> dict[str, Any]:
        """Store what ``computed`` says; returns what was there before, for undo."""
        case = self._cases.record(case_id)
        wanted = self.computed(case, self.standing(case))
        return self._cases.save(case_id, wanted) if wanted else {}
