"""The parts of a case below its chart: 办理, 文书, 材料, 履行, 时间线."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QTabWidget, QVBoxLayout, QWidget

from jxdesk.services.case_lock import why_held
from jxdesk.services.office import Unit
from jxdesk.ui.case.documents_tab import DocumentsTab
from jxdesk.ui.case.materials_tab import MaterialsTab
from jxdesk.ui.case.open_case import OpenCase
from jxdesk.ui.case.performance_tab import PerformanceTab
from jxdesk.ui.case.step_form import StepForm
from jxdesk.ui.case.timeline_tab import TimelineTab
from jxdesk.ui.case_keeper import CaseKeeper
from jxdesk.ui.naming import named
from jxdesk.ui.workplace import Workplace


class CaseTabs(QTabWidget):
    """``steps`` is where the page of the open step goes; the other tabs show the case by themselves."""

    document_asked = Signal(str)
    field_chosen = Signal(str)

    def __init__(self, place: Workplace, keeper: CaseKeeper) -> None:
        super().__init__()
        named(self, "caseTabs", "案件的各部分")
        flow = place.services.trade.flow
        page = QWidget()
        self.steps = QVBoxLayout(page)
        self.steps.setContentsMargins(0, 0, 0, 0)
        self.documents = DocumentsTab()
        self.documents.document_asked.connect(self.document_asked)
        self.documents.field_chosen.connect(self.field_chosen)
        # Lists of a step with a tab of their own; under another id, because the step may be open as well.
        node = flow.node("investigation")
        evidence = msgspec.structs.replace(node, id="tab_evidence", fields=("evidence[]",))
        node = flow.node("performance")
        performed = msgspec.structs.replace(node, id="tab_performance", fields=("performance[]",))
        self.evidence = StepForm(place, keeper, evidence, (0, 12, 8, 12))
        self.materials = MaterialsTab(place, lambda: keeper.case, _scrolled(self.evidence))
        self.performance = PerformanceTab(place, keeper, performed)
        self.timeline = TimelineTab(place)
        self.setDocumentMode(True)
        self.setMinimumHeight(120)
        for title, tab in (
            ("办理", page), ("文书", self.documents), ("材料", self.materials), ("履行", self.performance),
            ("时间线", self.timeline),
        ):  # fmt: skip
            self.addTab(tab, title)
        named(self.tabBar(), "caseTabBar", "办理、文书、材料、履行、时间线")

    def show_case(self, case: OpenCase, committees: Sequence[Unit]) -> None:
        """Show the case in every tab but the step's."""
        self.documents.show_case(case)
        self.evidence.show_case(case.record, case.names, committees)
        self.materials.show_shelves(case.shelves, why_held(case.record))
        self.performance.show_case(case)
        self.timeline.show_case(case)

    def flush(self) -> None:
        """Store what is still being typed."""
        self.evidence.flush()
        self.performance.flush()

    def hasHeightForWidth(self) -> bool:
        """The pages scroll: asked how high their wrapped words would be, they would push the chart out."""
        return False


def _scrolled(inside: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setObjectName("evidenceScroll")
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    scroll.setWidgetResizable(True)
    return scroll
