"""The change log: timeline, audit log and outbox in one, and what the county has said to it.

The hashed columns of a ``change`` are written once, in the transaction of the change they record, and
never altered. How far it has travelled (``state`` and what follows) lies outside the hash (sync.md §2.4).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from jxdesk.models.columns import Json
from jxdesk.models.tables import Base
from jxdesk.rules.ids import new_id


class Change(Base):
    """One field-level change of one row, our own or pulled. ``n`` is its place in this file.

    ``state``: new, sent, applied, merged, duplicate, conflict, held, rejected, pulled. Rows stay after the
    county has acknowledged them: a county restored from a backup asks for them again.
    """

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("dev", "epoch", "ctr", name="uq_change_dev_epoch_ctr"),
        # The status bar asks for the unsettled after every save; a full index would grow for ever.
        Index(
            "ix_change_unsettled",
            "state",
            sqlite_where=text("state IN ('new','sent','conflict','held','rejected')"),
        ),
    )

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    change_id: Mapped[str] = mapped_column(unique=True)
    dev: Mapped[str]
    epoch: Mapped[str]
    ctr: Mapped[int]
    salt: Mapped[str | None]
    digest: Mapped[str]
    h: Mapped[str]
    case_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    rid: Mapped[str] = mapped_column(index=True)
    op: Mapped[str]
    fields: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """None only after erasure."""
    base: Mapped[dict[str, int]] = mapped_column(Json)
    hlc: Mapped[str]
    user: Mapped[str]
    at: Mapped[str]
    schema: Mapped[int]
    state: Mapped[str] = mapped_column(default="new")
    batch_id: Mapped[str | None]
    seq: Mapped[int | None]
    reason: Mapped[str | None]
    told: Mapped[list[Any] | None] = mapped_column(Json)
    settled_at: Mapped[str | None]


class SyncBase(Base):
    """What the county last confirmed of one row, with the ``seq`` of each field. Only sync writes it."""

    __tablename__ = "sync_base"

    kind: Mapped[str] = mapped_column(primary_key=True)
    rid: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str]
    vals: Mapped[dict[str, Any]] = mapped_column(Json)
    seqs: Mapped[dict[str, int]] = mapped_column(Json)
    void: Mapped[bool] = mapped_column(default=False)


CLASH = "number_clash"
"""``Conflict.field`` of two cases that bear one number: ``rid`` is one, ``ours`` the other. No column is called so."""


class Conflict(Base):
    """收件: one field with two values; a person decides, and the decision is itself a change."""

    __tablename__ = "conflict"

    conflict_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    rid: Mapped[str]
    field: Mapped[str]
    ours: Mapped[Any | None] = mapped_column(Json)
    theirs: Mapped[Any | None] = mapped_column(Json)
    our_change: Mapped[str | None]
    their_user: Mapped[str | None]
    their_at: Mapped[str | None]
    seq: Mapped[int | None]
    reason: Mapped[str | None]
    found_at: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    resolved_by: Mapped[str | None]
