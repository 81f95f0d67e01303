"""What the county promises, on SQLite and on PostgreSQL alike: the same tests, two databases."""

from __future__ import annotations

import pytest
from county_world import Desk, give, states
from sqlalchemy import func, select

from jxdesk.county import tables, upkeep
from jxdesk.county.apply import RefusedError
from jxdesk.county.store import Store
from jxdesk.rules.ids import new_id


def count(store: Store, name: str) -> int:
    table = tables.metadata.tables[name]
    return store.reading(lambda c: c.execute(select(func.count()).select_from(table)).scalar_one())


def cells(store: Store, rid: str) -> str:
    table = tables.record
    return store.reading(lambda c: c.execute(select(table.c.cells).where(table.c.rid == rid)).scalar_one())


def test_a_batch_is_applied_and_numbered_without_gaps(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "张三与李四土地纠纷"}, op="put")
    desk.write(case, {"name": "张三"}, kind="party", rid=new_id(), op="put")

    answer = desk.push(store)

    assert states(answer) == ["applied", "applied"]
    assert [one.seq for one in answer.receipts] == [1, 2]
    assert answer.latest == 2


def test_the_same_bytes_again_give_the_same_receipts_and_change_nothing(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    data = desk.batch()

    first, again = give(store, data), give(store, data)

    assert first == again
    assert (count(store, "change"), count(store, "batch")) == (1, 1)


def test_the_same_id_with_other_content_is_refused(store: Store) -> None:
    desk, case, batch_id = Desk(), new_id(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    give(store, desk.batch(batch_id=batch_id))
    desk.write(case, {"title": "二"})

    with pytest.raises(RefusedError) as caught:
        give(store, desk.batch([desk.log[1]], batch_id=batch_id))

    assert caught.value.code == "other_content"
    assert count(store, "change") == 1


def test_changes_that_were_sent_before_in_other_batches_are_answered_with_what_became_of_them(
    store: Store,
) -> None:
    desk, case = Desk(), new_id()
    for number in range(4):
        desk.write(case, {"title": str(number)})
    desk.push(store, *desk.log[:3])

    answer = desk.push(store, *desk.log[1:])

    assert [(one.ctr, one.state, one.seq) for one in answer.receipts] == [
        (2, "applied", 2), (3, "applied", 3), (4, "applied", 4),
    ]  # fmt: skip
    assert count(store, "change") == 4


def test_a_batch_that_leaves_a_gap_is_refused(store: Store) -> None:
    desk, case = Desk(), new_id()
    for number in range(3):
        desk.write(case, {"title": str(number)})
    desk.push(store, desk.log[0])

    with pytest.raises(RefusedError) as caught:
        desk.push(store, desk.log[2])

    assert caught.value.code == "gap"


def test_a_copied_disk_is_noticed_at_hello_and_at_push(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    desk.push(store)
    clone = Desk(dev=desk.dev, epoch=desk.epoch, log=list(desk.log))
    desk.write(case, {"title": "原机"})
    desk.push(store)
    clone.write(case, {"title": "复制机"})

    assert clone.hello(store).forked
    assert not desk.hello(store).forked
    with pytest.raises(RefusedError) as caught:
        clone.push(store)
    assert caught.value.code == "forked"


def test_a_rolled_back_desk_is_noticed_at_hello(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    desk.write(case, {"title": "二"})
    desk.push(store)
    older = Desk(dev=desk.dev, epoch=desk.epoch, log=desk.log[:1])

    assert older.hello(store).forked
    assert not desk.hello(store).forked


def test_changes_renumbered_in_a_new_epoch_are_known_by_their_ids(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    desk.push(store)
    reborn = Desk(dev=desk.dev)
    reborn.write(case, {"title": "一"}, op="put", change_id=desk.log[0].change_id)
    reborn.write(case, {"title": "二"})

    answer = reborn.push(store)

    assert [(one.state, one.seq) for one in answer.receipts] == [("duplicate", 1), ("applied", 2)]
    assert count(store, "change") == 2
    assert '"二"' in cells(store, case)


def test_a_duplicate_of_a_refused_change_stays_refused(store: Store) -> None:
    desk, case = Desk(), new_id()
    bad = desk.write(case, {"x": 1}, kind="spaceship")
    desk.push(store)
    reborn = Desk(dev=desk.dev)
    reborn.write(case, {"x": 1}, kind="spaceship", rid=bad.rid, change_id=bad.change_id)

    answer = reborn.push(store)

    assert states(answer) == ["rejected"]
    assert "spaceship" in answer.receipts[0].reason


def test_a_known_id_with_other_content_is_set_aside(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    desk.push(store)
    other = Desk()
    other.write(case, {"title": "不同"}, op="put", change_id=desk.log[0].change_id)

    answer = other.push(store)

    assert states(answer) == ["rejected"]
    assert '"一"' in cells(store, case)


def test_a_refused_change_holds_only_its_own_case(store: Store) -> None:
    desk, troubled, well = Desk(), new_id(), new_id()
    desk.write(troubled, {"title": "一"}, op="put")
    desk.write(troubled, {"x": 1}, kind="spaceship", rid=new_id())
    desk.write(troubled, {"title": "二"})
    desk.write(well, {"title": "好"}, op="put")

    answer = desk.push(store)

    assert states(answer) == ["applied", "rejected", "held", "applied"]
    assert [one.seq for one in answer.receipts] == [1, None, None, 2]
    assert "spaceship" in answer.receipts[1].reason
    later = desk.write(troubled, {"title": "三"})
    assert states(desk.push(store, later)) == ["held"]


def test_another_device_is_not_held_by_somebody_elses_refused_change(store: Store) -> None:
    desk, other, case = Desk(), Desk(), new_id()
    desk.write(case, {"x": 1}, kind="spaceship", rid=new_id())
    desk.push(store)
    other.write(case, {"title": "照常"}, op="put")

    assert states(other.push(store)) == ["applied"]


def test_giving_up_a_refused_change_lets_the_case_go_on(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    bad = desk.write(case, {"x": 1}, kind="spaceship", rid=new_id())
    desk.write(case, {"title": "二"})
    desk.push(store)
    desk.write(case, {"title": "三"})
    desk.write(case, {"reason": "重录"}, kind="release", rid=bad.change_id, op="put")

    answer = desk.push(store, *desk.log[3:])

    assert states(answer) == ["applied", "applied"]
    assert '"三"' in cells(store, case)
    late = [(one.fields["title"], one.state) for one in desk.read(store) if one.kind == "case"]
    assert late == [("二", "applied")]
    assert states(desk.push(store, *desk.log[1:3])) == ["rejected", "applied"]


def test_a_release_frees_only_what_its_own_device_sent(store: Store) -> None:
    desk, other, case = Desk(), Desk(), new_id()
    bad = desk.write(case, {"x": 1}, kind="spaceship", rid=new_id())
    desk.push(store)
    other.write(case, {"reason": "误放"}, kind="release", rid=bad.change_id, op="put")
    other.push(store)
    after = desk.write(case, {"title": "二"})

    assert states(desk.push(store, after)) == ["held"]


def test_refused_changes_are_tried_again_after_an_upgrade(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"x": 1}, kind="spaceship", rid=new_id(), op="put")
    desk.write(case, {"title": "二"}, op="put")
    desk.push(store)
    assert upkeep.retry(store) == (0, 1)

    monkeypatch.setattr("jxdesk.county.acceptance.KINDS", frozenset({"case", "spaceship"}))
    assert upkeep.retry(store) == (1, 0)

    assert [(one.kind, one.state) for one in desk.read(store)] == [
        ("spaceship", "applied"),
        ("case", "applied"),
    ]


def test_two_values_for_one_field_go_before_a_person_and_nothing_is_overwritten(store: Store) -> None:
    one, two, case = Desk(), Desk(), new_id()
    one.write(case, {"title": "土地", "difficulty": "一般"}, op="put")
    one.push(store)
    one.write(case, {"title": "土地承包"}, base={"title": 1})
    two.write(case, {"title": "邻里", "difficulty": "复杂"}, base={"title": 1, "difficulty": 1})
    one.push(store, one.log[1])

    answer = two.push(store)

    receipt = answer.receipts[0]
    assert receipt.state == "conflict"
    assert [(clash.field, clash.value, clash.seq) for clash in receipt.clashes] == [("title", "土地承包", 2)]
    assert '"土地承包"' in cells(store, case)
    assert '"复杂"' in cells(store, case)
    assert upkeep.counts(store)["open"] == 1
    two.write(case, {"title": "土地承包"}, base={"title": 2})
    two.push(store, two.log[1])
    assert upkeep.counts(store)["open"] == 0


def test_striking_out_a_row_somebody_edited_unseen_keeps_it_and_asks(store: Store) -> None:
    one, two, case, party = Desk(), Desk(), new_id(), new_id()
    one.write(case, {"title": "一"}, op="put")
    one.write(case, {"name": "张三"}, kind="party", rid=party, op="put")
    one.push(store)
    edit = one.write(case, {"name": "张三丰"}, kind="party", rid=party, base={"name": 2})
    two.write(case, {}, kind="party", rid=party, op="void", base={"name": 2})
    one.push(store, edit)

    receipt = two.push(store).receipts[0]

    assert (receipt.state, receipt.took) == ("conflict", {"void": False})
    assert [clash.field for clash in receipt.clashes] == ["void"]
    two.write(case, {}, kind="party", rid=party, op="void", base={"name": 3, "void": 4})
    assert states(two.push(store, two.log[1])) == ["applied"]


def test_a_desk_is_never_in_conflict_with_itself(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    desk.push(store)
    desk.write(case, {"title": "二"})
    desk.write(case, {"title": "三"})

    assert states(desk.push(store, *desk.log[1:])) == ["applied", "applied"]


def test_a_renumbered_desk_is_not_in_conflict_with_its_former_life(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    desk.push(store)
    reborn = Desk(dev=desk.dev)
    reborn.write(case, {"title": "一"}, op="put", change_id=desk.log[0].change_id)
    reborn.push(store)
    reborn.write(case, {"title": "二"})

    assert states(reborn.push(store, reborn.log[1])) == ["applied"]
