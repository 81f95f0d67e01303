"""Beside the intake: how grave it seems and why, what may be the same matter, and who took it in first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.response import Proposal
from jxdesk.services.duplicates import Alike
from jxdesk.ui.naming import named, restyle, role, words


class LevelCard(QFrame):
    """Proposed, never decided: ``taken`` carries the level and its reason when somebody agrees."""

    taken = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        role(self, "card")
        self._proposal: Proposal | None = None
        self._chip = role(words("蓝"), "chip")
        self._chip.setObjectName("intakeLevelChip")
        self._why = words("", wrap=True)
        self._call = words("先打电话报告，再补手续；橙、红要县里确认。", "message", wrap=True)
        self.take = named(QPushButton("就按这个定级"), "intakeTakeLevel", "按建议定响应等级")
        self.take.clicked.connect(self._on_take)
        head = QHBoxLayout()
        head.addWidget(words("建议等级", "section"))
        head.addWidget(self._chip)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self._why)
        column.addWidget(self._call)
        column.addWidget(self.take)
        self.hide()

    def show_proposal(self, proposal: Proposal, decided: str | None) -> None:
        """The level with its reasons; the button goes once that level is decided."""
        self._proposal = proposal
        self._chip.setText(proposal.level)
        restyle(self._chip, level=proposal.level)
        lines = [
            f"· {reason.text}" + (f"（{reason.law}）" if reason.law else "") for reason in proposal.reasons
        ]
        self._why.setText("\n".join(lines))
        self._call.setVisible(proposal.level in ("橙", "红"))
        self.take.setVisible(decided != proposal.level)
        self.show()

    def _on_take(self) -> None:
        if self._proposal is not None:
            self.taken.emit(self._proposal.level, self._proposal.sentence)


class AlikeCard(QFrame):
    """Cases that may be the same matter; it points and never joins."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        role(self, "card")
        self.list = role(named(QListWidget(), "intakeAlike", "可能是同一件事的案件，回车打开"), "plain")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # By whole lines, the end of one that is taller than the room left for it could not be reached.
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.itemActivated.connect(self._on_opened)
        self.list.itemClicked.connect(self._on_opened)
        column = QVBoxLayout(self)
        column.addWidget(words("可能是同一件事", "section"))
        column.addWidget(self.list)
        self.hide()

    def show_alike(self, found: Sequence[Alike]) -> None:
        """Likeliest first, each with what the two have in common."""
        self.list.clear()
        for one in found:
            item = QListWidgetItem(f"{one.label}　{one.title}\n{'、'.join(one.reasons)}")
            item.setData(Qt.ItemDataRole.UserRole, one.case_id)
            self.list.addItem(item)
        self.setVisible(bool(found))

    def _on_opened(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(Qt.ItemDataRole.UserRole))


class ReceiverCard(QFrame):
    """首接人 and 首办单位: set once, and the short id that the slip carries."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        role(self, "card")
        self._what = words("", wrap=True)
        self._what.setObjectName("intakeReceiver")
        column = QVBoxLayout(self)
        column.addWidget(words("这件事谁接的", "section"))
        column.addWidget(self._what)
        self.show_new()

    def show_new(self) -> None:
        """Nothing stored yet."""
        self._what.setText("填上第一格，就登记为您接的，并给一个短号。")

    def show_case(self, case: CaseRecord) -> None:
        """Short id, receiver and unit."""
        intake = case.intake
        lines = [
            f"短号　{intake.short_id}" if intake.short_id else "",
            f"首接人　{intake.first_receiver or '还没有选桌前是谁'}",
            f"首办单位　{intake.first_unit}" if intake.first_unit else "",
        ]
        self._what.setText("\n".join(line for line in lines if line))
