"""What every table of the desk's file shares: the declarative root, ids, and the mark of case data."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from jxdesk.models.columns import Json
from jxdesk.rules.ids import new_id

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Base(DeclarativeBase):
    """Root of all tables."""

    metadata = metadata


class Tracked:
    """Case data: every write of such a row is recorded, field by field, in the same transaction."""

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)


class CasePart(Tracked):
    """A row that belongs to one case. ``position`` keeps the order in which people put things."""

    case_id: Mapped[str] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    extra: Mapped[dict[str, Any] | None] = mapped_column(Json)
