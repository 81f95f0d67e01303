"""The one place where something that went wrong becomes a sentence on the screen.

Never a dialog: a banner above the page says what happened, what is safe and what to do, and the
person goes on. An error nobody foresaw gets a plain sentence too; its place in the code goes to the
log, its text does not, since an exception's text may carry a citizen's data.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from jxdesk.errors import UserError
from jxdesk.log import event
from jxdesk.ui.icons import dress
from jxdesk.ui.naming import named, restyle, role, words
from jxdesk.ui.theme import Theme

log = logging.getLogger(__name__)
GONE_AFTER = 8000  # milliseconds a "done" stays; an error stays until it is closed


@dataclass(frozen=True)
class Message:
    """One sentence for the person at the desk, its remedy, and at most one button."""

    kind: Literal["error", "notice", "done"]
    text: str
    remedy: str = ""
    button: str = ""
    act: Callable[[], None] | None = None


class Messages(QObject):
    """Where the whole window says things; the banner listens."""

    said = Signal(object)

    def error(self, error: UserError) -> None:
        """Something the person can act on."""
        self.said.emit(Message("error", error.message, error.remedy))

    def notice(self, text: str, button: str = "", act: Callable[[], None] | None = None) -> None:
        """Something worth knowing, with at most one thing to press."""
        self.said.emit(Message("notice", text, "", button, act))

    def done(self, text: str, button: str = "", act: Callable[[], None] | None = None) -> None:
        """Something went well and there is more to say than 已保存."""
        self.said.emit(Message("done", text, "", button, act))

    def unexpected(self, error: BaseException) -> None:
        """A bug: plain words here, the place in the code in the log."""
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{frames[-1].name}:{frames[-1].lineno}" if frames else "nowhere"
        event(log, logging.ERROR, "unexpected failure", kind=type(error).__name__, event=place)
        self.said.emit(
            Message(
                "error",
                "程序遇到了没有预料到的情况，刚才这一步没有做成，已经保存的内容不受影响。",
                "请再试一次；还不行，请重新打开程序，并把出现的时间告诉县里的技术人员。",
            )
        )

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For ``sys.excepthook``: an exception in a slot would otherwise vanish into a console nobody has."""
        if not issubclass(kind, Exception):
            return
        if isinstance(error, UserError):
            self.error(error)
        else:
            self.unexpected(error.with_traceback(trace))


class Banner(QFrame):
    """A strip above the page; takes no focus and stops nothing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._act: Callable[[], None] | None = None
        self._kind = ""
        self._text = words("", wrap=True)
        self._text.setObjectName("bannerText")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = named(QPushButton(), "bannerButton", "处理")
        self._button.clicked.connect(self._do)
        self._close = role(named(QToolButton(), "bannerClose", "关闭提示"), "link")
        self._close.setToolTip("关闭提示（Esc）")
        dress(theme, self._close, "close", "ink")
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self, singleShot=True, interval=GONE_AFTER)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Show the newest message; what it replaces has been read or will be said again."""
        self._text.setText(message.text + message.remedy)
        self._text.setAccessibleName(self._text.text())
        self._act = message.act
        self._button.setText(message.button)
        self._button.setAccessibleName(message.button or "处理")
        self._button.setVisible(bool(message.button))
        self._kind = message.kind
        restyle(self, kind=message.kind)
        self._timer.stop()
        if message.kind == "done":
            self._timer.start()
        self.show()

    def leave_behind(self) -> None:
        """Another page or case comes into sight: what was refused on the one before is not said of this one."""
        if self._kind == "error":
            self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text() if self.isVisible() else ""

    def _do(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
