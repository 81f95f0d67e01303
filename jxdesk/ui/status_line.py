"""The status bar: saved when, what is running, and how much the county has not yet acknowledged.

Synchronised means acknowledged (desk.md rule 10): green only at zero. A running job takes a place
that is always reserved, so that nothing under it flickers.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStatusBar, QWidget

from jxdesk.ui.naming import named, restyle, role, words
from jxdesk.ui.tasks import Job, Tasks
from jxdesk.ui.theme import Theme


class StatusLine(QStatusBar):
    """Left: 已保存 14:03. Middle: the job that takes long. Right: 县里还没有确认的."""

    def __init__(self, theme: Theme, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._theme = theme
        self.saved = named(words("", "saved"), "savedAt", "最近一次保存")
        self.county = named(words("", "good"), "unacknowledged", "县里还没有确认的")
        self.addWidget(self.saved)
        self._job: Job[Any] | None = None
        self._running = self._running_part()
        self.addWidget(self._running, 1)
        self.addPermanentWidget(self.county)
        tasks.slow.connect(self._show_job)
        tasks.moved.connect(self._on_moved)
        tasks.ended.connect(self._on_ended)

    def show_saved(self, at: datetime) -> None:
        """Say quietly that everything up to ``at`` (local time) is on the disk."""
        self.saved.setText(f"已保存 {at:%H:%M}")

    def show_unacknowledged(
        self,
        number: int,
        since: datetime | None,
        *,
        to_answer: int = 0,
        ever: bool = True,
        practice: bool = False,
    ) -> None:
        """How many changes the county has not acknowledged, and since when the oldest of them waits.

        ``to_answer``: what a person must decide before all is well; ``ever``: whether the county was ever
        reached. Practice that never talked to a county has nothing to say about one.
        """
        text, tone = "县里已全部确认", "good"
        if practice and not ever:
            text, tone = "练习，不上报", "hint"
        elif number:
            oldest = f"，最早 {since.month}月{since.day}日 {since:%H:%M}" if since else ""
            text, tone = f"县里还没有确认 {number} 条{oldest}", "advice"
        elif to_answer:
            text, tone = f"县里都收到了，有 {to_answer} 件事等您来定", "advice"
        elif not ever:
            text, tone = "还没有要报的修改", "hint"
        self.county.setText(text)
        restyle(self.county, role=tone)

    def _running_part(self) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(16, 0, 16, 0)
        self._what = named(words(""), "jobName", "正在做的事")
        self._bar = named(QProgressBar(), "jobProgress", "进度")
        self._bar.setMaximumWidth(240)
        self._stop = role(named(QPushButton("取消"), "jobCancel", "取消正在做的事"), "link")
        self._stop.clicked.connect(self._cancel)
        for piece in (self._what, self._bar, self._stop):
            row.addWidget(piece)
            piece.hide()
        row.addStretch(1)
        return part

    def _show_job(self, job: Job[Any]) -> None:
        if self._job is None and not job.over:
            self._job = job
            for piece in (self._what, self._bar, self._stop):
                piece.show()
            self._on_moved(job)

    def _on_moved(self, job: Job[Any]) -> None:
        if job is self._job:
            count = f" {job.at}/{job.total}" if job.total else ""
            self._what.setText(f"{job.what}{count} {job.note}".strip())
            self._bar.setRange(0, job.total)
            self._bar.setValue(job.at)

    def _on_ended(self, job: Job[Any]) -> None:
        if job is self._job:
            self._job = None
            for piece in (self._what, self._bar, self._stop):
                piece.hide()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._what.setText(f"正在停下：{self._job.what}")
