"""Rounds nobody asked for: on time, one at a time, and quiet."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sample_desk import settled

from jxdesk.desk import Desk
from jxdesk.errors import UserError
from jxdesk.progress import Work
from jxdesk.services.sync import SyncService
from jxdesk.ui.auto_sync import AutoSync
from jxdesk.ui.messages import Message
from jxdesk.ui.workplace import Workplace

NEVER = 10**8
ADDRESS = "http://127.0.0.1:9"


@dataclass
class Rounds:
    """Counts what the desk asked of the county; ``held`` keeps a round going until ``go`` is set."""

    began: int = 0
    held: bool = False
    go: threading.Event = field(default_factory=threading.Event)

    def run(self, _work: Work) -> None:
        self.began += 1
        if self.held:
            self.go.wait(20)
        raise UserError("县级服务没有回应。", "网络好转后会自动再试。")


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> Rounds:
    """A county that never answers."""
    made = Rounds()
    monkeypatch.setattr(SyncService, "run", lambda _self, work: made.run(work))
    return made


def test_rounds_come_again_and_failures_stay_out_of_the_way(
    place: Workplace, desk: Desk, rounds: Rounds, said: list[Message], qapp: QObject, qtbot: QtBot
) -> None:
    desk.office.set_county(ADDRESS)
    auto = AutoSync(place, qapp, every=20, after_save=NEVER)
    auto.start()
    qtbot.waitUntil(lambda: rounds.began >= 3)
    auto.deleteLater()
    settled(place, qtbot)
    assert said == []


def test_many_saves_are_one_round(
    place: Workplace, desk: Desk, rounds: Rounds, qapp: QObject, qtbot: QtBot
) -> None:
    desk.office.set_county(ADDRESS)
    auto = AutoSync(place, qapp, every=NEVER, after_save=60)
    auto.start()
    for _ in range(5):
        place.changes.saved_at(place.services.now())
    qtbot.waitUntil(lambda: rounds.began == 1)
    qtbot.wait(150)
    assert rounds.began == 1
    auto.deleteLater()


def test_a_round_that_takes_long_is_not_joined_by_another(
    place: Workplace, desk: Desk, rounds: Rounds, qapp: QObject, qtbot: QtBot
) -> None:
    desk.office.set_county(ADDRESS)
    rounds.held = True
    auto = AutoSync(place, qapp, every=20, after_save=NEVER)
    auto.start()
    qtbot.waitUntil(lambda: rounds.began == 1)
    qtbot.wait(150)
    assert place.tasks.pending("network") == 1
    auto.deleteLater()
    rounds.go.set()
    settled(place, qtbot)
    assert rounds.began == 1


def test_without_an_address_nobody_is_asked(
    place: Workplace, rounds: Rounds, qapp: QObject, qtbot: QtBot
) -> None:
    auto = AutoSync(place, qapp, every=20, after_save=NEVER)
    auto.start()
    qtbot.wait(150)
    auto.deleteLater()
    settled(place, qtbot)
    assert rounds.began == 0


def test_no_round_is_asked_of_lanes_that_have_ended(
    place: Workplace, desk: Desk, rounds: Rounds, qapp: QObject, qtbot: QtBot
) -> None:
    desk.office.set_county(ADDRESS)
    auto = AutoSync(place, qapp, every=20, after_save=20)
    auto.start()
    place.tasks.close()
    before = rounds.began
    place.changes.saved_at(place.services.now())
    qtbot.wait(150)  # a tick would raise in the event loop, which fails the test
    assert rounds.began == before
    auto.deleteLater()
