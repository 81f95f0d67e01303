"""Letters the committee sends around a case: appointments, extensions, transfers, deliveries, reminders."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from jxdesk.models.columns import Json
from jxdesk.models.tables import Base, CasePart


class Appointment(CasePart, Base):
    """调解通知书."""

    __tablename__ = "appointment"

    date: Mapped[str | None]
    recipients: Mapped[list[str] | None] = mapped_column(Json)
    at: Mapped[str | None]
    place: Mapped[str | None]
    bring: Mapped[list[str] | None] = mapped_column(Json)


class Extension(CasePart, Base):
    """延期调解同意书."""

    __tablename__ = "extension"

    date: Mapped[str | None]
    until: Mapped[str | None]
    reason: Mapped[str | None]
    agreed_by: Mapped[list[str] | None] = mapped_column(Json)


class Transfer(CasePart, Base):
    """移送函 to another unit, with its answer."""

    __tablename__ = "transfer"

    date: Mapped[str | None]
    number: Mapped[str | None]
    unit: Mapped[str | None]
    reason: Mapped[str | None]
    consent: Mapped[bool | None]
    attachments: Mapped[list[str] | None] = mapped_column(Json)
    reply_by: Mapped[str | None]
    replied_on: Mapped[str | None]
    reply: Mapped[str | None]


class Delivery(CasePart, Base):
    """送达回证."""

    __tablename__ = "delivery"

    document: Mapped[str | None]
    number: Mapped[str | None]
    recipient: Mapped[str | None]
    method: Mapped[str | None]
    at: Mapped[str | None]
    place: Mapped[str | None]
    received_by: Mapped[str | None]
    relation: Mapped[str | None]
    refused: Mapped[str | None]
    witnesses: Mapped[list[str] | None] = mapped_column(Json)
    server: Mapped[str | None]


class Reminder(CasePart, Base):
    """履行督促函."""

    __tablename__ = "reminder"

    date: Mapped[str | None]
    debtor: Mapped[str | None]
    matter: Mapped[str | None]
    do_by: Mapped[str | None]
    outcome: Mapped[str | None]
