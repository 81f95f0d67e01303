"""Desk and county together: what a township writes arrives, what others write is seen, nothing flickers."""

from __future__ import annotations

import httpx
import pytest
from county_world import COUNTY, FENGLE
from sqlalchemy import delete, select
from sync_world import Carry, Line, RealDesk, Workshop

from jxdesk.errors import UserError
from jxdesk.models import Case, Conflict, DeskState, Party, SyncBase, recorder
from jxdesk.rules.ids import new_id
from jxdesk.sync import outbox
from jxdesk.sync.client import CountyUnreachableError
from jxdesk.sync.outbox import Waiting
from jxdesk.sync.round import MISFITS


def questions(desk: RealDesk) -> list[tuple[str, object, object, str]]:
    with desk.database.reading() as session:
        rows = session.scalars(select(Conflict).order_by(Conflict.field))
        return [(row.field, row.ours, row.theirs, row.state) for row in rows]


def test_a_save_arrives_at_the_county_and_at_the_other_desk(
    two: tuple[RealDesk, RealDesk], line: Line
) -> None:
    one, other = two
    case = new_id()
    one.say(case, title="土地纠纷", intake_response_level="蓝")

    sent, got = one.sync(line), other.sync(line)

    assert (sent.sent, sent.applied, sent.waiting) == (1, 1, Waiting())
    assert (got.received, got.cases) == (1, {case})
    assert other.see(case, "title") == "土地纠纷"
    assert one.states() == ["applied"]


def test_with_nothing_to_do_a_round_is_one_request(two: tuple[RealDesk, RealDesk], line: Line) -> None:
    one, _ = two
    one.say(new_id(), title="一")
    one.sync(line)
    line.requests = 0

    one.sync(line)

    assert line.requests == 1


def test_a_round_that_sends_and_reads_is_three_requests(two: tuple[RealDesk, RealDesk], line: Line) -> None:
    one, other = two
    for number in range(60):
        one.say(new_id(), title=str(number))
    other.say(new_id(), title="别人的")
    other.sync(line)
    line.requests = 0

    report = one.sync(line)

    assert (report.sent, report.received, line.requests) == (60, 1, 3)


def test_everything_of_a_case_arrives_with_its_parts(two: tuple[RealDesk, RealDesk], line: Line) -> None:
    one, other = two
    with one.database.transaction("李") as session:
        case = Case(title="一", intake_requests=["归还土地", "赔偿"], statistics={"a": [1, None]})
        session.add(case)
        session.flush()
        session.add(Party(case_id=case.id, name="张三", age=61, representative=True, position=0))
        session.add(Party(case_id=case.id, name="李四", extra={"绰号": "老四"}, position=1))
    one.sync(line)
    other.sync(line)

    with other.database.reading() as session:
        people = session.scalars(select(Party).order_by(Party.position)).all()
        assert [(p.name, p.age, p.representative, p.extra) for p in people] == [
            ("张三", 61, True, None), ("李四", None, None, {"绰号": "老四"}),
        ]  # fmt: skip
        assert session.scalars(select(Case)).one().intake_requests == ["归还土地", "赔偿"]


def test_a_row_struck_out_here_disappears_there(two: tuple[RealDesk, RealDesk], line: Line) -> None:
    one, other = two
    with one.database.transaction("李") as session:
        case = Case(title="一")
        session.add(case)
        session.flush()
        session.add(Party(case_id=case.id, name="张三"))
    for desk in two:
        desk.sync(line)
    with one.database.transaction("李") as session:
        session.delete(session.scalars(select(Party)).one())
    one.sync(line)
    other.sync(line)

    with other.database.reading() as session:
        assert session.scalars(select(Party)).all() == []
        assert session.scalars(select(SyncBase).where(SyncBase.kind == "party")).one().void


def test_striking_out_what_somebody_edits_keeps_it_and_asks_both(
    two: tuple[RealDesk, RealDesk], line: Line
) -> None:
    one, other = two
    with one.database.transaction("李") as session:
        case = Case(title="一")
        session.add(case)
        session.flush()
        session.add(Party(case_id=case.id, name="张三"))
    for desk in two:
        desk.sync(line)
    with one.database.transaction("李") as session:
        session.delete(session.scalars(select(Party)).one())
    with other.database.transaction("王") as session:
        session.scalars(select(Party)).one().name = "张三丰"
    one.sync(line)
    other.sync(line)
    one.sync(line)

    for desk in two:
        with desk.database.reading() as session:
            assert session.scalars(select(Party)).one().name == "张三丰"
        assert [field for field, _, _, state in questions(desk) if state == "open"] == ["void"]


def test_edits_of_different_fields_meet_and_nobody_is_asked(
    two: tuple[RealDesk, RealDesk], line: Line
) -> None:
    one, other = two
    case = new_id()
    one.say(case, title="一", difficulty="一般")
    one.sync(line)
    other.sync(line)
    one.say(case, title="二")
    other.say(case, difficulty="复杂")

    for desk in (one, other, one):
        desk.sync(line)

    for desk in two:
        assert (desk.see(case, "title"), desk.see(case, "difficulty")) == ("二", "复杂")
        assert questions(desk) == []


def test_two_values_for_one_field_are_put_before_both_and_a_decision_ends_it(
    two: tuple[RealDesk, RealDesk], line: Line
) -> None:
    one, other = two
    case = new_id()
    one.say(case, title="一")
    one.sync(line)
    other.sync(line)
    one.say(case, title="二")
    other.say(case, title="三")
    one.sync(line)
    report = other.sync(line)
    one.sync(line)

    assert (report.conflicts, report.waiting.conflicts) == (1, 1)
    assert other.see(case, "title") == one.see(case, "title") == "二"
    assert questions(other) == [("title", "三", "二", "open")]
    assert questions(one) == [("title", "二", "三", "open")]

    other.say(case, title="三")
    other.sync(line)
    one.sync(line)

    assert other.see(case, "title") == one.see(case, "title") == "三"
    assert questions(one)[0][3] == questions(other)[0][3] == "resolved"


def test_an_edit_not_yet_sent_stays_on_the_screen_over_a_pull(
    two: tuple[RealDesk, RealDesk], line: Line
) -> None:
    one, other = two
    case = new_id()
    one.say(case, title="一", difficulty="一般")
    one.sync(line)
    other.sync(line)
    other.say(case, title="别人的", difficulty="复杂")
    other.sync(line)

    def save_before_the_page_comes(request: httpx.Request, carry: Carry) -> httpx.Response:
        if request.url.path.endswith("/changes"):
            one.say(case, title="我的")
        return carry(request)

    line.tamper = save_before_the_page_comes
    one.sync(line)

    assert (one.see(case, "title"), one.see(case, "difficulty")) == ("我的", "复杂")
    assert one.states() == ["applied", "new"]


def test_an_edit_made_while_a_batch_is_on_its_way_is_its_own_change(
    two: tuple[RealDesk, RealDesk], line: Line
) -> None:
    one, other = two
    case = new_id()
    one.say(case, title="一")

    def edit_meanwhile(request: httpx.Request, carry: Carry) -> httpx.Response:
        if request.url.path.endswith("/batches") and one.see(case, "title") == "一":
            one.say(case, title="二")
        return carry(request)

    line.tamper = edit_meanwhile
    one.sync(line)
    line.tamper = None
    other.sync(line)

    assert one.see(case, "title") == other.see(case, "title") == "二"
    assert one.states() == ["applied", "applied"]


def test_a_lost_answer_is_asked_for_again(two: tuple[RealDesk, RealDesk], line: Line) -> None:
    one, _ = two
    one.say(new_id(), title="一")

    def lose(request: httpx.Request, carry: Carry) -> httpx.Response:
        answer = carry(request)
        if request.url.path.endswith("/batches"):
            raise httpx.ReadError("cut")
        return answer

    line.tamper = lose
    with pytest.raises(CountyUnreachableError):
        one.sync(line)
    assert one.states() == ["sent"]
    line.tamper = None

    report = one.sync(line)

    assert (report.applied, one.states()) == (1, ["applied"])


def test_a_refused_change_is_set_aside_with_its_reason_and_the_rest_goes_on(
    two: tuple[RealDesk, RealDesk], line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    bad, good = new_id(), new_id()
    monkeypatch.setattr("jxdesk.county.acceptance.MAX_FIELDS_BYTES", 200)
    one.say(bad, title="一", intake_brief="长" * 200)
    one.say(bad, title="二")
    one.say(good, title="好")

    report = one.sync(line)
    other.sync(line)

    assert (report.rejected, report.held, report.applied) == (1, 1, 1)
    assert report.waiting == Waiting(held=1, rejected=1)
    refused = one.log()[0]
    assert (refused.state, refused.reason is not None and "过大" in refused.reason) == ("rejected", True)
    assert (other.see(good, "title"), other.see(bad, "title")) == ("好", None)
    assert one.see(bad, "title") == "二"

    with one.database.transaction("李") as session:
        outbox.give_up(session, refused.change_id)
    report = one.sync(line)
    assert report.waiting == Waiting()
    assert one.states() == ["given_up", "applied", "applied", "applied"]
    other.sync(line)
    assert other.see(bad, "title") == "二"


def test_a_change_too_big_for_any_batch_is_set_aside_and_the_rest_goes_on(
    two: tuple[RealDesk, RealDesk], line: Line
) -> None:
    one, other = two
    case, well = new_id(), new_id()
    one.say(case, intake_brief="长" * 2_000_000)
    one.say(well, title="好")

    report = one.sync(line)
    other.sync(line)

    assert (report.rejected, report.applied) == (1, 1)
    assert other.see(well, "title") == "好"
    assert one.see(case, "intake_brief") == "长" * 2_000_000


def test_a_part_whose_case_is_not_here_waits_for_it(two: tuple[RealDesk, RealDesk], line: Line) -> None:
    one, other = two
    with one.database.transaction("李") as session:
        case = Case(title="一")
        session.add(case)
        session.flush()
        session.add(Party(case_id=case.id, name="张三"))
        case_id = case.id
    one.sync(line)
    other.sync(line)
    with other.database.transaction(recording=False) as session:
        session.execute(delete(Case))
        session.execute(delete(SyncBase).where(SyncBase.kind == "case"))
    with one.database.transaction("李") as session:
        session.scalars(select(Party)).one().name = "张三丰"
    one.sync(line)
    other.sync(line)
    assert other.see(case_id, "title") is None
    one.say(case_id, title="二")
    one.sync(line)
    other.sync(line)

    assert other.see(case_id, "title") == "二"
    with other.database.reading() as session:
        assert session.scalars(select(Party)).one().name == "张三丰"


def test_a_value_that_does_not_fit_here_is_kept_and_said_and_the_rest_goes_on(
    two: tuple[RealDesk, RealDesk], line: Line
) -> None:
    one, other = two
    case, well = new_id(), new_id()
    one.say(case, title="一")
    with one.database.transaction("李") as session:
        fields = {"number_year": "二〇二六", "difficulty": "复杂"}
        recorder.record(session, kind="case", rid=case, case_id=case, op="patch", fields=fields)
    one.say(well, title="好")
    one.sync(line)

    report = other.sync(line)

    assert report.notice == MISFITS
    assert (other.see(case, "title"), other.see(case, "difficulty"), other.see(well, "title")) == (
        "一",
        "复杂",
        "好",
    )
    with other.database.reading() as session:
        assert (
            session.scalars(select(SyncBase).where(SyncBase.rid == case)).one().vals["number_year"]
            == "二〇二六"
        )
    one.say(case, title="二")
    one.sync(line)
    other.sync(line)
    assert other.see(case, "title") == "二"


def test_a_field_from_a_newer_program_is_kept(two: tuple[RealDesk, RealDesk], line: Line) -> None:
    one, other = two
    case = new_id()
    one.say(case, title="一")
    with one.database.transaction("李") as session:
        recorder.record(
            session, kind="case", rid=case, case_id=case, op="patch", fields={"drone_photo": "x.jpg"}
        )
    one.sync(line)
    other.sync(line)

    assert other.see(case, "extra") == {"drone_photo": "x.jpg"}


def test_another_townships_cases_stay_there(workshop: Workshop, line: Line) -> None:
    here, there, seat = workshop.desk("a"), workshop.desk("b", FENGLE), workshop.desk("c", COUNTY)
    case = new_id()
    here.say(case, title="一")
    here.sync(line)

    assert there.sync(line).received == 0
    assert seat.sync(line).received == 1
    for desk in (here, there, seat):
        desk.close()


def test_a_desk_without_a_unit_does_not_sync(workshop: Workshop, line: Line) -> None:
    desk = workshop.desk("a", unit=None)
    with pytest.raises(UserError, match="还没有选定本单位"):
        desk.sync(line)
    assert line.requests == 0
    desk.close()


def test_a_paused_desk_waits_for_a_person(two: tuple[RealDesk, RealDesk], line: Line) -> None:
    one, _ = two
    with one.database.transaction(recording=False) as session:
        session.get_one(DeskState, 1).paused = "备份刚刚恢复，同步已暂停。"
    with pytest.raises(UserError, match="备份刚刚恢复"):
        one.sync(line)
    assert line.requests == 0
