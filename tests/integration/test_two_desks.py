"""Two desks of one township through one real county, by the verbs the screens use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from jxdesk.demo import _county
from jxdesk.desk import Desk, create_desk
from jxdesk.errors import UserError
from jxdesk.models import NumberEntry
from jxdesk.models.rows import TRACKED
from jxdesk.paths import DataFolder
from jxdesk.settings import Settings
from jxdesk.sync.policy import KINDS

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """陈某's desk and 刘某某's, and a county process on loopback."""
    with _county(None, tmp_path / "county.db", lambda _line: None) as url:
        made = [create_desk(DataFolder(tmp_path / name), None, Settings(county_url=url)) for name in "ab"]
        for desk, name in zip(made, ("陈某", "刘某某"), strict=True):
            desk.office.sit_down(next(p.id for p in desk.office.people() if p.name == name))
        yield made[0], made[1]
        for desk in made:
            desk.close()


def shared_case(one: Desk, other: Desk) -> str:
    case = one.cases.begin()
    one.cases.save(case.id, {"intake.brief": "为地界争执"})
    one.cases.add_item(case.id, "parties", {"name": "赵某", "role": "申请人"})
    one.sync.run()
    other.sync.run()
    return case.id


def test_a_case_begun_at_one_desk_is_found_at_the_other(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case_id = shared_case(one, other)
    assert other.cases.record(case_id) == one.cases.record(case_id)
    assert [found.case_id for found in other.search.find("地界")] == [case_id]
    assert one.table.waiting().count == 0


def test_the_letters_of_a_case_reach_the_other_desk_as_its_papers(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case_id = shared_case(one, other)
    assert set(TRACKED) == KINDS
    one.cases.add_item(case_id, "appointments", {"recipients": ["赵某"], "at": "2026-05-08T09:00"})
    one.cases.add_item(case_id, "extensions", {"date": "2026-06-03", "until": "2026-06-20"})
    one.cases.add_item(case_id, "transfers", {"unit": "县仲裁委", "attachments": ["登记表1份"]})
    one.cases.add_item(case_id, "deliveries", {"document": "调解通知书", "witnesses": ["孙某"]})
    one.cases.add_item(case_id, "reminders", {"debtor": "赵某", "matter": "拆围栏"})
    one.cases.save(case_id, {"source.transfer_received": "2026-05-06"})
    one.sync.run()
    assert other.sync.run().conflicts == 0
    assert other.cases.record(case_id) == one.cases.record(case_id)
    letters = {"mediation-notice", "extension", "transfer-out", "service-proof", "reminder", "transfer-in"}
    assert letters <= {ref.document_id for ref in other.papers.applicable(case_id)}


def test_one_field_written_twice_is_decided_by_a_person_and_the_decision_arrives(
    desks: tuple[Desk, Desk],
) -> None:
    one, other = desks
    case_id = shared_case(one, other)
    one.cases.save(case_id, {"intake.brief": "为地界和水沟争执"})
    other.cases.save(case_id, {"intake.brief": "为围栏争执", "intake.place": "村东"})
    one.sync.run()
    report = other.sync.run()
    assert report.conflicts == 1
    (question,) = other.sync.differences()
    assert (question.ours, question.theirs, question.who) == ("为围栏争执", "为地界和水沟争执", "陈某")
    assert question.field == "纠纷简要情况"
    other.sync.decide(question.id, keep_ours=True)
    other.sync.run()
    one.sync.run()
    assert one.cases.record(case_id).intake.brief == other.cases.record(case_id).intake.brief == "为围栏争执"
    assert one.cases.record(case_id).intake.place == "村东"
    assert other.sync.differences() == one.sync.differences() == []
    assert other.table.waiting().count == 0


@pytest.mark.parametrize("strike_out", [True, False])
def test_a_party_struck_out_here_and_edited_there_waits_for_a_person(
    desks: tuple[Desk, Desk], strike_out: bool
) -> None:
    one, other = desks
    case_id = shared_case(one, other)
    party = one.cases.record(case_id).parties[0].id
    one.cases.remove_item("parties", party)
    other.cases.save_item("parties", party, {"phone": "13800000003"})
    for desk in (one, other, one):
        desk.sync.run()
    (question,) = other.sync.differences()
    assert question.field == "这一条要不要删去"
    other.sync.decide(question.id, keep_ours=bool(question.ours) is strike_out)
    for desk in (other, one, other):
        desk.sync.run()
    assert other.sync.differences() == []
    assert len(other.cases.record(case_id).parties) == (0 if strike_out else 1)


def test_a_row_struck_out_and_put_back_after_everybody_knew_is_back_everywhere(
    desks: tuple[Desk, Desk],
) -> None:
    one, other = desks
    case_id = shared_case(one, other)
    party = one.cases.record(case_id).parties[0].id
    fields = one.cases.remove_item("parties", party)
    for desk in (one, other):
        desk.sync.run()
    assert other.cases.record(case_id).parties == []
    one.cases.restore_item(case_id, "parties", party, fields)
    for desk in (one, other):
        desk.sync.run()
    assert other.cases.record(case_id).parties == one.cases.record(case_id).parties != []
    assert other.sync.differences() == one.sync.differences() == []


def test_a_part_begun_at_both_desks_is_one_part(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case_id = shared_case(one, other)
    one.cases.save(case_id, {"termination.reason": "分歧过大"})
    other.cases.save(case_id, {"termination.date": "2026-07-15"})
    for desk in (one, other, one):
        desk.sync.run()
    for desk in desks:
        termination = desk.cases.record(case_id).termination
        assert termination is not None
        assert (termination.reason, termination.date) == ("分歧过大", "2026-07-15")


def test_the_same_file_on_two_desks_is_one_case_and_its_number_is_not_given_out_again(
    desks: tuple[Desk, Desk],
) -> None:
    one, other = desks
    for desk in desks:
        desk.files.import_files([SAMPLES])
    for desk in (one, other, one):
        desk.sync.run()
    assert [desk.table.count() for desk in desks] == [3, 3]
    assert one.sync.differences() == other.sync.differences() == []
    other.cases.resolve("集福人调字〔2026〕第42号")


def test_a_case_voided_here_is_hidden_there_and_its_number_says_why(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case_id = shared_case(one, other)
    one.cases.add_item(case_id, "parties", {"name": "李某", "role": "被申请人"})
    one.cases.accept(case_id, one.cases.today())
    one.cases.void(case_id, "重复登记")
    one.sync.run()
    other.sync.run()
    assert other.table.count() == 0
    assert [row.case_id for row in other.table.rows(state="void")] == [case_id]
    assert reasons(other) == ["重复登记"]

    other.cases.unvoid(case_id)
    other.sync.run()
    one.sync.run()
    assert one.table.count() == 1
    assert reasons(one) == reasons(other) == [None]


def test_two_desks_that_void_the_same_case_need_not_be_asked(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case_id = shared_case(one, other)
    one.cases.void(case_id, "重复登记")
    other.cases.void(case_id, "登记错了")
    for desk in (one, other, one):
        desk.sync.run()
    assert [desk.sync.differences() for desk in desks] == [[], []]
    assert {desk.cases.record(case_id).void_reason for desk in desks} == {"登记错了；重复登记"}


def test_what_was_typed_elsewhere_before_the_lock_was_known_comes_before_a_person(
    desks: tuple[Desk, Desk],
) -> None:
    one, other = desks
    case_id = shared_case(one, other)
    one.cases.file_dossier(case_id, one.cases.today())
    one.locking.lock(case_id)
    other.cases.save(case_id, {"intake.brief": "改成了别的"})
    for desk in (one, other, one, other):
        desk.sync.run()
    (asked,) = one.sync.differences()
    assert (asked.ours, asked.theirs, asked.who) == ("为地界争执", "改成了别的", "刘某某")
    assert "已经归档锁定" in asked.reason
    assert other.sync.differences() == []
    one.sync.decide(asked.id, keep_ours=True)
    for desk in (one, other, one):
        desk.sync.run()
    assert {desk.cases.record(case_id).intake.brief for desk in desks} == {"为地界争执"}
    assert [desk.sync.differences() for desk in desks] == [[], []]


def test_a_correction_made_at_the_other_desk_is_not_asked_about(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case_id = shared_case(one, other)
    one.cases.file_dossier(case_id, one.cases.today())
    one.locking.lock(case_id)
    one.sync.run()
    other.sync.run()
    other.cases.save(case_id, {"intake.brief": "为地界、排水争执"}, because="漏写")
    other.sync.run()
    one.sync.run()
    assert one.cases.record(case_id).intake.brief == "为地界、排水争执"
    assert one.sync.differences() == []


@pytest.mark.parametrize(
    "values",
    [
        {"mode": "不予受理"},
        {"screening.decision": None},
        {"acceptance.date": None},
        {"refusal.reasons": ["不属于民间纠纷"]},
        {"committee.name": "集贤县丰乐镇人民调解委员会"},
    ],
)
def test_what_was_decided_with_the_number_stays_at_a_desk_that_only_pulled_the_case(
    desks: tuple[Desk, Desk], values: dict[str, object]
) -> None:
    one, other = desks
    case_id = shared_case(one, other)
    one.cases.add_item(case_id, "parties", {"name": "李某", "role": "被申请人"})
    one.cases.accept(case_id, one.cases.today())
    one.sync.run()
    other.sync.run()
    before = other.cases.record(case_id)
    with pytest.raises(UserError, match=r"已经受理编号|已经编号"):
        other.cases.save(case_id, values)
    assert other.cases.record(case_id) == before
    assert other.cases.given_out(case_id)


def test_a_decision_typed_before_the_number_was_known_still_merges(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case_id = shared_case(one, other)
    one.cases.add_item(case_id, "parties", {"name": "李某", "role": "被申请人"})
    one.cases.accept(case_id, one.cases.today())
    other.cases.save(case_id, {"mode": "不予受理", "refusal.note": "打电话来问过"})
    for desk in (one, other, one, other):
        desk.sync.run()
    assert one.cases.record(case_id) == other.cases.record(case_id)
    other.cases.save(case_id, {"mode": "调解不成"})  # and what stands there wrongly can be mended


def test_an_imported_case_may_still_be_put_right_at_a_desk_that_pulled_it(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    one.files.import_files([SAMPLES])
    one.sync.run()
    other.sync.run()
    case_id = other.cases.resolve("集福人调字〔2026〕第33号")
    assert not other.cases.given_out(case_id)
    other.cases.save(case_id, {"acceptance.date": "2025-05-06"})


def reasons(desk: Desk) -> list[str | None]:
    """Why numbers in this desk's register do not count."""
    with desk.database.reading() as session:
        return list(session.scalars(select(NumberEntry.void_reason).order_by(NumberEntry.seq)))
