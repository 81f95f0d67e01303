"""The verbs a step offers beside its fields: 受理、不予受理、引导, and ticking steps no field shows. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jxdesk.flow.definition import Node
from jxdesk.flow.engine import State
from jxdesk.rules.days import chinese_day, day
from jxdesk.services.archiving import ArchivingService
from jxdesk.services.cases import CaseService
from jxdesk.services.dossiers import missing
from jxdesk.services.locking import LockingService
from jxdesk.ui.case.open_case import OpenCase

Values = Mapping[str, Any]
COMPUTED = {
    "agreement.number": "协议编号",
    "agreement.doc": "协议文书",
    "agreement.effective_date": "生效日期",
    "agreement.judicial_confirmation.deadline": "司法确认截止日",
    "dossier.catalog": "原有目录",
}
"""How a button names what no form shows; what follows from one of these needs no name of its own."""


@dataclass(frozen=True)
class Act:
    """One button of a step. ``do`` runs in the local lane on the case's id and gives the sentence to show.

    ``why_not`` says why it cannot be pressed now; empty when it can.
    """

    name: str
    text: str
    doing: str
    do: Callable[[str], str]
    primary: bool = True
    why_not: str = ""
    warning: str = ""
    """What to consider first: it is said at the first press, and a second one does it."""


def acts_for(
    node: Node,
    case: OpenCase,
    cases: CaseService,
    archiving: ArchivingService,
    locking: LockingService,
    values: Values,
) -> list[Act]:
    """The verbs of a step; ``values`` are what stands in its form now, by path."""
    accepted = case.record.number.text is not None
    made: list[Act] = []
    if node.id == "acceptance" and not accepted:
        made.append(_accept(node, case, cases, values))
    elif node.id == "refusal" and not accepted:
        made.append(_refuse(case, cases, values))
    elif node.id == "guidance" and not accepted:
        made.append(_refer(case, cases, values))
    elif node.id == "archive" and accepted:
        made += _archive(case, archiving, values)
        made += _lock(case, locking)
    if node.by_hand and not _done_by_itself(node, case):
        made.append(_tick(node, case, cases))
    return made


def _accept(node: Node, case: OpenCase, cases: CaseService, values: Values) -> Act:
    typed = values.get("acceptance.date")
    on = _on(case, typed)
    barred = case.walk.step(node.id).forbidden
    why_not = (
        barred.say
        if barred
        else "受理日期读不成日期，请写成 2026-3-5 这样。"
        if typed and not day(typed)
        else ""
    )

    def do(case_id: str) -> str:
        return f"已受理，案号是{cases.accept(case_id, on)}。"

    return Act("accept", "受理并编号", "正在受理", do, why_not=why_not)


def _refuse(case: OpenCase, cases: CaseService, values: Values) -> Act:
    on = _on(case, values.get("refusal.date"))

    def do(case_id: str) -> str:
        cases.refuse(
            case_id,
            on,
            list(values.get("refusal.reasons") or []),
            referred_to=values.get("refusal.referred_to") or "",
            remedies=list(values.get("refusal.remedies_told") or []),
            note=values.get("refusal.note") or "",
        )
        return "已记为不予受理。请把其他途径的地址、电话写给他。"

    return Act("refuse", "记为不予受理", "正在保存", do)


def _refer(case: OpenCase, cases: CaseService, values: Values) -> Act:
    on = _on(case, values.get("refusal.date"))

    def do(case_id: str) -> str:
        cases.refer(
            case_id,
            on,
            values.get("refusal.referred_to") or "",
            remedies=list(values.get("refusal.remedies_told") or []),
            note=values.get("refusal.note") or "",
        )
        return "已记为引导到对口部门。"

    return Act("refer", "记为已引导", "正在保存", do)


def _archive(case: OpenCase, archiving: ArchivingService, values: Values) -> list[Act]:
    filed = case.record.dossier is not None and bool(case.record.dossier.filed_date)
    on = _on(case, values.get("dossier.filed_date"))

    def do(case_id: str) -> str:
        return f"已归档，立卷日期是{chinese_day(archiving.archive(case_id, on))}。"

    named = "、".join(COMPUTED[path] for path in case.computed if path in COMPUTED)

    def put_right(case_id: str) -> str:
        archiving.put_right(case_id)
        return f"{named}已改成程序算的。"

    made = []
    if case.computed and not filed:
        made.append(Act("put_right", f"把{named}改成程序算的", "正在保存", put_right, primary=False))
    if not filed:
        left = f"还有{len(case.standing)}条要先改，都列在上面。" if case.standing else ""
        made.append(Act("archive", "归档", "正在归档", do, why_not=left))
    return made


def _lock(case: OpenCase, locking: LockingService) -> list[Act]:
    """Nothing before the dossier is filed; and taking it back on the same day, while nothing was corrected."""
    filed = case.record.dossier
    if filed is None or not filed.filed_date:
        return []
    if filed.locked_at is None:

        def lock(case_id: str) -> str:
            locking.lock(case_id)
            return "已锁卷。以后要改，程序会请您写更正单。锁错了，今天之内可以取消。"

        return [Act("lock", "锁卷", "正在锁卷", lock, warning=_lacking(case))]
    if case.record.corrections or not filed.locked_at.startswith(case.today.isoformat()):
        return []

    def unlock(case_id: str) -> str:
        locking.unlock(case_id)
        return "已取消锁卷。"

    return [Act("unlock", "取消锁卷", "正在取消锁卷", unlock, primary=False)]


def _lacking(case: OpenCase) -> str:
    """The last word before nothing can be added any more."""
    said = missing([gap for gap in case.gaps if gap.required])
    return f"{said}锁了以后再放，每件要写一张更正单；确实没有的，再按“仍要锁卷”。" if said else ""


def _done_by_itself(node: Node, case: OpenCase) -> bool:
    """What the fields say needs no tick, and a tick could not take it back."""
    return case.walk.step(node.id).state is State.DONE and node.id not in case.record.done_nodes


def _tick(node: Node, case: OpenCase, cases: CaseService) -> Act:
    ticked = node.id in case.record.done_nodes
    rest = [step for step in case.record.done_nodes if step != node.id]

    def do(case_id: str) -> str:
        cases.save(case_id, {"done_nodes": rest if ticked else [*rest, node.id]})
        return f"已取消“{node.title}”的勾。" if ticked else f"“{node.title}”已勾为办好。"

    text = "取消“已办好”的勾" if ticked else "这一步已办好，打勾"
    return Act("tick", text, "正在保存", do, primary=False)


def _on(case: OpenCase, typed: Any) -> date:
    return day(typed) or case.today
