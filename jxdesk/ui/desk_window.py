"""Joins the window to the services: what is searched, who sits here, what waits, where a page asks to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from jxdesk.rules.days import moment
from jxdesk.ui.auto_sync import AutoSync
from jxdesk.ui.case_rows import STATES
from jxdesk.ui.changes import Follower
from jxdesk.ui.pages import pages
from jxdesk.ui.pick_list import Pick
from jxdesk.ui.shell_window import DeskPerson, ShellWindow
from jxdesk.ui.workplace import Workplace

if TYPE_CHECKING:
    from jxdesk.services.case_table import Waiting
    from jxdesk.services.office import Office, Person
    from jxdesk.services.search import Found

HITS = 20


@runtime_checkable
class Leavable(Protocol):
    """A page that may hold words not stored yet."""

    def flush(self) -> None:
        """Store them now."""


@runtime_checkable
class Helpful(Protocol):
    """A page that has help of its own for F1."""

    def show_help(self) -> None:
        """Show it."""


@runtime_checkable
class CasePage(Protocol):
    """当前案件."""

    def open_case(self, case_id: str, step: str) -> None:
        """Show a case at a step."""

    def open_field(self, case_id: str, path: str) -> None:
        """Show a case at a field."""


@runtime_checkable
class DraftPage(Protocol):
    """登记."""

    def open_draft(self, case_id: str) -> None:
        """Show a draft; empty for a new one."""


@runtime_checkable
class PaperPage(Protocol):
    """文书."""

    def open_documents(self, case_id: str, document: str) -> None:
        """Show the documents of a case."""


class DeskWindow(QObject):
    """``window`` is what is shown; this object is what answers it."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.window = ShellWindow(
            place.theme, place.tasks, place.messages, pages(place), practice=place.services.office.practice
        )
        shell, go = self.window, place.go
        shell.search.asked.connect(self._search)
        shell.search.chosen.connect(go.to_case)
        shell.person_chosen.connect(self._sit_down)
        shell.help_asked.connect(self._help)
        shell.leaving.connect(self._flush)
        go.page_wanted.connect(shell.open)
        go.draft_wanted.connect(self._open_draft)
        go.case_wanted.connect(self.open_case)
        go.field_wanted.connect(self._open_field)
        go.documents_wanted.connect(self.open_documents)
        go.search_wanted.connect(shell.search.begin)
        go.characters_wanted.connect(self._pick_character)
        keys = QShortcut(QKeySequence("Ctrl+Shift+U"), shell)
        keys.activated.connect(lambda: self._pick_character(_writable(QApplication.focusWidget())))
        shell.search.rare_wanted.connect(lambda: self._pick_character(shell.search))
        shell.page_opened.connect(self._flush)
        place.changes.saved.connect(shell.status.show_saved)
        self._waiting = Follower(place.changes, shell, {"change", "conflict"}, self._count)
        self._auto = AutoSync(place, self)
        self._staff = Follower(place.changes, shell, {"staff"}, self.read_people)

    def start(self) -> None:
        """Open the workbench; the file answers after the first paint."""
        self.window.open("today")
        self.read_people()
        self._auto.start()

    def store(self) -> None:
        """Store now what is still being typed, on every page."""
        self._flush()

    def read_people(self) -> None:
        """Read who may sit here."""
        self._place.tasks.local(
            "正在读取人员",
            lambda _work: self._people(),
            owner=self,
            done=lambda found: self._show_people(*found),
        )

    def _people(self) -> tuple[list[Person], Office]:
        office = self._place.services.office
        return office.people(), office.office()

    def _show_people(self, people: list[Person], office: Office) -> None:
        here = office.at_desk.id if office.at_desk else None
        self.window.show_people([DeskPerson(person.id, person.name) for person in people], here)

    def _sit_down(self, person: str) -> None:
        if not person:
            self._place.go.to_page("settings")
            return
        office = self._place.services.office
        self._flush()  # what was typed so far belongs to whoever typed it
        self._place.tasks.local("正在换人", lambda _work: office.sit_down(person), owner=self)

    def _search(self, text: str) -> None:
        services = self._place.services
        self._place.tasks.local(
            "正在查找",
            lambda _work: services.search.find(text, HITS),
            owner=self,
            done=lambda found: self._show_found(text, found),
        )

    def _show_found(self, text: str, found: list[Found]) -> None:
        self.window.search.show_hits(text, [_hit(one) for one in found])

    def _count(self) -> None:
        table = self._place.services.table
        self._place.tasks.local(
            "正在读取状态", lambda _work: table.waiting(), owner=self, done=self._show_waiting
        )

    def _show_waiting(self, waiting: Waiting) -> None:
        self.window.status.show_unacknowledged(
            waiting.count,
            moment(waiting.since),
            to_answer=waiting.to_answer,
            ever=waiting.synced_at is not None,
            practice=self._place.services.office.practice,
        )
        self.window.rail.show_waiting("inbox", waiting.to_answer)

    def _pick_character(self, target: QWidget | None) -> None:
        from jxdesk.ui.picker.character_picker import CharacterPicker  # noqa: PLC0415 - few names need it

        CharacterPicker(self._place, target, self.window).open()

    def _help(self, page: str) -> None:
        view = self.window.open(page)
        if isinstance(view, Helpful):
            view.show_help()

    def _flush(self) -> None:
        for view in self.window.views():
            if isinstance(view, Leavable):
                view.flush()

    def _open_draft(self, case_id: str) -> None:
        self.window.banner.leave_behind()
        view = self.window.open("register")
        if isinstance(view, DraftPage):
            view.open_draft(case_id)

    def open_case(self, case_id: str, step: str = "") -> None:
        """Show a case, at a step of its chart or where it stands."""
        self.window.banner.leave_behind()
        view = self.window.open("case")
        if isinstance(view, CasePage):
            view.open_case(case_id, step)

    def _open_field(self, case_id: str, path: str) -> None:
        view = self.window.open("case")
        if isinstance(view, CasePage):
            view.open_field(case_id, path)

    def open_documents(self, case_id: str, document: str = "") -> None:
        """Show the documents of a case."""
        self.window.banner.leave_behind()
        view = self.window.open("documents")
        if isinstance(view, PaperPage):
            view.open_documents(case_id, document)


def _writable(focus: QWidget | None) -> QWidget | None:
    """The field a character can go into, if that is where the cursor stands."""
    if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit):
        return None if focus.isReadOnly() else focus
    return focus if isinstance(focus, QComboBox) and focus.isEditable() else None


def _hit(found: Found) -> Pick:
    state = STATES.get(found.state, found.state)
    where = state if found.state == "void" else found.node_title or state
    detail = "　".join(word for word in (found.label, found.parties, found.place, where) if word)
    return Pick(found.case_id, found.title, detail)
