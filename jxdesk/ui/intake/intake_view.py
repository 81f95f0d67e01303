"""登记: one page for whoever comes in. Nothing has to be filled; everything typed is stored as it is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.printouts import SLIP, PaperOf
from jxdesk.rules.response import Proposal
from jxdesk.services.duplicates import Alike
from jxdesk.services.office import Office, Unit
from jxdesk.ui.case.voiding import BUTTON, ask_and_void
from jxdesk.ui.case_keeper import CaseKeeper
from jxdesk.ui.icons import dress
from jxdesk.ui.intake.intake_form import IntakeForm
from jxdesk.ui.intake.side_cards import AlikeCard, LevelCard, ReceiverCard
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.workplace import Workplace

AFTER_URGENT = 4  # questions that stand before the cards where there is no room beside the form
LOOK_AFTER = 400  # milliseconds after a save before looking for duplicates: fields are left in bursts
HOST = "committee.org"
SIDE = 300  # pixels at 12 pt


@dataclass(frozen=True)
class _Seen:
    """What the page shows beside the form, read in one go."""

    case: CaseRecord
    alike: list[Alike]
    proposal: Proposal


class IntakeView(QWidget):
    """``open_draft`` shows a stored draft or begins a new one."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("view")
        self._place = place
        services = place.services
        self.keeper = CaseKeeper(place.tasks, services.cases, services.now, place.messages.error, self)
        self.form = IntakeForm(place, self.keeper)
        self.level, self.alike, self.receiver = LevelCard(), AlikeCard(), ReceiverCard()
        self.slip = named(QPushButton("打印回执"), "intakeSlip", "给来人打印登记回执")
        self.go_on = role(
            named(QPushButton("下一步：受理审查"), "intakeGoOn", "登记完，去受理审查"), "primary"
        )
        self.new = role(named(QPushButton("再登记一件"), "intakeNew", "另外登记一件"), "link")
        self.void = role(named(QPushButton(BUTTON), "intakeVoid", "登记错了，把这件登记作废"), "link")
        self._look = QTimer(self, singleShot=True, interval=LOOK_AFTER)
        self._look.timeout.connect(self._read)
        self._lay_out()
        self.setFocusProxy(self.form.party.form.fields["name"].control())
        self._connect()
        self._read_office()
        self.form.start()
        self._show_begun(begun=False)

    def open_draft(self, case_id: str) -> None:
        """Show a draft; empty begins a new one, unless the page is already empty."""
        self.flush()
        if not case_id and not self.keeper.used:
            return
        self.keeper.show(case_id)
        self._show_begun(begun=bool(case_id))
        self.level.hide()
        self.alike.hide()
        self.receiver.show_new()
        if case_id:
            self.form.start_stored()
            self._read()
        else:
            self.form.start()

    def flush(self) -> None:
        """Store what is still being typed."""
        self.form.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards beside the form where there is room, at its end where there is not."""
        super().resizeEvent(event)
        beside = self.width() >= self._place.theme.px(SIDE + 700)
        self._side.setMaximumWidth(self._place.theme.px(SIDE) if beside else 16777215)
        if beside and self._side.parentWidget() is not self:
            self._middle.addWidget(self._side)
        elif not beside and self._side.parentWidget() is not self.form:
            self.form.column.insertWidget(AFTER_URGENT, self._side)

    def _connect(self) -> None:
        place, keeper = self._place, self.keeper
        self.form.form.group_left.connect(self._on_left)
        self.form.usual_wanted.connect(self._store_usual)
        self.form.party.looked_for.connect(self._recognise)
        keeper.saved.connect(self._on_saved)
        keeper.saved.connect(lambda: self._show_begun(begun=True))
        for line in self.form.findChildren(QLineEdit):
            line.textEdited.connect(lambda: self._show_begun(begun=True))
        keeper.saved.connect(self.form.form.mark_saved)
        keeper.saved.connect(self.form.party.form.mark_saved)
        keeper.unsaved.connect(self._on_unsaved)
        self.level.taken.connect(self._take_level)
        self.alike.opened.connect(place.go.to_case)
        self.slip.clicked.connect(self._print_slip)
        self.go_on.clicked.connect(self._go_on)
        self.void.clicked.connect(self._void)
        self.new.clicked.connect(lambda: self.open_draft(""))

    def _on_left(self, values: dict[str, Any]) -> None:
        values = self.form.with_usual(values)
        host = values.get(HOST)
        others = {path: value for path, value in values.items() if path != HOST}
        if others:
            self.keeper.save(others)
        if isinstance(host, str):
            cases = self._place.services.cases
            self.keeper.ask(
                "正在更换调委会", lambda case: cases.host_by(case, host), lambda _none: self._read()
            )

    def _store_usual(self) -> None:
        usual = self.form.with_usual({})
        if usual:
            self.keeper.save(usual)

    def _on_saved(self, at: datetime) -> None:
        self._place.changes.saved_at(at)
        self._look.start()

    def _on_unsaved(self, list_path: str, _key: str, names: list[str]) -> None:
        if not list_path:
            self.form.form.mark_unsaved(names)

    def _read(self) -> None:
        case_id, services = self.keeper.case, self._place.services
        if not case_id:
            return

        def work(_work: object) -> _Seen:
            case = services.cases.record(case_id)
            return _Seen(case, services.duplicates.of(case_id), services.reviews.propose_level(case))

        self._place.tasks.local("正在核对", work, owner=self, done=self._show)

    def _show(self, seen: _Seen) -> None:
        if seen.case.id != self.keeper.case:
            return
        self.form.show_case(seen.case)
        self.receiver.show_case(seen.case)
        self.alike.show_alike(seen.alike)
        self.level.show_proposal(seen.proposal, seen.case.intake.response_level)

    def _recognise(self, asked: dict[str, str]) -> None:
        people, not_in = self._place.services.people, self.keeper.case
        self._place.tasks.local(
            "正在查找来过的人",
            lambda _work: people.recognise(
                name=asked["name"], id_no=asked["id_no"], phone=asked["phone"], not_in=not_in
            ),
            owner=self.form.party,
            done=self.form.party.show_known,
        )

    def _take_level(self, level: str, reason: str) -> None:
        self.form.form.put({"intake.response_level": level, "intake.level_reason": reason})

    def _show_begun(self, *, begun: bool) -> None:
        """There is something to print a slip of, or to void."""
        self.slip.setEnabled(begun)
        self.void.setVisible(begun)

    def _is_empty(self) -> bool:
        """Whether nothing stands here after all: asking anything more would begin a draft about nobody."""
        self.flush()
        if not self.keeper.used:
            self._show_begun(begun=False)
        return not self.keeper.used

    def _void(self) -> None:
        if self._is_empty():
            return
        cases = self._place.services.cases
        self.keeper.ask("正在打开登记", cases.record, self._ask_why)

    def _ask_why(self, case: CaseRecord) -> None:
        ask_and_void(self._place, case, self, lambda: self.open_draft(""))

    def _print_slip(self) -> None:
        if self._is_empty():
            return
        papers = self._place.services.papers
        self.keeper.ask("正在排版回执", lambda case: (case, papers.slip(case)), self._show_slip)

    def _show_slip(self, drawn: tuple[str, bytes]) -> None:
        from jxdesk.ui.papers.paper_dialog import PaperDialog  # noqa: PLC0415 - QtPdf only when a page is shown

        case_id, pdf = drawn
        paper = PaperOf(case_id, SLIP, "登记回执")
        PaperDialog(self._place, paper.title, pdf, self, paper).open()

    def _go_on(self) -> None:
        if self._is_empty():
            self._place.messages.notice("还没有登记什么。先写来人的姓名，或者一句什么事，再往下办。")
            self.form.party.form.fields["name"].go()
            return
        self.keeper.ask("正在保存", lambda case: case, lambda case: self._place.go.to_case(case, ""))

    def _read_office(self) -> None:
        office = self._place.services.office
        self._place.tasks.local(
            "正在读取调委会",
            lambda _work: (office.office(), office.committees()),
            owner=self,
            done=self._show_office,
        )

    def _show_office(self, found: tuple[Office, list[Unit]]) -> None:
        office, committees = found
        self.form.committee.offer([(unit.code, unit.name) for unit in committees])
        self.form.place_field.town = (office.unit.division_code or "") if office.unit else ""
        if office.committee and not self.keeper.case:
            self.form.committee.load(office.committee.code)

    def _lay_out(self) -> None:
        self._side = QWidget()
        cards = QVBoxLayout(self._side)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        for card in (self.receiver, self.level, self.alike):
            cards.addWidget(card)
        cards.addStretch(1)
        self.form.setContentsMargins(0, 0, 8, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.form)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(12)
        self._middle.addWidget(scroll, 1)
        self._middle.addWidget(self._side)
        head = QHBoxLayout()
        head.addWidget(words("登记", "page_title"))
        head.addWidget(words("不用填全，填完一格就存一格；没带证件也先登记。", "hint"), 1)
        head.addWidget(self.new)
        foot = QHBoxLayout()
        foot.addWidget(self.void)
        foot.addStretch(1)
        dress(self._place.theme, self.slip, "print")
        foot.addWidget(self.slip)
        foot.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._middle, 1)
        column.addLayout(foot)
