"""A number register belongs to one desk: who numbers, what the other is told, and what if both did all the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from jxdesk.cli import main
from jxdesk.demo import _county
from jxdesk.desk import Desk, create_desk
from jxdesk.errors import UserError
from jxdesk.models import NumberEntry
from jxdesk.paths import DataFolder
from jxdesk.services.short_id import letters_of
from jxdesk.settings import Settings

NOON = datetime(2026, 7, 15, 4, 0, tzinfo=UTC)
DAY = date(2026, 7, 15)


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two desks of one township and a county process on loopback."""
    with _county(None, tmp_path / "county.db", lambda _line: None) as url:
        made = [
            create_desk(DataFolder(tmp_path / name), None, Settings(county_url=url), clock=lambda: NOON)
            for name in "ab"
        ]
        yield made[0], made[1]
        for desk in made:
            desk.close()


def ready(desk: Desk, brief: str = "为地界争执") -> str:
    """A draft that can be accepted."""
    case = desk.cases.begin()
    desk.cases.save(case.id, {"intake.brief": brief})
    for name, role in (("赵某", "申请人"), ("㛃某", "被申请人")):
        desk.cases.add_item(case.id, "parties", {"name": name, "role": role})
    return case.id


def meet(*desks: Desk) -> None:
    for desk in desks:
        desk.sync.run()


def committee(desk: Desk) -> str:
    found = desk.office.office().committee
    assert found is not None
    return found.code


def test_the_desk_that_gave_the_first_number_owns_the_register(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    assert one.cases.accept(ready(one), DAY) == "集福人调字〔2026〕第1号"
    meet(one, other)
    assert one.registers.elsewhere() == {}
    assert other.registers.elsewhere() == {committee(other): letters_of(one.office.office().dev)}
    waiting = ready(other)
    with pytest.raises(UserError, match="另一台电脑") as told:
        other.cases.accept(waiting, DAY)
    assert "设置" in told.value.remedy
    assert other.cases.record(waiting).number.text is None
    meet(other, one)
    assert one.cases.accept(waiting, DAY) == "集福人调字〔2026〕第2号"


def test_a_desk_set_up_to_register_only_gives_out_no_number(desks: tuple[Desk, Desk]) -> None:
    one, _ = desks
    one.registers.leave_to_another([unit.code for unit in one.office.committees()])
    assert one.registers.elsewhere()[committee(one)] == ""
    with pytest.raises(UserError, match="另一台电脑"):
        one.cases.accept(ready(one), DAY)
    one.registers.take_over(committee(one))
    assert one.cases.accept(ready(one), DAY) == "集福人调字〔2026〕第1号"


def test_a_desk_that_replaces_another_goes_on_behind_its_last_number(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    one.cases.accept(ready(one), DAY)
    meet(one, other)
    other.registers.take_over(committee(other))
    assert other.cases.accept(ready(other), DAY) == "集福人调字〔2026〕第2号"
    meet(other, one)
    assert one.registers.elsewhere() == {committee(one): letters_of(other.office.office().dev)}
    assert "另一台电脑" in (one.sync.notice() or "")
    with pytest.raises(UserError, match="另一台电脑"):
        one.cases.accept(ready(one), DAY)


@pytest.mark.parametrize("keeps", ["earlier", "later"])
def test_one_number_given_out_twice_is_asked_and_one_case_gets_a_new_one(
    desks: tuple[Desk, Desk], keeps: str
) -> None:
    one, other = desks
    first, second = ready(one), ready(other, "为水沟争执")
    assert one.cases.accept(first, DAY) == other.cases.accept(second, DAY) == "集福人调字〔2026〕第1号"
    meet(one, other, one)
    assert one.registers.elsewhere() == {committee(one): letters_of(other.office.office().dev)}
    (there,), (here,) = one.registers.clashes(), other.registers.clashes()
    assert (
        {case_id for case_id, _ in here.cases} == {case_id for case_id, _ in there.cases} == {first, second}
    )
    assert (here.ours_to_mend, there.ours_to_mend) == (True, False)
    assert one.table.waiting().to_answer == other.table.waiting().to_answer == 1
    assert one.table.waiting().count == other.table.waiting().count == 0

    loser, winner = (second, first) if keeps == "earlier" else (first, second)
    with pytest.raises(UserError, match="另一台电脑"):
        one.registers.renumber(there.id, loser)
    assert other.registers.renumber(here.id, loser) == "集福人调字〔2026〕第2号"
    meet(other, one)

    for desk in desks:
        assert desk.registers.clashes() == []
        assert desk.cases.resolve("集福人调字〔2026〕第1号") == winner
        assert desk.cases.resolve("集福人调字〔2026〕第2号") == loser
        with desk.database.reading() as session:
            entries = session.scalars(select(NumberEntry).order_by(NumberEntry.seq)).all()
            assert [(entry.seq, entry.case_id) for entry in entries] == [(1, winner), (2, loser)]
    assert other.cases.accept(ready(other), DAY) == "集福人调字〔2026〕第3号"
    with pytest.raises(UserError, match="不重了"):
        other.registers.renumber(here.id, loser)


def test_an_import_elsewhere_takes_no_register_away(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    one.cases.accept(ready(one), DAY)
    samples = Path(__file__).parents[1] / "data" / "sample_cases.json"
    other.files.import_files([samples])
    meet(one, other, one)
    assert one.registers.elsewhere() == {}
    assert one.cases.accept(ready(one), DAY) == "集福人调字〔2026〕第43号"


def test_sync_with_something_to_decide_ends_with_one(
    desks: tuple[Desk, Desk], capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = desks
    one.cases.accept(ready(one), DAY)
    other.cases.accept(ready(other), DAY)
    meet(one, other)
    address = one.sync.address
    assert main(["sync", "--county", str(address), "--data", str(other.folder.root)]) == 1
    assert "收件" in capsys.readouterr().err
    (asked,) = other.registers.clashes()
    other.registers.renumber(asked.id, asked.cases[0][0])
    assert main(["sync", "--county", str(address), "--data", str(other.folder.root)]) == 0


def test_a_number_with_digits_too_many_raises_no_counter_on_the_other_desk(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    one, other = desks
    file = json.loads((Path(__file__).parents[1] / "data" / "sample_cases.json").read_text(encoding="utf-8"))
    file["cases"] = file["cases"][1:2]
    file["cases"][0]["number"] |= {"text": "集福人调字〔2026〕第99999999号", "seq": 99_999_999}
    (tmp_path / "x.json").write_text(json.dumps(file, ensure_ascii=False), encoding="utf-8")
    one.files.import_files([tmp_path / "x.json"])
    meet(one, other)
    assert other.cases.resolve("集福人调字〔2026〕第99999999号")
    assert other.cases.accept(ready(other), DAY) == "集福人调字〔2026〕第1号"
