"""The agreement (调解协议), its clauses, and what came of it: performance, follow-up visits, the dossier."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from jxdesk.models.columns import Json, Yuan
from jxdesk.models.tables import Base, CasePart


class Agreement(CasePart, Base):
    """Written or oral agreement with its judicial confirmation (司法确认)."""

    __tablename__ = "agreement"

    form: Mapped[str | None]
    doc: Mapped[str | None]
    number: Mapped[str | None]
    facts: Mapped[str | None]
    responsibility: Mapped[str | None]
    performance: Mapped[str | None]
    amount_total: Mapped[Decimal | None] = mapped_column(Yuan)
    amount_note: Mapped[str | None]
    copies: Mapped[int | None]
    copies_to: Mapped[list[str] | None] = mapped_column(Json)
    agreed_date: Mapped[str | None]
    party_confirm_sign: Mapped[bool | None]
    party_sign_date: Mapped[str | None]
    mediator_sign_date: Mapped[str | None]
    seal_date: Mapped[str | None]
    effective_date: Mapped[str | None]
    signatures: Mapped[dict[str, Any] | None] = mapped_column(Json)
    judicial_confirmation_raw_30th_day: Mapped[str | None]
    judicial_confirmation_deadline: Mapped[str | None]
    judicial_confirmation_intention: Mapped[str | None]
    judicial_confirmation_can_apply: Mapped[bool | None]
    judicial_confirmation_not_confirmable_reason: Mapped[str | None]
    judicial_confirmation_applied_date: Mapped[str | None]
    judicial_confirmation_court: Mapped[str | None]
    judicial_confirmation_case_no: Mapped[str | None]
    judicial_confirmation_ruling_date: Mapped[str | None]
    judicial_confirmation_result: Mapped[str | None]
    judicial_confirmation_told_on: Mapped[str | None]


class Clause(CasePart, Base):
    """条款; its payments are one value, because they are agreed, changed and signed as one."""

    __tablename__ = "clause"

    no: Mapped[int | None]
    text: Mapped[str | None]
    obligor: Mapped[str | None]
    type: Mapped[str | None]
    due: Mapped[str | None]
    payments: Mapped[list[Any] | None] = mapped_column(Json)


class Performance(CasePart, Base):
    """One thing performed (履行)."""

    __tablename__ = "performance"

    date: Mapped[str | None]
    amount: Mapped[Decimal | None] = mapped_column(Yuan)
    proof: Mapped[str | None]
    pages: Mapped[int | None]
    method: Mapped[str | None]
    payer: Mapped[str | None]
    payee: Mapped[str | None]


class Visit(CasePart, Base):
    """人民调解回访记录."""

    __tablename__ = "visit"

    seq: Mapped[int | None]
    date: Mapped[str | None]
    visitor: Mapped[str | None]
    method: Mapped[str | None]
    visited: Mapped[list[str] | None] = mapped_column(Json)
    reason: Mapped[str | None]
    content: Mapped[str | None]
    satisfied: Mapped[bool | None]
    satisfaction: Mapped[int | None]


class Dossier(CasePart, Base):
    """卷宗 cover; ``catalog`` and ``total_pages`` describe old paper and are only kept."""

    __tablename__ = "dossier"

    name: Mapped[str | None]
    mediation_from: Mapped[str | None]
    mediation_to: Mapped[str | None]
    filed_by: Mapped[str | None]
    filed_date: Mapped[str | None]
    retention: Mapped[str | None]
    remark: Mapped[str | None]
    changes: Mapped[str | None]
    originals_at: Mapped[str | None]
    electronic: Mapped[str | None]
    note: Mapped[str | None]
    checked_by: Mapped[str | None]
    checked_date: Mapped[str | None]
    catalog: Mapped[list[Any] | None] = mapped_column(Json)
    total_pages: Mapped[int | None]
    locked_at: Mapped[str | None]
    locked_by: Mapped[str | None]
