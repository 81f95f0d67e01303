"""What a save asks of the file: as much with ten fields as with one, and with 100,000 cases as with ten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from jxdesk.desk import Desk

Statement = tuple[str, Any]
ONE_ROW = "desk"
"""The only table a save may read from end to end: it has one row."""

PAGE = {
    "dispute_type": "邻里纠纷",
    "intake.brief": "为地界争执",
    "application.brief": "地界",
    "application.date": "2026-07-15",
    "agreement.form": "口头协议",
    "agreement.facts": "双方相邻",
}


@contextmanager
def heard(desk: Desk) -> Iterator[list[Statement]]:
    """The statements that go to the file meanwhile, each with one row of its parameters."""
    found: list[Statement] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _x: Any, many: bool) -> None:
        found.append((statement, parameters[0] if many else parameters))

    event.listen(desk.database.engine, "before_cursor_execute", note)
    yield found
    event.remove(desk.database.engine, "before_cursor_execute", note)


def a_case(desk: Desk) -> str:
    case_id = desk.cases.begin().id
    desk.cases.add_item(case_id, "parties", {"name": "张某", "role": "申请人", "kind": "自然人"})
    return case_id


def test_no_statement_of_a_save_reads_a_growing_table_from_end_to_end(desk: Desk) -> None:
    case_id = a_case(desk)
    with heard(desk) as statements:
        desk.cases.save(case_id, PAGE)
    asked = [one for one in statements if not one[0].startswith("BEGIN")]
    with desk.database.engine.connect() as connection:
        steps = [
            str(step.detail)
            for statement, row in asked
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", row)
        ]
    assert any(step.startswith("SEARCH sync_base") for step in steps)  # the plans are really read
    assert [step for step in steps if step.startswith("SCAN") and step != f"SCAN {ONE_ROW}"] == []


def test_a_part_is_looked_for_once_however_many_of_its_fields_are_saved(desk: Desk) -> None:
    case_id = a_case(desk)
    desk.cases.save(case_id, PAGE)
    with heard(desk) as one_field:
        desk.cases.save(case_id, {"application.brief": "水沟"})
    with heard(desk) as two_fields:
        desk.cases.save(case_id, {"application.brief": "围墙", "application.date": "2026-07-16"})
    assert len(two_fields) == len(one_field)
