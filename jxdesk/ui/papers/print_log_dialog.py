"""打印记录: everything printed of one case, newest first, with a way to print one of it again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jxdesk.rules.case_record import Printout
from jxdesk.rules.printouts import kind_of, newest_first, pages_of, when_of
from jxdesk.services.papers import DocumentRef
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.plain_table import Cell, PlainTable
from jxdesk.ui.quiet_dialog import QuietDialog
from jxdesk.ui.theme import Theme

TALLEST = 560  # pixels; desk.md rule 8 allows 680
COLUMNS = (("什么时候", 0), ("谁印的", 0), ("印的是什么", 1), ("份数", 0), ("哪几页", 0), ("正本、草稿", 0))
EMPTY = "这件案件还没有打印过。存成文件的不算打印，不在这里。"
ABOUT = "只记交给打印机的。“再打一次”印的是现在的内容，不是当时那一张。"
ELSEWHERE = "整卷、回执、材料，或者现在已经没有的文书，请到原来的地方去印。"


class PrintLogDialog(QuietDialog):
    """Opened with ``open()``; ``again`` carries the Printout to be printed once more."""

    again = Signal(object)

    def __init__(
        self, theme: Theme, listed: Sequence[Printout], refs: Sequence[DocumentRef], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("printLogDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("打印记录")
        self._listed = newest_first(listed)
        self._there = {(ref.document_id, ref.ordinal) for ref in refs}
        self.log = PlainTable(theme, "printLogTable", "打印记录，最新的在最上面", COLUMNS, EMPTY)
        self.log.show_rows([_row(one) for one in self._listed])
        self.reprint = named(QPushButton("再打一次"), "printLogAgain", "把选中的这份再打一次")
        self.reprint.clicked.connect(self._again)
        self.leave = role(named(QPushButton("看好了"), "printLogDone", "看好了，关上"), "primary")
        self.leave.clicked.connect(self.accept)
        self.log.table.currentCellChanged.connect(lambda *_cell: self._enable())
        foot = QHBoxLayout()
        foot.addWidget(self.reprint)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.addWidget(words(ABOUT, "hint", wrap=True))
        column.addWidget(self.log, 1)
        column.addLayout(foot)
        room = parent.window()
        self.resize(min(theme.px(820), room.width() - 40), min(TALLEST, room.height() - 40))
        if self._listed:
            self.log.table.setCurrentCell(0, 0)
        self._enable()

    @property
    def chosen(self) -> Printout | None:
        """The line under the cursor."""
        row = self.log.table.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def _enable(self) -> None:
        one = self.chosen
        there = one is not None and (one.document, one.ordinal or 1) in self._there
        self.reprint.setEnabled(there)
        self.reprint.setToolTip("" if there else ELSEWHERE)

    def _again(self) -> None:
        one = self.chosen
        if one is not None:
            self.accept()
            self.again.emit(one)


def _row(one: Printout) -> tuple[Cell, ...]:
    # In two lines' worth of tooltip: whoever asks for the printer asks once a year.
    tip = f"打印机：{one.printer or '没有记下'}\n内容校验值：{one.sha256 or '没有记下'}"
    return (
        Cell(when_of(one)),
        Cell(one.by or "（没有登记）"),
        Cell(one.title or one.document or "", tip),
        Cell(f"{one.copies or 1} 份", number=True),
        Cell(pages_of(one)),
        Cell(kind_of(one), tone="yellow" if one.draft else ""),
    )
