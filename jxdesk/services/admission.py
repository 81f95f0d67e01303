"""受理、不予受理、引导: whether a case gets a number, in the transaction of ``CaseService``.

A number is on paper in people's hands as soon as it is given out, so everything that could be wrong with it is
asked before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from jxdesk.errors import RefusedValueError, UserError
from jxdesk.models import Case, DeskState
from jxdesk.models.recorder import newest_moment
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.clean_text import cleaned
from jxdesk.rules.days import BEIJING, day, moment
from jxdesk.services import voiding
from jxdesk.services.case_parts import begin_part, find_part
from jxdesk.services.numbers import allocate, given_out
from jxdesk.services.trade import Trade

ACCEPTED, REFUSED, REFERRED = "受理", "不予受理", "引导"
"""The three decisions, in the words of the dictionaries; 不予受理 is also the way a case ended."""

SIDES = ("申请人", "被申请人")
"""Without one of each there is nobody to mediate between; a third party is neither."""

CLOCK_MAY_LAG = timedelta(days=1)
"""How far a clock may have been put back (summer time, a correction) before its year is doubted."""

TYPED_UP_WITHIN = timedelta(days=31)
"""How long before its registration a case may have been accepted: one written on paper in the village is typed up
within the month. What is older is a mistyped year, and would take a number that nobody can give back."""

UNDOES_ADMISSION = frozenset({"mode", "screening.decision", "acceptance.date"})
"""Fields that, beside those of the refusal, say whether the case was accepted; the chart follows them."""

BEFORE_NUMBER = frozenset({"screening", "acceptance"})
"""Steps whose legal bar also bars giving out a number."""


def accept(session: Session, record: CaseRecord, on: date, trade: Trade, now: datetime) -> str:
    """Give the case its number and say that it is accepted. Raises UserError as ``CaseService.accept`` says."""
    case = session.get_one(Case, record.id)
    if case.number_text is not None:
        raise UserError(f"本案已经受理，案号是{case.number_text}。", "不需要再编号。")
    _refuse_forbidden(record, trade, _day_of(now))
    _refuse_unready(record, on, _day_of(now))
    _refuse_clock_set_back(session, record, now)
    number = allocate(session, case, on.year, trade.number_template, now)
    begin_part(session, case.id, "acceptance").date = on.isoformat()
    begin_part(session, case.id, "screening").decision = ACCEPTED
    refusal = find_part(session, case.id, "refusal")
    if refusal is not None:
        session.delete(refusal)
        case.mode = None if case.mode == REFUSED else case.mode
    return number


def refuse(
    session: Session, case_id: str, on: date, reasons: Sequence[str], *, referred_to: str, remedies: Sequence[str],
    note: str,
) -> None:  # fmt: skip
    """不予受理; ``referred_to`` as it stands in the form, "" for nowhere.

    Raises UserError without a statutory reason, and once there is a number.
    """
    if not reasons:
        raise UserError("还没有选不予受理的理由。", "请至少选一项法定理由。")
    _end(
        session, case_id, on, REFUSED,
        reasons=list(reasons), referred_to=referred_to.strip(), remedies_told=list(remedies), note=note,
    )  # fmt: skip


def refer(
    session: Session, case_id: str, on: date, referred_to: str, remedies: Sequence[str], note: str
) -> None:
    """引导. Raises UserError when nobody wrote where to, and once there is a number."""
    if not referred_to.strip():
        raise UserError("还没有写引导到哪里。", "请填写去向，例如法院、仲裁委或者派出所。")
    told = list(remedies)
    _end(
        session, case_id, on, REFERRED,
        referred_to=referred_to.strip(), remedies_told=told, note=note, reasons=None,
    )  # fmt: skip


def refuse_other_register(session: Session, case_id: str) -> None:
    """A number given out is its committee's; an imported case may still have its name put right."""
    if given_out(session, case_id):
        raise UserError("已经编号，不能再换调委会。", "确需更换的，请终止本案后另行登记。")


def refuse_undoing(
    session: Session, case_id: str, before: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    """What was decided with the number stays, whichever desk gave it; an imported case may still be put right.

    Raises RefusedValueError for a new value that would make a numbered case one that was never accepted.
    """
    changed = [
        path
        for path in values
        if (path in UNDOES_ADMISSION or path.startswith("refusal.")) and values[path] != before[path]
    ]
    if not changed or not given_out(session, case_id):
        return
    year = session.get_one(Case, case_id).number_year
    for path in changed:
        said = _undone_by(path, values[path], year)
        if said is not None:
            raise said


def _undone_by(path: str, value: Any, year: int | None) -> RefusedValueError | None:
    if path == "acceptance.date":
        on = day(value) if isinstance(value, str) else None
        if on is None:
            return RefusedValueError(
                "本案已经受理编号，受理日期不能空着，也要读得成日期。", "写错了的，请直接改成对的日子。"
            )
        if on.year != year:
            return RefusedValueError(
                f"案号是{year}年的，受理日期不能改到{on.year}年。",
                f"请写{year}年的日子；案号编错了年度的，把本案作废后重新登记。",
            )
        return None
    if path == "screening.decision":
        return None if value == ACCEPTED else _ended_otherwise("审查结论不能再改")
    if path == "mode":
        return _ended_otherwise("结案方式不能写成不予受理") if value == REFUSED else None
    return _ended_otherwise("不予受理、引导的各栏不能再填") if value else None


def _ended_otherwise(what: str) -> RefusedValueError:
    return RefusedValueError(f"本案已经受理编号，{what}。", "双方不愿继续的，请到导图的“终止并告知”去办。")


def _end(session: Session, case_id: str, on: date, decision: str, **values: Any) -> None:
    case = session.get_one(Case, case_id)
    voiding.refuse_void(case.void_reason)
    if case.number_text is not None:
        raise UserError("本案已经受理，不能改为不受理。", "双方不愿继续的，请到导图的“终止并告知”去办。")
    case.mode = REFUSED if decision == REFUSED else None  # 引导 is no refusal: nothing was decided
    begin_part(session, case_id, "screening").decision = decision
    refusal = begin_part(session, case_id, "refusal")
    refusal.date = on.isoformat()
    for name, value in values.items():
        setattr(refusal, name, cleaned(value) or None)


def _day_of(now: datetime) -> date:
    return now.astimezone(BEIJING).date()


def _refuse_forbidden(record: CaseRecord, trade: Trade, today: date) -> None:
    voiding.refuse_void(record.void_reason)
    walked = trade.walk(record, today)
    barred = next((s.forbidden for s in walked.steps if s.forbidden and s.node.id in BEFORE_NUMBER), None)
    if barred is not None:
        raise UserError(
            f"按{barred.law}，本案现在不能受理：{barred.say}",
            "请看导图上通往别处的路：报告、引导或者不予受理。",
        )


def _refuse_unready(record: CaseRecord, on: date, today: date) -> None:
    named = {party.role for party in record.parties if party.name}
    missing = "和".join(side for side in SIDES if side not in named)
    if missing:
        raise UserError(
            f"当事人还不够两方，缺{missing}的姓名或者名称，不能受理。",
            f"请先在“登记”里写下{missing}，身份也要选上。",
        )
    if on > today:
        raise UserError(
            f"受理日期{on.isoformat()}在今天（电脑上是{today.isoformat()}）以后，没有编号。",
            "请改受理日期；电脑的日期不对的，先校准电脑。",
        )
    at = moment(record.intake.registered_at)
    # A clock that ran ahead on the day of registration must not keep the case from ever being accepted.
    registered = today if at is None else min(at.date(), today)
    if on < registered - TYPED_UP_WITHIN:
        raise UserError(
            f"受理日期{on.isoformat()}比登记的日子{registered.isoformat()}早一个多月，没有编号。",
            "请把受理日期写对；以前办的、已经有案号的旧案，用案件文件导入，不在这里编号。",
        )


def _refuse_clock_set_back(session: Session, record: CaseRecord, now: datetime) -> None:
    """A battery that died puts the desk into another year, and the number into its register.

    Only where nobody wrote the day down: a person's word counts more than the clock's.
    """
    seen = newest_moment(session.get_one(DeskState, 1).hlc)
    typed = record.acceptance is not None and record.acceptance.date
    if seen is None or typed or now > seen - CLOCK_MAY_LAG:
        return
    last = seen.astimezone(BEIJING).date().isoformat()
    raise UserError(
        f"电脑的日期像是不对：上次保存是{last}，现在却是{_day_of(now).isoformat()}，没有编号。",
        "请校准电脑的日期；日期本来就对的，请在“受理日期”里写上今天，再按一次。",
    )
