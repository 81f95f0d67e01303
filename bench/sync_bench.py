"""What syncing costs: bytes on the wire, changes the county applies, and what one round needs.

``python bench/sync_bench.py`` prints ratios; each has its plain counterpart measured in the same run on the
same content. PostgreSQL is started for the measurement and gone afterwards.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import zstandard
from sqlalchemy import text
from sync_cases import MEASURE, changes

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from postgres import Cluster

from jxdesk.county.apply import push
from jxdesk.county.store import Store
from jxdesk.rules.ids import new_id
from jxdesk.sync import chain, dictionary, envelope
from jxdesk.sync.wire import Change, Line

NOW = "2026-07-15T04:00:00.000+00:00"


def sealed(batch: list[Change], previous: str, *, trained: bool = True) -> bytes:
    """One envelope as the desk makes it."""
    return envelope.seal(
        batch, batch_id=new_id(), county="230521", unit="230521100", created_hlc=batch[0].hlc, prev_h=previous,
        dictionary=dictionary.best() if trained else None,
    )  # fmt: skip


def plain(batch: list[Change], *, salted: bool = True) -> int:
    """Bytes of the same changes as JSON lines in zstd-19."""
    lines = [msgspec.to_builtins(Line.of(change)) for change in batch]
    if not salted:
        for line in lines:
            line.pop("salt", None)
    raw = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    return len(zstandard.ZstdCompressor(level=19).compress(raw))


def wire() -> None:
    """Bytes per case, in batches of one, five and twenty cases."""
    print("Bytes per case on the wire (prose the dictionary was not trained on)")
    cases = changes(60, seed=99, pool=MEASURE)
    count = sum(map(len, cases)) / len(cases)
    raw = sum(len(msgspec.json.encode(Line.of(change))) for case in cases for change in case) / len(cases)
    print(f"  one case: {count:.0f} changes, {raw:.0f} bytes of JSON")
    for size in (1, 5, 20):
        batches = [
            [change for case in cases[at : at + size] for change in case] for at in range(0, len(cases), size)
        ]
        ours = sum(len(sealed(batch, "0" * 64)) for batch in batches)
        bare = sum(len(sealed(batch, "0" * 64, trained=False)) for batch in batches)
        same, unsalted = sum(map(plain, batches)), sum(plain(batch, salted=False) for batch in batches)
        print(
            f"  batches of {size:2}: {ours / len(cases):5.0f} B   ratio to zstd-19 of the same lines {ours / same:.2f}"
            f"   without salts {ours / unsalted:.2f}   without the dictionary {bare / same:.2f}"
        )


def batches_of_500(count: int) -> list[bytes]:
    """Envelopes of 500 changes each, one chain."""
    log = [change for case in changes(count * 500 // 16 + 40, seed=5) for change in case][: count * 500]
    out, previous = [], chain.GENESIS.hex()
    for at in range(0, len(log), 500):
        out.append(sealed(log[at : at + 500], previous))
        previous = log[at + 499].h
    return out


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def apply(database: str, batches: list[bytes]) -> tuple[float, float]:
    """Changes per second taken anew, and taken again."""
    store = Store(database)
    known = dictionary.shipped()

    def take(some: list[bytes]) -> None:
        for one in some:
            push(store, envelope.unseal(one, known), NOW)

    take(batches[:1])
    rest = batches[1:]
    fresh, again = timed(lambda: take(rest)), timed(lambda: take(rest))
    store.close()
    return len(rest) * 500 / fresh, len(rest) * 500 / again


def row_by_row(dsn: str, count: int) -> float:
    """Changes per second when each is its own statement in one transaction per 500: the plain way."""
    store = Store(dsn)
    insert = text("INSERT INTO plain VALUES (:county, :seq, :change_id, :line)")
    merge = text(
        "INSERT INTO plain_record VALUES (:county, :rid, :line)"
        " ON CONFLICT (county, rid) DO UPDATE SET line = excluded.line"
    )
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE plain (county text, seq bigint, change_id text, line text,"
            " PRIMARY KEY (county, seq), UNIQUE (county, change_id))"
        )
        connection.exec_driver_sql(
            "CREATE TABLE plain_record (county text, rid text, line text, PRIMARY KEY (county, rid))"
        )
    log = [change for case in changes(count // 16 + 40, seed=5) for change in case][:count]

    def run() -> None:
        for at in range(0, count, 500):
            with store.engine.begin() as connection:
                for seq, change in enumerate(log[at : at + 500], start=at):
                    line = msgspec.json.encode(Line.of(change)).decode()
                    row = {
                        "county": "230521",
                        "seq": seq,
                        "change_id": change.change_id,
                        "rid": change.rid,
                        "line": line,
                    }
                    connection.execute(insert, row)
                    connection.execute(merge, row)

    seconds = timed(run)
    store.close()
    return count / seconds


def main() -> int:
    """Print everything."""
    wire()
    batches = batches_of_500(21)
    with tempfile.TemporaryDirectory() as folder:
        fresh, again = apply(f"{folder}/county.db", batches)
    print("Changes per second applied by the county, 500 to a batch, envelope and chain checked")
    print(
        f"  SQLite      {fresh:6.0f}   sent again {again:6.0f}   a repeated batch costs {fresh / again:.2f} of a new one"
    )
    cluster = Cluster()
    try:
        fresh, again = apply(cluster.database(), batches)
        rows = row_by_row(cluster.database(), 3000)
    finally:
        cluster.close()
    print(
        f"  PostgreSQL  {fresh:6.0f}   sent again {again:6.0f}   a repeated batch costs {fresh / again:.2f} of a new one"
    )
    print(
        f"  ratio to storing the same lines row by row, unchecked and unmerged, on PostgreSQL: {fresh / rows:.1f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
