"""登记: a walk-in from the first word to the slip, with the keyboard alone; everything stored as it is left."""

from __future__ import annotations

import pytest
from hands import commit
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.rules.case_record import CaseRecord
from jxdesk.services.duplicates import Alike
from jxdesk.ui.forms.field_box import FieldBox
from jxdesk.ui.intake.intake_view import IntakeView
from jxdesk.ui.intake.side_cards import AlikeCard
from jxdesk.ui.theme import Theme
from jxdesk.ui.workplace import Workplace

ID = "230521196803159971"


@pytest.fixture
def view(place: Workplace, qtbot: QtBot) -> IntakeView:
    """The page, shown in a window of its own."""
    page = IntakeView(place)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    idle(place, qtbot)
    return page


def idle(place: Workplace, qtbot: QtBot) -> None:
    """Wait until the lane has nothing left and what it brought is shown."""
    qtbot.waitUntil(lambda: place.tasks.pending("local") == 0)


def stored(desk: Desk, view: IntakeView) -> CaseRecord:
    """The draft as it lies on the disk."""
    return desk.cases.record(view.keeper.case)


def settle(place: Workplace, view: IntakeView, qtbot: QtBot) -> None:
    """Wait until everything is stored and looked at."""
    idle(place, qtbot)
    qtbot.waitUntil(lambda: not view._look.isActive())
    idle(place, qtbot)


def fill(qtbot: QtBot, field: FieldBox, text: str) -> None:
    """Type into a field and leave it with Tab."""
    field.go()
    control = QApplication.focusWidget()
    assert isinstance(control, QWidget)
    commit(control, text)
    qtbot.keyClick(control, Qt.Key.Key_Tab)


def test_every_control_has_its_names(view: IntakeView) -> None:
    assert naming_faults(view) == []


def test_nothing_is_stored_before_the_first_word(view: IntakeView, desk: Desk) -> None:
    view.flush()
    assert view.keeper.case == ""
    assert desk.table.count() == 0


def test_the_first_word_begins_the_draft_with_the_usual_answers(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    fill(qtbot, view.form.party.form.fields["name"], "张桂军")
    settle(place, view, qtbot)
    case = stored(desk, view)
    assert [(p.role, p.kind, p.name) for p in case.parties] == [("申请人", "自然人", "张桂军")]
    assert case.intake.first_receiver == "周某"
    assert case.intake.service_line == "矛盾调解"
    assert case.source.form_option == "①当事人申请"
    assert case.source.stat_option == "依申请调解"
    assert case.intake.short_id
    shown = view.receiver.findChild(QLabel, "intakeReceiver")
    assert isinstance(shown, QLabel)
    assert case.intake.short_id in shown.text()


def test_a_walk_in_is_registered_with_the_keyboard_alone(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    """From the name to the village without the mouse: type, Tab, Enter."""

    def focused() -> QWidget:
        control = QApplication.focusWidget()
        assert isinstance(control, QWidget)
        return control

    def tab_to(name: str) -> QWidget:
        for _ in range(80):
            if focused().objectName() == name:
                return focused()
            qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        pytest.fail(f"Tab never reaches {name}")

    view.setFocus()
    commit(tab_to("intake_name"), "张桂军")
    qtbot.keyClicks(tab_to("intake_id_no"), ID)
    qtbot.keyClicks(tab_to("intake_phone"), "13800000001")
    commit(tab_to("dispute_type"), "邻里纠纷")
    commit(tab_to("intake.brief"), "两家为院墙吵了起来。")
    place_line = tab_to("intake.division_code")
    qtbot.keyClicks(place_line, "dr")
    qtbot.keyClick(place_line, Qt.Key.Key_Return)
    view.flush()
    settle(place, view, qtbot)
    case = stored(desk, view)
    person = case.parties[0]
    assert (person.name, person.sex, person.birth_date, person.phone) == (
        "张桂军", "男", "1968-03-15", "13800000001",
    )  # fmt: skip
    assert person.id_no == ID
    assert person.age == 57
    assert case.dispute_type == "邻里纠纷"
    assert case.intake.brief == "两家为院墙吵了起来。"
    found = desk.trade.divisions.by_code(case.intake.division_code)
    assert found is not None
    assert found.town in view.form.place_field.line.text()


def test_a_wrong_id_number_names_the_digit_and_does_not_block(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    field = view.form.party.form.fields["id_no"]
    fill(qtbot, field, ID[:-1] + "3")
    settle(place, view, qtbot)
    assert "第18位" in field.message.text()
    person = stored(desk, view).parties[0]
    assert person.id_no == ID[:-1] + "3"
    assert person.birth_date is None


def test_the_other_side_gets_its_own_row(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    fill(qtbot, view.form.party.form.fields["name"], "张桂军")
    view.form.editor.list.setCurrentRow(1)
    fill(qtbot, view.form.party.form.fields["name"], "㛃兰英")
    settle(place, view, qtbot)
    assert [(p.role, p.name) for p in stored(desk, view).parties] == [
        ("申请人", "张桂军"),
        ("被申请人", "㛃兰英"),
    ]
    assert [view.form.editor.list.item(n).text() for n in range(2)] == ["申请人 张桂军", "被申请人 㛃兰英"]
    assert view.form.editor.list.currentRow() == 1


def test_a_removed_party_comes_back(view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot) -> None:
    fill(qtbot, view.form.party.form.fields["name"], "张桂军")
    settle(place, view, qtbot)
    view.form.editor.remove.click()
    settle(place, view, qtbot)
    assert stored(desk, view).parties == []
    view.form.editor.restore.click()
    settle(place, view, qtbot)
    assert [p.name for p in stored(desk, view).parties] == ["张桂军"]


def test_an_organisation_is_asked_for_its_code_and_not_for_its_sex(view: IntakeView, qtbot: QtBot) -> None:
    fields = view.form.party.form.fields
    kind = fields["kind"]
    qtbot.mouseClick(kind.buttons["法人"], Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]  # a segment field
    assert fields["uscc"].isVisible()
    assert fields["legal_rep"].isVisible()
    assert not fields["sex"].isVisible()
    assert not fields["nation"].isVisible()


def test_a_minor_is_asked_for_a_guardian(view: IntakeView, qtbot: QtBot) -> None:
    fields = view.form.party.form.fields
    assert not fields["guardian.name"].isVisible()
    fill(qtbot, fields["birth_date"], "2015-5-1")
    assert fields["guardian.name"].isVisible()
    assert fields["age"].value() == 10


def test_a_slip_waits_for_the_first_word_and_begins_no_empty_draft(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    assert not view.slip.isEnabled()
    name = view.form.party.form.fields["name"]
    name.go()
    control = QApplication.focusWidget()
    assert isinstance(control, QWidget)
    commit(control, "张")
    assert view.slip.isEnabled()
    qtbot.keyClick(control, Qt.Key.Key_Backspace)
    qtbot.mouseClick(view.slip, Qt.MouseButton.LeftButton)
    settle(place, view, qtbot)
    assert desk.table.count() == 0
    assert not view.slip.isEnabled()
    view.open_draft(desk.cases.begin().id)
    assert view.slip.isEnabled()


def test_who_was_here_before_is_recognised_and_taken_over_only_when_asked(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    old = desk.cases.begin()
    known = {
        "role": "申请人",
        "name": "张桂军",
        "id_no": ID,
        "phone": "13800000001",
        "address": "福利镇东荣村",
    }
    desk.cases.add_item(old.id, "parties", known)
    fill(qtbot, view.form.party.form.fields["name"], "张桂军")
    settle(place, view, qtbot)
    take = view.findChild(QPushButton, "intake_take")
    assert isinstance(take, QPushButton)
    assert take.isVisible()
    fields = view.form.party.form.fields
    top = take.mapTo(view.form, QPoint(0, 0)).y()
    assert top > fields["id_no"].mapTo(view.form, QPoint(0, 0)).y()
    assert top < fields["phone"].mapTo(view.form, QPoint(0, 0)).y()
    assert view.form.party.form.fields["phone"].value() is None
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    settle(place, view, qtbot)
    person = stored(desk, view).parties[0]
    assert (person.id_no, person.phone, person.address) == (ID, "13800000001", "福利镇东荣村")


def test_a_risk_proposes_a_level_with_its_reason_and_a_person_decides(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    boxes = view.form.form.fields["intake.risk_answers"].boxes  # type: ignore[attr-defined]  # a ticks field
    boxes["suicide"].click()
    settle(place, view, qtbot)
    assert stored(desk, view).intake.risk_answers == ["suicide"]
    assert view.level.isVisible()
    chip = view.level.findChild(QLabel, "intakeLevelChip")
    assert isinstance(chip, QLabel)
    assert chip.text() == "红"
    assert stored(desk, view).intake.response_level is None
    view.level.take.click()
    settle(place, view, qtbot)
    case = stored(desk, view)
    assert case.intake.response_level == "红"
    assert case.intake.level_reason
    assert not view.level.take.isVisible()


def test_a_case_that_looks_the_same_is_pointed_at(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    old = desk.cases.begin()
    desk.cases.add_item(old.id, "parties", {"role": "申请人", "name": "张桂军", "id_no": ID})
    desk.cases.save(old.id, {"dispute_type": "邻里纠纷", "intake.division_code": "230521100201"})
    fill(qtbot, view.form.party.form.fields["name"], "张桂军")
    fill(qtbot, view.form.party.form.fields["id_no"], ID)
    fill(qtbot, view.form.form.fields["dispute_type"], "邻里纠纷")
    settle(place, view, qtbot)
    assert view.alike.isVisible()
    with qtbot.waitSignal(place.go.case_wanted) as asked:
        view.alike.list.itemActivated.emit(view.alike.list.item(0))
    assert asked.args == [old.id, ""]


def test_another_committee_can_host_the_case(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    other = desk.office.committees()[-1]
    fill(qtbot, view.form.party.form.fields["name"], "张桂军")
    settle(place, view, qtbot)
    box = view.form.committee.list
    box.setCurrentIndex(box.findData(other.code))
    box.activated.emit(box.currentIndex())
    settle(place, view, qtbot)
    assert stored(desk, view).committee.name == other.name


def test_transfer_papers_are_asked_for_only_when_another_body_sent_the_case(
    view: IntakeView, place: Workplace, qtbot: QtBot
) -> None:
    field = view.form.form.fields["source.transfer_org"]
    assert not field.isVisible()
    fill(qtbot, view.form.form.fields["source.stat_option"], "法院委托移送")
    settle(place, view, qtbot)
    assert field.isVisible()


def test_registering_another_one_leaves_the_first_whole(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    name = view.form.party.form.fields["name"]
    name.go()
    commit(name.control(), "张桂军")
    view.new.click()
    assert name.value() is None
    fill(qtbot, name, "李某")
    settle(place, view, qtbot)
    assert sorted(row.parties for row in desk.table.rows()) == ["张桂军", "李某"]


def test_a_draft_is_shown_as_it_was_left(
    view: IntakeView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    draft = desk.cases.begin()
    desk.cases.add_item(draft.id, "parties", {"role": "申请人", "name": "张桂军"})
    desk.cases.save(draft.id, {"dispute_type": "邻里纠纷"})
    view.open_draft(draft.id)
    settle(place, view, qtbot)
    assert view.form.party.form.fields["name"].value() == "张桂军"
    assert view.form.form.fields["dispute_type"].value() == "邻里纠纷"


def test_a_save_that_fails_is_said_and_tried_again(
    view: IntakeView,
    place: Workplace,
    desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    said: list[object],
) -> None:
    from jxdesk.errors import UserError

    brief = view.form.form.fields["intake.brief"]
    works = desk.cases.save
    fill(qtbot, view.form.party.form.fields["name"], "张桂军")
    settle(place, view, qtbot)

    def full(_case: str, _values: object) -> object:
        raise UserError("磁盘写不进去了。", "请清理磁盘空间后再做一次。")

    monkeypatch.setattr(desk.cases, "save", full)
    fill(qtbot, brief, "院墙")
    settle(place, view, qtbot)
    assert len(said) == 1
    assert "没有存上" in brief.message.text()
    assert brief.value() == "院墙"
    monkeypatch.setattr(desk.cases, "save", works)
    view.flush()
    settle(place, view, qtbot)
    assert stored(desk, view).intake.brief == "院墙"


@pytest.mark.parametrize("points", [12, 14, 16, 18])
def test_nothing_is_cut_off_at_any_font_size(
    view: IntakeView, place: Workplace, qtbot: QtBot, points: int
) -> None:
    place.theme.apply(points)
    view.resize(1366 - place.theme.px(156), 620)
    QApplication.processEvents()
    for button in (view.go_on, view.slip, view.new):
        assert view.rect().contains(QRect(button.mapTo(view, QPoint(0, 0)), button.size()))

    def inside(widget: QWidget) -> bool:
        return widget.mapTo(view, QPoint(widget.width(), 0)).x() <= view.width()

    assert all(inside(field) for field in view.form.form.fields.values() if field.isVisible())
    assert all(inside(field) for field in view.form.party.form.fields.values() if field.isVisible())


def test_why_two_cases_look_alike_can_be_read_to_its_end(theme: Theme, qtbot: QtBot) -> None:
    """At 768 pixels and a red level the card gets less room than its one case has lines."""
    card = AlikeCard()
    qtbot.addWidget(card)
    reasons = ("证件号码相同", "当事人同名：张桂军", "同一个村（社区）", "同为邻里纠纷", "相隔0天")
    card.show_alike([Alike("c" * 32, "集福人调字〔2026〕第45号", "张桂军、㛃兰英", 9, reasons)])
    card.setFixedSize(300, 160)
    QApplication.processEvents()
    line = card.list.visualItemRect(card.list.item(0))
    hidden = line.bottom() - card.list.viewport().height()
    assert hidden > 0
    assert card.list.verticalScrollBar().maximum() >= hidden


def test_the_long_name_of_a_company_leaves_the_other_side_in_sight(
    view: IntakeView, place: Workplace, qtbot: QtBot
) -> None:
    place.theme.apply(16)
    company = "黑龙江省双鸭山市集贤县福利镇样例现代农业机械专业合作社联合社有限责任公司"
    fill(qtbot, view.form.party.form.fields["name"], company)
    settle(place, view, qtbot)
    tabs = view.form.editor.list
    first, other = tabs.item(0), tabs.item(1)
    assert "…" in first.text()
    assert first.text().endswith("责任公司")
    assert company in first.toolTip()
    assert tabs.visualItemRect(other).right() <= tabs.viewport().width()
