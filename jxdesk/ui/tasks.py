"""Work off the main thread: a one-thread local lane (the desk's file) and a network lane.

A job is a plain function of one ``Work``. Everything a lane reports travels through one queued
signal, because two signals may overtake each other and a bar would then move after its job ended.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from jxdesk.errors import UserError
from jxdesk.progress import Cancelled, Work
from jxdesk.ui.collector import MainThreadCollector

T = TypeVar("T")
SLOW_AFTER = 500  # milliseconds before a job shows its progress (desk.md: anything over half a second)


class Job(Generic[T]):
    """One piece of work asked for: what it is called, how far it is, and the way to stop it."""

    def __init__(
        self, what: str, lane: str, owner: QObject, done: Callable[[T], None] | None,
        failed: Callable[[UserError], None] | None,
    ) -> None:  # fmt: skip
        self.what = what
        self.lane = lane
        self.owner = owner
        self.done = done
        self.failed = failed
        self.at = 0
        self.total = 0
        self.note = ""
        self.over = False
        self.announced = False
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next step; one that has not begun never runs."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stop.is_set()


class Tasks(QObject):
    """The two lanes. Results, progress and failures arrive on the main thread, in the order they happened."""

    slow = Signal(object)
    """A Job has run for half a second and is not over."""
    moved = Signal(object)
    """A Job reported how far it is."""
    ended = Signal(object)
    """A Job is over: done, failed or cancelled."""
    idle = Signal()
    """Nothing is left in the local lane."""
    closing = Signal()
    """Both lanes are about to end: whoever asks by itself stops asking."""
    _arrived = Signal(object, str, object)

    def __init__(
        self, show_error: Callable[[UserError], None], show_unexpected: Callable[[BaseException], None]
    ) -> None:
        super().__init__()
        self._show_error = show_error
        self._show_unexpected = show_unexpected
        self._collector = MainThreadCollector(self)
        self._jobs: list[Job[Any]] = []
        self._closed = False
        self._lanes = {
            name: ThreadPoolExecutor(max_workers=1, thread_name_prefix=name) for name in ("local", "network")
        }
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def local(
        self, what: str, work: Callable[[Work], T], *, owner: QObject,
        done: Callable[[T], None] | None = None, failed: Callable[[UserError], None] | None = None,
    ) -> Job[T]:  # fmt: skip
        """Do ``work`` after everything already asked of the desk's file.

        ``what`` names it for the person waiting. ``done`` gets the result and ``failed`` a UserError;
        without ``failed`` the error is shown. Once ``owner`` is gone results are dropped, errors still shown.
        """
        return self._ask(Job(what, "local", owner, done, failed), work)

    def network(
        self, what: str, work: Callable[[Work], T], *, owner: QObject,
        done: Callable[[T], None] | None = None, failed: Callable[[UserError], None] | None = None,
    ) -> Job[T]:  # fmt: skip
        """The same for work that waits for the county: it never holds up a save."""
        return self._ask(Job(what, "network", owner, done, failed), work)

    def pending(self, lane: str) -> int:
        """How many jobs of a lane are not over."""
        return sum(1 for job in self._jobs if job.lane == lane)

    def stop_network(self) -> None:
        """Ask whatever waits for the county to stop at its next step."""
        for job in self._jobs:
            if job.lane == "network":
                job.cancel()

    def close(self) -> None:
        """Finish what the local lane still has to write, stop the network lane, end both threads."""
        if self._closed:
            return
        self._closed = True
        self.closing.emit()
        self.stop_network()
        for lane in self._lanes.values():
            lane.shutdown(wait=True)
        self._collector.stop()

    def _ask(self, job: Job[T], work: Callable[[Work], T]) -> Job[T]:
        if self._closed:
            # A window that was left may still have a clock ticking (a search, a scanner's folder). Whatever was
            # typed in it was written before the lanes ended; there is nobody left to answer.
            job.cancel()
            job.over = True
            return job
        self._jobs.append(job)
        self._lanes[job.lane].submit(self._run, job, work)
        QTimer.singleShot(SLOW_AFTER, self, lambda: self._show_if_slow(job))
        return job

    def _run(self, job: Job[T], work: Callable[[Work], T]) -> None:
        """In the lane's thread: nothing here may touch a widget."""
        report = Work(lambda at, total, note: self._note(job, at, total, note), lambda: job.stopped)
        try:
            report.step(0, 0)
            result = work(report)
        except Cancelled:
            self._arrived.emit(job, "cancelled", None)
        except UserError as error:
            self._arrived.emit(job, "failed", error)
        except Exception as error:  # noqa: BLE001 - a bug in a job must reach the main thread, not die in a future
            self._arrived.emit(job, "unexpected", error)
        else:
            self._arrived.emit(job, "done", result)

    def _note(self, job: Job[Any], at: int, total: int, note: str) -> None:
        """Remember how far it is. One announcement waits at a time: a job that steps a million times
        would otherwise fill the main thread's queue faster than it can be emptied."""
        job.at, job.total, job.note = at, total, note
        if not job.announced:
            job.announced = True
            self._arrived.emit(job, "moved", None)

    def _deliver(self, job: Job[Any], news: str, content: Any) -> None:
        if news == "moved":
            job.announced = False
            self.moved.emit(job)
            return
        job.over = True
        self._jobs.remove(job)
        self.ended.emit(job)
        self._tell(job, news, content)
        if not self.pending("local"):
            self.idle.emit()

    def _tell(self, job: Job[Any], news: str, content: Any) -> None:
        there = isValid(job.owner)
        if news == "done" and job.done is not None and there:
            job.done(content)
        elif news == "failed":
            # A save that failed after its page was left must still be heard of.
            (job.failed if job.failed is not None and there else self._show_error)(content)
        elif news == "unexpected":
            self._show_unexpected(content)

    def _show_if_slow(self, job: Job[Any]) -> None:
        if not job.over:
            self.slow.emit(job)
