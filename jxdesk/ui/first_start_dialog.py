"""Before there is a window: which desk to make here, or the passphrase of the one that is here.

Making and opening take a second of honest work (Argon2, migrations), so they run in a lane; a wrong
passphrase says so in one sentence and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from jxdesk.errors import UserError
from jxdesk.ui.forms.choice_fields import ChoiceField
from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.line_fields import LineField
from jxdesk.ui.messages import Messages
from jxdesk.ui.naming import named, restyle, role, words
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme

D = TypeVar("D")
WIDTH = 560  # pixels at 12 pt
TALLEST = 680  # desk.md rule 8
TITLE = "集贤县乡镇综治分中心 调解工作台"
LOST = "口令丢了，谁也打不开里面的案件，县里也不能。请写下来，锁在安全的地方。"


class DeskDialog(QDialog, Generic[D]):
    """What both questions share: the words, one primary button, and work in a lane. ``desk`` is the answer."""

    def __init__(self, theme: Theme, question: str, verb: str) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.desk: D | None = None
        self._messages = Messages()
        self._messages.said.connect(lambda message: self.say(f"{message.text}{message.remedy}"))
        self.tasks = Tasks(self._messages.error, self._messages.unexpected)
        self.said = words("", "message", wrap=True)
        self.said.setObjectName("startSaid")
        self.said.hide()
        self.verb = role(named(QPushButton(verb), "startGo", verb), "primary")
        self.verb.setDefault(True)
        self.verb.clicked.connect(self._go)
        self.leave = named(QPushButton("退出"), "startLeave", "退出，什么也不改")
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.setSpacing(16)
        outer.addWidget(words(question, "page_title"))
        outer.addLayout(self.column)
        outer.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.verb)
        outer.addLayout(foot)
        self.setFixedWidth(theme.px(WIDTH))

    def work(self) -> Callable[[], D] | None:
        """What the button does, or None when something must be put right first."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """One sentence above the buttons; the work is over, the person may try again."""
        self._show_busy(busy=False)
        self.said.setText(text)
        self.said.setAccessibleName(text)
        restyle(self.said, role="message")
        self.said.setVisible(bool(text))
        self.fit()

    def fit(self) -> None:
        """As high as its words at this width; Qt would keep the height it had before they came."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            wraps = layout.hasHeightForWidth()
            height = layout.totalHeightForWidth(self.width()) if wraps else layout.totalSizeHint().height()
            self.setFixedHeight(min(height, TALLEST))

    def showEvent(self, event: QShowEvent) -> None:
        """Fit before it is seen."""
        super().showEvent(event)
        self.fit()

    def reject(self) -> None:
        """Leave; not while a desk is being made, or its file would be left half open."""
        if not self.tasks.pending("local"):
            super().reject()

    def done(self, result: int) -> None:
        """Closed either way: the lane ends with the question."""
        self.tasks.close()
        super().done(result)

    def _go(self) -> None:
        work = self.work()
        if work is None:
            return
        self._show_busy(busy=True)
        self.tasks.local(
            "正在打开工作台", lambda _work: work(), owner=self, done=self._on_made, failed=self._on_failed
        )

    def _on_made(self, desk: D) -> None:
        self.desk = desk
        self.accept()

    def _on_failed(self, error: UserError) -> None:
        self.say(str(error))

    def _show_busy(self, *, busy: bool) -> None:
        self.verb.setEnabled(not busy)
        self.leave.setEnabled(not busy)
        if busy:
            self.said.setText("正在打开，请稍等……")
            restyle(self.said, role="hint")
            self.said.show()
            self.fit()


class FirstStartDialog(DeskDialog[D]):
    """Practice, or the township's own desk under a passphrase. ``make`` gets passphrase and unit, or None twice."""

    def __init__(
        self,
        theme: Theme,
        make: Callable[[str | None, str | None], D],
        centres: Sequence[tuple[str, str]],
        least: int,
    ) -> None:
        super().__init__(theme, "第一次在这台电脑上用", "开始")
        self._make, self._least = make, least
        self.practice = named(
            QRadioButton("先练习：里面是样例案件，随便改，不会报到县里"), "startPractice", "先练习"
        )
        self.real = named(QRadioButton("正式办案：本单位自己的工作台，全部加密"), "startReal", "正式办案")
        self.practice.setChecked(True)
        self.centre = ChoiceField(
            FieldLabel("startCentre", "本单位是", required=True), centres, open_list=False
        )
        rule = f"至少{least}个字符；用拼音写一句自己记得住的话最好"
        self.first = PassphraseField(FieldLabel("startFirst", "口令", rule, required=True))
        self.again = PassphraseField(FieldLabel("startAgain", "再输一遍", required=True))
        self.show_it = named(QCheckBox("让我看见口令"), "startShow", "让我看见口令")
        self.show_it.toggled.connect(self._show_letters)
        self._own = QWidget()
        own = QVBoxLayout(self._own)
        own.setContentsMargins(24, 0, 0, 0)
        own.setSpacing(12)
        for part in (self.centre, self.first, self.again, self.show_it, words(LOST, "advice", wrap=True)):
            own.addWidget(part)
        for choice in (self.practice, self.real):
            self.column.addWidget(choice)
        self.column.addWidget(self._own)
        self.real.toggled.connect(self._show_own)
        self._own.hide()

    def work(self) -> Callable[[], D] | None:
        """Make the desk that was chosen, once nothing is missing."""
        make = self._make
        if self.practice.isChecked():
            return lambda: make(None, None)
        said, unit = self.first.text, self.centre.value()
        for field, wrong in (
            (self.centre, "请选本单位。" if not unit else ""),
            (self.first, f"口令太短，至少要{self._least}个字符。" if len(said) < self._least else ""),
            (self.again, "两次输的不一样，请再输一遍。" if said != self.again.text else ""),
        ):
            field.say(wrong, "message" if wrong else "hint")
            if wrong:
                self.fit()
                field.go()
                return None
        return lambda: make(said, str(unit))

    def _show_own(self, shown: bool) -> None:
        self._own.setVisible(shown)
        self.fit()
        if shown:
            self.centre.go()

    def _show_letters(self, shown: bool) -> None:
        for field in (self.first, self.again):
            field.show_letters(shown=shown)


class PassphraseDialog(DeskDialog[D]):
    """The passphrase of the desk that is here."""

    def __init__(self, theme: Theme, open_it: Callable[[str], D]) -> None:
        super().__init__(theme, "请输入口令", "打开")
        self._open = open_it
        self.passphrase = PassphraseField(FieldLabel("startPassphrase", "本机工作台的口令"))
        self.show_it = named(QCheckBox("让我看见口令"), "startShow", "让我看见口令")
        self.show_it.toggled.connect(lambda shown: self.passphrase.show_letters(shown=shown))
        self.column.addWidget(self.passphrase)
        self.column.addWidget(self.show_it)
        self.passphrase.go()

    def work(self) -> Callable[[], D] | None:
        """Open it with what stands in the line."""
        said, open_it = self.passphrase.text, self._open
        if not said:
            self.passphrase.say("请先输入口令。", "message")
            self.passphrase.go()
            return None
        return lambda: open_it(said)

    def say(self, text: str) -> None:
        """The cursor goes back into the line, everything in it chosen: typing starts over."""
        super().say(text)
        self.passphrase.go()
        self.passphrase.line.selectAll()


class PassphraseField(LineField):
    """A line that shows dots; a blank at its end belongs to the passphrase."""

    def __init__(self, label: FieldLabel) -> None:
        super().__init__(label)
        self.show_letters(shown=False)

    @property
    def text(self) -> str:
        """Exactly what was typed."""
        return self.line.text()

    def show_letters(self, *, shown: bool) -> None:
        """Letters or dots. Sensitive either way: no input method may learn or suggest it."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )

    def _to_next(self) -> None:
        # Enter is the dialog's: it presses the one primary button.
        return


def ask_for_desk(
    theme: Theme,
    *,
    exists: bool,
    open_it: Callable[[str], D],
    make: Callable[[str | None, str | None], D],
    centres: Sequence[tuple[str, str]],
    least: int,
) -> D | None:
    """Ask, and give back the open desk; None when the person left. ``least`` is the shortest passphrase."""
    dialog: DeskDialog[D] = (
        PassphraseDialog(theme, open_it) if exists else FirstStartDialog(theme, make, centres, least)
    )
    dialog.exec()
    return dialog.desk
