"""The questions of the intake page: who, what, where, how urgent, and how it came here."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jxdesk.rules.case_record import CaseRecord
from jxdesk.ui.case.part_list import PartList
from jxdesk.ui.case.values import parts_at, values_at
from jxdesk.ui.case_keeper import CaseKeeper
from jxdesk.ui.forms.choice_fields import ChoiceField
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.field_group import FieldGroup
from jxdesk.ui.forms.form import Form
from jxdesk.ui.forms.list_editor import ListEditor
from jxdesk.ui.forms.saved_line import SavedLine
from jxdesk.ui.intake.party_page import PartyPage
from jxdesk.ui.intake.place_field import PlaceField
from jxdesk.ui.workplace import Workplace

WHAT = ("dispute_type", "dispute_subtype", "intake.brief", "intake.requests")
WHERE = ("intake.division_code", "intake.place", "intake.occurred_on", "intake.people_count")
URGENT = ("intake.risk_answers", "intake.response_level", "intake.level_reason")
HOW = ("intake.service_line", "intake.mediation_kind", "committee.org", "source.form_option",
       "source.stat_option", "source.received_via", "source.transfer_org", "source.transfer_doc",
       "source.transfer_date")  # fmt: skip
TRANSFER = ("source.transfer_org", "source.transfer_doc", "source.transfer_date")
USUAL = {
    "intake.service_line": "矛盾调解",
    "intake.mediation_kind": "人民调解",
    "source.form_option": "①当事人申请",
    "source.received_via": "乡镇综治分中心窗口",
}
"""What nearly every visit says; shown from the start and stored with the first field that is left."""
ASKED = frozenset({"dispute_type", "intake.brief"})
"""What a draft is no use without; the paper asks for more, later."""
SIDES = ("申请人", "被申请人")
PARTIES = "parties"


class IntakeForm(QWidget):
    """All fields of the page; ``form`` holds those of the case, ``parties`` those of its people."""

    usual_wanted = Signal()
    """A party was typed into: what nearly every visit says is to be stored before it."""

    def __init__(self, place: Workplace, keeper: CaseKeeper) -> None:
        super().__init__()
        self._place = place
        self._fresh = True
        self.place_field = PlaceField(
            place.theme, self._label("Intake", "division_code"), place.services.trade.divisions
        )
        self.committee = ChoiceField(FieldLabel("committee.org", "由哪个调委会调"), [], open_list=False)
        made = {path: self._make(path) for path in (*WHAT, *WHERE, *URGENT, *HOW)}
        self.form = Form(list(made.values()), self)
        self.party = PartyPage(place, "intake_")
        self.editor = ListEditor(
            place.theme, "intake_parties", "当事人", self.party.form, self.party, across=True
        )
        # Before PartList: the case's own words come first in the lane, the party's after them.
        self.editor.item_left.connect(self._want_usual)
        self.parties = PartList(keeper, PARTIES, self.editor, list(self.party.form.fields))
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        who = FieldGroup(place.theme, "who", "谁来了？", [])
        who.add_below(self.editor)
        column.addWidget(who)
        self.how = self._group("how", "怎么来的，归谁办？", made, HOW)
        for group in (
            self._group("what", "什么事？", made, WHAT),
            self._group("where", "在哪儿？", made, WHERE),
            self._group("urgent", "急不急？", made, URGENT),
            self.how,
        ):
            column.addWidget(group)
        self.how.add_below(SavedLine(place.theme, self.form, "intake"))
        column.addStretch(1)
        self.form.loaded.connect(self._fit_transfer)

    def start(self) -> None:
        """A new draft: two empty sides, the usual answers, nothing stored."""
        self._fresh = True
        self.form.start_over(USUAL)
        self.parties.start([{"role": side, "kind": "自然人"} for side in SIDES], SIDES)
        self.party.form.fields["name"].go()

    def start_stored(self) -> None:
        """A stored draft is about to be shown: nothing stands here that is not its own."""
        self._fresh = False
        self.form.start_over({})
        self.parties.start([], [])

    def _want_usual(self) -> None:
        if self._fresh:
            self.usual_wanted.emit()

    def with_usual(self, values: dict[str, Any]) -> dict[str, Any]:
        """What was just typed, and with the first of it the usual answers that still stand."""
        if not self._fresh:
            return values
        self._fresh = False
        shown = {path: self.form.fields[path].value() for path in USUAL}
        return {**shown, **values}

    def show_case(self, case: CaseRecord) -> None:
        """What is stored."""
        self._fresh = False
        self.form.load(values_at(case, self.form.fields))
        self.parties.show_parts(parts_at(case, PARTIES))
        self._fit_transfer()

    def flush(self) -> None:
        """Store what is still being typed."""
        self.editor.flush()
        self.form.flush()

    def _fit_transfer(self) -> None:
        said = self.form.fields["source.stat_option"].value()
        transferred = "移送" in str(said or "")
        for path in TRANSFER:
            field = self.form.fields[path]
            self.how.show_field(field, shown=transferred or field.value() is not None)

    def _group(
        self, name: str, question: str, made: dict[str, FieldBox], paths: tuple[str, ...]
    ) -> FieldGroup:
        return FieldGroup(self._place.theme, f"intake_{name}", question, [made[path] for path in paths])

    def _make(self, path: str) -> FieldBox:
        if path == "intake.division_code":
            return self.place_field
        if path == "committee.org":
            return self.committee
        return self._place.maker.at(path, asked=path in ASKED)

    def _label(self, part: str, name: str) -> FieldLabel:
        field = self._place.maker.catalogue.field(part, name)
        return FieldLabel(f"intake.{name}", field.label, field.hint, field.required)
