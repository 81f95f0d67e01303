"""The people and quarrels in the handbook's pictures. All of it is invented.

Everything goes through the desk's own verbs, each on its own day, so that the workbench has something late,
something soon due and something not yet accepted. No Qt.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jxdesk.demo import _county
from jxdesk.demo_walk_in import take_walk_in
from jxdesk.desk import Desk, create_desk, open_desk
from jxdesk.models import DeskState
from jxdesk.paths import DataFolder, resource
from jxdesk.rules.days import BEIJING, chinese_day
from jxdesk.rules.money import capitals
from jxdesk.rules.person_id import age_on
from jxdesk.settings import Settings

TODAY = "2026-07-15 09:12"
"""When the pictures are taken: a Wednesday, after the walk-in's July rain."""
VILLAGE = "230521100202"
SHOWN_COUNTY = "http://127.0.0.1:8723"
PASSPHRASE = "yi ju hao ji de hua"  # noqa: S105 - of a desk that lives for one picture
OURS, OTHERS = 52764, 11697
"""Device numbers of the unit's two computers; their short ids begin with 6D9, as in the handbook, and K7P."""
PEOPLE = {
    "尚某": ("男", "230521196603189973", "13800000031"),
    "宋某": ("女", "230521197810029985", "13800000032"),
    "葛某": ("男", "230521197209119998", "13800000033"),
    "苗某": ("女", "230521198506279968", "13800000034"),
    "关某": ("男", "230521195901249976", "13800000035"),
    "姜某": ("女", "230521198808159988", "13800000036"),
    "佟某": ("女", "230521199003129962", "13800000023"),
    "邵某": ("男", "23052119800405999X", "13800000037"),
}
"""Sex, ID number, telephone. The numbers are well-formed and nobody's: sequence 996 to 999 of 230521."""


class Clock:
    """Stands still until somebody sets it: a second run shows the same minute."""

    def __init__(self, at: str = TODAY) -> None:
        self.set(at)

    def set(self, at: str) -> None:
        """``2026-07-15 09:12``, in Beijing."""
        self._at = datetime.fromisoformat(at).replace(tzinfo=BEIJING).astimezone(UTC)

    def __call__(self) -> datetime:
        return self._at


@dataclass(frozen=True)
class Cast:
    """The cases of the practice desk, by what the pictures need them for."""

    signing: str
    """孟某 and 㛃某: agreed, not yet signed."""
    owing: str
    """葛某 and 苗某: three instalments, one paid."""
    waiting: str
    """关某 and 姜某: registered a week ago, nothing decided."""
    asking: str
    """佟某: told only the beginning."""


def make_desk(
    folder: Path,
    clock: Clock,
    *,
    passphrase: str | None = None,
    county: str | None = None,
    number: int = OURS,
) -> Desk:
    """A new desk of 福利镇. Its device number is not thrown as dice: the short ids in the pictures hang on it."""
    unit = "230521100" if passphrase is not None else None
    settings = Settings(county_url=county)
    desk = create_desk(DataFolder(folder), passphrase, settings, unit=unit, clock=clock)
    with desk.database.transaction(recording=False) as session:
        state = session.get(DeskState, 1)
        if state is not None:
            state.dev = f"{number:032x}"
    centre = desk.office.office().unit
    if centre is not None:
        desk.office.change_unit(centre.code, phone="0469-0000000", address="福利镇样例街1号综治分中心一楼")
    return desk


def fill(desk: Desk, clock: Clock) -> Cast:
    """The three sample cases, two agreements under way, a walk-in, two drafts; the clock ends at ``TODAY``."""
    clock.set("2026-06-22 09:30")
    desk.files.import_files([resource("practice", "sample_cases.json")])
    clock.set("2026-06-25 10:20")
    late = register(desk, "损害赔偿纠纷", ("尚某", "宋某"), "尚某家的牛踩坏宋某家的苗床，赔多少谈不拢。")
    agree(desk, late, [("600", "2026-07-10")])
    clock.set("2026-06-29 14:10")
    owing = register(desk, "合同纠纷", ("葛某", "苗某"), "苗某赊购葛某的化肥，一千二百元没有付。")
    agree(desk, owing, [("500", "2026-07-06"), ("400", "2026-07-17"), ("300", "2026-08-20")])
    clock.set("2026-07-06 09:30")
    paid = {"date": "2026-07-06", "amount": "500", "proof": "收条", "pages": 1}
    desk.cases.add_item(owing, "performance", paid)
    clock.set("2026-07-06 10:20")
    waiting = register(desk, "合同纠纷", ("关某", "姜某"), "种子款一千八百元，说好六月底给，到期没有给。")
    clock.set("2026-07-14 09:05")
    signing = take_walk_in(desk)
    clock.set("2026-07-14 15:20")
    asking = desk.cases.begin().id
    brief = "来问借给亲戚的钱到期不还怎么办。"
    desk.cases.save(asking, {"intake.service_line": "矛盾调解", "intake.brief": brief})
    desk.cases.add_item(asking, "parties", {"role": "申请人", "kind": "自然人", "name": "佟某"})
    clock.set(TODAY)
    return Cast(signing, owing, waiting, asking)


def register(desk: Desk, kind: str, names: tuple[str, str], brief: str) -> str:
    """A draft with two sides; returns the case's id."""
    case_id = desk.cases.begin().id
    said = {
        "dispute_type": kind,
        "source.form_option": "①当事人申请",
        "intake.service_line": "矛盾调解",
        "intake.division_code": VILLAGE,
        "intake.brief": brief,
    }
    desk.cases.save(case_id, said)
    for name, role in zip(names, ("申请人", "被申请人"), strict=True):
        desk.cases.add_item(case_id, "parties", {"role": role, **person(name, desk.cases.today())})
    return case_id


def person(name: str, today: date) -> dict[str, Any]:
    """What the paper asks of a party; of somebody who is not in ``PEOPLE`` the name alone."""
    said: dict[str, Any] = {"kind": "自然人", "name": name}
    if name in PEOPLE:
        sex, id_no, phone = PEOPLE[name]
        birth = date.fromisoformat(id_no[6:14])
        said |= {"sex": sex, "id_type": "居民身份证", "id_no": id_no, "birth_date": birth.isoformat(),
                 "age": age_on(birth, today), "phone": phone, "nation": "汉族", "occupation": "务农",
                 "capacity": "完全民事行为能力", "address": "黑龙江省双鸭山市集贤县福利镇样例一村"}  # fmt: skip
    return said


def agree(desk: Desk, case_id: str, payments: list[tuple[str, str]]) -> None:
    """Accept it and bring it to a written agreement in effect, all on one day."""
    today = desk.cases.today()
    day, names = today.isoformat(), [party.name for party in desk.cases.record(case_id).parties]
    signed = {"parties": names, "mediators": ["陈某"], "recorder": "周某"}
    desk.cases.save(case_id, {**answers(day), "acceptance.party_signatures": names})
    desk.cases.accept(case_id, today)
    told = {
        "intake.response_level": "蓝",
        "intake.level_reason": "没有发现风险项",
        "intake.assigned_to": "福利镇人民调解委员会",
        "rights_notice.date": day,
        "rights_notice.items": ["调解原则", "不收取任何费用", "当事人权利和义务", "个人信息处理告知"],
        "rights_notice.recipients": names,
        "mediators": [{"name": "陈某", "role": "调解主持人", "chosen_by": "当事人共同选择"}],
        "recorder": "周某",
        "done_nodes": ["investigation"],
    }
    desk.cases.save(case_id, told)
    session = {"start": f"{day}T10:30", "end": f"{day}T11:20", "place": "福利镇综治分中心第一调解室",
               "attendees_parties": names, "told_rights": True, "record": ["双方各退一步，分期给付。"],
               "result": "调解成功", "signatures": signed, "date": day}  # fmt: skip
    desk.cases.add_item(case_id, "mediations", session)
    words = {
        "mode": "书面",
        "agreement.form": "书面",
        "agreement.facts": "经核对，双方对欠款没有争议。",
        "agreement.responsibility": f"{names[1]}应当付清。",
        "agreement.performance": "方式：现金；地点：福利镇综治分中心；时限：见各条。",
        "agreement.amount_total": str(sum(int(amount) for amount, _due in payments)),
        "agreement.copies": 3,
    }
    desk.cases.save(case_id, words)
    for amount, due in payments:
        by, sum_in_words = chinese_day(date.fromisoformat(due)), capitals(Decimal(amount))
        text = f"{names[1]}于{by}前付给{names[0]}人民币{amount}元（大写：{sum_in_words}）。"
        clause = {"text": text, "obligor": names[1], "type": "给付",
                  "payments": [{"amount": amount, "due": due, "method": "现金"}]}  # fmt: skip
        desk.cases.add_item(case_id, "agreement.clauses", clause)
    breach = {
        "text": "任何一方不按期履行的，另一方可以依法向人民法院起诉。",
        "obligor": "双方",
        "type": "违约责任",
    }
    desk.cases.add_item(case_id, "agreement.clauses", breach)
    desk.cases.save(case_id, {"agreement.signatures": signed})
    dates = ("agreement.party_sign_date", "agreement.mediator_sign_date", "agreement.seal_date")
    desk.cases.save(case_id, dict.fromkeys(dates, day))
    desk.cases.save(case_id, {"agreement.judicial_confirmation.intention": "不申请"})


def answers(day: str) -> dict[str, Any]:
    """What was asked before acceptance, and answered so that the case may be taken."""
    questions = ("exclusive_authority", "already_handled", "crime_suspected", "domestic_violence_suspected",
                 "minor_involved", "no_capacity_party")  # fmt: skip
    return {
        **{f"screening.{question}": False for question in questions},
        "screening.civil_dispute": True,
        "screening.decision": "受理",
        "acceptance.consent_of_all": True,
        "acceptance.consent_date": day,
    }


@contextmanager
def two_desks(clock: Clock) -> Iterator[tuple[Desk, Desk, str]]:
    """周某's desk, 陈某's desk, and a draft that both have; their county is a process on this machine."""
    with TemporaryDirectory() as room, _county(None, Path(room) / "county.db", lambda _line: None) as url:
        ours = make_desk(Path(room) / "ours", clock, county=url)
        other = make_desk(Path(room) / "other", clock, county=url, number=OTHERS)
        other.office.sit_down(next(person.id for person in other.office.people() if person.name == "陈某"))
        clock.set("2026-07-14 15:20")
        shared = register(ours, "借款纠纷", ("佟某", "邵某"), "来问借给亲戚的钱到期不还怎么办。")
        ours.sync.run()
        other.sync.run()
        clock.set(TODAY)
        try:
            yield ours, other, shared
        finally:
            ours.close()
            other.close()


@contextmanager
def official(clock: Clock) -> Iterator[Desk]:
    """A desk under a passphrase, with two people."""
    with TemporaryDirectory() as room:
        desk = make_desk(Path(room) / "desk", clock, passphrase=PASSPHRASE)
        desk.office.sit_down(
            [desk.office.add_person(name, ("人民调解员",)) for name in ("陈某", "周某")][-1].id
        )
        _as_installed(desk)
        yield desk
        desk.close()


@contextmanager
def reopen(folder: Path, clock: Clock) -> Iterator[Desk]:
    """The practice desk in ``folder``."""
    desk = open_desk(DataFolder(folder), clock=clock)
    _as_installed(desk)
    yield desk
    desk.close()


def _as_installed(desk: Desk) -> None:
    """设置 shows where a township's desk lies, not this run's temporary folder."""
    _ = desk.passphrase  # reads the key file where it really is
    desk.folder = DataFolder(Path("/home", "jxdesk", ".local", "share", "jxdesk"))
