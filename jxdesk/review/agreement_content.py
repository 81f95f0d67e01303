"""Checks of what an agreement must not settle: status, ownership, outsiders, crime, rights to sue (R-40 to R-44)."""

from __future__ import annotations

from collections.abc import Iterator

from jxdesk.review.facts import ReviewFacts
from jxdesk.review.finding import Hit
from jxdesk.review.people import same, several, stands_for
from jxdesk.review.watchwords import Patterns, found_in
from jxdesk.rules.case_record import CaseRecord

_COLLECTIVE = {
    "双方", "各方", "全体当事人", "当事人", "双方当事人", "各方当事人", "三方", "申请人", "被申请人",
    "第三人", "全体申请人", "申请人一方", "被申请人一方", "甲方", "乙方", "丙方",
}  # fmt: skip


def _clauses_saying(case: CaseRecord, patterns: Patterns) -> Iterator[tuple[int, str, str]]:
    """Position, text and what was found, at most one find per clause."""
    for at, clause in enumerate(case.agreement.clauses if case.agreement else []):
        text = clause.text or ""
        found = next(found_in(patterns, text), None)
        if found is not None:
            yield at, text, found


def no_status(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-40: no clause makes, changes or ends a personal status; agreeing to go and have it done is lawful."""
    words = facts.yardstick.words
    for at, text, found in _clauses_saying(case, words.identity):
        if next(found_in(words.identity_allowed, text), None) is None:
            yield Hit(
                f"协议第{at + 1}条“{found}”涉及身份关系，协议不能解除，请改为约定到登记机关或者法院办理。",
                f"agreement.clauses[{at}].text",
            )


def no_ownership(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-41: no clause finds to whom land, a house or a right in them belongs; use until a day may be agreed."""
    for at, _, found in _clauses_saying(case, facts.yardstick.words.ownership):
        yield Hit(
            f"协议第{at + 1}条“{found}”是确认权属，法院不予司法确认，请改写为由谁使用到哪一天。",
            f"agreement.clauses[{at}].text",
        )


def no_outsiders(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-42: nobody owes anything under an agreement who is not a party to it.

    Property of outsiders can only be told from the words of a clause, which no rule understands; it is
    asked in the guidance of the step.
    """
    known = [name for party in case.parties for name in stands_for(party, case)]
    for at, clause in enumerate(case.agreement.clauses if case.agreement else []):
        for name in several(clause.obligor or ""):
            if name not in _COLLECTIVE and not any(same(name, other) for other in known):
                yield Hit(
                    f"协议第{at + 1}条的义务人“{name}”不是本案当事人，不能为案外人设定义务，请核对。",
                    f"agreement.clauses[{at}].obligor",
                )


def no_bargain_about_crime(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-43: nobody promises not to report a crime or not to have it prosecuted."""
    for at, _, found in _clauses_saying(case, facts.yardstick.words.no_crime_report):
        yield Hit(
            f"协议第{at + 1}条“{found}”不得写入协议，刑事责任不由当事人约定，请删去。",
            f"agreement.clauses[{at}].text",
        )


def no_waiver(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-44: nobody gives up the right to sue, to arbitrate or to petition."""
    for at, _, found in _clauses_saying(case, facts.yardstick.words.waiver):
        yield Hit(
            f"协议第{at + 1}条“{found}”限制了诉讼、仲裁或者信访的权利，建议删去。",
            f"agreement.clauses[{at}].text",
        )
