"""The window on top of the desk: QApplication, look, event loop. ``run_window`` is what ``jxdesk`` calls.

The window comes first and the file behind it: importing the database and opening the file take three
times as long as Qt does, so the lane does both while the workbench already stands on the screen.

``python -m jxdesk.app --screenshots DIR --data FOLDER`` opens the same window, photographs every page
and closes; the passphrase, if the desk has one, is the first line of standard input.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from jxdesk.errors import UserError
from jxdesk.paths import DataFolder, read_resource, resource
from jxdesk.progress import Cancelled
from jxdesk.rules.days import BEIJING
from jxdesk.settings import Settings
from jxdesk.ui.changes import Changes
from jxdesk.ui.desk_window import DeskWindow
from jxdesk.ui.immortal import keep_singletons
from jxdesk.ui.messages import Messages
from jxdesk.ui.navigator import Navigator
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme
from jxdesk.ui.workplace import Services, Workplace

if TYPE_CHECKING:
    from jxdesk.desk import Desk


@dataclass
class Front:
    """The window, and the desk behind it once it is open."""

    window: DeskWindow
    place: Workplace
    desk: Desk | None = None
    error: UserError | None = None

    def close(self) -> None:
        """End the lanes and give the file back; whatever still waits for the file is told that it never comes."""
        if not self.place.late.done():
            self.place.late.set_exception(Cancelled())
        self.place.tasks.close()
        if self.desk is not None:
            self.desk.close()


def run_window(folder: DataFolder, passphrase: str | None, settings: Settings) -> int:
    """Open the window on the desk in ``folder``; asks which desk to make, or for the passphrase, when it must.

    Returns the exit code; 0 also when the person closed the question. A desk that cannot be opened is said
    in a window, because whoever clicked on an icon has no terminal; raises UserError where a passphrase was
    handed in, which only a terminal does.
    """
    app, theme = make_application()
    made = None
    if not folder.exists:
        made = _ask(folder, settings, theme)
        if made is None:
            return 0
    front = make_front(theme)
    if made is not None:
        join(front, made)
    else:
        open_behind(front, folder, passphrase, settings)
    front.window.start()
    front.window.window.showMaximized()
    code = app.exec()
    front.close()
    if front.error is None:
        return code
    if passphrase is not None:
        raise front.error
    QMessageBox.critical(None, "工作台打不开", str(front.error))
    return 1


def make_application() -> tuple[QApplication, Theme]:
    """The application with its look, in Chinese, at 12 pt until the desk says otherwise."""
    keep_singletons()
    _live_without_a_machine_id()
    _let_chinese_be_typed()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("jxdesk")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    # Qt's own words (确定, 取消, the print dialog) are not on the first page and cost a tenth of the start.
    QTimer.singleShot(0, app, lambda: _speak_chinese(app))
    theme = Theme.load()
    theme.apply()
    return app, theme


def _live_without_a_machine_id() -> None:
    # A container or a freshly copied system has no /etc/machine-id, and there libdbus aborts the whole
    # process, with whatever was being typed, when Qt merely asks whether a desktop is listening.
    os.environ.setdefault("DBUS_FATAL_WARNINGS", "0")


def _speak_chinese(app: QApplication) -> None:
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def make_front(theme: Theme) -> Front:
    """The window without a desk behind it; nothing is shown yet."""
    messages = Messages()
    sys.excepthook = messages.hook
    tasks = Tasks(messages.error, messages.unexpected)
    late: Future[Services] = Future()
    place = Workplace(theme, tasks, messages, Changes(), Navigator(), _wall_clock, late)
    return Front(DeskWindow(place), place)


def join(front: Front, desk: Desk) -> None:
    """Put an open desk behind the window."""
    front.desk = desk
    desk.database.listen(front.place.changes.listen)
    front.place.late.set_result(services_of(desk))
    front.window.opened(desk.office.office())


def open_behind(front: Front, folder: DataFolder, passphrase: str | None, settings: Settings) -> None:
    """Open the desk in the lane, before anything else that is asked of it; ask for the passphrase if need be."""

    def work(_work: object) -> Desk | None:
        from jxdesk.desk import open_desk  # noqa: PLC0415 - takes longer than the first paint
        from jxdesk.models.keys import needs_passphrase  # noqa: PLC0415 - as above

        if passphrase is None and needs_passphrase(folder.keys):
            return None
        return open_desk(folder, passphrase, settings)

    def done(desk: Desk | None) -> None:
        found = desk or _ask(folder, settings, front.place.theme)
        if found is None:
            QApplication.exit(0)
        else:
            join(front, found)

    def failed(error: UserError) -> None:
        front.error = error
        QApplication.exit(1)

    front.place.tasks.local("正在打开工作台", work, owner=front.window, done=done, failed=failed)


def wire(desk: Desk, theme: Theme) -> Front:
    """The window joined to a desk that is open already; nothing is shown yet."""
    front = make_front(theme)
    join(front, desk)
    return front


def services_of(desk: Desk) -> Services:
    """What a page may use of the desk."""
    return Services(
        folder=desk.folder,
        trade=desk.trade,
        office=desk.office,
        cases=desk.cases,
        table=desk.table,
        timeline=desk.timeline,
        people=desk.people,
        duplicates=desk.duplicates,
        search=desk.search,
        papers=desk.papers,
        reviews=desk.reviews,
        sync=desk.sync,
        now=_wall_clock,
    )


def _wall_clock() -> datetime:
    return datetime.now(BEIJING).replace(tzinfo=None)


def _ask(folder: DataFolder, settings: Settings, theme: Theme) -> Desk | None:
    from jxdesk.desk import open_desk  # noqa: PLC0415 - see the top of the file
    from jxdesk.models.keys import MIN_PASSPHRASE  # noqa: PLC0415 - as above
    from jxdesk.services.office import shipped_centres  # noqa: PLC0415 - as above
    from jxdesk.ui.first_start_dialog import ask_for_desk  # noqa: PLC0415 - as above

    return ask_for_desk(
        theme,
        exists=folder.exists,
        open_it=lambda said: open_desk(folder, said, settings),
        make=lambda said, unit: _make(folder, said, settings, unit),
        centres=shipped_centres(read_resource("divisions", "organisations.json")),
        least=MIN_PASSPHRASE,
    )


def _make(folder: DataFolder, passphrase: str | None, settings: Settings, unit: str | None) -> Desk:
    """A new desk; one for practice begins with the sample cases, because an empty one teaches nothing."""
    from jxdesk.desk import create_desk  # noqa: PLC0415 - see the top of the file

    desk = create_desk(folder, passphrase, settings, unit=unit)
    if passphrase is None:
        desk.files.import_files([resource("practice", "sample_cases.json")])
    return desk


def _let_chinese_be_typed() -> None:
    # The wheels carry ibus but no fcitx plugin; 麒麟 and 统信 run fcitx, which also answers as ibus.
    if sys.platform.startswith("linux") and os.environ.get("QT_IM_MODULE", "fcitx") in ("fcitx", "fcitx5"):
        os.environ["QT_IM_MODULE"] = "ibus"


def main(arguments: Sequence[str] | None = None) -> int:
    """Photograph every page of a desk; what ``jxdesk demo`` runs in a process of its own."""
    parser = argparse.ArgumentParser(prog="jxdesk-screens")
    parser.add_argument("--screenshots", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args(arguments)
    passphrase = sys.stdin.readline().rstrip("\n") or None
    try:
        _photograph(DataFolder(options.data), passphrase, options.screenshots)
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _photograph(folder: DataFolder, passphrase: str | None, out: Path) -> None:
    from jxdesk.desk import open_desk  # noqa: PLC0415 - see the top of the file
    from jxdesk.ui.photographs import photograph  # noqa: PLC0415 - not needed by the window

    _app, theme = make_application()
    front = wire(open_desk(folder, passphrase, Settings()), theme)
    try:
        photograph(front.window, front.place.tasks, front.place.services.table.rows(order="newest"), out)
    finally:
        front.close()


if __name__ == "__main__":
    raise SystemExit(main())
