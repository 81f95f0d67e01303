"""算一算: from the clauses and from an amount, by hand and by keyboard, into the payment or the sum, and copied."""

from __future__ import annotations

from decimal import Decimal

import pytest
from case_hands import Hands, draft, sit_down
from hands import commit, compose
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.rules.case_record import Clause
from jxdesk.ui.case.calc_dialog import CalcDialog
from jxdesk.ui.forms.money_field import MoneyField
from jxdesk.ui.forms.rows_field import RowsField
from jxdesk.ui.workplace import Workplace

CALCULATORS = ["compensation", "wages", "maintenance", "interest", "plan", "limitation", "mediation"]


@pytest.fixture
def hands(place: Workplace, desk: Desk, qtbot: QtBot) -> Hands:
    """Somebody at 书面协议 of a case that was applied for and accepted."""
    seated = sit_down(place, desk, qtbot)
    said = {"agreement.form": "书面", "application.date": "2026-02-01", "acceptance.date": "2026-02-03"}
    seated.open(draft(desk, dispute_type="合同纠纷", **said), "written")
    return seated


def opened(hands: Hands, button: str = "written_agreement_clauses_calculate") -> CalcDialog:
    hands.press(button)
    dialog = hands.view.findChild(CalcDialog)
    assert dialog is not None
    hands.qtbot.waitUntil(dialog.isVisible)
    return dialog


def line(dialog: CalcDialog, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, f"calc_{name}")
    assert found is not None, name
    return found


def fill(dialog: CalcDialog, **said: str) -> None:
    for name, text in said.items():
        line(dialog, name).setFocus()
        line(dialog, name).selectAll()
        commit(line(dialog, name), text)


def click(hands: Hands, button: QWidget) -> None:
    hands.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    hands.settle()


def with_clause(hands: Hands, payment: str = "") -> RowsField:
    """A clause with a text, and perhaps a payment of so much."""
    hands.press("written_agreement_clauses_add")
    form = hands.editor("agreement.clauses").form
    hands.type(form.fields["text"], "李某赔偿张某。")
    rows = form.fields["payments"]
    assert isinstance(rows, RowsField)
    if payment:
        click(hands, rows.add)
        hands.type(rows._rows[0].fields[0], payment)
    return rows


def clause(hands: Hands) -> Clause:
    agreement = hands.record.agreement
    assert agreement is not None
    return agreement.clauses[0]


def test_the_working_stands_there_while_it_is_typed_and_the_sum_goes_into_the_case(hands: Hands) -> None:
    dialog = opened(hands)
    assert not dialog.fill.isEnabled()
    fill(dialog, medical="3200.5", lost_work_rate="120", lost_work_count="15", share="70")
    assert "误工费：120元/天×15天＝1800元" in dialog.lines.toPlainText()
    assert dialog.outcome.text() == "算得 3500.35元（叁仟伍佰元叁角伍分）"
    assert dialog.where.currentText() == "填到：协议涉及金额"
    click(hands, dialog.fill)
    assert hands.record.agreement is not None
    assert hands.record.agreement.amount_total == Decimal("3500.35")
    shown = hands.field("agreement.amount_total")
    assert isinstance(shown, MoneyField)
    assert (shown.line.text(), shown.message.text()) == ("3500.35", "叁仟伍佰元叁角伍分")


def test_a_plan_becomes_the_payments_of_the_open_clause(hands: Hands) -> None:
    with_clause(hands)
    dialog = opened(hands)
    dialog.choose("plan")
    fill(dialog, total="一万元", count="3", first="2026-3-31")
    assert dialog.where.currentText() == "填到：第1条，添加给付"
    click(hands, dialog.fill)
    assert [(one.amount, one.due) for one in clause(hands).payments] == [
        (Decimal(3333), "2026-03-31"),
        (Decimal(3333), "2026-04-30"),
        (Decimal(3334), "2026-05-31"),
    ]


def test_from_an_amount_the_sum_goes_into_that_payment_and_keeps_the_rest_of_it(hands: Hands) -> None:
    rows = with_clause(hands, "100")
    click(hands, rows.add)
    hands.type(rows._rows[1].fields[0], "200")
    hands.type(rows._rows[1].fields[3], "村委会")
    dialog = opened(hands, rows._rows[1].fields[0].label.object_name + "_calculate")
    assert dialog.where.currentText() == "填到：第1条的第2笔给付"
    dialog.choose("wages")
    fill(dialog, day_rate="150", day_count="4")
    click(hands, dialog.fill)
    assert [(one.amount, one.place) for one in clause(hands).payments] == [
        (Decimal(100), None),
        (Decimal(600), "村委会"),
    ]


def test_a_new_payment_that_is_still_empty_takes_the_sum(hands: Hands) -> None:
    rows = with_clause(hands)
    click(hands, rows.add)
    dialog = opened(hands, rows._rows[0].fields[0].label.object_name + "_calculate")
    fill(dialog, medical="88")
    click(hands, dialog.fill)
    assert [one.amount for one in clause(hands).payments] == [Decimal(88)]


def test_the_working_is_copied_as_text(hands: Hands) -> None:
    dialog = opened(hands)
    fill(dialog, medical="100", travel="20")
    click(hands, dialog.copy)
    assert QGuiApplication.clipboard().text() == (
        "人身损害赔偿：\n医疗费：100元\n交通费：20元\n合计：100＋20＝120元\n依据：民法典第一千一百七十九条。"
    )
    assert "已抄下" in dialog.copy.text()
    fill(dialog, travel="30")
    assert dialog.copy.text() == "抄下算法"  # what was copied is no longer what stands there
    dialog.reject()


def test_a_rate_over_the_ceiling_is_said_and_cut(hands: Hands) -> None:
    dialog = opened(hands)
    dialog.choose("interest")
    fill(dialog, principal="2万", rate="2", since="2025-3-10", until="2026-3-10")
    way = dialog.findChild(QComboBox, "calc_way")
    assert way is not None
    way.setCurrentText("每月百分之几")
    assert dialog.advice.text() == "超过上限：多出的2320元不受保护，没有算进去。"
    assert dialog.working is not None
    assert dialog.working.total == 2480
    dialog.reject()


def test_a_limitation_begins_anew_with_the_application_and_has_no_sum_to_fill_in(hands: Hands) -> None:
    dialog = opened(hands)
    dialog.choose("limitation")
    assert line(dialog, "asked").text() == "2026-02-01"
    fill(dialog, since="2023-12-31")
    assert "2026年2月1日中断，从这天重新算3年，到2029年2月1日" in dialog.lines.toPlainText()
    assert dialog.copy.isEnabled()
    assert not dialog.fill.isEnabled()
    dialog.reject()


def test_what_is_missing_or_unreadable_is_told_and_nothing_can_be_filled_in(hands: Hands) -> None:
    dialog = opened(hands)
    dialog.choose("plan")
    assert dialog.advice.text() == "还差：一共多少元、分几期、第一期哪天前付。"
    fill(dialog, total="三万五", count="2", first="2026-3-31")
    assert dialog.advice.text() == "“一共多少元”还读不出来。"
    assert dialog.working is None
    fill(dialog, total="三万五千", count="99")
    assert "36期" in dialog.advice.text()
    assert not dialog.fill.isEnabled()
    dialog.reject()


def test_coming_back_to_a_calculator_finds_what_was_typed(hands: Hands) -> None:
    dialog = opened(hands)
    fill(dialog, medical="55")
    dialog.choose("plan")
    dialog.choose("compensation")
    assert line(dialog, "medical").text() == "55"
    assert dialog.working is not None
    assert dialog.working.total == 55
    dialog.reject()


def test_enter_goes_on_to_the_next_field_and_presses_nothing(hands: Hands) -> None:
    dialog = opened(hands)
    fill(dialog, medical="55")
    hands.qtbot.keyClick(line(dialog, "medical"), Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert QApplication.focusWidget() is line(dialog, "travel")
    hands.qtbot.keyClick(line(dialog, "travel"), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert hands.record.agreement is not None
    assert hands.record.agreement.amount_total is None


def test_half_a_word_in_the_input_method_changes_no_sum(hands: Hands) -> None:
    dialog = opened(hands)
    fill(dialog, medical="55")
    compose(line(dialog, "medical"), "yiwan")
    assert dialog.outcome.text().startswith("算得 55元")
    dialog.reject()


def test_everything_in_the_dialog_has_its_two_names(hands: Hands) -> None:
    dialog = opened(hands)
    for name in CALCULATORS:
        dialog.choose(name)
        assert naming_faults(dialog) == []
    dialog.reject()


@pytest.mark.parametrize("size", [12, 16, 18])
def test_the_dialog_fits_the_smallest_screen_with_room_for_what_is_asked(hands: Hands, size: int) -> None:
    hands.place.theme.apply(size)
    hands.view.resize(1210, 720)
    dialog = opened(hands)
    for name in CALCULATORS:
        dialog.choose(name)
        hands.qtbot.wait(1)
        assert dialog.height() <= 680
        assert dialog.minimumSizeHint().height() <= 680
        assert dialog._scroll.height() >= hands.place.theme.px(36) * 3
    assert dialog.width() <= hands.view.width()
    dialog.reject()
