"""收件: what a person must decide — fields with two values, and changes the county did not take.

Nothing is decided by the program where two people wrote different things about the same quarrel.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from jxdesk.errors import UserError
from jxdesk.rules.days import chinese_moment
from jxdesk.services.registers import SameNumber
from jxdesk.services.sync import Difference, SetAside
from jxdesk.ui.case.correction_dialog import CorrectionDialog
from jxdesk.ui.changes import Follower
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.shown_value import shown_value
from jxdesk.ui.workplace import Workplace

EMPTY = "现在没有要处理的。县里没收下的修改、两边写得不一样的地方，都会到这里来。"
CLASH_TELL = "两台电脑都编过号。请看哪一件的文书还没有发出去，就给那一件换新号；另一件的号不变。"
CLASH_ELSEWHERE = "两台电脑都编过号。请在编号的那台电脑的“收件”里给其中一件换新号，再同步。"
VERBS = {
    "field": ("用本机的", "用这一个"),
    "added": ("不放进卷里", "放进卷里"),
    "removed": ("放回卷里", "删去"),
}
"""What keeps what is here, and what takes what came; by kind of difference."""
LOCKED_VERBS = ("用锁卷时的", "用后来到的")
WAITS = "在等前一条"
TELL = "改好案件以后再同步，县里收下了，这一条自己会消失；不想报这一条了，就放弃它，后面的修改才能接着报。"


class InboxView(QWidget):
    """One card a thing to decide."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("view")
        self._place = place
        self._shown: tuple[list[Difference], list[SetAside], list[SameNumber]] | None = None
        self._cards: list[QWidget] = []
        self._deciding = False
        self.empty = words(EMPTY, "hint", wrap=True)
        self._sync = named(QPushButton("去同步"), "inbox_sync", "去同步页看看")
        self._sync.clicked.connect(lambda: place.go.to_page("sync"))
        self.setFocusProxy(self._sync)
        self._lay_out()
        self._follower = Follower(place.changes, self, {"change", "conflict"}, self.reload)

    def reload(self) -> None:
        """Read what waits."""
        sync, registers = self._place.services.sync, self._place.services.registers
        self._place.tasks.local(
            "正在读取收件",
            lambda _work: (sync.differences(), sync.set_aside(), registers.clashes()),
            owner=self,
            done=lambda read: self._show(*read),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button it stands on: nothing is typed here that an Enter could end."""
        focus = self.window().focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def _show(self, differences: list[Difference], aside: list[SetAside], clashes: list[SameNumber]) -> None:
        if (differences, aside, clashes) == self._shown:
            return
        self._shown = (differences, aside, clashes)
        was_here = self._deciding or self._has_keyboard()
        self._deciding = False
        for old in self._cards:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._cards = []
        if clashes:
            self._add(words("两件案件用了同一个案号，哪件换新号？", "section"))
        for number, same in enumerate(clashes):
            self._add(self._clash(number, same))
        if differences:
            self._add(words("两边写得不一样，用哪个？", "section"))
        for number, one in enumerate(differences):
            self._add(self._difference(number, one))
        if aside:
            self._add(words("县里没有收的修改", "section"))
            self._add(words(TELL, "hint", wrap=True))
        for number, left in enumerate(aside):
            self._add(self._aside(number, left))
        nothing = not (differences or aside or clashes)
        self.empty.setVisible(nothing)
        self._sync.setVisible(nothing)
        self._lead_keyboard(to_first=was_here)

    def _has_keyboard(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _lead_keyboard(self, *, to_first: bool) -> None:
        """The page is entered at its first card, whose first button opens the case and decides nothing."""
        buttons = [button for card in self._cards for button in card.findChildren(QPushButton)]
        first = buttons[0] if buttons else self._sync
        self.setFocusProxy(first)
        if to_first and self.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, card: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, card)
        self._cards.append(card)

    def _difference(self, number: int, one: Difference) -> QWidget:
        card, column = _card()
        column.addLayout(self._head(f"difference_{number}", one.case_id, one.label, one.field))
        if one.reason:
            column.addWidget(words(one.reason, "hint", wrap=True))
        sides = QHBoxLayout()
        sides.setSpacing(16)
        who = "　".join(word for word in (one.who, chinese_moment(one.at)) if word)
        keep, take = LOCKED_VERBS if one.about_lock and one.kind == "field" else VERBS[one.kind]
        here, there = ("锁卷时的", "后来到的") if one.about_lock else ("本机写的", "另一台电脑写的")
        verbs = [
            f"{verb}…" if because else verb  # a reason is asked first
            for verb, because in ((keep, one.ours_because), (take, one.theirs_because))
        ]
        ours = self._side(here, shown_value(one.ours), f"difference_{number}_ours", verbs[0])
        theirs = self._side(
            f"{there}（{who}）" if who else there,
            shown_value(one.theirs),
            f"difference_{number}_theirs",
            verbs[1],
        )
        for side, keep_ours in ((ours, True), (theirs, False)):
            frame, button = side
            button.clicked.connect(lambda _checked=False, keep=keep_ours: self._choose(one, keep_ours=keep))
            sides.addWidget(frame, 1)
        column.addLayout(sides)
        return card

    def _clash(self, number: int, same: SameNumber) -> QWidget:
        card, column = _card()
        column.addWidget(words(same.number, "field", wrap=True))
        column.addWidget(words(CLASH_TELL if same.ours_to_mend else CLASH_ELSEWHERE, "hint", wrap=True))
        for place, (case_id, title) in enumerate(same.cases):
            row = QHBoxLayout()
            row.addWidget(words(title, wrap=True), 1)
            name = f"clash_{number}_{place}"
            look = role(named(QPushButton("打开"), f"{name}_open", f"打开{title}"), "link")
            look.clicked.connect(lambda _checked=False, at=case_id: self._place.go.to_case(at))
            row.addWidget(look)
            if same.ours_to_mend:
                give = named(QPushButton("这件换新号"), f"{name}_renumber", f"这件换新号：{title}")
                give.clicked.connect(lambda _checked=False, at=case_id: self._renumber(same, at))
                row.addWidget(give)
            column.addLayout(row)
        return card

    def _aside(self, number: int, one: SetAside) -> QWidget:
        card, column = _card()
        column.addLayout(self._head(f"aside_{number}", one.case_id, one.label, one.what))
        refused = one.state == "rejected"
        column.addWidget(words(one.reason or WAITS, "message" if refused else "hint", wrap=True))
        foot = QHBoxLayout()
        foot.addWidget(words(f"{chinese_moment(one.at)}修改", "hint"))
        foot.addStretch(1)
        if refused:
            drop = named(QPushButton("放弃这一条"), f"aside_{number}_drop", f"放弃这一条：{one.what}")
            drop.clicked.connect(lambda: self._give_up(one))
            foot.addWidget(drop)
        column.addLayout(foot)
        return card

    def _head(self, name: str, case_id: str, label: str, what: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words(what, "field", wrap=True), 1)
        text = f"打开 {label}" if label else "打开案件"
        button = role(named(QPushButton(text), f"{name}_open", text), "link")
        button.clicked.connect(lambda: self._place.go.to_case(case_id))
        row.addWidget(button)
        return row

    def _side(self, title: str, value: str, name: str, verb: str) -> tuple[QWidget, QPushButton]:
        frame = role(QFrame(), "row")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(words(title, "hint"))
        text = words(value, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text, 1)
        button = named(QPushButton(verb), name, f"{verb}：{value}")
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button)
        column.addLayout(line)
        return frame, button

    def _choose(self, one: Difference, *, keep_ours: bool) -> None:
        """At once, or after the reason where the dossier is locked and says something else."""
        if not (one.ours_because if keep_ours else one.theirs_because):
            self._decide(one, keep_ours=keep_ours)
            return
        sides = (one.theirs, one.ours) if keep_ours else (one.ours, one.theirs)
        old, new = (shown_value(side) for side in sides)
        asked = CorrectionDialog(self._place.theme, [(one.field, old, new)], self)
        asked.reason_given.connect(lambda why: self._decide(one, keep_ours=keep_ours, because=why))
        asked.open()

    def _decide(self, one: Difference, *, keep_ours: bool, because: str | None = None) -> None:
        sync = self._place.services.sync
        if because is not None:
            said = f"“{one.field}”定下来了，写了一张更正单，在“文书”里印出来签字；下次同步时告诉县里。"
        elif one.about_lock:
            said = f"“{one.field}”照锁卷时的；下次同步时告诉县里。"
        else:
            said = f"“{one.field}”用了{'本机' if keep_ours else '另一台电脑'}的；下次同步时告诉县里。"
        self._do("正在保存选择", lambda: sync.decide(one.id, keep_ours=keep_ours, because=because), said)

    def _give_up(self, one: SetAside) -> None:
        sync = self._place.services.sync
        self._do(
            "正在放弃这一条",
            lambda: sync.give_up(one.change_id),
            "这一条不再上报，本机的内容没有变；后面的修改可以接着报了。",
        )

    def _renumber(self, same: SameNumber, case_id: str) -> None:
        registers = self._place.services.registers
        told = f"已换新号，另一件仍是{same.number}。请把印着旧号的文书收回来重印，再同步一次。"
        self._do("正在换新号", lambda: registers.renumber(same.id, case_id), told)

    def _do(self, what: str, act: Callable[[], object], said: str) -> None:
        self._deciding = True  # the keyboard goes with the cards that are switched off
        for card in self._cards:
            card.setEnabled(False)  # pressed twice, the second press would decide something already gone

        def failed(error: UserError) -> None:
            self._place.messages.error(error)
            self._shown = None
            self.reload()

        self._place.tasks.local(
            what,
            lambda _work: act(),
            owner=self,
            done=lambda _none: self._place.messages.done(said),
            failed=failed,
        )

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("view")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 8, 8, 16)
        self._column.setSpacing(12)
        self._column.addWidget(words("收件", "page_title"))
        self._column.addWidget(self.empty)
        line = QHBoxLayout()
        line.addWidget(self._sync)
        line.addStretch(1)
        self._column.addLayout(line)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("inboxScroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 0, 8, 0)
        outer.addWidget(scroll)


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = role(QFrame(), "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    return card, column
