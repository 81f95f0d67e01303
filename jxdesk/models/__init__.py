"""Tables of the desk's file. They are imported, all at once, when the first of them is named.

Not before: they need SQLAlchemy, and ``jxdesk.models.file`` beside them is what the first page reads with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jxdesk.models.all_tables import (
        Acceptance,
        Agent,
        Agreement,
        Application,
        Appointment,
        Base,
        Case,
        CasePart,
        Change,
        Clause,
        Conflict,
        Correction,
        Delivery,
        DeskState,
        Dossier,
        Evidence,
        Extension,
        Investigation,
        Material,
        Mediation,
        NumberEntry,
        NumberRegister,
        Organisation,
        Party,
        Performance,
        Printout,
        Reading,
        Refusal,
        Reminder,
        RightsNotice,
        Screening,
        Staff,
        Summary,
        SyncBase,
        Termination,
        Tracked,
        Transfer,
        Visit,
    )

__all__ = [
    "Acceptance", "Agent", "Agreement", "Application", "Appointment", "Base", "Case", "CasePart", "Change",
    "Clause", "Conflict", "Correction", "Delivery", "DeskState", "Dossier", "Evidence", "Extension", "Investigation",
    "Material", "Mediation", "NumberEntry", "NumberRegister", "Organisation", "Party", "Performance", "Printout", "Reading",
    "Refusal", "Reminder", "RightsNotice", "Screening", "Staff", "Summary", "SyncBase", "Termination",
    "Tracked", "Transfer", "Visit",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """A table by its name. Its annotation is above, so that a wrong name is still found before running."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from jxdesk.models import all_tables  # noqa: PLC0415 - see above

    globals().update({table: getattr(all_tables, table) for table in __all__})
    return globals()[name]
