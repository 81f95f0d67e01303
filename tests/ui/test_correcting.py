"""A locked dossier on the screen: typing into it asks for the reason, which becomes a sheet, or changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import scans
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sample_desk import LAND, import_samples, seen, settled
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.rules.case_record import Mediator
from jxdesk.services.case_lock import NO_MORE
from jxdesk.ui.case.case_view import CaseView
from jxdesk.ui.case.correction_dialog import CorrectionDialog
from jxdesk.ui.case.materials_tab import LATE
from jxdesk.ui.forms.list_editor import ListEditor
from jxdesk.ui.messages import Message
from jxdesk.ui.workplace import Workplace


@pytest.fixture
def view(place: Workplace, desk: Desk, qtbot: QtBot) -> CaseView:
    """The filed land case at 归档."""
    import_samples(desk)
    page = seen(CaseView(place), place, qtbot)
    page.open_case(desk.cases.resolve(LAND), "archive")
    settled(place, qtbot)
    return page


def button(view: CaseView, name: str) -> QPushButton | None:
    assert view.page is not None
    return view.page.findChild(QPushButton, name)


def lock(view: CaseView, place: Workplace, qtbot: QtBot) -> None:
    found = button(view, "act_lock")
    assert found is not None
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)  # says what the samples, without a scan, lack
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    settled(place, qtbot)


def type_remark(view: CaseView, place: Workplace, qtbot: QtBot, text: str) -> None:
    assert view.page is not None
    field = view.page.form.form.fields["dossier.filed_by"]
    field.show_value(text)
    field.leave()
    settled(place, qtbot)


def shown(view: CaseView) -> str:
    assert view.page is not None
    return str(view.page.form.form.fields["dossier.filed_by"].value())


def dialog(view: CaseView) -> CorrectionDialog:
    (found,) = view.findChildren(CorrectionDialog)
    return found


def test_locking_shows_it_on_the_case_and_can_be_taken_back_today(
    view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot, said: list[Message]
) -> None:
    assert not view.header.locked.isVisible()
    lock(view, place, qtbot)
    assert view.header.locked.isVisible()
    assert said[-1].text.startswith("已锁卷。")
    assert button(view, "act_lock") is None
    undo = button(view, "act_unlock")
    assert undo is not None
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert not view.header.locked.isVisible()
    assert button(view, "act_lock") is not None


def test_locking_with_something_lacking_says_what_and_takes_a_second_press(
    view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    found = button(view, "act_lock")
    assert found is not None
    assert view.page is not None
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(found, Qt.MouseButton.LeftButton)  # a double click is no answer
    settled(place, qtbot)
    assert not view.header.locked.isVisible()
    assert found.text() == found.accessibleName() == "仍要锁卷"
    said_below = view.page._hint.text()
    assert "当事人身份证明" in said_below
    assert "签好字的协议书（扫描件）" in said_below
    assert "每件要写一张更正单" in said_below
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert view.header.locked.isVisible()


def test_locking_with_everything_there_takes_one_press(
    view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    case, scan = desk.cases.resolve(LAND), scans.kept(tmp_path, "a.jpg", scans.photo())
    for gap in desk.dossiers.gaps(desk.cases.record(case)):
        if gap.required:
            assert gap.slot is not None
            desk.materials.add(case, gap.slot, scan)
    view.reload()
    settled(place, qtbot)
    found = button(view, "act_lock")
    assert found is not None
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert view.header.locked.isVisible()


def test_what_a_locked_dossier_refuses_cannot_be_pressed_and_says_why(
    view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    evidence = view.tabs.evidence.findChildren(ListEditor)[0]
    tab = view.tabs.materials
    buttons = (view.void, evidence.add, evidence.remove)
    assert evidence.current
    assert all(one.isEnabled() and not one.toolTip() for one in buttons)
    lock(view, place, qtbot)
    assert not any(one.isEnabled() for one in buttons)
    assert {one.toolTip() for one in buttons} == {NO_MORE}
    assert not tab.away.isEnabled()
    assert tab._empty.text() == LATE
    evidence.list.setCurrentRow(0)
    assert not evidence.remove.isEnabled()
    view.tabs.setCurrentIndex(0)
    undo = button(view, "act_unlock")
    assert undo is not None
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert all(one.isEnabled() and not one.toolTip() for one in buttons)
    assert tab._empty.text() != LATE


def test_a_scan_that_comes_after_the_lock_says_where_it_will_stand_and_asks_why(
    view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    tab, case = view.tabs.materials, desk.cases.resolve(LAND)
    lock(view, place, qtbot)
    view.tabs.setCurrentWidget(tab)
    tab.choose("performance")
    there = 0 if tab.shelf is None else len(tab.shelf.kept)
    assert tab.add.isEnabled()
    scan = scans.kept(tmp_path, "回执.jpg", scans.photo())
    tab.add_files([scan])
    asked = tab.findChild(QDialog, "correctionDialog")
    assert isinstance(asked, CorrectionDialog)
    words = "".join(one.text() for one in asked.findChildren(QLabel))
    assert "回执.jpg" in words
    assert f"放在“履行凭证”第{there + 1}件" in words
    asked.reject()
    settled(place, qtbot)
    assert len(desk.cases.record(case).materials) == there
    tab.add_files([scan])
    again = [one for one in tab.findChildren(CorrectionDialog) if one.isVisible()][-1]
    qtbot.keyClicks(again.why, "huizhi")
    qtbot.mouseClick(again.write, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    record = desk.cases.record(case)
    assert len(record.materials) == there + 1
    assert [
        (sheet.why, f"放在“履行凭证”第{there + 1}件" in (sheet.new or "")) for sheet in record.corrections
    ] == [("huizhi", True)]


def test_a_change_asks_for_the_reason_and_becomes_a_sheet(
    view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot, said: list[Message]
) -> None:
    lock(view, place, qtbot)
    type_remark(view, place, qtbot, "周某某")
    asked = dialog(view)
    assert naming_faults(asked) == []
    text = " ".join(label.text() for label in asked.findChildren(QLabel))
    assert "卷宗 立卷人" in text
    assert "原来：周某" in text
    assert "改为：周某某" in text
    assert not asked.write.isEnabled()
    assert asked.why.geometry().bottom() < asked.write.geometry().top(), "the button covers the reason"
    asked.why.setPlainText("名字漏了一个字")
    qtbot.mouseClick(asked.write, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    record = desk.cases.record(desk.cases.resolve(LAND))
    assert record.dossier is not None
    assert record.dossier.filed_by == "周某某"
    assert [one.why for one in record.corrections] == ["名字漏了一个字"]
    assert [message.kind for message in said if message.kind == "error"] == []
    assert "卷宗更正单" in [ref.title for ref in desk.papers.applicable(record.id)]


def test_without_a_reason_the_old_words_come_back(
    view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    lock(view, place, qtbot)
    before = shown(view)
    type_remark(view, place, qtbot, "周某某")
    dialog(view).reject()
    settled(place, qtbot)
    assert shown(view) == before
    record = desk.cases.record(desk.cases.resolve(LAND))
    assert record.corrections == []


def test_one_of_a_list_is_corrected_by_its_name(
    view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    lock(view, place, qtbot)
    case = desk.cases.resolve(LAND)
    second = desk.cases.record(case).parties[1]
    view.keeper.save_item("parties", second.id, {"name": "李某某"})
    settled(place, qtbot)
    asked = dialog(view)
    text = " ".join(label.text() for label in asked.findChildren(QLabel))
    assert "当事人第2位 姓名或者名称" in text
    assert f"原来：{second.name}" in text
    asked.why.setPlainText("漏字")
    qtbot.mouseClick(asked.write, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert desk.cases.record(case).parties[1].name == "李某某"


def test_adding_to_a_locked_dossier_is_one_sentence(
    view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot, said: list[Message]
) -> None:
    lock(view, place, qtbot)
    view.keeper.save_item("visits", view.keeper.new_key(), {"content": "又去了一次"})
    settled(place, qtbot)
    assert said[-1].kind == "error"
    assert said[-1].text == "本卷已经归档锁定，没有改动。"
    assert view.findChildren(CorrectionDialog) == []


def test_people_are_shown_in_words(view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot) -> None:
    lock(view, place, qtbot)
    view.keeper.save(
        {"mediators": [Mediator(name="陈某", role="调解主持人")], "agreement.seal_date": "2025-05-08"}
    )
    settled(place, qtbot)
    text = " ".join(label.text() for label in dialog(view).findChildren(QLabel))
    assert "改为：陈某，调解主持人" in text
    assert "改为：2025年5月8日" in text
    assert "Mediator(" not in text


def test_a_signed_clause_comes_back_without_a_question(
    place: Workplace, desk: Desk, qtbot: QtBot, said: list[Message], view: CaseView
) -> None:
    lock(view, place, qtbot)
    case = desk.cases.resolve(LAND)
    view.open_case(case, "written")
    settled(place, qtbot)
    assert view.page is not None
    field = view.page.form.form.fields["agreement.facts"]
    before = field.value()
    field.show_value("改了")
    field.leave()
    settled(place, qtbot)
    assert view.findChildren(CorrectionDialog) == []
    assert said[-1].text == "协议已经生效，更正单不能改协议的内容，没有改动。"
    assert view.page.form.form.fields["agreement.facts"].value() == before
    clause = desk.cases.record(case).agreement.clauses[0]
    with qtbot.waitSignal(view.keeper.refused):
        view.keeper.save_item("agreement.clauses", clause.id, {"text": "改了"})
    settled(place, qtbot)
    assert view.findChildren(CorrectionDialog) == []
    assert desk.cases.record(case).corrections == []
