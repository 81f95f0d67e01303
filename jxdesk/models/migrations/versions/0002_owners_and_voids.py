"""A register names the desk it belongs to, a case can be voided with a reason, and screens are remembered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the file from ``down_revision`` to ``revision``."""
    op.add_column("case", sa.Column("void_reason", sa.String(), nullable=True))
    op.add_column("organisation", sa.Column("number_desk", sa.String(), nullable=True))
    op.add_column("desk", sa.Column("prefs", sa.Text(), nullable=True))
    # Numbers given out before this step were given out here, by this desk.
    op.execute(
        "UPDATE organisation SET number_desk = (SELECT dev FROM desk)"
        " WHERE code IN (SELECT committee FROM number_entry WHERE allocated_at IS NOT NULL)"
    )
