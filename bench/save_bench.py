"""One intake save: the desk (encrypted, chained, indexed) against plain sqlite3 doing the same writes.

    python bench/save_bench.py [saves]

"The same writes" are taken from the desk itself: the statements of one real save are recorded with their
parameters and replayed, one transaction each, WAL and FULL, on the standard library's unencrypted SQLite
with the same schema. What differs is encryption, mapping, hashing and reading the case back.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import event

from jxdesk.desk import Desk, create_desk
from jxdesk.paths import DataFolder

WRITES = ("INSERT", "UPDATE", "DELETE")


def p95(seconds: list[float]) -> float:
    """The 95th percentile in milliseconds."""
    return statistics.quantiles(seconds, n=20)[-1] * 1000


def main(saves: int) -> None:
    """Measure and print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        desk = create_desk(DataFolder(Path(folder) / "desk"), None)
        case = desk.cases.begin()
        for name, role in (("张某", "申请人"), ("李某", "被申请人")):
            desk.cases.add_item(case.id, "parties", {"name": name, "role": role, "kind": "自然人"})
        values = {"dispute_type": "邻里纠纷", "intake.place": "样例二村", "intake.occurred_on": "2026-07-01"}
        recorded = record(desk, case.id, values)
        plain = Path(folder) / "plain.db"
        schema = dump_schema(desk, plain)
        ours, theirs = [], []
        for turn in range(saves):  # in turns, so that a busy machine disturbs both alike
            brief = f"第{turn}次：双方为地界和排水沟争执，多次协商未成，请求调解。"
            start = time.perf_counter()
            desk.cases.save(case.id, {**values, "intake.brief": brief})
            ours.append(time.perf_counter() - start)
            theirs.append(replay(schema, recorded, turn))
        desk.close()
        schema.close()
    print(f"保存一组登记内容，{saves} 次，每次 {len(recorded)} 条写入语句")
    print(
        f"  工作台（加密、留痕、索引） p50 {statistics.median(ours) * 1000:6.2f} ms   p95 {p95(ours):6.2f} ms"
    )
    print(
        f"  sqlite3 明文，同样的写入    p50 {statistics.median(theirs) * 1000:6.2f} ms   p95 {p95(theirs):6.2f} ms"
    )
    print(f"  p95 之比 {p95(ours) / p95(theirs):.2f}（目标 ≤ 1.5）")


def record(desk: Desk, case_id: str, values: dict[str, Any]) -> list[tuple[str, Any]]:
    """The writing statements of one real save, with their parameters."""
    found: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _x: Any, _many: bool) -> None:
        if statement.startswith(WRITES):
            found.append((statement, parameters))

    event.listen(desk.database.engine, "before_cursor_execute", note)
    desk.cases.save(case_id, {**values, "intake.brief": "双方为地界和排水沟争执，多次协商未成，请求调解。"})
    event.remove(desk.database.engine, "before_cursor_execute", note)
    return found


def dump_schema(desk: Desk, path: Path) -> sqlite3.Connection:
    """An unencrypted file with the same tables, indexes and the rows the save touches."""
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=FULL")
    with desk.database.engine.connect() as connection:
        ask = "SELECT sql, name FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
        made = connection.exec_driver_sql(ask).all()
        for sql, name in made:
            if name.startswith("case_search_"):
                continue
            # The standard library's SQLite is older: it knows no contentless_delete.
            plain.execute(sql.replace("content='', contentless_delete=1, ", ""))
        for sql, name in made:
            if sql.startswith("CREATE TABLE") and not name.startswith("case_search"):
                for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"'):  # noqa: S608 - our own tables
                    plain.execute(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(row))})', tuple(row))  # noqa: S608 - our own tables
    return plain


def replay(plain: sqlite3.Connection, recorded: list[tuple[str, Any]], turn: int) -> float:
    """The same writes in one transaction; ids and counters are made new as the desk makes them."""
    start = time.perf_counter()
    plain.execute("BEGIN IMMEDIATE")
    for statement, parameters in recorded:
        rows = parameters if isinstance(parameters, list) else [parameters]
        for row in rows:
            plain.execute(statement, fresh(statement, row, turn))
    plain.execute("COMMIT")
    return time.perf_counter() - start


def fresh(statement: str, row: Any, turn: int) -> Any:
    """Change ids must be unique; everything else is written as it was."""
    if not statement.startswith("INSERT INTO change"):
        return row
    values = list(row)
    columns = statement[statement.index("(") + 1 : statement.index(")")].replace('"', "").split(", ")
    values[columns.index("change_id")] = f"{turn:032x}"
    values[columns.index("ctr")] = 1_000_000 + turn
    return tuple(values)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
