"""更正单: one field of a locked dossier that was changed, by whom, when and why."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from jxdesk.models.tables import Base, CasePart


class Correction(CasePart, Base):
    """One correction. ``what`` is the field in words as it was called that day, ``path`` the field itself."""

    __tablename__ = "correction"

    at: Mapped[str | None]
    by: Mapped[str | None]
    path: Mapped[str | None]
    what: Mapped[str | None]
    old: Mapped[str | None]
    new: Mapped[str | None]
    why: Mapped[str | None]
