"""Help at a field that holds a name: characters that only look right are said, and the picker is a click away.

What is said stands in a line of its own with one button; the name is changed only by that button, because the
spelling on the ID card wins when the person keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from jxdesk.rules.characters import Characters
from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.naming import named, role, words

TIP = "生僻字：打不出来的字在这里查（Ctrl+Shift+U）"


@dataclass(frozen=True)
class NameHelp:
    """What a name field is given: the tables, the picture of its button, and who opens the picker."""

    characters: Characters
    icon: QIcon
    pick: Callable[[QWidget], None]

    def offer_picker(self, line: QLineEdit, target: QWidget | None = None) -> None:
        """Put the button 生僻字 into the line; the chosen character goes to ``target``, by default the line."""
        action = line.addAction(self.icon, QLineEdit.ActionPosition.TrailingPosition)
        action.setText("生僻字")
        action.setToolTip(TIP)
        action.triggered.connect(lambda: self.pick(target or line))


class NameAdvice(QWidget):
    """The line under a name field; hidden for nearly every name."""

    def __init__(self, label: FieldLabel, characters: Characters, replace: Callable[[str], None]) -> None:
        super().__init__()
        self._characters, self._replace = characters, replace
        self._label = label
        self._standard = ""
        self.said = words("", "advice", wrap=True)
        self.said.setObjectName(f"advice_{label.object_name}")
        self.take = named(QPushButton(), f"{label.object_name}_standard", f"{label.text}：改用标准字")
        role(self.take, "small")
        self.take.clicked.connect(lambda: self._replace(self._standard))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        row.addWidget(self.take)
        self.hide()

    def follow(self, line: QLineEdit) -> None:
        """Keep up with a line that is typed in while something is said, or the button would undo what was typed."""
        line.textChanged.connect(lambda text: None if self.isHidden() else self.look(text.strip()))

    def look(self, name: str) -> None:
        """Say what is odd about ``name`` and offer the standard spelling, or go away."""
        odd = self._characters.oddities(name)
        self._standard = self._characters.standard(name)
        self.said.setText("".join(one.sentence for one in odd))
        offered = bool(odd) and self._standard != name
        self.take.setText(f"改用“{self._standard}”")
        self.take.setAccessibleName(f"{self._label.text}：改用{self._standard}")
        self.take.setVisible(offered)
        self.setVisible(bool(odd))
