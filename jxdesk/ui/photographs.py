"""Photographs of every page at 1366×768, for the demo and the handbook.

A page fills itself from the lanes, so each picture waits until both are idle and the event loop has
drawn what arrived.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

from jxdesk.errors import UserError
from jxdesk.services.case_table import CaseRow
from jxdesk.ui.desk_window import DeskWindow
from jxdesk.ui.tasks import Tasks

WIDTH, HEIGHT = 1366, 768
PAGES = ("today", "register", "cases", "inbox", "sync", "settings")
LONGEST = 30_000  # milliseconds a page may take to fill itself
QUIET = 250  # milliseconds without work before a page counts as filled


def photograph(desk: DeskWindow, tasks: Tasks, rows: Sequence[CaseRow], out: Path) -> list[Path]:
    """Write one PNG a page to ``out``; with a case at hand also its chart and its documents."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"建不了文件夹 {out.name}，没有截图。", "请检查权限，或者换一个位置。") from error
    desk.start()
    desk.window.resize(WIDTH, HEIGHT)
    desk.window.show()
    written: list[Path] = []
    for number, page in enumerate(PAGES, start=1):
        desk.window.open(page)
        written.append(_take(desk, tasks, out / f"{number:02d}-{page}.png"))
    for case in rows[:1]:
        desk.open_case(case.case_id)
        written.append(_take(desk, tasks, out / "07-case.png"))
        desk.open_documents(case.case_id)
        written.append(_take(desk, tasks, out / "08-documents.png"))
    return written


def _take(desk: DeskWindow, tasks: Tasks, path: Path) -> Path:
    _settle(tasks)
    if not desk.window.grab().save(str(path)):
        raise UserError(f"写不进文件 {path.name}。", "请检查磁盘空间和文件夹权限。")
    return path


def _settle(tasks: Tasks) -> None:
    """Run the event loop until nothing has been asked of the lanes for a while."""
    loop, since, quiet = QEventLoop(), QElapsedTimer(), QElapsedTimer()
    since.start()
    quiet.start()
    poll = QTimer(interval=20)

    def look() -> None:
        if tasks.pending("local") or tasks.pending("network"):
            quiet.restart()
        if quiet.elapsed() > QUIET or since.elapsed() > LONGEST:
            loop.quit()

    poll.timeout.connect(look)
    poll.start()
    loop.exec()
