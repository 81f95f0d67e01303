"""Open this file first: ``Desk`` has every object of the desk and says how they are wired. No Qt.

    open_desk(folder, passphrase)  →  Desk
    desk.cases.begin()             →  CaseRecord   (services: one verb, one transaction)
    desk.papers.produce(…)         →  bytes        (paper)
    desk.sync.run()                →  what the county acknowledged

A service is imported and made when it is first asked for: sessions, paper and the county's client together
take longer to import than the window takes to stand, and the first page needs none of them.
Tests call the same functions with a folder of their own and a clock that stands still.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jxdesk.errors import UserError
from jxdesk.late import late
from jxdesk.models.database import Database
from jxdesk.models.keys import OpenKey, create_key, open_key
from jxdesk.models.migrate import migrate
from jxdesk.models.sealing import Sealing
from jxdesk.paths import DataFolder, read_resource
from jxdesk.rules.days import BEIJING
from jxdesk.services.case_table import CaseTableService
from jxdesk.services.office import OfficeService
from jxdesk.services.practice import seed_practice
from jxdesk.services.two_desks import two_desks
from jxdesk.settings import Settings
from jxdesk.sync import chain

if TYPE_CHECKING:
    from jxdesk.models.blobs import BlobStore
    from jxdesk.rules.case_record import CaseRecord
    from jxdesk.services.archiving import ArchivingService
    from jxdesk.services.case_files import CaseFileService
    from jxdesk.services.cases import CaseService
    from jxdesk.services.characters import CharacterService
    from jxdesk.services.doctor import Doctor
    from jxdesk.services.dossiers import DossierService
    from jxdesk.services.duplicates import DuplicateService
    from jxdesk.services.locking import LockingService
    from jxdesk.services.materials import MaterialService
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
    from jxdesk.services.summaries import Summaries
    from jxdesk.services.sync import SyncService
    from jxdesk.services.timeline import TimelineService
    from jxdesk.services.trade import Trade

Clock = Callable[[], datetime]

SEALING = Sealing(
    genesis=chain.GENESIS,
    canonical=chain.canonical,
    digest=chain.digest,
    link=chain.link,
    salt_bytes=chain.SALT_BYTES,
)


def utc_now() -> datetime:
    """The clock of a real desk."""
    return datetime.now(UTC)


class Desk:
    """The open desk: its file, which is up to date, and the services on it."""

    def __init__(
        self, folder: DataFolder, key: OpenKey, settings: Settings, *, clock: Clock = utc_now
    ) -> None:
        self.folder, self._settings, self._clock = folder, settings, clock
        self.database = Database(folder.database, key, SEALING, clock)
        self._key = key
        self.office = OfficeService(self.database, lambda: read_resource("divisions", "organisations.json"))
        self.table = CaseTableService(self.database, clock)

    @late
    def prefs(self) -> ScreenPrefs:
        """How people like their screens."""
        from jxdesk.services.screen_prefs import ScreenPrefs  # noqa: PLC0415 - see the top of the file

        return ScreenPrefs(self.database)

    @late
    def _blobs(self) -> BlobStore:
        """Where the scans lie."""
        from jxdesk.models.blobs import BlobStore  # noqa: PLC0415 - see the top of the file

        return BlobStore(self.folder.materials, self._key)

    @late
    def trade(self) -> Trade:
        """Charts, dictionaries, calendar, divisions: the trade as data."""
        from jxdesk.services.trade import Trade  # noqa: PLC0415 - see the top of the file

        return Trade()

    @late
    def summaries(self) -> Summaries:
        """The line each case has in lists and in the index."""
        from jxdesk.services.summaries import Summaries  # noqa: PLC0415 - see the top of the file

        return Summaries(self.trade, self._clock)

    @late
    def cases(self) -> CaseService:
        """The mediator's verbs."""
        from jxdesk.services.cases import CaseService  # noqa: PLC0415 - see the top of the file

        return CaseService(self.database, self.trade, self.summaries, self._clock)

    @late
    def registers(self) -> RegisterService:
        """Whose number register it is, and numbers given out twice."""
        from jxdesk.services.registers import RegisterService  # noqa: PLC0415 - see the top of the file

        return RegisterService(self.database, self.trade, self.summaries, self._clock)

    @late
    def timeline(self) -> TimelineService:
        """Who changed what, and when."""
        from jxdesk.services.timeline import TimelineService  # noqa: PLC0415 - see the top of the file

        return TimelineService(self.database, self.trade)

    @late
    def people(self) -> PeopleService:
        """People who were here before."""
        from jxdesk.services.people import PeopleService  # noqa: PLC0415 - see the top of the file

        return PeopleService(self.database)

    @late
    def duplicates(self) -> DuplicateService:
        """Cases that may be one and the same."""
        from jxdesk.services.duplicates import DuplicateService  # noqa: PLC0415 - see the top of the file

        return DuplicateService(self.database, self.cases)

    @late
    def search(self) -> SearchService:
        """Finding a case by whatever is remembered of it."""
        from jxdesk.services.search import SearchService  # noqa: PLC0415 - see the top of the file

        return SearchService(self.database, lambda: self.trade.characters.folding)

    @late
    def characters(self) -> CharacterService:
        """Characters that cannot be typed."""
        from jxdesk.services.characters import CharacterService  # noqa: PLC0415 - see the top of the file

        return CharacterService(self.prefs)

    @late
    def files(self) -> CaseFileService:
        """Case files in and out."""
        from jxdesk.services.case_files import CaseFileService  # noqa: PLC0415 - see the top of the file

        return CaseFileService(self.database, self.trade, self.summaries, self._clock)

    @late
    def reviews(self) -> ReviewService:
        """What is missing or contradicts itself."""
        from jxdesk.services.reviews import ReviewService  # noqa: PLC0415 - see the top of the file

        return ReviewService(self.database, self.cases, self.office, self.trade)

    @late
    def archiving(self) -> ArchivingService:
        """Closing the dossier, and what still stands in the way."""
        from jxdesk.services.archiving import ArchivingService  # noqa: PLC0415 - see the top of the file

        return ArchivingService(self.cases, self.reviews, self.trade)

    @late
    def papers(self) -> PaperService:
        """The documents."""
        from jxdesk.services.papers import PaperService  # noqa: PLC0415 - see the top of the file

        def counted(case: CaseRecord) -> CaseRecord:
            return self.materials.counted(case)  # not before it is asked: what reads scans loads slowly

        return PaperService(self.cases, self.office, self.trade, self.reviews, counted)

    @late
    def printers(self) -> PrinterService:
        """What this computer knows of its printers."""
        from jxdesk.services.printers import PrinterService  # noqa: PLC0415 - see the top of the file

        return PrinterService(self.prefs)

    @late
    def print_log(self) -> PrintLogService:
        """What was printed of a case."""
        from jxdesk.services.print_log import PrintLogService  # noqa: PLC0415 - see the top of the file

        return PrintLogService(self.database, self._clock)

    @late
    def materials(self) -> MaterialService:
        """Scans and photos."""
        from jxdesk.services.materials import MaterialService  # noqa: PLC0415 - see the top of the file

        return MaterialService(self.database, self._blobs, self._clock)

    @late
    def locking(self) -> LockingService:
        """The lock on a filed dossier."""
        from jxdesk.services.locking import LockingService  # noqa: PLC0415 - see the top of the file

        return LockingService(self.database, self.summaries, self._clock)

    @late
    def dossiers(self) -> DossierService:
        """The whole dossier, bound."""
        from jxdesk.services.dossiers import DossierService  # noqa: PLC0415 - see the top of the file

        return DossierService(self.cases, self.papers, self.materials)

    @late
    def scanner(self) -> ScannerService:
        """The folder a scanner writes into."""
        from jxdesk.services.scanner import ScannerService  # noqa: PLC0415 - see the top of the file

        return ScannerService(self.database, self.materials)

    @late
    def sync(self) -> SyncService:
        """The conversation with the county."""
        from jxdesk.services.sync import SyncService  # noqa: PLC0415 - see the top of the file

        return SyncService(
            self.database, self.office, self.trade, self.summaries, self._settings, SEALING, self._clock
        )

    @late
    def passphrase(self) -> PassphraseService:
        """Changing the passphrase."""
        from jxdesk.services.passphrase import PassphraseService  # noqa: PLC0415 - see the top of the file

        return PassphraseService(self.folder.keys)

    @late
    def doctor(self) -> Doctor:
        """Whether the desk is well."""
        from jxdesk.services.doctor import Doctor  # noqa: PLC0415 - see the top of the file

        return Doctor(self.folder, self.database, SEALING, self._blobs)

    def now(self) -> datetime:
        """The wall clock at the desk, whatever zone the machine believes in; without a zone, for showing."""
        return self._clock().astimezone(BEIJING).replace(tzinfo=None)

    def close(self) -> None:
        """Give the file back."""
        self.database.close()


def open_desk(
    folder: DataFolder,
    passphrase: str | None = None,
    settings: Settings | None = None,
    *,
    clock: Clock = utc_now,
) -> Desk:
    """Open an existing desk, upgrading its file first when an older program wrote it.

    Raises UserError when there is no desk, the passphrase is wrong, or the file is newer than the program.
    """
    if not folder.exists:
        raise UserError("这个文件夹里还没有工作台数据。", _elsewhere(folder))
    key = open_key(folder.keys, passphrase)
    if not folder.database.exists():
        raise UserError(
            "数据文件 desk.db 不见了，没有新建，以免看起来像没有案件。",
            "请检查磁盘是否接好，或者从备份取回这个文件。",
        )
    migrate(folder.database, key, folder.backups, clock())
    return Desk(folder, key, settings or Settings(), clock=clock)


def create_desk(
    folder: DataFolder,
    passphrase: str | None,
    settings: Settings | None = None,
    *,
    unit: str | None = None,
    clock: Clock = utc_now,
) -> Desk:
    """Make a new desk: under ``passphrase``, or a practice desk when it is None.

    Raises UserError when the folder cannot be written or already holds a desk.
    """
    if folder.exists:
        raise UserError("这个文件夹里已经有工作台数据，没有改动它。", "请直接打开，或者换一个文件夹。")
    _make(folder.root)
    key = create_key(folder.keys, passphrase)
    migrate(folder.database, key, folder.backups, clock())
    desk = Desk(folder, key, settings or Settings(), clock=clock)
    desk.office.create(chain.GENESIS, unit)
    if passphrase is None:
        seed_practice(desk.office)
    return desk


def _elsewhere(folder: DataFolder) -> str:
    """What to do about a folder without a desk; the window keeps practice one folder further down."""
    desks = two_desks(folder.home)
    if desks.practice.exists and desks.practice != folder:
        return f"练习的工作台在下面的 {desks.practice.root.name} 文件夹里，请用 --data 指到那里。"
    return "请先打开程序窗口，或者用 case import 导入案件。"


def _make(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
        probe = root / ".write"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise UserError("数据文件夹不能写入。", "请检查权限，或者换一个文件夹。") from error
