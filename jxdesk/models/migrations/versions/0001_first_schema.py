"""First schema: generated from the tables, then frozen; later steps are written by hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:  # noqa: PLR0915 - one statement a table, generated
    """Bring the file from ``down_revision`` to ``revision``."""
    op.create_table(
        "case",
        sa.Column("case_key", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("number_scheme", sa.String(), nullable=True),
        sa.Column("number_prefix", sa.String(), nullable=True),
        sa.Column("number_year", sa.Integer(), nullable=True),
        sa.Column("number_seq", sa.Integer(), nullable=True),
        sa.Column("number_text", sa.String(), nullable=True),
        sa.Column("dispute_type", sa.String(), nullable=True),
        sa.Column("dispute_subtype", sa.String(), nullable=True),
        sa.Column("source_form_option", sa.String(), nullable=True),
        sa.Column("source_stat_option", sa.String(), nullable=True),
        sa.Column("source_transfer_org", sa.String(), nullable=True),
        sa.Column("source_transfer_doc", sa.String(), nullable=True),
        sa.Column("source_transfer_date", sa.String(), nullable=True),
        sa.Column("source_received_via", sa.String(), nullable=True),
        sa.Column("difficulty", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("public_hearing", sa.String(), nullable=True),
        sa.Column("committee_org", sa.String(), nullable=True),
        sa.Column("committee_name", sa.String(), nullable=True),
        sa.Column("committee_seal", sa.String(), nullable=True),
        sa.Column("committee_place", sa.String(), nullable=True),
        sa.Column("mediators", sa.Text(), nullable=True),
        sa.Column("recorder", sa.String(), nullable=True),
        sa.Column("registrar", sa.String(), nullable=True),
        sa.Column("intake_short_id", sa.String(), nullable=True),
        sa.Column("intake_registered_at", sa.String(), nullable=True),
        sa.Column("intake_service_line", sa.String(), nullable=True),
        sa.Column("intake_mediation_kind", sa.String(), nullable=True),
        sa.Column("intake_first_receiver", sa.String(), nullable=True),
        sa.Column("intake_first_unit", sa.String(), nullable=True),
        sa.Column("intake_division_code", sa.String(), nullable=True),
        sa.Column("intake_place", sa.String(), nullable=True),
        sa.Column("intake_occurred_on", sa.String(), nullable=True),
        sa.Column("intake_people_count", sa.Integer(), nullable=True),
        sa.Column("intake_brief", sa.String(), nullable=True),
        sa.Column("intake_requests", sa.Text(), nullable=True),
        sa.Column("intake_risk_answers", sa.Text(), nullable=True),
        sa.Column("intake_response_level", sa.String(), nullable=True),
        sa.Column("intake_level_reason", sa.String(), nullable=True),
        sa.Column("intake_assigned_to", sa.String(), nullable=True),
        sa.Column("statistics", sa.Text(), nullable=True),
        sa.Column("law_refs", sa.Text(), nullable=True),
        sa.Column("security_case_number", sa.String(), nullable=True),
        sa.Column("security_case_station", sa.String(), nullable=True),
        sa.Column("security_case_performed", sa.Boolean(), nullable=True),
        sa.Column("security_case_applied_on", sa.String(), nullable=True),
        sa.Column("security_case_accepted", sa.Boolean(), nullable=True),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.Column("flow_version", sa.String(), nullable=True),
        sa.Column("done_nodes", sa.Text(), nullable=True),
        sa.Column("questions", sa.Text(), nullable=True),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
    )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_intake_short_id"), ["intake_short_id"], unique=False)
        batch_op.create_index("ix_case_number", ["committee_org", "number_text"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_number_text"), ["number_text"], unique=False)

    op.create_table(
        "change",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("change_id", sa.String(), nullable=False),
        sa.Column("dev", sa.String(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("ctr", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("h", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rid", sa.String(), nullable=False),
        sa.Column("op", sa.String(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=True),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("hlc", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("batch_id", sa.String(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("settled_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_change")),
        sa.UniqueConstraint("change_id", name=op.f("uq_change_change_id")),
        sa.UniqueConstraint("dev", "epoch", "ctr", name="uq_change_dev_epoch_ctr"),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_rid"), ["rid"], unique=False)
        batch_op.create_index(
            "ix_change_unsettled",
            ["state"],
            unique=False,
            sqlite_where=sa.text("state IN ('new','sent','conflict','held','rejected')"),
        )

    op.create_table(
        "conflict",
        sa.Column("conflict_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rid", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("ours", sa.Text(), nullable=True),
        sa.Column("theirs", sa.Text(), nullable=True),
        sa.Column("our_change", sa.String(), nullable=True),
        sa.Column("their_user", sa.String(), nullable=True),
        sa.Column("their_at", sa.String(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("found_at", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("resolved_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("conflict_id", name=op.f("pk_conflict")),
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_case_id"), ["case_id"], unique=False)

    op.create_table(
        "desk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dev", sa.String(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("ctr", sa.Integer(), nullable=False),
        sa.Column("h", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("committee", sa.String(), nullable=True),
        sa.Column("at_desk", sa.String(), nullable=True),
        sa.Column("short_seq", sa.Integer(), nullable=False),
        sa.Column("hlc", sa.String(), nullable=True),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("county_url", sa.String(), nullable=True),
        sa.Column("server_epoch", sa.String(), nullable=True),
        sa.Column("cursor", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.String(), nullable=True),
        sa.Column("synced_at", sa.String(), nullable=True),
        sa.Column("paused", sa.String(), nullable=True),
        sa.Column("notice", sa.String(), nullable=True),
        sa.Column("font_size", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name="one_desk"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk")),
    )
    op.create_table(
        "number_register",
        sa.Column("committee", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("next_seq", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("committee", "year", name=op.f("pk_number_register")),
    )
    op.create_table(
        "organisation",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("seal_name", sa.String(), nullable=True),
        sa.Column("number_prefix", sa.String(), nullable=True),
        sa.Column("division_code", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_organisation")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_parent"), ["parent"], unique=False)

    op.create_table(
        "staff",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("roles", sa.Text(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
    )
    op.create_table(
        "sync_base",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rid", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("vals", sa.Text(), nullable=False),
        sa.Column("seqs", sa.Text(), nullable=False),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "rid", name=op.f("pk_sync_base")),
    )
    op.create_table(
        "acceptance",
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("trigger", sa.String(), nullable=True),
        sa.Column("consent_of_all", sa.Boolean(), nullable=True),
        sa.Column("consent_date", sa.String(), nullable=True),
        sa.Column("party_signatures", sa.Text(), nullable=True),
        sa.Column("registrar", sa.String(), nullable=True),
        sa.Column("seal_date", sa.String(), nullable=True),
        sa.Column("brief", sa.String(), nullable=True),
        sa.Column("remark", sa.String(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_acceptance_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptance")),
    )
    with op.batch_alter_table("acceptance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acceptance_case_id"), ["case_id"], unique=False)

    op.create_table(
        "agent",
        sa.Column("agent_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("id_no", sa.String(), nullable=True),
        sa.Column("work_unit", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("relation", sa.String(), nullable=True),
        sa.Column("authority", sa.String(), nullable=True),
        sa.Column("powers", sa.Text(), nullable=True),
        sa.Column("valid_to", sa.String(), nullable=True),
        sa.Column("proxy_date", sa.String(), nullable=True),
        sa.Column("proxy_pages", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_agent_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent")),
    )
    with op.batch_alter_table("agent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agent_case_id"), ["case_id"], unique=False)

    op.create_table(
        "agreement",
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("doc", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("facts", sa.String(), nullable=True),
        sa.Column("responsibility", sa.String(), nullable=True),
        sa.Column("performance", sa.String(), nullable=True),
        sa.Column("amount_total", sa.Integer(), nullable=True),
        sa.Column("amount_note", sa.String(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("copies_to", sa.Text(), nullable=True),
        sa.Column("agreed_date", sa.String(), nullable=True),
        sa.Column("party_confirm_sign", sa.Boolean(), nullable=True),
        sa.Column("party_sign_date", sa.String(), nullable=True),
        sa.Column("mediator_sign_date", sa.String(), nullable=True),
        sa.Column("seal_date", sa.String(), nullable=True),
        sa.Column("effective_date", sa.String(), nullable=True),
        sa.Column("signatures", sa.Text(), nullable=True),
        sa.Column("judicial_confirmation_raw_30th_day", sa.String(), nullable=True),
        sa.Column("judicial_confirmation_deadline", sa.String(), nullable=True),
        sa.Column("judicial_confirmation_intention", sa.String(), nullable=True),
        sa.Column("judicial_confirmation_can_apply", sa.Boolean(), nullable=True),
        sa.Column("judicial_confirmation_not_confirmable_reason", sa.String(), nullable=True),
        sa.Column("judicial_confirmation_applied_date", sa.String(), nullable=True),
        sa.Column("judicial_confirmation_court", sa.String(), nullable=True),
        sa.Column("judicial_confirmation_case_no", sa.String(), nullable=True),
        sa.Column("judicial_confirmation_ruling_date", sa.String(), nullable=True),
        sa.Column("judicial_confirmation_result", sa.String(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_agreement_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_case_id"), ["case_id"], unique=False)

    op.create_table(
        "application",
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("brief", sa.String(), nullable=True),
        sa.Column("requests", sa.Text(), nullable=True),
        sa.Column("sign", sa.Text(), nullable=True),
        sa.Column("informed", sa.Boolean(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_application_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_case_id"), ["case_id"], unique=False)

    op.create_table(
        "clause",
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("obligor", sa.String(), nullable=True),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("payments", sa.Text(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_clause_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
    )
    with op.batch_alter_table("clause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clause_case_id"), ["case_id"], unique=False)

    op.create_table(
        "dossier",
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("mediation_from", sa.String(), nullable=True),
        sa.Column("mediation_to", sa.String(), nullable=True),
        sa.Column("filed_by", sa.String(), nullable=True),
        sa.Column("filed_date", sa.String(), nullable=True),
        sa.Column("retention", sa.String(), nullable=True),
        sa.Column("remark", sa.String(), nullable=True),
        sa.Column("catalog", sa.Text(), nullable=True),
        sa.Column("total_pages", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_dossier_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
    )
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_case_id"), ["case_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("provider", sa.String(), nullable=True),
        sa.Column("proves", sa.String(), nullable=True),
        sa.Column("copy_checked", sa.Boolean(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_evidence_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_case_id"), ["case_id"], unique=False)

    op.create_table(
        "investigation",
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("start", sa.String(), nullable=True),
        sa.Column("end", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("investigators", sa.Text(), nullable=True),
        sa.Column("respondent_name", sa.String(), nullable=True),
        sa.Column("respondent_relation", sa.String(), nullable=True),
        sa.Column("respondent_party_id", sa.String(), nullable=True),
        sa.Column("others", sa.Text(), nullable=True),
        sa.Column("recorder", sa.String(), nullable=True),
        sa.Column("qa", sa.Text(), nullable=True),
        sa.Column("closing", sa.String(), nullable=True),
        sa.Column("signatures", sa.Text(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_investigation_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_investigation")),
    )
    with op.batch_alter_table("investigation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_investigation_case_id"), ["case_id"], unique=False)

    op.create_table(
        "mediation",
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("start", sa.String(), nullable=True),
        sa.Column("end", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("attendees_parties", sa.Text(), nullable=True),
        sa.Column("invited", sa.Text(), nullable=True),
        sa.Column("told_rights", sa.Boolean(), nullable=True),
        sa.Column("recusal", sa.String(), nullable=True),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("signatures", sa.Text(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_mediation_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation")),
    )
    with op.batch_alter_table("mediation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mediation_case_id"), ["case_id"], unique=False)

    op.create_table(
        "number_entry",
        sa.Column("committee", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=True),
        sa.Column("allocated_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_number_entry_case_id_case"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("committee", "year", "seq", name=op.f("pk_number_entry")),
    )
    op.create_table(
        "party",
        sa.Column("party_id", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("nation", sa.String(), nullable=True),
        sa.Column("birth_date", sa.String(), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("id_type", sa.String(), nullable=True),
        sa.Column("id_no", sa.String(), nullable=True),
        sa.Column("occupation", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("capacity", sa.String(), nullable=True),
        sa.Column("guardian_name", sa.String(), nullable=True),
        sa.Column("guardian_sex", sa.String(), nullable=True),
        sa.Column("guardian_id_no", sa.String(), nullable=True),
        sa.Column("guardian_relation", sa.String(), nullable=True),
        sa.Column("guardian_phone", sa.String(), nullable=True),
        sa.Column("guardian_address", sa.String(), nullable=True),
        sa.Column("agent_id", sa.String(), nullable=True),
        sa.Column("sign_mode", sa.String(), nullable=True),
        sa.Column("representative", sa.Boolean(), nullable=True),
        sa.Column("literate", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("uscc", sa.String(), nullable=True),
        sa.Column("legal_rep", sa.String(), nullable=True),
        sa.Column("legal_rep_title", sa.String(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_party_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_party_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_party_id_no"), ["id_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_party_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_party_phone"), ["phone"], unique=False)

    op.create_table(
        "performance",
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("proof", sa.String(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_performance_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performance")),
    )
    with op.batch_alter_table("performance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_performance_case_id"), ["case_id"], unique=False)

    op.create_table(
        "refusal",
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.Column("referred_to", sa.String(), nullable=True),
        sa.Column("remedies_told", sa.Text(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_refusal_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
    )
    with op.batch_alter_table("refusal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_refusal_case_id"), ["case_id"], unique=False)

    op.create_table(
        "rights_notice",
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("items", sa.Text(), nullable=True),
        sa.Column("recipients", sa.Text(), nullable=True),
        sa.Column("pi_consent", sa.Text(), nullable=True),
        sa.Column("recusal_requested", sa.Boolean(), nullable=True),
        sa.Column("recusal_reason", sa.String(), nullable=True),
        sa.Column("replaced_by", sa.String(), nullable=True),
        sa.Column("replaced_on", sa.String(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_rights_notice_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_notice")),
    )
    with op.batch_alter_table("rights_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rights_notice_case_id"), ["case_id"], unique=False)

    op.create_table(
        "screening",
        sa.Column("exclusive_authority", sa.Boolean(), nullable=True),
        sa.Column("already_handled", sa.Boolean(), nullable=True),
        sa.Column("civil_dispute", sa.Boolean(), nullable=True),
        sa.Column("jurisdiction", sa.String(), nullable=True),
        sa.Column("crime_suspected", sa.Boolean(), nullable=True),
        sa.Column("domestic_violence_suspected", sa.Boolean(), nullable=True),
        sa.Column("minor_involved", sa.Boolean(), nullable=True),
        sa.Column("minor_harm_suspected", sa.Boolean(), nullable=True),
        sa.Column("no_capacity_party", sa.Boolean(), nullable=True),
        sa.Column("elder_abuse_suspected", sa.Boolean(), nullable=True),
        sa.Column("victim_informed", sa.Boolean(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("reports", sa.Text(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_screening_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening")),
    )
    with op.batch_alter_table("screening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_screening_case_id"), ["case_id"], unique=False)

    op.create_table(
        "summary",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("parties", sa.String(), nullable=False),
        sa.Column("dispute_type", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("committee", sa.String(), nullable=True),
        sa.Column("mediator", sa.String(), nullable=True),
        sa.Column("first_receiver", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("node", sa.String(), nullable=True),
        sa.Column("node_title", sa.String(), nullable=True),
        sa.Column("registered_on", sa.String(), nullable=True),
        sa.Column("accepted_on", sa.String(), nullable=True),
        sa.Column("due_on", sa.String(), nullable=True),
        sa.Column("due_title", sa.String(), nullable=True),
        sa.Column("changed_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_summary_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_summary")),
        sa.UniqueConstraint("case_id", name=op.f("uq_summary_case_id")),
    )
    with op.batch_alter_table("summary", schema=None) as batch_op:
        batch_op.create_index("ix_summary_due", ["state", "due_on"], unique=False)
        batch_op.create_index("ix_summary_state_registered", ["state", "registered_on"], unique=False)

    op.create_table(
        "termination",
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("remedies_told", sa.Text(), nullable=True),
        sa.Column("escalated_to", sa.String(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_termination_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_termination")),
    )
    with op.batch_alter_table("termination", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_termination_case_id"), ["case_id"], unique=False)

    op.create_table(
        "visit",
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("visitor", sa.String(), nullable=True),
        sa.Column("method", sa.String(), nullable=True),
        sa.Column("visited", sa.Text(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("content", sa.String(), nullable=True),
        sa.Column("satisfied", sa.Boolean(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_visit_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_case_id"), ["case_id"], unique=False)
    # FTS5 tables are not known to Alembic.
    op.execute(
        "CREATE VIRTUAL TABLE case_search USING fts5("
        "words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')"
    )
