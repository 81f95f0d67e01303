"""The whole window on a real desk: wired, photographed, closed; and what is said when it cannot open."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from widget_walk import naming_faults

from jxdesk import app
from jxdesk.desk import Desk
from jxdesk.errors import UserError
from jxdesk.paths import DataFolder
from jxdesk.services.two_desks import NewDesk
from jxdesk.settings import Settings
from jxdesk.ui.desk_window import DeskWindow
from jxdesk.ui.tasks import Tasks
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


def test_the_window_starts_at_the_font_size_of_the_desk(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    desk.office.set_font_size(16)
    before = sys.excepthook
    window, tasks = app.wire(desk, theme)
    qtbot.addWidget(window.window)
    try:
        assert theme.points == 16
        assert "练习" in window.window.windowTitle()
    finally:
        sys.excepthook = before
        tasks.close()


@pytest.fixture
def morning(desk: Desk, theme: Theme, qtbot: QtBot) -> Iterator[tuple[DeskWindow, Tasks]]:
    """The window as it is wired in the morning, shown."""
    before = sys.excepthook
    window, tasks = app.wire(desk, theme)
    qtbot.addWidget(window.window)
    window.start()
    window.window.show()
    yield window, tasks
    sys.excepthook = before
    tasks.close()


def test_what_the_next_click_wants_is_made_ready_after_the_first_page(
    desk: Desk, morning: tuple[DeskWindow, Tasks], qtbot: QtBot
) -> None:
    assert "papers" not in vars(desk)
    qtbot.waitUntil(lambda: "sync" in vars(desk), timeout=20_000)
    assert {"cases", "search", "papers", "reviews", "timeline"} <= vars(desk).keys()


def test_a_window_closed_at_once_does_not_wait_for_everything(
    desk: Desk, morning: tuple[DeskWindow, Tasks], qtbot: QtBot
) -> None:
    window, tasks = morning
    qtbot.waitUntil(lambda: "cases" in vars(desk), timeout=20_000)
    window.window.close()
    qtbot.waitUntil(lambda: not tasks.pending("local"), timeout=20_000)
    qtbot.wait(200)
    assert not window.window.isVisible()
    assert "sync" not in vars(desk)


_MORNING = """
import sys
from pathlib import Path
from jxdesk.app import make_application, wire
from jxdesk.desk import open_desk
from jxdesk.paths import DataFolder
from PySide6.QtWidgets import QLabel
app, theme = make_application()
window, tasks = wire(open_desk(DataFolder(Path(sys.argv[1]))), theme)
window.start()
window.window.show()
figure = window.window.findChild(QLabel, "figure_going_on")
while figure.text() == "—":
    app.processEvents()
heavy = {"sqlalchemy", "reportlab", "httpx", "msgspec", "jxdesk.services.trade", "PySide6.QtPdf"}
print(figure.text(), sorted(heavy & set(sys.modules)), flush=True)
tasks.close()
"""


def test_the_figures_of_the_first_page_need_neither_sessions_nor_paper_nor_network(desk: Desk) -> None:
    desk.files.import_files([SAMPLES])
    going_on = desk.table.today().going_on
    desk.close()
    ran = subprocess.run(
        [sys.executable, "-c", _MORNING, str(desk.folder.root)],
        capture_output=True, text=True, timeout=120, check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert ran.stdout.strip() == f"{going_on} []"


def test_a_practice_desk_made_by_the_window_begins_with_the_sample_cases(tmp_path: Path) -> None:
    made = app.make_desk(DataFolder(tmp_path / "practice"), NewDesk(), Settings())
    assert made.table.count() == 3
    made.close()
    own = NewDesk("福利镇的桌子很稳当的", "230521100", numbers_here=False)
    real = app.make_desk(DataFolder(tmp_path / "real"), own, Settings())
    assert real.table.count() == 0
    assert set(real.registers.elsewhere()) == {unit.code for unit in real.office.committees()}
    real.close()
