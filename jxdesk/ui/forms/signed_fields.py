"""Who signed (签名) and who consented: structured content of a case, shown as lines of names.

A signature may carry more than a name (who read it aloud, who witnessed a fingerprint). Such a record
stays as it is for as long as its name stays on the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.people_field import PeopleField
from jxdesk.ui.forms.segment_fields import YesNoField

SIGNERS = (("parties", "当事人"), ("mediators", "人民调解员"), ("recorder", "记录人"))


class SignaturesField(FieldBox):
    """A dict of parties, mediators and recorder; keys it does not know are carried along."""

    wide = True

    def __init__(self, label: FieldLabel, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._record: dict[str, Any] = {}
        self.lines = {
            key: PeopleField(FieldLabel(f"{label.object_name}_{key}", f"{shown}（签名）"), [])
            for key, shown in SIGNERS
        }
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        for column, line in enumerate(self.lines.values()):
            grid.addWidget(line, 0, column)
            line.left.connect(self._on_line_left)
        self._column.insertWidget(1, body)
        self.setFocusProxy(self.lines["parties"].line)

    def offer(self, parties: Sequence[str], staff: Sequence[str]) -> None:
        """Names for the menus."""
        self.lines["parties"].offer(parties)
        self.lines["mediators"].offer(staff)
        self.lines["recorder"].offer(staff)

    def control(self) -> QWidget:
        """The parties' line."""
        return self.lines["parties"].line

    def value(self) -> dict[str, Any]:
        """Records of before for names that stayed, plain names for new ones."""
        kept = {name_of(record): record for record in _listed(self._record.get("parties"))}
        said: dict[str, Any] = {
            "parties": [kept.get(name, name) for name in self.lines["parties"].value()],
            "mediators": self.lines["mediators"].value(),
            "recorder": "、".join(self.lines["recorder"].value()),
        }
        merged = {**self._record, **said}
        return {key: value for key, value in merged.items() if value}

    def show_value(self, value: Any) -> None:
        """One line each."""
        self._record = dict(value or {})
        for key, line in self.lines.items():
            line.show_value([name_of(record) for record in _listed(self._record.get(key))])
            line.mark_reported()

    def _on_line_left(self, line: FieldBox) -> None:
        line.mark_reported()
        self.leave()


class ConsentField(FieldBox):
    """敏感个人信息单独同意: yes, no or not asked for each party by name (个人信息保护法 art 29)."""

    wide = True

    def __init__(self, label: FieldLabel, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._answers: dict[str, YesNoField] = {}
        self._record: dict[str, bool] = {}
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._column.insertWidget(1, self._body)

    def offer(self, parties: Sequence[str]) -> None:
        """Whom to ask."""
        if list(self._answers) == list(parties):
            return
        for old in self._answers.values():
            old.hide()
            old.deleteLater()
        self._answers = {}
        for number, name in enumerate(parties):
            answer = YesNoField(FieldLabel(f"{self.label.object_name}_{number}", name))
            answer.left.connect(self._on_answered)
            self._answers[name] = answer
            self._grid.addWidget(answer, number // 3, number % 3)
        self.show_value(self._record)

    def control(self) -> QWidget:
        """The first party's answer."""
        return next((answer.control() for answer in self._answers.values()), self)

    def value(self) -> dict[str, bool]:
        """Answers by name; who was not asked is left out."""
        shown = {name: answer.value() for name, answer in self._answers.items()}
        others = {name: said for name, said in self._record.items() if name not in shown}
        return others | {name: said for name, said in shown.items() if said is not None}

    def show_value(self, value: Any) -> None:
        """Press the answers."""
        self._record = dict(value or {})
        for name, answer in self._answers.items():
            answer.show_value(self._record.get(name))
            answer.mark_reported()

    def _on_answered(self, answer: FieldBox) -> None:
        answer.mark_reported()
        self._record = self.value()
        self.leave()


def name_of(record: Any) -> str:
    """The name in a signature: text as written on paper, or a record with more."""
    return str(record.get("name", "")) if isinstance(record, dict) else str(record)


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
