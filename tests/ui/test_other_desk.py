"""From practice to the official desk and back in one process: asked, opened, closed, and nothing lost on the way."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hands import commit
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from sample_desk import settled

from jxdesk import app
from jxdesk.desk import Desk, create_desk, open_desk
from jxdesk.errors import UserError
from jxdesk.paths import DataFolder
from jxdesk.progress import Work
from jxdesk.settings import Settings
from jxdesk.ui.desk_window import DeskWindow
from jxdesk.ui.first_start_dialog import DeskDialog, FirstStartDialog, PassphraseDialog
from jxdesk.ui.messages import Message
from jxdesk.ui.other_desk import OtherDesk
from jxdesk.ui.settings.settings_view import SettingsView
from jxdesk.ui.shell_window import ShellWindow
from jxdesk.ui.workplace import Workplace

GOOD = "yi ju hao ji de hua"
LONGEST = 30_000  # milliseconds one step may take
OWN = "230521100-T"

Look = Callable[[], Any]
Step = tuple[Look, Callable[[Any], object]]


class Hand:
    """Somebody at the screen while ``run_window`` runs: waits for what each step looks for, then acts on it."""

    def __init__(self, steps: list[Step]) -> None:
        self._steps = steps
        self._waited = 0
        self.stuck = ""
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if not self._steps:
            self._timer.stop()
            return
        look, act = self._steps[0]
        found = look()
        if found:
            self._waited = 0
            del self._steps[0]
            act(found)
            return
        self._waited += 20
        if self._waited > LONGEST:
            self.stuck = f"{len(self._steps)} steps left"
            self._timer.stop()
            for widget in QApplication.topLevelWidgets():
                if isinstance(widget, DeskDialog):
                    widget.reject()
            QApplication.exit(99)


def shell(*, practice: bool) -> Look:
    """The window of that desk, once it stands alone and its lanes are at rest."""

    def look() -> ShellWindow | None:
        there = [w for w in QApplication.topLevelWidgets() if isinstance(w, ShellWindow) and w.isVisible()]
        ready = len(there) == 1 and ("练习" in there[0].windowTitle()) == practice
        return there[0] if ready and not there[0]._tasks.pending("local") else None

    return look


def dialog(kind: type[DeskDialog[Any]]) -> Look:
    return lambda: next(
        (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None
    )


def press_the_way(window: ShellWindow) -> None:
    view = window.open("settings")
    assert isinstance(view, SettingsView)
    view.other.go.click()


def answer_first(asked: FirstStartDialog[Desk]) -> None:
    asked.centre.show_value("230521101")
    for field in (asked.first, asked.again):
        field.line.setText(GOOD)
    asked.verb.click()


def answer_passphrase(asked: PassphraseDialog[Desk]) -> None:
    asked.passphrase.line.setText(GOOD)
    asked.verb.click()


def leave(asked: DeskDialog[Desk]) -> None:
    asked.leave.click()


@pytest.fixture(autouse=True)
def _restored(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # run_window takes it; give it back
    monkeypatch.setattr(QMessageBox, "critical", lambda *given: pytest.fail(str(given[-1])))
    yield
    for widget in QApplication.topLevelWidgets():
        widget.deleteLater()


def run(home: Path, *steps: Step, by_default: bool = True) -> None:
    hand = Hand(list(steps))
    code = app.run_window(DataFolder(home), None, Settings(), by_default=by_default)
    assert hand.stuck == ""
    assert hand._steps == [], "the program ended before somebody was through"
    assert code == 0


def test_practice_of_an_earlier_version_leads_to_the_official_desk_and_back(desk: Desk) -> None:
    home = desk.folder.root
    practised = desk.cases.begin().id
    desk.close()
    labels: list[str] = []

    def noted(window: ShellWindow) -> None:
        view = window.open("settings")
        assert isinstance(view, SettingsView)
        labels.append(view.other.go.text())
        view.other.go.click()

    run(
        home,
        (shell(practice=True), noted),
        (dialog(FirstStartDialog), leave),
        (shell(practice=True), noted),
        (dialog(FirstStartDialog), answer_first),
        (shell(practice=False), noted),
        (shell(practice=True), noted),
        (dialog(PassphraseDialog), leave),
        (shell(practice=True), noted),
        (dialog(PassphraseDialog), answer_passphrase),
        (shell(practice=False), lambda window: window.close()),
    )
    assert labels == ["开始正式办案", "开始正式办案", "去练习", "去正式办案", "去正式办案"]
    official, practice = open_desk(DataFolder(home / "official"), GOOD), open_desk(DataFolder(home))
    try:
        assert official.table.count() == 0, "practice must never reach the official file"
        unit = official.office.office().unit
        assert unit is not None
        assert unit.code == "230521101"
        assert practice.cases.record(practised).intake.short_id
    finally:
        official.close()
        practice.close()
    run(home, (dialog(PassphraseDialog), answer_passphrase), (shell(practice=False), lambda w: w.close()))
    run(home, (shell(practice=True), lambda window: window.close()), by_default=False)


def test_a_new_computer_begins_with_practice_and_goes_on_to_the_official_desk(tmp_path: Path) -> None:
    home = tmp_path / "new"
    run(
        home,
        (dialog(FirstStartDialog), lambda asked: asked.verb.click()),
        (shell(practice=True), press_the_way),
        (dialog(FirstStartDialog), answer_first),
        (shell(practice=False), lambda window: window.close()),
    )
    assert sorted(one.name for one in home.iterdir() if one.is_dir()) == ["practice"]
    official, practice = open_desk(DataFolder(home), GOOD), open_desk(DataFolder(home / "practice"))
    assert (official.table.count(), practice.table.count()) == (0, 3)
    official.close()
    practice.close()
    run(
        home,
        (dialog(PassphraseDialog), lambda asked: asked.practise.click()),
        (shell(practice=True), lambda window: window.close()),
    )


def test_practice_is_made_when_it_is_first_wanted_from_the_official_desk(tmp_path: Path) -> None:
    home = tmp_path / "own"
    create_desk(DataFolder(home), GOOD, unit="230521101").close()
    run(
        home,
        (dialog(PassphraseDialog), answer_passphrase),
        (shell(practice=False), press_the_way),
        (shell(practice=True), lambda window: window.close()),
    )
    practice = open_desk(DataFolder(home / "practice"))
    assert practice.table.count() == 3
    practice.close()


def test_a_damaged_official_desk_is_said_in_the_practice_window_and_no_passphrase_is_asked_for(
    tmp_path: Path, desk: Desk
) -> None:
    home = desk.folder.root
    desk.close()
    (home / "official").mkdir()
    (home / "official" / "desk.key").write_text("{")
    (home / "official" / "desk.db").write_bytes(b"")
    told: list[str] = []

    def read(window: ShellWindow) -> None:
        told.append(window.banner._text.text())
        window.close()

    def with_banner() -> ShellWindow | None:
        window: ShellWindow | None = shell(practice=True)()
        return window if window is not None and window.banner.isVisible() else None

    run(home, (shell(practice=True), press_the_way), (with_banner, read), by_default=False)
    assert "desk.key" in told[0]


@pytest.fixture
def window(place: Workplace, qtbot: QtBot) -> DeskWindow:
    """The practice window, standing."""
    made = DeskWindow(place)
    qtbot.addWidget(made.window)
    made.start()
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    settled(place, qtbot)
    return made


def test_the_word_being_typed_is_on_the_disk_before_anything_is_asked(
    place: Workplace, desk: Desk, window: DeskWindow, qtbot: QtBot
) -> None:
    view = window.window.open("settings")
    assert isinstance(view, SettingsView)
    settled(place, qtbot)
    view.committees.which.show_value(OWN)
    view.committees._show_unit()
    phone = view.committees.form.fields["phone"]
    phone.go()
    commit(phone.control(), "0469-4661234")
    found: list[str | None] = []

    def ask(_parent: QWidget) -> str | None:
        own = desk.office.unit(OWN)
        found.append(None if own is None else own.phone)
        return None

    other = OtherDesk(place, window, ask=ask)
    place.go.to_other_desk()
    settled(place, qtbot)
    assert found == ["0469-4661234"]
    assert other.desk is None
    assert window.window.isVisible()


def test_a_second_press_while_the_first_works_opens_nothing_twice(
    place: Workplace, window: DeskWindow, qtbot: QtBot
) -> None:
    going, opened = threading.Event(), []

    def straight() -> str:
        going.wait(10)
        opened.append("open")
        return "other"

    other = OtherDesk(place, window, straight=straight)
    place.go.to_other_desk()
    place.go.to_other_desk()
    going.set()
    qtbot.waitUntil(lambda: not window.window.isVisible(), timeout=20_000)
    assert opened == ["open"]
    assert other.desk == "other"


def test_a_desk_that_cannot_be_opened_leaves_one_where_one_sits(
    place: Workplace, window: DeskWindow, said: list[Message], qtbot: QtBot
) -> None:
    answers = iter([UserError("练习打不开。", "再试一次。"), "other"])

    def straight() -> str:
        answer = next(answers)
        if isinstance(answer, UserError):
            raise answer
        return answer

    other = OtherDesk(place, window, straight=straight)
    place.go.to_other_desk()
    settled(place, qtbot)
    assert said[-1].text == "练习打不开。"
    assert window.window.isVisible()
    assert other.desk is None
    place.go.to_other_desk()
    qtbot.waitUntil(lambda: not window.window.isVisible(), timeout=20_000)


def test_a_round_with_the_county_is_stopped_and_waited_for_with_the_window_alive(
    place: Workplace, window: DeskWindow, said: list[Message], qtbot: QtBot
) -> None:
    ended = threading.Event()

    def round_(report: Work) -> None:
        while not ended.wait(0.01):
            pass
        report.step(1, 2)

    job = place.tasks.network("正在与县里同步", round_, owner=window)
    other = OtherDesk(place, window, straight=lambda: "other")
    place.go.to_other_desk()
    qtbot.waitUntil(lambda: other.desk is not None, timeout=20_000)
    assert job.stopped
    assert window.window.isVisible(), "closed now, the program would hang until the county answers"
    assert said[-1].text.startswith("正在停下与县里的同步")
    ended.set()
    qtbot.waitUntil(lambda: not window.window.isVisible(), timeout=20_000)
