"""从条款库选: the clauses of this kind of dispute, their blanks, and the clause as it will stand in the agreement.

What the case knows is filled in already. A blank that is left open stays an open line: the agreement then
prints as 草稿 only.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jxdesk.rules.case_record import CaseRecord, Clause
from jxdesk.rules.clauses import Blank, ClauseSet, Template, defaults, filled
from jxdesk.ui.forms.choice_fields import ChoiceField
from jxdesk.ui.forms.day_fields import DayField
from jxdesk.ui.forms.field_box import FieldBox, FieldLabel
from jxdesk.ui.forms.field_group import FieldGroup
from jxdesk.ui.forms.line_fields import LineField, NumberField
from jxdesk.ui.forms.money_field import MoneyField
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.quiet_dialog import QuietDialog
from jxdesk.ui.workplace import Workplace

TALLEST = 680  # desk.md rule 8
SHOWN_LINES = 4
WITHIN = "blank_"  # fields of the dialog keep their names apart from those of the step behind it


class ClauseDialog(QuietDialog):
    """Opened with ``open()``; ``chosen`` carries the filled clause."""

    chosen = Signal(object)

    def __init__(self, place: Workplace, case: CaseRecord, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("clauseDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("从条款库选一条")
        self._place, self._case = place, case
        self._templates: list[Template] = []
        self._fields: dict[str, FieldBox] = {}
        library = place.services.trade.clauses
        self._own, self._all = library.fitting(case.dispute_type), library.sets
        self.list = named(QListWidget(), "clauseList", "条款")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._on_row)
        self.every = role(named(QPushButton("看全部条款"), "clauseEvery", "看全部条款"), "link")
        self.every.setCheckable(True)
        self.every.toggled.connect(self._on_every)
        self._title = words("", "section", wrap=True)
        self._law = words("", "hint", wrap=True)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("clauseScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.preview = role(named(QPlainTextEdit(), "clausePreview", "写进协议是这样"), "preview")
        self.preview.setReadOnly(True)  # scrolls, for twelve instalments fill half a page
        self.preview.setTabChangesFocus(True)
        self.open_lines = words("", "advice", wrap=True)
        self.insert = role(named(QPushButton("放进协议"), "clauseInsert", "把这一条放进协议"), "primary")
        self.insert.clicked.connect(self._take)
        self.cancel = named(QPushButton("不用了"), "clauseCancel", "不用了，关上条款库")
        self.cancel.clicked.connect(self.reject)
        self._lay_out(parent.window())
        self._show(self._own)

    def clause(self) -> Clause:
        """The chosen clause as its blanks stand now."""
        template = self._templates[self.list.currentItem().data(Qt.ItemDataRole.UserRole)]
        values = {name: field.value() for name, field in self._fields.items() if not field.problem()}
        return filled(template, values)

    def _show(self, sets: tuple[ClauseSet, ...]) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 - Qt takes it by position
        self.list.clear()
        self._templates = []
        for one in sets:
            head = QListWidgetItem(one.title)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            font = head.font()
            font.setBold(True)
            head.setFont(font)
            self.list.addItem(head)
            for template in one.clause:
                row = QListWidgetItem(f"　{template.title}")
                row.setToolTip(template.title)
                row.setData(Qt.ItemDataRole.UserRole, len(self._templates))
                self._templates.append(template)
                self.list.addItem(row)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt takes it by position
        self.list.setCurrentRow(1)

    def _on_every(self, every: bool) -> None:
        self.every.setText("只看这一类的" if every else "看全部条款")
        self._show(self._all if every else self._own)

    def _on_row(self, row: int) -> None:
        item = self.list.item(row)
        number = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        if number is None:
            return
        template = self._templates[number]
        known = defaults(template, self._case, self._place.services.cases.today())
        self._title.setText(template.title)
        self._law.setText("　".join(part for part in (template.hint, template.law) if part))
        self._law.setVisible(bool(self._law.text()))
        self._fields = {blank.name: self._field(blank, known.get(blank.name)) for blank in template.blank}
        body = FieldGroup(self._place.theme, "clause_blanks", "", list(self._fields.values()))
        self._scroll.setWidget(body)
        self._refresh()

    def _field(self, blank: Blank, value: Any) -> FieldBox:
        hint = blank.hint
        if blank.kind == "percent":
            most = self._place.services.reviews.lending_ceiling()
            hint = (
                hint
                if most is None
                else f"现在最高{most.normalize():f}%（一年期LPR的四倍），超过的部分不受保护"
            )
        label = FieldLabel(blank.name, blank.label, hint, required=not blank.optional, within=WITHIN)
        field = self._make(blank, label)
        field.short = True  # two share a line: eight blanks under one another would hide what they make
        field.show_value(value)
        field.mark_reported()
        field.annotate()
        field.left.connect(lambda left: left.mark_reported())
        _on_change(field, self._refresh)
        return field

    def _make(self, blank: Blank, label: FieldLabel) -> FieldBox:
        if blank.kind == "day":
            return DayField(label, self._now)
        if blank.kind == "party":
            sides = [(name, name) for name in self._sides()]
            return ChoiceField(label, sides)
        if blank.kind == "choice":
            return ChoiceField(label, [(word, word) for word in blank.choices])
        kinds: dict[str, Callable[[FieldLabel], FieldBox]] = {
            "money": MoneyField, "count": NumberField, "percent": _PercentField,
        }  # fmt: skip
        return kinds.get(blank.kind, LineField)(label)

    def _now(self) -> datetime:
        return self._place.services.now()

    def _sides(self) -> list[str]:
        """Each party, and each side together where it has more than one."""
        names = [party.name for party in self._case.parties if party.name]
        for side in (self._case.applicants(), self._case.respondents()):
            together = "、".join(party.name for party in side if party.name)
            if len(side) > 1:
                names.append(together)
        return list(dict.fromkeys([*names, "双方" if len(self._case.parties) <= 2 else "各方"]))

    def _refresh(self) -> None:
        clause = self.clause()
        self.preview.setPlainText(clause.text or "")
        open_blanks = "____" in (clause.text or "")
        self.open_lines.setText("还有空没填，放进去以后要补上，不然只能印草稿。" if open_blanks else "")
        self.open_lines.setVisible(open_blanks)

    def _take(self) -> None:
        problem = next((field for field in self._fields.values() if field.problem()), None)
        if problem is not None:
            problem.say(problem.problem(), "message")
            problem.go()
            return
        self.chosen.emit(self.clause())
        self.accept()

    def _lay_out(self, window: QWidget) -> None:
        theme = self._place.theme
        left = QVBoxLayout()
        left.addWidget(words("选哪一条？", "section"))
        left.addWidget(self.list, 1)
        left.addWidget(self.every)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._title)
        right.addWidget(self._law)
        right.addWidget(self._scroll, 1)
        right.addWidget(words("写进协议是这样：", "field"))
        right.addWidget(self.preview)
        right.addWidget(self.open_lines)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.insert)
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addLayout(left)
        row.addLayout(right, 1)
        self.list.setFixedWidth(theme.px(260))
        self.preview.setFixedHeight(self.preview.fontMetrics().lineSpacing() * SHOWN_LINES + 16)
        self.resize(min(theme.px(980), window.width() - 40), min(TALLEST, window.height() - 20))


class _PercentField(LineField):
    """A yearly rate in per cent."""

    def value(self) -> Decimal | None:
        """The number before the sign; None when empty or unreadable."""
        text = self.line.text().strip().rstrip("%％")
        try:
            return Decimal(text) if text else None
        except ArithmeticError:
            return None

    def show_value(self, value: Any) -> None:
        """Without the sign, which stands in the clause."""
        super().show_value(None if value is None else f"{Decimal(value).normalize():f}")

    def problem(self) -> str:
        """Anything but a number between 0 and 100."""
        text, rate = self.line.text().strip(), self.value()
        return "" if not text or (rate is not None and 0 <= rate <= 100) else "只写数字，比如 3 或 3.45。"


def _on_change(field: FieldBox, refresh: Callable[[], None]) -> None:
    """The preview follows each committed key; what an input method composes is not text yet."""
    if isinstance(field, LineField):
        field.line.textChanged.connect(refresh)
    elif isinstance(field, ChoiceField):
        field.list.currentTextChanged.connect(refresh)
