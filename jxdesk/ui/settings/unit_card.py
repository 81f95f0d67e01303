"""本单位: chosen once, on a desk that was made without one (from the command line); gone as soon as it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from jxdesk.services.office import Office, Unit
from jxdesk.ui.forms.choice_fields import ChoiceField
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.settings.card import SettingsCard
from jxdesk.ui.workplace import Workplace

WHY = "还没有选定本单位，所以不能与县里同步，案件上也没有首办单位。"
FOR_GOOD = "选定以后不能再改，请看准再按。"


class UnitCard(SettingsCard):
    """The list, a sentence that names what is about to be fixed for good, and the button."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "ownUnit", "本单位是哪一个？")
        self.which = ChoiceField(FieldLabel("own_unit", "本单位是"), [], open_list=False)
        self.which.left.connect(self._on_chosen)
        self.warning = words(FOR_GOOD, "advice", wrap=True)
        self.warning.setObjectName("ownUnitWarning")
        self.settle = role(
            named(QPushButton("就是这个单位"), "ownUnitSettle", "选定本单位，以后不能再改"), "small"
        )
        self.settle.clicked.connect(self._settle)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.warning, 1)
        foot.addWidget(self.settle)
        self.column.addWidget(words(WHY, wrap=True))
        self.column.addWidget(self.which)
        self.column.addLayout(foot)
        self._fit()
        self.hide()

    def show_centres(self, centres: Sequence[Unit], office: Office) -> None:
        """Offer the township centres, as long as none was chosen."""
        self.setVisible(office.unit is None)
        if office.unit is None:
            self.which.offer([(unit.code, unit.name) for unit in centres])
            self.which.mark_reported()
            self._fit()

    def _on_chosen(self, _field: FieldBox) -> None:
        self.which.mark_reported()
        self._fit()

    def _fit(self) -> None:
        chosen = self.which.value()
        self.settle.setEnabled(chosen is not None)
        name = self.which.list.currentText()
        self.warning.setText(f"将选定“{name}”。{FOR_GOOD}" if chosen else FOR_GOOD)

    def _settle(self) -> None:
        code, name, office = self.which.value(), self.which.list.currentText(), self.place.services.office
        if code is not None:
            self.keep(lambda: office.settle(code), said=f"本单位已经选定：{name}。")
