"""What the county shows, refuses and keeps apart, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

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


def count(store: Store, name: str) -> int:
    table = tables.metadata.tables[name]
    return store.reading(lambda c: c.execute(select(func.count()).select_from(table)).scalar_one())


def cells(store: Store, rid: str) -> str:
    table = tables.record
    return store.reading(lambda c: c.execute(select(table.c.cells).where(table.c.rid == rid)).scalar_one())


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
