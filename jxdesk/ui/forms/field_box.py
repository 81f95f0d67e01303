"""What every field has: its label above, the control, and a line under it for what a check says.

A field reports when it is *left* with another value than before, never on each key: during pre-edit
of an input method half a syllable would be stored and checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxdesk.ui.naming import restyle, words

Tone = Literal["message", "advice", "good", "hint"]


@dataclass(frozen=True)
class FieldLabel:
    """What a field is called and where its value belongs. ``name`` is the key in the form's values."""

    name: str
    text: str
    hint: str = ""
    required: bool = False

    @property
    def spoken(self) -> str:
        """The accessible name: the label, and the word 必填 that is shown beside it."""
        return f"{self.text}，必填" if self.required else self.text


class FieldBox(QWidget):
    """Base of all fields; a kind of field adds its control and says how to read and show a value."""

    left = Signal(object)
    """This field has a new value that should be stored."""
    wide = False
    """Whether it takes both columns of a form."""

    def __init__(self, label: FieldLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self.setObjectName(f"field_{label.name}")
        self._stored: Any = None
        self._title = words(label.text, "field")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        if label.required:
            head.addWidget(words("必填", "required"))
        head.addStretch(1)
        self.message = words("", "message", wrap=True)
        self.message.setObjectName(f"message_{label.name}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addWidget(self.message)
        self._column.addStretch(1)  # a taller neighbour must not pull label and control apart
        self.say("", "hint")

    def value(self) -> Any:
        """What the case would hold; None for nothing said."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Put a value on the screen without reporting it."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why what stands here cannot be stored at all; empty when it can."""
        return ""

    def control(self) -> QWidget:
        """The widget that takes the focus."""
        raise NotImplementedError

    def load(self, value: Any) -> None:
        """Show the stored value; what is being typed right now stays, so that a sync cannot eat a word."""
        if self.dirty:
            return
        self.show_value(value)
        self._stored = self.value()
        self.annotate()

    def annotate(self) -> None:
        """Say under the field what its value means (weekday, sum in words); by default only the hint."""
        self.say("", "hint")

    @property
    def dirty(self) -> bool:
        """Whether something stands here that was not yet reported."""
        return bool(self.problem()) or self._differs

    @property
    def _differs(self) -> bool:
        # An empty list and nothing said are the same to a case; a new form would otherwise report them all.
        value = self.value()
        return value != self._stored and not (value in (None, []) and self._stored in (None, []))

    @property
    def stored(self) -> Any:
        """The value last loaded or reported."""
        return self._stored

    def leave(self) -> None:
        """Report the value if it is new; called when the field is left, and again when its page is."""
        problem = self.problem()
        if problem:
            self.say(problem, "message")
        elif self._differs:
            self.annotate()
            self.left.emit(self)

    def mark_reported(self) -> None:
        """The form has passed the value on."""
        self._stored = self.value()

    def say(self, text: str, tone: Tone = "message") -> None:
        """Put a sentence under the field; without one its hint comes back."""
        shown, style = (text, tone) if text else (self.label.hint, "hint")
        self.message.setText(shown)
        self.message.setVisible(bool(shown))
        restyle(self.message, role=style)
        control = self._first_control()
        if control is not None:
            restyle(control, wrong=bool(text) and tone == "message")
            control.setAccessibleDescription(shown)

    def go(self) -> None:
        """Bring the field into sight with the cursor in it."""
        self.control().setFocus(Qt.FocusReason.OtherFocusReason)

    def _hold(self, body: QWidget, control: QWidget) -> None:
        """Put the control between label and message and give it its two names."""
        control.setObjectName(self.label.name)
        control.setAccessibleName(self.label.spoken)
        self._title.setBuddy(control)
        self._column.insertWidget(1, body)
        self.setFocusProxy(control)
        self.say("", "hint")

    def _first_control(self) -> QWidget | None:
        return self.focusProxy()
