"""条款: from the library with everything filled in, and phrases a court rejects told while they are typed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from case_hands import Hands, draft, sit_down
from hands import commit, compose
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from jxdesk.desk import Desk
from jxdesk.ui.case.clause_dialog import ClauseDialog
from jxdesk.ui.forms.choice_fields import ChoiceField
from jxdesk.ui.forms.watched_text_field import WatchedTextField
from jxdesk.ui.workplace import Workplace

VAGUE = "李某尽快清理秸秆。"
BETTER = "李某于____年__月__日前清理秸秆。"


@pytest.fixture
def hands(place: Workplace, desk: Desk, qtbot: QtBot) -> Hands:
    """Somebody at 书面协议 of a case about a debt."""
    seated = sit_down(place, desk, qtbot)
    seated.open(draft(desk, dispute_type="合同纠纷", **{"agreement.form": "书面"}), "written")
    return seated


def library(hands: Hands) -> ClauseDialog:
    hands.press("written_agreement_clauses_library")
    dialog = hands.view.findChild(ClauseDialog)
    assert dialog is not None
    hands.qtbot.waitUntil(dialog.isVisible)
    return dialog


def choose(dialog: ClauseDialog, title: str) -> None:
    rows = dialog.list.findItems(f"　{title}", Qt.MatchFlag.MatchExactly)
    assert len(rows) == 1, title
    dialog.list.setCurrentItem(rows[0])


def fill(dialog: ClauseDialog, name: str, text: str) -> None:
    line = dialog.findChild(QLineEdit, f"blank_{name}")
    assert line is not None, name
    line.setText(text)


def clause_text(hands: Hands) -> WatchedTextField:
    field = hands.editor("agreement.clauses").form.fields["text"]
    assert isinstance(field, WatchedTextField)
    return field


def began(hands: Hands, text: str) -> WatchedTextField:
    """A new clause with this text typed, the cursor still in it."""
    hands.press("written_agreement_clauses_add")
    field = clause_text(hands)
    field.go()
    commit(field.box, text)
    return field


def test_only_clauses_of_this_kind_of_dispute_are_shown_until_all_are_asked_for(hands: Hands) -> None:
    dialog = library(hands)
    heads = _heads(dialog.list)
    assert heads == ["土地承包、租赁", "债务、借贷", "房屋租赁", "道歉、停止侵害", "违约责任、了结"]
    button = dialog.findChild(QPushButton, "clauseEvery")
    assert button is not None
    hands.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "婚姻家庭" in _heads(dialog.list)
    dialog.reject()


def _heads(rows: QListWidget) -> list[str]:
    items = [rows.item(row) for row in range(rows.count())]
    return [item.text() for item in items if item.data(Qt.ItemDataRole.UserRole) is None]


def test_the_filled_text_is_shown_before_and_lies_on_the_disk_with_its_payment_after(hands: Hands) -> None:
    dialog = library(hands)
    choose(dialog, "一次还清")
    assert "李某于____年__月__日前" in dialog.preview.toPlainText()
    fill(dialog, "due", "2026-6-30")
    fill(dialog, "sum", "8000")
    fill(dialog, "account", "张某，尾号0001")
    text = "李某于2026年6月30日前以银行转账方式一次还清张某人民币8000元（大写：捌仟元整），收款账户：张某，尾号0001。"
    assert dialog.preview.toPlainText() == text
    hands.qtbot.mouseClick(dialog.insert, Qt.MouseButton.LeftButton)
    hands.settle()
    agreement = hands.record.agreement
    assert agreement is not None
    (clause,) = agreement.clauses
    assert (clause.text, clause.obligor, clause.type) == (text, "李某", "给付")
    (payment,) = clause.payments
    assert (payment.amount, payment.due, payment.method) == (Decimal(8000), "2026-06-30", "银行转账")
    assert clause_text(hands).value() == text


def test_instalments_come_as_so_many_payments(hands: Hands) -> None:
    dialog = library(hands)
    choose(dialog, "按月分期还")
    for name, text in (("sum", "1000"), ("count", "3"), ("first", "2026-4-30")):
        fill(dialog, name, text)
    hands.qtbot.mouseClick(dialog.insert, Qt.MouseButton.LeftButton)
    hands.settle()
    agreement = hands.record.agreement
    assert agreement is not None
    assert [(p.amount, p.due) for p in agreement.clauses[0].payments] == [
        (Decimal(333), "2026-04-30"),
        (Decimal(333), "2026-05-30"),
        (Decimal(334), "2026-06-30"),
    ]


def test_the_ceiling_of_the_day_stands_under_a_rate(hands: Hands) -> None:
    dialog = library(hands)
    choose(dialog, "利息：按年利率算")
    assert "现在最高12%" in dialog._fields["rate"].message.text()
    dialog.reject()


def test_what_cannot_be_read_is_not_put_in(hands: Hands) -> None:
    dialog = library(hands)
    choose(dialog, "一次还清")
    fill(dialog, "sum", "八千左右")
    hands.qtbot.mouseClick(dialog.insert, Qt.MouseButton.LeftButton)
    hands.settle()
    assert dialog.isVisible()
    assert hands.record.agreement is not None
    assert hands.record.agreement.clauses == []
    dialog.reject()


@pytest.mark.parametrize("size", [12, 16])
def test_the_dialog_fits_the_smallest_screen(hands: Hands, size: int) -> None:
    hands.place.theme.apply(size)
    dialog = library(hands)
    assert dialog.height() <= 680
    assert dialog.width() <= hands.view.width()
    assert dialog.minimumSizeHint().height() <= 680
    dialog.reject()


@pytest.mark.parametrize("size", [12, 16])
def test_a_phrase_a_court_rejects_is_told_while_it_is_typed(hands: Hands, size: int) -> None:
    hands.place.theme.apply(size)
    hands.settle()
    field = began(hands, VAGUE)
    hands.qtbot.waitUntil(lambda: "期限不明确" in field.message.text())
    assert BETTER in field.message.text()
    assert field.better is not None
    assert field.better.isVisible()
    hands.qtbot.waitUntil(
        lambda: field.better is not None and field.better.visibleRegion().boundingRect().height() > 20
    )
    hands.qtbot.mouseClick(field.better, Qt.MouseButton.LeftButton)
    hands.settle()
    assert field.value() == BETTER
    assert not field.better.isVisible()
    assert hands.record.agreement is not None
    assert hands.record.agreement.clauses[0].text == BETTER


def test_the_old_words_come_back_with_ctrl_z(hands: Hands) -> None:
    field = began(hands, VAGUE)
    hands.qtbot.waitUntil(lambda: field.better is not None and field.better.isVisible())
    assert field.better is not None
    hands.qtbot.mouseClick(field.better, Qt.MouseButton.LeftButton)
    field.box.undo()
    assert field.value() == VAGUE


def test_nothing_is_said_while_the_input_method_composes(hands: Hands) -> None:
    field = began(hands, VAGUE)
    compose(field.box, "li'mou")
    hands.qtbot.wait(700)
    assert "期限不明确" not in field.message.text()
    commit(field.box, "李某")
    hands.qtbot.waitUntil(lambda: "期限不明确" in field.message.text())


def test_what_is_told_is_stored_all_the_same(hands: Hands) -> None:
    field = began(hands, VAGUE)
    hands.qtbot.keyClick(field.box, Qt.Key.Key_Tab)
    hands.settle()
    assert hands.record.agreement is not None
    assert hands.record.agreement.clauses[0].text == VAGUE
    assert "期限不明确" in field.message.text()


def test_interest_is_judged_by_the_loan_the_case_is_about(hands: Hands) -> None:
    field = began(hands, "李某按月利率3%支付利息。")
    hands.qtbot.wait(700)
    assert "LPR" not in field.message.text()
    hands.desk.cases.save(hands.view.keeper.case, {"agreement.facts": "李某借款8000元，出具借条。"})
    hands.settle()
    hands.qtbot.waitUntil(lambda: "一年期LPR四倍" in field.message.text())


def test_a_wound_in_the_story_is_asked_about_until_the_screening_answers(hands: Hands) -> None:
    facts: Any = hands.field("agreement.facts")
    facts.go()
    assert isinstance(facts.control(), QPlainTextEdit)
    commit(facts.control(), "张某被打成轻伤。")
    hands.qtbot.waitUntil(lambda: "是否涉嫌犯罪" in facts.message.text())
    assert facts.better is None
    hands.desk.cases.save(hands.view.keeper.case, {"screening.crime_suspected": False})
    hands.settle()
    hands.qtbot.waitUntil(lambda: "是否涉嫌犯罪" not in facts.message.text())


def test_an_outsider_who_owes_something_is_told_under_the_field(hands: Hands) -> None:
    hands.press("written_agreement_clauses_add")
    obligor = hands.editor("agreement.clauses").form.fields["obligor"]
    assert isinstance(obligor, ChoiceField)
    line = obligor.list.lineEdit()
    assert line is not None

    def say(name: str) -> None:
        obligor.go()
        line.selectAll()
        commit(line, name)
        hands.qtbot.keyClick(obligor.list, Qt.Key.Key_Tab)
        hands.settle()

    say("王五")
    assert "王五”不是本案当事人" in obligor.message.text()
    say("李某")
    assert obligor.message.text() == ""
