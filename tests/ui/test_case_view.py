"""当前案件: from a draft to an agreement with real widgets, each field on the disk as it is left."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hands import commit
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sample_desk import LAND, WAGES, import_samples, settled
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.rules.case_record import CaseRecord
from jxdesk.ui.case.case_view import CaseView
from jxdesk.ui.case.step_page import StepPage
from jxdesk.ui.forms.field_box import FieldBox
from jxdesk.ui.forms.list_editor import ListEditor
from jxdesk.ui.messages import Message
from jxdesk.ui.workplace import Workplace


@pytest.fixture
def view(place: Workplace, qtbot: QtBot) -> CaseView:
    """The page, shown in a window of its own."""
    page = CaseView(place)
    qtbot.addWidget(page)
    page.resize(1210, 650)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def samples(desk: Desk) -> None:
    """The three sample cases are here."""
    import_samples(desk)


class Hands:
    """What a person does on the page, and what then lies on the disk."""

    def __init__(self, view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot) -> None:
        self.view, self.place, self.desk, self.qtbot = view, place, desk, qtbot

    def open(self, case_id: str, step: str = "") -> None:
        self.view.open_case(case_id, step)
        self.settle()

    def settle(self) -> None:
        settled(self.place, self.qtbot)

    @property
    def page(self) -> StepPage:
        assert self.view.page is not None
        return self.view.page

    @property
    def record(self) -> CaseRecord:
        return self.desk.cases.record(self.view.keeper.case)

    def field(self, path: str) -> FieldBox:
        return self.page.form.form.fields[path]

    def type(self, field: FieldBox, text: str) -> None:
        """Type over what stands there and leave with Tab, then wait until it is stored."""
        field.go()
        control = QApplication.focusWidget()
        assert isinstance(control, QWidget)
        control.selectAll()  # type: ignore[attr-defined] # every field that is typed into has it
        commit(control, text)
        self.qtbot.keyClick(control, Qt.Key.Key_Tab)
        self.settle()

    def press(self, name: str) -> None:
        button = self.view.findChild(QPushButton, name)
        assert button is not None, name
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def editor(self, list_path: str) -> ListEditor:
        found = self.view.findChild(ListEditor, f"editor_{self.page.node.id}_{list_path.replace('.', '_')}")
        assert found is not None
        return found


@pytest.fixture
def hands(view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot) -> Hands:
    """Somebody sits at the page."""
    return Hands(view, place, desk, qtbot)


def draft(desk: Desk, **values: Any) -> str:
    """A draft with two neighbours, ready to be accepted."""
    case_id = desk.cases.begin().id
    for role, name in (("申请人", "张某"), ("被申请人", "李某")):
        desk.cases.add_item(case_id, "parties", {"role": role, "kind": "自然人", "name": name})
    said = {"dispute_type": "邻里纠纷", "intake.service_line": "矛盾调解", "intake.brief": "为院墙边的树"}
    desk.cases.save(case_id, {**said, **values})
    return case_id


def test_without_a_case_it_says_so_and_leads_to_the_list(
    view: CaseView, place: Workplace, qtbot: QtBot
) -> None:
    wanted: list[str] = []
    place.go.page_wanted.connect(wanted.append)
    button = view.findChild(QPushButton, "caseFind")
    assert button is not None
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == ["cases"]


@pytest.mark.usefixtures("samples")
def test_every_step_and_tab_has_its_names(hands: Hands) -> None:
    hands.open(hands.desk.cases.resolve(WAGES))
    faults = {}
    for node in hands.place.services.trade.flow.nodes:
        hands.view.open_step(node.id)
        hands.settle()
        faults[node.id] = naming_faults(hands.view)
    assert faults == {node: [] for node in faults}


@pytest.mark.usefixtures("samples")
def test_a_case_opens_on_its_chart_and_fits_the_screen(hands: Hands) -> None:
    hands.open(hands.desk.cases.resolve(LAND))
    view = hands.view
    assert "张某与李某" in view.header.title.text()
    assert view.chart.view.focused == "archive"
    assert view.chart.view.horizontalScrollBar().maximum() == 0
    assert view.chart.view.verticalScrollBar().maximum() == 0
    bottom = view.chart.mapTo(view, QPoint(0, view.chart.height())).y()
    assert view.tabs.mapTo(view, QPoint(0, 0)).y() >= bottom
    assert view.tabs.height() >= 120


@pytest.mark.usefixtures("samples")
def test_a_click_on_the_chart_opens_the_step_and_gives_it_room(hands: Hands) -> None:
    hands.open(hands.desk.cases.resolve(LAND))
    before = hands.view.tabs.height()
    chart = hands.view.chart.view
    item = chart._items["written"]
    qtbot = hands.qtbot
    at = chart.mapFromScene(item.sceneBoundingRect().center())
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=at)
    hands.settle()
    assert hands.page.node.id == "written"
    assert hands.field("agreement.form").value() == "书面"
    assert hands.view.tabs.height() > before


@pytest.mark.usefixtures("samples")
def test_enter_on_the_chart_opens_the_step_with_the_cursor_in_its_form(hands: Hands) -> None:
    hands.open(hands.desk.cases.resolve(LAND))
    chart = hands.view.chart.view
    chart.setFocus()
    chart.focus_step("confirmation")
    hands.qtbot.keyClick(chart, Qt.Key.Key_Return)
    hands.settle()
    assert hands.page.node.id == "confirmation"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert hands.page.isAncestorOf(focus)


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


@pytest.mark.usefixtures("samples")
def test_a_check_leads_to_the_field_that_cures_it(hands: Hands) -> None:
    case_id = hands.desk.cases.resolve(LAND)
    hands.view.open_field(case_id, "agreement.clauses[2].payments[0].due")
    hands.settle()
    assert hands.page.node.id == "written"
    assert hands.editor("agreement.clauses").list.currentRow() == 2
    focus = QApplication.focusWidget()
    assert focus is not None
    assert hands.editor("agreement.clauses").form.fields["payments"].isAncestorOf(focus)
    hands.view.open_field(case_id, "screening.already_handled")
    hands.settle()
    assert hands.page.node.id == "screening"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName().startswith("screening.already_handled")


@pytest.mark.usefixtures("samples")
def test_a_field_kept_by_the_program_is_explained(hands: Hands, said: list[Message]) -> None:
    hands.view.open_field(hands.desk.cases.resolve(LAND), "number.text")
    hands.settle()
    assert hands.page.node.id == "acceptance"
    assert "由程序填写" in said[-1].text


@pytest.mark.usefixtures("samples")
def test_the_checks_button_leads_to_the_findings(hands: Hands) -> None:
    hands.open(hands.desk.cases.resolve(LAND))
    hands.press("caseFindings")
    assert hands.view.tabs.currentWidget() is hands.view.documents
    hands.press("case_findings_go_0")
    assert hands.view.tabs.currentIndex() == 0
    assert hands.page.node.id == "screening"


@pytest.mark.usefixtures("samples")
def test_a_document_of_the_step_is_asked_for(hands: Hands) -> None:
    asked: list[tuple[str, str]] = []
    hands.place.go.documents_wanted.connect(lambda case, document: asked.append((case, document)))
    case_id = hands.desk.cases.resolve(LAND)
    hands.open(case_id, "written")
    hands.press("document_agreement")
    assert asked == [(case_id, "agreement")]


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


@pytest.mark.usefixtures("samples")
def test_performance_shows_instalments_and_takes_a_receipt(hands: Hands) -> None:
    hands.open(hands.desk.cases.resolve(LAND))
    hands.view.tabs.setCurrentWidget(hands.view.performance)
    hands.settle()
    table = hands.view.performance.table.table
    assert [table.item(row, 2).text() for row in range(table.rowCount())] == ["8000", "4950"]
    editor = hands.view.findChild(ListEditor, "editor_tab_performance_performance")
    assert editor is not None
    hands.qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    hands.type(editor.form.fields["proof"], "收条一张")
    assert [one.proof for one in hands.record.performance][-1] == "收条一张"


@pytest.mark.usefixtures("samples")
def test_the_timeline_tells_who_did_what(hands: Hands) -> None:
    case_id = hands.desk.cases.resolve(LAND)
    hands.desk.cases.save(case_id, {"intake.place": "村东头"})
    hands.open(case_id)
    hands.view.tabs.setCurrentWidget(hands.view.timeline)
    table = hands.view.timeline.table.table
    first = [table.item(0, column).text() for column in range(5)]
    assert first[1:] == ["周某", "修改案件", "具体地点：村东头", "还没确认"]


def test_help_goes_away_and_comes_back(hands: Hands) -> None:
    hands.open(draft(hands.desk), "screening")
    assert hands.page.help.isVisible()
    hands.view.show_help()
    assert not hands.page.help.isVisible()
    hands.view.show_help()
    assert hands.page.help.isVisible()
    assert not hands.page.help.puzzle.isEnabled()


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("points", [12, 16, 18])
def test_nothing_is_cut_off_sideways_at_any_size(hands: Hands, points: int) -> None:
    hands.place.theme.apply(points)
    hands.open(hands.desk.cases.resolve(WAGES))
    for node in ("intake", "mediators", "written"):
        hands.view.open_step(node)
        hands.settle()
        inside = hands.page._scroll.widget()
        assert inside.width() <= hands.page._scroll.viewport().width()
