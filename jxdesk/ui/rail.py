"""The left rail: one button a page, with its word, its icon and the number that waits behind it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from jxdesk.ui.icons import icon
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.theme import Theme


class Rail(QFrame):
    """``chosen`` carries the id of the page asked for."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._theme = theme
        self._buttons: dict[str, QToolButton] = {}
        self._counts: dict[str, QLabel] = {}
        self._icons: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 12, 8, 12)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        theme.resized.connect(self._fit)
        self._fit()

    def add(self, page: str, title: str, icon_name: str, shortcut: str) -> None:
        """One more page, below the others."""
        button = role(named(QToolButton(), f"rail_{page}", title), "rail")
        button.setText(title)
        button.setToolTip(f"{title}（{shortcut}）")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda: self.chosen.emit(page))
        button.toggled.connect(lambda _on: self._draw(page))
        count = role(words(""), "count")
        count.setObjectName(f"count_{page}")
        count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        count.hide()
        inside = QHBoxLayout(button)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addStretch(1)
        inside.addWidget(count)
        self._group.addButton(button)
        self._buttons[page], self._counts[page] = button, count
        self._icons[page], self._titles[page] = icon_name, title
        self._column.insertWidget(self._column.count() - 1, button)
        self._fit_button(page)

    def show_current(self, page: str) -> None:
        """Mark the page that is shown."""
        self._buttons[page].setChecked(True)

    def show_waiting(self, page: str, number: int) -> None:
        """The number behind a word; none when nothing waits."""
        self._counts[page].setText(str(number) if number < 1000 else "999+")
        self._counts[page].setVisible(number > 0)
        waiting = f"，有 {number} 件等着" if number else ""
        self._buttons[page].setAccessibleName(self._titles[page] + waiting)

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(156))
        for page in self._buttons:
            self._fit_button(page)

    def _fit_button(self, page: str) -> None:
        button = self._buttons[page]
        button.setFixedWidth(self._theme.px(156) - 17)
        button.setIconSize(QSize(self._theme.px(20), self._theme.px(20)))
        self._draw(page)

    def _draw(self, page: str) -> None:
        button = self._buttons[page]
        button.setIcon(icon(self._theme, self._icons[page], "accent" if button.isChecked() else "secondary"))
