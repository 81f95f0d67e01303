"""办理: from a draft to an agreement with real widgets, each field on the disk as it is left."""

from __future__ import annotations

from datetime import date

import pytest
from case_hands import Hands, draft, sit_down
from hands import commit
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from jxdesk.desk import Desk
from jxdesk.ui.forms.rows_field import RowsField
from jxdesk.ui.messages import Message
from jxdesk.ui.workplace import Workplace

TODAY = date(2026, 3, 5)


@pytest.fixture
def hands(place: Workplace, desk: Desk, qtbot: QtBot) -> Hands:
    """Somebody sits at the page."""
    return sit_down(place, desk, qtbot)


def test_a_field_is_stored_as_it_is_left_and_can_be_taken_back(hands: Hands) -> None:
    hands.open(draft(hands.desk), "screening")
    hands.type(hands.field("screening.note"), "村里调过一次")
    assert hands.record.screening is not None
    assert hands.record.screening.note == "村里调过一次"
    hands.press("screening_undo")
    assert hands.record.screening is not None
    assert hands.record.screening.note is None


def test_accepting_gives_the_number_and_moves_the_chart_on(hands: Hands, said: list[Message]) -> None:
    case_id = draft(hands.desk)
    hands.desk.cases.save(
        case_id,
        {
            "screening.exclusive_authority": False,
            "screening.already_handled": False,
            "screening.decision": "受理",
        },
    )
    hands.open(case_id)
    assert hands.page.node.id == "acceptance"
    hands.press("act_accept")
    assert hands.record.number.text == "集福人调字〔2026〕第1号"
    assert said[-1].text == "已受理，案号是集福人调字〔2026〕第1号。"
    assert "集福人调字〔2026〕第1号" in hands.view.header.title.text()
    assert hands.view.findChild(QPushButton, "act_accept") is None
    hands.press("stepNext")
    assert hands.page.node.id == "assignment"


def test_after_a_button_the_keyboard_goes_on_where_the_case_goes_on(hands: Hands) -> None:
    """The pressed button is gone; in the whole window Qt would hand its focus to the search box."""
    hands.open(draft(hands.desk, **{"screening.decision": "受理"}), "acceptance")
    hands.press("act_accept")
    went_on = QApplication.focusWidget()
    assert went_on is not None
    assert went_on.objectName() == "stepNext"
    hands.qtbot.keyClick(went_on, Qt.Key.Key_Space)
    hands.settle()
    assert hands.page.node.id == "assignment"


def test_what_the_law_forbids_cannot_be_accepted(hands: Hands) -> None:
    hands.open(draft(hands.desk, **{"screening.already_handled": True}), "acceptance")
    button = hands.view.findChild(QPushButton, "act_accept")
    assert button is not None
    assert not button.isEnabled()
    assert "没有委托函不能受理" in button.toolTip()


def test_a_refusal_needs_a_reason_and_gives_no_number(hands: Hands, said: list[Message]) -> None:
    hands.open(draft(hands.desk, **{"screening.already_handled": True}), "refusal")
    hands.press("act_refuse")
    assert said[-1].kind == "error"
    assert said[-1].remedy == "请至少选一项法定理由。"
    reasons = hands.field("refusal.reasons")
    box = reasons.boxes["人民法院、公安机关或者其他行政机关已经受理或者解决"]  # type: ignore[attr-defined] # ticks
    hands.qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(12, box.height() // 2))
    hands.settle()
    hands.press("act_refuse")
    assert hands.record.mode == "不予受理"
    assert hands.record.number.text is None
    assert hands.record.refusal is not None
    assert len(hands.record.refusal.reasons) == 1


def test_referring_says_where_to(hands: Hands, said: list[Message]) -> None:
    hands.open(draft(hands.desk), "guidance")
    hands.press("act_refer")
    assert said[-1].kind == "error"
    hands.type(hands.field("refusal.referred_to"), "县劳动仲裁院")
    hands.press("act_refer")
    assert hands.record.refusal is not None
    assert hands.record.refusal.referred_to == "县劳动仲裁院"
    assert hands.record.screening is not None
    assert hands.record.screening.decision == "引导"


def test_the_proposed_level_is_filled_in_by_its_button(hands: Hands) -> None:
    hands.open(draft(hands.desk, **{"intake.risk_answers": ["injury"]}), "assignment")
    hands.press("assignment_note_0")
    assert hands.record.intake.response_level == "橙"
    assert "有人受伤" in (hands.record.intake.level_reason or "")
    assert hands.view.header.level.text() == "橙级"


def test_a_step_no_field_shows_can_be_ticked_and_unticked(hands: Hands) -> None:
    hands.open(draft(hands.desk), "investigation")
    hands.press("act_tick")
    assert hands.record.done_nodes == ["investigation"]
    hands.press("act_tick")
    assert hands.record.done_nodes == []


def test_the_host_committee_is_chosen_until_there_is_a_number(hands: Hands) -> None:
    case_id = draft(hands.desk)
    hands.open(case_id, "triage")
    host = hands.field("committee.org")
    village = next(unit for unit in hands.desk.office.committees() if unit.code.endswith("-V"))
    combo = host.control()
    combo.setCurrentIndex(combo.findData(village.code))  # type: ignore[attr-defined] # a list
    host.leave()
    hands.settle()
    assert hands.record.committee.name == village.name
    own = next(unit for unit in hands.desk.office.committees() if unit.number_prefix)
    hands.desk.cases.host_by(case_id, own.code)
    hands.desk.cases.accept(case_id, date(2026, 3, 5))
    hands.settle()
    assert not hands.field("committee.org").isEnabled()


def accepted(hands: Hands) -> str:
    case_id = draft(hands.desk)
    hands.desk.cases.accept(case_id, hands.desk.cases.today())
    return case_id


def test_after_the_number_no_refusal_is_offered_and_the_field_says_why(hands: Hands) -> None:
    hands.open(accepted(hands), "refusal")
    for path in ("screening.decision", "refusal.reasons", "refusal.date"):
        assert not hands.field(path).isEnabled(), path
        assert "走“终止并告知”" in hands.field(path).message.text(), path
    hands.open(hands.view.keeper.case, "closing")
    mode = hands.field("mode").control()
    offered = [mode.itemText(row) for row in range(mode.count())]  # type: ignore[attr-defined] # a list
    assert "调解不成" in offered
    assert "不予受理" not in offered


def test_before_the_number_the_refusal_is_open(hands: Hands) -> None:
    hands.open(draft(hands.desk), "refusal")
    assert hands.field("refusal.reasons").isEnabled()
    assert hands.field("screening.decision").isEnabled()


@pytest.mark.parametrize(
    ("step", "path", "typed", "why"),
    [
        ("acceptance", "acceptance.date", "2016-3-5", "不能改到2016年"),
        ("acceptance", "acceptance.date", "七月", "不能空着"),
        ("closing", "mode", "不予受理", "不能写成不予受理"),
    ],
)
def test_a_value_that_may_not_be_stored_goes_back_and_says_why(
    hands: Hands, step: str, path: str, typed: str, why: str
) -> None:
    hands.open(accepted(hands), step)
    field = hands.field(path)
    before = field.value()
    hands.type(field, typed)
    assert hands.field(path).value() == before
    assert why in hands.field(path).message.text()
    assert not hands.field(path).dirty
    assert hands.record.acceptance is not None
    assert hands.record.acceptance.date == hands.desk.cases.today().isoformat()
    assert hands.record.mode is None


def test_questions_and_answers_are_typed_with_enter(hands: Hands) -> None:
    hands.open(draft(hands.desk, recorder="周某"), "investigation")
    editor = hands.editor("investigations")
    hands.qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    hands.settle()
    assert hands.record.investigations == []
    qa = editor.form.fields["qa"]
    qa.go()
    box = qa.control()
    commit(box, "问：树是谁栽的？")
    hands.qtbot.keyClick(box, Qt.Key.Key_Return)
    commit(box, "我爹栽的。")
    qa.leave()
    hands.settle()
    found = hands.record.investigations
    assert [one.qa for one in found] == [[["问", "树是谁栽的？"], ["答", "我爹栽的。"]]]
    assert found[0].recorder == "周某"
    assert editor.list.count() == 1


def test_a_removed_clause_comes_back(hands: Hands) -> None:
    case_id = draft(hands.desk)
    for text in ("甲修剪树枝", "乙清理院子"):
        hands.desk.cases.add_item(case_id, "agreement.clauses", {"text": text})
    hands.open(case_id, "written")
    editor = hands.editor("agreement.clauses")
    editor.list.setCurrentRow(0)
    hands.qtbot.mouseClick(editor.remove, Qt.MouseButton.LeftButton)
    hands.settle()
    assert hands.record.agreement is not None
    assert [clause.text for clause in hands.record.agreement.clauses] == ["乙清理院子"]
    hands.qtbot.mouseClick(editor.restore, Qt.MouseButton.LeftButton)
    hands.settle()
    assert hands.record.agreement is not None
    assert [clause.text for clause in hands.record.agreement.clauses] == ["甲修剪树枝", "乙清理院子"]


def test_a_part_added_and_thrown_away_unwritten_never_reaches_the_file(hands: Hands) -> None:
    hands.open(draft(hands.desk), "follow_up")
    editor = hands.editor("visits")
    hands.qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    hands.qtbot.mouseClick(editor.remove, Qt.MouseButton.LeftButton)
    hands.settle()
    assert hands.record.visits == []
    hands.qtbot.mouseClick(editor.restore, Qt.MouseButton.LeftButton)
    hands.settle()
    assert editor.list.count() == 1
    assert hands.record.visits == []


def test_an_amount_of_a_clause_is_shown_in_words(hands: Hands) -> None:
    case_id = draft(hands.desk)
    hands.desk.cases.add_item(
        case_id, "agreement.clauses", {"text": "付款", "payments": [{"amount": "3500", "due": "2026-05-01"}]}
    )
    hands.open(case_id, "written")
    row = hands.editor("agreement.clauses").form.fields["payments"]._rows[0]  # type: ignore[attr-defined] # rows
    assert row.fields[0].message.text() == "叁仟伍佰元整"


def test_what_another_page_wrote_appears_and_what_is_being_typed_stays(hands: Hands) -> None:
    case_id = draft(hands.desk)
    hands.open(case_id, "assignment")
    field = hands.field("intake.assigned_to")
    field.go()
    commit(QApplication.focusWidget() or hands.view, "陈")
    hands.desk.cases.save(case_id, {"intake.response_level": "黄"})
    hands.settle()
    assert hands.view.header.level.text() == "黄级"
    assert hands.field("intake.assigned_to").control().currentText() == "陈"  # type: ignore[attr-defined] # a list


def test_turning_to_another_case_stores_the_word_being_typed(hands: Hands) -> None:
    first, second = draft(hands.desk), draft(hands.desk)
    hands.open(first, "screening")
    field = hands.field("screening.note")
    field.go()
    commit(field.control(), "半句")
    hands.open(second)
    screening = hands.desk.cases.record(first).screening
    assert screening is not None
    assert screening.note == "半句"
    assert hands.desk.cases.record(second).screening is None


def test_naming_the_police_station_spares_the_second_report_and_taking_it_back_asks_again(
    hands: Hands,
) -> None:
    case_id = draft(hands.desk, **{"screening.crime_suspected": True, "screening.decision": "受理"})
    hands.open(case_id, "screening")
    assert hands.desk.trade.walk(hands.record, TODAY).current == "report"
    hands.type(hands.field("security_case.station"), "福利派出所")
    assert hands.record.security_case is not None
    assert hands.record.security_case.station == "福利派出所"
    assert hands.desk.trade.walk(hands.record, TODAY).current == "acceptance"
    hands.press("screening_undo")
    assert hands.desk.trade.walk(hands.record, TODAY).current == "report"


def test_who_asks_the_police_not_to_punish_is_told_what_is_missing(hands: Hands) -> None:
    hands.open(draft(hands.desk), "performance")
    hands.type(hands.field("security_case.applied_on"), "2026-3-5")
    assert hands.record.security_case is not None
    assert hands.record.security_case.applied_on == "2026-03-05"
    found = [one.message for one in hands.desk.reviews.of(hands.record) if one.rule == "R-47"]
    assert any("必须已经履行完毕" in message for message in found)


def test_a_new_agreement_names_the_one_it_replaces_and_is_found_by_it(hands: Hands) -> None:
    case_id = draft(hands.desk)
    hands.open(case_id, "written")
    hands.type(hands.field("supersedes"), "集福人调字〔2025〕第17号")
    assert hands.record.supersedes == "集福人调字〔2025〕第17号"
    assert [one.case_id for one in hands.desk.search.find("2025 第17号")] == [case_id]


def test_a_name_of_its_own_stands_in_the_head_and_in_the_table(hands: Hands) -> None:
    hands.open(draft(hands.desk), "intake")
    assert "张某与李某邻里纠纷" in hands.view.header.title.text()
    hands.type(hands.field("title"), "张某与李某院墙边的树纠纷")
    assert "院墙边的树纠纷" in hands.view.header.title.text()
    assert [row.title for row in hands.desk.table.rows()] == ["张某与李某院墙边的树纠纷"]


@pytest.mark.parametrize(
    ("step", "path", "values"),
    [
        ("mediators", "mediators", ("陈某", "调解主持人")),
        ("written", "agreement.clauses", ("400", "2026-8-4")),
    ],
)
def test_typing_from_cell_to_cell_of_a_row_stays_in_the_row(
    hands: Hands, desk: Desk, step: str, path: str, values: tuple[str, str]
) -> None:
    case_id = desk.cases.begin().id
    if path == "agreement.clauses":
        desk.cases.add_item(case_id, path, {"text": "赔偿"})
    hands.open(case_id, step)
    rows = hands.editor(path).form.fields["payments"] if path == "agreement.clauses" else hands.field(path)
    assert isinstance(rows, RowsField)
    hands.qtbot.mouseClick(rows.add, Qt.MouseButton.LeftButton)
    hands.settle()
    (row,) = rows._rows
    for field, typed in zip(row.fields, values, strict=False):
        at = QApplication.focusWidget()
        assert at is not None
        assert field.isAncestorOf(at), f"{typed} would be typed into {at.objectName()}"
        if isinstance(at, QPushButton):
            assert at.text() == typed
            hands.qtbot.keyClick(at, Qt.Key.Key_Space)
        else:
            control = at.lineEdit() if isinstance(at, QComboBox) else at
            control.selectAll()  # type: ignore[union-attr] # a line
            commit(control, typed)
            hands.qtbot.keyClick(control, Qt.Key.Key_Tab if control is not at else Qt.Key.Key_Return)
        hands.settle()
        assert rows._rows == [row], "the row was made anew"
    record = hands.record
    if path == "mediators":
        assert [(one.name, one.role) for one in record.mediators] == [("陈某", "调解主持人")]
    else:
        assert record.agreement is not None
        (payment,) = record.agreement.clauses[0].payments
        assert (str(payment.amount), payment.due) == ("400", "2026-08-04")
