"""The cursor's oracle: many write, one reads on as it goes, and what it read is compared with the table.

The design this rules out, a number taken before the commit, misses rows here within seconds (sync.md §2.5).
"""

from __future__ import annotations

import threading
import time
from pathlib import Path

import psycopg
import pytest
from county_world import COUNTY, FULI, Desk
from postgres import Cluster
from sqlalchemy import select

from jxdesk.county import tables
from jxdesk.county.reading import page
from jxdesk.county.store import BusyError, Store
from jxdesk.rules.ids import new_id

WRITERS = 8


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "county.db")
    cluster: Cluster = request.getfixturevalue("postgres")
    return cluster.database()


def read_along(store: Store, stop: threading.Event) -> list[int]:
    """Read the county's log from the start, page by page, until ``stop`` and then to its end."""
    reader = Desk()
    reader.hello(store)
    server_epoch = reader.hello(store).server_epoch
    cursor, seen = 0, []
    while True:
        last_look = stop.is_set()
        got = page(
            store, county=COUNTY, unit=FULI, dev=reader.dev, epoch=reader.epoch, server_epoch=server_epoch,
            cursor=cursor, size=20_000,
        )  # fmt: skip
        seen += [one.seq for one in got.entries]
        assert got.upto >= cursor
        cursor = got.upto
        if last_look and not got.more:
            return seen


def push_until_taken(desk: Desk, store: Store, first: int) -> None:
    """Push, and come back when the county is busy: eight writers on one SQLite file do keep each other out."""
    while True:
        try:
            desk.push(store, *desk.log[first:])
        except BusyError:
            time.sleep(0.2)
            continue
        return


def oracle(database: str, batches: int, size: int) -> tuple[list[int], list[int]]:
    """What a reader saw while eight writers wrote, and what is in the table."""
    store = Store(database)
    stop = threading.Event()

    def write(own: Store) -> None:
        desk = Desk()
        for _ in range(batches):
            first = len(desk.log)
            for number in range(size):
                desk.write(new_id(), {"title": str(number)}, op="put")
            push_until_taken(desk, own, first)
        own.close()

    threads = [threading.Thread(target=write, args=(Store(database),)) for _ in range(WRITERS)]
    seen: list[int] = []
    reader = threading.Thread(target=lambda: seen.extend(read_along(store, stop)))
    for thread in (reader, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    stop.set()
    reader.join()
    table = tables.change
    there = store.reading(lambda c: list(c.execute(select(table.c.seq).order_by(table.c.seq)).scalars()))
    store.close()
    return seen, there


def test_a_reader_misses_nothing_and_reads_nothing_twice(database: str) -> None:
    seen, there = oracle(database, batches=15, size=10)

    assert seen == there == list(range(1, WRITERS * 15 * 10 + 1))


@pytest.mark.slow
def test_a_reader_misses_nothing_of_sixteen_thousand_rows(database: str) -> None:
    seen, there = oracle(database, batches=40, size=50)

    assert seen == there == list(range(1, WRITERS * 40 * 50 + 1))


def test_a_number_taken_before_the_commit_misses_rows(postgres: Cluster) -> None:
    """Negative control: the same reader on an identity column does miss rows."""
    dsn = postgres.database()
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE naive (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who int)")
    stop = threading.Event()

    def write(who: int) -> None:
        with psycopg.connect(dsn) as connection:
            for _ in range(150):
                connection.execute("INSERT INTO naive (who) VALUES (%s)", (who,))
                connection.execute("SELECT pg_sleep(0.001)")
                connection.commit()

    def read(seen: list[int]) -> None:
        cursor = 0
        with psycopg.connect(dsn, autocommit=True) as connection:
            while True:
                last_look = stop.is_set()
                rows = connection.execute(
                    "SELECT id FROM naive WHERE id > %s ORDER BY id", (cursor,)
                ).fetchall()
                seen += [row[0] for row in rows]
                cursor = seen[-1] if seen else 0
                if last_look and not rows:
                    return

    seen: list[int] = []
    threads = [threading.Thread(target=write, args=(who,)) for who in range(WRITERS)]
    reader = threading.Thread(target=read, args=(seen,))
    for thread in (reader, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    stop.set()
    reader.join()

    assert len(seen) < WRITERS * 150
