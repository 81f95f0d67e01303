"""Before there is a window: which desk to make here, or the passphrase of the one that is here.

The same questions come between two windows, when somebody goes from practice to the official desk.

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
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from jxdesk.errors import UserError
from jxdesk.services.two_desks import NewDesk
from jxdesk.ui.forms.choice_fields import ChoiceField
from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.passphrase_field import RULE, PassphraseField, letters_switch, wrong_with
from jxdesk.ui.messages import Messages
from jxdesk.ui.naming import named, restyle, role, words
from jxdesk.ui.quiet_dialog import QuietDialog
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme

D = TypeVar("D")
WIDTH = 560  # pixels at 12 pt
WIDE = 640
"""With the two lines for the passphrase beside each other: below each other they do not fit at 18 pt."""
TALLEST = 680  # desk.md rule 8
TITLE = "集贤县乡镇综治分中心 调解工作台"
BACK = "先不去，回来练习"
OWN_FILE = "正式办案另用一个加密的文件，从空的开始。练习的内容不会带过去，也不会丢。"
ELSEWHERE = "案号由单位的另一台电脑编，这台只登记"
LOST = "口令丢了，谁也打不开里面的案件，县里也不能。请写下来，锁在安全的地方。"


class DeskDialog(QuietDialog, Generic[D]):
    """What both questions share: the words, one primary button, and work in a lane. ``desk`` is the answer."""

    def __init__(
        self, theme: Theme, question: str, verb: str, leave: str = "退出", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.desk: D | None = None
        self._messages = Messages()
        self._messages.said.connect(lambda message: self.say(f"{message.text}{message.remedy}"))
        self.tasks = Tasks(self._messages.error, self._messages.unexpected)
        self.said = words("", "message", wrap=True)
        self.said.setObjectName("startSaid")
        self.said.hide()
        self.verb = role(named(QPushButton(verb), "startGo", verb), "primary")
        self.answer_enter(self.verb)
        self.verb.clicked.connect(self._go)
        self.leave = named(QPushButton(leave), "startLeave", f"{leave}，什么也不改")
        self.leave.clicked.connect(self.reject)
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.setSpacing(12)
        outer.addWidget(words(question, "page_title"))
        outer.addLayout(self.column)
        outer.addWidget(self.said)
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        self.foot.addWidget(self.leave)
        self.foot.addWidget(self.verb)
        outer.addLayout(self.foot)
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
        if work is not None:
            self.begin(work)

    def begin(self, work: Callable[[], D]) -> None:
        """Do it in the lane; the desk it gives is the answer."""
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
        for button in self.findChildren(QPushButton):
            button.setEnabled(not busy)
        if busy:
            self.said.setText("正在打开，请稍等……")
            restyle(self.said, role="hint")
            self.said.show()
            self.fit()


class FirstStartDialog(DeskDialog[D]):
    """Practice, or the township's own desk under a passphrase. ``make`` gets passphrase and unit, or None twice.

    ``practising``: the question comes from practice, so only the own desk is offered, and the way back.
    """

    def __init__(
        self,
        theme: Theme,
        make: Callable[[NewDesk], D],
        centres: Sequence[tuple[str, str]],
        least: int,
        *,
        practising: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        if practising:
            super().__init__(theme, "开始正式办案", "开始", BACK, parent)
        else:
            super().__init__(theme, "第一次在这台电脑上用", "开始", parent=parent)
        self._make, self._least = make, least
        self.practice = named(
            QRadioButton("先练习：里面是样例案件，随便改，不会报到县里"), "startPractice", "先练习"
        )
        self.real = named(QRadioButton("正式办案：本单位自己的工作台，全部加密"), "startReal", "正式办案")
        self.centre = ChoiceField(
            FieldLabel("startCentre", "本单位是", "选定以后不能再改，请看准", required=True),
            centres,
            open_list=False,
        )
        rule = RULE.format(least=least)
        self.first = PassphraseField(FieldLabel("startFirst", "口令", rule, required=True))
        self.again = PassphraseField(FieldLabel("startAgain", "再输一遍", required=True))
        self.show_it = letters_switch("startShow", self.first, self.again)
        self._own = QWidget()
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0 if practising else 24, 0, 0, 0)
        own.setSpacing(8)
        own.addWidget(self.centre)
        self.elsewhere = named(QCheckBox(ELSEWHERE), "startElsewhere", ELSEWHERE)
        own.addWidget(self.elsewhere)
        twice = QHBoxLayout()
        twice.setSpacing(16)
        for field in (self.first, self.again):
            twice.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        own.addLayout(twice)
        self.foot.insertWidget(0, self.show_it)  # a line of its own would be one too many at 18 pt
        own.addWidget(words(LOST, "advice", wrap=True))
        self.setFixedWidth(theme.px(WIDE))
        if practising:
            self.column.addWidget(words(OWN_FILE, wrap=True))
            self.real.setChecked(True)  # neither of the two is shown
        else:
            for choice in (self.practice, self.real):
                self.column.addWidget(choice)
            self.practice.setChecked(True)
            self.real.toggled.connect(self._show_own)
            self._own.hide()
            self.show_it.hide()
        self.column.addWidget(self._own)

    def work(self) -> Callable[[], D] | None:
        """Make the desk that was chosen, once nothing is missing."""
        make = self._make
        if self.practice.isChecked():
            return lambda: make(NewDesk())
        said, unit = self.first.text, self.centre.value()
        missing = (self.centre, "请选本单位。" if not unit else "")
        for field, wrong in (missing, *wrong_with(self.first, self.again, self._least)):
            field.say(wrong, "message" if wrong else "hint")
            if wrong:
                self.fit()
                field.go()
                return None
        wanted = NewDesk(said, str(unit), numbers_here=not self.elsewhere.isChecked())
        return lambda: make(wanted)

    def _show_own(self, shown: bool) -> None:
        self._own.setVisible(shown)
        self.show_it.setVisible(shown)
        self.fit()
        if shown:
            self.centre.go()


class PassphraseDialog(DeskDialog[D]):
    """The passphrase of the desk that is here; ``practise`` opens the practice desk, which needs none."""

    def __init__(
        self,
        theme: Theme,
        open_it: Callable[[str], D],
        *,
        practise: Callable[[], D] | None = None,
        practising: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "请输入口令", "打开", BACK if practising else "退出", parent)
        self._open = open_it
        self.passphrase = PassphraseField(FieldLabel("startPassphrase", "本机工作台的口令"))
        self.show_it = letters_switch("startShow", self.passphrase)
        self.column.addWidget(self.passphrase)
        self.column.addWidget(self.show_it)
        self.passphrase.go()
        self.practise = named(QPushButton("不办案，去练习"), "startPractise", "不办案，去练习，不用口令")
        if practise is not None:
            self.foot.insertWidget(0, self.practise)
            self.practise.clicked.connect(lambda: self.begin(practise))

    def work(self) -> Callable[[], D] | None:
        """Open it with what stands in the line."""
        said, open_it = self.passphrase.text, self._open
        if not said:
            self.passphrase.say("请先输入口令。", "message")
            self.passphrase.go()
            return None
        return lambda: open_it(said)

    def say(self, text: str) -> None:
        """One sentence, and the line is ready to be typed over."""
        super().say(text)
        self.passphrase.choose_all()


def ask_for_desk(dialog: DeskDialog[D]) -> D | None:
    """Ask, and give back the open desk; None when the person left."""
    dialog.exec()
    return dialog.desk
