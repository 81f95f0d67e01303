"""From asking to accepting: screening, application, acceptance or refusal, and the notice of rights."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from jxdesk.models.columns import Json
from jxdesk.models.tables import Base, CasePart


class Screening(CasePart, Base):
    """受理审查; NULL means not asked."""

    __tablename__ = "screening"

    exclusive_authority: Mapped[bool | None]
    already_handled: Mapped[bool | None]
    civil_dispute: Mapped[bool | None]
    jurisdiction: Mapped[str | None]
    crime_suspected: Mapped[bool | None]
    domestic_violence_suspected: Mapped[bool | None]
    minor_involved: Mapped[bool | None]
    minor_harm_suspected: Mapped[bool | None]
    no_capacity_party: Mapped[bool | None]
    elder_abuse_suspected: Mapped[bool | None]
    victim_informed: Mapped[bool | None]
    decision: Mapped[str | None]
    note: Mapped[str | None]
    reports: Mapped[list[Any] | None] = mapped_column(Json)


class Application(CasePart, Base):
    """人民调解申请书."""

    __tablename__ = "application"

    date: Mapped[str | None]
    form: Mapped[str | None]
    brief: Mapped[str | None]
    requests: Mapped[list[str] | None] = mapped_column(Json)
    sign: Mapped[list[str] | None] = mapped_column(Json)
    informed: Mapped[bool | None]


class Acceptance(CasePart, Base):
    """人民调解受理登记表."""

    __tablename__ = "acceptance"

    date: Mapped[str | None]
    trigger: Mapped[str | None]
    consent_of_all: Mapped[bool | None]
    consent_date: Mapped[str | None]
    party_signatures: Mapped[list[str] | None] = mapped_column(Json)
    registrar: Mapped[str | None]
    seal_date: Mapped[str | None]
    brief: Mapped[str | None]
    remark: Mapped[str | None]
    notice_date: Mapped[str | None]
    notice_number: Mapped[str | None]


class Refusal(CasePart, Base):
    """不予受理, or guidance to another way."""

    __tablename__ = "refusal"

    date: Mapped[str | None]
    reasons: Mapped[list[str] | None] = mapped_column(Json)
    referred_to: Mapped[str | None]
    remedies_told: Mapped[list[str] | None] = mapped_column(Json)
    note: Mapped[str | None]
    number: Mapped[str | None]


class RightsNotice(CasePart, Base):
    """当事人权利义务告知书."""

    __tablename__ = "rights_notice"

    date: Mapped[str | None]
    form: Mapped[str | None]
    items: Mapped[list[str] | None] = mapped_column(Json)
    recipients: Mapped[list[str] | None] = mapped_column(Json)
    pi_consent: Mapped[dict[str, bool] | None] = mapped_column(Json)
    recusal_requested: Mapped[bool | None]
    recusal_by: Mapped[str | None]
    recusal_of: Mapped[str | None]
    recusal_on: Mapped[str | None]
    recusal_reason: Mapped[str | None]
    replaced_by: Mapped[str | None]
    replaced_on: Mapped[str | None]
