"""Checks of what follows: termination, performance, visits, judicial confirmation (R-35 to R-39)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from jxdesk.review.facts import ReviewFacts, complete
from jxdesk.review.finding import Hit
from jxdesk.review.register import accepted
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import chinese_day, day
from jxdesk.rules.deadlines import confirmation_deadline, first_performance_day, upcoming
from jxdesk.rules.effect import ORAL, WRITTEN, effective_date
from jxdesk.rules.money import plain

_FAILED = {"调解不成", "撤回"}


def failure_is_told(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-35: where there is no agreement, termination was told together with the other ways to go.

    Who takes an application back before it was accepted is owed no notice (人民调解法 art 26).
    """
    if case.agreement is not None or not accepted(case):
        return
    termination = case.termination
    if termination is None:
        failed = case.mode in _FAILED or any(m.result == "调解不成" for m in case.mediations)
        if failed and complete(case, facts):
            yield Hit("调解不成，没有终止调解告知书，请补填并告知其他途径。", "termination")
        return
    if not termination.remedies_told:
        yield Hit("终止调解没有写明已告知仲裁、行政、司法途径，请补填。", "termination.remedies_told")
    if day(termination.date) is None:
        yield Hit("终止调解告知书没有日期，请补填。", "termination.date")
    if not termination.reason:
        yield Hit("终止调解告知书没有写终止原因，请补填。", "termination.reason")


def performance_is_proved(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-36: what has fallen due and is said to be performed has a receipt."""
    agreement = case.agreement
    if agreement is None or effective_date(agreement) is None:
        return
    for at, done in enumerate(case.performance):
        if not done.proof:
            yield Hit(f"第{at + 1}笔履行没有写凭证，请补交收条或者回单。", f"performance[{at}].proof")
    promised = sum(
        (
            p.amount
            for c in agreement.clauses
            for p in c.payments
            if p.amount and not p.per and _due(p.due, facts)
        ),
        Decimal(0),
    )
    paid = sum((p.amount for p in case.performance if p.amount), Decimal(0))
    says_performed = case.statistics.get("performed") is True
    if promised > paid and (says_performed or complete(case, facts)):
        yield Hit(
            f"已到期{plain(promised)}元，履行凭证只有{plain(paid)}元，请补交凭证，或者注明没有履行的原因。",
            "performance",
        )


def _due(text: str | None, facts: ReviewFacts) -> bool:
    due = day(text)
    return due is not None and due <= facts.today


def visits_are_whole(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-37: a visit has who, whom, when, what is performed and how content they are."""
    for at, visit in enumerate(case.visits):
        path, name = f"visits[{at}]", f"第{at + 1}次回访"
        for missing, field, word in (
            (not visit.visitor, "visitor", "回访人签名"),
            (day(visit.date) is None, "date", "回访时间"),
            (not visit.visited, "visited", "被回访的当事人"),
            (not visit.content, "content", "回访情况（履行情况、有无反复）"),
            (visit.satisfaction is None and visit.satisfied is None, "satisfaction", "满意程度"),
        ):
            if missing:
                yield Hit(f"{name}缺少{word}，请补填。", f"{path}.{field}")
    written = case.agreement is not None and case.agreement.form == WRITTEN
    if written and not case.visits and complete(case, facts):
        yield Hit("书面协议没有回访记录，请回访后再归档。", "visits")


def visits_are_timely(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-38: the first visit is not before there is anything to see; what is overdue has been urged."""
    agreement = case.agreement
    effective = effective_date(agreement)
    if agreement is None or effective is None:
        return
    days = sorted(on for visit in case.visits if (on := day(visit.date)))
    urged = [on for letter in case.reminders if (on := day(letter.date))]
    first = first_performance_day(agreement)
    if days and first and days[0] < first:
        yield Hit(
            f"首次回访（{chinese_day(days[0])}）早于第一个履行期限（{chinese_day(first)}），看不到履行情况，"
            "请在到期后再回访一次。",
            "visits[0].date",
        )
    yardstick = facts.yardstick
    for deadline in upcoming(case, facts.today, yardstick.calendar, yardstick.limits):
        late = deadline.kind == "perform" and not deadline.done and deadline.due_on < facts.today
        if late and not any(on >= deadline.due_on for on in (*days, *urged)):
            yield Hit(
                f"{deadline.title}已过期限（{chinese_day(deadline.due_on)}），请核实、督促，并填写书面督促或者回访记录。",
                deadline.field,
            )


def confirmation_is_in_time(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-39: the last day to apply for judicial confirmation was told, is right, and was kept.

    Whether the court's list of papers is complete cannot be told from a case.
    """
    agreement = case.agreement
    effective = effective_date(agreement)
    if agreement is None or effective is None:
        return
    asked = agreement.judicial_confirmation
    path = "agreement.judicial_confirmation"
    last = confirmation_deadline(effective, facts.yardstick.calendar)
    if agreement.form == ORAL:
        if asked and asked.applied_date:
            yield Hit("口头协议要先形成书面协议才能申请司法确认，请核对。", f"{path}.applied_date")
        return
    if (asked is None or not (asked.intention or asked.applied_date)) and facts.today <= last:
        yield Hit(
            f"申请司法确认的最后一日是{chinese_day(last)}，请告知双方并记录是否申请。", f"{path}.intention"
        )
    if asked is None:
        return
    yield from _written_deadline(day(asked.deadline), last, path)
    applied = day(asked.applied_date)
    if applied is not None and applied < effective:
        yield Hit(
            f"申请司法确认（{chinese_day(applied)}）早于协议生效（{chinese_day(effective)}），请核对日期。",
            f"{path}.applied_date",
        )
    if applied is not None and applied > last:
        yield Hit(
            f"申请司法确认（{chinese_day(applied)}）已过最后一日{chinese_day(last)}。", f"{path}.applied_date"
        )
    if applied is not None and not asked.court:
        yield Hit("已申请司法确认，请填写受理的人民法院。", f"{path}.court")


def _written_deadline(written: date | None, last: date, path: str) -> Iterator[Hit]:
    if written is not None and written != last:
        yield Hit(
            f"司法确认截止日应为{chinese_day(last)}，现在写的是{chinese_day(written)}，请改正。",
            f"{path}.deadline",
        )
