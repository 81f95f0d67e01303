"""打印: what is asked before paper comes, what reaches the printer, what is remembered, and what a test sheet is for."""

from __future__ import annotations

import os
from io import BytesIO

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sample_desk import LAND, import_samples, seen, settled
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.progress import Work
from jxdesk.services.printers import FARTHEST, Habit
from jxdesk.ui.messages import Message
from jxdesk.ui.papers.papers_view import PapersView
from jxdesk.ui.papers.position_dialog import PositionDialog
from jxdesk.ui.papers.print_dialog import PrintDialog
from jxdesk.ui.papers.printing import PrintOrder, printer_failed
from jxdesk.ui.papers.stepper import Stepper
from jxdesk.ui.settings.settings_view import SettingsView
from jxdesk.ui.theme import Theme
from jxdesk.ui.workplace import Workplace

UPSTAIRS, DOWNSTAIRS = "二楼打印机", "一楼打印机 HP LaserJet Pro M203dw（综治分中心）"
Sent = list[tuple[bytes, PrintOrder]]


@pytest.fixture
def sent() -> Sent:
    """What reached the printer."""
    return []


@pytest.fixture
def view(place: Workplace, desk: Desk, qtbot: QtBot, sent: Sent) -> PapersView:
    """The page with the land case's agreement (three pages) on it, and two printers."""
    import_samples(desk)
    page = PapersView(place)
    page.pane.printers = lambda: [DOWNSTAIRS, UPSTAIRS]
    page.pane.print_with = lambda pdf, order, _work: sent.append((pdf, order))
    seen(page, place, qtbot)
    page.open_documents(desk.cases.resolve(LAND), "agreement")
    settled(place, qtbot)
    return page


def press(inside: QWidget, name: str, place: Workplace, qtbot: QtBot) -> None:
    """Click the button of that name."""
    button = inside.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(place, qtbot)


def asked(view: PapersView, place: Workplace, qtbot: QtBot) -> PrintDialog:
    """The dialog that 打印 opens."""
    press(view, "paper_print", place, qtbot)
    dialogs = [one for one in view.findChildren(PrintDialog) if one.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def typed(stepper: Stepper, text: str, qtbot: QtBot) -> None:
    """Type over what stands there and leave the line."""
    stepper.line.setFocus()
    stepper.line.selectAll()
    qtbot.keyClicks(stepper.line, text)
    qtbot.keyClick(stepper.line, Qt.Key.Key_Tab)


def pages_of(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as paper:
        return len(paper.pages)


def moves(pdf: bytes) -> list[tuple[float, float]]:
    """By how many points each page's content is moved right and up before anything else is drawn."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as paper:
        for page in paper.pages:
            (_, save), (numbers, move), *_rest = pikepdf.parse_content_stream(page)
            moved = (str(save), str(move)) == ("q", "cm")
            found.append((float(numbers[4]), float(numbers[5])) if moved else (0.0, 0.0))
    return found


def test_enter_alone_prints_one_copy_a_party_and_one_for_the_committee(
    view: PapersView, place: Workplace, qtbot: QtBot, sent: Sent, said: list[Message]
) -> None:
    dialog = asked(view, place, qtbot)
    assert naming_faults(dialog) == []
    assert dialog.printer.currentText() == DOWNSTAIRS
    assert dialog.total.text() == "一共印 3 份，每份 3 页，要 9 张纸。"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settled(place, qtbot)
    assert sent == [(view.pane._pdf, PrintOrder(DOWNSTAIRS, "", 3, 1, 0))]
    assert said[-1].text == "已交给打印机：人民调解协议书，3 份。"


@pytest.mark.parametrize("points", [12, 16, 18])
def test_both_dialogs_fit_the_screen_at_every_size(
    view: PapersView, place: Workplace, qtbot: QtBot, points: int
) -> None:
    place.theme.apply(points)
    dialog = asked(view, place, qtbot)
    assert dialog.height() <= 680
    press(dialog, "printAdjust", place, qtbot)
    position = dialog.findChild(PositionDialog)
    assert position is not None
    assert naming_faults(position) == []
    assert position.height() <= 680
    for one in (dialog, position):
        assert one.width() <= 1366 - 80
    folder = os.environ.get("LOOK")
    if folder:
        dialog.grab().save(f"{folder}/print{points}.png")
        position.grab().save(f"{folder}/position{points}.png")


def test_more_copies_are_added_to_the_usual_ones_by_keyboard(
    view: PapersView, place: Workplace, qtbot: QtBot, sent: Sent
) -> None:
    dialog = asked(view, place, qtbot)
    dialog.extra.line.setFocus()
    qtbot.keyClick(dialog.extra.line, Qt.Key.Key_Up)
    qtbot.keyClick(dialog.extra.line, Qt.Key.Key_Up)
    assert dialog.total.text().startswith("一共印 5 份")
    qtbot.mouseClick(dialog.extra.less, Qt.MouseButton.LeftButton)
    press(dialog, "printGo", place, qtbot)
    assert sent[0][1].copies == 4


def test_one_page_is_printed_again_without_the_others(
    view: PapersView, place: Workplace, qtbot: QtBot, sent: Sent
) -> None:
    view.pane.page.turn_to(2)
    dialog = asked(view, place, qtbot)
    this = dialog.which.button(1)
    assert this.text() == "只印这一页（第2页）"
    this.click()
    assert dialog.total.text() == "一共印 3 份，每份 1 页，要 3 张纸。"
    press(dialog, "printGo", place, qtbot)
    ((pdf, order),) = sent
    assert (order.first, order.last) == (2, 2)
    with pikepdf.open(BytesIO(pdf)) as paper, pikepdf.open(BytesIO(view.pane._pdf)) as whole:
        (only,) = paper.pages
        assert only.Contents.read_bytes() == whole.pages[1].Contents.read_bytes()


def test_from_one_page_to_another_never_asks_for_nothing(
    view: PapersView, place: Workplace, qtbot: QtBot, sent: Sent
) -> None:
    dialog = asked(view, place, qtbot)
    typed(dialog.last, "1", qtbot)
    typed(dialog.first, "2", qtbot)
    assert dialog.which.checkedId() == 2
    assert (dialog.order.first, dialog.order.last) == (2, 2)
    typed(dialog.last, "3", qtbot)
    press(dialog, "printGo", place, qtbot)
    assert pages_of(sent[0][0]) == 2


def test_on_both_sides_each_copy_begins_on_a_sheet_of_its_own(
    view: PapersView, place: Workplace, qtbot: QtBot, sent: Sent
) -> None:
    dialog = asked(view, place, qtbot)
    dialog.duplex.setChecked(True)
    assert dialog.total.text() == "一共印 3 份，每份 3 页，要 6 张纸。"
    press(dialog, "printGo", place, qtbot)
    ((pdf, order),) = sent
    assert order.duplex
    assert pages_of(pdf) == 4, "three pages and an empty back"


def test_each_printer_keeps_its_own_sides_and_the_last_one_is_offered_first(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    dialog = asked(view, place, qtbot)
    dialog.printer.setCurrentText(UPSTAIRS)
    dialog.duplex.setChecked(True)
    press(dialog, "printGo", place, qtbot)
    again = asked(view, place, qtbot)
    assert again.printer.currentText() == UPSTAIRS
    assert again.duplex.isChecked()
    again.printer.setCurrentText(DOWNSTAIRS)
    assert not again.duplex.isChecked()
    assert desk.printers.habits().of(UPSTAIRS) == Habit(duplex=True)


def test_a_print_that_fails_remembers_nothing(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot, said: list[Message]
) -> None:
    def fail(_pdf: bytes, _order: PrintOrder, _work: Work) -> None:
        raise printer_failed()

    waiting, habits = desk.table.waiting(), desk.printers.habits()
    view.pane.print_with = fail
    dialog = asked(view, place, qtbot)
    dialog.duplex.setChecked(True)
    press(dialog, "printGo", place, qtbot)
    assert [one.kind for one in said] == ["error"]
    assert desk.printers.habits() == habits
    assert desk.table.waiting() == waiting


def test_a_printer_that_is_off_gets_every_page_moved(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot, sent: Sent
) -> None:
    dialog = asked(view, place, qtbot)
    press(dialog, "printAdjust", place, qtbot)
    position = dialog.findChild(PositionDialog)
    assert position is not None
    typed(position.right, "1.5", qtbot)
    qtbot.mouseClick(position.down.less, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert position.said.text() == "这台打印机：往右 1.5 毫米，往上 0.5 毫米。"
    press(position, "positionDone", place, qtbot)
    assert dialog.place.text() == "印的位置：往右 1.5 毫米，往上 0.5 毫米。"
    press(dialog, "printGo", place, qtbot)
    assert desk.printers.habits().of(DOWNSTAIRS) == Habit(right=1.5, down=-0.5)
    assert desk.printers.habits().of(UPSTAIRS) == Habit()
    right, up = 1.5 / 25.4 * 72, 0.5 / 25.4 * 72
    assert moves(sent[0][0]) == [pytest.approx((right, up), abs=0.001)] * 3


def test_the_test_sheet_is_printed_with_and_without_the_move(
    place: Workplace, desk: Desk, qtbot: QtBot, sent: Sent
) -> None:
    page = seen(SettingsView(place), place, qtbot)
    page.printers.printers = lambda: [DOWNSTAIRS]
    press(page, "printersAdjust", place, qtbot)
    dialog = page.findChild(PositionDialog)
    assert dialog is not None
    dialog.print_with = lambda pdf, order, _work: sent.append((pdf, order))
    typed(dialog.down, "2", qtbot)
    press(dialog, "positionPlain", place, qtbot)
    press(dialog, "positionTest", place, qtbot)
    plain, moved = (moves(pdf)[0] for pdf, _order in sent)
    assert plain == (0.0, 0.0)
    assert moved == pytest.approx((0.0, -2 / 25.4 * 72), abs=0.001)
    assert [order.copies for _pdf, order in sent] == [1, 1]
    press(dialog, "positionDone", place, qtbot)
    assert page.printers.standing.text() == f"{DOWNSTAIRS}：往下 2 毫米。"
    page.reload()
    settled(place, qtbot)
    assert page.printers.standing.text() == f"{DOWNSTAIRS}：往下 2 毫米。"


def test_without_a_printer_both_ways_say_so(
    view: PapersView, place: Workplace, qtbot: QtBot, said: list[Message]
) -> None:
    view.pane.printers = list
    press(view, "paper_print", place, qtbot)
    page = SettingsView(place)
    qtbot.addWidget(page)
    page.printers.printers = list
    press(page, "printersAdjust", place, qtbot)
    assert [one.text for one in said] == ["这台电脑还没有装打印机。"] * 2


def test_habits_that_cannot_be_read_print_as_if_nothing_was_said(desk: Desk) -> None:
    odd = {"right": "three", "down": 1e9, "duplex": "yes"}
    desk.prefs.remember("printing", {"last": 7, "printers": {UPSTAIRS: odd, DOWNSTAIRS: []}})
    habits = desk.printers.habits()
    assert habits.last == ""
    assert habits.of(UPSTAIRS) == Habit(down=FARTHEST)
    assert habits.of(DOWNSTAIRS) == Habit()


@pytest.mark.parametrize(
    ("text", "holds"), [("2.4", 2.5), ("－3", -3), ("99", 20), ("三", 1), ("nan", 1), ("", 1), ("inf", 20)]
)
def test_a_number_that_cannot_be_or_goes_too_far_is_brought_back(
    qtbot: QtBot, theme: Theme, text: str, holds: float
) -> None:
    stepper = Stepper("right", "往右移几毫米", -20, 20, step=0.5)
    qtbot.addWidget(stepper)
    stepper.put(1)
    stepper.line.setText(text)
    assert stepper.value == holds
    assert stepper.line.text() == f"{holds:g}"
