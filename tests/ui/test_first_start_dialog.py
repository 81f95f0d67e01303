"""The first questions: practice or an own desk, and the passphrase of the desk that is here."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from widget_walk import naming_faults

from jxdesk.desk import Desk, create_desk, open_desk
from jxdesk.models.keys import MIN_PASSPHRASE
from jxdesk.paths import DataFolder, read_resource
from jxdesk.services.office import shipped_centres
from jxdesk.services.two_desks import NewDesk
from jxdesk.ui.first_start_dialog import FirstStartDialog, PassphraseDialog
from jxdesk.ui.theme import Theme

GOOD = "yi ju hao ji de hua"
CENTRES = shipped_centres(read_resource("divisions", "organisations.json"))


@pytest.fixture
def first(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[FirstStartDialog[Desk]]:
    """The first question, on an empty folder."""
    folder = DataFolder(tmp_path / "new")
    dialog = FirstStartDialog(
        theme, lambda new: create_desk(folder, new.passphrase, unit=new.unit), CENTRES, MIN_PASSPHRASE
    )
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.tasks.close()
    if dialog.desk is not None:
        dialog.desk.close()


def press(dialog: FirstStartDialog[Desk] | PassphraseDialog[Desk], qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.tasks.pending("local"), timeout=20_000)


def test_every_township_of_the_county_can_be_chosen() -> None:
    assert len(CENTRES) > 5
    assert ("230521100", "集贤县福利镇综治分中心") in CENTRES


def test_every_control_has_its_names(first: FirstStartDialog[Desk]) -> None:
    first.real.setChecked(True)
    assert naming_faults(first) == []
    assert first.height() <= 680


def test_practice_is_one_press_away(first: FirstStartDialog[Desk], qtbot: QtBot) -> None:
    press(first, qtbot)
    assert first.desk is not None
    assert first.desk.office.practice
    assert first.desk.office.user() == "周某"


def test_an_own_desk_has_its_township_and_its_passphrase(
    first: FirstStartDialog[Desk], tmp_path: Path, qtbot: QtBot
) -> None:
    first.real.click()
    first.centre.show_value("230521101")
    for field in (first.first, first.again):
        field.line.setText(GOOD)
    press(first, qtbot)
    assert first.desk is not None
    assert not first.desk.office.practice
    unit = first.desk.office.office().unit
    assert unit is not None
    assert unit.code == "230521101"
    first.desk.close()
    first.desk = open_desk(DataFolder(tmp_path / "new"), GOOD)


@pytest.mark.parametrize(
    ("unit", "said", "again", "sentence"),
    [
        (None, GOOD, GOOD, "请选本单位。"),
        ("230521101", "short", "short", f"口令太短，至少要{MIN_PASSPHRASE}个字符。"),
        ("230521101", GOOD, GOOD + "!", "两次输的不一样，请再输一遍。"),
    ],
)
def test_what_is_missing_is_said_under_its_field_and_nothing_is_made(
    first: FirstStartDialog[Desk], tmp_path: Path, qtbot: QtBot, unit: str | None, said: str, again: str,
    sentence: str,
) -> None:  # fmt: skip
    first.real.click()
    first.centre.show_value(unit)
    first.first.line.setText(said)
    first.again.line.setText(again)
    press(first, qtbot)
    shown = [field.message.text() for field in (first.centre, first.first, first.again)]
    assert sentence in shown
    assert not (tmp_path / "new").exists()
    assert first.height() <= 680


def test_a_folder_that_cannot_be_written_is_one_sentence(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").write_text("a file where a folder belongs")
    folder = DataFolder(tmp_path / "file" / "desk")
    dialog = FirstStartDialog(
        theme, lambda new: create_desk(folder, new.passphrase, unit=new.unit), CENTRES, MIN_PASSPHRASE
    )
    qtbot.addWidget(dialog)
    dialog.show()
    press(dialog, qtbot)
    qtbot.waitUntil(dialog.verb.isEnabled)
    assert dialog.said.text().startswith("数据文件夹不能写入。请检查权限")
    assert dialog.desk is None
    dialog.tasks.close()


@pytest.fixture
def own(tmp_path: Path) -> DataFolder:
    """A desk under a passphrase, closed."""
    folder = DataFolder(tmp_path / "own")
    create_desk(folder, GOOD, unit="230521101").close()
    return folder


@pytest.fixture
def asked(theme: Theme, own: DataFolder, qtbot: QtBot) -> Iterator[PassphraseDialog[Desk]]:
    """The question for its passphrase."""
    dialog = PassphraseDialog(theme, lambda said: open_desk(own, said))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    yield dialog
    dialog.tasks.close()
    if dialog.desk is not None:
        dialog.desk.close()


def test_a_wrong_passphrase_is_one_sentence_and_changes_nothing(
    asked: PassphraseDialog[Desk], own: DataFolder, qtbot: QtBot
) -> None:
    before = own.database.read_bytes(), own.keys.read_bytes()
    asked.passphrase.line.setText("not the one")
    press(asked, qtbot)
    qtbot.waitUntil(asked.verb.isEnabled)
    assert asked.said.text() == "口令不对，数据原样未动。请检查大小写和输入法后再试一次。"
    assert asked.passphrase.line.selectedText() != ""
    assert (own.database.read_bytes(), own.keys.read_bytes()) == before
    asked.passphrase.line.setText(GOOD)
    qtbot.keyClick(asked.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked.desk is not None, timeout=20_000)
    assert not asked.isVisible()


def test_an_empty_line_asks_for_the_passphrase_first(asked: PassphraseDialog[Desk], qtbot: QtBot) -> None:
    press(asked, qtbot)
    assert asked.passphrase.message.text() == "请先输入口令。"
    assert naming_faults(asked) == []


def test_the_letters_are_hidden_until_asked_for(asked: PassphraseDialog[Desk]) -> None:
    assert asked.passphrase.line.echoMode() == QLineEdit.EchoMode.Password
    asked.show_it.setChecked(True)
    assert asked.passphrase.line.echoMode() == QLineEdit.EchoMode.Normal


def test_it_cannot_be_left_while_a_desk_is_being_opened(theme: Theme, qtbot: QtBot) -> None:
    going = threading.Event()
    dialog: PassphraseDialog[str] = PassphraseDialog(theme, lambda _said: str(going.wait(10)))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.passphrase.line.setText(GOOD)
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    dialog.reject()
    assert dialog.isVisible()
    assert not dialog.leave.isEnabled()
    going.set()
    qtbot.waitUntil(lambda: dialog.desk == "True")
    assert not dialog.isVisible()


@pytest.mark.parametrize("points", [12, 16, 18])
def test_from_practice_only_the_own_desk_is_asked_about_and_everything_is_in_sight(
    theme: Theme, tmp_path: Path, qtbot: QtBot, points: int
) -> None:
    theme.apply(points)
    made: list[NewDesk] = []
    dialog: FirstStartDialog[str] = FirstStartDialog(
        theme,
        lambda new: made.append(new) or "open",
        CENTRES,
        MIN_PASSPHRASE,
        practising=True,
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert naming_faults(dialog) == []
    assert not dialog.practice.isVisible()
    assert not dialog.real.isVisible()
    assert dialog.leave.text() == "先不去，回来练习"
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert dialog.centre.message.text() == "请选本单位。"
    assert made == []
    dialog.centre.show_value("230521101")
    dialog.first.line.setText("short")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    dialog.say("数据文件夹不能写入。请检查权限，或者换一个文件夹。")
    assert dialog.height() <= 680
    layout = dialog.layout()
    assert layout is not None
    assert layout.totalHeightForWidth(dialog.width()) <= dialog.height(), (
        "something lies under something else"
    )
    for field in (dialog.first, dialog.again):
        field.line.setText(GOOD)
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.desk == "open")
    assert made == [NewDesk(GOOD, "230521101")]


def test_practice_is_reached_without_the_passphrase(theme: Theme, own: DataFolder, qtbot: QtBot) -> None:
    dialog: PassphraseDialog[str] = PassphraseDialog(theme, lambda _said: "own", practise=lambda: "practice")
    qtbot.addWidget(dialog)
    dialog.show()
    assert naming_faults(dialog) == []
    qtbot.mouseClick(dialog.practise, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.desk == "practice")
    assert not dialog.isVisible()


def test_practice_is_not_offered_to_somebody_who_comes_from_there(theme: Theme, qtbot: QtBot) -> None:
    dialog: PassphraseDialog[str] = PassphraseDialog(theme, lambda _said: "own", practising=True)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.practise.isVisible()
    assert dialog.leave.text() == "先不去，回来练习"


def test_leaving_makes_nothing(first: FirstStartDialog[Desk], tmp_path: Path, qtbot: QtBot) -> None:
    qtbot.mouseClick(first.leave, Qt.MouseButton.LeftButton)
    assert not first.isVisible()
    assert first.desk is None
    assert not (tmp_path / "new").exists()


def test_a_second_computer_of_the_unit_can_be_set_up_to_register_only(theme: Theme, qtbot: QtBot) -> None:
    made: list[NewDesk] = []
    dialog: FirstStartDialog[str] = FirstStartDialog(
        theme, lambda new: made.append(new) or "open", CENTRES, MIN_PASSPHRASE
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.real.click()
    dialog.centre.show_value("230521101")
    qtbot.mouseClick(dialog.elsewhere, Qt.MouseButton.LeftButton)
    for field in (dialog.first, dialog.again):
        field.line.setText(GOOD)
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.desk is not None, timeout=20_000)
    assert made == [NewDesk(GOOD, "230521101", numbers_here=False)]
