"""Scans and photos of a case, a row each; a filed dossier can be locked, and is corrected by sheets of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the file from ``down_revision`` to ``revision``."""
    op.create_table(
        "material",
        sa.Column("slot", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.String(), nullable=True),
        sa.Column("added_by", sa.String(), nullable=True),
        sa.Column("held_by", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name="fk_material_case_id_case", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_material"),
    )
    op.create_index("ix_material_case_id", "material", ["case_id"])
    op.create_index("ix_material_sha256", "material", ["sha256"])
    op.add_column("dossier", sa.Column("locked_at", sa.String(), nullable=True))
    op.add_column("dossier", sa.Column("locked_by", sa.String(), nullable=True))
    op.create_table(
        "correction",
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("path", sa.String(), nullable=True),
        sa.Column("what", sa.String(), nullable=True),
        sa.Column("old", sa.String(), nullable=True),
        sa.Column("new", sa.String(), nullable=True),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name="fk_correction_case_id_case", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
    )
    op.create_index("ix_correction_case_id", "correction", ["case_id"])
