"""Which letters and notices a case has, and which forms of them make sense where it stands.

A letter is there once the case says on which day it was given, or what it is about; before that it is a form
to be filled in by hand. So no dossier lists a notice that nobody sent.
"""

from __future__ import annotations

from collections.abc import Callable

from jxdesk.documents.catalogue import Required
from jxdesk.documents.receipt import in_cash
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.effect import WRITTEN


def _refused(case: CaseRecord) -> int:
    """A matter that was only shown its way (引导) was not refused: nobody decided against it."""
    said = case.refusal
    guided = said is not None and bool(said.referred_to) and not said.reasons
    return int(said is not None and case.acceptance is None and not guided)


def _notified(case: CaseRecord) -> int:
    return int(bool(case.acceptance and case.acceptance.notice_date))


def _recused(case: CaseRecord) -> int:
    return int(bool(case.rights_notice and case.rights_notice.recusal_requested))


def _told(case: CaseRecord) -> int:
    asked = case.agreement.judicial_confirmation if case.agreement else None
    return int(bool(asked and asked.told_on))


COUNTS: dict[Required, Callable[[CaseRecord], int]] = {
    "notified-acceptance": _notified,
    "refused": _refused,
    "each-appointment": lambda case: len(case.appointments),
    "received-transfer": lambda case: int(bool(case.source.transfer_received)),
    "each-transfer": lambda case: len(case.transfers),
    "reported-back": lambda case: int(bool(case.source.feedback_date)),
    "each-delivery": lambda case: len(case.deliveries),
    "asked-for-replacement": _recused,
    "each-extension": lambda case: len(case.extensions),
    "each-cash-payment": lambda case: len(in_cash(case)),
    "told-of-confirmation": _told,
    "each-reminder": lambda case: len(case.reminders),
}
"""How many of a letter a case has, by the word the catalogue uses."""

REPEATED = frozenset(
    {"mediation-notice", "transfer-out", "service-proof", "extension", "receipt", "reminder"}
)


def forms(case: CaseRecord) -> set[str]:
    """Letters that can come next in a case that is not filed."""
    found = {"service-proof"} | _of_transfer(case)
    if case.refusal is not None and case.acceptance is None:
        return found | {"transfer-out"}
    if case.mode == "不予受理":
        return found | {"transfer-out", "refusal-notice"}
    if case.agreement is not None:
        return found | {"receipt", "reminder"} | _of_effect(case)
    if case.termination is not None or case.mode in {"调解不成", "撤回"}:
        return found | {"transfer-out"}
    found |= {"acceptance-notice", "mediation-notice", "transfer-out", "replacement"}
    return found | ({"extension"} if case.acceptance else {"refusal-notice"})


def _of_transfer(case: CaseRecord) -> set[str]:
    """What the unit that sent the dispute is owed: that it arrived, and how it ended."""
    if not (case.source.transfer_org or case.source.transfer_doc):
        return set()
    over = case.agreement or case.termination or case.refusal
    return {"transfer-in", "transfer-feedback"} if over else {"transfer-in"}


def _of_effect(case: CaseRecord) -> set[str]:
    """Only a written agreement goes to court (R-39)."""
    return {"confirmation-notice"} if case.agreement and case.agreement.form == WRITTEN else set()
