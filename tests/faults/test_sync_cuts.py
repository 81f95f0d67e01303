"""The line is cut after every byte of what goes and what comes: nothing lost, nothing twice, nothing stuck."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from county_world import Desk
from sqlalchemy import func, select
from sync_world import Carry, Line, RealDesk, Workshop, county

from jxdesk.county import tables
from jxdesk.county.store import Store
from jxdesk.rules.ids import new_id
from jxdesk.sync import dictionary, envelope, frame
from jxdesk.sync.client import CountyError
from jxdesk.sync.wire import PushAnswer, Receipt


class Cut:
    """Cuts the line once, ``after`` bytes into the traffic of a round, counted over all its requests.

    A request that is cut arrives in part, as it does over TCP; the county must make nothing of it. An
    answer that is cut leaves the county done and the desk not knowing.
    """

    def __init__(self, after: int) -> None:
        self.left, self.done = after, False

    def __call__(self, request: httpx.Request, carry: Carry) -> httpx.Response:
        body = request.read()
        if not self.done and self.left < len(body):
            self.done = True
            part = httpx.Request(
                request.method, request.url, headers=request.headers, content=body[: self.left]
            )
            refused = carry(part)
            refused.read()
            assert refused.status_code == 400, "a part of a request must never be taken for a request"
            raise httpx.WriteError("cut")
        self.left -= len(body)
        answer = carry(request)
        content = answer.read()
        if not self.done and self.left < len(content):
            self.done = True
            raise httpx.ReadError("cut")
        self.left -= len(content)
        return httpx.Response(answer.status_code, headers=answer.headers, stream=httpx.ByteStream(content))


@pytest.fixture
def there(tmp_path: Path) -> Iterator[tuple[Store, Line]]:
    with county(str(tmp_path / "county.db")) as both:
        yield both


def in_log(store: Store) -> int:
    """How many changes the county holds."""
    return store.reading(lambda c: c.execute(select(func.count()).select_from(tables.change)).scalar_one())


def traffic(desk: RealDesk, line: Line) -> int:
    """Bytes of one round like those that will be cut."""
    total = 0

    def count(request: httpx.Request, carry: Carry) -> httpx.Response:
        nonlocal total
        answer = carry(request)
        content = answer.read()
        total += len(request.content) + len(content)
        return httpx.Response(answer.status_code, headers=answer.headers, stream=httpx.ByteStream(content))

    line.tamper = count
    desk.sync(line)
    line.tamper = None
    return total


def play(workshop: Workshop, store: Store, line: Line, first: int, step: int) -> int:
    """Cut at every ``step``-th byte, from ``first``, of a round that sends three batches and reads a page.

    Returns how many cuts were made.
    """
    desk, other = workshop.desk("one"), workshop.desk("two")
    case, saved, cuts = new_id(), 0, 0

    def work(turn: int) -> int:
        for number in range(3):
            desk.say(case, title=f"第{turn}轮{number}")
        other.say(new_id(), title="别人的")
        other.sync(line)
        return 4

    saved += work(0)
    for after in range(first, traffic(desk, line), step):
        saved += work(after + 1)
        line.tamper = cut = Cut(after)
        with contextlib.suppress(CountyError):
            desk.sync(line)
        line.tamper = None
        assert desk.sync(line).waiting.unsent == 0
        cuts += cut.done
        assert in_log(store) == saved
    assert set(desk.states()) == {"applied"}
    other.sync(line)
    assert desk.see(case, "title") == other.see(case, "title")
    desk.close()
    other.close()
    return cuts


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jxdesk.sync.round.MAX_CHANGES", 1)


def test_a_cut_anywhere_in_a_round_costs_nothing(tmp_path: Path, there: tuple[Store, Line]) -> None:
    assert play(Workshop(tmp_path), *there, first=0, step=97) > 20


@pytest.mark.slow
def test_a_cut_after_every_twenty_ninth_byte_of_a_round_costs_nothing(
    tmp_path: Path, there: tuple[Store, Line]
) -> None:
    assert play(Workshop(tmp_path), *there, first=5, step=29) > 70


def test_a_desk_that_believes_any_two_hundred_is_caught(
    tmp_path: Path, there: tuple[Store, Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: taking what came for an answer without reading it whole shows up as a lost change."""
    store, line = there
    desk = Workshop(tmp_path).desk("naive")
    desk.say(new_id(), title="一")

    def portal(request: httpx.Request, carry: Carry) -> httpx.Response:
        if request.url.path.endswith("/batches"):
            return httpx.Response(200, stream=httpx.ByteStream(b"<html>log in</html>"))
        return carry(request)

    def believe(self: object, data: bytes) -> object:
        batch = envelope.unseal(data, dictionary.shipped())
        told = [Receipt(ctr=one.ctr, state="applied", seq=1) for one in batch.changes]
        return PushAnswer(server_epoch="?", epoch=batch.header.epoch, receipts=told, latest=0)

    line.tamper = portal
    monkeypatch.setattr("jxdesk.sync.client.CountyClient.push", believe)
    desk.sync(line)

    assert desk.states() == ["applied"]
    assert in_log(store) == 0
    desk.close()


def test_every_part_of_an_envelope_is_refused_by_the_door(there: tuple[Store, Line]) -> None:
    store, line = there
    desk = Desk()
    desk.write(new_id(), {"title": "一"}, op="put")
    data = desk.batch()
    for length in range(0, len(data), 7):
        request = httpx.Request(
            "POST", "http://127.0.0.1/sync/v1/batches", content=data[:length],
            headers={"Content-Type": "application/vnd.jxdesk.batch"},
        )  # fmt: skip
        answer = line.handle_request(request)
        assert answer.status_code == 400
        assert answer.read()[:4] == frame.MAGIC
    assert in_log(store) == 0
