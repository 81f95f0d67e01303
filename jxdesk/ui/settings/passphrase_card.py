"""口令: the old one, the new one twice. An official desk only; practice has none."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from jxdesk.errors import UserError
from jxdesk.ui.forms.field_box import FieldLabel
from jxdesk.ui.forms.passphrase_field import RULE, PassphraseField, letters_switch, wrong_with
from jxdesk.ui.naming import named, role, words
from jxdesk.ui.settings.card import SettingsCard
from jxdesk.ui.workplace import Workplace

ADVICE = "换好以后，请把信封里写的口令也换掉。以前备份出去的文件夹，还要用备份那时的口令打开。"
DONE = "口令已经换好，下次打开用新口令。请把信封里写的也换掉。"


class PassphraseCard(SettingsCard):
    """Nothing typed here is kept by leaving a line: only the button changes anything."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "passphrase", "要换口令吗？")
        least = place.services.passphrase.least
        self.old = PassphraseField(FieldLabel("passphraseOld", "现在的口令"))
        self.first = PassphraseField(FieldLabel("passphraseNew", "新口令", RULE.format(least=least)))
        self.again = PassphraseField(FieldLabel("passphraseAgain", "新口令再输一遍"))
        self.show_it = letters_switch("passphraseShow", *self._fields)
        self.change = role(named(QPushButton("换成新口令"), "passphraseChange", "换成新口令"), "small")
        self.change.clicked.connect(self._change)
        for field in self._fields:
            field.line.returnPressed.connect(self._change)
        self._lay_out()

    @property
    def _fields(self) -> tuple[PassphraseField, PassphraseField, PassphraseField]:
        return self.old, self.first, self.again

    def _change(self) -> None:
        service = self.place.services.passphrase
        if not self.change.isEnabled():
            return
        missing = (self.old, "" if self.old.text else "请先输入现在的口令。")
        for field, wrong in (missing, *wrong_with(self.first, self.again, service.least)):
            field.say(wrong, "message" if wrong else "hint")
            if wrong:
                field.go()
                return
        old, new = self.old.text, self.first.text
        self.change.setEnabled(False)
        self.place.tasks.local(
            "正在换口令",
            lambda _work: service.change(old, new),
            owner=self,
            done=self._on_changed,
            failed=self._on_failed,
        )

    def _on_changed(self, _nothing: None) -> None:
        self.change.setEnabled(True)
        for field in self._fields:
            field.show_value(None)
            field.say("", "hint")
        self.show_it.setChecked(False)
        self.place.messages.done(DONE)

    def _on_failed(self, error: UserError) -> None:
        self.change.setEnabled(True)
        self.place.messages.error(error)
        self.old.choose_all()

    def _lay_out(self) -> None:
        self.column.addWidget(self.old)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.first, 1)
        line.addWidget(self.again, 1)
        self.column.addLayout(line)
        self.column.addWidget(self.show_it)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(words(ADVICE, "hint", wrap=True), 1)
        foot.addWidget(self.change)
        self.column.addLayout(foot)
