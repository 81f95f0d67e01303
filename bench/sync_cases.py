"""Whole cases as the changes a desk records, with prose from one of two pools that share no sentence.

The dictionary is trained on the first pool and measured on the second: trained and measured on the same
sentences it would look twice as good as it is.
"""

from __future__ import annotations

import random
from typing import Any

from make_cases import TYPES, person

from jxdesk.sync import chain
from jxdesk.sync.wire import Change

TRAIN = (
    "双方承包地相邻，去年秋收后因垄沟位置发生争执。", "申请人说对方翻地时多占了三垄，折合约一亩二分。",
    "被申请人认为地界以老树为准，并没有多占。", "村委会的台账上写的面积与实际丈量的结果不一致。",
    "双方曾经口头约定每年秋后结清，没有写成书面。", "因去年减产，被申请人只付了一半租金。",
    "申请人多次上门催要，双方发生口角，没有动手。", "被申请人的羊进了申请人的玉米地，踩坏一片青苗。",
    "经村民小组长到场查看，损失大约在四百元左右。", "排水沟堵塞以后，雨水流进了申请人的院子。",
    "双方对修缮费用由谁承担说法不一。", "申请人要求赔偿医药费、误工费和交通费。",
    "有当时在场的邻居可以证明事情的经过。", "双方都表示愿意听取调解员的意见。",
    "调解员向双方讲明了土地承包的有关规定。", "调解员分别听取了双方的陈述，并到现场核对。",
    "双方同意以村里重新丈量的结果为准。", "被申请人当场表示愿意在月底前付清欠款。",
    "申请人同意免去利息，并不再追究此事。", "双方约定今后各自管好自家牲畜。",
    "老人年事已高，希望子女轮流照料。", "三个子女对分担的数额有不同意见。",
    "大儿子在外地打工，一年只回来一次。", "女儿愿意承担住院期间的护理。",
    "工程已经完工，但是包工头一直没有发工资。", "工人手里有记工本，上面写着出勤的天数。",
    "公司说工程款还没有结算，要求宽限两个月。", "双方核对了工天和单价，总数没有出入。",
    "购房定金已经交付，后来卖方不愿意出售。", "买方要求双倍返还定金，卖方只同意原数退还。",
)  # fmt: skip
MEASURE = (
    "两家共用的水井今年出水变少，谁先取水成了问题。", "原告诉人把柴垛堆在过道上，三轮车进不去。",
    "果树越过院墙，落叶堵住了房檐的水槽。", "收割机作业时碾压了路边的苗木，司机没有停车。",
    "合伙买的播种机坏了，一方要修一方要卖。", "借条上只有姓名和日期，没有写明还款的时间。",
    "保管的粮食受潮发霉，存放人要求照价赔偿。", "孩子在打闹中摔断了手臂，家长之间各执一词。",
    "退婚之后，男方要求返还订婚时给的钱物。", "出租的门面漏水，租客扣下了一个季度的房租。",
    "狗没有拴绳，把路过的快递员咬伤了。", "鱼塘承包到期，承包人要求补偿清淤的花费。",
    "塑料大棚被风刮倒，压坏了隔壁的黄瓜架。", "修路时征用的林带，补偿款在弟兄之间没有分清。",
    "售后人员承诺免费更换零件，过后又不承认。", "亲属代签的协议，本人回来以后不予认可。",
    "供暖管道改线以后，顶楼几户温度一直上不去。", "他把押金条弄丢了，房东因此不肯退押金。",
    "车辆倒车时刮碰院门，铁门变形不能关严。", "同村三户合买的变压器，电费分摊方法有争论。",
    "办酒席预订的菜金已付，因故取消后对方不退。", "双方当着乡亲的面把账目重新算了一遍。",
    "考虑到往年的交情，愿意各让一步。", "说好先付六成，其余等秋粮卖了再给。",
    "当场清点现金，签了收条，各执一份。", "以后遇到类似情形，先找村里商量再办。",
    "母亲的宅基地由谁使用，兄妹之间意见相左。", "维修师傅作证说设备本身没有质量毛病。",
    "快件外包装完好，里面的瓷器却已经碎了。", "答应写进会议记录的事项，后来没有下文。",
)  # fmt: skip


def made_id(dice: random.Random) -> str:
    """An id as random as a real one, but the same in every run."""
    return f"01a2{dice.getrandbits(112):028x}"


def prose(dice: random.Random, pool: tuple[str, ...], count: int) -> str:
    """So many sentences of ``pool``, with a number here and there."""
    parts = []
    for sentence in dice.sample(pool, count):
        number = f"涉及金额{dice.randint(2, 900) * 10}元。" if dice.random() < 0.3 else ""
        parts.append(sentence + number)
    return "".join(parts)


def case_rows(dice: random.Random, pool: tuple[str, ...]) -> list[tuple[str, str, str, dict[str, Any]]]:
    """(kind, rid, op, fields) of everything one ordinary case leaves in the log, in order."""
    case_id, year, seq = made_id(dice), 2020 + dice.randrange(7), dice.randint(1, 900)
    day = f"{year}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
    one, two = person(dice, "申请人"), person(dice, "被申请人")
    case = {
        "title": f"{one['name']}与{two['name']}{dice.choice(TYPES)}", "dispute_type": dice.choice(TYPES),
        "committee_org": "230521100-T", "committee_name": "集贤县福利镇人民调解委员会", "mode": "书面",
        "intake_short_id": f"福{dice.randint(1000, 99999)}", "intake_service_line": "矛盾纠纷调处",
        "intake_registered_at": f"{day}T0{dice.randint(0, 9)}:1{dice.randint(0, 9)}:00+00:00",
        "intake_first_receiver": dice.choice("周陈刘赵") + "某", "intake_division_code": "230521100201",
        "intake_brief": prose(dice, pool, 2), "intake_people_count": 2, "intake_response_level": dice.choice("蓝蓝黄橙"),
        "intake_requests": [prose(dice, pool, 1)], "flow_version": "one_stop/1",
    }  # fmt: skip
    number = {
        "number_prefix": "集福", "number_year": year, "number_seq": seq,
        "number_text": f"集福人调字〔{year}〕第{seq}号",
    }  # fmt: skip
    rows = [("case", case_id, "put", case)]
    rows += [
        ("party", made_id(dice), "put", {**who, "position": place}) for place, who in enumerate((one, two))
    ]
    rows += [
        ("acceptance", made_id(dice), "put", {"date": day, "trigger": "依当事人申请", "consent_of_all": True,
                                         "registrar": "周某", "party_signatures": [one["name"], two["name"]]}),
        ("case", case_id, "patch", number),
        ("mediation", made_id(dice), "put", {"seq": 1, "start": f"{day}T09:00", "end": f"{day}T10:30", "position": 0,
                                        "place": "福利镇综治分中心第一调解室", "told_rights": True,
                                        "record": [prose(dice, pool, 2) for _ in range(3)], "result": "调解成功"}),
        ("agreement", made_id(dice), "put", {"form": "书面", "facts": prose(dice, pool, 3), "copies": 3, "agreed_date": day,
                                        "copies_to": [one["name"], two["name"], "集贤县福利镇人民调解委员会"]}),
        ("clause", made_id(dice), "put", {"no": 1, "type": "给付", "text": prose(dice, pool, 1), "obligor": two["name"],
                                     "position": 0, "payments": [{"amount": f"{dice.randint(2, 99) * 100}", "due": day}]}),
        ("case", case_id, "patch", {"difficulty": dice.choice(("简单", "一般", "复杂"))}),
        *_papers(dice, pool, day, one["name"], two["name"]),
    ]  # fmt: skip
    return rows


def _papers(
    dice: random.Random, pool: tuple[str, ...], day: str, one: str, two: str
) -> list[tuple[str, str, str, dict[str, Any]]]:
    """The smaller papers of a case."""
    told = [
        "人民调解委员会的性质",
        "调解原则",
        "不收取任何费用",
        "当事人权利",
        "当事人义务",
        "可申请更换调解员",
    ]
    qa = [
        ["问", prose(dice, pool, 1)],
        ["答", prose(dice, pool, 2)],
        ["问", "以上所说是否属实？"],
        ["答", "属实。"],
    ]
    return [
        ("screening", made_id(dice), "put", {"minor_involved": False, "domestic_violence_suspected": False,
                                        "no_capacity_party": False, "elder_abuse_suspected": False}),
        ("rights_notice", made_id(dice), "put", {"date": day, "items": told, "recipients": [one, two],
                                            "pi_consent": {one: True, two: True}, "recusal_requested": False}),
        ("investigation", made_id(dice), "put", {"start": f"{day}T14:00", "end": f"{day}T14:40", "place": "村委会",
                                            "investigators": ["陈某", "刘某某"], "recorder": "周某", "qa": qa,
                                            "closing": "以上记录已向我宣读，与我说的一致。", "position": 0}),
        ("evidence", made_id(dice), "put", {"no": 1, "name": "借条（复印件）", "pages": dice.randint(1, 9), "provider": one,
                                       "copy_checked": True, "proves": prose(dice, pool, 1), "position": 0}),
        ("performance", made_id(dice), "put", {"date": day, "amount": f"{dice.randint(2, 99) * 100}", "proof": "收条",
                                          "pages": 1, "position": 0}),
        ("visit", made_id(dice), "put", {"seq": 1, "date": day, "visitor": "周某", "method": "电话", "visited": [one, two],
                                    "content": prose(dice, pool, 1), "satisfied": True, "position": 0}),
        ("dossier", made_id(dice), "put", {"name": f"{one}与{two}纠纷", "filed_by": "周某", "filed_date": day,
                                      "retention": "长期"}),
    ]  # fmt: skip


def changes(cases: int, seed: int, pool: tuple[str, ...] = MEASURE) -> list[list[Change]]:
    """The changes of so many cases of one desk, case by case, chained."""
    dice = random.Random(seed)
    dev, epoch = made_id(dice), made_id(dice)
    previous, ctr, out = chain.GENESIS, 0, []
    for _ in range(cases):
        rows = case_rows(dice, pool)
        made = []
        for kind, rid, op, fields in rows:
            ctr += 1
            change = Change(
                change_id=made_id(dice), dev=dev, epoch=epoch, ctr=ctr, salt="", digest="", h="", case_id=rows[0][1],
                kind=kind, rid=rid, op=op, fields=fields, base={}, hlc=f"{1752550000000 + ctr * 7000:013d}-00000-{dev[:8]}",
                user="周某", at=f"2026-07-15T0{ctr % 10}:{ctr % 60:02d}:{ctr % 59:02d}.{ctr % 1000:03d}+00:00", schema=1,
            ).sealed(previous, dice.randbytes(chain.SALT_BYTES))  # fmt: skip
            previous = bytes.fromhex(change.h)
            made.append(change)
        out.append(made)
    return out
