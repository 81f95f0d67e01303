"""收件: two desks that wrote different things, and what the county did not take — decided by a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from county_server import served
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sample_desk import seen, settled
from sqlalchemy import select
from widget_walk import naming_faults

from jxdesk.desk import Desk, create_desk
from jxdesk.models import Change
from jxdesk.paths import DataFolder
from jxdesk.rules.case_record import Guardian, Mediator
from jxdesk.ui.case.correction_dialog import CorrectionDialog
from jxdesk.ui.desk_window import DeskWindow
from jxdesk.ui.inbox_view import EMPTY, InboxView
from jxdesk.ui.messages import Message
from jxdesk.ui.shown_value import shown_value
from jxdesk.ui.workplace import Workplace


@pytest.fixture
def view(place: Workplace, qtbot: QtBot) -> InboxView:
    """The page, in sight."""
    return seen(InboxView(place), place, qtbot)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """Another desk of the township, on the same afternoon."""
    afternoon = datetime(2026, 3, 5, 6, 3, tzinfo=UTC)
    made = create_desk(DataFolder(tmp_path / "other"), None, clock=lambda: afternoon)
    yield made
    made.close()


def words_on(view: InboxView) -> str:
    """Everything that can be read."""
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def press(view: InboxView, name: str, place: Workplace, qtbot: QtBot) -> None:
    button = view.findChild(QPushButton, name)
    assert button is not None, name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(place, qtbot)


def quarrel(desk: Desk, other: Desk, county: str) -> str:
    """Both desks wrote another place for the same case; the other one was first."""
    for one in (desk, other):
        one.office.set_county(county)
    case_id = desk.cases.begin().id
    desk.cases.save(case_id, {"intake.place": "村口"})
    desk.sync.run()
    other.sync.run()
    other.cases.save(case_id, {"intake.place": "村西头"})
    desk.cases.save(case_id, {"intake.place": "村东头"})
    other.sync.run()
    desk.sync.run()
    return case_id


def refuse_first_change(desk: Desk, case_id: str) -> None:
    """As if the county had answered so: the first change refused, the next waiting behind it."""
    with desk.database.transaction(recording=False) as session:
        rows = list(session.scalars(select(Change).where(Change.case_id == case_id).order_by(Change.n)))
        rows[0].state, rows[0].reason = "rejected", "受理日期早于登记日期。"
        for row in rows[1:]:
            row.state = "held"


def test_nothing_to_decide_is_one_sentence_and_one_button(view: InboxView) -> None:
    assert EMPTY in words_on(view)
    assert naming_faults(view) == []


@pytest.mark.parametrize(("verb", "wins"), [("ours", "村东头"), ("theirs", "村西头")])
def test_two_values_stand_side_by_side_and_one_is_chosen(
    view: InboxView, place: Workplace, desk: Desk, other: Desk, said: list[Message], tmp_path: Path,
    qtbot: QtBot, verb: str, wins: str,
) -> None:  # fmt: skip
    with served(str(tmp_path / "county.db")) as county:
        case_id = quarrel(desk, other, county.url)
        settled(place, qtbot)
        shown = words_on(view)
        assert "具体地点" in shown
        assert "村东头" in shown
        assert "村西头" in shown
        assert "另一台电脑写的（" in shown
        assert "县里的" not in shown
        assert naming_faults(view) == []
        press(view, f"difference_0_{verb}", place, qtbot)
        assert desk.cases.record(case_id).intake.place == wins
        assert said[-1].kind == "done"
        assert EMPTY in words_on(view)
        desk.sync.run()
        other.sync.run()
        assert other.cases.record(case_id).intake.place == wins


def locked_and_changed(desk: Desk, other: Desk, county: str) -> str:
    """This desk locked a case; the other one, knowing nothing of it, wrote another place and added a visit."""
    for one in (desk, other):
        one.office.set_county(county)
    case_id = desk.cases.begin().id
    desk.cases.save(case_id, {"intake.place": "村口"})
    desk.cases.file_dossier(case_id, desk.cases.today())
    desk.sync.run()
    other.sync.run()
    desk.locking.lock(case_id)
    other.cases.save(case_id, {"intake.place": "村西头"})
    other.cases.add_item(case_id, "visits", {"content": "又吵起来了", "visitor": "刘某某"})
    desk.sync.run()
    other.sync.run()
    desk.sync.run()
    return case_id


def why(view: InboxView, place: Workplace, qtbot: QtBot, reason: str) -> None:
    """Give the reason that is asked for."""
    asked = view.findChild(QDialog, "correctionDialog")
    assert isinstance(asked, CorrectionDialog)
    assert naming_faults(asked) == []
    assert not asked.write.isEnabled()
    qtbot.keyClicks(asked.why, reason)
    qtbot.mouseClick(asked.write, Qt.MouseButton.LeftButton)
    settled(place, qtbot)


def test_what_came_after_the_lock_is_let_in_with_a_reason_or_left_outside(
    view: InboxView, place: Workplace, desk: Desk, other: Desk, said: list[Message], tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    with served(str(tmp_path / "county.db")) as county:
        case_id = locked_and_changed(desk, other, county.url)
        settled(place, qtbot)
        shown = words_on(view)
        for text in (
            "锁卷时的",
            "后来到的（",
            "另一台电脑添了一条",
            "卷里没有这一条",
            "回访情况：又吵起来了",
        ):
            assert text in shown
        assert naming_faults(view) == []
        fields = [one.kind for one in desk.sync.differences()]
        at = fields.index("added")
        press(view, f"difference_{at}_theirs", place, qtbot)
        assert len(desk.sync.differences()) == 2, "let in without a reason"
        why(view, place, qtbot, "chongxin")
        record = desk.cases.record(case_id)
        assert [visit.content for visit in record.visits] == ["又吵起来了"]
        assert [(sheet.why, "又吵起来了" in (sheet.new or "")) for sheet in record.corrections] == [
            ("chongxin", True)
        ]
        assert "写了一张更正单" in said[-1].text
        press(view, "difference_0_ours", place, qtbot)
        assert desk.cases.record(case_id).intake.place == "村口"
        assert len(desk.cases.record(case_id).corrections) == 1
        assert EMPTY in words_on(view)
        for one in (desk, other, desk):
            one.sync.run()
        assert other.cases.record(case_id) == desk.cases.record(case_id)


def test_a_refused_change_shows_its_reason_and_can_be_given_up(
    view: InboxView, place: Workplace, desk: Desk, said: list[Message], qtbot: QtBot
) -> None:
    case_id = desk.cases.begin().id
    desk.cases.save(case_id, {"intake.place": "村口"})
    refuse_first_change(desk, case_id)
    settled(place, qtbot)
    shown = words_on(view)
    assert "受理日期早于登记日期。" in shown
    assert "在等前一条" in shown
    assert naming_faults(view) == []
    press(view, "aside_0_drop", place, qtbot)
    assert said[-1].text.startswith("这一条不再上报，本机的内容没有变")
    assert desk.cases.record(case_id).intake.place == "村口"
    assert "受理日期早于登记日期。" not in words_on(view)


def test_a_card_leads_to_its_case(view: InboxView, place: Workplace, desk: Desk, qtbot: QtBot) -> None:
    opened: list[str] = []
    place.go.case_wanted.connect(lambda case, _step: opened.append(case))
    case_id = desk.cases.begin().id
    refuse_first_change(desk, case_id)
    settled(place, qtbot)
    press(view, "aside_0_open", place, qtbot)
    assert opened == [case_id]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "（空）"), ([], "（空）"), (True, "是"), (False, "否"), ("村口", "村口"), (["甲", "乙"], "甲\n乙"),
        ({"name": "张某", "note": None}, "张某"), (3, "3"), ([["问", "谁？"]], "问\n谁？"),
        ("2026-05-08", "2026年5月8日"), ("2026-05-08T09:05", "2026年5月8日9时05分"),
        ("第2026-05-08号", "第2026-05-08号"), ([Mediator(name="陈某", role="调解主持人")], "陈某，调解主持人"),
        ([{"name": "陈某", "role": "调解主持人", "chosen_by": "指定", "extra": {}}], "陈某，调解主持人，指定"),
        (Guardian(), "（空）"),
    ],
)  # fmt: skip
def test_a_stored_value_is_read_as_words(value: object, shown: str) -> None:
    assert shown_value(value) == shown


def number_twice(desk: Desk, other: Desk, county: str) -> None:
    """Both desks gave out the first number of the year; ours reached the county last."""
    for one, brief in ((other, "为水沟争执"), (desk, "为地界争执")):
        one.office.set_county(county)
        case = one.cases.begin()
        one.cases.save(case.id, {"intake.brief": brief})
        for name, role in ((f"{brief[1]}某", "申请人"), ("㛃某", "被申请人")):
            one.cases.add_item(case.id, "parties", {"name": name, "role": role})
        one.cases.accept(case.id, date(2026, 3, 4))
        one.sync.run()


def test_of_two_cases_under_one_number_a_person_says_which_gets_a_new_one(
    view: InboxView, place: Workplace, desk: Desk, other: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    with served(tmp_path / "county.db") as county:
        number_twice(desk, other, county.url)
        view.reload()
        settled(place, qtbot)
        assert "同一个案号" in words_on(view)
        assert naming_faults(view) == []
        press(view, "clash_0_1_renumber", place, qtbot)
        assert desk.registers.clashes() == []
        assert EMPTY in words_on(view)
        labels = sorted(row.label for row in desk.table.rows())
        assert labels == ["集福人调字〔2026〕第1号", "集福人调字〔2026〕第2号"]


def test_the_desk_that_does_not_number_is_told_where_to_go(
    place: Workplace, desk: Desk, other: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    with served(tmp_path / "county.db") as county:
        number_twice(other, desk, county.url)
        desk.sync.run()
        page = InboxView(place)
        qtbot.addWidget(page)
        page.show()
        settled(place, qtbot)
        assert "编号的那台电脑" in words_on(page)
        assert page.findChild(QPushButton, "clash_0_0_renumber") is None


def test_the_page_is_entered_at_its_first_card_where_enter_opens_the_case(
    place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    case_id = desk.cases.begin().id
    desk.cases.save(case_id, {"intake.place": "村口"})
    refuse_first_change(desk, case_id)
    window = DeskWindow(place).window
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    opened: list[str] = []
    place.go.case_wanted.connect(lambda asked, _step: opened.append(asked))
    window.search.setFocus()
    window.open("inbox")
    settled(place, qtbot)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "aside_0_open"
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    settled(place, qtbot)
    assert opened == [case_id]


def test_an_empty_page_is_entered_at_its_one_button(place: Workplace, qtbot: QtBot) -> None:
    page = seen(InboxView(place), place, qtbot)
    page.setFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "inbox_sync"


def test_after_a_decision_the_keyboard_is_at_what_is_left(
    view: InboxView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    for _twice in range(2):
        case_id = desk.cases.begin().id
        desk.cases.save(case_id, {"intake.place": "村口"})
        refuse_first_change(desk, case_id)
    settled(place, qtbot)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    drop = view.findChild(QPushButton, "aside_0_drop")
    assert drop is not None
    drop.setFocus()
    press(view, "aside_0_drop", place, qtbot)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "aside_0_open"
