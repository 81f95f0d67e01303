"""单位和编号: the township centre and its committees — names, seals, number prefixes, phones, number registers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from jxdesk.services.office import Office, Register, Unit
from jxdesk.ui.forms.choice_fields import ChoiceField
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.field_group import FieldGroup
from jxdesk.ui.forms.form import Form
from jxdesk.ui.forms.line_fields import LineField, NumberField
from jxdesk.ui.forms.saved_line import SavedLine
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.settings.card import SettingsCard
from jxdesk.ui.workplace import Workplace

FIELDS = (
    FieldLabel("name", "全称", "与印章上的字一致", required=True, within="unit_"),
    FieldLabel("seal_name", "印章上刻的字", within="unit_"),
    FieldLabel("number_prefix", "编号前缀", "比如“集福”；没有前缀不能受理编号", within="unit_"),
    FieldLabel("phone", "电话", "乡镇分中心的电话印在给群众的回执上", within="unit_"),
    FieldLabel("address", "地址", "乡镇分中心的地址印在给群众的回执上", within="unit_"),
)
OF_A_COMMITTEE = ("seal_name", "number_prefix")


class CommitteesCard(SettingsCard):
    """One unit at a time; each field is stored as it is left."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "units", "本单位和调委会叫什么，编号从几开始？")
        self._units: list[Unit] = []
        self._registers: dict[str, Register] = {}
        self._elsewhere: dict[str, str] = {}
        self._usual = ""
        self.which = ChoiceField(FieldLabel("unit", "单位"), [], open_list=False)
        self.which.left.connect(self._on_chosen)
        self.form = Form([LineField(label) for label in FIELDS], self)
        self.form.group_left.connect(self._store)
        self.host = named(QPushButton("新登记都由它来调"), "unitHost", "把这个调委会作为新登记的主持单位")
        self.host.clicked.connect(self._host_by)
        self.standing = words("", "hint", wrap=True)
        self.next = NumberField(
            FieldLabel("register_next", "今年下一个号", "年中开始用本程序的，接着原来的编号填")
        )
        self.start = role(named(QPushButton("从这个号接着编"), "registerStart", "从这个号接着编"), "small")
        self.start.clicked.connect(self._start)
        take = "改由这台电脑编号"
        self.take = role(named(QPushButton(take), "registerTake", take), "small")
        self.take.clicked.connect(self._take_over)
        self._group = FieldGroup(place.theme, "unit", "", [*self.form.fields.values(), self.next])
        self._group.add_below(SavedLine(place.theme, self.form, "unit"))
        self._lay_out()

    def show_units(
        self,
        units: Sequence[Unit],
        office: Office,
        registers: Sequence[Register],
        elsewhere: Mapping[str, str],
    ) -> None:
        """The centre first, then its committees; the one chosen before stays chosen.

        ``elsewhere``: the committees that another desk numbers for, with its three letters where known.
        """
        self._units = list(units)
        self._elsewhere = dict(elsewhere)
        self._registers = {register.committee: register for register in registers}
        self._usual = office.committee.code if office.committee is not None else ""
        self.which.offer([(unit.code, unit.name) for unit in units])
        known = {unit.code for unit in units}
        if self.which.value() not in known and units:
            self.which.show_value(self._usual if self._usual in known else units[0].code)
        self.which.mark_reported()
        self._show_unit()

    def flush(self) -> None:
        """Store what is still being typed."""
        self.form.flush()

    @property
    def chosen(self) -> Unit | None:
        """The unit whose fields are shown."""
        return next((unit for unit in self._units if unit.code == self.which.value()), None)

    def _on_chosen(self, field: FieldBox) -> None:
        wanted = field.value()
        self.which.show_value(field.stored)  # what is still typed belongs to the unit before
        self.flush()
        self.which.show_value(wanted)
        self.which.mark_reported()
        self.form.start_over({})
        self.next.show_value(None)
        self.next.mark_reported()
        self._show_unit()

    def _show_unit(self) -> None:
        unit = self.chosen
        if unit is None:
            return
        self.form.load({name: getattr(unit, name) for name in self.form.fields})
        committee = unit.kind == "committee"
        for name in OF_A_COMMITTEE:
            self._group.show_field(self.form.fields[name], shown=committee)
        here = committee and unit.code not in self._elsewhere
        self._group.show_field(self.next, shown=here)
        self.start.setVisible(here)
        self.take.setVisible(committee and not here)
        for part in (self.host, self.standing):
            part.setVisible(committee)
        self.host.setEnabled(unit.code != self._usual)
        usual = "新登记的案件都由它来调。" if unit.code == self._usual else ""
        self.standing.setText(f"{usual}{self._numbering(unit)}")

    def _numbering(self, unit: Unit) -> str:
        if unit.code in self._elsewhere:
            letters = self._elsewhere[unit.code]
            which = f"（登记短号以 {letters} 开头的那台）" if letters else ""
            return f"案号由单位的另一台电脑{which}编，这台电脑只登记。那台不用了，才按右边的按钮。"
        register = self._registers.get(unit.code)
        year = self.place.services.now().year
        if register is None:
            return f"{year}年还没有编过号，从第1号开始。"
        return f"{year}年已经编了{register.used}个号，下一个是第{register.next_seq}号。"

    def _store(self, values: dict[str, Any]) -> None:
        unit, office = self.chosen, self.place.services.office
        if unit is not None:
            self.keep(
                lambda: office.change_unit(unit.code, **values),
                failed=lambda: self.form.mark_unsaved(list(values)),
            )
            self.form.mark_saved(self.place.services.now())

    def _host_by(self) -> None:
        unit, office = self.chosen, self.place.services.office
        if unit is not None:
            self.keep(lambda: office.host_by(unit.code), said=f"以后新登记的案件都由{unit.name}来调。")

    def _start(self) -> None:
        unit, office, number = self.chosen, self.place.services.office, self.next.value()
        if self.next.problem() or number is None or unit is None:
            self.next.say("请写一个数字，比如 43。", "message")
            self.next.go()
            return
        year = self.place.services.now().year
        self.next.mark_reported()
        self.keep(
            lambda: office.start_register(unit.code, year, number),
            said=f"{unit.name}{year}年下一个号是第{number}号。",
        )

    def _take_over(self) -> None:
        unit, registers = self.chosen, self.place.services.registers
        if unit is not None:
            self.keep(
                lambda: registers.take_over(unit.code),
                said=f"以后{unit.name}的案号由这台电脑编。请先同步一次，接着那台电脑的最后一个号往下编。",
            )

    def _lay_out(self) -> None:
        self.column.addWidget(self.which)
        self.column.addWidget(self._group)
        foot = QHBoxLayout()
        foot.addWidget(self.standing, 1)
        foot.addWidget(self.host)
        foot.addWidget(self.start)
        foot.addWidget(self.take)
        self.column.addLayout(foot)
        self._group.setProperty("role", "")  # a card within a card would be two frames
        inner = self._group.layout()
        if inner is not None:
            inner.setContentsMargins(0, 0, 0, 0)
