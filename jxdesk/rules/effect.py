"""When an agreement takes effect (生效): 人民调解法 art 29 ② for a written one, art 30 for an oral one.

Computed, never typed: a date on paper that differs from this one is a finding.
"""

from __future__ import annotations

from datetime import date

from jxdesk.rules.case_record import Agreement
from jxdesk.rules.days import day

WRITTEN = "书面"
ORAL = "口头"


def effective_date(agreement: Agreement | None) -> date | None:
    """The day an agreement took effect; None while something is missing that effect depends on.

    A written one: the latest of the parties' signatures, the mediator's signature and the committee's
    seal, and all three are needed. An oral one: the day it was reached; a seal changes nothing.
    """
    if agreement is None:
        return None
    if agreement.form == ORAL:
        return day(agreement.agreed_date)
    if agreement.form != WRITTEN:
        return None
    signed = [
        day(text) for text in (agreement.party_sign_date, agreement.mediator_sign_date, agreement.seal_date)
    ]
    known = [on for on in signed if on is not None]
    return max(known) if len(known) == 3 else None
