"""Nothing of Qt is ever destroyed by a lane's thread."""

from __future__ import annotations

import gc
import threading
import weakref

from pytestqt.qtbot import QtBot

from jxdesk.progress import Work
from jxdesk.ui.collector import MainThreadCollector
from jxdesk.ui.tasks import Tasks


class Ring:
    """Something only the collector can find."""

    def __init__(self) -> None:
        self.itself = self


def test_what_the_main_thread_left_behind_is_not_collected_by_a_lane(qtbot: QtBot, tasks: Tasks) -> None:
    where: list[str] = []
    ring = Ring()
    weakref.finalize(ring, lambda: where.append(threading.current_thread().name))
    del ring

    def allocate(_work: Work) -> int:
        return sum(len([[] for _ in range(1000)]) for _ in range(200))

    done: list[int] = []
    tasks.local("读取", allocate, owner=tasks, done=done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert where == []
    gc.collect()
    assert where == [threading.main_thread().name]


def test_the_main_thread_collects_when_enough_has_gathered(qtbot: QtBot) -> None:
    collector = MainThreadCollector()
    found: list[int] = []
    ring = Ring()
    weakref.finalize(ring, lambda: found.append(1))
    del ring
    kept = [[] for _ in range(2000)]
    collector.look()
    assert found == [1]
    assert len(kept) == 2000
    collector.stop()
    assert gc.isenabled()
