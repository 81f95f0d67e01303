"""当前案件: the chart on top, the chosen step's form below, and tabs for papers, evidence, performance, timeline.

Opening a step makes the chart small and gives its room to the form; one button brings the whole chart back.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from jxdesk.services.case_lock import why_held
from jxdesk.services.office import Unit
from jxdesk.ui.case.case_header import CaseHeader
from jxdesk.ui.case.case_tabs import CaseTabs
from jxdesk.ui.case.correcting import Correcting
from jxdesk.ui.case.field_route import step_of
from jxdesk.ui.case.folding_chart import FoldingChart
from jxdesk.ui.case.open_case import OpenCase, read_open_case
from jxdesk.ui.case.step_page import StepPage
from jxdesk.ui.case.voiding import BUTTON, VoidStrip, ask_and_void, restore
from jxdesk.ui.case_keeper import CaseKeeper
from jxdesk.ui.changes import Follower
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.tasks import Job
from jxdesk.ui.workplace import Workplace

EMPTY = "还没有打开案件。"
PREFS, OPEN_WHEN_LOW = "case", "chart_open_when_low"


class CaseView(QWidget):
    """One case at a time; what the other pages wrote is followed while it is in sight."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("view")
        self._place = place
        self._case: OpenCase | None = None
        self._committees: list[Unit] = []
        self._step = ""
        self._field = ""
        self._jump = False
        self._reading: Job[tuple[OpenCase, list[Unit]]] | None = None
        self.keeper = CaseKeeper(
            place.tasks, place.services.cases, place.services.now, place.messages.error, self
        )
        self.keeper.saved.connect(place.changes.saved_at)
        self.correcting = Correcting(
            place, self.keeper, lambda: self._case.record if self._case else None, self.reload, self
        )
        self.header = CaseHeader()
        self.header.findings_asked.connect(self._show_findings)
        self.strip = VoidStrip()
        self.strip.restore_asked.connect(self._restore)
        self.chart = FoldingChart(place.theme)
        self.chart.node_chosen.connect(self.open_step)
        self.tabs = CaseTabs(place, self.keeper)
        self.void = role(named(QPushButton(BUTTON), "caseVoid", "登记错了，把这件案件作废"), "link")
        self.void.clicked.connect(self._void)
        self.tabs.setCornerWidget(_side_by_side(self.void, self.chart.switch), Qt.Corner.TopRightCorner)
        self.tabs.document_asked.connect(self._to_document)
        self.tabs.field_chosen.connect(lambda path: self.open_field(self.keeper.case, path))
        self.page: StepPage | None = None
        self._lay_out()
        prefs = place.services.prefs
        self.chart.opened_when_low.connect(self._remember_chart)
        place.tasks.local(
            "正在读取导图怎么摆", lambda _work: prefs.of(PREFS), owner=self, done=self._put_likes
        )
        self._follower = Follower(place.changes, self, {"case", "change", "conflict"}, self.reload)

    # ── what the window asks ──

    def open_case(self, case_id: str, step: str = "") -> None:
        """Show a case at a step of its chart; without one, where it stands, with the whole chart."""
        self._turn_to(case_id)
        self._step, self._field = step, ""
        self.chart.fold(folded=bool(step))
        self.tabs.setCurrentIndex(0)
        self._jump = bool(step)
        self.reload()

    def open_field(self, case_id: str, path: str) -> None:
        """Show a case with the cursor in the field at ``path``."""
        self._turn_to(case_id)
        self._step, self._field = "", path
        self.chart.fold(folded=True)
        self.reload()

    def flush(self) -> None:
        """Store what is still being typed."""
        if self.page is not None:
            self.page.flush()
        self.tabs.flush()

    def show_help(self) -> None:
        """F1: the two lines of this step, or away with them."""
        if self.page is not None:
            self.tabs.setCurrentIndex(0)
            self.page.toggle_help()

    def reload(self) -> None:
        """Read the case again, after everything typed so far."""
        case_id = self.keeper.case
        if not case_id:
            return
        services = self._place.services
        if self._reading is not None:
            self._reading.cancel()  # an older question; the newer one answers it too
        self._reading = self._place.tasks.local(
            "正在打开案件",
            lambda _work: (read_open_case(services, case_id), services.office.committees()),
            owner=self,
            done=lambda read: self._show(*read),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Coming from the rail: the case that 文书 shows is the current one."""
        super().showEvent(event)
        if self._place.go.case and self._place.go.case != self.keeper.case:
            self.open_case(self._place.go.case)

    def open_step(self, node_id: str) -> None:
        """Open a step of the chart below it."""
        if self._case is None:
            return
        self.chart.fold(folded=True)
        self.tabs.setCurrentIndex(0)
        self._open_page(node_id)
        self.chart.show_opened(node_id)
        if self.page is not None:
            self.page.begin()

    # ── inside ──

    def _turn_to(self, case_id: str) -> None:
        if case_id != self.keeper.case:
            self.flush()
            self._case = None
            self._drop_page()
            self.keeper.show(case_id)

    def _show(self, case: OpenCase, committees: list[Unit]) -> None:
        if case.record.id != self.keeper.case:
            return
        moved = self._case is None or self._case.walk != case.walk
        self._case, self._committees = case, committees
        if self._stack.currentIndex() == 0:
            was_here = self.window().focusWidget() is self._find
            self._stack.setCurrentIndex(1)
            self.setFocusProxy(self.chart)
            if was_here:
                self.setFocus()
        self.header.show_case(case)
        self.strip.show_case(case.record)
        self.void.setVisible(case.record.void_reason is None)
        self.void.setEnabled(not why_held(case.record))
        self.void.setToolTip(why_held(case.record))
        if moved:
            self.chart.show_flow(case.walk.flow, case.walk)
            self.chart.fit_into(self.height())
        if self._field:
            self._go_to_field(case)
        else:
            self._open_page(self._step or self._usual_step(case))
        if self.page is not None:
            self.chart.show_opened(self.page.node.id)
        self.tabs.show_case(case, committees)
        if self._jump and self.page is not None:
            self._jump = False
            self.page.begin()

    def _usual_step(self, case: OpenCase) -> str:
        """The step that is open stays open; a case just opened shows where it stands."""
        if self.page is not None:
            return self.page.node.id
        return case.walk.current or case.walk.route[-1]

    def _open_page(self, node_id: str) -> None:
        if self._case is None:
            return
        if self.page is None or self.page.node.id != node_id:
            self._drop_page()
            self.page = StepPage(self._place, self.keeper, self._case.walk.flow.node(node_id))
            self.page.document_asked.connect(self._to_document)
            self.page.step_asked.connect(self.open_step)
            self.page.field_asked.connect(lambda path: self.open_field(self.keeper.case, path))
            self.tabs.steps.addWidget(self.page)
            self.page.show()  # a layout shows it only later, and what is not seen takes no focus
        self._step = node_id
        titles = {ref.document_id: ref.title for ref in reversed(self._case.papers)}
        self.page.show_case(self._case, titles, self._committees)

    def _drop_page(self) -> None:
        if self.page is not None:
            self.page.flush()
            self.tabs.steps.removeWidget(self.page)
            self.page.hide()
            self.page.setParent(None)
            self.page.deleteLater()
            self.page = None

    def _go_to_field(self, case: OpenCase) -> None:
        path, self._field = self._field, ""
        if path == "void_reason":
            self._open_page(self._usual_step(case))
            self.strip.restore.setFocus()  # what cures that finding is a button
            return
        node = step_of(path, case.walk) or self._usual_step(case)
        self.tabs.setCurrentIndex(0)
        self._open_page(node)
        if self.page is not None and not self.page.go(path):
            label = self._place.services.trade.catalogue.label(path)
            self._place.messages.notice(f"“{label}”由程序填写，或者在这一步的其他栏里改。")

    def _put_likes(self, likes: dict[str, Any]) -> None:
        self.chart.keep_open_when_low(wanted=likes.get(OPEN_WHEN_LOW) is True)

    def _remember_chart(self, wanted: bool) -> None:
        prefs = self._place.services.prefs
        likes = {OPEN_WHEN_LOW: wanted}
        self._place.tasks.local("正在记住导图怎么摆", lambda _work: prefs.remember(PREFS, likes), owner=self)

    def _void(self) -> None:
        self.flush()
        if self._case is not None:
            ask_and_void(self._place, self._case.record, self, lambda: None)

    def _restore(self) -> None:
        if self._case is not None:
            restore(self._place, self._case.record.id, self._case.record.label())

    def _show_findings(self) -> None:
        self.tabs.setCurrentWidget(self.tabs.documents)
        self.chart.fold(folded=True)

    def _to_document(self, document: str) -> None:
        self.flush()
        self._place.go.to_documents(self.keeper.case, document)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another window, another room for the chart."""
        super().resizeEvent(event)
        self.chart.fit_into(self.height())

    def _lay_out(self) -> None:
        nothing = QWidget()
        middle = QVBoxLayout(nothing)
        find = self._find = role(named(QPushButton("去案件列表"), "caseFind", "去案件列表选一件"), "primary")
        find.clicked.connect(partial(self._place.go.to_page, "cases"))
        line = QHBoxLayout()
        line.addWidget(find)
        line.addStretch(1)
        middle.addWidget(words(EMPTY, "section"))
        middle.addLayout(line)
        middle.addStretch(1)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.header)
        column.addWidget(self.strip)
        column.addWidget(self.chart)
        column.addWidget(self.tabs, 1)
        self._stack = QStackedWidget()
        self._stack.setObjectName("stack")
        self._stack.addWidget(nothing)
        self._stack.addWidget(work)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 8, 16, 0)
        outer.addWidget(self._stack)
        self.setFocusProxy(find)  # the chart of no case is out of sight and takes no keyboard


def _side_by_side(*parts: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        row.addWidget(part)
    return both
