"""What every field has: its label above, the control, and a line under it for what a check says.

A field reports when it is *left* with another value than before, never on each key: during pre-edit
of an input method half a syllable would be stored and checked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from jxdesk.ui.naming import restyle, words

Tone = Literal["message", "advice", "good", "hint"]


@dataclass(frozen=True)
class FieldLabel:
    """What a field is called and where its value belongs. ``name`` is the key in the form's values.

    ``within`` tells fields of the same name on one page apart (the name of a party, of a witness).
    """

    name: str
    text: str
    hint: str = ""
    required: bool = False
    within: str = ""

    @property
    def object_name(self) -> str:
        """The stable objectName of the control."""
        return self.within + self.name

    @property
    def spoken(self) -> str:
        """The accessible name: the label, and the word 必填 that is shown beside it."""
        return f"{self.text}，必填" if self.required else self.text


_NEVER = object()  # equal to no value


class FieldBox(QWidget):
    """Base of all fields; a kind of field adds its control and says how to read and show a value."""

    left = Signal(object)
    """This field has a new value that should be stored."""
    wide = False
    """Whether it takes both columns of a form."""
    short = False
    """Whether two of its kind fit on one line of a narrow form."""

    def __init__(self, label: FieldLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self.setObjectName(f"field_{label.object_name}")
        self._stored: Any = None
        self._title = words(label.text, "field", wrap=True)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self._title, 0 if label.required else 1)
        self._mark: QLabel | None = None
        if label.required:
            self._add_mark()
        self.message = words("", "message", wrap=True)
        self.message.setObjectName(f"message_{label.object_name}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(self._head)
        self._column.addWidget(self.message)
        self._column.addStretch(1)  # a taller neighbour must not pull label and control apart
        self.say("", "hint")

    def ask_for(self, *, required: bool) -> None:
        """Mark the field 必填, or take the mark away: whether a paper is needed hangs on the rest of the case."""
        if required == self.label.required:
            return
        self.label = replace(self.label, required=required)
        self._head.setStretchFactor(self._title, 0 if required else 1)  # a long label takes the mark's room
        if self._mark is None:
            self._add_mark()
        else:
            self._mark.setVisible(required)
        self._respell()

    def show_hint(self, hint: str) -> None:
        """Another hint than the catalogue's, for what only this case tells; a check's message stays over it."""
        if hint == self.label.hint:
            return
        told = self.message.text() != self.label.hint
        self.label = replace(self.label, hint=hint)
        if not told:
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
        if self.dirty or self._alike(value, self._stored):
            return  # what is shown stays: loading it again would wipe the message of a check
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
        return not self._alike(self.value(), self._stored)

    @staticmethod
    def _alike(one: Any, other: Any) -> bool:
        # An empty list and nothing said are the same to a case; a new form would otherwise report them all.
        return one == other or (one in (None, [], {}) and other in (None, [], {}))

    @property
    def undoable(self) -> bool:
        """Whether ``stored`` is a value that was really there."""
        return self._stored is not _NEVER

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

    def mark_unsaved(self) -> None:
        """The value could not be stored: report it again when the field is next left."""
        self._stored = _NEVER
        self.say("这一格还没有存上，离开时会再存一次。", "message")

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

    def add_advice(self, line: QWidget) -> None:
        """A line of its own under the message, for what no check may overwrite."""
        self._column.insertWidget(self._column.indexOf(self.message) + 1, line)

    def go(self) -> None:
        """Bring the field into sight with the cursor in it."""
        self.control().setFocus(Qt.FocusReason.OtherFocusReason)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self)

    def _hold(self, body: QWidget, control: QWidget) -> None:
        """Put the control between label and message and give it its two names."""
        control.setObjectName(self.label.object_name)
        control.setAccessibleName(self.label.spoken)
        self._title.setBuddy(control)
        self._column.insertWidget(1, body)
        self.setFocusProxy(control)
        self.say("", "hint")

    def _add_mark(self) -> None:
        self._mark = words("必填", "required")
        self._head.addWidget(self._mark)
        self._head.addStretch(1)

    def _respell(self) -> None:
        """Say 必填 aloud, or no longer."""
        control = self._first_control()
        if control is not None:
            control.setAccessibleName(self.label.spoken)

    def _first_control(self) -> QWidget | None:
        return self.focusProxy()
