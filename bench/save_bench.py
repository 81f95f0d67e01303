"""One intake save: the desk (encrypted, chained, indexed) against plain SQLite doing the same writes.

    python bench/save_bench.py [saves a round] [rounds]

"The same writes" are the desk's own: every save is recorded with its statements and parameters, and each is
replayed in one transaction on an unencrypted file with the same tables, rows and pragmas. Same rows, columns,
index rows and fsyncs, then. The plain side is the desk's own SQLite library without a key: the standard
library's is older here, knows no contentless_delete, and so stored the index's text besides (it did more than
the desk, which made the ratio look a fifth better than it was).

Two sides more show what the difference is made of: the same writes on a keyed file, which is what encryption
costs whatever the program above it, and the same with the questions the desk asks in between (what stood
there before, the case for its line in lists). The rest is Python: mapping, hashing, the walk, the words.

All sides take turns, so that a busy machine disturbs them alike. Ratios are of the p95 within a round, and
their median over the rounds. The price of one bare fdatasync is printed because it counts on both sides of
the ratio: the faster the disk, the worse the ratio looks at the same cost in milliseconds.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import event

from jxdesk.desk import Desk, create_desk
from jxdesk.models import file
from jxdesk.paths import DataFolder

Statements = list[tuple[str, Any]]
WRITES = ("INSERT", "UPDATE", "DELETE")
SIDES = {
    "plain": "明文 SQLite，同样的写入",
    "keyed": "加密 SQLite，同样的写入",
    "asked": "加密 SQLite，同样的读写",
    "desk": "工作台",
}


def p95(seconds: list[float]) -> float:
    """The 95th percentile in milliseconds."""
    return statistics.quantiles(seconds, n=20)[-1] * 1000


def main(saves: int, rounds: int) -> None:
    """Measure and print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = create_desk(DataFolder(folder / "desk"), None)
        save = prepared(desk)
        save(0)
        plain = sqlcipher.connect(str(folder / "plain.db"), isolation_level=None)
        for pragma in file.PRAGMAS:
            plain.execute(f"PRAGMA {pragma}")
        keyed, asked = (file.connect(folder / f"{side}.db", desk.database.key) for side in ("keyed", "asked"))
        for connection in (plain, keyed, asked):
            copy(desk, connection)
        recorded = [record(desk, partial(save, number)) for number in range(1, saves * rounds + 1)]
        writes = [[one for one in each if one[0].startswith(WRITES)] for each in recorded]
        ways: dict[str, Callable[[int], object]] = {
            "plain": lambda turn: replay(plain, writes[turn]),
            "keyed": lambda turn: replay(keyed, writes[turn]),
            "asked": lambda turn: replay(asked, recorded[turn]),
            "desk": lambda turn: save(saves * rounds + turn + 1),
        }
        taken: dict[str, list[list[float]]] = {side: [[] for _ in range(rounds)] for side in ways}
        for turn in range(saves * rounds):
            for side, way in ways.items():
                start = time.perf_counter()
                way(turn)
                taken[side][turn // saves].append(time.perf_counter() - start)
        synced = fdatasync(folder / "probe")
        for connection in (plain, keyed, asked):
            connection.close()
        desk.close()
    print(
        f"保存一组登记内容，{rounds} 轮，每轮 {saves} 次；每次 {len(recorded[-1])} 条语句，其中写入 {len(writes[-1])} 条"
    )
    for side, label in SIDES.items():
        p50 = statistics.median(statistics.median(each) for each in taken[side]) * 1000
        high = statistics.median(map(p95, taken[side]))
        ratio = statistics.median(p95(a) / p95(b) for a, b in zip(taken[side], taken["plain"], strict=True))
        print(f"  {label:<16} p50 {p50:6.2f} ms   p95 {high:6.2f} ms   对明文之比 {ratio:5.2f}")
    print(f"  一次 fdatasync {synced:.2f} ms（两边都有）。工作台一行的目标 ≤ 1.5")


def prepared(desk: Desk) -> Callable[[int], object]:
    """A draft with two people, and how to save its intake page for the n-th time."""
    case = desk.cases.begin()
    for name, role in (("张某", "申请人"), ("李某", "被申请人")):
        desk.cases.add_item(case.id, "parties", {"name": name, "role": role, "kind": "自然人"})
    values = {"dispute_type": "邻里纠纷", "intake.place": "样例二村", "intake.occurred_on": "2026-07-01"}

    def save(number: int) -> object:
        brief = f"第{number}次：双方为地界和排水沟争执，多次协商未成，请求调解。"
        return desk.cases.save(case.id, {**values, "intake.brief": brief})

    return save


def record(desk: Desk, save: Callable[[], object]) -> Statements:
    """The statements of one real save, each with every row of its parameters."""
    found: Statements = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _x: Any, many: bool) -> None:
        if not statement.startswith("BEGIN"):
            found.extend((statement, row) for row in (parameters if many else [parameters]))

    event.listen(desk.database.engine, "before_cursor_execute", note)
    save()
    event.remove(desk.database.engine, "before_cursor_execute", note)
    return found


def copy(desk: Desk, target: Any) -> None:
    """The same tables, indexes and rows; the index of words holds no text and begins empty but for its row."""
    target.execute("PRAGMA foreign_keys=OFF")
    with desk.database.plain() as ask:
        made = ask.rows(
            "SELECT sql, name FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE 'case_search_%' ORDER BY rowid"
        )
        for sql, name in made:
            target.execute(sql)
            if sql.startswith("CREATE TABLE"):
                for row in ask.rows(f'SELECT * FROM "{name}"'):  # noqa: S608 - our own tables
                    target.execute(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(row))})', tuple(row))  # noqa: S608 - our own tables
    target.execute("PRAGMA foreign_keys=ON")


def replay(connection: Any, statements: Statements) -> None:
    """The same statements in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for statement, row in statements:
        connection.execute(statement, row).fetchall()
    connection.execute("COMMIT")


def fdatasync(path: Path) -> float:
    """Median of writing one page to the platter, in milliseconds."""
    taken = []
    with path.open("wb", buffering=0) as probe:
        for _ in range(100):
            probe.write(bytes(4096))
            start = time.perf_counter()
            os.fdatasync(probe.fileno())
            taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers + [100, 7][len(numbers) :]))
