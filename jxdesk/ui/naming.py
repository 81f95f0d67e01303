"""Names a control carries: a stable objectName for tests, a Chinese accessible name for screen readers.

One call, because a control that gets only one of the two is found by nobody until an inspection.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QWidget

W = TypeVar("W", bound=QWidget)


def named(control: W, object_name: str, spoken: str) -> W:
    """The same control with its stable name and the Chinese name that is read aloud."""
    control.setObjectName(object_name)
    control.setAccessibleName(spoken)
    return control


def role(widget: W, name: str) -> W:
    """The same widget with the ``role`` its style in desk.qss is chosen by."""
    widget.setProperty("role", name)
    return widget


def words(text: str, style: str = "", *, wrap: bool = False) -> QLabel:
    """A label in one of the styles of desk.qss: page_title, section, field, hint, message, …"""
    label = QLabel(text)
    label.setWordWrap(wrap)
    return role(label, style) if style else label


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties and make the style sheet look again; it does not by itself."""
    if all(widget.property(key) == value for key, value in properties.items()):
        return  # asking for the style makes Python know all of QStyle once: 12 ms before the first paint
    for key, value in properties.items():
        widget.setProperty(key, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
