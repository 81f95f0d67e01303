"""The way from this window to the other desk: practice to official, or back.

The other desk is open before this window closes, so whoever changes their mind at the passphrase, or cannot
open it, still sits where they sat, with every word in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from jxdesk.errors import UserError
from jxdesk.ui.desk_window import DeskWindow
from jxdesk.ui.workplace import Workplace

D = TypeVar("D")
WAITING = "正在停下与县里的同步，停好就过去。没报完的下次接着报。"


class OtherDesk(QObject, Generic[D]):
    """``desk`` is the other desk, open, once this window has closed for it; else None.

    Exactly one of the two ways is given: ``straight`` opens it without a question, in the lane; ``ask`` puts
    the questions on top of this window and gives None when the person would rather stay.
    """

    def __init__(
        self,
        place: Workplace,
        window: DeskWindow,
        *,
        straight: Callable[[], D] | None = None,
        ask: Callable[[QWidget], D | None] | None = None,
    ) -> None:
        super().__init__()
        self._place, self._window = place, window
        self._straight, self._ask = straight, ask
        self._on_the_way = self._leaving = False
        self.desk: D | None = None
        place.go.other_desk_wanted.connect(self._begin)
        place.tasks.ended.connect(lambda _job: self._leave_when_quiet())

    def _begin(self) -> None:
        if self._on_the_way:
            return  # a second press while the first still works
        self._on_the_way = True
        self._window.store()
        # A round with the county may wait half a minute for an answer; told now, it ends while they type.
        self._place.tasks.stop_network()
        straight = self._straight
        # Behind the saves in the same lane: what was typed is on the disk before anything else opens.
        self._place.tasks.local(
            "正在打开另一个工作台",
            lambda _work: None if straight is None else straight(),
            owner=self,
            done=self._on_stored,
            failed=self._stay,
        )

    def _on_stored(self, desk: D | None) -> None:
        if self._ask is not None:
            try:
                desk = self._ask(self._window.window)
            except UserError as error:
                self._stay(error)
                return
        if desk is None:
            self._on_the_way = False
            return
        self.desk = desk
        if self._place.tasks.pending("network"):
            self._place.messages.notice(WAITING)
        self._leave_when_quiet()

    def _leave_when_quiet(self) -> None:
        if self.desk is not None and not self._leaving and not self._place.tasks.pending("network"):
            self._leaving = True  # the window itself waits for what it still has to write
            self._window.window.close()

    def _stay(self, error: UserError) -> None:
        self._on_the_way = False
        self._place.messages.error(error)
