"""Fields made from the field catalogue: label, kind and choices stand in resources/codes, not in views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from jxdesk.rules.codes import Codes
from jxdesk.rules.fields import Catalogue, Field
from jxdesk.rules.redaction import mask_id, mask_phone
from jxdesk.ui.forms.choice_fields import ChoiceField, TicksField
from jxdesk.ui.forms.day_fields import DayField, MomentField
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.line_fields import HiddenField, LineField, NameField, NumberField
from jxdesk.ui.forms.long_text_field import LinesField
from jxdesk.ui.forms.money_field import MoneyField
from jxdesk.ui.forms.name_help import NameHelp
from jxdesk.ui.forms.pairs_field import PairsField
from jxdesk.ui.forms.people_field import PeopleField
from jxdesk.ui.forms.rows_field import RowsField
from jxdesk.ui.forms.segment_fields import SegmentField, YesNoField
from jxdesk.ui.forms.signed_fields import ConsentField, SignaturesField
from jxdesk.ui.forms.split_field import SplitField
from jxdesk.ui.forms.watched_text_field import WatchedTextField

SHOWN_WHOLE = 4  # a dictionary of up to so many words stands side by side
SHOWN_WIDTH = 14  # characters that fit side by side into half a page
HIDDEN: dict[str, Callable[[str], str]] = {"id_no": mask_id, "phone": mask_phone, "account": mask_id}
RECORD_ROWS, LINE_ROWS = 10, 3  # lines of a whole record, and of a short list
OF_A_NAME = frozenset(
    {
        "recorder",
        "registrar",
        "visitor",
        "filed_by",
        "checked_by",
        "received_by",
        "assigned_to",
        "replaced_by",
        "obligor",
        "provider",
        "recusal_by",
        "recusal_of",
        "payer",
        "payee",
        "debtor",
        "recipient",
        "listener",
        "reader",
        "witness",
        "server",
    }
)
"""Text fields that hold one name: typed, or taken from those the case and the desk know."""
TYPED_NAMES = frozenset(
    {
        ("Party", "name"),
        ("Party", "legal_rep"),
        ("Guardian", "name"),
        ("Agent", "name"),
        ("Respondent", "name"),
    }
)
"""Names that are always typed; other parts have a ``name`` of something (evidence, a dossier)."""
REPORTS = (("to", "向谁报告"), ("at", "什么时间"), ("method", "怎样报告的"), ("receipt", "回执或者接报人"))
INVITED = (("name", "姓名"), ("identity", "身份"))


class FieldMaker:
    """Builds any field of a case but parts that have a list of their own."""

    def __init__(
        self,
        catalogue: Catalogue,
        codes: Codes,
        now: Callable[[], datetime],
        names: NameHelp | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.codes = codes
        self._now = now
        self._names = names

    def at(self, path: str, *, asked: bool = True) -> FieldBox:
        """The field at a path of the case (``agreement.judicial_confirmation.court``), named by the path."""
        part = "CaseRecord"
        *owners, name = path.split(".")
        for owner in owners:
            part = self.catalogue.field(part, owner).part or ""
        return self.make(part, name, path, asked=asked)

    def make(
        self, part: str, name: str, key: str = "", within: str = "", whose: str = "", *, asked: bool = True
    ) -> FieldBox:
        """The field ``name`` of the type ``part``; ``key`` is its name on the form, by default ``name``.

        ``whose`` stands before its label where a part is spread out in another (被调查人 姓名);
        ``asked=False`` leaves out 必填 where paper asks for the field and this page does not.

        Raises ValueError for a part that needs a page of its own.
        """
        field = self.catalogue.field(part, name)
        label = FieldLabel(
            key or name, f"{whose} {field.label}".strip(), field.hint, field.required and asked, within
        )
        if name in HIDDEN:
            return HiddenField(label, HIDDEN[name])
        if name in OF_A_NAME or (part, name) in TYPED_NAMES:
            return self._of_a_name(name, label)
        if field.choices is not None:
            return self._choice(field, label)
        if field.kind == "structured":
            return self._structured(name, label)
        if field.part in ("Mediator", "Payment"):
            return self._rows_of(field.part, label)
        return self._simple(field, label)

    def _of_a_name(self, name: str, label: FieldLabel) -> FieldBox:
        if name in OF_A_NAME:
            return ChoiceField(label, [], takes_names=True, names=self._names)
        return LineField(label) if self._names is None else NameField(label, self._names)

    def _simple(self, field: Field, label: FieldLabel) -> FieldBox:
        makers: dict[str, Callable[[], FieldBox]] = {
            "text": lambda: LineField(label),
            "long": lambda: WatchedTextField(label),
            "day": lambda: DayField(label, self._now),
            "moment": lambda: MomentField(label, self._now),
            "money": lambda: MoneyField(label),
            "int": lambda: NumberField(label),
            "bool": lambda: YesNoField(label),
            "words": lambda: LinesField(label, rows=RECORD_ROWS if label.name == "record" else LINE_ROWS),
            "people": lambda: PeopleField(label, [], names=self._names),
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

    def _structured(self, name: str, label: FieldLabel) -> FieldBox:
        makers: dict[str, Callable[[], FieldBox]] = {
            "signatures": lambda: SignaturesField(label),
            "pi_consent": lambda: ConsentField(label),
            "split": lambda: SplitField(label),
            "reports": lambda: RowsField(label, "报告记录", self._report, 2),
            "invited": lambda: RowsField(label, "参加人", partial(_lines, INVITED), 2),
        }
        if name not in makers:
            raise ValueError(f"no form for the structured field {name}")
        return makers[name]()

    def _report(self, prefix: str) -> Sequence[FieldBox]:
        words = self.codes.words("report_to", self._now().date())
        to, at, *rest = (FieldLabel(prefix + key, shown) for key, shown in REPORTS)
        fields: list[FieldBox] = [ChoiceField(to, [(w, w) for w in words]), MomentField(at, self._now)]
        return fields + [LineField(label) for label in rest]

    def _rows_of(self, part: str, label: FieldLabel) -> FieldBox:
        fields = self.catalogue.parts[part]

        def make(prefix: str) -> Sequence[FieldBox]:
            made = [self.make(part, name, prefix + name) for name in fields.fields]
            # The desk's people are offered for a mediator's name, whose field is called like any other.
            if part == "Mediator":
                made[0] = ChoiceField(
                    FieldLabel(f"{prefix}name", "姓名", required=True),
                    [],
                    takes_names=True,
                    names=self._names,
                )
            return made

        return RowsField(label, fields.title, make)


def _lines(keys: Sequence[tuple[str, str]], prefix: str) -> Sequence[FieldBox]:
    return [LineField(FieldLabel(prefix + key, shown)) for key, shown in keys]
