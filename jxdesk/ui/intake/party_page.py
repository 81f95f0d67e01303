"""谁来了: the form of one party. The ID number fills sex, birth date and age; who was here before is recognised.

A wrong number is said, with the digit, and never stands in the way: the person is here now, the card
may be at home.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from jxdesk.rules.days import day
from jxdesk.rules.person_id import IdReading, age_on, read_id
from jxdesk.services.people import Known
from jxdesk.ui.forms.field_box import FieldBox
from jxdesk.ui.forms.field_group import FieldGroup
from jxdesk.ui.forms.form import Form
from jxdesk.ui.forms.saved_line import SavedLine
from jxdesk.ui.naming import named, words
from jxdesk.ui.workplace import Workplace

PERSON = "自然人"
ADULT = 18
ALWAYS = ("role", "kind", "name")
OF_A_PERSON = ("id_no", "phone", "sex", "birth_date", "age", "nation", "occupation")
OF_AN_ORGANISATION = ("uscc", "legal_rep", "legal_rep_title", "phone")
LAST = ("address", "literate", "capacity", "note")
GUARDIAN = ("guardian.name", "guardian.relation", "guardian.id_no", "guardian.phone", "guardian.address")
ORDER = tuple(dict.fromkeys(ALWAYS + OF_A_PERSON + OF_AN_ORGANISATION + LAST)) + GUARDIAN
COPIED = ("kind", "name", "id_no", "sex", "birth_date", "nation", "phone", "address", "occupation", "uscc",
          "legal_rep", "legal_rep_title")  # fmt: skip


class PartyPage(FieldGroup):
    """Shows the fields that this kind of party has; ``looked_for`` asks whether the desk knows this person."""

    looked_for = Signal(dict)

    def __init__(self, place: Workplace, within: str) -> None:
        self._place = place
        fields = [_make(place, name, within) for name in ORDER]
        super().__init__(place.theme, f"{within}page", "", fields)
        self.form = Form(fields, self)
        self._known: Known | None = None
        self._was_here = words("", "advice", wrap=True)
        self._take = named(QPushButton("带出上次的资料"), f"{within}take", "带出这个人上次登记的资料")
        self._take.clicked.connect(self._on_take)
        self._card = QWidget()
        row = QHBoxLayout(self._card)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._was_here, 1)
        row.addWidget(self._take)
        self._card.hide()
        # At the end of a long form it would be seen when everything has been typed once more.
        self.add_between([self.form.fields[name] for name in ("name", "id_no")], self._card)
        self.add_below(SavedLine(place.theme, self.form, f"{within}party"))
        self.form.group_left.connect(self._on_left)
        self.form.loaded.connect(self._fit_to_kind)
        self._fit_to_kind()

    def show_known(self, known: list[Known]) -> None:
        """Say that this person was here before; nothing is taken over unasked."""
        self._known = known[0] if known else None
        self._card.setVisible(self._known is not None)
        if self._known is not None:
            who = "　".join(w for w in (self._known.name, self._known.sex, self._known.address) if w)
            self._was_here.setText(f"以前来过：{who}（{self._known.case_label}）")

    def _on_left(self, values: dict[str, Any]) -> None:
        if "id_no" in values:
            self._read_id(values["id_no"])
        if "guardian.id_no" in values:
            self._read_guardian(values["guardian.id_no"])
        if "birth_date" in values:
            self._count_age(day(values["birth_date"]))
        if values.keys() & {"kind", "capacity", "birth_date", "age"}:
            self._fit_to_kind()
        if values.keys() & {"id_no", "phone", "name"}:
            self.show_known([])
            asked = {key: self.form.fields[key].value() or "" for key in ("name", "id_no", "phone")}
            self.looked_for.emit(asked)

    def _read_id(self, text: str | None) -> None:
        if not text:
            return
        today = self._place.services.now().date()
        reading = read_id(text, today=today, regions=self._place.services.trade.regions)
        if reading.valid and reading.birth is not None:
            follows: dict[str, Any] = {
                "birth_date": reading.birth.isoformat(),
                "age": age_on(reading.birth, today),
            }
            if reading.sex:
                follows["sex"] = reading.sex
            self.form.put(follows)
            self._fit_to_kind()
        self._say("id_no", reading, "号码对得上，性别、出生日期、年龄已填好。")

    def _read_guardian(self, text: str | None) -> None:
        """Doubted like the party's; there is no sex or birth date of a guardian to fill in."""
        if text:
            regions = self._place.services.trade.regions
            reading = read_id(text, today=self._place.services.now().date(), regions=regions)
            self._say("guardian.id_no", reading, "号码对得上。")

    def _say(self, field: str, reading: IdReading, good: str) -> None:
        if reading.messages:
            self.form.say(field, "".join(reading.messages), "message" if reading.faults else "advice")
        elif reading.valid:
            self.form.say(field, good, "good")

    def _count_age(self, birth: date | None) -> None:
        today = self._place.services.now().date()
        if birth is not None and birth <= today:  # of a day still to come the field says so itself
            self.form.put({"age": age_on(birth, today)})

    def _fit_to_kind(self) -> None:
        shown = self.form.values()
        person = shown["kind"] in (None, PERSON)
        minor = isinstance(shown["age"], int) and shown["age"] < ADULT
        limited = str(shown["capacity"] or "").startswith(("无", "限制"))
        guarded = person and (minor or limited or any(shown[name] for name in GUARDIAN))
        wanted = set(ALWAYS + LAST + (OF_A_PERSON if person else OF_AN_ORGANISATION))
        if not person:
            wanted -= {"literate", "capacity"}
        for name, field in self.form.fields.items():
            has_value = shown[name] not in (None, [])
            self.show_field(field, shown=name in wanted or has_value or (guarded and name in GUARDIAN))

    def _on_take(self) -> None:
        if self._known is None:
            return
        known = {name: getattr(self._known, name) for name in COPIED}
        empty = {name: value for name, value in known.items() if value and not self.form.fields[name].value()}
        self.form.put(empty)
        birth = day(known["birth_date"])
        self._count_age(birth)
        self._fit_to_kind()
        self.show_known([])


def _make(place: Workplace, name: str, within: str) -> FieldBox:
    if "." in name:
        return place.maker.make("Guardian", name.partition(".")[2], name, within, "法定代理人", asked=False)
    return place.maker.make("Party", name, within=within, asked=name == "name")
