"""案号: one register per committee and year, allocated in the transaction that accepts the case.

A number is never provisional and never used twice. An import raises the counter, so that a desk that takes
over old cases goes on behind the last of them.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jxdesk.errors import UserError
from jxdesk.models import Case, NumberEntry, NumberRegister, Organisation
from jxdesk.rules.case_record import CaseNumber
from jxdesk.rules.numbering import format_number


def allocate(session: Session, case: Case, year: int, template: str, now: datetime) -> str:
    """Give ``case`` the next number of its host committee's register for ``year`` and return its text.

    Raises UserError when the case has no host committee or the committee no prefix.
    """
    committee = None if case.committee_org is None else session.get(Organisation, case.committee_org)
    if committee is None:
        raise UserError("还没有选主持调解的调委会。", "请先选择调委会，再受理编号。")
    if not committee.number_prefix:
        raise UserError(
            f"{committee.name}还没有编号前缀。", "请在“设置”里填写编号前缀（例如“集福”）后再受理。"
        )
    register = session.get(NumberRegister, (committee.code, year))
    if register is None:
        register = NumberRegister(
            committee=committee.code, year=year, next_seq=_after_last(session, committee, year)
        )
        session.add(register)
    seq = register.next_seq
    used = register.template or template
    text = format_number(used, committee.number_prefix, year, seq)
    register.next_seq = seq + 1
    case.number_scheme, case.number_prefix = used, committee.number_prefix
    case.number_year, case.number_seq, case.number_text = year, seq, text
    session.add(
        NumberEntry(
            committee=committee.code, year=year, seq=seq, text=text, case_id=case.id,
            allocated_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        )
    )  # fmt: skip
    return text


def note_imported(session: Session, case_id: str, committee: str, number: CaseNumber) -> bool:
    """Enter an imported number and raise the counter; False when its place belongs to another case."""
    if number.year is None or number.seq is None:
        return True
    entry = session.get(NumberEntry, (committee, number.year, number.seq))
    if entry is not None:
        return entry.case_id in {None, case_id}
    session.add(
        NumberEntry(
            committee=committee, year=number.year, seq=number.seq, text=number.text or "", case_id=case_id
        )
    )
    register = session.get(NumberRegister, (committee, number.year))
    if register is None:
        session.add(NumberRegister(committee=committee, year=number.year, next_seq=number.seq + 1))
    else:
        register.next_seq = max(register.next_seq, number.seq + 1)
    session.flush()
    return True


def _after_last(session: Session, committee: Organisation, year: int) -> int:
    last = session.scalar(
        select(func.max(NumberEntry.seq)).where(
            NumberEntry.committee == committee.code, NumberEntry.year == year
        )
    )
    return (last or 0) + 1
