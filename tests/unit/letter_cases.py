"""Cases that have every letter and notice, for the tests that draw them."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from sample_records import put, wages

from jxdesk.rules.case_record import (
    Appointment,
    CaseRecord,
    Committee,
    Delivery,
    Extension,
    Intake,
    Mediator,
    Party,
    Performance,
    Refusal,
    Reminder,
    Source,
    Transfer,
)

LETTERS = (
    "acceptance-notice", "refusal-notice", "mediation-notice", "transfer-in", "transfer-out", "transfer-feedback",
    "service-proof", "replacement", "extension", "receipt", "confirmation-notice", "reminder",
)  # fmt: skip


def lettered(case: CaseRecord | None = None) -> CaseRecord:
    """A case (the wages sample) in which every letter was written but the refusal."""
    case = case or wages()
    names = [party.name or "" for party in case.parties]
    case = msgspec.structs.replace(
        case,
        source=Source(
            form_option="①当事人申请",
            transfer_org="集贤县人力资源和社会保障局（样例）",
            transfer_doc="纠纷移送（委托）函",
            transfer_date="2026-05-06",
            transfer_received="2026-05-07",
            feedback_due="2026-06-10",
            feedback_date="2026-06-30",
            feedback_note="已提醒双方留好转账回单。",
        ),
        appointments=[
            Appointment(
                date="2026-05-06", recipients=names, at="2026-05-08T09:00", place="福利镇综治分中心第二调解室",
                bring=["工资条、考勤表"],
            )
        ],
        extensions=[Extension(date="2026-06-03", until="2026-06-20", reason="等考勤记录核对完", agreed_by=names)],
        transfers=[
            Transfer(
                date="2026-05-30", unit="集贤县劳动人事争议仲裁委员会（样例）", consent=True, reply_by="2026-06-30",
                reason="双方对加班费的算法分歧过大。", attachments=["受理登记表复印件1份", "工资条照片6张"],
            )
        ],
        deliveries=[
            Delivery(
                document="调解通知书", recipient=names[-1], method="直接送达", at="2026-05-07T10:20",
                place="公司办公室", received_by="魏某", relation="公司代理人", server="陈某", number="样例第1号",
            )
        ],
        reminders=[Reminder(date="2026-06-16", debtor=names[-1], do_by="2026-06-25")],
        performance=[
            Performance(
                date="2026-06-29", amount=Decimal("15000.50"), method="现金", payer=names[-1], payee=names[0]
            )
        ],
        statistics={},
    )  # fmt: skip
    for path, value in (
        ("acceptance.notice_date", "2026-05-07"),
        ("rights_notice.recusal_requested", True),
        ("rights_notice.recusal_by", names[0]),
        ("rights_notice.recusal_of", case.mediators[0].name),
        ("rights_notice.recusal_on", "2026-05-07"),
        ("rights_notice.recusal_reason", "认为调解员偏向一方"),
        ("agreement.judicial_confirmation.told_on", "2026-05-09"),
    ):
        case = put(case, path, value)
    return case


def refused() -> CaseRecord:
    """A matter that the court has already: no number, no dossier."""
    return CaseRecord(
        dispute_type="邻里纠纷",
        intake=Intake(registered_at="2026-05-06T17:30:00+00:00", brief="为院墙边的树"),
        parties=[Party(role="申请人", name="张某"), Party(role="被申请人", name="李某")],
        committee=Committee(name="集贤县福利镇人民调解委员会"),
        mediators=[Mediator(name="陈某", role="调解主持人")],
        refusal=Refusal(
            date="2026-05-07",
            reasons=["人民法院、公安机关或者其他行政机关已经受理或者解决", "材料是假的"],
            remedies_told=["司法"],
            referred_to="集贤县人民法院立案庭",
            note="法院已于2026年4月立案。",
        ),
    )


def having(document: str) -> CaseRecord:
    """A case that has this letter."""
    return refused() if document == "refusal-notice" else lettered()
