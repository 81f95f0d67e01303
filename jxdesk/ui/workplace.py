"""What a page is given: the look, the lanes, the messages, the way around, and the services.

The services come late: the window paints itself while the lane still imports the database and opens
the file, which together take three times as long. Nothing of them is imported here.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from jxdesk.ui.changes import Changes
from jxdesk.ui.messages import Messages
from jxdesk.ui.navigator import Navigator
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme

if TYPE_CHECKING:
    from jxdesk.paths import DataFolder
    from jxdesk.services.case_table import CaseTableService
    from jxdesk.services.cases import CaseService
    from jxdesk.services.duplicates import DuplicateService
    from jxdesk.services.office import OfficeService
    from jxdesk.services.papers import PaperService
    from jxdesk.services.people import PeopleService
    from jxdesk.services.reviews import ReviewService
    from jxdesk.services.search import SearchService
    from jxdesk.services.sync import SyncService
    from jxdesk.services.timeline import TimelineService
    from jxdesk.services.trade import Trade
    from jxdesk.ui.forms.field_maker import FieldMaker


@dataclass(frozen=True)
class Services:
    """The verbs and questions a page may use; ``now`` is the wall clock of the desk."""

    folder: DataFolder
    trade: Trade
    office: OfficeService
    cases: CaseService
    table: CaseTableService
    timeline: TimelineService
    people: PeopleService
    duplicates: DuplicateService
    search: SearchService
    papers: PaperService
    reviews: ReviewService
    sync: SyncService
    now: Callable[[], datetime]


@dataclass(frozen=True)
class Workplace:
    """Everything around a page; ``late`` gets its result when the file is open."""

    theme: Theme
    tasks: Tasks
    messages: Messages
    changes: Changes
    go: Navigator
    now: Callable[[], datetime]
    late: Future[Services]

    @property
    def services(self) -> Services:
        """The services. Only 工作台 is built before they are there, and it asks for them in the lane."""
        return self.late.result()

    @cached_property
    def maker(self) -> FieldMaker:
        """Fields from the catalogue; read when the first form is built, not before the first paint."""
        from jxdesk.ui.forms.field_maker import FieldMaker  # noqa: PLC0415 - see above

        trade = self.services.trade
        return FieldMaker(trade.catalogue, trade.codes, self.services.now)
