"""Puts onto the cards of a step what this very case asks: its marks, its hints, the fields of its form of agreement."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.effect import ORAL
from jxdesk.ui.case.fitting_fields import fits, form_of, needed
from jxdesk.ui.case.step_groups import Group
from jxdesk.ui.forms.field_group import FieldGroup


def fit_cards(
    cards: Sequence[tuple[FieldGroup, Group]],
    asked: Collection[str],
    case: CaseRecord,
    stand_ins: Mapping[str, str],
) -> None:
    """``asked`` are the paths the catalogue marks 必填; ``stand_ins`` what paper shows where nothing is typed."""
    for card, group in cards:
        if group.orally:
            card.ask(group.orally if form_of(case) == ORAL else group.question)
        for field in card.fields:
            path = field.label.name
            card.show_field(field, shown=fits(path, case))
            field.ask_for(required=path in asked and needed(path, case, stand_ins))
            if path in stand_ins:
                field.show_hint(f"不填就印“{stand_ins[path]}”")
