"""Why a case is voided: one of four reasons and a word more; it says beforehand what will and what will not be gone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from jxdesk.services.voiding import REASONS
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.quiet_dialog import QuietDialog
from jxdesk.ui.theme import Theme

ABOUT = "作废以后，这件案件不再出现在工作台和案件表里。填过的内容都留着，查找还找得到，随时可以恢复。"
NUMBERED = "案号留在编号登记里，写上作废原因，不会再给别的案件。"
OTHER = REASONS[-1]


class VoidDialog(QuietDialog):
    """Opened with ``open()``; ``decided`` carries the reason in words."""

    decided = Signal(str)

    def __init__(self, theme: Theme, label: str, *, numbered: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("voidDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("作废这件案件")
        self.reasons = [
            named(QRadioButton(reason), f"voidReason{number}", reason)
            for number, reason in enumerate(REASONS)
        ]
        self.more = named(QLineEdit(), "voidMore", "补充一句")
        self.go = role(named(QPushButton("作废"), "voidGo", "作废这件案件"), "primary")
        leave = named(QPushButton("不作废"), "voidLeave", "不作废，回去")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(words(f"{label}，为什么作废？", "section", wrap=True))
        for choice in self.reasons:
            choice.toggled.connect(self._judge)
            column.addWidget(choice)
        column.addWidget(words("补充一句（例如和哪一件重复）", "field"))
        column.addWidget(self.more)
        column.addWidget(words(ABOUT + (NUMBERED if numbered else ""), "hint", wrap=True))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self.go)
        column.addLayout(foot)
        self.more.textChanged.connect(self._judge)
        self.go.clicked.connect(self._decide)
        leave.clicked.connect(self.reject)
        self.answer_enter(self.go)
        self.reasons[0].setChecked(True)
        self.setFixedWidth(theme.px(480))

    @property
    def reason(self) -> str:
        """What will be written down; empty while 其他 says nothing more."""
        chosen = next(choice.text() for choice in self.reasons if choice.isChecked())
        more = self.more.text().strip()
        if chosen == OTHER:
            return more
        return f"{chosen}：{more}" if more else chosen

    def _judge(self) -> None:
        self.go.setEnabled(bool(self.reason))
        self.go.setToolTip("" if self.reason else "选了“其他”，请写一句为什么。")
        self.more.setPlaceholderText("请写一句为什么" if self.reasons[-1].isChecked() else "")

    def _decide(self) -> None:
        self.decided.emit(self.reason)
        self.accept()
