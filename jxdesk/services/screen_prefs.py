"""How people like their screens (columns of a table, its last filter), by page, in the desk's own file.

A practice desk has a file of its own and so its own habits. Nothing here is case data: it is not recorded, not
sent, and whatever cannot be read is as if it had never been said.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jxdesk.models.database import Database


class ScreenPrefs:
    """Reads and writes ``desk.prefs``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, page: str) -> dict[str, Any]:
        """What ``page`` remembered last; empty when it never did."""
        with self._database.plain() as ask:
            row = ask.row("SELECT prefs FROM desk WHERE id = 1")
        try:
            kept = json.loads(row["prefs"]).get(page) if row is not None and row["prefs"] else None
        except (ValueError, AttributeError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def remember(self, page: str, likes: dict[str, Any]) -> None:
        """Keep ``likes`` (plain JSON) for ``page`` until it says otherwise."""
        from jxdesk.models import DeskState  # noqa: PLC0415 - longer than the first paint, which needs only the reading

        with self._database.transaction() as session:
            desk = session.get_one(DeskState, 1)
            before = desk.prefs if isinstance(desk.prefs, dict) else {}
            desk.prefs = {**before, page: likes}
