"""What a page is given: the look, the lanes, the messages, the way around, and the services.

One frozen value instead of fifteen constructor arguments a page; a page still names what it uses.
Nothing of a service is imported here: the desk makes each when a page first asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from jxdesk.ui.changes import Changes
from jxdesk.ui.icons import icon
from jxdesk.ui.messages import Messages
from jxdesk.ui.navigator import Navigator
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme

if TYPE_CHECKING:
    from jxdesk.paths import DataFolder
    from jxdesk.services.archiving import ArchivingService
    from jxdesk.services.case_files import CaseFileService
    from jxdesk.services.case_table import CaseTableService
    from jxdesk.services.cases import CaseService
    from jxdesk.services.characters import CharacterService
    from jxdesk.services.dossiers import DossierService
    from jxdesk.services.duplicates import DuplicateService
    from jxdesk.services.locking import LockingService
    from jxdesk.services.materials import MaterialService
    from jxdesk.services.office import OfficeService
    from jxdesk.services.papers import PaperService
    from jxdesk.services.passphrase import PassphraseService
    from jxdesk.services.people import PeopleService
    from jxdesk.services.print_log import PrintLogService
    from jxdesk.services.printers import PrinterService
    from jxdesk.services.registers import RegisterService
    from jxdesk.services.reviews import ReviewService
    from jxdesk.services.scanner import ScannerService
    from jxdesk.services.screen_prefs import ScreenPrefs
    from jxdesk.services.search import SearchService
    from jxdesk.services.sync import SyncService
    from jxdesk.services.timeline import TimelineService
    from jxdesk.services.trade import Trade
    from jxdesk.ui.forms.field_maker import FieldMaker


class Services(Protocol):
    """The verbs and questions a page may use; ``now`` is the wall clock of the desk."""

    @property
    def folder(self) -> DataFolder: ...

    @property
    def trade(self) -> Trade: ...

    @property
    def office(self) -> OfficeService: ...

    @property
    def cases(self) -> CaseService: ...

    @property
    def table(self) -> CaseTableService: ...

    @property
    def timeline(self) -> TimelineService: ...

    @property
    def people(self) -> PeopleService: ...

    @property
    def duplicates(self) -> DuplicateService: ...

    @property
    def search(self) -> SearchService: ...

    @property
    def papers(self) -> PaperService: ...

    @property
    def printers(self) -> PrinterService: ...

    @property
    def print_log(self) -> PrintLogService: ...

    @property
    def reviews(self) -> ReviewService: ...

    @property
    def materials(self) -> MaterialService: ...

    @property
    def locking(self) -> LockingService: ...

    @property
    def dossiers(self) -> DossierService: ...

    @property
    def scanner(self) -> ScannerService: ...

    @property
    def registers(self) -> RegisterService: ...

    @property
    def files(self) -> CaseFileService: ...

    @property
    def prefs(self) -> ScreenPrefs: ...

    @property
    def characters(self) -> CharacterService: ...

    @property
    def archiving(self) -> ArchivingService: ...

    @property
    def sync(self) -> SyncService: ...

    @property
    def passphrase(self) -> PassphraseService: ...

    def now(self) -> datetime:
        """Without a zone, for showing."""


@dataclass(frozen=True)
class Workplace:
    """Everything around a page."""

    theme: Theme
    tasks: Tasks
    messages: Messages
    changes: Changes
    go: Navigator
    services: Services

    @cached_property
    def maker(self) -> FieldMaker:
        """Fields from the catalogue; read when the first form is built, not before the first paint."""
        from jxdesk.ui.forms.field_maker import FieldMaker  # noqa: PLC0415 - no form is on the first page
        from jxdesk.ui.forms.name_help import NameHelp  # noqa: PLC0415 - as above

        trade = self.services.trade
        picture = icon(self.theme, "rare", "secondary")
        names = NameHelp(trade.characters, picture, self.go.characters_wanted.emit)
        return FieldMaker(trade.catalogue, trade.codes, self.services.now, names)
