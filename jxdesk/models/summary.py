"""What lists and search show of a case: one derived row, rewritten with the case it speaks of.

Nothing here is a fact of its own: ``services/summaries.py`` can make it all again from the case tables.
It exists so that the workbench and a search stay a keystroke long with 100,000 cases.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from jxdesk.models.tables import Base


class Summary(Base):
    """One line of the case table. ``n`` is also the row id of the search index."""

    __tablename__ = "summary"
    __table_args__ = (
        Index("ix_summary_due", "state", "due_on"),
        Index("ix_summary_state_registered", "state", "registered_on"),
    )

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), unique=True)
    label: Mapped[str]
    title: Mapped[str]
    parties: Mapped[str]
    dispute_type: Mapped[str | None]
    place: Mapped[str | None]
    committee: Mapped[str | None]
    mediator: Mapped[str | None]
    first_receiver: Mapped[str | None]
    level: Mapped[str | None]
    mode: Mapped[str | None]
    state: Mapped[str]
    """draft, open, closed, refused, void."""
    node: Mapped[str | None]
    node_title: Mapped[str | None]
    registered_on: Mapped[str | None]
    accepted_on: Mapped[str | None]
    due_on: Mapped[str | None]
    due_title: Mapped[str | None]
    changed_at: Mapped[str]


# Pairs of characters and word tails as tokens (services/search.py says why); the index holds no text itself.
SEARCH_TABLE = (
    "CREATE VIRTUAL TABLE case_search USING fts5("
    "words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')"
)
