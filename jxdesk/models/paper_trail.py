"""What became of paper on the table: what was printed (打印记录), and who read it aloud to whom (宣读、见证)."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from jxdesk.models.tables import Base, CasePart


class Printout(CasePart, Base):
    """One paper handed to a printer. Appended to and never changed, so two desks' rows never contradict."""

    __tablename__ = "printout"

    at: Mapped[str | None]
    by: Mapped[str | None]
    document: Mapped[str | None]
    ordinal: Mapped[int | None]
    title: Mapped[str | None]
    copies: Mapped[int | None]
    first: Mapped[int | None]
    last: Mapped[int | None]
    printer: Mapped[str | None]
    draft: Mapped[bool | None]
    large: Mapped[bool | None]
    sha256: Mapped[str | None]


class Reading(CasePart, Base):
    """One paper read aloud to somebody who cannot read it, before a witness."""

    __tablename__ = "reading"

    document: Mapped[str | None]
    turn: Mapped[int | None]
    listener: Mapped[str | None]
    reader: Mapped[str | None]
    witness: Mapped[str | None]
    date: Mapped[str | None]
