"""算一算: what is to be worked out, what it asks, and how the sum comes about in lines that can be read out.

The sum goes where the dialog was opened for; the lines can be copied beside it, because people ask how.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jxdesk.errors import UserError
from jxdesk.rules.calculators.asking import Ask, Calculator, Known, defaults
from jxdesk.rules.calculators.catalogue import calculators
from jxdesk.rules.calculators.working import Working, yuan
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.money import capitals
from jxdesk.ui.case.calculating import Target
from jxdesk.ui.forms.choice_fields import ChoiceField, StillComboBox
from jxdesk.ui.forms.day_fields import DayField
from jxdesk.ui.forms.decimal_field import DecimalField
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.field_group import FieldGroup
from jxdesk.ui.forms.line_fields import LineField
from jxdesk.ui.forms.money_field import MoneyField
from jxdesk.ui.forms.several_days_field import SeveralDaysField
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.quiet_dialog import QuietDialog
from jxdesk.ui.workplace import Workplace

TALLEST = 680  # desk.md rule 8
ROOM_FOR_LINES = 140  # pixels: a bigger font shows fewer lines, or no room is left for what is asked
WITHIN = "calc_"  # fields of the dialog keep their names apart from those of the step behind it


class CalcDialog(QuietDialog):
    """Opened with ``open()``; a result goes to one of the targets, the first unless another is chosen."""

    def __init__(
        self, place: Workplace, case: CaseRecord, targets: Sequence[Target], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("calcDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("算一算")
        self._place, self._case, self._targets = place, case, list(targets)
        self._calculators = calculators(_known(place))
        self._fields: dict[str, FieldBox] = {}
        self._typed: dict[str, dict[str, Any]] = {}  # by calculator: coming back finds what was typed
        self._shown: Calculator | None = None
        self._working: Working | None = None
        self.list = named(QListWidget(), "calcList", "算什么")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([one.title for one in self._calculators])
        self.list.currentRowChanged.connect(self._on_row)
        self._hint = words("", "hint", wrap=True)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("calcScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines = role(named(QPlainTextEdit(), "calcLines", "怎么算出来的"), "preview")
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.outcome = words("", "section", wrap=True)
        self.outcome.setObjectName("calcOutcome")
        self.advice = words("", "advice", wrap=True)
        self.advice.setObjectName("calcAdvice")
        self.where = named(StillComboBox(), "calc_where", "填到哪里")
        self.where.addItems([f"填到：{one.words}" for one in self._targets])
        self.where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.copy = named(QPushButton("抄下算法"), "calcCopy", "抄下算法，可以贴到条款或者金额说明里")
        self.copy.clicked.connect(self._copy)
        self.leave = named(QPushButton("关上"), "calcLeave", "关上，什么也不填")
        self.leave.clicked.connect(self.reject)
        self.fill = role(named(QPushButton("填进金额"), "calcFill", "把算出的金额填进去"), "primary")
        self.fill.clicked.connect(self._fill)
        self._lay_out(parent.window())
        self.list.setCurrentRow(0)

    def choose(self, calculator: str) -> None:
        """Open one by its id; one there is not leaves the first."""
        ids = [one.id for one in self._calculators]
        if calculator in ids:
            self.list.setCurrentRow(ids.index(calculator))

    @property
    def working(self) -> Working | None:
        """The working shown now; None while something needed is missing or wrong."""
        return self._working

    def _on_row(self, row: int) -> None:
        if not 0 <= row < len(self._calculators):
            return
        self._keep()
        chosen = self._shown = self._calculators[row]
        known = defaults(chosen, self._case, self._place.services.cases.today())
        known |= self._typed.get(chosen.id, {})
        self._hint.setText(chosen.hint)
        self._fields = {ask.name: self._field(ask, known.get(ask.name)) for ask in chosen.asks}
        self._scroll.setWidget(FieldGroup(self._place.theme, "calc_asks", "", list(self._fields.values())))
        self._refresh()

    def _keep(self) -> None:
        if self._shown is not None:
            self._typed[self._shown.id] = {name: field.value() for name, field in self._fields.items()}

    def _field(self, ask: Ask, value: Any) -> FieldBox:
        field = self._make(ask, FieldLabel(ask.name, ask.label, ask.hint, required=ask.needed, within=WITHIN))
        field.wide = ask.alone
        field.short = True  # two share a line: so many items under one another would hide the result
        field.show_value(value)
        field.mark_reported()
        if not (ask.kind == "money" and value is None):
            field.annotate()
        field.left.connect(lambda left: left.mark_reported())
        if isinstance(field, LineField):
            field.line.textChanged.connect(self._refresh)  # committed keys only, never what is in pre-edit
        elif isinstance(field, ChoiceField):
            field.list.currentTextChanged.connect(self._refresh)
        return field

    def _make(self, ask: Ask, label: FieldLabel) -> FieldBox:
        match ask.kind:
            case "money":
                return MoneyField(label)
            case "number":
                return DecimalField(label)
            case "percent":
                return DecimalField(label, Decimal(100))
            case "day":
                return DayField(label, self._now)
            case "days":
                return SeveralDaysField(label, self._now)
            case "choice":
                field = ChoiceField(label, [(word, word) for word in ask.choices], open_list=False)
                field.list.removeItem(0)  # there is no "not said" among ways of counting
                return field

    def _now(self) -> datetime:
        return self._place.services.now()

    def _refresh(self) -> None:
        self._working, told = None, ""
        wrong = next((field.label.text for field in self._fields.values() if field.problem()), "")
        if self._shown is not None:
            values = {name: field.value() for name, field in self._fields.items()}
            missing = self._shown.missing(values)
            if wrong:
                told = f"“{wrong}”还读不出来。"
            elif missing:
                told = f"还差：{'、'.join(missing)}。"
            else:
                try:
                    self._working = self._shown.work(values)
                except UserError as error:
                    told = f"{error.message}{error.remedy}"
        self._show(told)

    def _show(self, told: str) -> None:
        made = self._working
        self.lines.setPlainText("" if made is None else made.body)
        total = None if made is None else made.total
        self.outcome.setText("" if total is None else f"算得 {yuan(total)}（{capitals(total)}）")
        self.outcome.setVisible(total is not None)
        said = told if made is None else "".join(made.cautions[:1])
        self.advice.setText(said)
        self.advice.setVisible(bool(said))
        self.copy.setEnabled(made is not None and bool(made.lines))
        self.copy.setText("抄下算法")
        for one in (self.where, self.fill):
            one.setEnabled(bool(total) and bool(self._targets))

    def _copy(self) -> None:
        if self._working is not None:
            QGuiApplication.clipboard().setText(self._working.text)
            self.copy.setText("已抄下，按 Ctrl+V 贴上")

    def _fill(self) -> None:
        made, at = self._working, self.where.currentIndex()
        if made is not None and made.total and 0 <= at < len(self._targets):
            self.accept()
            self._targets[at].put(made)

    def _lay_out(self, window: QWidget) -> None:
        theme = self._place.theme
        left = QVBoxLayout()
        left.addWidget(words("算什么？", "section"))
        left.addWidget(self.list, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        for part in (self._hint, self._scroll, self.lines, self.outcome, self.advice):
            right.addWidget(part, 1 if part is self._scroll else 0)
        foot = QHBoxLayout()
        foot.addWidget(self.where, 1)
        for button in (self.copy, self.leave, self.fill):
            foot.addWidget(button)
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addLayout(left)
        row.addLayout(right, 1)
        self.list.setFixedWidth(theme.px(180))
        spacing = self.lines.fontMetrics().lineSpacing()
        self.lines.setFixedHeight(ROOM_FOR_LINES // spacing * spacing + 20)
        self.resize(min(theme.px(980), window.width() - 40), min(TALLEST, window.height() - 20))


def _known(place: Workplace) -> Known:
    trade, lending = place.services.trade, place.services.reviews.yardstick.lending
    return Known(
        place.services.cases.today(),
        trade.compensation,
        trade.calendar,
        trade.limits,
        lending.ceiling,
        lending.as_of,
    )
