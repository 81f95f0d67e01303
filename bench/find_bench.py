"""A keystroke's search at 10,000 and 100,000 cases against a LIKE scan of the same words.

    python bench/find_bench.py [cases …]

The LIKE scan reads the same summary rows and the same searchable text from a plain column in the same
encrypted file, the way a table without an index would be searched.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from bench.make_cases import case
from jxdesk.desk import Desk, create_desk
from jxdesk.paths import DataFolder
from jxdesk.rules.case_file import read_case
from jxdesk.services.search import tokens

QUERIES = ("张", "张某", "zm", "138", "1380", "地界", "样例12村", "集福 17", "借款工资", "没有的字")
BATCH = 2000


def median_ms(run: Callable[[], object], times: int = 7) -> float:
    """Median of ``times`` runs in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def fill(desk: Desk, count: int) -> None:
    """``count`` cases through the summary writer, without their change log: only lists are searched."""
    chance = random.Random(230521)
    initials: dict[str, list[str]] = {}
    with desk.database.transaction(recording=False) as session:
        session.execute(text("CREATE TABLE IF NOT EXISTS flat (n INTEGER PRIMARY KEY, words TEXT)"))
    for start in range(0, count, BATCH):
        with desk.database.transaction(recording=False) as session:
            for seq in range(start + 1, min(start + BATCH, count) + 1):
                record = read_case(case(seq, chance))
                words = [record.number.text, record.dispute_type, record.brief()]
                for party in record.parties:
                    name = party.name or ""
                    if name not in initials:
                        initials[name] = desk.trade.initials(name)
                    words += [name, party.phone, party.id_no, party.address, *initials[name]]
                title = f"{record.parties[0].name}与{record.parties[1].name}{record.dispute_type}"
                identity = {"n": seq, "id": f"{seq:032x}", "label": record.number.text, "title": title}
                session.execute(text('INSERT INTO "case"(id) VALUES (:id)'), identity)
                session.execute(
                    text(
                        "INSERT INTO summary(n, case_id, label, title, parties, state, changed_at)"
                        " VALUES (:n, :id, :label, :title, :title, 'open', '')"
                    ),
                    identity,
                )
                session.execute(
                    text("INSERT INTO case_search(rowid, words) VALUES (:n, :w)"),
                    {"n": seq, "w": tokens(words)},
                )
                flat = " ".join(word for word in words if word)
                session.execute(text("INSERT INTO flat VALUES (:n, :w)"), {"n": seq, "w": flat})


def scan(desk: Desk, words: str) -> list[int]:
    """What a LIKE scan finds: every word somewhere in the case, newest first, 50 lines."""
    wanted = words.split()
    where = " AND ".join(f"words LIKE :w{i}" for i in range(len(wanted)))
    ask = text(f"SELECT n FROM flat WHERE {where} ORDER BY n DESC LIMIT 50")  # noqa: S608 - our own words
    with desk.database.reading() as session:
        return list(session.execute(ask, {f"w{i}": f"%{word}%" for i, word in enumerate(wanted)}).scalars())


def main(counts: list[int]) -> None:
    """Measure every query at every size and print ratios."""
    slowest: dict[int, float] = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            desk = create_desk(DataFolder(Path(folder)), None)
            fill(desk, count)
            print(f"\n{count} 件案件            查找 ms   LIKE ms    倍数")
            ratios, times = [], []
            for words in QUERIES:
                ours = median_ms(lambda words=words: desk.search.find(words))
                theirs = median_ms(lambda words=words: scan(desk, words))
                ratios.append(theirs / ours)
                times.append(ours)
                print(f"  {words:<16} {ours:10.2f} {theirs:9.2f} {theirs / ours:8.1f}")
            slowest[count] = max(times)
            print(f"  中位倍数 {statistics.median(ratios):.1f}（目标 ≥ 20），最慢一次 {max(times):.2f} ms")
            desk.close()
    if len(counts) > 1:
        print(
            f"\n从 {counts[0]} 到 {counts[-1]} 件，最慢一次变为 {slowest[counts[-1]] / slowest[counts[0]]:.1f} 倍"
        )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [10_000, 100_000])
