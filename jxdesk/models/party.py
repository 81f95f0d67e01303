"""People and organisations of a case: parties (当事人) and their agents (代理人)."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from jxdesk.models.columns import Json
from jxdesk.models.tables import Base, CasePart


class Party(CasePart, Base):
    """当事人, with the guardian of one who needs one."""

    __tablename__ = "party"

    party_id: Mapped[str | None]
    role: Mapped[str | None]
    kind: Mapped[str | None]
    name: Mapped[str | None] = mapped_column(index=True)
    sex: Mapped[str | None]
    nation: Mapped[str | None]
    birth_date: Mapped[str | None]
    age: Mapped[int | None]
    id_type: Mapped[str | None]
    id_no: Mapped[str | None] = mapped_column(index=True)
    occupation: Mapped[str | None]
    phone: Mapped[str | None] = mapped_column(index=True)
    address: Mapped[str | None]
    capacity: Mapped[str | None]
    guardian_name: Mapped[str | None]
    guardian_sex: Mapped[str | None]
    guardian_id_no: Mapped[str | None]
    guardian_relation: Mapped[str | None]
    guardian_phone: Mapped[str | None]
    guardian_address: Mapped[str | None]
    agent_id: Mapped[str | None]
    sign_mode: Mapped[str | None]
    representative: Mapped[bool | None]
    literate: Mapped[bool | None]
    note: Mapped[str | None]
    uscc: Mapped[str | None]
    legal_rep: Mapped[str | None]
    legal_rep_title: Mapped[str | None]


class Agent(CasePart, Base):
    """委托代理人 and what they may do (民法典 art 165)."""

    __tablename__ = "agent"

    agent_id: Mapped[str | None]
    name: Mapped[str | None]
    sex: Mapped[str | None]
    age: Mapped[int | None]
    id_no: Mapped[str | None]
    work_unit: Mapped[str | None]
    phone: Mapped[str | None]
    relation: Mapped[str | None]
    authority: Mapped[str | None]
    powers: Mapped[list[str] | None] = mapped_column(Json)
    valid_to: Mapped[str | None]
    proxy_date: Mapped[str | None]
    proxy_pages: Mapped[int | None]
