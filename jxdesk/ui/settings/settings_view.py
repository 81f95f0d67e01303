"""设置: people, units and number registers, this computer, the passphrase, the way to the other desk.

Fields are stored as they are left; only what cannot be taken back waits for a button.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from jxdesk.services.office import Office, Person, Register, Unit
from jxdesk.services.printers import Habits
from jxdesk.ui.changes import Follower
from jxdesk.ui.naming import words
from jxdesk.ui.settings.committees_card import CommitteesCard
from jxdesk.ui.settings.desk_card import DeskCard
from jxdesk.ui.settings.other_desk_card import OtherDeskCard
from jxdesk.ui.settings.passphrase_card import PassphraseCard
from jxdesk.ui.settings.people_card import PeopleCard
from jxdesk.ui.settings.printers_card import PrintersCard
from jxdesk.ui.settings.scanner_card import ScannerCard
from jxdesk.ui.settings.unit_card import UnitCard
from jxdesk.ui.workplace import Services, Workplace


@dataclass(frozen=True)
class _Standing:
    """What the cards show, read at once."""

    office: Office
    people: list[Person]
    units: list[Unit]
    registers: list[Register]
    scans: Path | None
    printers: Habits
    elsewhere: dict[str, str]
    centres: list[Unit]


def _read(services: Services) -> _Standing:
    office = services.office.office()
    own = [] if office.unit is None else [office.unit]
    return _Standing(
        office=office,
        people=services.office.people(everyone=True),
        units=[*own, *services.office.committees()],
        registers=services.office.registers(services.now().year),
        scans=services.scanner.folder(),
        printers=services.printers.habits(),
        elsewhere=services.registers.elsewhere(),
        centres=[] if own else services.office.centres(),
    )


class SettingsView(QWidget):
    """Cards, one below the other: on a practice desk the way to real work first, on an official one last."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("view")
        self._place = place
        self.people = PeopleCard(place)
        self.committees = CommitteesCard(place)
        self.scanner = ScannerCard(place)
        self.printers = PrintersCard(place)
        self.desk = DeskCard(place)
        self.unit = UnitCard(place)
        self.other = OtherDeskCard(place)
        practice = place.services.office.practice
        self.passphrase = None if practice else PassphraseCard(place)
        inside = QWidget()
        inside.setObjectName("view")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 8, 8, 16)
        column.setSpacing(12)
        column.addWidget(words("设置", "page_title"))
        usual = [self.unit, self.people, self.committees, self.scanner, self.printers, self.desk]
        if self.passphrase is not None:
            usual.append(self.passphrase)
        for card in [self.other, *usual] if practice else [*usual, self.other]:
            column.addWidget(card)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("settingsScroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 0, 8, 0)
        outer.addWidget(scroll)
        self._follower = Follower(
            place.changes, self, {"staff", "desk", "organisation", "number_register"}, self.reload
        )

    def reload(self) -> None:
        """Read everything again."""
        services = self._place.services
        self._place.tasks.local("正在读取设置", lambda _work: _read(services), owner=self, done=self._show)

    def flush(self) -> None:
        """Store what is still being typed."""
        self.committees.flush()
        self.desk.flush()

    def _show(self, read: _Standing) -> None:
        self.other.show_way()
        self.unit.show_centres(read.centres, read.office)
        self.people.show_people(read.people, read.office)
        self.committees.show_units(read.units, read.office, read.registers, read.elsewhere)
        self.scanner.show_folder(read.scans)
        self.printers.show_habits(read.printers)
        self.desk.show_office(read.office)
