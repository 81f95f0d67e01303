"""A line for a passphrase, and what may be wrong with a new one that was typed twice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.line_fields import LineField
from jxdesk.ui.naming import named

RULE = "至少{least}个字符，用拼音写一句话"


class PassphraseField(LineField):
    """A line that shows dots; a blank at its end belongs to the passphrase."""

    def __init__(self, label: FieldLabel) -> None:
        super().__init__(label)
        self.show_letters(shown=False)

    @property
    def text(self) -> str:
        """Exactly what was typed."""
        return self.line.text()

    def show_letters(self, *, shown: bool) -> None:
        """Letters or dots. Sensitive either way: no input method may learn or suggest it."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )

    def choose_all(self) -> None:
        """The cursor goes back into the line, everything in it chosen: typing starts over."""
        self.go()
        self.line.selectAll()

    def _to_next(self) -> None:
        # Enter presses the one button of the question; it does not wander on.
        return


def letters_switch(name: str, *fields: PassphraseField) -> QCheckBox:
    """The tick that turns the dots of ``fields`` into letters."""
    tick = named(QCheckBox("让我看见口令"), name, "让我看见口令")

    def show(shown: bool) -> None:
        for field in fields:
            field.show_letters(shown=shown)

    tick.toggled.connect(show)
    return tick


def wrong_with(
    first: PassphraseField, again: PassphraseField, least: int
) -> tuple[tuple[PassphraseField, str], ...]:
    """What is wrong with a new passphrase, by field; empty words where nothing is."""
    return (
        (first, f"口令太短，至少要{least}个字符。" if len(first.text) < least else ""),
        (again, "两次输的不一样，请再输一遍。" if first.text != again.text else ""),
    )
