"""The real window on a practice desk, with hands for it and a camera: what every picture of the handbook is taken on.

Widgets are found by their objectName, so that a picture survives a page being laid out anew; a name that is gone
stops the run instead of photographing the wrong thing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeVar

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QInputMethodEvent, QKeySequence, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

from jxdesk.app import make_application, wire
from jxdesk.desk import Desk
from jxdesk.models.keys import MIN_PASSPHRASE
from jxdesk.paths import read_resource
from jxdesk.services.office import shipped_centres
from jxdesk.ui.afterwards import speak_chinese
from jxdesk.ui.first_start_dialog import FirstStartDialog
from jxdesk.ui.photographs import HEIGHT, WIDTH
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme

W = TypeVar("W", bound=QWidget)
LONGEST = 60_000  # milliseconds until a page must have filled itself
SOON = 2_500  # milliseconds: a timer up to this is part of what is being shown, a longer one takes things away again


class Hands:
    """What a person does with one window, and the camera."""

    def __init__(self, window: QWidget, tasks: Tasks) -> None:
        self.window, self.tasks = window, tasks

    def find(self, name: str, kind: type[W]) -> W:
        """The one control in sight with this name; raises LookupError."""
        everywhere = [one for top in QApplication.topLevelWidgets() for one in top.findChildren(kind, name)]
        seen = [one for one in everywhere if one.isVisible()]
        if not seen:
            raise LookupError(f"no {kind.__name__} {name} is in sight")
        return seen[0]

    def press(self, name: str) -> None:
        """Click a button, a tick or a choice, at its left end, where the tick is."""
        button = self.find(name, QAbstractButton)
        if not button.isEnabled():
            raise LookupError(f"{name} cannot be pressed")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(12, button.height() // 2))
        self.settle()

    def type(self, name: str, text: str, *, leave: bool = True) -> None:
        """Type over what stands there, as an input method hands it over, and go on with Tab."""
        line = self.find(name, QWidget)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()  # type: ignore[attr-defined] # whatever is typed into has it
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(line, event)
        if leave:
            QTest.keyClick(line, Qt.Key.Key_Tab)
        self.settle()

    def key(self, name: str, keys: str) -> None:
        """Press keys as they are written in the handbook: ``Return``, ``Ctrl+Shift+U``."""
        QTest.keySequence(self.find(name, QWidget), QKeySequence(keys))
        self.settle()

    def tick(self, field: str, words: str) -> None:
        """The answer of a field that begins with these words."""
        for box in self.find(f"field_{field}", QWidget).findChildren(QCheckBox):
            if box.text().startswith(words):
                self.press(box.objectName())
                self.scroll_to(f"field_{field}")
                return
        raise LookupError(f"{field} has no answer {words}")

    def choose(self, name: str, words: str) -> None:
        """A line of a box or of a list by its words."""
        kept = self.find(name, QWidget)
        if isinstance(kept, QListWidget):
            lines = [kept.item(at).text().strip() for at in range(kept.count())]
        elif isinstance(kept, QComboBox):
            lines = [kept.itemText(at) for at in range(kept.count())]
        else:
            lines = []
        if words not in lines:
            raise LookupError(f"{name} does not offer {words}")
        if isinstance(kept, QListWidget):
            kept.setCurrentRow(lines.index(words))
        elif isinstance(kept, QComboBox):
            kept.setCurrentIndex(lines.index(words))
            kept.activated.emit(kept.currentIndex())
        self.settle()

    def drop_down(self, name: str) -> None:
        """Open the menu of a button, above it: those of the pictures stand at the bottom."""
        button = self.find(name, QPushButton)
        menu = button.menu()
        menu.aboutToShow.emit()
        menu.popup(button.mapToGlobal(QPoint(0, 0)))
        self.settle()
        # Moved when it is open: the offscreen screen is smaller than the window, and would keep it inside.
        menu.move(button.mapToGlobal(QPoint(0, -menu.height() - 4)))
        self.settle()

    def scroll_to(self, name: str, above: int = 12) -> None:
        """Put a widget at the top of its page, ``above`` pixels below the edge, or as far up as the page goes."""
        widget = self.find(name, QWidget)
        outer = widget.parentWidget()
        while outer is not None:
            inside = outer.widget() if isinstance(outer, QScrollArea) else None
            if isinstance(outer, QScrollArea) and inside is not None:
                outer.verticalScrollBar().setValue(widget.mapTo(inside, QPoint(0, 0)).y() - above)
                break
            outer = outer.parentWidget()
        self.settle()

    # ── the camera ──

    def settle(self) -> None:
        """Until the lanes have nothing left and no timer is about to ask them anew."""
        quiet = 0
        for _ in range(LONGEST // 20):
            QTest.qWait(20)
            quiet = 0 if self._busy() else quiet + 1
            if quiet == 4:
                return
        raise TimeoutError("the window does not come to rest")

    def expect(self, *said: str) -> None:
        """These words can be read in the window, not scrolled away; else the picture would belie its caption."""
        seen: list[QLabel | QAbstractButton] = self.window.findChildren(QLabel)
        seen += self.window.findChildren(QAbstractButton)
        read = [one.text() for one in seen if one.isVisible() and not one.visibleRegion().isEmpty()]
        for words in said:
            if not any(words in text for text in read):
                raise LookupError(f"{words} cannot be read in the picture")

    def reads(self, name: str) -> str:
        """What a label says now."""
        return self.find(name, QLabel).text()

    def shoot(self, path: Path, only: str = "") -> None:
        """Write the window with whatever menu or dialog stands over it, or ``only`` the widget of that name."""
        self.settle()
        if only:
            picture = self.find(only, QWidget).grab()
        else:
            picture = self.window.grab()
            self._add_what_stands_over(picture)
        if not picture.save(str(path)):
            raise OSError(f"cannot write {path.name}")

    def close(self) -> None:
        """Put everything away."""
        for top in QApplication.topLevelWidgets():
            top.hide()
        self.tasks.close()
        self.window.deleteLater()

    def _busy(self) -> bool:
        if self.tasks.pending("local") or self.tasks.pending("network"):
            return True
        timers = self.window.findChildren(QTimer)
        return any(one.isActive() and one.isSingleShot() and one.interval() <= SOON for one in timers)

    def _add_what_stands_over(self, picture: QPixmap) -> None:
        painter = QPainter(picture)
        painter.setPen(QColor("gray"))  # the frame that a window system would draw
        corner = self.window.mapToGlobal(QPoint(0, 0))
        for top in QApplication.topLevelWidgets():
            if top.isVisible() and top is not self.window and isinstance(top, QMenu | QDialog):
                at = top.mapToGlobal(QPoint(0, 0)) - corner
                painter.drawPixmap(at, top.grab())
                painter.drawRect(at.x(), at.y(), top.width() - 1, top.height() - 1)
        painter.end()


class Stage(Hands):
    """The whole window on a desk."""

    def __init__(self, desk: Desk) -> None:
        theme = look()
        self.desk = desk
        self.app, tasks = wire(desk, theme)
        super().__init__(self.app.window, tasks)
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        # Not start(): a round with the county all by itself would move the figures while they are photographed.
        self.app.read_people()
        self.page("today")

    def page(self, name: str) -> None:
        """A page of the rail, by a click on it."""
        self.press(f"rail_{name}")

    def case(self, case_id: str, step: str = "") -> None:
        """A case at a step; without one where it stands, with the whole chart."""
        self.app.open_case(case_id, step)
        self.settle()

    def field(self, case_id: str, path: str) -> None:
        """A case with the cursor in a field, as 去改 leads there."""
        view = self.app.window.open("case")
        view.open_field(case_id, path)  # type: ignore[attr-defined] # it is the case page
        self.settle()

    def papers(self, case_id: str, document: str) -> None:
        """文书 of a case at one of them."""
        self.app.open_documents(case_id, document)
        self.settle()

    def tab(self, title: str) -> None:
        """文书, 履行 … below the chart."""
        bar = self.find("caseTabBar", QTabBar)
        at = next(at for at in range(bar.count()) if bar.tabText(at) == title)
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(at).center())
        self.settle()

    def close(self) -> None:
        """Put everything away; the desk is whoever's opened it."""
        super().close()
        self.app.deleteLater()
        QApplication.sendPostedEvents()


def ask_first() -> Hands:
    """The question before there is a desk."""
    theme = look()
    centres = shipped_centres(read_resource("divisions", "organisations.json"))
    dialog: FirstStartDialog[None] = FirstStartDialog(theme, lambda _wanted: None, centres, MIN_PASSPHRASE)
    dialog.show()
    return Hands(dialog, dialog.tasks)


def look() -> Theme:
    """The application at 12 pt, with everything a window loads later; made once."""
    app, theme = make_application()
    app.setCursorFlashTime(0)  # a caret caught blinking would make two pictures of one
    speak_chinese()
    theme.complete()
    theme.apply(12)
    return theme
