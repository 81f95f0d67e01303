"""The window on top of the desk: QApplication, look, event loop. ``run_window`` is what ``jxdesk`` calls.

A data folder has two desks, practice and official (``services.two_desks``); whoever goes from one to the other
gets a new window in the same process, and the old desk is closed first.

Nothing is imported or done here before the first paint that the first page does not need: ``Afterwards``
does the rest while the mediator reads.

``python -m jxdesk.app --screenshots DIR --data FOLDER`` opens the same window, photographs every page
and closes; the passphrase, if the desk has one, is the first line of standard input.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget

from jxdesk.desk import Desk, create_desk, open_desk
from jxdesk.errors import UserError
from jxdesk.models.keys import MIN_PASSPHRASE, needs_passphrase
from jxdesk.paths import DataFolder, read_resource, resource
from jxdesk.services.two_desks import NewDesk, home_of, two_desks
from jxdesk.settings import Settings
from jxdesk.ui.afterwards import Afterwards, speak_chinese
from jxdesk.ui.changes import Changes
from jxdesk.ui.desk_window import DeskWindow
from jxdesk.ui.immortal import keep_singletons
from jxdesk.ui.messages import Messages
from jxdesk.ui.navigator import Navigator
from jxdesk.ui.other_desk import OtherDesk
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme
from jxdesk.ui.workplace import Workplace

if TYPE_CHECKING:
    from jxdesk.ui.first_start_dialog import DeskDialog


def run_window(
    folder: DataFolder, passphrase: str | None, settings: Settings, *, by_default: bool = False
) -> int:
    """Open the window on a desk in ``folder``; asks which desk to make, or for the passphrase, when it must.

    A folder that somebody named and that is a desk itself is opened; ``by_default``, when nobody named one, the
    official desk goes before practice. Returns the exit code; 0 also when the person closed the question. A desk
    that cannot be opened is said in a window, because whoever clicked on an icon has no terminal; raises
    UserError where a passphrase was handed in, which only a terminal does.
    """
    app, theme = make_application()
    doors = Doors(home_of(folder.root), settings, theme)
    try:
        desk = doors.first(folder, passphrase, by_default=by_default)
    except UserError as error:
        if passphrase is not None:
            raise
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - 3 ms before every first paint

        QMessageBox.critical(None, "工作台打不开", str(error))
        return 1
    code = 0
    while desk is not None:
        window, tasks, other = doors.lead(desk)
        window.start()
        window.window.showMaximized()
        code = app.exec()
        tasks.close()
        desk.close()
        desk = other.desk
    return code


def make_application() -> tuple[QApplication, Theme]:
    """The application with its look, in Chinese, at 12 pt until the desk says otherwise."""
    keep_singletons()
    _live_without_a_machine_id()
    _let_chinese_be_typed()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # The platforms' own styles ignore half of a style sheet, each another half. Not by setStyle, which makes
        # Python know every enumeration of QStyle: a tenth of the start.
        app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("jxdesk")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    theme = Theme.load()
    theme.apply()
    return app, theme


def _live_without_a_machine_id() -> None:
    # A container or a freshly copied system has no /etc/machine-id, and there libdbus aborts the whole
    # process, with whatever was being typed, when Qt merely asks whether a desktop is listening.
    os.environ.setdefault("DBUS_FATAL_WARNINGS", "0")


def wire(desk: Desk, theme: Theme) -> tuple[DeskWindow, Tasks]:
    """The window joined to the desk's services; nothing is shown yet."""
    window, place = _wire(desk, theme)
    return window, place.tasks


def _wire(desk: Desk, theme: Theme) -> tuple[DeskWindow, Workplace]:
    messages = Messages()
    sys.excepthook = messages.hook
    tasks = Tasks(messages.error, messages.unexpected)
    changes = Changes()
    desk.database.listen(changes.listen)
    points = desk.office.office().font_size
    if points != theme.points:
        theme.apply(points)
    place = Workplace(theme, tasks, messages, changes, Navigator(), desk)
    window = DeskWindow(place)
    Afterwards(place, window.window)
    return window, place


@dataclass(frozen=True)
class Doors:
    """The ways into the two desks of the data folder ``home``, with the questions that must be asked at each."""

    home: Path
    settings: Settings
    theme: Theme

    def first(self, folder: DataFolder, passphrase: str | None, *, by_default: bool) -> Desk | None:
        """The desk to begin with; None when the person left the question. Raises UserError."""
        desks = two_desks(self.home)
        start = desks.first if by_default or not folder.exists else DataFolder(folder.root, self.home)
        if passphrase is not None and start == desks.practice and not folder.exists:
            start = desks.official  # a passphrase never means practice
        return self._open(start, passphrase)

    def lead(self, desk: Desk) -> tuple[DeskWindow, Tasks, OtherDesk[Desk]]:
        """A window on ``desk`` from which one can go to the other desk."""
        window, place = _wire(desk, self.theme)
        if desk.office.practice:
            other = OtherDesk(place, window, ask=self._to_official)
        else:
            other = OtherDesk(place, window, straight=self._to_practice)
        return window, place.tasks, other

    def _to_practice(self) -> Desk:
        folder = two_desks(self.home).practice
        return open_desk(folder, None, self.settings) if folder.exists else self._make(NewDesk())

    def _to_official(self, parent: QWidget) -> Desk | None:
        return self._open(two_desks(self.home).official, None, parent)

    def _open(self, folder: DataFolder, passphrase: str | None, parent: QWidget | None = None) -> Desk | None:
        """Open it, or ask for its passphrase, or what to make there; over ``parent``, the practice window."""
        if folder.exists and (passphrase is not None or not needs_passphrase(folder.keys)):
            return open_desk(folder, passphrase, self.settings)
        from jxdesk.services.office import shipped_centres  # noqa: PLC0415 - not on a morning's way to the first paint
        from jxdesk.ui import first_start_dialog as questions  # noqa: PLC0415 - as above

        speak_chinese()
        self.theme.complete()
        practising = parent is not None
        dialog: DeskDialog[Desk]
        if folder.exists:
            dialog = questions.PassphraseDialog(
                self.theme,
                lambda said: open_desk(folder, said, self.settings),
                practise=None if practising else self._to_practice,
                practising=practising,
                parent=parent,
            )
        else:
            dialog = questions.FirstStartDialog(
                self.theme,
                self._make,
                shipped_centres(read_resource("divisions", "organisations.json")),
                MIN_PASSPHRASE,
                practising=practising,
                parent=parent,
            )
        return questions.ask_for_desk(dialog)

    def _make(self, wanted: NewDesk) -> Desk:
        desks = two_desks(self.home)
        folder = desks.practice if wanted.passphrase is None else desks.official
        return make_desk(folder, wanted, self.settings)


def make_desk(folder: DataFolder, wanted: NewDesk, settings: Settings) -> Desk:
    """A new desk; one for practice begins with the sample cases, because an empty one teaches nothing."""
    desk = create_desk(folder, wanted.passphrase, settings, unit=wanted.unit)
    if not wanted.numbers_here:
        desk.registers.leave_to_another([unit.code for unit in desk.office.committees()])
    if wanted.passphrase is None:
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
    from jxdesk.ui.photographs import photograph  # noqa: PLC0415 - not needed by the window

    _app, theme = make_application()
    desk = open_desk(folder, passphrase, Settings())
    window, tasks = wire(desk, theme)
    try:
        # A case on its way shows more of the chart and more paper than the draft just begun.
        rows = desk.table.rows(state="open", order="newest") or desk.table.rows(order="newest")
        photograph(window, tasks, rows, out)
    finally:
        tasks.close()
        desk.close()


if __name__ == "__main__":
    raise SystemExit(main())
