"""The three sample cases on a test's desk, and waiting for what the lanes bring."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jxdesk.desk import Desk
from jxdesk.paths import resource
from jxdesk.ui.workplace import Workplace

W = TypeVar("W", bound=QWidget)
LAND = "集福人调字〔2025〕第17号"
ORAL = "集福人调字〔2026〕第42号"
WAGES = "集福人调字〔2026〕第33号"


def import_samples(desk: Desk) -> None:
    """All three, as `jxdesk case import` takes them."""
    imported = desk.files.import_files([resource("practice", "sample_cases.json")])
    assert [one.outcome for one in imported] == ["imported"] * 3


def settled(place: Workplace, qtbot: QtBot) -> None:
    """Wait until nothing was asked of the lanes for three turns of the event loop: one answer asks the next."""
    for _ in range(3):
        qtbot.waitUntil(
            lambda: not (place.tasks.pending("local") or place.tasks.pending("network")), timeout=20_000
        )
        QApplication.processEvents()
        QApplication.sendPostedEvents()
        qtbot.wait(5)


def seen(page: W, place: Workplace, qtbot: QtBot) -> W:
    """A page as large as the window leaves it at 1366×768, in front, and filled."""
    qtbot.addWidget(page)
    page.resize(1210, 650)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    settled(place, qtbot)
    return page
