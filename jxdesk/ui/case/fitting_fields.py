"""What a step asks in this very case: 必填 where its paper needs the field, no fields of the other form of agreement. No Qt.

The catalogue says what a paper must have; whether the case has that paper, only the case can say.
"""

from __future__ import annotations

from collections.abc import Mapping

from jxdesk.rules.application import applied_in_writing
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.effect import ORAL, WRITTEN
from jxdesk.ui.case.values import value_at

APPLICATION = "application."
OF_ONE_FORM = {
    "agreement.party_sign_date": WRITTEN,
    "agreement.mediator_sign_date": WRITTEN,
    "agreement.copies": WRITTEN,
    "agreement.copies_to": WRITTEN,
    "agreement.agreed_date": ORAL,
    "agreement.party_confirm_sign": ORAL,
}
"""Fields that only a written agreement has (art 29), or only an oral one (人民调解法 art 30). The seal both have."""


def needed(path: str, case: CaseRecord, stand_ins: Mapping[str, str]) -> bool:
    """Whether a field that paper asks for is asked for here; ``stand_ins`` are what paper shows in its stead."""
    if path in stand_ins:
        return False
    return not path.startswith(APPLICATION) or applied_in_writing(case)


def fits(path: str, case: CaseRecord) -> bool:
    """Whether a field belongs to the form of agreement that was chosen.

    What stands in a field of the other form stays in sight, else nobody could take it out again.
    """
    wanted, form = OF_ONE_FORM.get(path), form_of(case)
    return wanted is None or form is None or wanted == form or bool(value_at(case, path))


def form_of(case: CaseRecord) -> str | None:
    """书面 or 口头, as the papers tell them apart; None while neither was chosen."""
    said = (case.agreement.form if case.agreement else None) or case.mode or ""
    return ORAL if ORAL in said else WRITTEN if WRITTEN in said else None
