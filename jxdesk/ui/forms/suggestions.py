"""Names offered in a form: the parties of the case and the people of the desk, each where they may stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jxdesk.ui.forms.choice_fields import ChoiceField
from jxdesk.ui.forms.field_box import FieldBox
from jxdesk.ui.forms.people_field import PeopleField
from jxdesk.ui.forms.rows_field import RowsField
from jxdesk.ui.forms.signed_fields import ConsentField, SignaturesField

STAFF = frozenset(
    {
        "recorder",
        "registrar",
        "visitor",
        "filed_by",
        "checked_by",
        "received_by",
        "assigned_to",
        "replaced_by",
        "investigators",
        "reader",
        "witness",
        "name",
    }
)
"""Fields that name somebody of the desk; ``name`` only inside the rows of mediators."""
BOTH_SIDES = "双方"


@dataclass(frozen=True)
class Names:
    """Who can be offered."""

    parties: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    committee: str = ""


def offer_names(fields: Iterable[FieldBox], names: Names) -> None:
    """Put the names into every field that takes some."""
    for field in fields:
        name = field.label.name.rsplit(".", 1)[-1]
        if isinstance(field, SignaturesField):
            field.offer(names.parties, names.staff)
        elif isinstance(field, ConsentField):
            field.offer(names.parties)
        elif isinstance(field, PeopleField):
            field.offer(_for(name, names))
        elif isinstance(field, RowsField):
            field.offer(lambda inner: offer_names(inner, names))
        elif isinstance(field, ChoiceField) and field.takes_names:
            field.offer([(one, one) for one in _for(name, names)])


def _for(name: str, names: Names) -> Sequence[str]:
    if name.rsplit("_", 1)[-1] in STAFF or name in STAFF:
        return names.staff
    if name in ("obligor", "provider"):
        return (*names.parties, BOTH_SIDES)
    if name == "copies_to":
        return (*names.parties, names.committee) if names.committee else names.parties
    return names.parties
