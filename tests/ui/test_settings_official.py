"""设置 of an official desk: the passphrase, the unit that was not chosen yet, the way to practice."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sample_desk import seen, settled
from widget_walk import naming_faults

from jxdesk.desk import Desk, create_desk, open_desk
from jxdesk.errors import UserError
from jxdesk.paths import DataFolder
from jxdesk.ui.changes import Changes
from jxdesk.ui.messages import Message, Messages
from jxdesk.ui.navigator import Navigator
from jxdesk.ui.settings.passphrase_card import PassphraseCard
from jxdesk.ui.settings.settings_view import SettingsView
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme
from jxdesk.ui.workplace import Workplace

OLD = "yi ju hao ji de hua"
NEW = "huan le yi ju xin de"


@pytest.fixture(scope="module")
def _official(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An official desk made without a unit, as the command line makes one."""
    folder = tmp_path_factory.mktemp("official") / "desk"
    create_desk(DataFolder(folder), OLD).close()
    return folder


@pytest.fixture
def official(_official: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of it, open."""
    shutil.copytree(_official, tmp_path / "official")
    desk = open_desk(DataFolder(tmp_path / "official"), OLD)
    yield desk
    desk.close()


@pytest.fixture
def there(official: Desk, theme: Theme, messages: Messages, tasks: Tasks) -> Workplace:
    """The official desk as a page is given it."""
    changes = Changes()
    official.database.listen(changes.listen)
    return Workplace(theme, tasks, messages, changes, Navigator(), official)


@pytest.fixture
def view(there: Workplace, qtbot: QtBot) -> SettingsView:
    """The page, in sight."""
    return seen(SettingsView(there), there, qtbot)


@pytest.fixture
def card(view: SettingsView) -> PassphraseCard:
    """The card of the passphrase."""
    assert view.passphrase is not None
    return view.passphrase


def type_in(card: PassphraseCard, old: str, first: str, again: str) -> None:
    for field, text in ((card.old, old), (card.first, first), (card.again, again)):
        field.line.setText(text)


def press(button: QPushButton, there: Workplace, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(there, qtbot)


def opens(desk: Desk, passphrase: str) -> bool:
    try:
        open_desk(desk.folder, passphrase).close()
    except UserError:
        return False
    return True


def test_every_control_has_its_names(view: SettingsView) -> None:
    assert naming_faults(view) == []


def test_the_passphrase_is_changed_and_nothing_typed_stays_on_the_screen(
    card: PassphraseCard, official: Desk, there: Workplace, said: list[Message], qtbot: QtBot
) -> None:
    card.show_it.setChecked(True)
    type_in(card, OLD, NEW, NEW)
    press(card.change, there, qtbot)
    assert said[-1].kind == "done"
    assert said[-1].text.startswith("口令已经换好")
    assert [field.text for field in (card.old, card.first, card.again)] == ["", "", ""]
    assert not card.show_it.isChecked()
    assert (opens(official, OLD), opens(official, NEW)) == (False, True)


def test_enter_in_the_last_line_changes_it_too(
    card: PassphraseCard, official: Desk, there: Workplace, qtbot: QtBot
) -> None:
    type_in(card, OLD, NEW, NEW)
    qtbot.keyClick(card.again.line, Qt.Key.Key_Return)
    settled(there, qtbot)
    assert opens(official, NEW)


def test_a_wrong_old_passphrase_is_one_sentence_and_changes_nothing(
    card: PassphraseCard, official: Desk, there: Workplace, said: list[Message], qtbot: QtBot
) -> None:
    before = official.folder.keys.read_bytes()
    type_in(card, "not the old one", NEW, NEW)
    press(card.change, there, qtbot)
    assert (said[-1].kind, said[-1].text) == ("error", "现在的口令不对，口令没有换。")
    assert official.folder.keys.read_bytes() == before
    assert card.old.line.hasFocus()
    assert card.old.line.selectedText() != ""
    assert card.first.text == NEW
    assert card.change.isEnabled()


@pytest.mark.parametrize(
    ("old", "first", "again", "sentence"),
    [
        ("", NEW, NEW, "请先输入现在的口令。"),
        (OLD, "short", "short", "口令太短，至少要10个字符。"),
        (OLD, NEW, NEW + " ", "两次输的不一样，请再输一遍。"),
    ],
)
def test_what_is_missing_is_said_under_its_line(
    card: PassphraseCard, official: Desk, there: Workplace, qtbot: QtBot, old: str, first: str, again: str,
    sentence: str,
) -> None:  # fmt: skip
    before = official.folder.keys.read_bytes()
    type_in(card, old, first, again)
    press(card.change, there, qtbot)
    assert sentence in [field.message.text() for field in (card.old, card.first, card.again)]
    assert official.folder.keys.read_bytes() == before


def test_the_change_runs_off_the_screens_thread(
    card: PassphraseCard, official: Desk, there: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[threading.Thread] = []
    change: Callable[[str, str], None] = official.passphrase.change

    def noted(old: str, new: str) -> None:
        ran.append(threading.current_thread())
        change(old, new)

    monkeypatch.setattr(official.passphrase, "change", noted)
    type_in(card, OLD, NEW, NEW)
    qtbot.mouseClick(card.change, Qt.MouseButton.LeftButton)
    assert not card.change.isEnabled()
    qtbot.mouseClick(card.change, Qt.MouseButton.LeftButton)
    settled(there, qtbot)
    assert len(ran) == 1
    assert ran[0] is not threading.main_thread()


def test_a_desk_without_a_unit_chooses_it_once(
    view: SettingsView, official: Desk, there: Workplace, said: list[Message], qtbot: QtBot
) -> None:
    card = view.unit
    assert card.isVisible()
    assert not card.settle.isEnabled()
    assert card.warning.text() == "选定以后不能再改，请看准再按。"
    card.which.list.setCurrentIndex(card.which.list.findData("230521101"))
    card.which.leave()
    assert card.warning.text().startswith("将选定“集贤县集贤镇综治分中心”。")
    assert official.office.office().unit is None, "choosing in the list is not yet settling"
    press(card.settle, there, qtbot)
    unit = official.office.office().unit
    assert unit is not None
    assert unit.code == "230521101"
    assert said[-1].text == "本单位已经选定：集贤县集贤镇综治分中心。"
    assert not card.isVisible()
    assert view.committees.which.list.findData("230521101") > 0


def test_the_way_to_practice_is_on_the_page(view: SettingsView, there: Workplace, qtbot: QtBot) -> None:
    assert view.other.go.text() == "去练习"
    with qtbot.waitSignal(there.go.other_desk_wanted):
        qtbot.mouseClick(view.other.go, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("points", [12, 18])
def test_nothing_is_cut_off_sideways(view: SettingsView, there: Workplace, qtbot: QtBot, points: int) -> None:
    there.theme.apply(points)
    view.resize(1366 - there.theme.px(156), 600)
    settled(there, qtbot)
    for card in (view.unit, view.passphrase, view.other):
        assert card is not None
        assert card.minimumSizeHint().width() <= view.width() - 24
