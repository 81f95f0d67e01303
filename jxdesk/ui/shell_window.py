"""The window around every page: rail, search, who sits here, messages, status.

A page is built when it is first asked for: building all eight before the first paint would double the
time a mediator waits in the morning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jxdesk.ui.messages import Banner, Messages
from jxdesk.ui.naming import named, words
from jxdesk.ui.rail import Rail
from jxdesk.ui.search_box import SearchBox
from jxdesk.ui.status_line import StatusLine
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme

TITLE = "集贤县乡镇综治分中心 调解工作台"
PRACTICE = "练习　这里的内容只用来练手：印出的纸上带“练习”二字，不会报到县里。"


@dataclass(frozen=True)
class Page:
    """One entry of the rail; ``make`` builds its view when it is first opened."""

    id: str
    title: str
    icon: str
    make: Callable[[], QWidget]


@dataclass(frozen=True)
class DeskPerson:
    """Someone who may sit at the desk."""

    key: str
    name: str


class ShellWindow(QMainWindow):
    """Signals say what a person asked for; whoever wires the desk answers."""

    page_opened = Signal(str)
    person_chosen = Signal(str)
    help_asked = Signal(str)
    leaving = Signal()
    """The window is about to close: views store what is still being typed."""

    def __init__(
        self, theme: Theme, tasks: Tasks, messages: Messages, pages: list[Page], *, practice: bool
    ) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setWindowTitle(f"{TITLE}（练习）" if practice else TITLE)
        self.setMinimumSize(1024, 600)
        self._theme = theme
        self._tasks = tasks
        self._pages = {page.id: page for page in pages}
        self._views: dict[str, QWidget] = {}
        self.current = ""
        self.search = SearchBox(theme)
        self.banner = Banner(theme)
        self.rail = Rail(theme)
        self.status = StatusLine(theme, tasks)
        self._stack = QStackedWidget()
        self._stack.setObjectName("stack")
        self._person = named(QComboBox(), "deskPerson", "现在坐在桌前的人")
        self._person.activated.connect(lambda row: self.person_chosen.emit(self._person.itemData(row)))
        self._lay_out(practice=practice)
        self.setStatusBar(self.status)
        messages.said.connect(self.banner.show_message)
        self.rail.chosen.connect(self.open)
        self._bind_keys(pages)

    def open(self, page: str) -> QWidget:
        """Show a page, building its view the first time; the view."""
        if page != self.current:
            self.banner.leave_behind()
        view = self._views.get(page)
        if view is None:
            view = self._views[page] = self._pages[page].make()
            self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        if view.focusProxy() is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rail.show_current(page)
        self.current = page
        self.page_opened.emit(page)
        return view

    def views(self) -> list[QWidget]:
        """The pages that have been built."""
        return list(self._views.values())

    def show_people(self, people: list[DeskPerson], here: str | None) -> None:
        """Who may sit at the desk, and who does."""
        self._person.clear()
        for person in people:
            self._person.addItem(person.name, person.key)
        if not people:
            self._person.addItem("还没有登记人员", "")
        self._person.setCurrentIndex(max(0, self._person.findData(here)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for what is being written; the lane ends in milliseconds unless the disk is in trouble."""
        self.leaving.emit()
        if self._tasks.pending("local"):
            self._tasks.idle.connect(self.close, Qt.ConnectionType.SingleShotConnection)
            event.ignore()
            return
        event.accept()

    def _lay_out(self, *, practice: bool) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._top_bar())
        if practice:
            strip = words(PRACTICE)
            strip.setObjectName("practice")
            right.addWidget(strip)
        around = QVBoxLayout()
        around.setContentsMargins(16, 8, 16, 0)
        around.addWidget(self.banner)
        right.addLayout(around)
        right.addWidget(self._stack, 1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(middle)

    def _top_bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("topBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.search, 1)
        row.addSpacing(24)
        label = words("桌前是", "hint")
        label.setBuddy(self._person)
        row.addWidget(label)
        row.addWidget(self._person)
        return bar

    def _bind_keys(self, pages: list[Page]) -> None:
        for number, page in enumerate(pages, start=1):
            key = f"Ctrl+{number}"
            self.rail.add(page.id, page.title, page.icon, key)
            self._key(key, partial(self.open, page.id))
        self._key("Ctrl+F", self._go_to_search)
        self._key("F1", lambda: self.help_asked.emit(self.current))
        self._key("Esc", self._put_away)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _put_away(self) -> None:
        if not self.search.hits.close():
            self.banner.hide()
