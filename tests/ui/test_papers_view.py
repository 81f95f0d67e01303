"""文书: the page as it prints, the checks beside it, printing and keeping, and what happens when a printer fails."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from county_resources import County
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from sample_desk import LAND, WAGES, import_samples, seen, settled
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.errors import UserError
from jxdesk.progress import Work
from jxdesk.ui.messages import Message
from jxdesk.ui.papers.page_view import NO_PREVIEW
from jxdesk.ui.papers.paper_dialog import PaperDialog
from jxdesk.ui.papers.papers_view import PapersView
from jxdesk.ui.papers.printing import PrintOrder, print_pdf, printer_failed
from jxdesk.ui.workplace import Workplace

ORDER = PrintOrder("一楼打印机", "", 3, 1, 0)


@pytest.fixture
def view(place: Workplace, desk: Desk, qtbot: QtBot) -> PapersView:
    """The page with the land case's agreement on it."""
    import_samples(desk)
    page = seen(PapersView(place), place, qtbot)
    page.open_documents(desk.cases.resolve(LAND), "agreement")
    settled(place, qtbot)
    return page


def titles(view: PapersView) -> list[str]:
    """The list as it is read."""
    return [view.documents.list.item(row).text() for row in range(view.documents.list.count())]


def test_every_control_has_its_names(view: PapersView) -> None:
    assert naming_faults(view) == []


def test_the_document_asked_for_is_shown_page_by_page(view: PapersView, qtbot: QtBot) -> None:
    page = view.pane.page
    assert view.documents.list.currentItem().text() == "人民调解协议书"
    assert page.pages == 3
    assert page.page == 1
    assert "人民调解协议书" in page.accessibleDescription()
    assert not view.pane.back.isEnabled()
    qtbot.mouseClick(view.pane.ahead, Qt.MouseButton.LeftButton)
    assert page.page == 2
    qtbot.keyClick(page, Qt.Key.Key_PageDown)
    assert page.page == 3
    assert not view.pane.ahead.isEnabled()


def test_the_page_on_the_screen_is_drawn(view: PapersView) -> None:
    image = view.pane.page.grab().toImage()
    dark = sum(
        image.pixelColor(x, y).lightness() < 100
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )
    assert dark > 500


def test_the_second_record_of_its_kind_can_be_asked_for(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    view.open_documents(desk.cases.resolve(LAND), "investigation-2")
    settled(place, qtbot)
    assert view.documents.list.currentItem().text() == "人民调解调查记录（二）"


def test_the_next_case_is_shown_when_the_page_is_opened_again(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    view.hide()
    place.go.case = desk.cases.resolve(WAGES)
    view.show()
    settled(place, qtbot)
    assert view._title.text().startswith(WAGES)
    assert "授权委托书" in titles(view)


def test_a_change_of_the_case_redraws_its_page(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    before = view.pane.page.accessibleDescription()
    desk.cases.save(desk.cases.resolve(LAND), {"agreement.facts": "改过的事实，只有一句话。"})
    settled(place, qtbot)
    assert view.pane.page.accessibleDescription() != before
    assert "改过的事实" in view.pane.page.accessibleDescription().replace("\r\n", "").replace("\n", "")


def test_a_check_leads_back_to_its_field(view: PapersView, place: Workplace, qtbot: QtBot) -> None:
    asked: list[tuple[str, str]] = []
    place.go.field_wanted.connect(lambda case, path: asked.append((case, path)))
    button = view.findChild(QPushButton, "papers_findings_go_0")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [path for _case, path in asked] == ["screening.exclusive_authority"]


def test_a_wrong_final_copy_says_that_it_prints_as_a_draft(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    assert not view._draft.isVisible()
    case_id = desk.cases.resolve(LAND)
    agreement = desk.cases.record(case_id).agreement
    assert agreement is not None
    for clause in agreement.clauses:
        desk.cases.remove_item("agreement.clauses", clause.id)
    settled(place, qtbot)
    assert view._draft.isVisible()
    assert view._draft.text().startswith("现在只能印成草稿")
    assert any(one.level == "P" for one in view.findings._shown or ())


def test_an_agreement_is_printed_in_as_many_copies_as_parties_and_one(
    view: PapersView, place: Workplace, said: list[Message], qtbot: QtBot
) -> None:
    printed: list[tuple[bytes, PrintOrder]] = []
    view.pane.print_with = lambda pdf, order, _work: printed.append((pdf, order))
    assert view.pane._copies == 3
    view.pane.order(ORDER)
    settled(place, qtbot)
    assert printed[0][0].startswith(b"%PDF")
    assert said[-1].text == "已交给打印机：人民调解协议书，3 份。"


def test_a_failing_printer_is_one_sentence_and_changes_nothing(
    view: PapersView, place: Workplace, desk: Desk, said: list[Message], qtbot: QtBot
) -> None:
    def fail(_pdf: bytes, _order: PrintOrder, _work: Work) -> None:
        raise printer_failed()

    before = desk.table.waiting().count
    view.pane.print_with = fail
    view.pane.order(ORDER)
    settled(place, qtbot)
    assert [one.text for one in said] == ["打印机没有回应，纸没有印出来，案件内容没有变化。"]
    assert view.pane.print.isEnabled()
    assert desk.table.waiting().count == before


def test_printing_can_be_cancelled_between_pages(
    view: PapersView, place: Workplace, said: list[Message], qtbot: QtBot
) -> None:
    pages: list[int] = []

    def slow(_pdf: bytes, _order: PrintOrder, work: Work) -> None:
        for page in range(3):
            work.step(page, 3, "页")
            pages.append(page)
            place.tasks._jobs[-1].cancel()

    view.pane.print_with = slow
    view.pane.order(ORDER)
    settled(place, qtbot)
    assert pages == [0]
    assert said == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="lp is how Linux prints")
def test_on_linux_both_sides_are_asked_of_lp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "lp"
    program.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/said"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    print_pdf(b"%PDF-1.4", replace(ORDER, duplex=True), Work())
    assert "-o sides=two-sided-long-edge" in (tmp_path / "said").read_text()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="lp is how Linux prints")
@pytest.mark.parametrize(("code", "fails"), [(0, False), (1, True)])
def test_on_linux_the_file_goes_to_lp_as_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: int, *, fails: bool
) -> None:
    program = tmp_path / "lp"
    program.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/said"\nexit {code}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    if fails:
        with pytest.raises(UserError, match="打印机没有回应"):
            print_pdf(b"%PDF-1.4", ORDER, Work())
    else:
        print_pdf(b"%PDF-1.4", ORDER, Work())
    said = (tmp_path / "said").read_text()
    assert said.startswith("-d 一楼打印机 -n 3 -o media=A4 -o sides=one-sided ")


def test_printing_to_a_file_draws_every_page(view: PapersView, tmp_path: Path) -> None:
    out = tmp_path / "drawn.pdf"
    steps: list[tuple[int, int]] = []
    work = Work(lambda done, total, _note: steps.append((done, total)))
    print_pdf(view.pane._pdf, PrintOrder("", str(out), 2, 1, 0), work)
    assert out.read_bytes().startswith(b"%PDF")
    assert steps == [(n, 6) for n in range(6)], "three pages, twice"


def test_one_document_is_kept_as_pdf(view: PapersView, tmp_path: Path) -> None:
    view.pane.save_to(tmp_path / "协议.pdf")
    assert (tmp_path / "协议.pdf").read_bytes() == view.pane._pdf
    with pytest.raises(UserError, match="案件内容没有变化"):
        view.pane.save_to(tmp_path / "没有这个文件夹" / "协议.pdf")


def test_all_documents_go_into_a_folder_named_after_the_case(
    view: PapersView, place: Workplace, said: list[Message], tmp_path: Path, qtbot: QtBot
) -> None:
    view.save_all(tmp_path)
    settled(place, qtbot)
    names = sorted(path.name for path in (tmp_path / LAND).iterdir())
    assert "agreement.pdf" in names
    assert "investigation-2.pdf" in names
    assert said[-1].text.startswith(f"已存好{len(names)}份文书")


def test_a_folder_that_cannot_be_written_is_one_sentence(
    view: PapersView, place: Workplace, said: list[Message], tmp_path: Path, qtbot: QtBot
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file, not a folder")
    view.save_all(blocked)
    settled(place, qtbot)
    assert [one.kind for one in said] == ["error"]


def test_the_slip_opens_in_a_window_that_fits(view: PapersView, place: Workplace, qtbot: QtBot) -> None:
    slip = view.findChild(QPushButton, "papers_slip")
    assert slip is not None
    qtbot.mouseClick(slip, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    dialog = view.findChild(PaperDialog)
    assert dialog is not None
    assert dialog.height() <= 680
    assert dialog.pane.page.pages == 1
    assert naming_faults(dialog) == []
    dialog.close()


def test_without_qtpdf_one_sentence_stands_for_the_page_and_keeping_works(
    monkeypatch: pytest.MonkeyPatch, place: Workplace, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtPdf", None)
    import_samples(desk)
    page = seen(PapersView(place), place, qtbot)
    page.open_documents(desk.cases.resolve(LAND), "agreement")
    settled(place, qtbot)
    assert page.pane.page.accessibleDescription() == NO_PREVIEW
    assert page.pane.page.pages == 0
    assert page.pane.print.isEnabled()
    assert not page.pane.larger.isEnabled()
    page.pane.save_to(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").stat().st_size > 10_000
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UserError, match="没有装打印要用的组件"):
        print_pdf(page.pane._pdf, ORDER, Work())


def test_without_a_case_it_says_so(place: Workplace, qtbot: QtBot) -> None:
    page = PapersView(place)
    qtbot.addWidget(page)
    page.show()
    button = page.findChild(QPushButton, "papersFind")
    assert button is not None
    assert button.isVisible()
    assert naming_faults(page) == []


@pytest.mark.parametrize(("points", "beside"), [(12, True), (16, False), (18, False)])
def test_the_checks_go_below_the_list_when_the_page_would_get_too_narrow(
    view: PapersView, place: Workplace, qtbot: QtBot, points: int, *, beside: bool
) -> None:
    place.theme.apply(points)
    settled(place, qtbot)
    assert (view._row.indexOf(view._right) >= 0) is beside
    assert view.pane.width() >= 500


def test_a_word_copy_is_on_offer_only_where_the_county_wants_one(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot, county_files: County, said: list[Message],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert not view.pane.word.isVisible()
    county_files.edit("catalogue.toml", "agreement_word_copy = false", "agreement_word_copy = true")
    case_id = desk.cases.resolve(LAND)
    view._shown = ""
    view.open_documents(case_id, "cover")
    settled(place, qtbot)
    assert not view.pane.word.isVisible(), "only the agreement has one"
    view.open_documents(case_id, "agreement")
    settled(place, qtbot)
    assert view.pane.word.isVisible()
    path = tmp_path / "协议书（非正本）.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    qtbot.mouseClick(view.pane.word, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert path.read_bytes().startswith(b"PK")
    assert said[-1].text == "已存到 协议书（非正本）.docx，不是正本。"


def test_a_word_copy_that_cannot_be_written_is_said(
    view: PapersView, place: Workplace, qtbot: QtBot, said: list[Message], tmp_path: Path
) -> None:
    ref = view.documents.chosen
    assert ref is not None
    view.save_word(ref, tmp_path / "nowhere" / "协议.docx")
    settled(place, qtbot)
    assert "写不进文件 协议.docx" in said[-1].text


def test_a_document_the_county_does_not_use_stands_in_no_list(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot, county_files: County
) -> None:
    assert "结案报告" in titles(view)
    county_files.drop("closing-report")
    view.reload()
    settled(place, qtbot)
    assert "结案报告" not in titles(view)
    assert "卷宗情况说明" in titles(view)


def test_the_large_copy_is_shown_kept_and_printed_once(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    assert view.pane.page.pages == 3
    qtbot.mouseClick(view.large, Qt.MouseButton.LeftButton, pos=QPoint(12, view.large.height() // 2))
    settled(place, qtbot)
    assert view.pane.page.pages == 5
    assert "大字版" in view.pane.page.accessibleDescription()
    assert (view.pane._title, view.pane._copies) == ("人民调解协议书（大字版）", 1)
    view.open_documents(desk.cases.resolve(LAND), "cover")
    settled(place, qtbot)
    assert not view.large.isEnabled(), "the archive reads the cover, and has its glasses"
    assert view.pane._title == "人民调解卷宗封面"
    view.open_documents(desk.cases.resolve(LAND), "agreement")
    settled(place, qtbot)
    assert view.large.isChecked()
    assert view.pane.page.pages == 5
    view.large.setChecked(False)
    settled(place, qtbot)
    assert (view.pane.page.pages, view.pane._copies) == (3, 3)


def test_the_large_copy_ends_with_its_case(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    view.large.setChecked(True)
    settled(place, qtbot)
    view.open_documents(desk.cases.resolve(WAGES), "agreement")
    settled(place, qtbot)
    assert not view.large.isChecked(), "the next people read as everybody does"
    assert "大字版" not in view.pane.page.accessibleDescription()


def test_a_long_title_ends_in_dots_and_is_whole_in_its_tooltip(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    company = "黑龙江省双鸭山市集贤县福利镇样例现代农业机械专业合作社联合社有限责任公司"
    case_id = desk.cases.resolve(LAND)
    desk.cases.save(case_id, {"title": f"{company}与李某土地承包经营权纠纷"})
    place.theme.apply(16)
    settled(place, qtbot)
    title = view._title
    assert title.text().endswith("…")
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()
    assert company in title.toolTip()
    assert company in title.accessibleName()
    assert title.geometry().right() < view._slip.geometry().left()
