"""设置: people, units, number registers, font size, data folder — each stored as it is left."""

from __future__ import annotations

import pytest
from hands import commit
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sample_desk import import_samples, seen, settled
from widget_walk import naming_faults

from jxdesk.desk import Desk, create_desk
from jxdesk.paths import DataFolder
from jxdesk.ui.forms.field_box import FieldBox
from jxdesk.ui.messages import Message
from jxdesk.ui.settings.settings_view import SettingsView
from jxdesk.ui.workplace import Workplace

OWN = "230521100-T"
VILLAGE = "230521100001-V"


@pytest.fixture
def view(place: Workplace, qtbot: QtBot) -> SettingsView:
    """The page, in sight."""
    return seen(SettingsView(place), place, qtbot)


def click(button: QPushButton, place: Workplace, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(place, qtbot)


def fill(field: FieldBox, text: str, place: Workplace, qtbot: QtBot) -> None:
    """Type over what stands there and leave with Tab."""
    field.go()
    control = field.control()
    control.selectAll()  # type: ignore[attr-defined] # a line
    commit(control, text)
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    settled(place, qtbot)


def choose_unit(view: SettingsView, code: str, place: Workplace, qtbot: QtBot) -> None:
    which = view.committees.which
    which.list.setCurrentIndex(which.list.findData(code))
    which.leave()
    settled(place, qtbot)


def test_every_control_has_its_names(view: SettingsView) -> None:
    assert naming_faults(view) == []


def test_the_list_says_who_sits_at_the_desk(view: SettingsView) -> None:
    table = view.people.table.table
    lines = {table.item(row, 0).text(): table.item(row, 3).text() for row in range(table.rowCount())}
    assert lines == {"刘某某": "在", "周某": "坐在桌前", "陈某": "在"}


def test_somebody_is_added_sits_down_and_leaves(
    view: SettingsView, place: Workplace, desk: Desk, said: list[Message], qtbot: QtBot
) -> None:
    card = view.people
    fill(card.name, "㛃兰英", place, qtbot)
    qtbot.mouseClick(card.roles["记录人"], Qt.MouseButton.LeftButton)
    click(card.add, place, qtbot)
    added = next(person for person in desk.office.people() if person.name == "㛃兰英")
    assert added.roles == ("记录人",)
    assert card.name.value() is None
    row = [person.id for person in card._people].index(added.id)
    card.table.table.setCurrentCell(row, 0)
    click(card.sit, place, qtbot)
    assert desk.office.user() == "㛃兰英"
    assert said[-1].text == "现在坐在桌前的是㛃兰英。"
    click(card.retire, place, qtbot)
    assert "㛃兰英" not in [person.name for person in desk.office.people()]
    assert card.retire.text() == "又回来了"
    assert not card.sit.isEnabled()
    click(card.retire, place, qtbot)
    assert "㛃兰英" in [person.name for person in desk.office.people()]


def test_a_person_without_a_name_is_not_added(
    view: SettingsView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    click(view.people.add, place, qtbot)
    assert view.people.name.message.text() == "请先写姓名。"
    assert len(desk.office.people()) == 3


def test_a_unit_is_stored_as_its_fields_are_left(
    view: SettingsView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    choose_unit(view, VILLAGE, place, qtbot)
    fill(view.committees.form.fields["number_prefix"], "集福繁", place, qtbot)
    village = desk.office.unit(VILLAGE)
    assert village is not None
    assert village.number_prefix == "集福繁"
    own = desk.office.unit(OWN)
    assert own is not None
    assert own.number_prefix == "集福"


def test_turning_to_another_unit_stores_the_word_being_typed_in_the_first(
    view: SettingsView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    choose_unit(view, OWN, place, qtbot)
    phone = view.committees.form.fields["phone"]
    phone.go()
    commit(phone.control(), "0469-4661234")
    choose_unit(view, VILLAGE, place, qtbot)
    own, village = desk.office.unit(OWN), desk.office.unit(VILLAGE)
    assert own is not None
    assert village is not None
    assert (own.phone, village.phone) == ("0469-4661234", None)


def test_the_centre_has_no_numbers(view: SettingsView, place: Workplace, qtbot: QtBot) -> None:
    choose_unit(view, "230521100", place, qtbot)
    assert not view.committees.next.isVisible()
    assert not view.committees.start.isVisible()
    assert view.committees.form.fields["phone"].isVisible()


def test_a_register_goes_on_from_the_number_of_the_paper_book(
    view: SettingsView, place: Workplace, desk: Desk, said: list[Message], qtbot: QtBot
) -> None:
    choose_unit(view, OWN, place, qtbot)
    fill(view.committees.next, "43", place, qtbot)
    click(view.committees.start, place, qtbot)
    assert [(one.next_seq, one.used) for one in desk.office.registers(2026)] == [(43, 0)]
    assert "下一个是第43号" in view.committees.standing.text()
    assert said[-1].text.endswith("2026年下一个号是第43号。")


def test_a_number_that_was_given_out_is_refused_with_the_remedy(
    view: SettingsView, place: Workplace, desk: Desk, said: list[Message], qtbot: QtBot
) -> None:
    import_samples(desk)
    settled(place, qtbot)
    choose_unit(view, OWN, place, qtbot)
    fill(view.committees.next, "40", place, qtbot)
    click(view.committees.start, place, qtbot)
    assert said[-1].kind == "error"
    assert said[-1].text == "第40号不能作为下一个号。"


def test_another_committee_becomes_the_usual_host(
    view: SettingsView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    choose_unit(view, VILLAGE, place, qtbot)
    click(view.committees.host, place, qtbot)
    committee = desk.office.office().committee
    assert committee is not None
    assert committee.code == VILLAGE
    assert not view.committees.host.isEnabled()


def test_the_font_grows_while_the_window_is_open_and_stays_so(
    view: SettingsView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    before = view.people.table.table.verticalHeader().defaultSectionSize()
    qtbot.mouseClick(view.desk.points.buttons[16], Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert place.theme.points == 16
    assert desk.office.office().font_size == 16
    assert view.people.table.table.verticalHeader().defaultSectionSize() > before


def test_the_data_folder_and_practice_are_shown(view: SettingsView, desk: Desk) -> None:
    folder = view.findChild(QLabel, "dataFolder")
    kind = view.findChild(QLabel, "deskKind")
    assert folder is not None
    assert kind is not None
    assert folder.text() == str(desk.folder.root)
    assert kind.text().startswith("这是练习用的数据")


def test_the_county_is_typed_here_too(view: SettingsView, place: Workplace, desk: Desk, qtbot: QtBot) -> None:
    fill(view.desk.county, "http://127.0.0.1:8000", place, qtbot)
    assert desk.office.office().county_url == "http://127.0.0.1:8000"


@pytest.mark.parametrize("points", [12, 18])
def test_nothing_is_cut_off_sideways(view: SettingsView, place: Workplace, qtbot: QtBot, points: int) -> None:
    place.theme.apply(points)
    view.resize(1366 - place.theme.px(156), 600)
    settled(place, qtbot)
    for card in (view.people, view.committees, view.desk):
        assert card.minimumSizeHint().width() <= view.width() - 24


def test_a_desk_that_only_registers_says_so_and_can_take_the_numbering_over(
    view: SettingsView, place: Workplace, desk: Desk, said: list[Message], qtbot: QtBot
) -> None:
    committee = desk.office.office().committee
    assert committee is not None
    assert view.committees.start.isVisible()
    assert not view.committees.take.isVisible()
    desk.registers.leave_to_another([committee.code])
    settled(place, qtbot)
    assert "另一台电脑" in view.committees.standing.text()
    assert not view.committees.start.isVisible()
    click(view.committees.take, place, qtbot)
    assert desk.registers.elsewhere() == {}
    assert view.committees.start.isVisible()
    assert "这台电脑编" in said[-1].text


def test_practice_shows_the_way_to_real_work_and_no_passphrase(
    view: SettingsView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    assert view.passphrase is None
    assert not view.unit.isVisible()
    assert view.other.go.text() == "开始正式办案"
    assert view.other.y() < view.people.y()
    with qtbot.waitSignal(place.go.other_desk_wanted):
        qtbot.mouseClick(view.other.go, Qt.MouseButton.LeftButton)
    create_desk(DataFolder(desk.folder.root / "official"), "yi ju hao ji de hua").close()
    view.reload()
    settled(place, qtbot)
    assert view.other.go.text() == "去正式办案"
