"""What was printed (打印记录), and who read a paper aloud to whom before which witness (宣读、见证)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TEXT, _NUMBER, _YES = sa.String, sa.Integer, sa.Boolean
_TABLES: dict[str, dict[str, type[sa.types.TypeEngine[Any]]]] = {
    "printout": {
        "at": _TEXT, "by": _TEXT, "document": _TEXT, "ordinal": _NUMBER, "title": _TEXT, "copies": _NUMBER,
        "first": _NUMBER, "last": _NUMBER, "printer": _TEXT, "draft": _YES, "large": _YES, "sha256": _TEXT,
    },
    "reading": {
        "document": _TEXT, "turn": _NUMBER, "listener": _TEXT, "reader": _TEXT, "witness": _TEXT, "date": _TEXT,
    },
}  # fmt: skip


def upgrade() -> None:
    """Bring the file from ``down_revision`` to ``revision``."""
    for table, columns in _TABLES.items():
        op.create_table(
            table,
            *(sa.Column(name, kind(), nullable=True) for name, kind in columns.items()),
            sa.Column("id", sa.String(), nullable=False),
            sa.Column("case_id", sa.String(), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
            sa.Column("extra", sa.Text(), nullable=True),
            sa.ForeignKeyConstraint(
                ["case_id"], ["case.id"], name=f"fk_{table}_case_id_case", ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_case_id", table, ["case_id"])
