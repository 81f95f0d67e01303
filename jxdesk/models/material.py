"""材料: what came in as a scan, a photo or a PDF. The row describes; the content is a blob named ``sha256``."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from jxdesk.models.tables import Base, CasePart


class Material(CasePart, Base):
    """One scan in its slot of the dossier (放在哪一件). ``held_by`` is the desk whose folder has the file."""

    __tablename__ = "material"

    slot: Mapped[str | None]
    title: Mapped[str | None]
    sha256: Mapped[str | None] = mapped_column(index=True)
    size: Mapped[int | None]
    media_type: Mapped[str | None]
    pages: Mapped[int | None]
    taken_at: Mapped[str | None]
    added_by: Mapped[str | None]
    held_by: Mapped[str | None]
