"""What the list of evidence and the note on the dossier (卷宗情况说明) ask: form, receipt, changes, the checker."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_COLUMNS = {
    "evidence": ("form", "received_by", "received_on"),
    "dossier": ("changes", "originals_at", "electronic", "note", "checked_by", "checked_date"),
}


def upgrade() -> None:
    """Bring the file from ``down_revision`` to ``revision``."""
    for table, names in _COLUMNS.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.String(), nullable=True))
