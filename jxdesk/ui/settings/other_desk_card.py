"""练习和正式办案: the one button that leads from this desk to the other."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from jxdesk.services.two_desks import two_desks
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.settings.card import SettingsCard
from jxdesk.ui.workplace import Workplace

APART = "正式办案另用一个文件，全部加密。练习的案件不会带过去，也不会丢，随时可以回来练。"
BEGIN = f"{APART}先选本单位、定一个口令；半路不想去了，还回到这里。"
GO_ON = f"{APART}要输一次口令；半路不想去了，还回到这里。"
TO_PRACTICE = (
    "练习另用一个文件，里面是编的样例：随便改，印出的纸带“练习”二字，不会报到县里，也不会混进正式案件。"
    "回来正式办案，要再输一次口令。"
)


class OtherDeskCard(SettingsCard):
    """Says what becomes of what is here, then goes."""

    def __init__(self, place: Workplace) -> None:
        practice = place.services.office.practice
        super().__init__(place, "otherDesk", "练好了，要正式办案？" if practice else "想练练手？")
        self.go = role(named(QPushButton(), "otherDesk", ""), "small")
        self.go.clicked.connect(place.go.to_other_desk)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.told = words("", "hint", wrap=True)
        row.addWidget(self.told, 1)
        row.addWidget(self.go)
        self.column.addLayout(row)
        self.show_way()

    def show_way(self) -> None:
        """What the button does now: an official desk is begun only once."""
        text, told = "去练习", TO_PRACTICE
        if self.place.services.office.practice:
            begun = two_desks(self.place.services.folder.home).official.exists
            text, told = ("去正式办案", GO_ON) if begun else ("开始正式办案", BEGIN)
        self.go.setText(text)
        self.go.setAccessibleName(text)
        self.told.setText(told)
