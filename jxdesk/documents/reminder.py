"""履行督促函 (人民调解法 art 31): what was promised and is still open on the day of the letter, and until when.

What is open is counted from the agreement and from what was paid, unless the desk wrote it in its own
words. Without a day of the letter nothing is counted: a form printed today must not say what only
tomorrow's post would know.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jxdesk.documents.case_words import day_or_blank, dispute_name, filled, party_named, with_blanks
from jxdesk.documents.house import House
from jxdesk.documents.letter_parts import (
    TEXT,
    addressee,
    contact,
    contact_row,
    numbered_line,
    seal_of,
)
from jxdesk.documents.letters import shipped
from jxdesk.documents.paragraph import Paragraph, paragraph, title
from jxdesk.documents.parts import section, turn_of, under_title
from jxdesk.documents.rows import Field
from jxdesk.documents.sheet import RECORD_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Signatures, Signer, Signing
from jxdesk.documents.signers import boxed, read_aloud
from jxdesk.documents.spans import Span, fill
from jxdesk.documents.strips import Block, WithNext
from jxdesk.documents.wording import foot_date, items
from jxdesk.rules.case_record import Agreement, CaseRecord, Reminder
from jxdesk.rules.days import chinese_day, day
from jxdesk.rules.effect import effective_date
from jxdesk.rules.instalments import instalments
from jxdesk.rules.money import capitals, plain
from jxdesk.rules.read_aloud import Paper

TITLE = "履行督促函"
RECEIVED = "被督促人（签收）"
OPEN = "按照协议，到本函发出之日还没有履行的有："


@dataclass(frozen=True)
class ReminderLetter:
    """What the letter shows; ``open`` "" leaves lines to the pen."""

    turn: str
    number: str | None
    debtor: str
    dispute: str
    agreement: str
    effective: str | None
    open: tuple[str, ...]
    do_by: str | None
    committee: str
    contact: tuple[Field, ...]
    signers: tuple[Signer, ...]
    date: str | None


def from_case(case: CaseRecord, ordinal: int, house: House) -> ReminderLetter:
    """The ``ordinal``-th letter; beyond the last one, a form."""
    found = case.reminders[ordinal - 1] if ordinal <= len(case.reminders) else Reminder()
    agreed = case.agreement or Agreement()
    effective = effective_date(case.agreement)
    on = day(found.date)
    return ReminderLetter(
        turn=turn_of(ordinal, len(case.reminders)),
        number=shipped().number_of("reminder", case, None, ordinal),
        debtor=found.debtor or "",
        dispute=dispute_name(case),
        agreement=agreed.number or case.number.text or "",
        effective=effective.isoformat() if effective else None,
        open=(found.matter,) if found.matter else _listed(_open(case, on, found.debtor)) if on else (),
        do_by=found.do_by,
        committee=case.committee.name or "",
        contact=contact(case),
        signers=(
            *boxed(case, [found.debtor], house),
            *read_aloud(case, Paper("reminder", ordinal), [found.debtor]),
        ),
        date=foot_date(house, found.date),
    )


def _listed(texts: list[str]) -> tuple[str, ...]:
    """Several are numbered, one is not."""
    return items(texts, chinese=False) if len(texts) > 1 else tuple(texts)


def _open(case: CaseRecord, on: date, debtor: str | None) -> list[str]:
    """Payments due by then that what was paid does not cover, oldest first; then things to be done.

    Where the agreement says whose a clause is, another's is not held against ``debtor``.
    """
    if case.agreement is None or _performed_by(case, on):
        return []
    left = sum(
        (one.amount for one in case.performance if one.amount is not None and _by(one.date, on)), Decimal(0)
    )
    found = []
    for item in instalments(case.agreement, on):
        if item.due_on > on:
            continue
        clause = case.agreement.clauses[item.clause]
        covered = item.amount is not None and left >= item.amount
        if item.amount is not None and not covered:
            owed = item.amount - left
            left = Decimal(0)
            if _is_of(case, clause.obligor, debtor):
                found.append(
                    f"应于{chinese_day(item.due_on)}前给付的{plain(owed)}元（大写：{capitals(owed)}）。"
                )
        elif covered:
            left -= item.amount or 0
    for clause in case.agreement.clauses:
        due = day(clause.due)
        if due and due <= on and not clause.payments and _is_of(case, clause.obligor, debtor):
            found.append(f"应于{chinese_day(due)}前做到的：{clause.text or ''}")
    return found


def _performed_by(case: CaseRecord, on: date) -> bool:
    """Whether all was done on a day. What the case says of its end is no answer for a letter from before it."""
    later = any(not _by(one.date, on) for one in case.performance)
    return case.statistics.get("performed") is True and not later


def _by(text: str | None, on: date) -> bool:
    paid = day(text)
    return paid is None or paid <= on


def _is_of(case: CaseRecord, obligor: str | None, debtor: str | None) -> bool:
    """Whether a clause binds ``debtor``: by name, by side (被申请人), or because it names nobody else."""
    if not obligor or not debtor or debtor in obligor:
        return True
    party = party_named(case, debtor)
    others = [one for one in case.parties if one is not party]
    named = any(one.name and one.name in obligor for one in others)
    other_side = obligor in {one.role for one in others} and not (party and party.role == obligor)
    return not named and not other_side


def draw(paper: ReminderLetter, house: House) -> Printed:
    """Set the letter; one page."""
    words = shipped().reminder
    blocks: list[Block] = [title(TITLE), *under_title(paper.turn), *numbered_line(paper.number)]
    blocks += [addressee(paper.debtor), with_blanks(_lead(paper), TEXT)]
    blocks += section(OPEN, list(paper.open), rules=3, style=TEXT)
    blocks += [
        paragraph(words.duty, TEXT),
        _until(paper),
        paragraph(words.otherwise, TEXT),
        WithNext(contact_row(paper.contact)),
        Signatures([Signing(RECEIVED, paper.signers)], [], seal_of(paper.committee, paper.date)),
    ]
    return print_sheet(TITLE, blocks, house, frame=RECORD_FRAME)


def _lead(paper: ReminderLetter) -> list[Span]:
    return [
        Span("你（单位）与对方就"),
        filled(paper.dispute, 14, TEXT),
        Span("达成的"),
        fill(paper.agreement, 14),
        Span("调解协议，已于"),
        *day_or_blank(paper.effective),
        Span("生效。"),
    ]


def _until(paper: ReminderLetter) -> Paragraph:
    spans = [
        Span("请你（单位）在"),
        *day_or_blank(paper.do_by),
        Span("前履行。" + shipped().reminder.hardship),
    ]
    return with_blanks(spans, TEXT)
