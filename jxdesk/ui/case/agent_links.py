"""谁委托了谁？ — which party is represented by which agent; a party names its agent, not the other way round."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from jxdesk.rules.case_record import CaseRecord
from jxdesk.ui.case_keeper import CaseKeeper
from jxdesk.ui.forms.choice_fields import ChoiceField
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.naming import role, words

COLUMNS = 3


class AgentLinks(QFrame):
    """One list a party; hidden while the case has no agent."""

    def __init__(self, keeper: CaseKeeper, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_links")
        role(self, "card")
        self._keeper, self._name = keeper, name
        self._ids: list[str] = []
        self._fields: list[ChoiceField] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.addWidget(words("谁委托了谁？", "section"))
        column.addLayout(self._grid)
        self.hide()

    def show_case(self, case: CaseRecord) -> None:
        """Parties and agents as they stand."""
        agents = [(agent.agent_id, agent.name) for agent in case.agents if agent.agent_id and agent.name]
        if [party.id for party in case.parties] != self._ids:
            self._rebuild(case)
        for field, party in zip(self._fields, case.parties, strict=True):
            field.offer([(str(agent_id), str(name)) for agent_id, name in agents])
            field.load(party.agent_id)
        self.setVisible(bool(agents))

    def flush(self) -> None:
        """Store what is still being typed."""
        for field in self._fields:
            field.leave()

    def _rebuild(self, case: CaseRecord) -> None:
        for old in self._fields:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._ids = [party.id for party in case.parties]
        self._fields = []
        for number, party in enumerate(case.parties):
            label = FieldLabel(f"{self._name}_agent_of_{number}", f"{party.name or '（没有填姓名）'}的代理人")
            field = ChoiceField(label, [], open_list=False)
            field.left.connect(self._on_left)
            self._fields.append(field)
            self._grid.addWidget(field, number // COLUMNS, number % COLUMNS)

    def _on_left(self, field: FieldBox) -> None:
        field.mark_reported()
        party = self._ids[[id(one) for one in self._fields].index(id(field))]
        self._keeper.save_item("parties", party, {"agent_id": field.value()})
