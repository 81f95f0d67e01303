"""检查: one card a finding, gravest first, each with the article and a button to the field that cures it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from jxdesk.review.finding import Finding
from jxdesk.ui.naming import named, restyle, role, words

LEVELS = {
    "P": ("必须改", "红", "不改，正式件只能印成草稿"),
    "A": ("归档前改", "橙", "归档以前要改好"),
    "W": ("请核对", "黄", "提醒，可以不改"),
    "I": ("参考", "蓝", "参考"),
}
"""The word of a level, the colour that goes with it, and what it means."""
WELL = "这里没有查出问题。"


class FindingsList(QScrollArea):
    """``field_chosen`` carries the path of the field to go to."""

    field_chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setObjectName(f"{name}_scroll")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("view")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self.well = words(WELL, "good", wrap=True)
        self._column.addWidget(self.well)
        self._column.addStretch(1)
        self.setWidget(inside)
        self._shown: tuple[Finding, ...] | None = None
        self._cards: list[QWidget] = []

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; nothing is redrawn while they stay the same."""
        if tuple(findings) == self._shown:
            return
        self._shown = tuple(findings)
        for old in self._cards:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._cards = [self._card(number, one) for number, one in enumerate(findings)]
        for number, card in enumerate(self._cards):
            self._column.insertWidget(number, card)
        self.well.setVisible(not findings)

    def _card(self, number: int, finding: Finding) -> QWidget:
        card = role(QFrame(), "card")
        word, colour, meaning = LEVELS[finding.level]
        chip = role(words(word), "chip")
        restyle(chip, level=colour)
        chip.setToolTip(meaning)
        go = role(
            named(QPushButton("去改"), f"{self._name}_go_{number}", f"去改：{finding.message}"), "small"
        )
        go.clicked.connect(lambda: self.field_chosen.emit(finding.field))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(chip)
        head.addWidget(words(finding.rule, "hint"))
        head.addStretch(1)
        head.addWidget(go)
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(words(finding.message, wrap=True))
        if finding.law:
            column.addWidget(words(finding.law, "hint", wrap=True))
        return card
