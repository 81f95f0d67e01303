"""The county's tables, the same on SQLite and PostgreSQL; ``county`` is the first column of every key.

That order is what lets one installation hold many counties, and a sharded PostgreSQL hold them on
different machines, without touching the code (sync.md §2.12). Bodies are JSON *text*: a jsonb column
would refuse a character the pasteboard of a township PC does contain (NUL) and would rewrite numbers.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, MetaData, Table, Text, UniqueConstraint

metadata = MetaData()

VERSION = 1
"""Version of these tables; a program refuses a database from a newer one."""


def _text(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=null)


def _number(name: str, *, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, primary_key=key, nullable=null, autoincrement=False)


layout = Table("layout", metadata, _number("version", key=True))
"""One row: the version of the tables."""

county = Table(
    "county",
    metadata,
    _text("county", key=True),
    _number("n"),
    _number("arrivals"),
    _text("server_epoch"),
)
"""The counter row. Locking it orders the county's transactions, so commit order is number order."""

life = Table("life", metadata, _text("county", key=True), _text("server_epoch", key=True), _number("upto"))
"""Earlier lives of this database and the number up to which each agrees with the present one."""

batch = Table(
    "batch",
    metadata,
    _text("county", key=True),
    _text("batch_id", key=True),
    _text("sha256"),
    _text("dev"),
    _text("epoch"),
    _number("ctr_from"),
    _number("ctr_to"),
    _text("arrived_at"),
)

head = Table(
    "head",
    metadata,
    _text("county", key=True),
    _text("dev", key=True),
    _text("epoch", key=True),
    _number("ctr"),
    _text("h"),
)
"""The end of every chain."""

change = Table(
    "change",
    metadata,
    _text("county", key=True),
    _text("dev", key=True),
    _text("epoch", key=True),
    _number("ctr", key=True),
    _number("arrival"),
    _number("seq", null=True),
    _number("upto", null=True),
    Column("late", Boolean, nullable=False),
    _text("unit"),
    _text("sender"),
    _text("change_id"),
    _text("case_id"),
    _text("kind"),
    _text("rid"),
    _text("digest"),
    _text("h"),
    _text("line"),
    _text("state"),
    _text("reason"),
    _text("took", null=True),
    _text("clashes", null=True),
    _text("author"),
    _text("at"),
    _text("arrived_at"),
    UniqueConstraint("county", "change_id"),
    UniqueConstraint("county", "seq"),
    Index("ix_change_unit", "county", "unit", "seq"),
    Index("ix_change_case", "county", "case_id", "arrival"),
)
"""The log. ``seq`` is given when a change becomes visible to others, ``upto`` is the last one of its
transaction, ``late`` marks what was settled after its own push (released or retried)."""

aside = Table(
    "aside",
    metadata,
    _text("county", key=True),
    _text("dev", key=True),
    _text("epoch", key=True),
    _number("ctr", key=True),
    _text("change_id"),
    _text("digest"),
    _text("h"),
    _text("line"),
    _text("state"),
    _text("reason"),
    Index("ix_aside_change", "county", "change_id"),
)
"""Places in a chain whose change is not a row of its own: sent again in a new epoch, or without usable id."""

record = Table(
    "record",
    metadata,
    _text("county", key=True),
    _text("rid", key=True),
    _text("kind", key=True),
    _text("case_id"),
    _text("cells"),
)
"""The present state of every row, field by field with the number that set it."""

custody = Table("custody", metadata, _text("county", key=True), _text("case_id", key=True), _text("unit"))
"""Which unit a case belongs to: the one that opened it."""

blocked = Table(
    "blocked",
    metadata,
    _text("county", key=True),
    _text("dev", key=True),
    _text("case_id", key=True),
    _text("change_id"),
)
"""Cases in which a device's refused change holds what the device sent after it."""

conflict = Table(
    "conflict",
    metadata,
    _text("county", key=True),
    _text("rid", key=True),
    _text("kind", key=True),
    _text("field", key=True),
    _text("change_id", key=True),
    _text("case_id"),
    _number("seq"),
    _number("closed_by", null=True),
)
"""Open questions: ``change_id`` and the change numbered ``seq`` gave ``field`` different values."""
