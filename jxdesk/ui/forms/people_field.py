"""Names of people in one line, 、 between them, with a menu of those this case or desk knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.line_fields import LineField
from jxdesk.ui.forms.name_help import NameAdvice, NameHelp
from jxdesk.ui.naming import named, role

_BETWEEN = re.compile(r"[、,，;；]+")  # no blanks: names such as 阿依古丽 买买提 carry one


class PeopleField(LineField):
    """A list of names; who is not in the menu is simply typed."""

    def __init__(
        self, label: FieldLabel, people: Sequence[str], parent: QWidget | None = None,
        names: NameHelp | None = None,
    ) -> None:  # fmt: skip
        self._menu = QMenu()
        self.advice: NameAdvice | None = None
        super().__init__(label, parent)
        self.line.setPlaceholderText("几个人用、隔开")
        self.offer(people)
        if names is not None:
            names.offer_picker(self.line)
            self.advice = NameAdvice(label, names.characters, self._take)
            self.advice.follow(self.line)
            self.add_advice(self.advice)

    def annotate(self) -> None:
        """Look at the names as they stand now."""
        super().annotate()
        if self.advice is not None:
            self.advice.look("、".join(self.value()))

    def offer(self, people: Sequence[str]) -> None:
        """Who can be picked from the menu."""
        self._menu.clear()
        for name in people:
            self._menu.addAction(name, partial(self._turn, name))
        self._button.setVisible(bool(people))

    def value(self) -> list[str]:
        """The names in their order, each once."""
        names = (name.strip() for name in _BETWEEN.split(self.line.text()))
        return list(dict.fromkeys(name for name in names if name))

    def show_value(self, value: Any) -> None:
        """Names with 、 between them."""
        super().show_value("、".join(value or []))

    def _body(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        self._button = named(
            QPushButton("选人"), f"{self.label.object_name}_pick", f"{self.label.text}：选人"
        )
        role(self._button, "small").setMenu(self._menu)
        row.addWidget(self._button)
        return body

    def _take(self, standard: str) -> None:
        self.show_value(_BETWEEN.split(standard))
        self.leave()

    def _turn(self, name: str) -> None:
        names = self.value()
        self.show_value([n for n in names if n != name] if name in names else [*names, name])
        self.leave()
