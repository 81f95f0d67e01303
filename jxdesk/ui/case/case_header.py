"""The head of the case page: which case, who with whom, how grave, what is due, how many checks speak."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jxdesk.rules.days import chinese_day
from jxdesk.rules.deadlines import Deadline
from jxdesk.services.case_lock import why_held
from jxdesk.services.summaries import title_of
from jxdesk.ui.case.open_case import OpenCase
from jxdesk.ui.elided_line import ElidedLine
from jxdesk.ui.naming import named, restyle, role, words

SOON = 3
SHORT = {
    "accept": "受理", "mediate": "调结", "labour": "劳动争议", "confirm": "司法确认", "perform": "履行", "visit": "回访",
    "archive": "归档",
}  # fmt: skip
"""Deadlines in a word; the whole title stands in the tooltip."""


class CaseHeader(QFrame):
    """One line of title, one of particulars; chips to the right."""

    findings_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("caseHeader")
        self.title = role(ElidedLine(), "section")
        self.title.setObjectName("caseTitle")
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about = role(ElidedLine(), "hint")
        self.about.setObjectName("caseAbout")
        self.level = role(words(""), "chip")
        self.level.setObjectName("caseLevel")
        self.locked = role(words("已归档锁卷"), "chip")
        self.locked.setObjectName("caseLocked")
        restyle(self.locked, level="蓝")
        self.locked.hide()
        self.due = role(words(""), "chip")
        self.due.setObjectName("caseDue")
        self.findings = role(named(QPushButton(), "caseFindings", "看检查"), "small")
        self.findings.clicked.connect(self.findings_asked)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.title)
        left.addWidget(self.about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(left, 1)
        for part in (self.locked, self.level, self.due, self.findings):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_case(self, case: OpenCase) -> None:
        """Say everything anew."""
        record = case.record
        self.title.show_whole(f"{record.label()}　{record.title or title_of(record)}")
        parties = "、".join(party.name for party in record.parties if party.name)
        first = f"首接人 {record.intake.first_receiver}" if record.intake.first_receiver else ""
        known = (parties, record.dispute_type, case.place, record.committee.name, first)
        self.about.show_whole("　".join(word for word in known if word))
        self.locked.setVisible(bool(why_held(record)))
        self._show_level(record.intake.response_level)
        self._show_due(case)
        self._show_findings(case)

    def _show_level(self, level: str | None) -> None:
        self.level.setText(f"{level}级" if level else "还没定级")
        self.level.setAccessibleName(f"响应等级：{level or '还没定'}")
        restyle(self.level, level=level or "")

    def _show_due(self, case: OpenCase) -> None:
        over = case.walk.ended or case.record.void_reason is not None
        due = None if over else case.next_deadline
        self.due.setVisible(due is not None)
        if due is None:
            return
        left = due.days_left(case.today)
        self.due.setText(f"{SHORT[due.kind]} {deadline_words(left)}")
        self.due.setToolTip(_tip(due))
        self.due.setAccessibleName(f"{self.due.text()}，{_tip(due)}")
        restyle(self.due, level="红" if left < 0 else "黄" if left <= SOON else "")

    def _show_findings(self, case: OpenCase) -> None:
        self.findings.setVisible(case.record.void_reason is None)
        self.findings.setText(findings_words([one.level for one in case.findings]))
        self.findings.setAccessibleName(self.findings.text())


def findings_words(levels: Sequence[str]) -> str:
    """``2 条必须改，归档前还差 11 条``: what stops a paper now, and what an unfinished case simply lacks yet."""
    must, later = levels.count("P"), levels.count("A")
    said = (f"{must} 条必须改" if must else "", f"归档前还差 {later} 条" if later else "")
    if must or later:
        return "，".join(word for word in said if word)
    return f"检查 {len(levels)} 条提醒" if levels else "检查没有问题"


def deadline_words(left: int) -> str:
    """``还有 2 天``, ``今天到期``, ``迟 1 天``."""
    if left == 0:
        return "今天到期"
    return f"还有 {left} 天" if left > 0 else f"迟 {-left} 天"


def _tip(due: Deadline) -> str:
    law = f"（{due.law}）" if due.law else ""
    note = f"，{due.note}" if due.note else ""
    return f"{due.title}：{chinese_day(due.due_on)}{law}{note}"
