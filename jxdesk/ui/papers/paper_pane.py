"""A sheet on the screen with what can be done with it: turn pages, enlarge, print, keep as PDF or Word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jxdesk.errors import UserError
from jxdesk.rules.printouts import PaperOf
from jxdesk.services.printers import Habits
from jxdesk.ui.icons import dress
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.papers.page_view import PageView
from jxdesk.ui.papers.position_dialog import PositionDialog
from jxdesk.ui.papers.print_dialog import PrintDialog, ToPrint
from jxdesk.ui.papers.printing import PrintOrder, known_printers, print_pdf
from jxdesk.ui.papers.sending import PrintWith, send
from jxdesk.ui.workplace import Workplace

ZOOM = 1.25


class PaperPane(QWidget):
    """``show_paper`` shows one document; printing and keeping speak of the same bytes."""

    def __init__(self, place: Workplace, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._title = ""
        self._paper: PaperOf | None = None
        self._pdf = b""
        self._copies = 1
        self.print_with: PrintWith = print_pdf
        self.printers: Callable[[], list[str]] = known_printers
        self.page = PageView(place.theme)
        self.page.turned.connect(self._show_number)
        self._number = words("", "hint")
        self.back = self._small(
            f"{name}_back", "上一页", "上页", lambda: self.page.turn_to(self.page.page - 1)
        )
        self.ahead = self._small(
            f"{name}_ahead", "下一页", "下页", lambda: self.page.turn_to(self.page.page + 1)
        )
        self.larger = self._small(
            f"{name}_larger", "放大", "＋", lambda: self.page.zoom_to(self.page.zoom * ZOOM)
        )
        self.smaller = self._small(
            f"{name}_smaller", "缩小", "－", lambda: self.page.zoom_to(self.page.zoom / ZOOM)
        )
        self.keep = named(QPushButton("存成 PDF"), f"{name}_keep", "把这份文书存成 PDF 文件")
        self.keep.clicked.connect(self._keep)
        self.word = named(QPushButton("存成 Word"), f"{name}_word", "把这份文书另存成 Word，不是正本")
        self.word.setToolTip("不是正本，供录入、传阅用")
        self.word.clicked.connect(self._keep_word)
        self.word.hide()
        self._write_word: Callable[[Path], None] | None = None
        self.print = role(named(QPushButton("打印"), f"{name}_print", "打印这份文书"), "primary")
        self.print.clicked.connect(self.begin_printing)
        dress(place.theme, self.keep, "save")
        dress(place.theme, self.word, "save")
        dress(place.theme, self.print, "print", "card")
        self._lay_out()
        self._enable()

    def show_paper(
        self, title: str, pdf: bytes, copies: int = 1, write_word: Callable[[Path], None] | None = None,
        paper: PaperOf | None = None,
    ) -> None:  # fmt: skip
        """Show a document; ``copies`` is how many are usually printed.

        ``write_word`` begins to write its Word copy to a file; None where the county wants none. ``paper`` is
        what of which case it is: what the print log writes down of it.
        """
        self._title, self._pdf, self._copies, self._write_word = title, pdf, copies, write_word
        self._paper = paper
        self.page.show_pdf(pdf)
        self._enable()

    def clear(self) -> None:
        """Show nothing."""
        self._pdf, self._write_word, self._paper = b"", None, None
        self.page.clear()
        self._enable()

    def save_to(self, path: Path) -> None:
        """Write the PDF. Raises UserError when the folder will not take it."""
        try:
            path.write_bytes(self._pdf)
        except OSError as error:
            raise UserError(
                f"写不进 {path.name}，案件内容没有变化。", "请检查磁盘空间和文件夹权限，或者换一个位置。"
            ) from error

    def order(self, order: PrintOrder) -> None:
        """Print the paper shown as ordered."""
        send(self._place, self, self._title, self._pdf, order, self.print_with, self._counted())

    def _counted(self) -> PaperOf | None:
        """The paper with as many pages as the screen counts, where nobody else did."""
        paper = self._paper
        return None if paper is None else replace(paper, pages=paper.pages or self.page.pages)

    def _keep(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "存成 PDF", f"{self._title}.pdf", "PDF 文件 (*.pdf)"
        )
        if not chosen:
            return
        try:
            self.save_to(Path(chosen))
        except UserError as error:
            self._place.messages.error(error)
        else:
            self._place.messages.done(f"已存到 {Path(chosen).name}。")

    def _keep_word(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "存成 Word", f"{self._title}（非正本）.docx", "Word 文件 (*.docx)"
        )
        if chosen and self._write_word is not None:
            self._write_word(Path(chosen))

    def begin_printing(self) -> None:
        """Ask how to print the paper shown."""
        names = self.printers()
        if not names:
            self._place.messages.error(
                UserError("这台电脑还没有装打印机。", "请先装好打印机；也可以按“存成 PDF”，拿到别处去印。")
            )
            return
        printers = self._place.services.printers
        self._place.tasks.local(
            "正在查看打印机",
            lambda _work: printers.habits(),
            owner=self,
            done=lambda habits: self._ask(names, habits),
        )

    def _ask(self, names: list[str], habits: Habits) -> None:
        paper = ToPrint(self._title, self.page.pages, self.page.page, self._copies)
        dialog = PrintDialog(self._place.theme, paper, names, habits, self)
        dialog.ordered.connect(self.order)
        dialog.position_wanted.connect(lambda printer: self._adjust(dialog, names, printer))
        dialog.open()

    def _adjust(self, dialog: PrintDialog, names: list[str], printer: str) -> None:
        """Over the print dialog, which is told what was set."""
        position = PositionDialog(self._place, names, printer, dialog.habits, dialog)
        position.print_with = self.print_with
        position.kept.connect(dialog.put_place)
        position.open()

    def _show_number(self, page: int) -> None:
        self._number.setText(f"第 {page} / {self.page.pages} 页" if page else "")
        self.back.setEnabled(page > 1)
        self.ahead.setEnabled(page < self.page.pages)

    def _enable(self) -> None:
        self._show_number(self.page.page)
        for button in (self.print, self.keep):
            button.setEnabled(bool(self._pdf))
        self.word.setVisible(self._write_word is not None)
        for button in (self.larger, self.smaller):
            button.setEnabled(self.page.pages > 0)

    def _small(self, name: str, spoken: str, text: str, act: Callable[[], None]) -> QPushButton:
        button = role(named(QPushButton(text), name, spoken), "small")
        button.setToolTip(spoken)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.page)
        foot = QHBoxLayout()
        for piece in (self.back, self._number, self.ahead, self.smaller, self.larger):
            foot.addWidget(piece)
        foot.addStretch(1)
        foot.addWidget(self.word)
        foot.addWidget(self.keep)
        foot.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(scroll, 1)
        column.addLayout(foot)
