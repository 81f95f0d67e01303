"""What the county promises, on SQLite and on PostgreSQL alike: the same tests, two databases."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from county_world import COUNTY, FENGLE, FULI, Desk, give, states
from postgres import Cluster
from sqlalchemy import func, select

from jxdesk.county import tables, upkeep
from jxdesk.county.apply import RefusedError
from jxdesk.county.reading import page
from jxdesk.county.store import Store
from jxdesk.rules.ids import new_id
from jxdesk.sync import envelope


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        opened = Store(str(tmp_path / "county.db"))
    else:
        cluster: Cluster = request.getfixturevalue("postgres")
        opened = Store(cluster.database())
    yield opened
    opened.close()


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


def test_a_desk_reads_what_others_wrote_in_its_unit_and_nothing_else(store: Store) -> None:
    desk, colleague, stranger = Desk(), Desk(), Desk(unit=FENGLE)
    desk.write(new_id(), {"title": "自己"}, op="put")
    colleague.write(new_id(), {"title": "同事"}, op="put")
    stranger.write(new_id(), {"title": "外乡"}, op="put")
    for one in (desk, colleague, stranger):
        one.push(store)

    assert [one.fields["title"] for one in desk.read(store)] == ["同事"]
    county = Desk(unit=COUNTY)
    assert [one.fields["title"] for one in county.read(store)] == ["自己", "同事", "外乡"]


def test_what_the_county_writes_in_a_case_reaches_its_township(store: Store) -> None:
    desk, county, case = Desk(unit=FULI), Desk(unit=COUNTY), new_id()
    desk.write(case, {"title": "一"}, op="put")
    desk.push(store)
    county.write(case, {"intake_assigned_to": "福利镇司法所"})
    county.push(store)

    assert [one.fields for one in desk.read(store)] == [{"intake_assigned_to": "福利镇司法所"}]


def test_a_desk_that_lost_its_memory_reads_its_own_changes_back_whole(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    desk.write(case, {"title": "二"}, base={"title": 1})
    desk.push(store)
    reborn = Desk(dev=desk.dev)

    entries = reborn.read(store)

    assert [(one.ctr, one.salt, one.base) for one in entries] == [
        (1, desk.log[0].salt, {}), (2, desk.log[1].salt, {"title": 1}),
    ]  # fmt: skip


def test_pages_are_cut_at_transaction_borders(store: Store) -> None:
    desk, reader = Desk(), Desk()
    for _ in range(5):
        first = len(desk.log)
        case = new_id()
        for _ in range(3):
            desk.write(case, {"brief": "长" * 200})
        desk.push(store, *desk.log[first:])
    server_epoch = reader.hello(store).server_epoch
    cursor, cuts, seen = 0, [], []
    while True:
        got = page(
            store, county=COUNTY, unit=FULI, dev=reader.dev, epoch=reader.epoch, server_epoch=server_epoch,
            cursor=cursor, size=1000,
        )  # fmt: skip
        seen += [one.seq for one in got.entries]
        cursor = got.upto
        cuts.append(cursor)
        if not got.more:
            break

    assert seen == list(range(1, 16))
    assert cuts == [3, 6, 9, 12, 15]


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


def test_a_restored_county_says_up_to_where_it_agrees_and_never_reuses_a_number(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    desk.push(store)
    before = desk.hello(store).server_epoch

    upkeep.restored(store)

    answer = desk.hello(store, server_epoch=before)
    assert (answer.restored, answer.agreed) == (True, 1)
    assert answer.server_epoch != before
    desk.write(case, {"title": "二"})
    assert desk.push(store, desk.log[1]).latest > 2**32
    with pytest.raises(RefusedError) as caught:
        page(
            store,
            county=COUNTY,
            unit=FULI,
            dev=desk.dev,
            epoch=desk.epoch,
            server_epoch=before,
            cursor=1,
            size=1000,
        )
    assert caught.value.code == "restored"


def test_a_nul_in_a_field_is_kept_and_a_nul_in_a_name_is_refused(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "粘贴\x00来的"}, op="put")
    desk.write(new_id(), {"title": "一"}, user="张\x00三", op="put")
    desk.write("坏\x00标识", {"title": "一"}, rid=new_id())
    desk.write(new_id(), {"title": "一"}, change_id="x\x00")

    answer = desk.push(store)

    assert states(answer) == ["applied", "rejected", "rejected", "rejected"]
    assert all(one.reason for one in answer.receipts[1:])
    assert Desk().read(store)[0].fields == {"title": "粘贴\x00来的"}


@pytest.mark.parametrize(
    "values",
    [
        {"schema": 99},
        {"kind": "spaceship"},
        {"rid": "x"},
        {"fields": {"Bad-Name": 1}},
        {"fields": {"void": True}},
        {"fields": {f"f{n}": n for n in range(301)}},
        {"fields": {"brief": "".join(random.Random(1).choices("甲乙丙丁戊己庚辛", k=400_000))}},
        {"base": {"title": -1}},
        {"base": {"title": 2**60}},
        {"at": "昨天"},
        {"at": "2025-03-21T09:00:00"},
        {"user": "王" * 100},
        {"hlc": "\n"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a_change_that_cannot_be_taken_is_refused_with_a_sentence(
    store: Store, values: dict[str, object]
) -> None:
    desk = Desk()
    case = new_id()
    desk.write(case, **{"fields": {"title": "一"}, **values})

    answer = desk.push(store)

    assert states(answer) == ["rejected"]
    assert answer.receipts[0].reason.endswith("。")


def test_a_withheld_change_keeps_the_chain_whole(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    secret = desk.write(new_id(), {"brief": "已销毁"}, op="put")
    desk.write(case, {"title": "二"})
    blank = {"salt": "", "fields": {}}
    sent = [desk.log[0], envelope.msgspec.structs.replace(secret, **blank), desk.log[2]]

    answer = give(store, desk.batch(sent))

    assert states(answer) == ["applied", "rejected", "applied"]
    assert not desk.hello(store).forked


def test_counties_in_one_database_do_not_see_each_other(store: Store) -> None:
    desk, case = Desk(), new_id()
    desk.write(case, {"title": "一"}, op="put")
    desk.push(store)
    other = envelope.seal(
        desk.log,
        batch_id=new_id(),
        county="230522",
        unit=FULI,
        created_hlc="0",
        prev_h=envelope.chain.GENESIS.hex(),
    )

    assert states(give(store, other)) == ["applied"]
    assert give(store, other).receipts[0].seq == 1


def test_two_programs_may_open_a_new_database_at_once(postgres: Cluster) -> None:
    dsn = postgres.database()
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: Store(dsn), range(4)))
    for one in stores:
        one.close()
    assert len(stores) == 4


def test_every_key_begins_with_the_county() -> None:
    for table in tables.metadata.tables.values():
        if table.name == "layout":
            continue
        keys = [list(table.primary_key.columns), *(list(index.columns) for index in table.indexes)]
        keys += [
            list(one.columns) for one in table.constraints if hasattr(one, "columns") and len(one.columns)
        ]
        assert all(key[0].name == "county" for key in keys), table.name
