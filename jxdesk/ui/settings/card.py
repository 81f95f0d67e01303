"""One card of 设置: a question, what answers it, and the way its changes reach the desk's file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout

from jxdesk.errors import UserError
from jxdesk.ui.naming import role, words
from jxdesk.ui.workplace import Workplace


class SettingsCard(QFrame):
    """``column`` takes the content; ``keep`` stores something in the order it was asked."""

    def __init__(self, place: Workplace, name: str, question: str) -> None:
        super().__init__()
        self.setObjectName(f"card_{name}")
        role(self, "card")
        self.place = place
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 16, 24, 16)
        self.column.setSpacing(12)
        self.column.addWidget(words(question, "section"))

    def keep(
        self, act: Callable[[], object], *, said: str = "", failed: Callable[[], None] | None = None
    ) -> None:
        """Store it; ``said`` is shown when it is on the disk, ``failed`` puts the screen back."""
        place = self.place

        def done(_nothing: object) -> None:
            place.changes.saved_at(place.services.now())
            if said:
                place.messages.done(said)

        def on_failed(error: UserError) -> None:
            place.messages.error(error)
            if failed is not None:
                failed()

        place.tasks.local("正在保存", lambda _work: act(), owner=self, done=done, failed=on_failed)
