"""The eight entries of the rail, in the order of Ctrl+1 … Ctrl+8.

Views are imported when they are first opened: the morning's first paint needs the workbench only, and
QtPdf alone costs as much as the rest of the window.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from jxdesk.ui.shell_window import Page
from jxdesk.ui.today_view import TodayView
from jxdesk.ui.workplace import Workplace


def pages(place: Workplace) -> list[Page]:
    """What the rail offers."""
    return [
        Page("today", "工作台", "today", lambda: TodayView(place)),
        Page("register", "登记", "register", lambda: _register(place)),
        Page("cases", "案件", "cases", lambda: _cases(place)),
        Page("case", "当前案件", "case", lambda: _case(place)),
        Page("documents", "文书", "documents", lambda: _documents(place)),
        Page("inbox", "收件", "inbox", lambda: _inbox(place)),
        Page("sync", "同步", "sync", lambda: _sync(place)),
        Page("settings", "设置", "settings", lambda: _settings(place)),
    ]


def _register(place: Workplace) -> QWidget:
    from jxdesk.ui.intake.intake_view import IntakeView  # noqa: PLC0415 - see above

    return IntakeView(place)


def _cases(place: Workplace) -> QWidget:
    from jxdesk.ui.case_table_view import CaseTableView  # noqa: PLC0415 - see above

    return CaseTableView(place)


def _case(place: Workplace) -> QWidget:
    from jxdesk.ui.case.case_view import CaseView  # noqa: PLC0415 - see above

    return CaseView(place)


def _documents(place: Workplace) -> QWidget:
    from jxdesk.ui.papers.papers_view import PapersView  # noqa: PLC0415 - see above

    return PapersView(place)


def _inbox(place: Workplace) -> QWidget:
    from jxdesk.ui.inbox_view import InboxView  # noqa: PLC0415 - see above

    return InboxView(place)


def _sync(place: Workplace) -> QWidget:
    from jxdesk.ui.sync_view import SyncView  # noqa: PLC0415 - see above

    return SyncView(place)


def _settings(place: Workplace) -> QWidget:
    from jxdesk.ui.settings.settings_view import SettingsView  # noqa: PLC0415 - see above

    return SettingsView(place)
