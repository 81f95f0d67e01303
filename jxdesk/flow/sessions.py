"""What a case says about the middle of its way: rights told, mediators, sessions, what was agreed or not.

``withdrawn`` and ``mediation_ended`` can become true at any step; they stop counting once an agreement
is signed, because a signed agreement is performed or sued upon, not withdrawn.
"""

from __future__ import annotations

from jxdesk.flow.admission import accepted, consent_refused
from jxdesk.rules import effect
from jxdesk.rules.case_record import CaseRecord

_LABOUR = ("劳动争议", "农民工工资")
_LAND_CONTRACT = ("土地承包", "土地经营权")
_WITHDRAWAL = "撤回"


def rights_told(case: CaseRecord) -> bool:
    """The notice has a day, or a session record says the rules were told (若干规定 art 30 allows either)."""
    notice = bool(case.rights_notice and case.rights_notice.date)
    return notice or any(session.told_rights for session in case.mediations)


def mediators_named(case: CaseRecord) -> bool:
    """At least one mediator (人民调解法 art 19)."""
    return any(mediator.name for mediator in case.mediators)


def replacement_requested(case: CaseRecord) -> bool:
    """A party asked for another mediator (若干规定 art 25)."""
    return bool(case.rights_notice and case.rights_notice.recusal_requested)


def mediator_replaced(case: CaseRecord) -> bool:
    """The other mediator is named."""
    return bool(case.rights_notice and case.rights_notice.replaced_by)


def investigated(case: CaseRecord) -> bool:
    """An investigation record was begun, or evidence was taken in."""
    return any(i.start or i.qa for i in case.investigations) or bool(case.evidence)


def settled_without_investigation(case: CaseRecord) -> bool:
    """A session was held at once: a plain matter needs no investigation record (documents.md §1.0)."""
    return bool(case.mediations) or agreement_reached(case)


def mediation_concluded(case: CaseRecord) -> bool:
    """The last session ended in 调解成功 or 调解不成; 有待继续调解 leaves the step open."""
    result = _last_result(case)
    ended = bool(case.mediations and case.termination and case.termination.date)
    return "成功" in result or "不成" in result or ended


def no_agreement(case: CaseRecord) -> bool:
    """调解不成: the sessions ended, or mediation was ended, and nothing is signed."""
    return not agreement_reached(case) and ("不成" in _last_result(case) or _ended(case))


def agreement_reached(case: CaseRecord) -> bool:
    """The parties signed, or agreed by word of mouth on a named day."""
    agreement = case.agreement
    if agreement is None or case.mode == "调解不成":
        return False
    return bool(agreement.party_sign_date or agreement.agreed_date or agreement.effective_date)


def agreed_orally(case: CaseRecord) -> bool:
    """口头协议 (人民调解法 art 28): the agreement says so, or the case does while there is none yet."""
    return (_form(case) or case.mode) == effect.ORAL


def agreement_written(case: CaseRecord) -> bool:
    """A written agreement with at least one clause stands ready to be signed."""
    return _form(case) == effect.WRITTEN and _has_clauses(case)


def oral_agreement_recorded(case: CaseRecord) -> bool:
    """The mediator recorded what was agreed (人民调解法 art 28: 应当记录协议内容)."""
    return _form(case) == effect.ORAL and _has_clauses(case)


def labour_dispute(case: CaseRecord) -> bool:
    """劳动争议: an agreement must be in writing (劳动争议调解仲裁法 art 14)."""
    return any(word in _kind(case) for word in _LABOUR)


def land_contract_dispute(case: CaseRecord) -> bool:
    """土地承包经营纠纷: in writing too (农村土地承包经营纠纷调解仲裁法 art 10)."""
    return any(word in _kind(case) for word in _LAND_CONTRACT)


def withdrawn(case: CaseRecord) -> bool:
    """撤回: said so by the case's mode or by the reason of its termination."""
    reason = (case.termination.reason if case.termination else None) or ""
    return (case.mode == _WITHDRAWAL or _WITHDRAWAL in reason) and not agreement_reached(case)


def withdrawal_recorded(case: CaseRecord) -> bool:
    """The day and the reason are written down."""
    return bool(case.termination and case.termination.date and case.termination.reason)


def mediation_ended(case: CaseRecord) -> bool:
    """Mediation stops before its normal end: a party will not go on (人民调解法 art 17, 26)."""
    return not agreement_reached(case) and not withdrawn(case) and (_ended(case) or consent_withdrawn(case))


def consent_withdrawn(case: CaseRecord) -> bool:
    """A party refuses after acceptance; then mediation is terminated instead of refused."""
    return accepted(case) and consent_refused(case)


def remedies_told(case: CaseRecord) -> bool:
    """终止调解: the day, the reason and the other ways that were told (人民调解法 art 26)."""
    end = case.termination
    return bool(end and end.date and end.reason and end.remedies_told)


def _ended(case: CaseRecord) -> bool:
    return case.mode == "调解不成" or bool(case.termination and case.termination.date)


def _last_result(case: CaseRecord) -> str:
    """The result of the last session that has one; sessions stand in the order they were held."""
    return (case.mediations[-1].result or "") if case.mediations else ""


def _form(case: CaseRecord) -> str:
    return (case.agreement.form if case.agreement else None) or ""


def _has_clauses(case: CaseRecord) -> bool:
    return bool(case.agreement and any(clause.text for clause in case.agreement.clauses))


def _kind(case: CaseRecord) -> str:
    return f"{case.dispute_type or ''} {case.dispute_subtype or ''}"
