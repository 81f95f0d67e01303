"""案号: one register per committee and year, allocated in the transaction that accepts the case.

A number is never provisional and never used twice. An import raises the counter, so that a desk that takes
over old cases goes on behind the last of them. A committee's register belongs to one desk
(``Organisation.number_desk``): two desks that both counted would give the same number to two disputes, and
paper with a wrong number is in people's hands by the time the county could say so.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Select, Text, cast, func, select
from sqlalchemy.orm import Session

from jxdesk.errors import UserError
from jxdesk.models import (
    Agreement,
    Case,
    Change,
    Conflict,
    DeskState,
    NumberEntry,
    NumberRegister,
    Organisation,
)
from jxdesk.models.change import CLASH
from jxdesk.rules.case_record import CaseNumber
from jxdesk.rules.numbering import LARGEST_SEQ, format_number
from jxdesk.services.short_id import letters_of

ELSEWHERE = ""
"""``number_desk`` where another desk of the unit numbers, and this one has not heard yet which."""


def allocate(session: Session, case: Case, year: int, template: str, now: datetime) -> str:
    """Give ``case`` the next number of its host committee's register for ``year`` and return its text.

    The first number a desk gives out for a committee makes the register its own. Raises UserError when the
    case has no host committee, the committee no prefix, or the register belongs to another desk.
    """
    committee = None if case.committee_org is None else session.get(Organisation, case.committee_org)
    if committee is None:
        raise UserError("还没有选主持调解的调委会。", "请先选择调委会，再受理编号。")
    if not committee.number_prefix:
        raise UserError(
            f"{committee.name}还没有编号前缀。", "请在“设置”里填写编号前缀（例如“集福”）后再受理。"
        )
    _own(session, committee)
    register = session.get(NumberRegister, (committee.code, year))
    if register is None:
        register = NumberRegister(
            committee=committee.code, year=year, next_seq=_after_last(session, committee.code, year)
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


def given_out(session: Session, case_id: str) -> bool:
    """Whether a desk, this one or another, gave the number out by accepting the case; False for one imported.

    Another desk's acceptance is known by its change in the log, so that a case only pulled is held as well.
    """
    here = select(NumberEntry.seq).where(
        NumberEntry.case_id == case_id, NumberEntry.allocated_at.is_not(None)
    )
    return (
        session.scalars(here).first() is not None
        or session.scalars(_given(Change.rid == case_id)).first() is not None
    )


def note_imported(session: Session, case_id: str, committee: str, number: CaseNumber) -> bool:
    """Enter a number given out elsewhere and raise the counter; False when its place is another case's.

    A sequence beyond ``LARGEST_SEQ`` is entered and raises nothing: one slip in a file would leave the register
    in the millions.
    """
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
    if number.seq > LARGEST_SEQ:
        pass
    elif register is None:
        session.add(NumberRegister(committee=committee, year=number.year, next_seq=number.seq + 1))
    else:
        register.next_seq = max(register.next_seq, number.seq + 1)
    session.flush()
    return True


def note_pulled(session: Session, case_id: str, committee: str, number: CaseNumber, now: datetime) -> None:
    """Enter a number that came from the county: whose register it is, and whether two cases bear it."""
    if not note_imported(session, case_id, committee, number):
        _ask_about_clash(session, case_id, committee, number, now)
    _settle_owner(session, case_id, committee)


def close_clashes(session: Session) -> None:
    """Close the questions about numbers no longer borne twice; the entry goes to the case that kept it."""
    for row in session.scalars(select(Conflict).where(Conflict.field == CLASH, Conflict.state == "open")):
        pair = [session.get(Case, case_id) for case_id in (row.rid, row.ours)]
        numbers = {case.number_text for case in pair if case is not None and case.number_text}
        if None not in pair and len(numbers) == 1:
            continue
        row.state = "resolved"
        for case in pair:
            entry = None if case is None else _entry_of(session, case)
            if case is not None and entry is not None:
                entry.case_id = case.id


def renumber(session: Session, clash: Conflict, case: Case, template: str, now: datetime) -> str:
    """Give one of two cases that bear one number the next of the register; the other keeps the number."""
    if case.number_year is None or case.id not in {clash.rid, clash.ours}:
        message = "this case is not one of the two"
        raise ValueError(message)
    old = case.number_text
    text = allocate(session, case, case.number_year, template, now)
    agreement = session.scalars(select(Agreement).where(Agreement.case_id == case.id)).first()
    if agreement is not None and agreement.number == old:
        agreement.number = text
    session.flush()
    close_clashes(session)
    return text


def take_over(session: Session, committee: str) -> None:
    """From now on this desk numbers for ``committee``; the other one learns it with the next number."""
    session.get_one(Organisation, committee).number_desk = session.get_one(DeskState, 1).dev


def _own(session: Session, committee: Organisation) -> None:
    dev = session.get_one(DeskState, 1).dev
    if committee.number_desk is None:
        committee.number_desk = dev
    if committee.number_desk != dev:
        which = f"（{letters_of(committee.number_desk)}）" if committee.number_desk else ""
        raise UserError(
            f"{committee.name}的案号由单位的另一台电脑{which}编，这台电脑不能编。",
            "请在那台电脑上受理；那台电脑不再用了，就到“设置”里改由这台电脑编号。",
        )


def _settle_owner(session: Session, case_id: str, committee: str) -> None:
    """Who numbered last, in the county's order, owns the register: every desk comes to the same answer."""
    row, dev = session.get(Organisation, committee), session.get_one(DeskState, 1).dev
    giver = session.scalars(_given(Change.rid == case_id)).first()
    if row is None or giver is None or giver == row.number_desk:
        return
    last = session.scalars(_given(Case.committee_org == committee)).first()
    if last is None or last == row.number_desk:
        return
    if row.number_desk == dev:
        session.get_one(DeskState, 1).notice = (
            f"{row.name}的案号现在由单位的另一台电脑（{letters_of(last)}）编，这台电脑不再编号；"
            "要改回来，到“设置”里改由这台电脑编号。"
        )
    row.number_desk = last


def _given(which: ColumnElement[bool]) -> Select[str]:
    """The desks that gave out numbers, last first by the county's order.

    A number given out is a patch of a case begun before it; a case imported with its number is one put.
    """
    return (
        select(Change.dev)
        .join(Case, Case.id == Change.rid)
        .where(Change.kind == "case", Change.op == "patch", Change.seq.is_not(None), which)
        .where(cast(Change.fields, Text).like('%"number_text":"%'))
        .order_by(Change.seq.desc())
        .limit(1)
    )


def _ask_about_clash(
    session: Session, case_id: str, committee: str, number: CaseNumber, now: datetime
) -> None:
    entry = session.get_one(NumberEntry, (committee, number.year, number.seq))
    asked = select(Conflict).where(
        Conflict.field == CLASH, Conflict.state == "open", Conflict.rid.in_((case_id, entry.case_id))
    )
    if session.scalars(asked).first() is None:
        at = now.astimezone(UTC).isoformat(timespec="milliseconds")
        session.add(
            Conflict(case_id=case_id, kind="case", rid=case_id, field=CLASH, ours=entry.case_id, found_at=at)
        )
        session.flush()


def _entry_of(session: Session, case: Case) -> NumberEntry | None:
    if case.committee_org is None or case.number_year is None or case.number_seq is None:
        return None
    return session.get(NumberEntry, (case.committee_org, case.number_year, case.number_seq))


def _after_last(session: Session, committee: str, year: int) -> int:
    last = session.scalar(
        select(func.max(NumberEntry.seq)).where(
            NumberEntry.committee == committee, NumberEntry.year == year, NumberEntry.seq <= LARGEST_SEQ
        )
    )
    return (last or 0) + 1
