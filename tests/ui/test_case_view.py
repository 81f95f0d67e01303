"""当前案件: the chart, the tabs, the way from a check to its field, and room at every font size."""

from __future__ import annotations

import pytest
from case_hands import Hands, draft, sit_down
from hands import commit
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sample_desk import LAND, WAGES, import_samples, seen, settled
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.ui.case.case_header import findings_words
from jxdesk.ui.case.case_view import CaseView
from jxdesk.ui.forms.list_editor import ListEditor
from jxdesk.ui.messages import Message
from jxdesk.ui.workplace import Workplace


@pytest.fixture
def hands(place: Workplace, desk: Desk, qtbot: QtBot) -> Hands:
    """Somebody sits at the page."""
    return sit_down(place, desk, qtbot)


@pytest.fixture
def samples(desk: Desk) -> None:
    """The three sample cases are here."""
    import_samples(desk)


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ("", "检查没有问题"),
        ("WI", "检查 2 条提醒"),
        ("AAW", "归档前还差 2 条"),
        ("PAA", "1 条必须改，归档前还差 2 条"),
    ],
)
def test_only_what_stops_a_paper_has_to_be_changed_now(levels: str, words: str) -> None:
    assert findings_words(list(levels)) == words


def test_without_a_case_it_says_so_and_leads_to_the_list(hands: Hands) -> None:
    wanted: list[str] = []
    hands.place.go.page_wanted.connect(wanted.append)
    hands.press("caseFind")
    assert wanted == ["cases"]


def test_without_a_case_the_keyboard_is_on_that_button_and_then_on_the_chart(hands: Hands) -> None:
    hands.view.setFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "caseFind"
    import_samples(hands.desk)
    hands.open(hands.desk.cases.resolve(LAND))
    assert hands.view.chart.view.hasFocus()


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
    assert hands.view.tabs.currentWidget() is hands.view.tabs.documents
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


@pytest.mark.usefixtures("samples")
def test_performance_shows_instalments_and_takes_a_receipt(hands: Hands) -> None:
    hands.open(hands.desk.cases.resolve(LAND))
    hands.view.tabs.setCurrentWidget(hands.view.tabs.performance)
    hands.settle()
    table = hands.view.tabs.performance.table.table
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
    hands.view.tabs.setCurrentWidget(hands.view.tabs.timeline)
    table = hands.view.tabs.timeline.table.table
    first = [table.item(0, column).text() for column in range(5)]
    assert first[1:] == ["周某", "修改案件", "具体地点：村东头", "还没确认"]


def test_help_goes_away_and_comes_back(hands: Hands) -> None:
    hands.open(draft(hands.desk), "screening")
    assert hands.page.help.isVisible()
    hands.view.show_help()
    assert not hands.page.help.isVisible()
    hands.view.show_help()
    assert hands.page.help.isVisible()


def test_a_question_about_a_step_is_noted_in_its_place_and_kept_for_the_county(hands: Hands) -> None:
    hands.open(draft(hands.desk), "screening")
    hands.press("stepPuzzled")
    assert hands.page.help.question.hasFocus()
    hands.press("stepQuestionAsk")
    assert hands.record.questions == []
    commit(hands.page.help.question, "邻村的人能受理吗？")
    hands.press("stepQuestionAsk")
    assert [line.split("：")[-1] for line in hands.record.questions] == ["邻村的人能受理吗？"]
    assert hands.page.help.said.text() == "已记下，下次同步时报到县里。"
    assert not hands.page.help.question.isVisible()


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


def test_a_long_title_ends_in_dots_and_stands_whole_in_the_tooltip(
    place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    case = desk.cases.begin()
    desk.cases.save(case.id, {"title": "张某与李某" + "相邻通风采光排水" * 20 + "纠纷"})
    page = seen(CaseView(place), place, qtbot)
    page.open_case(case.id)
    settled(place, qtbot)
    title = page.header.title
    assert title.text().endswith("…")
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()
    assert title.toolTip() == title.whole
    assert title.whole.endswith("排水纠纷")
    narrow = title.text()
    page.resize(1900, 650)
    settled(place, qtbot)
    assert len(title.text()) > len(narrow)
