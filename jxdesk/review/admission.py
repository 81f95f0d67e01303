"""Checks of acceptance: may it be mediated, did all agree, was it signed (R-06, R-07, R-08)."""

from __future__ import annotations

from collections.abc import Iterator

from jxdesk.review.facts import ReviewFacts, complete
from jxdesk.review.finding import Hit
from jxdesk.review.people import organisations, shown, signatures, signed_by
from jxdesk.review.register import TRANSFERRED, accepted, mediated, must_be_whole
from jxdesk.rules.application import applied_in_writing
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import day

_INDUSTRY = "行业调解"


def may_be_mediated(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-06: neither ground of 若干规定 art 22 stands in the way, and it is a people's dispute (art 20)."""
    if case.refusal is not None and case.refusal.date and not case.refusal.reasons:
        yield Hit("不予受理没有写理由，请选明理由并告知当事人。", "refusal.reasons", law="若干规定第二十四条")
    if not accepted(case):
        return
    screening = case.screening
    if case.parties and len(organisations(case)) == len(case.parties) and not _industry(case):
        # Told and not held back: an industry committee may take it, and which one sits here the case cannot say.
        yield Hit(
            "双方都是单位，一般不属于人民调解受理的民间纠纷，请核对该不该由本调委会调解。",
            "parties",
            variant="organisations",
            law="若干规定第二十条",
        )
    if case.termination is not None and case.agreement is None:
        return  # found out after acceptance and ended: what is left to do is told by R-35
    if screening is None:
        if complete(case, facts):
            yield Hit("没有受理审查的记录，请补填。", "screening", variant="not-asked")
        return
    if screening.exclusive_authority:
        yield Hit(
            "本案只能由专门机关处理或者禁止民间调解，不得受理，请终止调解并告知当事人找主管机关。",
            "screening.exclusive_authority",
        )
    sent = bool(case.source.transfer_doc) and (case.source.stat_option or "").endswith(TRANSFERRED)
    if screening.already_handled and not sent:
        yield Hit(
            "法院、公安或者其他行政机关已经受理或者解决，没有委托函不得受理，请补上委托函，或者终止并告知。",
            "screening.already_handled",
        )
    if screening.civil_dispute is False:
        yield Hit("审查认为不属于民间纠纷，不得受理，请终止调解并引导到有关部门。", "screening.civil_dispute")
    if complete(case, facts) and None in {screening.exclusive_authority, screening.already_handled}:
        yield Hit(
            "受理审查的两项禁止情形没有回答，请补填。", "screening.exclusive_authority", variant="not-asked"
        )


def _industry(case: CaseRecord) -> bool:
    return case.intake.mediation_kind == _INDUSTRY


def all_agreed(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-07: every party agreed to mediation, on a day, and no session was held against a refusal."""
    acceptance = case.acceptance
    if acceptance is None or not accepted(case):
        return
    reached = must_be_whole(case, facts)
    refused_and_ended = case.termination is not None and case.agreement is None
    if acceptance.consent_of_all is False and reached and not refused_and_ended:
        yield Hit("有当事人明确拒绝调解，不得调解，请终止并告知其他途径。", "acceptance.consent_of_all")
    if not reached:
        return
    if acceptance.consent_of_all is None:
        yield Hit("没有记明各方当事人是否同意调解，请补填。", "acceptance.consent_of_all")
    if acceptance.consent_of_all and day(acceptance.consent_date) is None:
        yield Hit("没有各方同意调解的日期，请补填。", "acceptance.consent_date")


def asked_and_signed(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-08: a written application is signed by the applicants; otherwise the register is signed by all.

    Who never came because the case ended before any session signs no register.
    """
    if not accepted(case) or not (mediated(case) or complete(case, facts)):
        return
    application, acceptance = case.application, case.acceptance
    if application is not None and applied_in_writing(case):
        signed = signatures(application.sign)
        for at, party in enumerate(case.parties):
            if party.role == "申请人" and signed_by(party, case, signed) is None:
                yield Hit(
                    f"申请书上没有{shown(party, at)}的签名，请本人签名、盖章或者按指印。", "application.sign"
                )
        return
    signed = signatures(acceptance.party_signatures if acceptance else [])
    for at, party in enumerate(case.parties):
        came = party.role == "申请人" or (party.role != "第三人" and must_be_whole(case, facts))
        if came and signed_by(party, case, signed) is None:
            yield Hit(
                f"没有书面申请，受理登记表上应有{shown(party, at)}的签名，请补签。",
                "acceptance.party_signatures",
            )
