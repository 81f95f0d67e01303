"""案件: filter, sort, pages, Enter opens, typing searches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sample_desk import settled
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.models import DeskState
from jxdesk.services.case_table import CaseRow
from jxdesk.ui.case_columns import AT, DEADLINE, LABEL, LEVEL
from jxdesk.ui.case_table_model import PAGE, CaseTableModel
from jxdesk.ui.case_table_view import CaseTableView
from jxdesk.ui.theme import Theme
from jxdesk.ui.workplace import Workplace

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"


def row(number: int, level: str = "", days_left: int | None = None) -> CaseRow:
    """One line."""
    return CaseRow(
        f"id-{number}",
        f"JX-{number}",
        f"第{number}件",
        "",
        "",
        "",
        "",
        level,
        "open",
        "调解",
        "",
        "",
        "",
        days_left,
    )


def test_the_model_keeps_qts_rules(theme: Theme, qtmodeltester: ModelTester) -> None:
    model = CaseTableModel(theme, lambda _offset: None)
    model.start([row(n) for n in range(5)])
    qtmodeltester.check(model, force_py=True)


def test_the_level_shows_its_word_and_a_late_case_is_told_without_colour_too(theme: Theme) -> None:
    model = CaseTableModel(theme, lambda _offset: None)
    model.start([row(1, "红", -2)])
    assert model.index(0, LEVEL).data() == "红"
    assert model.index(0, LEVEL).data(Qt.ItemDataRole.ForegroundRole) == theme.colour("red")
    assert model.index(0, DEADLINE).data() == "迟 2 天"


def test_rows_come_in_pages_and_an_answer_to_an_older_question_is_dropped(theme: Theme) -> None:
    asked: list[int] = []
    model = CaseTableModel(theme, asked.append)
    model.start([row(n) for n in range(PAGE)])
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == [PAGE]
    model.go_on(17, [row(999)])
    assert model.rowCount() == PAGE
    model.go_on(PAGE, [row(n) for n in range(3)])
    assert model.rowCount() == PAGE + 3
    assert not model.canFetchMore(QModelIndex())


@pytest.fixture
def shown(place: Workplace, desk: Desk, qtbot: QtBot) -> Callable[[], CaseTableView]:
    """Shows the page with the sample cases and a draft."""
    pages: list[CaseTableView] = []

    def make() -> CaseTableView:
        desk.files.import_files([SAMPLES])
        draft = desk.cases.begin()
        desk.cases.save(draft.id, {"dispute_type": "邻里纠纷"})
        page = CaseTableView(place)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1200, 600)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.model.rowCount() == 4 and page.isActiveWindow())
        return page

    return make


def choose(box: QComboBox, text: str) -> None:
    """Pick from a filter as a person would."""
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_every_control_has_its_names(shown: Callable[[], CaseTableView]) -> None:
    assert naming_faults(shown()) == []


def test_the_file_filters_and_sorts(shown: Callable[[], CaseTableView], qtbot: QtBot) -> None:
    view = shown()
    choose(view.filters.state, "草稿")
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    assert view.model.row(0).state == "draft"
    choose(view.filters.state, "全部状态")
    choose(view.filters.kind, "邻里纠纷")
    qtbot.waitUntil(lambda: view.model.rowCount() == 2)
    choose(view.filters.kind, "全部类型")
    choose(view.filters.order, "按案号")

    def labels() -> list[str]:
        return [view.model.row(n).label for n in range(view.model.rowCount())]

    qtbot.waitUntil(lambda: len(labels()) == 4 and labels() == sorted(labels()))


def test_void_cases_are_listed_only_when_asked_for(
    shown: Callable[[], CaseTableView], desk: Desk, qtbot: QtBot
) -> None:
    view = shown()
    desk.cases.void(view.model.row(0).case_id, "登记错了")
    qtbot.waitUntil(lambda: view.model.rowCount() == 3 and view._count.text() == "共 3 件")
    choose(view.filters.state, "作废")
    qtbot.waitUntil(lambda: view.model.rowCount() == 1 and view._count.text() == "挑出 1 件")
    assert view.model.index(0, AT["state"]).data() == "作废"
    qtbot.mouseClick(view._all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.model.rowCount() == 3)
    assert not view._all.isVisible()


def test_a_filter_that_finds_nothing_says_what_to_do(
    shown: Callable[[], CaseTableView], qtbot: QtBot
) -> None:
    view = shown()
    choose(view.filters.level, "红")
    qtbot.waitUntil(lambda: view.model.rowCount() == 0)
    assert not view.table.isVisible()
    assert "没有这样的案件" in view._empty.text()
    assert view._empty.isVisible()


def test_enter_opens_the_case(shown: Callable[[], CaseTableView], place: Workplace, qtbot: QtBot) -> None:
    view = shown()
    view.table.setFocus()
    view.table.selectRow(2)
    with qtbot.waitSignal(place.go.case_wanted) as asked:
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert asked.args == [view.model.row(2).case_id, ""]


def test_typing_on_the_table_searches(
    shown: Callable[[], CaseTableView], place: Workplace, qtbot: QtBot
) -> None:
    view = shown()
    view.table.setFocus()
    with qtbot.waitSignal(place.go.search_wanted) as asked:
        qtbot.keyClick(view.table, Qt.Key.Key_Z)
    assert asked.args == ["z"]


def test_the_chosen_case_stays_chosen_when_something_is_stored(
    shown: Callable[[], CaseTableView], desk: Desk, qtbot: QtBot
) -> None:
    view = shown()
    view.table.selectRow(2)
    kept = view.model.row(2).case_id
    desk.cases.begin()
    qtbot.waitUntil(lambda: view.model.rowCount() == 5)
    assert view.model.row(view.table.currentIndex().row()).case_id == kept


def test_rows_grow_with_the_font(shown: Callable[[], CaseTableView], place: Workplace) -> None:
    view = shown()
    assert view.table.rowHeight(0) == 36
    place.theme.apply(18)
    assert view.table.rowHeight(0) == 54


def test_the_window_searches_the_file_and_opens_what_is_chosen(
    place: Workplace, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jxdesk.ui.desk_window import DeskWindow

    desk.files.import_files([SAMPLES])
    desk_window = DeskWindow(place)
    qtbot.addWidget(desk_window.window)
    opened: list[str] = []
    place.go.case_wanted.disconnect()
    place.go.case_wanted.connect(lambda case, _step: opened.append(case))
    desk_window.start()
    desk_window.window.show()
    desk_window.window.activateWindow()
    qtbot.waitUntil(desk_window.window.isActiveWindow)
    search = desk_window.window.search
    search.begin("zm")
    qtbot.waitUntil(search.hits.list.isVisible)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert [desk.cases.record(case).label() for case in opened] == [desk.search.find("zm")[0].label]


def test_who_sits_down_signs_the_next_change(place: Workplace, desk: Desk, qtbot: QtBot) -> None:
    from jxdesk.ui.desk_window import DeskWindow

    desk_window = DeskWindow(place)
    qtbot.addWidget(desk_window.window)
    desk_window.start()
    box = desk_window.window._person
    qtbot.waitUntil(lambda: box.count() == 3)
    assert box.currentText() == "周某"
    box.setCurrentIndex(box.findText("陈某"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: desk.office.user() == "陈某")


def test_the_status_bar_counts_what_the_county_has_not_acknowledged(
    place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    from jxdesk.ui.desk_window import DeskWindow

    desk_window = DeskWindow(place)
    qtbot.addWidget(desk_window.window)
    desk_window.start()
    desk_window.window.show()
    status = desk_window.window.status.county
    qtbot.waitUntil(lambda: status.text() == "练习，不上报")
    with desk.database.transaction() as session:
        session.get_one(DeskState, 1).synced_at = "2026-03-05T06:00:00.000+00:00"
    desk.cases.begin()
    qtbot.waitUntil(lambda: status.text().startswith("县里还没有确认"))


@pytest.mark.parametrize("points", [12, 16, 18])
def test_the_quarrel_is_readable_at_every_font_size(place: Workplace, qtbot: QtBot, points: int) -> None:
    view = CaseTableView(place)
    qtbot.addWidget(view)
    place.theme.apply(points)
    view.resize(1366 - place.theme.px(156), 620)
    view.show()
    QApplication.processEvents()
    assert view.table.columnWidth(1) >= place.theme.px(180)
    if points <= 16:
        assert view.table.horizontalHeader().length() <= view.width()


LONG = "集福人调字〔2026〕第1234号"


def numbered(place: Workplace, desk: Desk, qtbot: QtBot, points: int, width: int) -> CaseTableView:
    """The page with an ordinary case whose number has four digits."""
    case_id = desk.cases.begin().id
    for role, name in (("申请人", "张某"), ("被申请人", "李某")):
        desk.cases.add_item(case_id, "parties", {"role": role, "name": name})
    desk.cases.save(case_id, {"dispute_type": "邻里纠纷", "intake.division_code": "230521100202"})
    committee = desk.cases.record(case_id).committee.org
    assert committee is not None
    desk.office.start_register(committee, 2026, 1234)
    assert desk.cases.accept(case_id, desk.cases.today()) == LONG
    place.theme.apply(points)
    view = CaseTableView(place)
    qtbot.addWidget(view)
    view.resize(width - place.theme.px(156), 620)
    view.show()
    settled(place, qtbot)
    return view


def needed(view: CaseTableView) -> int:
    return int(view.table.sizeHintForIndex(view.model.index(0, LABEL)).width())


@pytest.mark.parametrize("points", [12, 14, 16, 18])
def test_the_whole_number_is_read_and_nothing_scrolls_sideways(
    place: Workplace, desk: Desk, qtbot: QtBot, points: int
) -> None:
    view = numbered(place, desk, qtbot, points, 1366)
    assert view.model.index(0, LABEL).data() == LONG
    assert view.table.columnWidth(LABEL) >= needed(view)
    assert view.table.horizontalScrollBar().maximum() == 0
    assert view.table.horizontalHeader().length() <= view.table.viewport().width()
    titles = [column.title for column in view.columns.shown()]
    assert ("状态" in titles) == (points < 18)
    assert "期限" in titles


def test_a_number_that_comes_with_a_later_page_widens_its_column(
    place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    view = numbered(place, desk, qtbot, 16, 1366)
    view.model.start([row(n) for n in range(PAGE)])
    before = view.table.columnWidth(LABEL)
    view.model.go_on(PAGE, [replace(row(PAGE), label=LONG)])
    assert view.table.columnWidth(LABEL) > before


def test_what_left_for_want_of_room_comes_back_and_is_remembered_as_no_choice(
    place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    view = numbered(place, desk, qtbot, 18, 1366)
    assert view.columns.likes() == {"shown": [], "widths": {}}
    place.theme.apply(12)
    settled(place, qtbot)
    assert [column.title for column in view.columns.shown()][-2:] == ["调解员", "状态"]
    view.table.horizontalHeader().resizeSection(LABEL, 90)
    place.theme.apply(14)
    assert view.table.columnWidth(LABEL) >= needed(view)
    assert view.columns.likes()["widths"] == {"label": 90}
