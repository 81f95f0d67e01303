"""更正单: what is to be changed in a locked dossier and from what to what; only the reason is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from jxdesk.ui.naming import named, role, words
from jxdesk.ui.quiet_dialog import QuietDialog
from jxdesk.ui.theme import Theme

WHAT = "本卷已经归档锁定。确需更正的，写明理由，程序填一张更正单，放进卷里。"
TALLEST = 680  # desk.md rule 8
TALLEST_TEXT = 160  # characters of one value shown; the sheet has all of it


class CorrectionDialog(QuietDialog):
    """``reason_given`` carries the reason; closing it in any other way changes nothing. Opened with ``open()``."""

    reason_given = Signal(str)

    def __init__(self, theme: Theme, changes: Sequence[tuple[str, str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("correctionDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("写更正单")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(words(WHAT, wrap=True))
        for what, old, new in changes:
            column.addWidget(words(what, "field", wrap=True))
            column.addWidget(words(f"原来：{_short(old)}", "hint", wrap=True))
            column.addWidget(words(f"改为：{_short(new)}", wrap=True))
        self.why = named(QPlainTextEdit(), "correctionWhy", "更正的理由")
        self.why.setFixedHeight(theme.px(80))
        self.why.setTabChangesFocus(True)
        self.why.textChanged.connect(self._enable)
        self.write = role(named(QPushButton("写更正单"), "correctionWrite", "写更正单，改这一处"), "primary")
        self.write.clicked.connect(self._write)
        leave = named(QPushButton("不改了"), "correctionLeave", "不改了，放回原来的内容")
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.write)
        column.addWidget(words("为什么要更正？", "field"))
        column.addWidget(self.why)
        column.addLayout(row)
        self._wide = theme.px(520)
        self.why.setFocus()
        self._enable()

    def showEvent(self, event: QShowEvent) -> None:
        """High enough for its wrapped words, which is known only once it has its font."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.resize(self._wide, min(TALLEST, layout.totalHeightForWidth(self._wide)))

    def _enable(self) -> None:
        self.write.setEnabled(bool(self.why.toPlainText().strip()))

    def _write(self) -> None:
        self.reason_given.emit(self.why.toPlainText())
        self.accept()


def _short(text: str) -> str:
    return text if len(text) <= TALLEST_TEXT else text[: TALLEST_TEXT - 1] + "…"
