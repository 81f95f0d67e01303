"""The window on top of the desk: QApplication, look, event loop. ``run_window`` is what ``jxdesk`` calls.

``python -m jxdesk.app --screenshots DIR --data FOLDER`` opens the same window, photographs every page
and closes; the passphrase, if the desk has one, is the first line of standard input.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from jxdesk.desk import Desk, create_desk, open_desk
from jxdesk.errors import UserError
from jxdesk.models.keys import MIN_PASSPHRASE, needs_passphrase
from jxdesk.paths import DataFolder, read_resource
from jxdesk.rules.days import BEIJING
from jxdesk.services.office import shipped_centres
from jxdesk.settings import Settings
from jxdesk.ui.changes import Changes
from jxdesk.ui.desk_window import DeskWindow
from jxdesk.ui.first_start_dialog import ask_for_desk
from jxdesk.ui.immortal import keep_singletons
from jxdesk.ui.messages import Messages
from jxdesk.ui.navigator import Navigator
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme
from jxdesk.ui.workplace import Services, Workplace


def run_window(folder: DataFolder, passphrase: str | None, settings: Settings) -> int:
    """Open the window on the desk in ``folder``; asks which desk to make, or for the passphrase, when it must.

    Returns the exit code; 0 also when the person closed the question. A desk that cannot be opened is said
    in a window, because whoever clicked on an icon has no terminal; raises UserError where a passphrase was
    handed in, which only a terminal does.
    """
    app, theme = make_application()
    try:
        desk = _open(folder, passphrase, settings, theme)
    except UserError as error:
        if passphrase is not None:
            raise
        QMessageBox.critical(None, "工作台打不开", str(error))
        return 1
    if desk is None:
        return 0
    window, tasks = wire(desk, theme)
    window.start()
    window.window.showMaximized()
    code = app.exec()
    tasks.close()
    desk.close()
    return code


def make_application() -> tuple[QApplication, Theme]:
    """The application with its look, in Chinese, at 12 pt until the desk says otherwise."""
    keep_singletons()
    _let_chinese_be_typed()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("jxdesk")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    theme = Theme.load()
    theme.apply()
    return app, theme


def wire(desk: Desk, theme: Theme) -> tuple[DeskWindow, Tasks]:
    """The window joined to the desk's services; nothing is shown yet."""
    messages = Messages()
    sys.excepthook = messages.hook
    tasks = Tasks(messages.error, messages.unexpected)
    changes = Changes()
    desk.database.listen(changes.listen)
    theme.apply(desk.office.office().font_size)
    return DeskWindow(Workplace(theme, tasks, messages, changes, Navigator(), services_of(desk))), tasks


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


def _open(folder: DataFolder, passphrase: str | None, settings: Settings, theme: Theme) -> Desk | None:
    if folder.exists and (passphrase is not None or not needs_passphrase(folder.keys)):
        return open_desk(folder, passphrase, settings)
    return ask_for_desk(
        theme,
        exists=folder.exists,
        open_it=lambda said: open_desk(folder, said, settings),
        make=lambda said, unit: create_desk(folder, said, settings, unit=unit),
        centres=shipped_centres(read_resource("divisions", "organisations.json")),
        least=MIN_PASSPHRASE,
    )


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
    from jxdesk.ui.photographs import photograph  # noqa: PLC0415 - not needed by the window

    _app, theme = make_application()
    desk = open_desk(folder, passphrase, Settings())
    window, tasks = wire(desk, theme)
    try:
        photograph(window, tasks, desk.table.rows(order="newest"), out)
    finally:
        tasks.close()
        desk.close()


if __name__ == "__main__":
    raise SystemExit(main())
