"""Open this file first: ``build`` makes every object of the desk and wires them. A plain function, no Qt.

    open_desk(folder, passphrase)  →  Desk
    desk.cases.begin()             →  CaseRecord   (services: one verb, one transaction)
    desk.papers.produce(…)         →  bytes        (paper)
    desk.sync.run()                →  what the county acknowledged

Tests call the same functions with a folder of their own and a clock that stands still.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jxdesk.errors import UserError
from jxdesk.models.database import Database
from jxdesk.models.keys import OpenKey, create_key, open_key
from jxdesk.models.migrate import migrate
from jxdesk.models.recorder import Sealing
from jxdesk.paths import DataFolder, read_resource
from jxdesk.services.case_files import CaseFileService
from jxdesk.services.case_table import CaseTableService
from jxdesk.services.cases import CaseService
from jxdesk.services.doctor import Doctor
from jxdesk.services.duplicates import DuplicateService
from jxdesk.services.office import OfficeService
from jxdesk.services.papers import PaperService
from jxdesk.services.people import PeopleService
from jxdesk.services.practice import seed_practice
from jxdesk.services.reviews import ReviewService
from jxdesk.services.search import SearchService
from jxdesk.services.summaries import Summaries
from jxdesk.services.sync import SyncService
from jxdesk.services.timeline import TimelineService
from jxdesk.services.trade import Trade
from jxdesk.settings import Settings
from jxdesk.sync import chain

Clock = Callable[[], datetime]

SEALING = Sealing(
    genesis=chain.GENESIS,
    canonical=chain.canonical,
    digest=chain.digest,
    link=chain.link,
    salt_bytes=chain.SALT_BYTES,
)


@dataclass(frozen=True)
class Desk:
    """The open desk: its file and the services on it."""

    folder: DataFolder
    database: Database
    trade: Trade
    office: OfficeService
    cases: CaseService
    table: CaseTableService
    timeline: TimelineService
    people: PeopleService
    duplicates: DuplicateService
    search: SearchService
    files: CaseFileService
    papers: PaperService
    reviews: ReviewService
    sync: SyncService
    summaries: Summaries
    doctor: Doctor

    def close(self) -> None:
        """Give the file back."""
        self.database.close()


def utc_now() -> datetime:
    """The clock of a real desk."""
    return datetime.now(UTC)


def build(folder: DataFolder, key: OpenKey, settings: Settings, *, clock: Clock = utc_now) -> Desk:
    """Make the services on an existing, up-to-date file."""
    database = Database(folder.database, key, SEALING, clock)
    trade = Trade()
    office = OfficeService(database, lambda: read_resource("divisions", "organisations.json"))
    summaries = Summaries(trade, clock)
    cases = CaseService(database, trade, summaries, clock)
    reviews = ReviewService(cases, office, trade)
    return Desk(
        folder=folder,
        database=database,
        trade=trade,
        office=office,
        cases=cases,
        table=CaseTableService(database, clock),
        timeline=TimelineService(database, trade),
        people=PeopleService(database),
        duplicates=DuplicateService(database, cases),
        search=SearchService(database),
        files=CaseFileService(database, trade, summaries, clock),
        papers=PaperService(cases, office, trade, reviews),
        reviews=reviews,
        sync=SyncService(database, office, trade, summaries, settings, SEALING, clock),
        summaries=summaries,
        doctor=Doctor(folder, database, SEALING),
    )


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
        raise UserError("这个文件夹里还没有工作台数据。", "请先打开程序窗口，或者用 case import 导入案件。")
    key = open_key(folder.keys, passphrase)
    migrate(folder.database, key, folder.backups, clock())
    return build(folder, key, settings or Settings(), clock=clock)


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
    desk = build(folder, key, settings or Settings(), clock=clock)
    desk.office.create(chain.GENESIS, unit)
    if passphrase is None:
        seed_practice(desk.office)
    return desk


def _make(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
        probe = root / ".write"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise UserError("数据文件夹不能写入。", "请检查权限，或者换一个文件夹。") from error
