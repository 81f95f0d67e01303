"""Synthetic cases for the benchmarks: fictional people with reserved ID sequences, as in shared/cases."""

from __future__ import annotations

import random
from typing import Any

from jxdesk.rules.person_id import check_digit

SURNAMES = "王李张刘陈杨赵孙金朴关佟单曾解仇区覃"
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉秀珍红梅春生永发福贵长海山林树国庆建志文德忠义礼信"
    "成龙凤云霜雪冬秋夏岭河江川波峰岩石玲珠琴瑟棋书画诗词歌舞欢乐安康宁和顺祥瑞吉庆丰收富强民主"
)
TYPES = ("邻里纠纷", "婚姻家庭纠纷", "山林土地纠纷", "损害赔偿纠纷", "合同纠纷", "拖欠农民工工资纠纷")
MATTERS = ("地界", "排水沟", "通道", "青苗", "租金", "借款", "工资", "围栏", "赡养", "彩礼", "树木", "水井")


def id_number(chance: random.Random) -> str:
    """An ID number of region 230521 with a sequence that nobody of that birth year holds."""
    first = f"230521{chance.randint(1950, 2005)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    first += str(chance.randint(996, 999))
    return first + check_digit(first)


def person(chance: random.Random, role: str) -> dict[str, Any]:
    """One natural person as a party of a case file."""
    name = (
        chance.choice(SURNAMES)
        + chance.choice(GIVEN)
        + (chance.choice(GIVEN) if chance.random() < 0.5 else "")
    )
    return {
        "role": role, "kind": "自然人", "name": name, "sex": chance.choice("男女"), "nation": "汉族",
        "id_type": "居民身份证", "id_no": id_number(chance), "phone": f"138{chance.randint(0, 99_999_999):08d}",
        "address": f"黑龙江省双鸭山市集贤县福利镇样例{chance.randint(1, 99)}村{chance.randint(1, 9)}组",
    }  # fmt: skip


def case(seq: int, chance: random.Random) -> dict[str, Any]:
    """One accepted case of a case file, with a brief of two sentences."""
    kind, matter = chance.choice(TYPES), chance.choice(MATTERS)
    year = 2020 + seq % 6
    return {
        "number": {"prefix": "集福", "year": year, "seq": seq, "text": f"集福人调字〔{year}〕第{seq}号"},
        "dispute_type": kind,
        "committee": {"name": "集贤县福利镇人民调解委员会"},
        "parties": [person(chance, "申请人"), person(chance, "被申请人")],
        "application": {
            "date": f"{year}-05-06",
            "brief": f"双方因{matter}发生争执，金额约{chance.randint(2, 300) * 100}元。"
            f"{chance.choice(MATTERS)}一事多次协商未成，请求调解。",
        },
        "acceptance": {"date": f"{year}-05-06"},
    }
