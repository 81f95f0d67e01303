"""同步: what the county has not acknowledged, what it has, what it refused; and one button that asks it now.

Green only at zero (desk.md rule 10): sent is not acknowledged, and a round without an error is not either.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from jxdesk.errors import UserError
from jxdesk.rules.days import chinese_moment
from jxdesk.services.sync import Standing, SyncReport
from jxdesk.ui.changes import Follower
from jxdesk.ui.county_field import CountyField
from jxdesk.ui.icons import dress
from jxdesk.ui.naming import named, restyle, role, words
from jxdesk.ui.tasks import Job
from jxdesk.ui.workplace import Workplace

FIGURES = (
    ("unsent", "等着上报"), ("acknowledged", "县里已确认"), ("conflicts", "两边不一致"), ("rejected", "县里没有收"),
    ("held", "在等前一条"),
)  # fmt: skip
PRACTICE = "练习的案件只能与本机上的县级服务同步，不会报到县里。"


class SyncView(QWidget):
    """One round at a time, in the network lane; saving goes on meanwhile."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("view")
        self._place = place
        self._job: Job[SyncReport] | None = None
        self._figures: dict[str, QLabel] = {}
        self.standing = words("", "figure", wrap=True)
        self.standing.setObjectName("syncStanding")
        self.times = words("", "hint", wrap=True)
        self.times.setObjectName("syncTimes")
        self.said = words("", wrap=True)
        self.said.setObjectName("syncSaid")
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.hide()
        self.county = CountyField(place, "sync_county")
        self.now = role(named(QPushButton("现在同步"), "syncNow", "现在同步"), "primary")
        self.now.clicked.connect(self.sync_now)
        dress(place.theme, self.now, "sync", "card")
        self.stop = named(QPushButton("停下"), "syncStop", "停下这次同步")
        self.stop.clicked.connect(self._cancel)
        self.inbox = named(QPushButton("去收件处理"), "syncInbox", "去收件页处理")
        self.inbox.clicked.connect(lambda: place.go.to_page("inbox"))
        self.bar = named(QProgressBar(), "syncProgress", "同步的进度")
        self._lay_out()
        self._show_running(running=False)
        place.tasks.moved.connect(self._on_moved)
        place.tasks.ended.connect(self._on_ended)
        self._follower = Follower(place.changes, self, {"change", "conflict", "desk"}, self.reload)

    def reload(self) -> None:
        """Read where the desk stands; a sentence left over from the last round is said once."""
        sync = self._place.services.sync
        self._place.tasks.local(
            "正在读取状态", lambda _work: (sync.standing(), sync.notice()), owner=self,
            done=lambda read: self._show(*read),
        )  # fmt: skip
        self.county.reload()

    def flush(self) -> None:
        """Store the address if it is still being typed."""
        self.county.leave()

    def sync_now(self) -> None:
        """Ask the county now."""
        if self._job is not None:
            return
        self.flush()
        self.said.hide()
        self._show_running(running=True)
        # Behind what is still being saved: the address just typed is not in the file yet.
        self._place.tasks.local(
            "正在准备同步", lambda _work: None, owner=self, done=lambda _none: self._begin()
        )

    def _begin(self) -> None:
        sync = self._place.services.sync
        self._job = self._place.tasks.network(
            "正在与县里同步", sync.run, owner=self, done=self._show_report, failed=self._show_failure
        )

    def _show(self, standing: Standing, notice: str | None) -> None:
        asked = standing.conflicts
        if standing.waiting and self.said.property("role") == "good":
            self.said.hide()  # “全部确认” was true of the round before this save
        if standing.waiting:
            since = f"；最早一条改于{chinese_moment(standing.since)}" if standing.since else ""
            self.standing.setText(f"县里还没有确认 {standing.waiting} 条")
            self.times.setText(_times(standing) + since)
        elif asked:
            self.standing.setText(f"县里都收到了，有 {asked} 处两边不一致，等您来定")
            self.times.setText(_times(standing))
        else:
            self.standing.setText("县里已全部确认" if standing.acknowledged else "还没有要报的修改")
            self.times.setText(_times(standing))
        honest = not (standing.waiting or asked) and standing.acknowledged > 0
        restyle(self.standing, role="good_figure" if honest else "figure")
        for name, label in self._figures.items():
            label.setText(str(getattr(standing, name)))
        self.inbox.setVisible(bool(standing.conflicts or standing.rejected or standing.held))
        if notice:
            self._place.messages.notice(notice)

    def _show_report(self, report: SyncReport) -> None:
        self._say("\n".join(report.lines()), "good" if report.clean else "advice")

    def _show_failure(self, error: UserError) -> None:
        self._say(str(error), "message")
        self.reload()

    def _say(self, text: str, tone: str) -> None:
        self.said.setText(text)
        self.said.setAccessibleName(text)
        restyle(self.said, role=tone)
        self.said.show()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.stop.setEnabled(False)
            self.stop.setText("正在停下…")

    def _on_moved(self, job: Job[SyncReport]) -> None:
        if job is self._job:
            self.bar.setRange(0, job.total)
            self.bar.setValue(job.at)
            self.bar.setFormat(f"{job.note} %v / %m" if job.total else job.note)

    def _on_ended(self, job: Job[SyncReport]) -> None:
        if job is self._job:
            stopped = job.stopped
            self._job = None
            self._show_running(running=False)
            if stopped:
                self._say("已停下；没有报完的都还在，下次接着报。", "advice")

    def _show_running(self, *, running: bool) -> None:
        self.now.setEnabled(not running)
        self.stop.setVisible(running)
        self.stop.setEnabled(running)
        self.stop.setText("停下")
        self.bar.setVisible(running)
        self.bar.setRange(0, 0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(words("同步", "page_title"))
        column.addWidget(self._standing_card())
        column.addWidget(self._county_card())
        column.addStretch(1)

    def _standing_card(self) -> QWidget:
        card = role(QFrame(), "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.standing)
        column.addWidget(self.times)
        row = QHBoxLayout()
        for name, title in FIGURES:
            figure = words("—", "section")
            figure.setObjectName(f"sync_{name}")
            row.addWidget(figure)
            row.addSpacing(8)
            row.addWidget(words(title, "hint"))
            row.addStretch(1)
            self._figures[name] = figure
        row.addWidget(self.inbox)
        column.addLayout(row)
        return card

    def _county_card(self) -> QWidget:
        card = role(QFrame(), "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.county)
        if self._place.services.office.practice:
            column.addWidget(words(PRACTICE, "hint", wrap=True))
        column.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addWidget(self.bar, 1)
        foot.addStretch(1)
        foot.addWidget(self.stop)
        foot.addWidget(self.now)
        column.addLayout(foot)
        return card


def _times(standing: Standing) -> str:
    kept = f"；{standing.given_up} 条已放弃上报，只在本机" if standing.given_up else ""
    return f"{_talked(standing)}{kept}"


def _talked(standing: Standing) -> str:
    if standing.synced_at:
        return f"上次同步完成：{chinese_moment(standing.synced_at)}"
    if standing.tried_at:
        return f"试过同步（{chinese_moment(standing.tried_at)}），还没有成功过"
    return "还没有同步过；没有网络也可以照常办案，修改都在本机"
