"""案件: what the person likes is remembered, and what the table shows goes into a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import scans
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from sample_desk import LAND, ORAL, WAGES, import_samples, settled

from jxdesk.desk import Desk
from jxdesk.ui.case_columns import AT, COLUMNS
from jxdesk.ui.case_table_view import PREFS, CaseTableView
from jxdesk.ui.messages import Message
from jxdesk.ui.workplace import Workplace


def open_page(place: Workplace, qtbot: QtBot) -> CaseTableView:
    """The page, filled."""
    page = CaseTableView(place)
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()
    settled(place, qtbot)
    return page


@pytest.fixture
def view(place: Workplace, desk: Desk, qtbot: QtBot) -> CaseTableView:
    """The page with the three samples and a draft."""
    import_samples(desk)
    draft = desk.cases.begin()
    desk.cases.save(draft.id, {"dispute_type": "邻里纠纷", "intake.response_level": "黄"})
    desk.cases.add_item(draft.id, "parties", {"name": "=赵某", "role": "申请人", "phone": "13800000003"})
    return open_page(place, qtbot)


def shown(view: CaseTableView) -> list[str]:
    return [column.title for column in view.columns.shown()]


def press(menu: QMenu | None, *texts: str) -> None:
    """Open a menu and choose a line of it, or of the menu behind it."""
    assert menu is not None
    menu.aboutToShow.emit()
    for text in texts:
        line = next(action for action in menu.actions() if action.text() == text)
        if line.menu() is None:
            line.trigger()
        else:
            menu = line.menu()
            assert isinstance(menu, QMenu)


def menu_of(view: CaseTableView, name: str) -> QMenu | None:
    button = view.findChild(QPushButton, name)
    assert button is not None
    return button.menu()


def choose(view: CaseTableView, text: str) -> None:
    for box in (view.filters.state, view.filters.level, view.filters.kind, view.filters.order):
        if box.findText(text) >= 0:
            box.setCurrentIndex(box.findText(text))
            box.activated.emit(box.currentIndex())


def test_columns_order_widths_and_the_last_filter_are_there_next_time(
    view: CaseTableView, place: Workplace, qtbot: QtBot
) -> None:
    press(menu_of(view, "casesColumns"), "当事人")
    press(menu_of(view, "casesColumns"), "地点")
    header = view.table.horizontalHeader()
    header.moveSection(header.visualIndex(AT["parties"]), 1)
    header.resizeSection(AT["mediator"], 133)
    choose(view, "草稿")
    choose(view, "新登记的在前")
    view.flush()
    settled(place, qtbot)

    again = open_page(place, qtbot)
    assert shown(again) == ["案号或短号", "当事人", "纠纷", "等级", "到哪一步", "期限", "调解员", "状态"]
    assert again.table.columnWidth(AT["mediator"]) == 133
    assert again.filters.state.currentText() == "草稿"
    assert again.filters.order.currentText() == "新登记的在前"
    assert again.model.rowCount() == 1


def test_a_width_follows_the_font_size(view: CaseTableView, place: Workplace) -> None:
    view.table.horizontalHeader().resizeSection(AT["mediator"], 120)
    place.theme.apply(18)
    assert view.table.columnWidth(AT["mediator"]) == 180
    assert view.columns.likes()["widths"] == {"mediator": 120}


def test_everything_comes_back_as_it_was(view: CaseTableView) -> None:
    usual = shown(view)
    press(menu_of(view, "casesColumns"), "受理日期")
    view.table.horizontalHeader().moveSection(0, 3)
    assert shown(view) != usual
    press(menu_of(view, "casesColumns"), "恢复原样")
    assert shown(view) == usual


def test_the_number_cannot_be_hidden(view: CaseTableView) -> None:
    menu = menu_of(view, "casesColumns")
    assert menu is not None
    menu.aboutToShow.emit()
    lines: dict[str, QAction] = {action.text(): action for action in menu.actions()}
    assert not lines["案号或短号"].isEnabled()
    assert lines["纠纷"].isEnabled()


@pytest.mark.parametrize(
    "kept",
    [
        {
            "columns": {"shown": ["从前的列"], "widths": {"mediator": "宽", "从前的列": 9}},
            "filter": [],
            "views": 3,
        },
        {"columns": 7, "filter": {"state": "从前的状态", "order": None}, "views": [{"state": "open"}, 4]},
    ],
)
def test_what_cannot_be_read_is_as_if_it_had_never_been_said(
    place: Workplace, desk: Desk, qtbot: QtBot, kept: dict[str, object]
) -> None:
    desk.prefs.remember(PREFS, kept)
    desk.cases.begin()
    page = open_page(place, qtbot)
    assert shown(page)[0] == "案号或短号"
    assert page.filters.question().state is None
    assert page.model.rowCount() == 1


def test_pages_remember_apart_and_nothing_of_it_is_sent(desk: Desk) -> None:
    waiting = desk.table.waiting().count
    desk.prefs.remember("cases", {"a": 1})
    desk.prefs.remember("papers", {"b": 2})
    assert (desk.prefs.of("cases"), desk.prefs.of("papers"), desk.prefs.of("inbox")) == (
        {"a": 1},
        {"b": 2},
        {},
    )
    assert desk.table.waiting().count == waiting


def test_a_view_is_kept_under_a_name_opened_and_taken_away(
    view: CaseTableView, place: Workplace, qtbot: QtBot
) -> None:
    choose(view, "草稿")
    choose(view, "邻里纠纷")
    settled(place, qtbot)
    assert view.model.rowCount() == 1
    press(menu_of(view, "casesViews"), "把现在的条件存成视图…")
    dialog = view.findChild(QInputDialog)
    assert dialog is not None
    assert dialog.textValue() == "草稿、邻里纠纷"
    dialog.setTextValue("没办的邻里")
    dialog.accept()
    qtbot.mouseClick(view._all, Qt.MouseButton.LeftButton)
    view.flush()
    settled(place, qtbot)
    assert view.model.rowCount() == 4

    again = open_page(place, qtbot)
    press(menu_of(again, "casesViews"), "没办的邻里")
    settled(place, qtbot)
    assert again.model.rowCount() == 1
    press(menu_of(again, "casesViews"), "去掉视图", "没办的邻里")
    assert again.views.likes() == []


def save_as(monkeypatch: pytest.MonkeyPatch, out: Path) -> None:
    """The person answers the file dialog with ``out``."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))


def test_what_the_table_shows_goes_into_a_spreadsheet(
    view: CaseTableView, place: Workplace, said: list[Message], qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    press(menu_of(view, "casesColumns"), "登记日期")
    press(menu_of(view, "casesColumns"), "地点")
    choose(view, "草稿")
    save_as(monkeypatch, tmp_path / "表")
    press(menu_of(view, "casesExport"), "现在看到的表（Excel 表格）…")
    settled(place, qtbot)
    sheet = load_workbook(tmp_path / "表.xlsx").active
    head, only = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert head == shown(view)
    line = dict(zip(head, only, strict=True))
    assert line["纠纷"] == "=赵某邻里纠纷"
    assert line["期限"] == datetime(2026, 3, 10)  # noqa: DTZ001 - a day, as openpyxl gives it
    assert line["登记日期"] == datetime(2026, 3, 5)  # noqa: DTZ001 - as above
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "d", "n"}
    assert "已导出1件" in said[-1].text


def test_no_column_can_put_a_telephone_or_id_number_into_a_file(view: CaseTableView) -> None:
    row = view.model.row(0)
    told = " ".join(str(column.value(row)) for column in COLUMNS)
    assert "赵某" in told
    assert "13800000003" not in told


def test_a_place_that_cannot_be_written_is_one_sentence(
    view: CaseTableView, place: Workplace, said: list[Message], qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    save_as(monkeypatch, tmp_path / "没有的文件夹" / "表.xlsx")
    press(menu_of(view, "casesExport"), "现在看到的表（Excel 表格）…")
    settled(place, qtbot)
    assert said[-1].kind == "error"
    assert "没有导出" in said[-1].text


def test_chosen_cases_or_all_with_a_number_go_into_a_case_file(
    view: CaseTableView, place: Workplace, desk: Desk, said: list[Message], qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from jxdesk.rules.case_file import read_case

    def numbers(path: Path) -> list[str | None]:
        import json

        return [read_case(one).number.text for one in json.loads(path.read_text(encoding="utf-8"))["cases"]]

    save_as(monkeypatch, tmp_path / "一件.json")
    view.table.selectRow(view.model.number_of(desk.cases.resolve(WAGES)))
    press(menu_of(view, "casesExport"), "选中的案件（案件文件，给另一台电脑）…")
    settled(place, qtbot)
    assert numbers(tmp_path / "一件.json") == [WAGES]

    save_as(monkeypatch, tmp_path / "全部.json")
    press(menu_of(view, "casesExport"), "全部已编号的案件（案件文件）…")
    settled(place, qtbot)
    assert set(numbers(tmp_path / "全部.json")) == {LAND, ORAL, WAGES}
    assert "扫描件" not in said[-1].text
    for slot in ("identity", "evidence"):
        scan = scans.kept(tmp_path, "a.jpg", scans.photo())
        desk.materials.add(desk.cases.resolve(LAND), slot, scan)
    press(menu_of(view, "casesExport"), "全部已编号的案件（案件文件）…")
    settled(place, qtbot)
    assert "有2件扫描件、照片不在里面" in said[-1].text

    save_as(monkeypatch, tmp_path / "草稿.json")
    choose(view, "草稿")
    settled(place, qtbot)
    view.table.selectRow(0)
    press(menu_of(view, "casesExport"), "选中的案件（案件文件，给另一台电脑）…")
    settled(place, qtbot)
    assert "没有可以导出的案件" in said[-1].text
    assert not (tmp_path / "草稿.json").exists()
