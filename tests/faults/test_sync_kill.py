"""The county dies in the middle: what was answered is true afterwards, what was not is asked for again."""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from county_server import Served
from county_world import AT, Desk, give
from postgres import Cluster
from sqlalchemy import Connection, event, select
from sqlalchemy.exc import DBAPIError
from sync_world import NOON, SEALING, RealDesk, Workshop

from jxdesk.county import tables
from jxdesk.county.apply import push
from jxdesk.county.store import BusyError, Store
from jxdesk.errors import UserError
from jxdesk.rules.ids import new_id
from jxdesk.sync import envelope
from jxdesk.sync.client import CountyClient, CountyUnreachableError
from jxdesk.sync.round import Round
from jxdesk.sync.wire import PushAnswer

HERE = Path(__file__).parents[1]


def meet(desk: RealDesk, url: str) -> None:
    """One round over a real socket."""
    with CountyClient(url, timeout=10, only_loopback=True) as client:
        Round(desk.database, client, SEALING, lambda: NOON).run()


def logged(store: Store) -> list[tuple[str, int | None]]:
    """Every change the county holds, with its number."""
    table = tables.change
    ask = select(table.c.change_id, table.c.seq).order_by(table.c.seq)
    return store.reading(lambda c: [(one, seq) for one, seq in c.execute(ask)])


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "county.db")
    cluster: Cluster = request.getfixturevalue("postgres")
    return cluster.database()


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_county_killed_around_its_commit_neither_loses_nor_doubles(
    tmp_path: Path, database: str, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, case = Workshop(tmp_path).desk("desk"), new_id()
    monkeypatch.setattr("jxdesk.sync.round.MAX_CHANGES", 2)
    for number in range(6):
        desk.say(case, title=str(number))
    monkeypatch.setenv("JXDESK_DIE", f"{moment}:2")
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    doomed = Served(database, program="county_that_dies")

    with pytest.raises(CountyUnreachableError):
        meet(desk, doomed.url)
    doomed.kill()
    assert doomed.process.returncode == -9
    store = Store(database)
    before = logged(store)
    assert len(before) == {"before": 2, "after": 4}[moment]
    assert desk.states() == ["applied", "applied", "sent", "sent", "new", "new"]

    well = Served(database)
    meet(desk, well.url)
    well.stop()

    assert desk.states() == ["applied"] * 6
    after = logged(store)
    assert [seq for _, seq in after] == [1, 2, 3, 4, 5, 6]
    assert after[: len(before)] == before
    assert [row.seq for row in desk.log()] == [1, 2, 3, 4, 5, 6]
    store.close()
    desk.close()


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of one's own that keeps its promises about the disk."""
    made = Cluster()
    yield made
    made.close()


def broken_receipts(store: Store, told: list[tuple[str, int | None]]) -> list[str]:
    """Receipts a desk holds that the county's log does not bear out."""
    held = dict(logged(store))
    return [change_id for change_id, seq in told if held.get(change_id) != seq]


def storm(cluster: Cluster, times: int, seed: int) -> tuple[list[tuple[str, int | None]], str]:
    """Push while PostgreSQL is pulled out again and again; returns the receipts and the database."""
    dice, dsn = random.Random(seed), cluster.database()
    told: list[tuple[str, int | None]] = []
    stop = threading.Event()

    def pusher(store: Store) -> None:
        desk, case, sent = Desk(), new_id(), 0
        while not stop.is_set() or sent < len(desk.log):
            if sent == len(desk.log):
                for number in range(5):
                    desk.write(case, {"title": f"{len(desk.log)}-{number}"})
            try:
                answer = desk.push(store, *desk.log[sent:])
            except (BusyError, DBAPIError):
                time.sleep(0.05)
                continue
            told.extend((desk.log[one.ctr - 1].change_id, one.seq) for one in answer.receipts)
            sent = len(desk.log)

    stores = [Store(dsn) for _ in range(3)]
    threads = [threading.Thread(target=pusher, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for _ in range(times):
        time.sleep(dice.uniform(0.05, 0.4))
        cluster.kill()
        cluster.start()
    stop.set()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()
    return told, dsn


def test_every_receipt_is_true_after_postgresql_was_pulled_out(cluster: Cluster) -> None:
    told, dsn = storm(cluster, times=4, seed=1)
    store = Store(dsn)

    assert len(told) > 20
    assert broken_receipts(store, told) == []
    assert len({change_id for change_id, _ in logged(store)}) == len(told)
    store.close()


@pytest.mark.slow
def test_every_receipt_is_true_after_postgresql_was_pulled_out_again_and_again(cluster: Cluster) -> None:
    told, dsn = storm(cluster, times=25, seed=2)
    store = Store(dsn)

    assert broken_receipts(store, told) == []
    assert len({change_id for change_id, _ in logged(store)}) == len(told)
    store.close()


class EagerStore(Store):
    """Answers before it has committed, and then the power goes: the build the tests must catch."""

    def transaction(self, work):  # type: ignore[no-untyped-def] # as the real one
        answers = []

        def keep(connection: Connection) -> PushAnswer:
            answers.append(work(connection))
            raise BusyError

        with contextlib.suppress(BusyError):
            super().transaction(keep)
        return answers[0]


def test_a_county_that_answers_before_it_commits_is_caught(tmp_path: Path) -> None:
    """Negative control of ``broken_receipts``."""
    desk = Desk()
    desk.write(new_id(), {"title": "一"}, op="put")
    eager = EagerStore(str(tmp_path / "c.db"))
    answer = push(eager, envelope.unseal(desk.batch(), {}), AT)

    told = [(desk.log[0].change_id, answer.receipts[0].seq)]
    assert broken_receipts(eager, told) == [desk.log[0].change_id]
    eager.close()


class Faulty:
    """Throws a database's own complaints around commits, before or after they took hold."""

    STATES = ("40001", "40P01", "57P01", "08006")

    def __init__(self, seed: int) -> None:
        self.dice, self.thrown = random.Random(seed), 0

    def __call__(self, connection: Connection) -> None:
        if self.dice.random() < 0.6:
            return
        self.thrown += 1
        if self.dice.random() < 0.5:
            connection.connection.dbapi_connection.commit()  # type: ignore[union-attr] # it is open
        complaint = Exception("thrown by the test")
        complaint.sqlstate = self.dice.choice(self.STATES)  # type: ignore[attr-defined] # as psycopg's own
        raise DBAPIError("COMMIT", {}, complaint)


def schedules(store: Store, count: int) -> int:
    """Push through a database that complains; returns the complaints. Ends with everything in once."""
    faulty = Faulty(seed=count)
    event.listen(store.engine, "commit", faulty)
    desk, case, sent = Desk(), new_id(), 0
    for number in range(count):
        desk.write(case, {"title": str(number)})
        with contextlib.suppress(BusyError, UserError):
            answer = give(store, desk.batch(desk.log[sent:]))
            assert [one.state for one in answer.receipts] == ["applied"] * (len(desk.log) - sent)
            sent = len(desk.log)
    event.remove(store.engine, "commit", faulty)
    if sent < len(desk.log):
        give(store, desk.batch(desk.log[sent:]))
    assert [one for one, _ in logged(store)] == [one.change_id for one in desk.log]
    return faulty.thrown


def test_a_database_that_asks_for_a_retry_gets_one_and_nothing_is_doubled(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jxdesk.county.store.time.sleep", lambda _: None)
    store = Store(database)
    assert schedules(store, 150) > 50
    store.close()


@pytest.mark.slow
def test_hundreds_of_complaints_double_nothing(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jxdesk.county.store.time.sleep", lambda _: None)
    store = Store(database)
    assert schedules(store, 400) > 200
    store.close()
