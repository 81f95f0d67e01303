"""The two lanes: order, progress, failure, cancelling, and owners that are gone."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from jxdesk.errors import UserError
from jxdesk.progress import Work
from jxdesk.ui.messages import Message
from jxdesk.ui.tasks import Job, Tasks


def test_a_clock_left_ticking_in_a_window_that_is_gone_asks_nobody(
    tasks: Tasks, qapp: QObject, said: list[Message]
) -> None:
    tasks.close()
    job = tasks.local("查找", lambda _work: pytest.fail("it ran"), owner=qapp)
    assert (job.over, job.stopped, tasks.pending("local"), said) == (True, True, 0, [])


def test_results_arrive_on_the_main_thread_in_the_order_asked(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    seen: list[tuple[int, bool]] = []
    for number in range(5):
        tasks.local(
            "数数", lambda _work, n=number: n, owner=owner,
            done=lambda n: seen.append((n, threading.current_thread() is threading.main_thread())),
        )  # fmt: skip
    qtbot.waitUntil(lambda: len(seen) == 5)
    assert seen == [(n, True) for n in range(5)]


def test_progress_never_arrives_after_the_result(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    seen: list[str] = []
    tasks.moved.connect(lambda job: seen.append(f"{job.at}/{job.total}"))

    def job(work: Work) -> str:
        for number in range(1, 4):
            work.step(number, 3)
        return "done"

    tasks.local("打印", job, owner=owner, done=seen.append)
    qtbot.waitUntil(lambda: "done" in seen)
    qtbot.wait(50)
    assert seen[-1] == "done"
    assert seen[-2] == "3/3"


def test_a_job_that_waits_for_the_county_does_not_hold_up_a_save(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    released = threading.Event()
    seen: list[str] = []
    tasks.network("同步", lambda _work: released.wait(10), owner=owner)
    tasks.local("保存", lambda _work: "saved", owner=owner, done=seen.append)
    qtbot.waitUntil(lambda: seen == ["saved"])
    assert tasks.pending("network") == 1
    released.set()


def test_what_the_user_can_mend_is_shown_and_not_raised(
    qtbot: QtBot, tasks: Tasks, said: list[Message]
) -> None:
    def job(_work: Work) -> None:
        raise UserError("磁盘满了，这一格没有存上。", "请删掉一些文件再试。")

    tasks.local("保存", job, owner=QObject(tasks))
    qtbot.waitUntil(lambda: len(said) == 1)
    assert (said[0].kind, said[0].text) == ("error", "磁盘满了，这一格没有存上。")


def test_a_bug_in_a_job_becomes_a_plain_sentence_and_a_log_record_without_data(
    qtbot: QtBot, tasks: Tasks, said: list[Message], expected_log: set[str], caplog: Any
) -> None:
    expected_log.add("jxdesk.ui.messages")

    def job(_work: Work) -> None:
        raise KeyError("张桂军")

    tasks.local("保存", job, owner=QObject(tasks))
    qtbot.waitUntil(lambda: len(said) == 1)
    assert "没有预料到" in said[0].text
    assert "KeyError" in caplog.text
    assert "张桂军" not in caplog.text + said[0].text + said[0].remedy


def test_a_result_for_a_page_that_is_gone_is_dropped_but_a_failed_save_is_still_heard_of(
    qtbot: QtBot, tasks: Tasks, said: list[Message]
) -> None:
    owner = QObject()
    got: list[object] = []

    def fails(_work: Work) -> None:
        raise UserError("没有存上。", "请再试。")

    tasks.local("读取", lambda _work: 1, owner=owner, done=got.append)
    tasks.local("保存", fails, owner=owner, failed=got.append)
    delete(owner)
    qtbot.waitUntil(lambda: len(said) == 1)
    assert got == []


def test_a_cancelled_job_stops_at_its_next_step_and_reports_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    got: list[object] = []
    started = threading.Event()

    def job(work: Work) -> str:
        started.set()
        while True:
            work.step(1, 0)

    asked = tasks.local("打印", job, owner=owner, done=got.append)
    assert started.wait(5)
    with qtbot.waitSignal(tasks.ended):
        asked.cancel()
    assert asked.over
    assert got == []


def test_only_a_job_over_half_a_second_is_called_slow(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    slow: list[Job[Any]] = []
    released = threading.Event()
    tasks.slow.connect(slow.append)
    tasks.local("快", lambda _work: None, owner=owner)
    long = tasks.local("慢", lambda _work: released.wait(10), owner=owner)
    qtbot.waitUntil(lambda: slow == [long], timeout=3000)
    released.set()


def test_closing_finishes_what_is_still_to_be_written(messages: Any) -> None:
    lanes = Tasks(messages.error, messages.unexpected)
    written: list[int] = []
    owner = QObject()
    for number in range(3):
        lanes.local("保存", lambda _work, n=number: written.append(n), owner=owner)
    lanes.close()
    assert written == [0, 1, 2]
