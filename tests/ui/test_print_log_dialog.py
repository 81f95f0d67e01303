"""打印记录 on the screen: written when the printer took the paper and never before, seen with the paper, printed again."""

from __future__ import annotations

import hashlib
import threading

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sample_desk import LAND, import_samples, settled
from shiboken6 import isValid
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.errors import UserError
from jxdesk.progress import Work
from jxdesk.rules.case_record import Printout
from jxdesk.rules.printouts import DOSSIER, Handed, PaperOf
from jxdesk.ui.messages import Message
from jxdesk.ui.papers.paper_dialog import PaperDialog
from jxdesk.ui.papers.papers_view import PapersView
from jxdesk.ui.papers.position_dialog import PositionDialog
from jxdesk.ui.papers.print_dialog import PrintDialog
from jxdesk.ui.papers.print_log_dialog import PrintLogDialog
from jxdesk.ui.papers.printed_line import NEVER
from jxdesk.ui.papers.printing import PrintOrder, printer_failed
from jxdesk.ui.papers.sending import UNLOGGED, send
from jxdesk.ui.workplace import Workplace

ORDER = PrintOrder("一楼打印机", "", 3, 2, 3)


@pytest.fixture
def view(place: Workplace, desk: Desk, qtbot: QtBot) -> PapersView:
    """The land case's agreement on the page, and a printer that takes everything."""
    import_samples(desk)
    page = PapersView(place)
    qtbot.addWidget(page)
    page.resize(1210, 650)
    page.show()
    page.open_documents(desk.cases.resolve(LAND), "agreement")
    settled(place, qtbot)
    page.pane.printers = lambda: ["一楼打印机"]
    page.pane.print_with = lambda _pdf, _order, _work: None
    return page


def rows(desk: Desk) -> list[Printout]:
    return list(desk.print_log.of(desk.cases.resolve(LAND)))


def opened(view: PapersView) -> PrintLogDialog:
    view.printed.log.click()
    (dialog,) = view.window().findChildren(PrintLogDialog)
    return dialog


def test_a_paper_that_was_handed_over_is_written_down_as_it_was_and_said_beside_the_page(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    handed: list[bytes] = []
    view.pane.print_with = lambda pdf, _order, _work: handed.append(pdf)
    assert view.printed.said.whole == NEVER
    view.pane.order(ORDER)
    settled(place, qtbot)
    (row,) = rows(desk)
    assert (row.document, row.title, row.copies, row.first, row.last) == (
        "agreement",
        "人民调解协议书",
        3,
        2,
        3,
    )
    assert (row.printer, row.draft, row.large) == ("一楼打印机", False, False)
    assert row.sha256 == hashlib.sha256(handed[0]).hexdigest()
    assert row.sha256 != hashlib.sha256(view.pane._pdf).hexdigest(), "two of three pages are other bytes"
    who = desk.office.user()
    assert view.printed.said.whole.startswith("已打印 1 次，最近 3月5日 14:")
    assert view.printed.said.whole.endswith(f" {who} 3 份")
    view.documents.choose("cover")
    settled(place, qtbot)
    assert view.printed.said.whole == NEVER, "another document"


@pytest.mark.parametrize("how", ["failed", "cancelled"])
def test_where_no_paper_came_nothing_is_written_down(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot, how: str
) -> None:
    asked: list[str] = []

    def broken(_pdf: bytes, order: PrintOrder, work: Work) -> None:
        asked.append(order.printer)
        if how == "failed":
            raise printer_failed()
        place.tasks._jobs[-1].cancel()
        work.step(0, 3, "页")

    before = desk.table.waiting().count
    view.pane.print_with = broken
    view.pane.order(ORDER)
    settled(place, qtbot)
    assert asked == ["一楼打印机"]
    assert rows(desk) == []
    assert desk.table.waiting().count == before


def test_what_is_printed_into_a_file_and_the_test_sheet_are_no_printouts(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    view.pane.order(PrintOrder("", "somewhere.pdf", 1, 1, 0))
    habits = desk.printers.habits()
    sheet = PositionDialog(place, ["一楼打印机"], "一楼打印机", habits, view)
    sheet.print_with = view.pane.print_with
    sheet.test.click()
    settled(place, qtbot)
    assert rows(desk) == []


def test_who_closes_the_window_while_the_printer_hums_still_leaves_a_row(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    slip = view.findChild(QPushButton, "papers_slip")
    assert slip is not None
    slip.click()
    settled(place, qtbot)
    dialog = view.findChild(PaperDialog)
    assert dialog is not None

    closed = threading.Event()
    dialog.pane.print_with = lambda _pdf, _order, _work: closed.wait(5)
    dialog.pane.order(PrintOrder("一楼打印机", "", 1, 1, 0))
    dialog.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(dialog)
    closed.set()
    settled(place, qtbot)
    (row,) = rows(desk)
    assert (row.document, row.title, row.first, row.last) == ("slip", "登记回执", 1, 1)


def test_a_log_that_cannot_be_written_does_not_say_that_printing_failed(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot, said: list[Message],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def full(_paper: PaperOf, _handed: Handed) -> None:
        raise UserError("磁盘满了。", "请腾出空间。")

    monkeypatch.setattr(desk.print_log, "note", full)
    view.pane.order(ORDER)
    settled(place, qtbot)
    assert [one.text for one in said] == ["已交给打印机：人民调解协议书，3 份。", UNLOGGED.message]


def test_a_draft_and_a_large_copy_are_written_down_as_such(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    agreement = desk.cases.record(desk.cases.resolve(LAND)).agreement
    assert agreement is not None
    for clause in agreement.clauses:
        desk.cases.remove_item("agreement.clauses", clause.id)
    settled(place, qtbot)
    view.large.setChecked(True)
    settled(place, qtbot)
    view.pane.order(PrintOrder("一楼打印机", "", 1, 1, 0))
    settled(place, qtbot)
    (row,) = rows(desk)
    assert (row.draft, row.large, row.title) == (True, True, "人民调解协议书（大字版）")
    assert view.printed.said.whole.endswith("1 份（草稿）")


def test_the_list_shows_every_row_of_the_case_and_prints_one_again(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    case = desk.cases.resolve(LAND)
    big = PaperOf(case, "mediation-record", "人民调解记录（大字版）", 4, large=True)
    desk.print_log.note(big, Handed(2, "一楼打印机", b"x"))
    desk.print_log.note(PaperOf(case, DOSSIER, "整卷", 40), Handed(1, "一楼打印机", b"y"))
    settled(place, qtbot)
    dialog = opened(view)
    assert naming_faults(dialog) == []
    assert dialog.height() <= 680
    table = dialog.log.table
    cells = [[table.item(row, column).text() for column in range(6)] for row in range(table.rowCount())]
    assert [row[2:] for row in cells] == [
        ["整卷", "1 份", "第1—40页", "正本"],
        ["人民调解记录（大字版）", "2 份", "第1—4页", "正本、大字版"],
    ]
    assert not dialog.reprint.isEnabled(), "the dossier is bound anew, not printed from here"
    table.setCurrentCell(1, 0)
    assert dialog.reprint.isEnabled()
    qtbot.mouseClick(dialog.reprint, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert view.documents.list.currentItem().text() == "人民调解记录"
    assert view.large.isChecked()
    (asking,) = view.window().findChildren(PrintDialog)
    qtbot.mouseClick(asking.go, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert len(rows(desk)) == 3
    assert rows(desk)[0].document == "mediation-record"
    assert rows(desk)[0].large


def test_an_empty_log_says_so(view: PapersView) -> None:
    dialog = opened(view)
    assert not dialog.log.empty.isHidden()
    assert not dialog.reprint.isEnabled()


def test_a_whole_dossier_is_written_down_as_the_dossier(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot, said: list[Message]
) -> None:
    view.dossier.bind(desk.folder.root / "out" / "整卷.pdf", blank_backs=False)
    settled(place, qtbot)
    act = said[-1].act
    assert act is not None
    act()
    (dialog,) = view.window().findChildren(PaperDialog)
    dialog.pane.print_with = view.pane.print_with
    dialog.pane.order(PrintOrder("一楼打印机", "", 1, 1, 0))
    settled(place, qtbot)
    (row,) = rows(desk)
    assert (row.document, row.title, row.last) == (DOSSIER, "整卷", dialog.pane.page.pages)
    dialog.close()


def test_a_paper_of_no_case_is_sent_without_a_row(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    send(place, view, "测试页", view.pane._pdf, ORDER, view.pane.print_with)
    settled(place, qtbot)
    assert rows(desk) == []
