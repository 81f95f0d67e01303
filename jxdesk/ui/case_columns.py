"""What the case table can show of a case, column by column, on the screen and in a file. No Qt here.

There is no column for telephone or ID numbers: a table lies open on the desk while the next person sits down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from jxdesk.rules.days import day
from jxdesk.services.case_table import CaseRow
from jxdesk.services.spreadsheet import Value
from jxdesk.ui.case_rows import STATES, deadline_words


@dataclass(frozen=True)
class Column:
    """One column. ``key`` is what is remembered; ``width`` in pixels at 12 pt; ``usual``: shown until hidden.

    ``on`` gives the day for the file where ``words`` speak of one ("还有 2 天" is wrong tomorrow).
    """

    key: str
    title: str
    words: Callable[[CaseRow], str]
    width: int
    usual: bool = True
    on: Callable[[CaseRow], str] | None = None

    def value(self, row: CaseRow) -> Value:
        """What goes into a file."""
        if self.on is not None:
            found: date | None = day(self.on(row))
            return found if found is not None else self.on(row) or None
        return self.words(row) or None


COLUMNS = (
    Column("label", "案号或短号", lambda row: row.label, 220),
    Column("title", "纠纷", lambda row: row.title, 300),
    Column("place", "地点", lambda row: row.place, 170),
    Column("level", "等级", lambda row: row.level, 56),
    Column("step", "到哪一步", lambda row: row.node_title, 110),
    Column("due", "期限", deadline_words, 100, on=lambda row: row.due_on),
    Column("mediator", "调解员", lambda row: row.mediator, 90),
    Column("state", "状态", lambda row: STATES.get(row.state, row.state), 76),
    Column("parties", "当事人", lambda row: row.parties, 200, usual=False),
    Column("type", "纠纷类型", lambda row: row.dispute_type, 130, usual=False),
    Column("task", "到期要办的", lambda row: row.due_title, 150, usual=False),
    Column("receiver", "首接人", lambda row: row.first_receiver, 90, usual=False),
    Column("committee", "调委会", lambda row: row.committee, 200, usual=False),
    Column(
        "registered",
        "登记日期",
        lambda row: row.registered_on,
        110,
        usual=False,
        on=lambda row: row.registered_on,
    ),
    Column(
        "accepted", "受理日期", lambda row: row.accepted_on, 110, usual=False, on=lambda row: row.accepted_on
    ),
)
AT = {column.key: number for number, column in enumerate(COLUMNS)}
LABEL, TITLE, LEVEL, DEADLINE = AT["label"], AT["title"], AT["level"], AT["due"]
