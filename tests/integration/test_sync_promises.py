"""What the screens promise about the county holds between two desks: nothing is lost, mixed up or called done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from jxdesk.demo import _county
from jxdesk.desk import Desk, create_desk
from jxdesk.models import Change
from jxdesk.paths import DataFolder
from jxdesk.settings import Settings

NOON = datetime(2026, 7, 15, 4, 0, tzinfo=UTC)
DAY = date(2026, 7, 15)
OWN = "yi ju hao ji de hua"
Make = Callable[..., Desk]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Desks of 福利镇 on one county process on loopback."""
    made: list[Desk] = []
    with _county(None, tmp_path / "county.db", lambda _line: None) as url:

        def desk(name: str, passphrase: str | None = None) -> Desk:
            folder, settings = DataFolder(tmp_path / name), Settings(county_url=url)
            unit = None if passphrase is None else "230521100"
            made.append(create_desk(folder, passphrase, settings, unit=unit, clock=lambda: NOON))
            return made[-1]

        yield desk
        for one in made:
            one.close()


def ready(desk: Desk) -> str:
    """A draft that can be accepted."""
    case = desk.cases.begin()
    desk.cases.save(case.id, {"intake.brief": "为地界争执"})
    for name, role in (("赵某", "申请人"), ("㛃某", "被申请人")):
        desk.cases.add_item(case.id, "parties", {"name": name, "role": role})
    return case.id


def meet(*desks: Desk) -> None:
    for desk in desks:
        desk.sync.run()


def test_practice_never_reaches_the_official_desk_nor_takes_its_numbers(make: Make) -> None:
    practice, official = make("practice"), make("official", OWN)
    practice.cases.accept(ready(practice), DAY)
    own = ready(official)
    meet(practice, official, practice)
    assert practice.table.count() == official.table.count() == 1
    assert official.registers.elsewhere() == {}
    assert official.cases.accept(own, DAY) == "集福人调字〔2026〕第1号"


def refused_brief(desk: Desk, other: Desk, text: str) -> str:
    """A case both know, whose brief the county refused and a person has given up reporting."""
    case = ready(desk)
    meet(desk, other)
    desk.cases.save(case, {"intake.brief": text})
    desk.sync.run()
    (aside,) = desk.sync.set_aside()
    assert "拆成几份" in aside.reason
    desk.sync.give_up(aside.change_id)
    meet(desk, other)
    return case


def test_what_was_given_up_stays_at_the_desk_whatever_the_county_says_next(make: Make) -> None:
    one, other = make("a"), make("b")
    long = "长" * 700_000
    case = refused_brief(one, other, long)
    assert (one.sync.standing().given_up, one.sync.standing().waiting) == (1, 0)
    other.cases.save(case, {"dispute_type": "邻里纠纷"})
    meet(other, one)
    record = one.cases.record(case)
    assert (record.intake.brief, record.dispute_type) == (long, "邻里纠纷")
    assert one.sync.differences() == []


@pytest.mark.parametrize("keep_ours", [True, False])
def test_somebody_elses_word_about_what_was_given_up_is_put_before_a_person(
    make: Make, keep_ours: bool
) -> None:
    one, other = make("a"), make("b")
    case = refused_brief(one, other, "长" * 700_000)
    other.cases.save(case, {"intake.brief": "为水沟争执"})
    meet(other, one)
    (asked,) = one.sync.differences()
    assert (asked.field, asked.theirs) == ("纠纷简要情况", "为水沟争执")
    assert one.cases.record(case).intake.brief == asked.ours
    one.sync.decide(asked.id, keep_ours=keep_ours)
    assert one.cases.record(case).intake.brief == (asked.ours if keep_ours else "为水沟争执")
    other.cases.save(case, {"dispute_type": "邻里纠纷"})
    meet(other, one)
    assert one.cases.record(case).intake.brief == (asked.ours if keep_ours else "为水沟争执")


def test_what_is_written_over_something_given_up_goes_its_own_way(make: Make) -> None:
    one, other = make("a"), make("b")
    case = refused_brief(one, other, "长" * 700_000)
    one.cases.save(case, {"intake.brief": "为地界和水沟争执"})
    meet(one, other, one)
    assert one.cases.record(case).intake.brief == other.cases.record(case).intake.brief == "为地界和水沟争执"
    with one.database.reading() as session:
        assert session.scalars(select(Change.state).where(Change.state == "rejected")).all() == []


@pytest.mark.parametrize("stays_void", [True, False])
def test_a_case_voided_here_and_signed_there_is_put_before_a_person_at_both(
    make: Make, stays_void: bool
) -> None:
    one, other = make("a"), make("b")
    case = ready(one)
    one.cases.accept(case, DAY)
    meet(one, other)
    one.cases.void(case, "登记错了")
    signed = {f"agreement.{who}_date": "2026-07-15" for who in ("party_sign", "mediator_sign", "seal")}
    other.cases.save(case, {"agreement.form": "书面", **signed})
    meet(one, other, one)
    for desk in (one, other):
        (asked,) = desk.sync.differences()
        assert (asked.field, asked.ours, asked.theirs) == ("作废原因", "登记错了", None)
        assert "已经签好生效" in asked.reason
    (asked,) = other.sync.differences()
    other.sync.decide(asked.id, keep_ours=stays_void)
    meet(other, one, other)
    for desk in (one, other):
        assert desk.sync.differences() == []
        assert (desk.cases.record(case).void_reason is not None) is stays_void
        assert desk.table.count("void") == int(stays_void)


def test_a_difference_to_decide_is_not_called_unacknowledged(make: Make) -> None:
    one, other = make("a"), make("b")
    case = ready(one)
    meet(one, other)
    one.cases.save(case, {"intake.brief": "为围栏争执"})
    other.cases.save(case, {"intake.brief": "为水沟争执"})
    one.sync.run()
    report = other.sync.run()
    assert (report.waiting, report.to_answer, report.clean) == (0, 1, False)
    said = "".join(report.lines())
    assert "县里没有确认" not in said
    assert "全部确认" not in said
    assert "收件" in said
    waiting = other.table.waiting()
    assert (waiting.count, waiting.to_answer) == (0, 1)
