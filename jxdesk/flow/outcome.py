"""What a case says about its end: effect, judicial confirmation, performance, visits, closing, archiving.

A filed dossier ends every argument about the steps before it: instalments that run for years do not
keep a dossier open, and an old paper dossier has no field for everything we ask today.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from jxdesk.flow.admission import above_township
from jxdesk.flow.sessions import agreed_orally, withdrawn
from jxdesk.rules import effect
from jxdesk.rules.case_record import CaseRecord, Clause, JudicialConfirmation, Payment, Performance


def agreement_effective(case: CaseRecord) -> bool:
    """The agreement is in force (人民调解法 art 29: all is signed and sealed; art 30: it was agreed)."""
    return case.agreement is not None and effect.effective_date(case.agreement) is not None


def content_not_confirmable(case: CaseRecord) -> bool:
    """What was agreed may not be confirmed (民诉法解释 art 355). An oral agreement lacks only its paper."""
    return confirmation_impossible(case) and not agreed_orally(case)


def confirmation_impossible(case: CaseRecord) -> bool:
    """司法确认 cannot be applied for as things stand."""
    return _confirmation(case).can_apply is False


def confirmation_declined(case: CaseRecord) -> bool:
    """Both sides were asked and do not want it."""
    return "不申请" in (_confirmation(case).intention or "") and not _confirmation(case).applied_date


def confirmation_closed(case: CaseRecord) -> bool:
    """Nobody applied, and what came after shows that the question is over."""
    return not _confirmation(case).applied_date and (performed(case) or visited(case))


def confirmation_ruled(case: CaseRecord) -> bool:
    """The court has ruled."""
    return bool(_confirmation(case).result or _confirmation(case).ruling_date)


def performed(case: CaseRecord) -> bool:
    """履行完毕: said so, or paid in full, or seen at a visit where no money was promised; or filed.

    Payments that run on (每月 赡养费) are never paid in full; they count as performed once somebody
    noted 履行中 and went to see.
    """
    said = case.statistics.get("performed")
    if _filed(case) or said is True:
        return True
    payments = [payment for clause in _clauses(case) for payment in clause.payments]
    if any(payment.per for payment in payments):
        return said == "履行中" and visited(case)
    promised = (case.agreement.amount_total if case.agreement else None) or _sum(payments)
    if promised:
        return _sum(case.performance) >= promised
    seen = any(visit.date and visit.satisfied is not False for visit in case.visits)
    return not payments and (bool(case.performance) or seen)


def performance_refused(case: CaseRecord) -> bool:
    """拒不履行: urged in vain, and the way to the court has been told (若干规定 art 37)."""
    told = bool(case.termination and case.termination.remedies_told)
    return case.statistics.get("performed") is False and told


def visited(case: CaseRecord) -> bool:
    """At least one follow-up visit has a day (若干规定 art 36)."""
    return any(visit.date for visit in case.visits) or _filed(case)


def escalates(case: CaseRecord) -> bool:
    """上转: handed up already, or of a level the township does not settle alone; never after a withdrawal."""
    return not withdrawn(case) and (_handed_up(case) or above_township(case))


def escalated(case: CaseRecord) -> bool:
    """It is written down who took it over; or the dossier was filed."""
    return _handed_up(case) or _filed(case)


def another_way_taken(case: CaseRecord) -> bool:
    """The party was seen on another way: visited afterwards, or the case was closed."""
    return visited(case) or closed(case)


def closed(case: CaseRecord) -> bool:
    """结案: the last day of mediation stands on the cover, or the dossier is filed."""
    return _filed(case) or bool(case.dossier and case.dossier.mediation_to)


def archived(case: CaseRecord) -> bool:
    """归档: the dossier bears its filing day (人民调解法 art 27)."""
    return _filed(case)


def _handed_up(case: CaseRecord) -> bool:
    return bool(case.termination and case.termination.escalated_to)


def _filed(case: CaseRecord) -> bool:
    return bool(case.dossier and case.dossier.filed_date)


def _confirmation(case: CaseRecord) -> JudicialConfirmation:
    return (case.agreement.judicial_confirmation if case.agreement else None) or JudicialConfirmation()


def _clauses(case: CaseRecord) -> list[Clause]:
    return case.agreement.clauses if case.agreement else []


def _sum(paid: Iterable[Payment] | Iterable[Performance]) -> Decimal:
    return sum((entry.amount for entry in paid if entry.amount is not None), Decimal(0))
