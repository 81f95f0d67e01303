"""The whole window on a real desk: wired, photographed, closed; and what is said when it cannot open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QListWidget, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from widget_walk import naming_faults

from jxdesk import app
from jxdesk.desk import Desk
from jxdesk.errors import UserError
from jxdesk.paths import DataFolder
from jxdesk.settings import Settings
from jxdesk.ui.desk_window import DeskWindow
from jxdesk.ui.theme import Theme
from jxdesk.ui.workplace import Workplace

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"
PAGES = ("today", "register", "cases", "case", "documents", "inbox", "sync", "settings")


@pytest.fixture
def window(place: Workplace, desk: Desk, qtbot: QtBot) -> DeskWindow:
    """The window with the sample cases, one of them open."""
    desk.files.import_files([SAMPLES])
    made = DeskWindow(place)
    qtbot.addWidget(made.window)
    made.start()
    made.window.resize(1366, 768)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    return made


def idle(place: Workplace, qtbot: QtBot) -> None:
    """Wait until both lanes have nothing left."""
    qtbot.waitUntil(
        lambda: not place.tasks.pending("local") and not place.tasks.pending("network"), timeout=20_000
    )
    QApplication.processEvents()


def open_everything(window: DeskWindow, place: Workplace, desk: Desk, qtbot: QtBot) -> None:
    """Every page built and filled."""
    case = desk.table.rows(order="newest")[0].case_id
    for page in PAGES:
        window.window.open(page)
        idle(place, qtbot)
    window.open_case(case)
    idle(place, qtbot)
    window.open_documents(case)
    idle(place, qtbot)


def test_every_control_of_every_page_has_its_names(
    window: DeskWindow, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    open_everything(window, place, desk, qtbot)
    faults: list[str] = []
    for page in PAGES:
        faults += [f"{page}: {fault}" for fault in naming_faults(window.window.open(page))]
    idle(place, qtbot)
    assert faults == []


@pytest.mark.parametrize("points", [12, 14, 16, 18])
def test_no_page_makes_the_window_wider_than_a_small_screen(
    window: DeskWindow, place: Workplace, desk: Desk, qtbot: QtBot, points: int
) -> None:
    place.theme.apply(points)
    open_everything(window, place, desk, qtbot)
    for page in PAGES:
        window.window.open(page)
        idle(place, qtbot)
        window.window.resize(1366, 768)
        QApplication.processEvents()
        assert window.window.minimumSizeHint().width() <= 1366, page
        assert window.window.minimumSizeHint().height() <= 768, page


@pytest.mark.parametrize("page", PAGES)
def test_the_primary_button_of_a_page_is_in_sight_at_sixteen_points(
    window: DeskWindow, place: Workplace, desk: Desk, qtbot: QtBot, page: str
) -> None:
    place.theme.apply(16)
    case = desk.table.rows(order="newest")[0].case_id
    if page in ("case", "documents"):
        (window.open_case if page == "case" else window.open_documents)(case)
    view = window.window.open(page)
    idle(place, qtbot)
    primary = [b for b in view.findChildren(QPushButton) if b.property("role") == "primary" and b.isVisible()]
    assert len(primary) <= 1
    for button in primary:
        seen = QRect(button.mapTo(window.window, QPoint(0, 0)), button.size())
        assert window.window.rect().contains(seen), button.objectName()


def test_tab_goes_round_every_page_without_getting_caught(
    window: DeskWindow, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    open_everything(window, place, desk, qtbot)
    for page in PAGES:
        window.window.open(page)
        idle(place, qtbot)
        window.window.activateWindow()
        qtbot.waitUntil(window.window.isActiveWindow)
        window.window.search.setFocus()
        seen: list[QWidget] = []
        for _ in range(250):
            at = QApplication.focusWidget()
            assert isinstance(at, QWidget), page
            if at in seen:
                break  # once round
            seen.append(at)
            qtbot.keyClick(at, Qt.Key.Key_Tab)
        assert at is window.window.search, f"{page}: caught in {[w.objectName() for w in seen[-4:]]}"


def test_the_screens_of_a_desk_are_photographed(desk: Desk, tmp_path: Path) -> None:
    desk.files.import_files([SAMPLES])
    desk.close()
    out = tmp_path / "screens"
    ran = subprocess.run(
        [sys.executable, "-m", "jxdesk.app", "--screenshots", str(out), "--data", str(desk.folder.root)],
        input="\n", text=True, capture_output=True, timeout=240, check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    pictures = sorted(out.glob("*.png"))
    assert [path.stem.split("-")[1] for path in pictures] == [
        "today", "register", "cases", "inbox", "sync", "settings", "case", "documents",
    ]  # fmt: skip
    for path in pictures:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1366, 768)
        assert len({image.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 7)}) > 8


def test_a_wrong_passphrase_in_a_script_is_one_sentence(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "jxdesk.app", "--screenshots", str(tmp_path / "s"), "--data", str(tmp_path / "none")],
        input="\n", text=True, capture_output=True, timeout=120, check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert ran.returncode == 1
    assert "还没有工作台数据" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_desk_that_cannot_be_opened_is_said_in_a_window(
    desk: Desk, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # run_window takes it; give it back
    desk.close()
    desk.folder.database.write_bytes(b"this is no database" * 500)
    monkeypatch.setattr(QMessageBox, "critical", lambda _parent, _title, text: said.append(text))
    assert app.run_window(desk.folder, None, Settings()) == 1
    assert len(said) == 1
    assert "Traceback" not in said[0]
    with pytest.raises(UserError):
        app.run_window(desk.folder, "一句好记的话就行了", Settings())


def test_a_damaged_key_file_is_said_and_no_passphrase_is_asked_for(
    desk: Desk, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # run_window takes it; give it back
    desk.close()
    desk.folder.keys.write_text("{")
    monkeypatch.setattr(QMessageBox, "critical", lambda _parent, _title, text: said.append(text))
    assert app.run_window(desk.folder, None, Settings()) == 1
    assert "desk.key" in said[0]


def test_the_window_stands_before_its_file_is_open(
    desk: Desk, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.office.set_font_size(16)
    desk.cases.begin()
    desk.close()
    before = sys.excepthook
    front = app.make_front(theme)
    qtbot.addWidget(front.window.window)
    try:
        app.open_behind(front, desk.folder, None, Settings())
        front.window.start()
        front.window.window.show()
        assert front.desk is None
        assert front.window.window.current == "today"
        front.window.window.open("cases")
        assert front.window.window.current == "today"
        qtbot.waitUntil(lambda: front.window.window.current == "cases", timeout=20_000)
        assert theme.points == 16
        assert "练习" in front.window.window.windowTitle()
        today = front.window.window.open("today")
        drafts = today.findChild(QListWidget, "todayDrafts")
        assert isinstance(drafts, QListWidget)
        qtbot.waitUntil(lambda: drafts.count() == 1)
    finally:
        sys.excepthook = before
        front.close()


def test_closing_before_the_file_is_open_does_not_wait_for_it(theme: Theme, qtbot: QtBot) -> None:
    before = sys.excepthook
    front = app.make_front(theme)
    qtbot.addWidget(front.window.window)
    sys.excepthook = before
    front.window.start()
    front.window.window.show()
    front.close()
    assert front.place.late.done()


_FIRST_PAINT = """
import sys
import jxdesk.app
heavy = {"sqlalchemy", "reportlab", "httpx", "pypinyin", "PySide6.QtPdf", "PySide6.QtPrintSupport", "jxdesk.models"}
print(sorted(heavy & set(sys.modules)))
"""


def test_the_first_paint_imports_neither_database_nor_paper_nor_network() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _FIRST_PAINT], capture_output=True, text=True, timeout=60, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_a_practice_desk_made_by_the_window_begins_with_the_sample_cases(tmp_path: Path) -> None:
    made = app._make(DataFolder(tmp_path / "practice"), None, Settings(), None)
    assert made.table.count() == 3
    made.close()
    real = app._make(DataFolder(tmp_path / "real"), "福利镇的桌子很稳当的", Settings(), "230521100")
    assert real.table.count() == 0
    real.close()
