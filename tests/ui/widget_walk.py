"""Walks a widget tree and says which controls have no stable name, or none that can be read aloud."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGraphicsView,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)

_CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QGraphicsView, QLineEdit, QPlainTextEdit,
    QProgressBar, QTabWidget, QTextEdit,
)  # fmt: skip
_WHOLE = (
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QLineEdit,
)  # Qt builds these out of parts of its own


def naming_faults(root: QWidget) -> list[str]:
    """One line a fault; an empty list is what a screen must give."""
    controls = [w for w in [root, *root.findChildren(QWidget)] if _is_ours(w)]
    faults = [f"{type(w).__name__} {_place(w)} has no objectName" for w in controls if not w.objectName()]
    faults += [
        f"{type(w).__name__} {w.objectName() or _place(w)} has no accessible name"
        for w in controls
        if not w.accessibleName()
    ]
    named = Counter(w.objectName() for w in controls if w.objectName())
    return faults + [f"{name} is there {count} times" for name, count in named.items() if count > 1]


def _is_ours(widget: QWidget) -> bool:
    if not isinstance(widget, _CONTROLS) or isinstance(widget, QHeaderView):
        return False
    if widget.objectName().startswith("qt_"):
        return False
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, _WHOLE) or parent.metaObject().className() in ("QCalendarWidget", "QTabBar"):
            return False
        parent = parent.parentWidget()
    return widget.metaObject().className() != "QTableCornerButton"


def _place(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return f"in {type(parent).__name__} {parent.objectName()}" if parent is not None else "on top"
