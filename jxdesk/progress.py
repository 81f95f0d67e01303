"""Work: what a long job may report and what it may be asked.

A job is given two questions, not a widget: how far are you, and has anyone asked you to stop?
"""

from __future__ import annotations

from collections.abc import Callable


class Cancelled(Exception):  # noqa: N818 - not an error: somebody pressed 取消
    """Raised inside a job by ``Work.step`` after a person asked it to stop; nothing half-done is kept."""


class Work:
    """Handed to a job as its only argument; safe to use from the job's own thread."""

    def __init__(
        self,
        report: Callable[[int, int, str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._report = report or (lambda _done, _total, _what: None)
        self._cancelled = cancelled or (lambda: False)

    def step(self, done: int, total: int, what: str = "") -> None:
        """Say how far the job is (``total`` 0 when unknown) and stop here if it was cancelled."""
        if self._cancelled():
            raise Cancelled
        self._report(done, total, what)


QUIET = Work()
