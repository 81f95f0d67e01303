"""The desk itself: who it is, which organisations and people it knows, and its number registers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from jxdesk.models.columns import Json
from jxdesk.models.tables import Base
from jxdesk.rules.ids import new_id


class DeskState(Base):
    """One row: identity in the conversation with the county (sync.md §2.4) and what the desk remembers.

    ``dev`` is this desk for good, ``epoch`` this file's life; ``ctr`` and ``h`` are the end of the chain
    and move in the same transaction as the change they belong to.
    """

    __tablename__ = "desk"
    __table_args__ = (CheckConstraint("id = 1", name="one_desk"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dev: Mapped[str]
    epoch: Mapped[str]
    ctr: Mapped[int] = mapped_column(default=0)
    h: Mapped[str]
    unit: Mapped[str | None]
    """Code of the township centre this desk belongs to; None until it was set up."""
    committee: Mapped[str | None]
    """Code of the committee new cases are hosted by."""
    at_desk: Mapped[str | None]
    """Staff id of the person at the desk now."""
    short_seq: Mapped[int] = mapped_column(default=0)
    """Counter behind the short ids of drafts."""
    hlc: Mapped[str | None]
    county: Mapped[str] = mapped_column(default="230521")
    county_url: Mapped[str | None]
    server_epoch: Mapped[str | None]
    cursor: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[str | None]
    synced_at: Mapped[str | None]
    paused: Mapped[str | None]
    """Why syncing waits for a person, e.g. after a restored backup; one Chinese sentence."""
    notice: Mapped[str | None]
    """One plain sentence to show once, e.g. after a new epoch."""
    font_size: Mapped[int] = mapped_column(default=12)
    prefs: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """How people like their screens (columns, order of a table): by page, lost without harm."""


class Organisation(Base):
    """A unit of the organisation tree: data of its own, not the division table (platform.md §6)."""

    __tablename__ = "organisation"

    code: Mapped[str] = mapped_column(primary_key=True)
    parent: Mapped[str | None] = mapped_column(index=True)
    kind: Mapped[str]
    """county, centre, committee, department."""
    name: Mapped[str]
    seal_name: Mapped[str | None]
    number_prefix: Mapped[str | None]
    division_code: Mapped[str | None]
    address: Mapped[str | None]
    phone: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    number_desk: Mapped[str | None]
    """``dev`` of the one desk that gives out this committee's numbers; None until one has begun."""


class Staff(Base):
    """A person who works at or for the desk: mediators, recorders, grid workers, invited people."""

    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    organisation: Mapped[str | None]
    roles: Mapped[list[str] | None] = mapped_column(Json)
    phone: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)


class NumberRegister(Base):
    """案号 register of one committee and year; it belongs to this desk, so it is allocated here."""

    __tablename__ = "number_register"

    committee: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    next_seq: Mapped[int]
    template: Mapped[str | None]


class NumberEntry(Base):
    """One number ever given out; a void one keeps its reason and is never given out again."""

    __tablename__ = "number_entry"

    committee: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    case_id: Mapped[str | None] = mapped_column(ForeignKey("case.id", ondelete="SET NULL"))
    void_reason: Mapped[str | None]
    allocated_at: Mapped[str | None]
