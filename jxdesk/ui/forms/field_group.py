"""One question a person asks ("谁来了？") with the fields that answer it, in one or two columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from jxdesk.ui.forms.field_box import FieldBox
from jxdesk.ui.naming import role, words
from jxdesk.ui.theme import Theme

TWO_COLUMNS_FROM = 1280  # window width, desk.md "Forms"
COLUMN = 380  # pixels at 12 pt under which a column is no use
HALF = 250  # pixels at 12 pt in which a short field still fits


class FieldGroup(QFrame):
    """A card; ``add_below`` takes what is no field (buttons, a list of similar cases)."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        question: str,
        fields: Sequence[FieldBox],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"group_{name}")
        role(self, "card")
        self.fields = list(fields)
        self._theme = theme
        self._columns = 0
        self._halves = False
        self._halved = False
        self._hidden: set[FieldBox] = set()
        self._after: Sequence[FieldBox] = ()
        self._between: QWidget | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(16, 12, 16, 16)
        self._outer.setSpacing(12)
        self._question = words(question, "section")
        self._outer.addWidget(self._question)
        self.ask(question)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(12)
        self._outer.addLayout(self._grid)
        self._arrange(1)

    def ask(self, question: str) -> None:
        """Another question over the same fields; without one the card has no heading."""
        self._question.setText(question)
        self._question.setVisible(bool(question))

    def show_field(self, field: FieldBox, *, shown: bool) -> None:
        """Show a field or take it out of the way, and close the gap it leaves."""
        if shown == (field not in self._hidden):
            return
        (self._hidden.discard if shown else self._hidden.add)(field)
        field.setVisible(shown)
        self._arrange(self._columns, again=True)

    def add_below(self, widget: QWidget) -> None:
        """Something under the fields of this group."""
        self._outer.addWidget(widget)

    def add_between(self, fields: Sequence[FieldBox], widget: QWidget) -> None:
        """Something that answers ``fields``, directly under the last of them that is shown."""
        self._after, self._between = fields, widget
        self._arrange(self._columns, again=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two, as the window and the font allow."""
        super().resizeEvent(event)
        roomy = self.window().width() >= TWO_COLUMNS_FROM and self.width() >= 2 * self._theme.px(COLUMN)
        self._halves = not roomy and self.width() >= 2 * self._theme.px(HALF)
        self._arrange(2 if roomy else 1, again=self._halves != self._halved)

    def _arrange(self, columns: int, *, again: bool = False) -> None:
        """Always a grid of two: a wide field takes both, in one column a short one still shares its line."""
        if columns == self._columns and not again:
            return
        self._columns, self._halved = columns, self._halves
        for field in self.fields:
            self._grid.removeWidget(field)
        if self._between is not None:
            self._grid.removeWidget(self._between)
        last = next((field for field in reversed(self._after) if field not in self._hidden), None)
        row = column = 0
        for field in self.fields:
            if field in self._hidden:
                continue
            span = 2 if field.wide or (columns == 1 and not (field.short and self._halves)) else 1
            if column + span > 2:
                row, column = row + 1, 0
            self._grid.addWidget(field, row, column, 1, span)
            column += span
            if field is last and self._between is not None:
                self._grid.addWidget(self._between, row + 1, 0, 1, 2)
                row, column = row + 2, 0
        for number in range(2):
            self._grid.setColumnStretch(number, 1)
