"""Fields made from the field catalogue: label, kind and choices stand in resources/codes, not in views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from jxdesk.rules.codes import Codes
from jxdesk.rules.fields import Catalogue, Field
from jxdesk.rules.redaction import mask_id, mask_phone
from jxdesk.ui.forms.choice_fields import ChoiceField, TicksField
from jxdesk.ui.forms.day_fields import DayField, MomentField
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.line_fields import HiddenField, LineField, NumberField
from jxdesk.ui.forms.long_text_field import LinesField, LongTextField
from jxdesk.ui.forms.money_field import MoneyField
from jxdesk.ui.forms.pairs_field import PairsField
from jxdesk.ui.forms.people_field import PeopleField
from jxdesk.ui.forms.segment_fields import SegmentField, YesNoField

SHOWN_WHOLE = 4  # a dictionary of up to so many words stands side by side
SHOWN_WIDTH = 14  # characters that fit side by side into half a page
HIDDEN: dict[str, Callable[[str], str]] = {"id_no": mask_id, "phone": mask_phone, "account": mask_id}


class FieldMaker:
    """Builds any simple field of a case; parts within parts are the business of a page."""

    def __init__(self, catalogue: Catalogue, codes: Codes, now: Callable[[], datetime]) -> None:
        self.catalogue = catalogue
        self.codes = codes
        self._now = now

    def make(self, part: str, name: str, key: str = "", people: Sequence[str] = ()) -> FieldBox:
        """The field ``name`` of the type ``part``; ``key`` is its name on the form, by default ``name``.

        Raises ValueError for a kind that has no single field (a part, or structured content).
        """
        field = self.catalogue.field(part, name)
        label = FieldLabel(key or name, field.label, field.hint, field.required)
        if name in HIDDEN:
            return HiddenField(label, HIDDEN[name])
        if field.choices is not None:
            return self._choice(field, label)
        return self._simple(field, label, people)

    def _simple(self, field: Field, label: FieldLabel, people: Sequence[str]) -> FieldBox:
        makers: dict[str, Callable[[], FieldBox]] = {
            "text": lambda: LineField(label),
            "long": lambda: LongTextField(label),
            "day": lambda: DayField(label, self._now),
            "moment": lambda: MomentField(label, self._now),
            "money": lambda: MoneyField(label),
            "int": lambda: NumberField(label),
            "bool": lambda: YesNoField(label),
            "words": lambda: LinesField(label),
            "people": lambda: PeopleField(label, people),
            "pairs": lambda: PairsField(label),
        }
        if field.kind not in makers:
            raise ValueError(f"no single field for kind {field.kind}")
        return makers[field.kind]()

    def _choice(self, field: Field, label: FieldLabel) -> FieldBox:
        dictionary = self.codes.dictionary(field.choices or "")
        choices = [
            (entry.word if dictionary.stores == "word" else entry.code, entry.word)
            for entry in dictionary.offered(self._now().date())
        ]
        if field.kind.startswith("choices:"):
            return TicksField(label, choices)
        if len(choices) <= SHOWN_WHOLE and sum(len(word) for _, word in choices) <= SHOWN_WIDTH:
            return SegmentField(label, choices)
        return ChoiceField(label, choices)
