"""文书: the papers of the open case on the left, the page as it prints in the middle, the checks on the right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jxdesk.review.finding import Finding
from jxdesk.rules.case_record import Printout
from jxdesk.rules.printouts import SLIP, PaperOf
from jxdesk.services.dossiers import Gap, missing
from jxdesk.services.papers import DocumentRef, Paper, Written, file_name
from jxdesk.services.summaries import title_of
from jxdesk.ui.changes import Follower
from jxdesk.ui.elided_line import ElidedLine
from jxdesk.ui.icons import dress
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.papers.document_list import DocumentList
from jxdesk.ui.papers.findings_list import FindingsList
from jxdesk.ui.papers.paper_dialog import PaperDialog
from jxdesk.ui.papers.paper_pane import PaperPane
from jxdesk.ui.papers.printed_line import PrintedLine
from jxdesk.ui.papers.whole_dossier import WholeDossier
from jxdesk.ui.tasks import Job
from jxdesk.ui.workplace import Services, Workplace

LIST_WIDTH, CHECKS_WIDTH = 232, 288  # pixels at 12 pt
LEAST_SIDE = 200
LEAST_PAGE = 560  # under which the checks go below the list, to leave the page its width
EMPTY = "还没有打开案件，所以没有文书可看。"


@dataclass(frozen=True)
class _Shelf:
    """What the page shows of one case, read at once."""

    label: str
    title: str
    refs: tuple[DocumentRef, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...] | None
    printouts: tuple[Printout, ...]


def _read(services: Services, case_id: str) -> _Shelf:
    record = services.cases.record(case_id)
    # Earlier than that nearly everything is missing, and to say so helps nobody.
    ended = record.agreement is not None or record.termination is not None
    return _Shelf(
        label=record.label(),
        title=record.title or title_of(record),
        refs=services.papers.printable(case_id),
        findings=services.reviews.of(record),
        gaps=services.dossiers.gaps(record) if ended else None,
        printouts=tuple(record.printouts),
    )


def _logged(case_id: str, title: str, paper: Paper) -> PaperOf:
    ref = paper.ref
    return PaperOf(
        case_id, ref.document_id, title, paper.pages, ref.ordinal, draft=bool(paper.draft), large=paper.large
    )


class PapersView(QWidget):
    """Shows, prints and keeps the documents of one case; drawing goes through the local lane."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("view")
        self._place = place
        self._case = ""
        self._wanted = ""
        self._shelf: _Shelf | None = None
        self._shown = ""
        self._then_print = False
        self._drawing: Job[Paper] | None = None
        self._reading: Job[_Shelf] | None = None
        self.documents = DocumentList("papers_list")
        self.documents.turned.connect(self._draw)
        self.pane = PaperPane(place, "paper")
        self.large = named(QCheckBox("大字版"), "papers_large", "大字版，内容相同，字放大")
        self.large.setToolTip("内容一样，字放大，给看小字费力的人。归档的封面、目录没有大字版。")
        self.large.toggled.connect(self._draw)
        self.printed = PrintedLine(place.theme)
        self.printed.again.connect(self.print_again)
        self.findings = FindingsList("papers_findings")
        self.findings.field_chosen.connect(lambda path: place.go.to_field(self._case, path))
        self.only_this = named(QCheckBox("只看这份文书的"), "papers_only_this", "检查只看这份文书的")
        self.only_this.setChecked(True)
        self.only_this.toggled.connect(self._show_findings)
        self._title = role(ElidedLine(), "section")
        self._title.setObjectName("papersTitle")
        self.gaps = words("", "hint", wrap=True)
        self.gaps.setObjectName("papers_gaps")
        self._draft = words("", "message", wrap=True)
        self._draft.setObjectName("papers_draft")
        self._make_buttons()
        self._lay_out()
        self.setFocusProxy(self.documents.list)
        place.theme.resized.connect(self._fit)
        self._follower = Follower(place.changes, self, {"case", "change"}, self.reload)

    def open_documents(self, case_id: str, document: str) -> None:
        """Show the documents of a case at one of them (``mediation-record-2``); empty for the first."""
        self._place.go.case = case_id
        self._wanted = document
        self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Coming from the rail: the case that is open now, not the one before."""
        super().showEvent(event)
        if self._place.go.case != self._case:
            self.reload()

    def reload(self) -> None:
        """Read the list again, after everything typed so far; the page is drawn again if its case changed."""
        case_id = self._place.go.case or self._case
        if not case_id:
            return
        if case_id != self._case:
            self._case, self._shown = case_id, ""
            self.large.setChecked(False)  # other people, other eyes; and a pile of wrong paper
        services = self._place.services
        if self._reading is not None:
            self._reading.cancel()  # an older question; the newer one answers it too
        self._reading = self._place.tasks.local(
            "正在打开文书",
            lambda _work: _read(services, case_id),
            owner=self,
            done=partial(self._show, case_id),
        )

    def print_again(self, one: Printout) -> None:
        """Turn to the document that was printed, as it is now, and ask how to print it."""
        large = bool(one.large)
        self.large.blockSignals(True)  # noqa: FBT003 - Qt takes it by position; the page is drawn once, below
        self.large.setChecked(large)
        self.large.blockSignals(False)  # noqa: FBT003 - as above
        for ref in self._shelf.refs if self._shelf is not None else ():
            if (ref.document_id, ref.ordinal) == (one.document, one.ordinal or 1):
                self.documents.choose(file_name(ref).removesuffix(".pdf"))
                self._then_print = True
                self._draw()

    def save_all(self, folder: Path) -> None:
        """Write every document the case has into a folder of its own under ``folder``."""
        papers, case_id, label = (
            self._place.services.papers,
            self._case,
            self._shelf.label if self._shelf else "",
        )
        out = folder / label
        self._place.tasks.local(
            "正在保存全部文书",
            lambda work: papers.write(case_id, out, work=work),
            owner=self,
            done=lambda written: self._say_written(out, written),
        )

    def save_word(self, ref: DocumentRef, path: Path) -> None:
        """Write the Word copy (非正本) of a document."""
        papers, case_id = self._place.services.papers, self._case
        self._place.tasks.local(
            "正在存成 Word",
            lambda _work: papers.write_word(case_id, ref, path),
            owner=self,
            done=lambda made: self._place.messages.done(f"已存到 {made.path.name}，不是正本。"),
        )

    def _show(self, case_id: str, shelf: _Shelf) -> None:
        if case_id != self._case:
            return
        self._stack.setCurrentIndex(1)
        same = self._shelf is not None and self._shelf.refs == shelf.refs
        self._shelf = shelf
        self._title.show_whole(f"{shelf.label}　{shelf.title}")
        self.documents.show_documents(shelf.refs)
        wanted, self._wanted = self._wanted, ""
        turned = bool(wanted) and self._turn_to(wanted)
        if same and not turned:
            self._draw()
        self._all.setEnabled(bool(shelf.refs))
        self.dossier.setEnabled(bool(shelf.refs))
        self.gaps.setText(missing(shelf.gaps) if shelf.gaps else "卷里该有的都有了。")
        self.gaps.setVisible(shelf.gaps is not None)
        self._show_findings()

    def _turn_to(self, document: str) -> bool:
        before = self.documents.chosen
        return self.documents.choose(document) and self.documents.chosen != before

    def _draw(self) -> None:
        ref = self.documents.chosen
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing = None
        if ref is None:
            self.pane.clear()
            self._draft.hide()
            return
        papers, case_id, large = self._place.services.papers, self._case, self.large.isChecked()
        self.large.setEnabled(papers.enlarges(ref))
        self._drawing = self._place.tasks.local(
            f"正在画{ref.title}",
            lambda _work: papers.produce(case_id, ref, large=large),
            owner=self,
            done=partial(self._show_paper, case_id),
        )
        self._show_findings()

    def _show_paper(self, case_id: str, paper: Paper) -> None:
        if case_id != self._case or paper.ref != self.documents.chosen:
            return
        self._drawing = None
        if paper.sha256 != self._shown:  # the same page again would jump back to its top
            self._shown = paper.sha256
            write_word = partial(self.save_word, paper.ref) if paper.word else None
            title = f"{paper.ref.title}（大字版）" if paper.large else paper.ref.title
            self.pane.show_paper(title, paper.pdf, paper.copies, write_word, _logged(case_id, title, paper))
        count = len(paper.draft)
        said = f"现在只能印成草稿：有{count}条必须先改，见“必须改”的那几条。"
        if any(one.field == "void_reason" for one in paper.draft):
            said = "本案已作废，印出来每一页都有“作废”二字。还要用的，请先到案件上按“恢复”。"
        self._draft.setText(said if count else "")
        self._draft.setVisible(bool(count))
        if self._then_print:
            self._then_print = False
            self.pane.begin_printing()

    def _show_findings(self) -> None:
        shelf, ref = self._shelf, self.documents.chosen
        if shelf is not None:
            self.printed.show_log(shelf.printouts, shelf.refs, ref, self._place.services.now().year)
        found = shelf.findings if shelf is not None else ()
        if ref is not None and self.only_this.isChecked():
            found = tuple(one for one in found if one.concerns(ref.document_id))
        self.findings.show_findings(found)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "把全部文书存到哪个文件夹？")
        if chosen:
            self.save_all(Path(chosen))

    def _say_written(self, out: Path, written: list[Written]) -> None:
        pages = sum(one.pages for one in written)
        self._place.messages.done(f"已存好{len(written)}份文书，共{pages}页，在文件夹“{out.name}”里。")

    def _open_slip(self) -> None:
        papers, case_id = self._place.services.papers, self._case
        self._place.tasks.local(
            "正在画回执",
            lambda _work: papers.slip(case_id),
            owner=self,
            done=lambda pdf: self._show_slip(pdf, case_id),
        )

    def _show_slip(self, pdf: bytes, case_id: str) -> None:
        paper = PaperOf(case_id, SLIP, "登记回执")
        PaperDialog(self._place, paper.title, pdf, self, paper).open()

    def _make_buttons(self) -> None:
        self._all = named(QPushButton("全部存成 PDF"), "papers_all", "把全部文书存到一个文件夹")
        self._all.clicked.connect(self._choose_folder)
        dress(self._place.theme, self._all, "save")
        self.dossier = WholeDossier(
            self._place, lambda: (self._case, self._shelf.label if self._shelf else ""), self
        )
        self._slip = named(QPushButton("给群众的回执"), "papers_slip", "看、打印给群众的回执")
        self._slip.clicked.connect(self._open_slip)
        dress(self._place.theme, self._slip, "person")
        self._back = role(named(QPushButton("回到案件"), "papers_case", "回到这件案件的导图"), "link")
        self._back.clicked.connect(lambda: self._place.go.to_case(self._case))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another window, another place for the checks."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._place.theme.px
        beside = self.width() >= px(LIST_WIDTH + CHECKS_WIDTH + LEAST_PAGE)
        for side, width in (
            (self._left, LIST_WIDTH if beside else CHECKS_WIDTH),
            (self._right, CHECKS_WIDTH),
        ):
            side.setMinimumWidth(px(LEAST_SIDE))
            side.setMaximumWidth(px(width))
        home = self._row if beside else self._column_left
        if self._right.parentWidget() is None or home.indexOf(self._right) < 0:
            other = self._column_left if beside else self._row
            other.removeWidget(self._right)
            home.addWidget(self._right, 2 if beside else 1)

    def _lay_out(self) -> None:
        self._left, self._right = QWidget(), QWidget()
        left = self._column_left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.documents, 1)
        left.addWidget(self.large)
        left.addWidget(self.gaps)
        middle = QVBoxLayout()
        middle.addWidget(self.printed)
        middle.addWidget(self._draft)
        middle.addWidget(self.pane, 1)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(words("还有什么要改？", "section"))
        right.addWidget(self.only_this)
        right.addWidget(self.findings, 1)
        row = self._row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._left, 2)
        row.addLayout(middle, 4)
        row.addWidget(self._right, 2)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        for button in (self._slip, self._all, self.dossier, self._back):
            head.addWidget(button)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 8)
        column.addLayout(head)
        column.addLayout(row, 1)
        self._stack = QStackedWidget()
        self._stack.setObjectName("stack")
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(work)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 8, 16, 0)
        outer.addWidget(self._stack)

    def _nothing(self) -> QWidget:
        page = QWidget()
        find = role(named(QPushButton("去案件列表"), "papersFind", "去案件列表选一件"), "primary")
        find.clicked.connect(lambda: self._place.go.to_page("cases"))
        line = QHBoxLayout()
        line.addWidget(find)
        line.addStretch(1)
        column = QVBoxLayout(page)
        column.addWidget(words(EMPTY, "section"))
        column.addLayout(line)
        column.addStretch(1)
        return page
