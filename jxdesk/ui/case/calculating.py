"""Where 算一算 opens from a step, and where its result can go: a payment of the open clause, or the whole sum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from jxdesk.rules.calculators.working import Working
from jxdesk.rules.case_record import CaseRecord
from jxdesk.ui.forms.form import Form
from jxdesk.ui.forms.list_editor import ListEditor
from jxdesk.ui.forms.money_field import MoneyField
from jxdesk.ui.forms.rows_field import RowsField
from jxdesk.ui.naming import named
from jxdesk.ui.workplace import Workplace

TOTAL, PAYMENTS = "agreement.amount_total", "payments"


@dataclass(frozen=True)
class Target:
    """Where a result can be put; ``put`` is called with one that has a sum."""

    words: str
    put: Callable[[Working], None]


class Calculating:
    """Joins the form of a step and its list of clauses to the dialog; ``case`` is asked for when it opens."""

    def __init__(
        self, place: Workplace, step: QWidget, form: Form, case: Callable[[], CaseRecord | None]
    ) -> None:
        self._place, self._step, self._case = place, step, case
        self._total: MoneyField | None = None
        total = form.fields.get(TOTAL)
        if isinstance(total, MoneyField):
            self._total = total
            total.offer_calculator(lambda: self._open([Target(total.label.text, partial(_put_sum, total))]))

    def join(self, editor: ListEditor, short: str) -> QPushButton:
        """Offer it for the payments of the clauses, and give the button that stands over their list."""
        rows = editor.form.fields.get(PAYMENTS)
        if isinstance(rows, RowsField):
            rows.offer_calculator(lambda at: self._open([self._payment(editor, rows, at)]))
        button = named(QPushButton("算一算"), f"{short}_calculate", "算一算：赔偿、工资、利息、分期、时效")
        button.clicked.connect(lambda: self._open(self._everywhere(editor)))
        return button

    def _everywhere(self, editor: ListEditor) -> list[Target]:
        found: list[Target] = []
        rows = editor.form.fields.get(PAYMENTS)
        if editor.current and isinstance(rows, RowsField):
            found.append(self._payment(editor, rows, rows.count))
        if self._total is not None:
            found.append(Target(self._total.label.text, partial(_put_sum, self._total)))
        return found

    def _payment(self, editor: ListEditor, rows: RowsField, at: int) -> Target:
        clause = f"第{editor.list.currentRow() + 1}条"
        which = f"的第{at + 1}笔给付" if at < rows.count else "，添加给付"
        return Target(clause + which, partial(_put_payments, rows, at))

    def _open(self, targets: Sequence[Target]) -> None:
        """Fetched here: the dialog is opened once in a while, the step every time."""
        from jxdesk.ui.case.calc_dialog import CalcDialog  # noqa: PLC0415 - see above

        case = self._case()
        if case is not None:
            CalcDialog(self._place, case, targets, self._step).open()


def _put_sum(field: MoneyField, made: Working) -> None:
    field.show_value(made.total)
    field.leave()


def _put_payments(rows: RowsField, at: int, made: Working) -> None:
    """A plan as so many payments, anything else as one amount."""
    records: list[dict[str, Any]] = [
        {"amount": amount, "due": on.isoformat()} for on, amount in made.payments
    ]
    rows.put(at, records or [{"amount": made.total}])
