"""作废: a case registered by mistake or twice leaves every list, and stays in the file with its number.

Nothing is deleted: paper may already lie somewhere with that number on it, and whoever finds it must find the
case and why it does not count. ``void_reason`` travels like any other field of the case.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from jxdesk.errors import UserError
from jxdesk.models import Case, Conflict, NumberEntry
from jxdesk.rules.case_record import CaseNumber, CaseRecord
from jxdesk.rules.clean_text import clean
from jxdesk.rules.effect import effective_date

BINDING = (
    "一台电脑作废了本案，另一台电脑上协议已经签好生效。协议是真的，就选没有写作废原因的那一边，本案照旧；"
    "确实登记错了，就选写了原因的那一边。"
)
"""Why a void case comes before a person."""

REASONS = ("登记错了", "重复登记", "练习时误登", "其他")
"""What is offered first; the words a person adds follow in the same field."""


def void(session: Session, record: CaseRecord, reason: str) -> None:
    """Write down why the case does not count. Raises UserError without a reason, once an agreement binds, and when it is void."""
    if record.void_reason is not None:
        raise UserError(f"本案已经作废：{record.void_reason}。", "不用再作废；作废错了的，按“恢复”。")
    said = " ".join(clean(reason).split())
    if not said:
        raise UserError("还没有写为什么作废。", "请选一项原因，或者写一句话。")
    refuse_binding(record)
    session.get_one(Case, record.id).void_reason = said
    mark_number(session, record.id, record.committee.org, record.number, said)


def refuse_binding(record: CaseRecord) -> None:
    """Raises UserError once the agreement binds (人民调解法 art 31 and 32): only the parties or a court undo it."""
    if effective_date(record.agreement) is not None:
        raise UserError(
            "本案的协议已经生效，双方都要照着办，不能作废。",
            "双方都愿意改的，另行登记一件，写一份新协议，填上“替代的原协议编号”；"
            "有一方认为协议有错的，告诉他可以向人民法院起诉。",
        )


def ask_about_binding(session: Session, record: CaseRecord, at: str) -> None:
    """Put a case before a person that one desk voided while another had its agreement signed.

    Neither desk could know; asked once, because whoever decides may well leave it void.
    """
    if record.void_reason is None or effective_date(record.agreement) is None:
        return
    asked = select(Conflict.conflict_id).where(Conflict.rid == record.id, Conflict.field == "void_reason")
    if session.scalars(asked).first() is None:
        session.add(
            Conflict(
                case_id=record.id, kind="case", rid=record.id, field="void_reason", ours=record.void_reason,
                theirs=None, reason=BINDING, found_at=at,
            )
        )  # fmt: skip


def restore(session: Session, record: CaseRecord) -> None:
    """Undo ``void``. Raises UserError when there is nothing to undo."""
    if record.void_reason is None:
        raise UserError("本案没有作废。", "不用恢复，可以接着办。")
    session.get_one(Case, record.id).void_reason = None
    mark_number(session, record.id, record.committee.org, record.number, None)


def refuse_void(reason: str | None) -> None:
    """Raises UserError when the case is void: a decision about it would take a number or send a person away."""
    if reason is not None:
        raise UserError("本案已作废，不能再受理、引导或者不予受理。", "还要办的，请先在案件上按“恢复”。")


def refuse_filing(reason: str | None) -> None:
    """Raises UserError when the case is void: a filed or locked dossier would count it as a finished one."""
    if reason is not None:
        raise UserError("本案已作废，不能归档、锁卷。", "作废错了的，请先在案件上按“恢复”。")


def mark_number(
    session: Session, case_id: str, committee: str | None, number: CaseNumber, reason: str | None
) -> None:
    """Write the reason beside the number in the register; a number of another case is left alone."""
    if committee is None or number.year is None or number.seq is None:
        return
    # By its key: a pull marks every case it brings, and looking through the register for each would take minutes.
    entry = session.get(NumberEntry, (committee, number.year, number.seq))
    if entry is not None and entry.case_id == case_id:
        entry.void_reason = reason
