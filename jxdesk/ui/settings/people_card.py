"""人员: who works here. Somebody who left is taken off the list, never deleted: their name stays on every paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton

from jxdesk.services.office import Office, Person
from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.line_fields import LineField
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.plain_table import Cell, PlainTable
from jxdesk.ui.settings.card import SettingsCard
from jxdesk.ui.workplace import Workplace

ROLES = ("人民调解员", "记录人", "登记人")
COLUMNS = (("姓名", 0), ("做什么", 1), ("电话", 1), ("怎么样", 0))
MOST_ROWS = 8
EMPTY = "还没有登记人员。请先添加一个人，他就坐在桌前。"


class PeopleCard(SettingsCard):
    """The list, three verbs on the chosen person, and one line to add somebody."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "people", "谁在这里办案？")
        self._people: list[Person] = []
        self.table = PlainTable(place.theme, "people", "人员名单", COLUMNS, EMPTY)
        self.table.table.itemSelectionChanged.connect(self._fit_verbs)
        self.sit = named(QPushButton("坐到桌前"), "personSit", "让选中的人坐到桌前")
        self.sit.clicked.connect(self._sit_down)
        self.retire = named(QPushButton("不在这里了"), "personRetire", "把选中的人从名单上撤下")
        self.retire.clicked.connect(self._retire)
        self.name = LineField(FieldLabel("person_name", "姓名"))
        self.phone = LineField(FieldLabel("person_phone", "电话"))
        self.roles = {
            word: named(QCheckBox(word), f"person_role_{at}", word) for at, word in enumerate(ROLES)
        }
        self.add = named(QPushButton("添加这个人"), "personAdd", "添加这个人")
        self.add.clicked.connect(self._add)
        self._lay_out()

    def show_people(self, people: Sequence[Person], office: Office) -> None:
        """Show the list; who sits at the desk is said in words."""
        self._people = list(people)
        here = office.at_desk.id if office.at_desk is not None else ""
        self.table.show_rows([_row(person, here) for person in people])
        self.table.fit_height(MOST_ROWS)
        if people and self.table.table.currentRow() < 0:
            self.table.table.setCurrentCell(0, 0)
        self._fit_verbs()

    @property
    def chosen(self) -> Person | None:
        """The person under the cursor."""
        row = self.table.table.currentRow()
        return self._people[row] if 0 <= row < len(self._people) else None

    def _fit_verbs(self) -> None:
        person = self.chosen
        self.sit.setEnabled(person is not None and person.active)
        self.retire.setEnabled(person is not None)
        text = "又回来了" if person is not None and not person.active else "不在这里了"
        self.retire.setText(text)
        self.retire.setAccessibleName(f"{person.name if person else ''}{text}")

    def _add(self) -> None:
        office, name, phone = self.place.services.office, self.name.value() or "", self.phone.value()
        roles = tuple(word for word, box in self.roles.items() if box.isChecked())
        if not name:
            self.name.say("请先写姓名。", "message")
            self.name.go()
            return
        self.keep(lambda: office.add_person(name, roles, phone), said=f"已添加{name}。")
        for field in (self.name, self.phone):
            field.show_value(None)
            field.say("", "hint")
        for box in self.roles.values():
            box.setChecked(False)
        self.name.go()

    def _sit_down(self) -> None:
        person, office = self.chosen, self.place.services.office
        if person is not None:
            self.keep(lambda: office.sit_down(person.id), said=f"现在坐在桌前的是{person.name}。")

    def _retire(self) -> None:
        person, office = self.chosen, self.place.services.office
        if person is not None:
            self.keep(lambda: office.retire_person(person.id, active=not person.active))

    def _lay_out(self) -> None:
        self.column.addWidget(self.table)
        verbs = QHBoxLayout()
        verbs.addWidget(self.sit)
        verbs.addWidget(self.retire)
        verbs.addStretch(1)
        self.column.addLayout(verbs)
        self.column.addWidget(words("添加一个人", "field"))
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.name, 1)
        line.addWidget(self.phone, 1)
        self.column.addLayout(line)
        ticks = QHBoxLayout()
        for box in self.roles.values():
            ticks.addWidget(box)
        ticks.addStretch(1)
        ticks.addWidget(role(self.add, "small"))
        self.column.addLayout(ticks)


def _row(person: Person, here: str) -> tuple[Cell, ...]:
    state = (
        Cell("坐在桌前", tone="done") if person.id == here else Cell("在" if person.active else "不在这里了")
    )
    return Cell(person.name), Cell("、".join(person.roles)), Cell(person.phone or ""), state
