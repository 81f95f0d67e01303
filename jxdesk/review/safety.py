"""Checks of what must be reported or kept apart: crime, violence, minors, police cases, personal data.

R-46, R-47, R-48, R-49. A report that was made is proof of care; so only its absence is ever a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jxdesk.review.facts import ReviewFacts, complete
from jxdesk.review.finding import Hit
from jxdesk.review.people import persons, shown, stands_for
from jxdesk.review.register import accepted
from jxdesk.rules.capacity import age_of
from jxdesk.rules.case_record import CaseRecord, Party
from jxdesk.rules.days import day

_FAMILY = "婚姻家庭纠纷"
_PERSONAL_DATA = "个人信息"


def crime_is_reported(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-46: the criminal side is reported or handed over; damages may still be mediated."""
    if not accepted(case):
        return
    screening = case.screening
    suspected = screening.crime_suspected if screening else None
    if suspected:
        if not _reported(case) and not case.with_police():
            yield Hit("疑似涉及犯罪，刑事部分不得调解，请向公安机关报告并填写报告记录。", "screening.reports")
        return
    if suspected is None:
        said = case.brief() + (case.agreement.facts or "" if case.agreement else "")
        word = next((word for word in facts.yardstick.words.crime if word in said), None)
        if word:
            yield Hit(
                f"纠纷情况提到“{word}”，请在受理审查里回答是否涉嫌犯罪，涉嫌的要报告公安机关。",
                "screening.crime_suspected",
            )


def police_case_is_performed(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-47: who asks the police not to punish has performed the agreement and can show it."""
    security = case.security_case
    if security is None or not security.applied_on:
        return
    if security.performed is not True:
        yield Hit("请求不予处罚，协议必须已经履行完毕，请履行后再申请。", "security_case.performed")
    if not case.performance:
        yield Hit("请求不予处罚要附履行凭证，请先登记履行情况。", "performance")
    if case.agreement is None:
        yield Hit("请求不予处罚要有调解协议，请先填写协议。", "agreement")


def violence_is_asked(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-48: family cases and cases with a minor are screened; what is found is reported or followed up."""
    if not accepted(case):
        return
    screening = case.screening
    wanted = case.dispute_type == _FAMILY or bool(_minors(case, facts))
    asked = screening is not None and screening.domestic_violence_suspected is not None
    if not asked:
        if wanted:
            yield Hit(
                "婚姻家庭纠纷和有未成年人的案件必须做家庭暴力筛查，请补填。",
                "screening.domestic_violence_suspected",
            )
        elif complete(case, facts):
            yield Hit("没有做家庭暴力筛查。", "screening.domestic_violence_suspected", variant="not-asked")
    if _minors(case, facts) and (screening is None or screening.minor_harm_suspected is None):
        yield Hit("有未成年当事人，请回答是否疑似受到侵害。", "screening.minor_harm_suspected")
    yield from _found_is_reported(case)


def _found_is_reported(case: CaseRecord) -> Iterator[Hit]:
    screening = case.screening
    if screening is None or _reported(case):
        return
    if screening.minor_harm_suspected:
        yield Hit(
            "未成年人疑似受到侵害，必须立即向公安、民政等部门报告，并填写报告记录。",
            "screening.reports",
            law="未成年人保护法第十一条",
        )
    if not screening.domestic_violence_suspected:
        return
    if screening.no_capacity_party or screening.minor_involved:
        yield Hit(
            "无民事行为能力或者受限制的人疑似遭受家庭暴力，必须及时报案，并填写报告记录。",
            "screening.reports",
            law="反家庭暴力法第十四条",
        )
    elif not screening.victim_informed:
        yield Hit(
            "疑似家庭暴力，请告知受害人告诫书、人身安全保护令等求助途径，并记录。",
            "screening.victim_informed",
            law="反家庭暴力法第十三条、第二十三条",
        )


def _reported(case: CaseRecord) -> bool:
    return case.screening is not None and any(_made(report) for report in case.screening.reports)


def _made(report: Any) -> bool:
    return isinstance(report, dict) and bool(report.get("at")) and bool(report.get("to"))


def _minors(case: CaseRecord, facts: ReviewFacts) -> list[tuple[int, Party]]:
    on = (day(case.acceptance.date) if case.acceptance else None) or facts.today
    aged = [(at, party, age_of(party, on)) for at, party in persons(case)]
    return [(at, party) for at, party, age in aged if age is not None and age < 18]


def personal_data_is_told(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-49: the notice tells about personal data; sensitive data and children under 14 need consent."""
    notice = case.rights_notice
    if notice is None or not notice.date:
        return
    if not any(_PERSONAL_DATA in item for item in notice.items):
        yield Hit("告知事项里没有个人信息处理告知，请补充告知。", "rights_notice.items")
    on = day(notice.date) or facts.today
    for at, party in persons(case):
        age = age_of(party, on)
        consented = any(notice.pi_consent.get(name) for name in stands_for(party, case))
        if consented:
            continue
        if age is not None and age < 14:
            guardian = party.guardian.name if party.guardian and party.guardian.name else "监护人"
            yield Hit(
                f"{shown(party, at)}不满十四周岁，处理个人信息要由{guardian}同意，请补签同意。",
                "rights_notice.pi_consent",
                variant="sensitive",
                law="个人信息保护法第三十一条",
            )
        elif _has_account(case):
            yield Hit(
                f"案卷里有银行账户等敏感个人信息，没有{shown(party, at)}的单独同意，请补签。",
                "rights_notice.pi_consent",
                variant="sensitive",
                law="个人信息保护法第二十九条",
            )


def _has_account(case: CaseRecord) -> bool:
    clauses = case.agreement.clauses if case.agreement else []
    return any(payment.account for clause in clauses for payment in clause.payments)
