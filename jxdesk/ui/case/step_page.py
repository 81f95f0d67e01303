"""办理: one step of the chart — what to do and say, its form, what the desk worked out, and its verbs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from jxdesk.flow.definition import Node
from jxdesk.services.office import Unit
from jxdesk.ui.case.decided_fields import hold_decided
from jxdesk.ui.case.note_list import NoteList
from jxdesk.ui.case.open_case import OpenCase
from jxdesk.ui.case.step_acts import Act, acts_for
from jxdesk.ui.case.step_form import StepForm
from jxdesk.ui.case.step_notes import Knowledge, notes_for
from jxdesk.ui.case_keeper import CaseKeeper
from jxdesk.ui.help_panel import HelpPanel, StepHelp
from jxdesk.ui.naming import named, restyle, role, words
from jxdesk.ui.workplace import Workplace


class StepPage(QWidget):
    """Built when its step is opened and thrown away with it: two steps may hold the same field."""

    document_asked = Signal(str)
    step_asked = Signal(str)
    field_asked = Signal(str)

    def __init__(self, place: Workplace, keeper: CaseKeeper, node: Node) -> None:
        super().__init__()
        self.setObjectName("stepPage")
        self.node = node
        self._place, self._keeper = place, keeper
        self._case: OpenCase | None = None
        self._shown_acts: list[tuple[str, str, str]] = []
        self._warned = ""  # the warning that was said; another one is said again
        self._since_warned = QElapsedTimer()
        self.help = HelpPanel(place.theme)
        self.help.document_asked.connect(self.document_asked)
        self.help.puzzled.connect(self._on_puzzled)
        self.notes = NoteList(node.id)
        self.notes.taken.connect(self._on_note_taken)
        self.notes.asked.connect(self.field_asked)
        self.form = StepForm(place, keeper, node)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("stepScroll")
        self._bar = QFrame()
        self._bar.setObjectName("stepBar")
        self._buttons = QHBoxLayout()
        self._hint = words("", "hint", wrap=True)
        self._next = role(named(QPushButton(), "stepNext", "去现在要办的一步"), "primary")
        self._next.clicked.connect(self._on_next)
        self._lay_out()

    def show_case(self, case: OpenCase, titles: dict[str, str], committees: Sequence[Unit]) -> None:
        """Show the step as it stands in this case; ``titles`` name the documents."""
        self._case = case
        documents = [(one, titles[one]) for one in self.node.documents if one in titles]
        law = "；".join(self.node.law)
        self.help.show_step(StepHelp(self.node.id, self.node.title, self.node.say, law, documents))
        self.form.show_case(case.record, case.names, committees, case.stand_ins)
        if case.given_out:
            hold_decided(self.form.form.fields, case.record)
        trade = self._place.services.trade
        knowledge = Knowledge(
            propose=lambda: self._place.services.reviews.propose_level(case.record),
            calendar=trade.calendar,
            told=lambda: self._place.services.papers.notice_items(case.record.dispute_type),
            retention=lambda: trade.retention,
        )
        self.notes.show_notes(notes_for(self.node, case, knowledge))
        self._show_acts(case)

    def flush(self) -> None:
        """Store what is still being typed."""
        self.form.flush()

    def go(self, path: str) -> bool:
        """Bring a field into sight with the cursor in it; False when this step does not have it."""
        found = self.form.go(path)
        at = self._place_of_focus()
        if at is not None:
            self._scroll.ensureWidgetVisible(at, 24, self.height() // 3)
        return found

    def begin(self) -> None:
        """From the top, with the cursor in the first field."""
        self.form.begin()
        self._scroll.verticalScrollBar().setValue(0)

    def toggle_help(self) -> None:
        """F1: help away, help back and in sight."""
        self.help.setVisible(not self.help.isVisibleTo(self))
        if self.help.isVisibleTo(self):
            self._scroll.ensureWidgetVisible(self.help)

    def _place_of_focus(self) -> QWidget | None:
        inside = self.window().focusWidget()
        return inside if inside is not None and self.isAncestorOf(inside) else None

    def _show_acts(self, case: OpenCase) -> None:
        acts = self._acts(case)
        looks = [(act.text, act.why_not, act.warning) for act in acts]
        was_here = False
        if looks != self._shown_acts:
            self._shown_acts, self._warned = looks, ""
            while (old := self._buttons.takeAt(0)) is not None:
                widget = old.widget()
                if widget is not None:
                    was_here |= widget.hasFocus()
                    widget.hide()
                    widget.setParent(None)
                    widget.deleteLater()
            for act in acts:
                button = self._button(act)
                self._buttons.addWidget(button)
                QWidget.setTabOrder(button, self._next)  # as they are read; built later, it would come last
        current = case.walk.current
        elsewhere = current is not None and current != self.node.id
        self._next.setVisible(elsewhere)
        if elsewhere and current is not None:
            title = case.walk.step(current).node.title
            self._next.setText(f"现在该办：{title}")
            self._next.setAccessibleName(f"去现在该办的一步：{title}")
        primary = any(act.primary and not act.why_not for act in acts)
        role(self._next, "" if primary else "primary")
        self._next.style().unpolish(self._next)
        self._next.style().polish(self._next)
        if was_here:
            self._go_on_from_the_button()
        self._hint.setText(self._progress(case, acts))
        restyle(self._hint, role="advice" if self._warned else "hint")

    def _acts(self, case: OpenCase) -> list[Act]:
        services = self._place.services
        return acts_for(
            self.node, case, services.cases, services.archiving, services.locking, self.form.form.values()
        )

    def _go_on_from_the_button(self) -> None:
        """The pressed button is gone: Qt would go on in the search box, and the next key would search."""
        for button in (self._next, *self._bar.findChildren(QPushButton)):
            if button.isEnabled() and not button.isHidden():
                button.setFocus()
                return
        self.form.begin()

    def _progress(self, case: OpenCase, acts: Sequence[Act]) -> str:
        why_not = next((act.why_not for act in acts if act.why_not), "")
        if why_not or self._warned:
            return why_not or self._warned
        if case.record.void_reason is not None:
            return "本案已作废，不用再办；还要办的，先按上面的“恢复”。"
        if case.walk.current is None:
            return "这件案件已经办完。"
        if case.walk.current == self.node.id:
            return "现在就办这一步；填好了，导图会自己往前走。"
        return ""

    def _button(self, act: Act) -> QPushButton:
        button = named(QPushButton(act.text), f"act_{act.name}", act.text)
        if act.primary:
            role(button, "primary")
        button.setEnabled(not act.why_not)
        button.setToolTip(act.why_not)
        button.clicked.connect(lambda: self._do(act.name))
        return button

    def _do(self, name: str) -> None:
        """What was typed last counts too: it is stored first, and the verb takes it from the form."""
        if self._case is None:
            return
        self.flush()
        acts = self._acts(self._case)
        act = next((act for act in acts if act.name == name), None)
        if act is not None and act.warning and not self._was_warned(act):
            return
        if act is not None:
            self._keeper.ask(act.doing, act.do, self._place.messages.done)

    def _was_warned(self, act: Act) -> bool:
        """Say the warning under the button; a double click is one press and not an answer to it."""
        if self._warned == act.warning:
            return self._since_warned.hasExpired(QApplication.doubleClickInterval())
        self._warned = act.warning
        self._since_warned.start()
        self._hint.setText(act.warning)
        restyle(self._hint, role="advice")
        button = self._bar.findChild(QPushButton, f"act_{act.name}")
        if isinstance(button, QPushButton):
            button.setText(f"仍要{act.text}")
            button.setAccessibleName(f"仍要{act.text}")
            button.setAccessibleDescription(act.warning)
        return False

    def _on_note_taken(self, values: dict[str, object]) -> None:
        here = {path: value for path, value in values.items() if path in self.form.form.fields}
        self.form.form.put(here)

    def _on_puzzled(self, node: str, question: str) -> None:
        cases = self._place.services.cases
        self._keeper.ask(
            "正在记下问题",
            lambda case: cases.ask(case, node, question),
            lambda _none: self.help.show_noted() if isValid(self.help) else None,
        )

    def _on_next(self) -> None:
        if self._case is not None and self._case.walk.current is not None:
            self.step_asked.emit(self._case.walk.current)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("view")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 12, 8, 12)
        column.setSpacing(12)
        for part in (self.help, self.notes, self.form):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout(self._bar)
        foot.setContentsMargins(0, 8, 8, 8)
        foot.addWidget(self._hint, 1)
        foot.addLayout(self._buttons)
        foot.addWidget(self._next)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._bar)
