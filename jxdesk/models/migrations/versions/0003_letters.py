"""Letters around a case (调解通知、延期、移送、送达、督促) have rows of their own; notices note their day and number."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TEXT = {
    "case": (
        "source_transfer_received", "source_feedback_due", "source_feedback_date", "source_feedback_note",
    ),
    "acceptance": ("notice_date", "notice_number"),
    "refusal": ("number",),
    "rights_notice": ("recusal_by", "recusal_of", "recusal_on"),
    "agreement": ("judicial_confirmation_told_on",),
    "performance": ("method", "payer", "payee"),
}  # fmt: skip


def upgrade() -> None:
    """Bring the file from ``down_revision`` to ``revision``."""
    for table, columns in _TEXT.items():
        for column in columns:
            op.add_column(table, sa.Column(column, sa.String(), nullable=True))
    _part(
        "appointment",
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("recipients", sa.Text(), nullable=True),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("bring", sa.Text(), nullable=True),
    )
    _part(
        "extension",
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("agreed_by", sa.Text(), nullable=True),
    )
    _part(
        "transfer",
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("consent", sa.Boolean(), nullable=True),
        sa.Column("attachments", sa.Text(), nullable=True),
        sa.Column("reply_by", sa.String(), nullable=True),
        sa.Column("replied_on", sa.String(), nullable=True),
        sa.Column("reply", sa.String(), nullable=True),
    )
    _part(
        "delivery",
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("recipient", sa.String(), nullable=True),
        sa.Column("method", sa.String(), nullable=True),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("received_by", sa.String(), nullable=True),
        sa.Column("relation", sa.String(), nullable=True),
        sa.Column("refused", sa.String(), nullable=True),
        sa.Column("witnesses", sa.Text(), nullable=True),
        sa.Column("server", sa.String(), nullable=True),
    )
    _part(
        "reminder",
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("debtor", sa.String(), nullable=True),
        sa.Column("matter", sa.String(), nullable=True),
        sa.Column("do_by", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
    )


def _part(name: str, *columns: sa.Column[object]) -> None:
    """A table of parts of a case, with what all of them share."""
    op.create_table(
        name,
        *columns,
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f(f"fk_{name}_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_case_id"), name, ["case_id"], unique=False)
