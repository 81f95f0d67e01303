"""Rules of our own, from R-63 on: what a dossier says in two places, or promises against the law of its subject."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jxdesk.review.facts import ReviewFacts, complete
from jxdesk.review.finding import Hit
from jxdesk.review.parties import signing_day
from jxdesk.review.people import persons, same, several, shown, signatures
from jxdesk.review.register import accepted
from jxdesk.rules.capacity import FULL, capacity_of
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.effect import effective_date
from jxdesk.rules.money import plain

_SUCCEEDED, _FAILED = "调解成功", "调解不成"
_AGREED = {"书面", "口头"}


def agents_serve_one_side(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-63: nobody acts for both sides at once, unless both sides agreed to it."""
    sides: dict[str, str] = {}
    for at, party in enumerate(case.parties):
        if not party.agent_id or party.role not in {"申请人", "被申请人"}:
            continue
        if sides.setdefault(party.agent_id, party.role) != party.role:
            name = next((a.name for a in case.agents if a.agent_id == party.agent_id), None) or "同一人"
            yield Hit(
                f"{name}既代理申请人又代理{shown(party, at)}，请换一位代理人，或者记明双方都同意。",
                f"parties[{at}].agent_id",
            )


def result_fits_the_end(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-64: the last session, the agreement and the way the case was closed tell one story."""
    if not accepted(case):
        return
    agreement, results = case.agreement, [m.result for m in case.mediations if m.result]
    last = len(case.mediations) - 1
    if results and effective_date(agreement) is not None and results[-1] != _SUCCEEDED:
        yield Hit(
            f"协议已经达成，最后一次调解记录的结果写的是“{results[-1]}”，请改正，或者补上达成协议那一次的记录。",
            f"mediations[{last}].result",
        )
    if results and results[-1] == _SUCCEEDED and agreement is None and complete(case, facts):
        yield Hit(
            "最后一次调解记录写“调解成功”，卷里没有协议，请补填协议或者改正结果。",
            f"mediations[{last}].result",
        )
    form = agreement.form if agreement else None
    if case.mode and form and case.mode != form:
        yield Hit(f"结案方式写“{case.mode}”，协议是“{form}”的，请改成一致。", "mode")
    elif case.mode in _AGREED and agreement is None and complete(case, facts):
        yield Hit(f"结案方式写“{case.mode}”，卷里没有协议，请改正。", "mode")


def mediators_are_the_same(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-65: who signs as mediator is a mediator of the case, as on the cover."""
    named = [mediator.name for mediator in case.mediators]
    if not named:
        return
    signed = [(f"mediations[{at}].signatures", f"第{at + 1}次调解记录", m.signatures)
              for at, m in enumerate(case.mediations)]  # fmt: skip
    if case.agreement is not None:
        signed.append(("agreement.signatures", "协议", case.agreement.signatures))
    for path, paper, marks in signed:
        for one in signatures(marks.get("mediators")):
            if not any(same(one.name, name) for name in named):
                yield Hit(f"{paper}上签名的调解员{one.name}不在本案调解员里，请核对。", path)


def wards_are_not_bound(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-66: who lacks full capacity promises nothing out of their own property except to their own good."""
    agreement = case.agreement
    if agreement is None:
        return
    on = signing_day(case, facts)
    wards = [(shown(p, at), capacity_of(p, on), p.name) for at, p in persons(case)]
    for at, clause in enumerate(agreement.clauses):
        for name in several(clause.obligor or ""):
            for ward, capacity, known in wards:
                if capacity != FULL and same(name, known):
                    yield Hit(
                        f"协议第{at + 1}条由{ward}（{capacity}人）负担，监护人除为他的利益外不得处分他的财产，"
                        "请核对应不应当由监护人负担。",
                        f"agreement.clauses[{at}].obligor",
                    )


def paid_is_not_more_than_promised(case: CaseRecord, _facts: ReviewFacts) -> Iterator[Hit]:
    """R-67: no more was received than was promised; a figure typed twice looks like diligence."""
    agreement = case.agreement
    if agreement is None:
        return
    payments = [p for clause in agreement.clauses for p in clause.payments]
    if not payments or any(p.per or p.amount is None for p in payments):
        return
    promised = sum((p.amount for p in payments if p.amount), Decimal(0))
    paid = sum((p.amount for p in case.performance if p.amount), Decimal(0))
    if paid > promised:
        yield Hit(
            f"登记的履行共{plain(paid)}元，协议只有{plain(promised)}元，请核对是不是记了两遍。", "performance"
        )
