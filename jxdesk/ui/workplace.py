"""What a page is given: the look, the lanes, the messages, the way around, and the services.

One frozen value instead of fifteen constructor arguments a page; a page still names what it uses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

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
from jxdesk.ui.changes import Changes
from jxdesk.ui.forms.field_maker import FieldMaker
from jxdesk.ui.messages import Messages
from jxdesk.ui.navigator import Navigator
from jxdesk.ui.tasks import Tasks
from jxdesk.ui.theme import Theme


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
        trade = self.services.trade
        return FieldMaker(trade.catalogue, trade.codes, self.services.now)
