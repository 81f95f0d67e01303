"""What happened while mediating: investigation records, evidence, sessions, and the end without agreement."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from jxdesk.models.columns import Json
from jxdesk.models.tables import Base, CasePart


class Investigation(CasePart, Base):
    """人民调解调查记录."""

    __tablename__ = "investigation"

    seq: Mapped[int | None]
    start: Mapped[str | None]
    end: Mapped[str | None]
    place: Mapped[str | None]
    purpose: Mapped[str | None]
    investigators: Mapped[list[str] | None] = mapped_column(Json)
    respondent_name: Mapped[str | None]
    respondent_relation: Mapped[str | None]
    respondent_party_id: Mapped[str | None]
    others: Mapped[list[str] | None] = mapped_column(Json)
    recorder: Mapped[str | None]
    qa: Mapped[list[Any] | None] = mapped_column(Json)
    closing: Mapped[str | None]
    signatures: Mapped[list[str] | None] = mapped_column(Json)


class Evidence(CasePart, Base):
    """One line of the list of evidence (证据材料清单)."""

    __tablename__ = "evidence"

    no: Mapped[int | None]
    name: Mapped[str | None]
    pages: Mapped[int | None]
    provider: Mapped[str | None]
    proves: Mapped[str | None]
    form: Mapped[str | None]
    copy_checked: Mapped[bool | None]
    received_by: Mapped[str | None]
    received_on: Mapped[str | None]


class Mediation(CasePart, Base):
    """人民调解记录 of one session."""

    __tablename__ = "mediation"

    seq: Mapped[int | None]
    start: Mapped[str | None]
    end: Mapped[str | None]
    place: Mapped[str | None]
    attendees_parties: Mapped[list[str] | None] = mapped_column(Json)
    invited: Mapped[list[Any] | None] = mapped_column(Json)
    told_rights: Mapped[bool | None]
    recusal: Mapped[str | None]
    record: Mapped[list[str] | None] = mapped_column(Json)
    result: Mapped[str | None]
    signatures: Mapped[dict[str, Any] | None] = mapped_column(Json)
    date: Mapped[str | None]


class Termination(CasePart, Base):
    """终止调解 and the remedies that were told (人民调解法 art 26)."""

    __tablename__ = "termination"

    date: Mapped[str | None]
    reason: Mapped[str | None]
    remedies_told: Mapped[list[str] | None] = mapped_column(Json)
    escalated_to: Mapped[str | None]
