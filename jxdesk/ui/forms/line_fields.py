"""Fields of one line: text, numbers, and numbers of a person that are hidden until they are edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from jxdesk.rules.clean_text import half_width
from jxdesk.rules.redaction import is_masked
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.name_help import NameAdvice, NameHelp


class LineField(FieldBox):
    """One line of text; an empty line is "not said"."""

    def __init__(self, label: FieldLabel, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.line = QLineEdit()
        self._hold(self._body(), self.line)
        self.line.editingFinished.connect(self.leave)
        self.line.returnPressed.connect(self._to_next)

    def control(self) -> QLineEdit:
        """The line."""
        return self.line

    def value(self) -> Any:
        """The text without the blanks around it."""
        return self.line.text().strip() or None

    def show_value(self, value: Any) -> None:
        """Show text from its beginning."""
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def _body(self) -> QWidget:
        return self.line

    def _to_next(self) -> None:
        # Enter moves on, past the field's own buttons: on one of them a second Enter would press it.
        # An input method keeps its own Enter and it never gets here.
        after: QWidget | None = self.line.nextInFocusChain()
        while after is not None and after is not self.line and not self._takes_over(after):
            after = after.nextInFocusChain()
        if after is not None:
            after.setFocus(Qt.FocusReason.TabFocusReason)

    def _takes_over(self, widget: QWidget) -> bool:
        there = widget.isVisibleTo(self.window()) and widget.isEnabled() and widget.focusProxy() is None
        return (
            there and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not self.isAncestorOf(widget)
        )


class NameField(LineField):
    """A name: the picker stands in the line, and what only looks right is said under it."""

    def __init__(self, label: FieldLabel, names: NameHelp, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        names.offer_picker(self.line)
        self.advice = NameAdvice(label, names.characters, self._take)
        self.advice.follow(self.line)
        self.add_advice(self.advice)

    def annotate(self) -> None:
        """Look at the name as it stands now."""
        super().annotate()
        self.advice.look(self.line.text().strip())

    def _take(self, standard: str) -> None:
        self.show_value(standard)
        self.leave()


class NumberField(LineField):
    """A whole number, such as 涉及人数 or pages."""

    short = True

    def value(self) -> int | None:
        """The number; None when empty or unreadable."""
        text = self.line.text().strip()
        return int(text) if text.isdecimal() else None

    def problem(self) -> str:
        """Anything but digits is not stored."""
        text = self.line.text().strip()
        return "" if not text or text.isdecimal() else "这里只写数字，比如 3；这一格还没有保存。"


class HiddenField(LineField):
    """An ID number or phone: shown masked while nobody edits it, since the screen is seen across the desk.

    The stored value is kept beside the text and replaced only by a text that a person typed and that
    carries no star, so that what is on the screen can never be written back over the number.
    """

    def __init__(self, label: FieldLabel, mask: Callable[[str], str], parent: QWidget | None = None) -> None:
        self._true: str | None = None
        self._mask = mask
        self._open = False
        self._edited = False
        super().__init__(label, parent)
        self.line.textEdited.connect(self._on_edited)
        self.line.installEventFilter(self)

    def value(self) -> str | None:
        """The number itself, whatever is shown."""
        typed = half_width(self.line.text()).strip()
        return (typed or None) if self._edited and not is_masked(typed) else self._true

    def show_value(self, value: Any) -> None:
        """Keep the number, show its mask."""
        self._true = None if value is None else str(value)
        self._edited = False
        self._draw()

    def problem(self) -> str:
        """A text with a star in it came from a mask, not from a person."""
        masked = self._edited and is_masked(half_width(self.line.text()))
        return "号码里有星号，没有保存；请把整个号码重新输入。" if masked else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open for editing while the cursor is in it, masked again when it leaves."""
        if watched is self.line and event.type() == QEvent.Type.FocusIn and not self._edited:
            self._open = True
            self._draw()
        elif watched is self.line and event.type() == QEvent.Type.FocusOut and not self.problem():
            self._open = False
            self.show_value(self.value())
        return False

    def _on_edited(self) -> None:
        self._edited = True

    def _draw(self) -> None:
        true = self._true or ""
        self.line.setText(true if self._open else self._mask(true))
