"""生僻字: find a character that the input method does not offer, and put it where the cursor was.

The chosen character is handed over as an input method hands over its own, so that every field takes it on its usual
way. Opening this window leaves the field, which stores what stands in it; should the page have been built anew
meanwhile, the character goes to the clipboard instead of into a field that is gone.
"""

from __future__ import annotations

from unicodedata import normalize

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from jxdesk.rules.ideographs import Radical, Wanted, parse_point
from jxdesk.services.characters import Glyph, Glyphs
from jxdesk.ui.forms.choice_fields import StillComboBox
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.picker.glyph_grid import GlyphGrid, in_words
from jxdesk.ui.quiet_dialog import QuietDialog
from jxdesk.ui.workplace import Workplace

TALLEST = 680  # desk.md rule 8
BETWEEN = "　"  # in the list of radicals, between the shape and its strokes
WAIT = 150  # milliseconds after the last key before asking
NO_CHARACTER = "码位写成 U+36C3 这样，或者直接粘贴一个字。"
NO_RADICAL = "没有这个部首，请从列表里选，或者写 1 到 214 的部首号。"
NOTHING = "没有这样的字。少写一项再试：笔画各家数法会差一画，读音也可能不止一个。"
BEGIN = "知道哪一项就写哪一项，写得越多找得越准。"


class CharacterPicker(QuietDialog):
    """``target`` is the field the character goes into; None when no field had the focus."""

    inserted = Signal(str)

    def __init__(self, place: Workplace, target: QWidget | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("characterPicker")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("生僻字：打不出来的字")
        self._place, self._target, self._parent = place, target, parent
        self._line = _line_of(target)
        self._cursor = self._line.cursorPosition() if self._line is not None else 0
        self._asked: Wanted | None = None
        self._radicals: dict[str, tuple[int, ...]] | None = None
        self.sound = _plain_line("glyphSound", "拼音，如 jie 或 jie2", "jie、jie2")
        self.strokes = _plain_line("glyphStrokes", "总笔画数", "9")
        self.radical = named(StillComboBox(), "glyphRadical", "部首，可以写也可以选")
        self.residual = _plain_line("glyphResidual", "部首以外还有几画", "6")
        self.point = _plain_line("glyphPoint", "码位，如 U+36C3，或者粘贴一个字", "U+36C3")
        self.said = words(BEGIN, "hint", wrap=True)
        self.said.setObjectName("glyphsSaid")
        self.grid = GlyphGrid(place.theme)
        self.detail = words("", wrap=True)
        self.detail.setObjectName("glyphDetail")
        self.insert = role(named(QPushButton("插入"), "glyphInsert", "插入选中的字"), "primary")
        self.leave = named(QPushButton("关闭"), "glyphLeave", "关闭，不插入")
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._lay_out()
        self._connect()
        self._begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a question goes to the tiles, so that nobody inserts a character they have not looked at."""
        focus = self.focusWidget()
        asking = isinstance(focus, QLineEdit | QComboBox)
        if asking and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._ask()
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.radical.setEditable(True)
        self.radical.setCompleter(None)  # type: ignore[arg-type]  # the stub forgets that there may be none
        self.radical.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.radical.setMaxVisibleItems(14)
        line = self.radical.lineEdit()
        if line is not None:
            line.setPlaceholderText("女")
        asked = QGridLayout()
        asked.setHorizontalSpacing(12)
        questions = (
            ("拼音", self.sound, 3),
            ("总笔画", self.strokes, 2),
            ("部首", self.radical, 3),
            ("部首外笔画", self.residual, 2),
            ("码位或单字", self.point, 3),
        )
        for at, (title, control, share) in enumerate(questions):
            label = words(title, "field")
            label.setBuddy(control)
            asked.addWidget(label, 0, at)
            asked.addWidget(control, 1, at)
            asked.setColumnStretch(at, share)
        foot = QHBoxLayout()
        foot.addWidget(self.detail, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.insert)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(asked)
        column.addWidget(self.said)
        column.addWidget(self.grid, 1)
        column.addLayout(foot)
        if self._target is None:
            self.insert.setText("复制")
            self.insert.setAccessibleName("复制选中的字")
        around = self._parent.window()
        px = self._place.theme.px
        self.resize(min(px(870), around.width() - 60), min(px(600), TALLEST, around.height() - 40))

    def _connect(self) -> None:
        self._timer.timeout.connect(self._ask)
        for line in (self.sound, self.strokes, self.residual, self.point):
            line.textChanged.connect(lambda _text: self._timer.start())
        self.radical.editTextChanged.connect(lambda _text: self._timer.start())
        self.grid.taken.connect(self._take)
        self.grid.moved.connect(self._show_detail)
        self.insert.clicked.connect(lambda: self._take(self.grid.current()))
        self.leave.clicked.connect(self.reject)
        self.insert.setEnabled(False)

    def _begin(self) -> None:
        """Read the table, fill in the radicals and show what was used last."""
        service = self._place.services.characters
        self._place.tasks.local(
            "正在打开字表",
            lambda _work: (service.radicals(), service.recent()),
            owner=self,
            done=lambda found: self._show_beginning(*found),
        )

    def _show_beginning(self, radicals: tuple[Radical, ...], recent: Glyphs) -> None:
        self._radicals = {str(one.number): (one.number,) for one in radicals}
        typed = self.radical.currentText()
        self.radical.blockSignals(True)  # noqa: FBT003 - Qt takes it by position
        for one in radicals:
            known = self._radicals.get(one.shape, ())
            self._radicals[one.shape] = (*known, one.number)
            if not known:
                self.radical.addItem(f"{one.shape}{BETWEEN}{one.strokes}画")
        self.radical.setCurrentIndex(-1)
        self.radical.setEditText(typed)
        self.radical.blockSignals(False)  # noqa: FBT003 - Qt takes it by position
        self._show_recent(recent)
        self._ask()

    def _ask(self) -> None:
        self._timer.stop()
        if self._radicals is None:
            return  # asked again when the table is there
        wanted = self._wanted(self._radicals)
        if wanted is None or wanted == self._asked or (self._asked is None and wanted.empty):
            return
        self._asked = wanted
        service = self._place.services.characters
        self._place.tasks.local(
            "正在查字",
            lambda _work: service.recent() if wanted.empty else service.find(wanted),
            owner=self,
            done=lambda found: self._show_found(wanted, found),
        )

    def _wanted(self, radicals: dict[str, tuple[int, ...]]) -> Wanted | None:
        """What was asked; None after saying what cannot be understood."""
        character = parse_point(self.point.text())
        if self.point.text().strip() and not character:
            self._cannot(NO_CHARACTER)
            return None
        radical = normalize("NFKC", self.radical.currentText().partition(BETWEEN)[0].strip())
        numbers = radicals.get(radical, ())
        if radical and not numbers:
            self._cannot(NO_RADICAL)
            return None
        return Wanted(
            self.sound.text().strip(), _number(self.strokes), numbers, _number(self.residual), character
        )

    def _cannot(self, sentence: str) -> None:
        self._asked = Wanted(sound=sentence)  # whatever is asked next is new
        self.said.setText(sentence)
        self.grid.show_glyphs([])

    def _show_found(self, wanted: Wanted, found: Glyphs) -> None:
        if wanted != self._asked:
            return  # an answer to an older question
        if wanted.empty:
            self._show_recent(found)
            return
        self.grid.show_glyphs(found.shown)
        more = found.total - len(found.shown)
        self.said.setText(
            NOTHING if not found.total
            else f"有{found.total}个，先列{len(found.shown)}个；再写一项就能找准。" if more
            else f"找到{found.total}个。"
        )  # fmt: skip

    def _show_recent(self, recent: Glyphs) -> None:
        self.grid.show_glyphs(recent.shown)
        self.said.setText(f"{BEGIN}下面是最近用过的。" if recent.shown else BEGIN)

    def _show_detail(self, glyph: Glyph | None) -> None:
        self.detail.setText(in_words(glyph) if glyph is not None else "")
        self.insert.setEnabled(glyph is not None)

    def _take(self, glyph: Glyph | None) -> None:
        if glyph is None:
            return
        service, character = self._place.services.characters, glyph.character
        self._place.tasks.local(
            "正在记住这个字", lambda _work: service.remember(character), owner=self._place.tasks
        )
        self.accept()
        self._hand_over(character)
        self.inserted.emit(character)

    def _hand_over(self, character: str) -> None:
        target, line = self._target, self._line
        if target is None or not isValid(target):
            QGuiApplication.clipboard().setText(character)
            self._place.messages.notice(f"“{character}”已复制，请在要写的地方粘贴。")
            return
        target.window().activateWindow()
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if line is not None and isValid(line):
            line.setCursorPosition(min(self._cursor, len(line.text())))
        typed = QInputMethodEvent()
        typed.setCommitString(character)
        QApplication.sendEvent(target, typed)


def _line_of(target: QWidget | None) -> QLineEdit | None:
    if isinstance(target, QComboBox):
        return target.lineEdit()
    return target if isinstance(target, QLineEdit) else None


def _plain_line(name: str, spoken: str, example: str) -> QLineEdit:
    """A line for letters and digits: an input method left on would turn jie into 姐 before it is asked for."""
    line = named(QLineEdit(), name, spoken)
    line.setPlaceholderText(example)
    line.setMaxLength(12)
    line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # noqa: FBT003 - Qt takes it by position
    return line


def _number(line: QLineEdit) -> int | None:
    text = line.text().strip()
    return int(text) if text.isdecimal() else None
