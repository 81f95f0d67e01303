"""The case (纠纷案件) itself: one row with its number, source, committee and intake.

Names follow ``jxdesk.case/1``; a group of the file (``source``, ``intake`` …) is a prefix here.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from jxdesk.models.columns import Json
from jxdesk.models.tables import Base, Tracked

Words = list[str]


class Case(Tracked, Base):
    """One dispute from the first sentence to the archive."""

    __tablename__ = "case"
    __table_args__ = (Index("ix_case_number", "committee_org", "number_text"),)

    case_key: Mapped[str | None]
    title: Mapped[str | None]
    number_scheme: Mapped[str | None]
    number_prefix: Mapped[str | None]
    number_year: Mapped[int | None]
    number_seq: Mapped[int | None]
    number_text: Mapped[str | None] = mapped_column(index=True)
    dispute_type: Mapped[str | None]
    dispute_subtype: Mapped[str | None]
    source_form_option: Mapped[str | None]
    source_stat_option: Mapped[str | None]
    source_transfer_org: Mapped[str | None]
    source_transfer_doc: Mapped[str | None]
    source_transfer_date: Mapped[str | None]
    source_transfer_received: Mapped[str | None]
    source_feedback_due: Mapped[str | None]
    source_feedback_date: Mapped[str | None]
    source_feedback_note: Mapped[str | None]
    source_received_via: Mapped[str | None]
    difficulty: Mapped[str | None]
    mode: Mapped[str | None]
    public_hearing: Mapped[str | None]
    committee_org: Mapped[str | None]
    committee_name: Mapped[str | None]
    committee_seal: Mapped[str | None]
    committee_place: Mapped[str | None]
    mediators: Mapped[list[Any] | None] = mapped_column(Json)
    recorder: Mapped[str | None]
    registrar: Mapped[str | None]
    intake_short_id: Mapped[str | None] = mapped_column(index=True)
    intake_registered_at: Mapped[str | None]
    intake_service_line: Mapped[str | None]
    intake_mediation_kind: Mapped[str | None]
    intake_first_receiver: Mapped[str | None]
    intake_first_unit: Mapped[str | None]
    intake_division_code: Mapped[str | None]
    intake_place: Mapped[str | None]
    intake_occurred_on: Mapped[str | None]
    intake_people_count: Mapped[int | None]
    intake_brief: Mapped[str | None]
    intake_requests: Mapped[Words | None] = mapped_column(Json)
    intake_risk_answers: Mapped[Words | None] = mapped_column(Json)
    intake_response_level: Mapped[str | None]
    intake_level_reason: Mapped[str | None]
    intake_assigned_to: Mapped[str | None]
    statistics: Mapped[dict[str, Any] | None] = mapped_column(Json)
    law_refs: Mapped[Words | None] = mapped_column(Json)
    security_case_number: Mapped[str | None]
    security_case_station: Mapped[str | None]
    security_case_performed: Mapped[bool | None]
    security_case_applied_on: Mapped[str | None]
    security_case_accepted: Mapped[bool | None]
    supersedes: Mapped[str | None]
    flow_version: Mapped[str | None]
    done_nodes: Mapped[Words | None] = mapped_column(Json)
    questions: Mapped[Words | None] = mapped_column(Json)
    void_reason: Mapped[str | None]
    extra: Mapped[dict[str, Any] | None] = mapped_column(Json)
