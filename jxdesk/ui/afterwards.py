"""What the first page does not need: done when it stands and shows its figures, before somebody clicks.

Qt's own words and the rare fonts are for the main thread. The services are imported in the local lane, one a
job, so that whatever a person asks for meanwhile waits for one of them and not for all.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from jxdesk.ui.shell_window import ShellWindow
from jxdesk.ui.workplace import Services, Workplace

AT_REST = 100  # milliseconds after the lane fell silent: by then the figures are painted


class Afterwards(QObject):
    """Waits for the first page, then makes ready what the next click wants; ends when the window leaves."""

    def __init__(self, place: Workplace, shell: ShellWindow) -> None:
        super().__init__(shell)
        self._place = place
        self._left = _warm(place.services)
        shell.leaving.connect(self._left.clear)
        place.tasks.idle.connect(self._wait, Qt.ConnectionType.SingleShotConnection)

    def _wait(self) -> None:
        QTimer.singleShot(AT_REST, self, self._begin)

    def _begin(self) -> None:
        speak_chinese()
        self._place.theme.complete()
        self._next()

    def _next(self) -> None:
        if self._left:
            make = self._left.pop(0)
            self._place.tasks.local(
                "正在准备", lambda _work: make(), owner=self, done=lambda _made: self._next()
            )


def speak_chinese() -> None:
    """Give Qt its own words in Chinese: 确定, 取消, the print dialog; once, however many windows ask."""
    app = QApplication.instance()
    if app is not None and app.findChild(QTranslator) is not None:
        return
    translator = QTranslator(app)
    if app is not None and translator.load(
        "qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)


def _warm(services: Services) -> list[Callable[[], object]]:
    """In the order in which a morning asks for them."""
    return [
        lambda: services.cases,
        lambda: services.people.recognise(name="张某"),  # the first session also prepares the mapping
        lambda: services.search,
        lambda: services.trade.catalogue,
        lambda: services.trade.flow,
        lambda: services.duplicates,
        lambda: services.timeline,
        lambda: services.reviews,
        lambda: services.papers,
        lambda: services.materials,
        lambda: services.sync,
    ]
