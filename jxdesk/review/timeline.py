"""Checks of time: the order of the steps, days that do not exist or have not come, the term (R-22, R-24)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jxdesk.review.facts import ReviewFacts
from jxdesk.review.finding import Hit
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import chinese_day, day, moment
from jxdesk.rules.deadlines import labour_deadline, mediation_deadline, settled_on


@dataclass(frozen=True)
class Step:
    """One day of the procedure: ``rank`` says which must not lie before which."""

    rank: int
    name: str
    field: str
    text: str | None

    @property
    def on(self) -> date | None:
        """The day, when the text is one."""
        return day(self.text)


def steps(case: CaseRecord) -> list[Step]:
    """The days of the procedure. 移送, 事发, 证据 and 授权 are not among them: they may lie before acceptance."""
    found: list[Step] = []
    if case.application:
        found.append(Step(1, "申请", "application.date", case.application.date))
    if case.acceptance:
        found.append(Step(2, "受理", "acceptance.date", case.acceptance.date))
    if case.rights_notice:
        found.append(Step(3, "权利义务告知", "rights_notice.date", case.rights_notice.date))
    for at, record in enumerate(case.investigations):
        found.append(Step(4, f"第{at + 1}次调查", f"investigations[{at}].start", record.start))
    for at, session in enumerate(case.mediations):
        text = session.start or session.date
        found.append(Step(5, f"第{at + 1}次调解", f"mediations[{at}].start", text))
    found += _agreement_steps(case)
    if case.termination:
        found.append(Step(6, "终止调解", "termination.date", case.termination.date))
    for at, visit in enumerate(case.visits):
        found.append(Step(8, f"第{at + 1}次回访", f"visits[{at}].date", visit.date))
    if case.dossier:
        found.append(Step(9, "立卷", "dossier.filed_date", case.dossier.filed_date))
    return found


def _other_days(case: CaseRecord) -> Iterator[Step]:
    """Days that have no place in the order but must be real and not lie ahead; their rank counts for nothing."""
    if case.refusal:
        yield Step(0, "不予受理或者引导", "refusal.date", case.refusal.date)
    for at, paid in enumerate(case.performance):
        yield Step(0, f"第{at + 1}笔履行", f"performance[{at}].date", paid.date)
    asked = case.agreement.judicial_confirmation if case.agreement else None
    if asked:
        path = "agreement.judicial_confirmation"
        yield Step(0, "申请司法确认", f"{path}.applied_date", asked.applied_date)
        yield Step(0, "司法确认裁定", f"{path}.ruling_date", asked.ruling_date)
    if case.dossier:
        yield Step(0, "封面上的调解起日", "dossier.mediation_from", case.dossier.mediation_from)
        yield Step(0, "封面上的调解止日", "dossier.mediation_to", case.dossier.mediation_to)


def _agreement_steps(case: CaseRecord) -> Iterator[Step]:
    agreement = case.agreement
    if agreement is None:
        return
    if agreement.form == "口头":
        yield Step(6, "达成口头协议", "agreement.agreed_date", agreement.agreed_date)
        return
    yield Step(6, "当事人签协议", "agreement.party_sign_date", agreement.party_sign_date)
    yield Step(6, "调解员签协议", "agreement.mediator_sign_date", agreement.mediator_sign_date)
    yield Step(6, "协议盖章", "agreement.seal_date", agreement.seal_date)


def order_of_days(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-22: 申请 ≤ 受理 ≤ 告知 ≤ 调查 ≤ 调解 ≤ 协议 ≤ 首次回访 ≤ 立卷, each day real and none in the future.

    An investigation between two sessions is lawful, so only the first investigation stands before the
    first session. A seal may follow weeks later; a visit must not come before it, or it visits nothing.
    """
    found = steps(case)
    for step in [*found, *_other_days(case)]:
        if step.text and step.on is None:
            yield Hit(f"{step.name}的日期“{step.text}”不存在，请核对。", step.field)
        elif step.on and step.on > facts.today:
            yield Hit(f"{step.name}的日期{chinese_day(step.on)}还没有到，请核对。", step.field)
    dated = [(step.rank, step.on, step) for step in _compared(found) if step.on is not None]
    for at, (rank, on, step) in enumerate(dated):
        later = [(before_on, before) for before_rank, before_on, before in dated[:at] if before_rank < rank]
        earlier_step = max(later, key=lambda pair: pair[0], default=None)
        if earlier_step is not None and on < earlier_step[0]:
            before_on, before = earlier_step
            yield Hit(
                f"{step.name}（{chinese_day(on)}）早于{before.name}（{chinese_day(before_on)}），请核对日期。",
                step.field,
            )
    yield from _ends_before_start(case)
    yield from _cover_days(case)


def _cover_days(case: CaseRecord) -> Iterator[Hit]:
    """The cover says from when to when it was mediated, and it is filed afterwards."""
    dossier = case.dossier
    if dossier is None:
        return
    start, end, filed = day(dossier.mediation_from), day(dossier.mediation_to), day(dossier.filed_date)
    if start and end and end < start:
        yield Hit("封面上的调解止日早于起日，请核对。", "dossier.mediation_to")
    elif end and filed and filed < end:
        yield Hit("立卷日期早于封面上的调解止日，请核对。", "dossier.mediation_to")


def _compared(found: list[Step]) -> list[Step]:
    """Only the first of the investigations, sessions and visits fix the order; the rest follow their own count.

    A visit may well come after filing: an agreement that runs for years is looked after for years.
    """
    firsts: set[int] = set()
    kept = []
    for step in sorted(found, key=lambda s: (s.rank, s.on or date.max)):
        if step.rank in {4, 5, 8} and step.rank in firsts:
            continue
        firsts.add(step.rank)
        kept.append(step)
    last = max((s for s in found if s.rank == 5 and s.on), key=lambda s: s.on or date.min, default=None)
    return sorted([*kept, last], key=lambda s: s.rank) if last is not None and last not in kept else kept


def _ends_before_start(case: CaseRecord) -> Iterator[Hit]:
    spans = [(r.start, r.end, f"investigations[{at}].end", f"第{at + 1}次调查")
             for at, r in enumerate(case.investigations)]  # fmt: skip
    spans += [(m.start, m.end, f"mediations[{at}].end", f"第{at + 1}次调解")
              for at, m in enumerate(case.mediations)]  # fmt: skip
    for start, end, field, name in spans:
        began, ended = moment(start), moment(end)
        if began and ended and ended <= began:
            yield Hit(f"{name}的结束时间不晚于开始时间，请核对。", field)


def term_of_mediation(case: CaseRecord, facts: ReviewFacts) -> Iterator[Hit]:
    """R-24: thirty days from acceptance; in labour disputes the fifteenth day opens arbitration."""
    limits = facts.yardstick.limits
    ended = settled_on(case)
    due, usual = mediation_deadline(case, limits), mediation_deadline(case, limits, 0)
    if due and (ended or facts.today) > due:
        passed = f"受理已超过{limits.mediation_days}日" if due == usual else "延期后的调解期限已经过了"
        yield Hit(
            f"{passed}（到{chinese_day(due)}），请取得各方延期同意，或者终止调解。",
            "acceptance.date",
        )
    labour = labour_deadline(case, limits)
    if labour and (ended or facts.today) > labour:
        yield Hit(
            f"劳动争议自收到申请起{limits.labour_days}日（到{chinese_day(labour)}）没有达成协议，"
            "请告知当事人可以申请仲裁。",
            "application.date",
            law="劳动争议调解仲裁法第十四条",
        )
