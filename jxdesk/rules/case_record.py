"""A case (纠纷案件) as one value: what leaves the services, what paper is drawn from, what a file holds.

The types follow ``jxdesk.case/1`` field by field, so that reading a file, printing a page and
checking a dossier all speak of the same names. They are frozen: to change a case, ask a service.

Three conventions hold everywhere below.

* A calendar day or a time is ISO 8601 text (``2025-03-21``, ``2025-03-21T09:00``) exactly as it was
  given. A case file may carry a day that does not exist; it is kept and left to the checks, which a
  ``date`` could not do. ``jxdesk.rules.days.day()`` reads it.
* ``None`` means "not said"; it never means no. Money is ``Decimal`` yuan.
* ``extra`` holds what a file carried and we have no name for, and values of an unexpected type.
  It goes back out on export unchanged.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Anything in a case that has its own row: ``id`` is its UUIDv7, empty for a value not yet stored."""

    id: str = ""
    extra: dict[str, Any] = {}


class CaseNumber(msgspec.Struct, frozen=True, kw_only=True):
    """案号 as printed, with the pieces it was made of. ``text`` is None until acceptance."""

    scheme: str | None = None
    prefix: str | None = None
    year: int | None = None
    seq: int | None = None
    text: str | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where the case came from: what the form prints (①②) and what the statistics need (documents.md §1.4)."""

    form_option: str | None = None
    stat_option: str | None = None
    transfer_org: str | None = None
    transfer_doc: str | None = None
    transfer_date: str | None = None
    transfer_received: str | None = None
    feedback_due: str | None = None
    feedback_date: str | None = None
    feedback_note: str | None = None
    received_via: str | None = None


class Committee(msgspec.Struct, frozen=True, kw_only=True):
    """The people's mediation committee (人民调解委员会) that hosts the case; ``org`` is its code in the organisation tree."""

    org: str | None = None
    name: str | None = None
    seal: str | None = None
    place: str | None = None


class Mediator(msgspec.Struct, frozen=True, kw_only=True):
    """``role`` 调解主持人 or 调解员; ``chosen_by`` as 人民调解法 art 19 allows: 指定, 当事人共同选择 …"""

    name: str
    role: str | None = None
    chosen_by: str | None = None
    extra: dict[str, Any] = {}


class Guardian(msgspec.Struct, frozen=True, kw_only=True):
    """法定代理人 of a minor or of an adult without full capacity (民法典 art 23, 27, 28)."""

    name: str | None = None
    sex: str | None = None
    id_no: str | None = None
    relation: str | None = None
    phone: str | None = None
    address: str | None = None


class Party(Part, frozen=True, kw_only=True):
    """当事人: a natural person, or an organisation (法人, 非法人组织) with its legal representative."""

    party_id: str | None = None
    role: str | None = None  # 申请人 被申请人 第三人
    kind: str | None = None  # 自然人 法人 非法人组织
    name: str | None = None
    sex: str | None = None
    nation: str | None = None
    birth_date: str | None = None
    age: int | None = None  # at acceptance
    id_type: str | None = None
    id_no: str | None = None
    occupation: str | None = None
    phone: str | None = None
    address: str | None = None
    capacity: str | None = None
    guardian: Guardian | None = None
    agent_id: str | None = None
    sign_mode: str | None = None
    representative: bool | None = None
    literate: bool | None = None
    note: str | None = None
    uscc: str | None = None
    legal_rep: str | None = None
    legal_rep_title: str | None = None


class Agent(Part, frozen=True, kw_only=True):
    """委托代理人. Only 特别授权 or the power to sign the agreement lets them sign it (民法典 art 165)."""

    agent_id: str | None = None
    name: str | None = None
    sex: str | None = None
    age: int | None = None
    id_no: str | None = None
    work_unit: str | None = None
    phone: str | None = None
    relation: str | None = None
    authority: str | None = None  # 一般授权 特别授权
    powers: list[str] = []
    valid_to: str | None = None
    proxy_date: str | None = None
    proxy_pages: int | None = None


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """登记: what the desk asks before there is a case number. Ours, not the national form's."""

    short_id: str | None = None
    registered_at: str | None = None  # aware UTC, ISO 8601
    service_line: str | None = None  # 五位一体
    mediation_kind: str | None = None  # 人民调解 行政调解 行业调解
    first_receiver: str | None = None  # 首接人, set once
    first_unit: str | None = None  # 首办单位, set once
    division_code: str | None = None  # 12 digits
    place: str | None = None
    occurred_on: str | None = None
    people_count: int | None = None
    brief: str | None = None
    requests: list[str] = []
    risk_answers: list[str] = []  # codes of the ticked items of the risk checklist
    response_level: str | None = None  # 蓝 黄 橙 红
    level_reason: str | None = None
    assigned_to: str | None = None


class Screening(Part, frozen=True, kw_only=True):
    """受理审查. A field that is None was not asked. ``reports`` are dicts {to, at, method, receipt}."""

    exclusive_authority: bool | None = None  # 若干规定 art 22 (1)
    already_handled: bool | None = None  # 若干规定 art 22 (2)
    civil_dispute: bool | None = None
    jurisdiction: str | None = None
    crime_suspected: bool | None = None
    domestic_violence_suspected: bool | None = None
    minor_involved: bool | None = None
    minor_harm_suspected: bool | None = None
    no_capacity_party: bool | None = None
    elder_abuse_suspected: bool | None = None
    victim_informed: bool | None = None
    decision: str | None = None  # 受理 不予受理 引导
    note: str | None = None
    reports: list[Any] = []


class Application(Part, frozen=True, kw_only=True):
    """人民调解申请书. Absent when the committee acts on its own (人民调解法 art 17)."""

    date: str | None = None
    form: str | None = None
    brief: str | None = None
    requests: list[str] = []
    sign: list[str] = []
    informed: bool | None = None


class Acceptance(Part, frozen=True, kw_only=True):
    """人民调解受理登记表."""

    date: str | None = None
    trigger: str | None = None
    consent_of_all: bool | None = None
    consent_date: str | None = None
    party_signatures: list[str] = []
    registrar: str | None = None
    seal_date: str | None = None
    brief: str | None = None
    remark: str | None = None
    notice_date: str | None = None
    notice_number: str | None = None


class Refusal(Part, frozen=True, kw_only=True):
    """不予受理 or 引导 to another way; the reasons are statutory and more than one may hold (documents.md §1.15)."""

    date: str | None = None
    reasons: list[str] = []
    referred_to: str | None = None
    remedies_told: list[str] = []
    note: str | None = None
    number: str | None = None


class RightsNotice(Part, frozen=True, kw_only=True):
    """当事人权利义务告知书; also holds the request to replace a mediator (若干规定 art 25)."""

    date: str | None = None
    form: str | None = None
    items: list[str] = []
    recipients: list[str] = []
    pi_consent: dict[str, bool] = {}
    recusal_requested: bool | None = None
    recusal_by: str | None = None
    recusal_of: str | None = None
    recusal_on: str | None = None
    recusal_reason: str | None = None
    replaced_by: str | None = None
    replaced_on: str | None = None


class Respondent(msgspec.Struct, frozen=True, kw_only=True):
    """被调查人 of one investigation record."""

    name: str | None = None
    relation: str | None = None
    party_id: str | None = None


class Investigation(Part, frozen=True, kw_only=True):
    """人民调解调查记录; ``qa`` is a list of [问|答|记, text]."""

    seq: int | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    purpose: str | None = None
    investigators: list[str] = []
    respondent: Respondent | None = None
    others: list[str] = []
    recorder: str | None = None
    qa: list[list[str]] = []
    closing: str | None = None
    signatures: list[str] = []


class Evidence(Part, frozen=True, kw_only=True):
    """One line of the list of evidence (证据材料清单)."""

    no: int | None = None
    name: str | None = None
    pages: int | None = None
    provider: str | None = None
    proves: str | None = None
    form: str | None = None  # 原件 复印件 电子件
    copy_checked: bool | None = None
    received_by: str | None = None
    received_on: str | None = None


class Mediation(Part, frozen=True, kw_only=True):
    """人民调解记录 of one session; ``invited`` are dicts {name, identity}; ``result`` one of three (§1.9)."""

    seq: int | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    attendees_parties: list[str] = []
    invited: list[Any] = []
    told_rights: bool | None = None
    recusal: str | None = None
    record: list[str] = []
    result: str | None = None  # 调解成功 调解不成 有待继续调解
    signatures: dict[str, Any] = {}
    date: str | None = None


class Appointment(Part, frozen=True, kw_only=True):
    """调解通知书: who is asked to come when and where; ``bring`` is what else they bring."""

    date: str | None = None
    recipients: list[str] = []
    at: str | None = None
    place: str | None = None
    bring: list[str] = []


class Extension(Part, frozen=True, kw_only=True):
    """延期调解同意书: mediation goes on until ``until`` because all sides agreed on ``date`` (若干规定 art 33)."""

    date: str | None = None
    until: str | None = None
    reason: str | None = None
    agreed_by: list[str] = []


class Transfer(Part, frozen=True, kw_only=True):
    """移送函 to another unit, and what it answered. Where the case came *from* is its ``Source``."""

    date: str | None = None
    number: str | None = None
    unit: str | None = None
    reason: str | None = None
    consent: bool | None = None
    attachments: list[str] = []
    reply_by: str | None = None
    replied_on: str | None = None
    reply: str | None = None


class Delivery(Part, frozen=True, kw_only=True):
    """送达回证: a paper handed over, or refused before witnesses."""

    document: str | None = None
    number: str | None = None
    recipient: str | None = None
    method: str | None = None
    at: str | None = None
    place: str | None = None
    received_by: str | None = None
    relation: str | None = None
    refused: str | None = None
    witnesses: list[str] = []
    server: str | None = None


class Payment(msgspec.Struct, frozen=True, kw_only=True):
    """One payment promised in a clause: on a day (``due``), or again and again (``per``, ``start``, ``due_day``)."""

    amount: Decimal | None = None
    due: str | None = None
    method: str | None = None
    place: str | None = None
    account: str | None = None
    split: dict[str, Decimal] = {}
    per: str | None = None
    start: str | None = None
    due_day: str | None = None
    extra: dict[str, Any] = {}


class Clause(Part, frozen=True, kw_only=True):
    """条款 of an agreement; ``type`` 给付 行为 确认金额 权利归属 违约责任 了结 其他."""

    no: int | None = None
    text: str | None = None
    obligor: str | None = None
    type: str | None = None
    due: str | None = None
    payments: list[Payment] = []


class JudicialConfirmation(msgspec.Struct, frozen=True, kw_only=True):
    """司法确认 (人民调解法 art 33, 民诉法 art 205); ``deadline`` is the last day after rolling over holidays."""

    raw_30th_day: str | None = None
    deadline: str | None = None
    intention: str | None = None
    can_apply: bool | None = None
    not_confirmable_reason: str | None = None
    applied_date: str | None = None
    court: str | None = None
    case_no: str | None = None
    ruling_date: str | None = None
    result: str | None = None
    told_on: str | None = None


class Agreement(Part, frozen=True, kw_only=True):
    """调解协议: written (书面, 人民调解法 art 29) or oral (口头, art 28 and 30)."""

    form: str | None = None
    doc: str | None = None
    number: str | None = None
    facts: str | None = None
    responsibility: str | None = None
    clauses: list[Clause] = []
    performance: str | None = None
    amount_total: Decimal | None = None
    amount_note: str | None = None
    copies: int | None = None
    copies_to: list[str] = []
    agreed_date: str | None = None
    party_confirm_sign: bool | None = None
    party_sign_date: str | None = None
    mediator_sign_date: str | None = None
    seal_date: str | None = None
    effective_date: str | None = None
    signatures: dict[str, Any] = {}
    judicial_confirmation: JudicialConfirmation | None = None


class Termination(Part, frozen=True, kw_only=True):
    """终止调解: no agreement, withdrawn, refused; the other ways must be told (人民调解法 art 26)."""

    date: str | None = None
    reason: str | None = None
    remedies_told: list[str] = []
    escalated_to: str | None = None


class Performance(Part, frozen=True, kw_only=True):
    """One thing performed (履行), with its proof (收条, 回单 …)."""

    date: str | None = None
    amount: Decimal | None = None
    proof: str | None = None
    pages: int | None = None
    method: str | None = None
    payer: str | None = None
    payee: str | None = None


class Reminder(Part, frozen=True, kw_only=True):
    """履行督促函 (人民调解法 art 31): whom it urges, to do what, by when; ``outcome`` is what came of it."""

    date: str | None = None
    debtor: str | None = None
    matter: str | None = None
    do_by: str | None = None
    outcome: str | None = None


class Visit(Part, frozen=True, kw_only=True):
    """人民调解回访记录; ``satisfaction`` 1–5. Its conclusions are never pre-filled (documents.md §1.12)."""

    seq: int | None = None
    date: str | None = None
    visitor: str | None = None
    method: str | None = None
    visited: list[str] = []
    reason: str | None = None
    content: str | None = None
    satisfied: bool | None = None
    satisfaction: int | None = None


class Dossier(Part, frozen=True, kw_only=True):
    """卷宗: what the cover and 卷宗情况说明 print. ``catalog``, ``total_pages`` describe old paper and are only kept."""

    name: str | None = None
    mediation_from: str | None = None
    mediation_to: str | None = None
    filed_by: str | None = None
    filed_date: str | None = None
    retention: str | None = None  # 短期 长期 永久
    remark: str | None = None
    changes: str | None = None  # what of the dossier is damaged, altered, added, taken out or destroyed
    originals_at: str | None = None  # where an original lies that cannot be bound
    electronic: str | None = None
    note: str | None = None
    checked_by: str | None = None
    checked_date: str | None = None
    catalog: list[Any] = []
    total_pages: int | None = None
    locked_at: str | None = None  # from here on only 更正单
    locked_by: str | None = None


class Correction(Part, frozen=True, kw_only=True):
    """更正单: one field of a locked dossier that was changed; ``old`` and ``new`` in words."""

    at: str | None = None
    by: str | None = None
    path: str | None = None
    what: str | None = None
    old: str | None = None
    new: str | None = None
    why: str | None = None


class Material(Part, frozen=True, kw_only=True):
    """材料: one scan, photo or PDF in its slot; ``sha256`` names the content, ``held_by`` the desk that has it."""

    slot: str | None = None  # an id of resources/documents/contents.toml
    title: str | None = None
    sha256: str | None = None
    size: int | None = None  # bytes
    media_type: str | None = None
    pages: int | None = None
    taken_at: str | None = None
    added_by: str | None = None
    held_by: str | None = None


class Printout(Part, frozen=True, kw_only=True):
    """打印记录: a paper handed to a printer; ``at`` Beijing time, ``sha256`` of the very bytes handed over.

    ``document`` is the id of a document, or ``dossier``, ``slip``, ``material``; ``first`` and ``last`` are pages
    of it from one, both included, None where nobody could count them.
    """

    at: str | None = None
    by: str | None = None
    document: str | None = None
    ordinal: int | None = None
    title: str | None = None
    copies: int | None = None
    first: int | None = None
    last: int | None = None
    printer: str | None = None
    draft: bool | None = None  # 草稿; else 正本
    large: bool | None = None  # 大字版
    sha256: str | None = None


class Reading(Part, frozen=True, kw_only=True):
    """宣读: a paper (``document``, an id; ``turn`` the how manieth of its kind) read aloud to ``listener``."""

    document: str | None = None
    turn: int | None = None
    listener: str | None = None
    reader: str | None = None
    witness: str | None = None
    date: str | None = None


class SecurityCase(msgspec.Struct, frozen=True, kw_only=True):
    """治安案件 settled by mediation (治安管理处罚法 2025, art 9)."""

    number: str | None = None
    station: str | None = None
    performed: bool | None = None
    applied_on: str | None = None
    accepted: bool | None = None


class CaseRecord(Part, frozen=True, kw_only=True):
    """One whole case. ``id`` is its UUIDv7; ``flow_version`` the chart version it started on and keeps."""

    case_key: str | None = None
    title: str | None = None
    number: CaseNumber = CaseNumber()
    dispute_type: str | None = None
    dispute_subtype: str | None = None
    source: Source = Source()
    difficulty: str | None = None
    mode: str | None = None  # 书面 口头 调解不成 不予受理 撤回
    public_hearing: str | None = None
    committee: Committee = Committee()
    mediators: list[Mediator] = []
    recorder: str | None = None
    registrar: str | None = None
    intake: Intake = Intake()
    screening: Screening | None = None
    parties: list[Party] = []
    agents: list[Agent] = []
    application: Application | None = None
    acceptance: Acceptance | None = None
    refusal: Refusal | None = None
    rights_notice: RightsNotice | None = None
    investigations: list[Investigation] = []
    evidence: list[Evidence] = []
    mediations: list[Mediation] = []
    appointments: list[Appointment] = []
    extensions: list[Extension] = []
    transfers: list[Transfer] = []
    deliveries: list[Delivery] = []
    agreement: Agreement | None = None
    termination: Termination | None = None
    performance: list[Performance] = []
    reminders: list[Reminder] = []
    visits: list[Visit] = []
    dossier: Dossier | None = None
    materials: list[Material] = []
    corrections: list[Correction] = []
    readings: list[Reading] = []
    printouts: list[Printout] = []
    statistics: dict[str, Any] = {}
    law_refs: list[str] = []
    security_case: SecurityCase | None = None
    supersedes: str | None = None
    flow_version: str | None = None
    done_nodes: list[str] = []  # steps of the chart ticked by hand where no field says it
    void_reason: str | None = None  # 登记错了、重复登记 …: out of every list, but never out of the file
    questions: list[str] = []  # 这一步不明白: what the mediator asked the county, one line each

    def with_police(self) -> bool:
        """Whether the police have the matter already (治安案件): they are named, not merely asked about."""
        known = self.security_case
        return known is not None and bool(known.number or known.station)

    def applicants(self) -> list[Party]:
        """当事人 on the asking side; the first of them leads the forms."""
        return [p for p in self.parties if p.role == "申请人"]

    def respondents(self) -> list[Party]:
        """当事人 on the answering side."""
        return [p for p in self.parties if p.role == "被申请人"]

    def brief(self) -> str:
        """纠纷简要情况, from wherever it was written: the application, the register, or the intake."""
        return (
            (self.application.brief if self.application else None)
            or (self.acceptance.brief if self.acceptance else None)
            or self.intake.brief
            or ""
        )

    def requests(self) -> list[str]:
        """当事人申请事项, from the application or the intake."""
        return (self.application.requests if self.application else []) or self.intake.requests

    def sent_to(self) -> str | None:
        """The unit this matter belongs to: where it was referred before acceptance, else where it was escalated."""
        referred = self.refusal.referred_to if self.refusal else None
        return referred or (self.termination.escalated_to if self.termination else None)

    def label(self) -> str:
        """The number as printed, or the short id while there is none: what a person may type to name it."""
        return self.number.text or self.intake.short_id or ""
