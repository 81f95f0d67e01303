"""A walk-in of the demo: two neighbours and a ditch, from the first sentence to an agreement ready to sign.

Everything goes through the desk's own verbs, in the order a mediator would use them.
"""

from __future__ import annotations

from datetime import date, timedelta

from jxdesk.desk import Desk
from jxdesk.rules.person_id import age_on

MATTER = "2026年以来双方因两家地头之间的排水沟由谁清淤发生争执，七月大雨后孟某家菜地被淹，要求赔偿并清沟。"


def take_walk_in(desk: Desk) -> str:
    """Register, accept, hear and write down one dispute; returns the case's id. Paper is the caller's."""
    today = desk.cases.today()
    case = desk.cases.begin()
    _register(desk, case.id, today)
    desk.cases.accept(case.id, today)
    _prepare(desk, case.id, today)
    _mediate(desk, case.id, today)
    _agree(desk, case.id, today)
    return case.id


def leave_draft(desk: Desk) -> str:
    """A second visitor who only told the beginning: what a draft looks like on the workbench."""
    case = desk.cases.begin()
    desk.cases.save(
        case.id, {"intake.service_line": "矛盾调解", "intake.brief": "来问借给亲戚的钱到期不还怎么办。"}
    )
    desk.cases.add_item(
        case.id, "parties", {"role": "申请人", "kind": "自然人", "name": "佟某", "phone": "13800000023"}
    )
    return case.id


def _register(desk: Desk, case_id: str, today: date) -> None:
    desk.cases.save(
        case_id,
        {
            "dispute_type": "邻里纠纷",
            "source.form_option": "①当事人申请",
            "source.received_via": "窗口来访",
            "intake.service_line": "矛盾调解",
            "intake.division_code": "230521100202",
            "intake.place": "村东排水沟",
            "intake.occurred_on": (today - timedelta(days=9)).isoformat(),
            "intake.people_count": 2,
            "intake.brief": MATTER,
            "intake.requests": ["清理两家之间的排水沟；", "赔偿菜地损失六百元。"],
        },
    )
    people = (
        ("申请人", "孟某", "女", "230521196902059968", "13800000021", "样例一村2组"),
        ("被申请人", "㛃某", "男", "230521197511129978", "13800000022", "样例一村3组"),
    )
    for role, name, sex, id_no, phone, address in people:
        birth = date(int(id_no[6:10]), int(id_no[10:12]), int(id_no[12:14]))
        values = {
            "role": role, "kind": "自然人", "name": name, "sex": sex, "nation": "汉族", "id_type": "居民身份证",
            "id_no": id_no, "birth_date": birth.isoformat(), "phone": phone,
            "age": age_on(birth, today), "occupation": "务农", "capacity": "完全民事行为能力",
            "address": f"黑龙江省双鸭山市集贤县福利镇{address}", "sign_mode": "签名并按指印",
        }  # fmt: skip
        desk.cases.add_item(case_id, "parties", values)
    desk.cases.save(
        case_id,
        {
            "screening.exclusive_authority": False,
            "screening.already_handled": False,
            "screening.civil_dispute": True,
            "screening.crime_suspected": False,
            "screening.domestic_violence_suspected": False,
            "screening.minor_involved": False,
            "screening.no_capacity_party": False,
        },
    )
    proposal = desk.reviews.propose_level(desk.cases.record(case_id))
    desk.cases.save(
        case_id, {"intake.response_level": proposal.level, "intake.level_reason": proposal.sentence}
    )


def _prepare(desk: Desk, case_id: str, today: date) -> None:
    day = today.isoformat()
    desk.cases.save(
        case_id,
        {
            "application.date": day,
            "application.form": "书面",
            "application.sign": ["孟某"],
            "application.informed": True,
            "acceptance.consent_of_all": True,
            "acceptance.consent_date": day,
            "acceptance.party_signatures": ["孟某", "㛃某"],
            "acceptance.registrar": "周某",
            "acceptance.seal_date": day,
            "rights_notice.date": day,
            "rights_notice.items": ["调解原则", "不收取任何费用", "当事人权利和义务", "个人信息处理告知"],
            "rights_notice.recipients": ["孟某", "㛃某"],
            "rights_notice.recusal_requested": False,
            "intake.assigned_to": "福利镇人民调解委员会",
            "mediators": [
                {"name": "陈某", "role": "调解主持人", "chosen_by": "当事人共同选择"},
                {"name": "刘某某", "role": "调解员", "chosen_by": "指定"},
            ],
            "recorder": "周某",
        },
    )
    desk.cases.add_item(
        case_id,
        "investigations",
        {
            "start": f"{day}T08:40",
            "end": f"{day}T09:05",
            "place": "村东排水沟旁",
            "investigators": ["陈某", "刘某某"],
            "recorder": "周某",
            "respondent.name": "㛃某",
            "respondent.relation": "被申请人",
            "qa": [["问", "这条沟以往由谁清？"], ["答", "原来是两家各清一半，去年我家没顾上清。"]],
            "closing": "以上记录我看过，与我说的一致。",
        },
    )


def _mediate(desk: Desk, case_id: str, today: date) -> None:
    day = today.isoformat()
    desk.cases.add_item(
        case_id,
        "mediations",
        {
            "start": f"{day}T09:30",
            "end": f"{day}T10:40",
            "place": "福利镇综治分中心第一调解室",
            "attendees_parties": ["孟某", "㛃某"],
            "told_rights": True,
            "recusal": "双方均不申请更换调解员",
            "record": [
                "调解员核对身份，告知权利义务，双方同意由陈某、刘某某调解。",
                "孟某陈述菜地被淹的经过；㛃某承认去年没有清淤。",
                "调解员讲解民法典第二百九十条相邻用水、排水的规定，双方同意各清一半并由㛃某补偿四百元。",
            ],
            "result": "调解成功",
            "signatures": {"parties": ["孟某", "㛃某"], "mediators": ["陈某", "刘某某"], "recorder": "周某"},
            "date": day,
        },
    )


def _agree(desk: Desk, case_id: str, today: date) -> None:
    due = today + timedelta(days=20)
    paid = f"{due.year}年{due.month}月{due.day}日"
    desk.cases.save(
        case_id,
        {
            "mode": "书面",
            "agreement.form": "书面",
            "agreement.facts": "两家相邻，地头排水沟历来各清一半。去年南段未清，七月大雨后孟某家菜地被淹。",
            "agreement.responsibility": "㛃某未清理自家一侧，对菜地被淹负主要责任。",
            "agreement.performance": f"方式：现金；地点：福利镇综治分中心；时限：{paid}前。",
            "agreement.amount_total": "400",
            "agreement.copies": 3,
            "agreement.copies_to": ["孟某", "㛃某", "集贤县福利镇人民调解委员会"],
        },
    )
    clauses = (
        (
            f"㛃某于{paid}前在福利镇综治分中心以现金补偿孟某人民币400元（大写：肆佰元整）。",
            "㛃某",
            "给付",
            {"amount": "400", "due": due.isoformat(), "method": "现金", "place": "福利镇综治分中心"},
        ),
        (f"双方于{paid}前各自清完本侧排水沟，今后每年汛期前各清一次。", "双方", "行为", None),
        ("任何一方不按期履行的，另一方可以依法向人民法院起诉。", "双方", "违约责任", None),
        ("本纠纷就此了结。", "双方", "了结", None),
    )
    for text, obligor, kind, payment in clauses:
        values = {"text": text, "obligor": obligor, "type": kind, "payments": [payment] if payment else []}
        desk.cases.add_item(case_id, "agreement.clauses", values)
