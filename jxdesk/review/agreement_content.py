"""Checks of what an agreement must not settle: status, ownership, outsiders, crime, rights to sue (R-40 to R-44, R-68)."""

from __future__ import annotations

from collections.abc import Iterator

from jxdesk.review.facts import ReviewFacts
from jxdesk.review.finding import Hit
from jxdesk.review.people import same, several, stands_for
from jxdesk.review.wording import SENTENCES, said
from jxdesk.rules.case_record import CaseRecord

_COLLECTIVE = {
    "双方", "各方", "全体当事人", "当事人", "双方当事人", "各方当事人", "三方", "申请人", "被申请人",
    "第三人", "全体申请人", "申请人一方", "被申请人一方", "甲方", "乙方", "丙方",
}  # fmt: skip


def _told(rule: str, case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """At most one find per clause: each is cured by the same rewording."""
    for at, clause in enumerate(case.agreement.clauses if case.agreement else []):
        found = next(said(rule, facts.yardstick.words, clause.text or ""), None)
        if found is not None:
            sentence = SENTENCES[rule].format(found)
            yield Hit(f"协议第{at + 1}条{sentence}", f"agreement.clauses[{at}].text")


def no_status(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-40: no clause makes, changes or ends a personal status; agreeing to go and have it done is lawful."""
    yield from _told("R-40", case, facts)


def no_ownership(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-41: no clause finds to whom land, a house or a right in them belongs; use until a day may be agreed."""
    yield from _told("R-41", case, facts)


def no_outsiders(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-42: nobody owes anything under an agreement who is not a party to it.

    Property of outsiders can only be told from the words of a clause, which no rule understands; it is
    asked in the guidance of the step.
    """
    for at, clause in enumerate(case.agreement.clauses if case.agreement else []):
        for name in outsiders(case, clause.obligor or ""):
            yield Hit(f"协议第{at + 1}条的{outside(name)}", f"agreement.clauses[{at}].obligor")


def outsiders(case: CaseRecord, obligor: str) -> list[str]:
    """Names among those who owe something that are no party's and stand for none."""
    known = [name for party in case.parties for name in stands_for(party, case)]
    return [
        name
        for name in several(obligor)
        if name not in _COLLECTIVE and not any(same(name, other) for other in known)
    ]


def outside(name: str) -> str:
    """What is said of such a name, by the check and under the field."""
    return f"义务人“{name}”不是本案当事人，不能为案外人设定义务，请核对。"


def no_bargain_about_crime(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-43: nobody promises not to report a crime or not to have it prosecuted."""
    yield from _told("R-43", case, facts)


def no_waiver(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-44: nobody gives up the right to sue, to arbitrate or to petition."""
    yield from _told("R-44", case, facts)


def support_is_not_given_up(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-68: nobody is let off supporting a parent or a child, not even for giving up an inheritance."""
    yield from _told("R-68", case, facts)
