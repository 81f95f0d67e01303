"""A keystroke's search at 10,000 and 100,000 cases against a LIKE scan of the same words.

    python bench/find_bench.py [cases …]

The LIKE scan looks through the same searchable text in a plain column of the same encrypted file, the way a
table without an index would be searched, and answers with the same lines: both read the summary rows of what
they found, through the same connection. (An earlier form let it answer with bare row numbers, through a
session: the first made it look better than it was for common words, the second worse for rare ones.)
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import text

from bench.make_cases import case
from jxdesk.desk import Desk, create_desk
from jxdesk.paths import DataFolder
from jxdesk.rules.case_file import read_case
from jxdesk.services.search import Found, tokens

QUERIES = (
    "张桂军",
    "关明",
    "zgj",
    "gm",
    "1380451",
    "9974",
    "集福 2024 1717",
    "地界",
    "样例12村",
    "佟 水井",
    "没有的字",
    "张",
)
"""What people type: a name, a short name, initials, parts of a phone number, a case number, a matter, a
village, two words, something that is not there, and one character (the worst case for an index)."""
BATCH = 2000
LINES = 50


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
                    {"n": seq, "w": tokens(words, desk.trade.characters.folding)},
                )
                flat = " ".join(word for word in words if word)
                session.execute(text("INSERT INTO flat VALUES (:n, :w)"), {"n": seq, "w": flat})


def scan(desk: Desk, words: str, *, whole: bool) -> list[Found]:
    """What LIKE finds: every word somewhere in the case, newest first, the first 50 lines.

    It may stop at the 50th, or must go through the ``whole`` table, as for a word that few cases have.
    """
    wanted = words.split()
    where = " AND ".join("words LIKE ?" for _ in wanted)
    most = -1 if whole else LINES
    sql = f"SELECT n FROM flat WHERE {where} ORDER BY n DESC LIMIT {most}"  # noqa: S608 - our own words
    with desk.database.plain() as ask:
        found = [row["n"] for row in ask.rows(sql, *(f"%{word}%" for word in wanted))][:LINES]
        lines = (
            "SELECT case_id, label, title, parties, coalesce(place, ''), coalesce(node_title, ''), state"  # noqa: S608 - as above
            f" FROM summary WHERE n IN ({','.join('?' * len(found))}) ORDER BY n DESC"
        )
        return [Found(*row) for row in ask.rows(lines, *found)]


def main(counts: list[int]) -> None:
    """Measure every query at every size and print ratios."""
    slowest: dict[int, float] = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            desk = create_desk(DataFolder(Path(folder)), None)
            fill(desk, count)
            print(f"\n{count} 件案件          查找 ms  LIKE前50件 ms   倍数  LIKE全表 ms   倍数")
            early, full, times = [], [], []
            for words in QUERIES:
                ours = median_ms(partial(desk.search.find, words))
                first, every = (median_ms(partial(scan, desk, words, whole=whole)) for whole in (False, True))
                early.append(first / ours)
                full.append(every / ours)
                times.append(ours)
                print(
                    f"  {words:<14} {ours:10.2f} {first:13.2f} {early[-1]:7.1f} {every:11.2f} {full[-1]:7.1f}"
                )
            slowest[count] = max(times)
            print(
                f"  中位：查找 {statistics.median(times):.2f} ms，对 LIKE前50件 {statistics.median(early):.1f} 倍，",
                end="",
            )
            print(f"对 LIKE全表 {statistics.median(full):.1f} 倍（目标 ≥ 20）；最慢一次 {max(times):.2f} ms")
            desk.close()
    if len(counts) > 1:
        print(
            f"\n从 {counts[0]} 到 {counts[-1]} 件，最慢一次变为 {slowest[counts[-1]] / slowest[counts[0]]:.1f} 倍"
        )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [10_000, 100_000])
