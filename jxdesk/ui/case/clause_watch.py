"""Which texts of a case are looked at while they are typed, and with what in mind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from jxdesk.rules.case_record import CaseRecord
from jxdesk.services.reviews import STORIES, ReviewService
from jxdesk.ui.forms.choice_fields import ChoiceField
from jxdesk.ui.forms.field_box import FieldBox
from jxdesk.ui.forms.watched_text_field import WatchedTextField

CLAUSES = "agreement.clauses"
PROMISES = frozenset({f"{CLAUSES}.text", "agreement.performance", "agreement.responsibility"})
"""Texts of an agreement that a court reads."""


def watch_texts(
    fields: Mapping[str, FieldBox], within: str, case: CaseRecord, reviews: ReviewService
) -> None:
    """Have the texts among ``fields`` looked at; ``within`` is the list their names belong to, or empty."""
    for name, field in fields.items():
        path = f"{within}.{name}" if within else name
        if isinstance(field, WatchedTextField) and path in PROMISES | STORIES:
            field.watch(partial(reviews.remark, case, path))
        elif path == f"{CLAUSES}.obligor" and isinstance(field, ChoiceField):
            field.doubt(partial(reviews.outsider, case))
