"""Desk and county after a loss: rolled back, copied, restored. Nothing still held anywhere is lost."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sync_world import SEALING, Line, RealDesk, Workshop, county

from jxdesk.county import upkeep
from jxdesk.county.store import Store
from jxdesk.models import Change, Conflict
from jxdesk.rules.ids import new_id
from jxdesk.sync import chain, outbox
from jxdesk.sync.round import FORKED, RESTORED


def questions(desk: RealDesk) -> list[tuple[str, object, object, str]]:
    with desk.database.reading() as session:
        rows = session.scalars(select(Conflict).order_by(Conflict.field))
        return [(row.field, row.ours, row.theirs, row.state) for row in rows]


def test_a_desk_restored_from_a_backup_loses_nothing_that_is_still_held_anywhere(
    two: tuple[RealDesk, RealDesk], line: Line, tmp_path: Path
) -> None:
    one, _ = two
    case = new_id()
    one.say(case, title="一")
    one.sync(line)
    one.copy(tmp_path / "backup")
    one.say(case, title="二", difficulty="复杂")
    one.sync(line)
    one.roll_back(tmp_path / "backup")
    assert one.see(case, "title") == "一"
    one.say(case, mode="书面")

    report = one.sync(line)

    assert report.notice == FORKED
    assert (one.see(case, "title"), one.see(case, "difficulty"), one.see(case, "mode")) == (
        "二",
        "复杂",
        "书面",
    )
    assert one.state().notice == FORKED
    assert one.sync(line).notice is None


def test_a_copied_desk_is_noticed_and_both_go_on(
    two: tuple[RealDesk, RealDesk], line: Line, tmp_path: Path
) -> None:
    one, _ = two
    case = new_id()
    one.say(case, title="一")
    one.sync(line)
    one.copy(tmp_path / "clone.db")
    clone = RealDesk(tmp_path / "clone.db")
    one.say(case, difficulty="复杂")
    clone.say(case, mode="口头")

    reports = [desk.sync(line).notice for desk in (one, clone, one, clone)]

    assert reports == [None, FORKED, None, None]
    for desk in (one, clone):
        assert (desk.see(case, "difficulty"), desk.see(case, "mode")) == ("复杂", "口头")
    clone.close()


def test_a_restored_county_is_told_again_what_it_lost(workshop: Workshop, tmp_path: Path) -> None:
    one, other = workshop.desk("one"), workshop.desk("two")
    early, late = new_id(), new_id()
    database = tmp_path / "county.db"
    with county(str(database)) as (_, line):
        one.say(early, title="一")
        for desk in (one, other):
            desk.sync(line)
    backup = database.read_bytes()
    with county(str(database)) as (_, line):
        one.say(early, title="二")
        one.say(late, title="新")
        for desk in (one, other):
            desk.sync(line)
        other.say(late, difficulty="复杂")
        other.sync(line)
    for leftover in tmp_path.glob("county.db-*"):
        leftover.unlink()
    database.write_bytes(backup)
    with county(str(database)) as (store, line):
        upkeep.restored(store)
        notices = [desk.sync(line).notice for desk in (one, other, one, other)]
        fresh = workshop.desk("three")
        fresh.sync(line)

        assert notices == [RESTORED, RESTORED, None, None]
        for desk in (one, other, fresh):
            assert (desk.see(early, "title"), desk.see(late, "title")) == ("二", "新")
            assert desk.see(late, "difficulty") == "复杂"
            assert questions(desk) == []
    for desk in (one, other, fresh):
        desk.close()


def test_a_restored_county_that_lost_nothing_costs_nothing(
    two: tuple[RealDesk, RealDesk], store: Store, line: Line
) -> None:
    one, _ = two
    one.say(new_id(), title="一")
    one.sync(line)
    upkeep.restored(store)

    report = one.sync(line)

    assert (report.notice, report.sent, report.received) == (RESTORED, 0, 0)


def test_changes_read_back_can_be_sent_again(
    two: tuple[RealDesk, RealDesk], line: Line, tmp_path: Path
) -> None:
    one, _ = two
    one.copy(tmp_path / "empty")
    case = new_id()
    one.say(case, title="一")
    one.say(case, title="二")
    one.sync(line)
    written = [(row.ctr, row.digest, row.h) for row in one.log()]
    one.roll_back(tmp_path / "empty")

    one.sync(line)

    assert [(row.ctr, row.digest, row.h) for row in one.log()] == written
    links = [
        chain.Link(row.dev, row.epoch, row.ctr, bytes.fromhex(row.digest), bytes.fromhex(row.h))
        for row in one.log()
    ]
    assert chain.verify(links).hex() == written[-1][2]


def test_the_chain_stays_whole_through_a_new_epoch(two: tuple[RealDesk, RealDesk]) -> None:
    one, _ = two
    for number in range(3):
        one.say(new_id(), title=str(number))
    with one.database.transaction(recording=False) as session:
        assert outbox.renumber(session, SEALING) == 3
    one.say(new_id(), title="后")
    rows = one.log()

    assert len({row.epoch for row in rows}) == 1
    links = [
        chain.Link(
            row.dev, row.epoch, row.ctr, bytes.fromhex(row.digest), bytes.fromhex(row.h),
            bytes.fromhex(row.salt or ""), chain.canonical(outbox.change_of(row).body()),
        )
        for row in rows
    ]  # fmt: skip
    assert chain.verify(links).hex() == one.state().h


def test_an_erased_change_still_lets_the_chain_be_told(two: tuple[RealDesk, RealDesk], line: Line) -> None:
    one, _ = two
    secret, case = new_id(), new_id()
    one.say(secret, intake_brief="应当销毁")
    one.say(case, title="一")
    with one.database.transaction(recording=False) as session:
        row = session.scalars(select(Change).where(Change.case_id == secret)).one()
        row.fields, row.salt = None, None

    report = one.sync(line)

    assert (report.rejected, report.applied) == (1, 1)
