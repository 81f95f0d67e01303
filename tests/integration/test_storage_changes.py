"""The change log: whatever is written to a case leaves a chained change in the same transaction."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from jxdesk.models import Case, Change, DeskState, Party, Performance, Staff
from jxdesk.models.database import Database
from jxdesk.models.recorder import tick
from jxdesk.models.rows import read_row, write_row
from jxdesk.sync import chain


def changes(database: Database) -> list[Change]:
    with database.reading() as session:
        return list(session.scalars(select(Change).order_by(Change.n)))


def test_a_new_row_is_a_put_with_what_was_said(database: Database) -> None:
    with database.transaction("周某") as session:
        session.add(Case(id="c1", title="甲"))
    (one,) = changes(database)
    assert (one.op, one.kind, one.rid, one.case_id, one.user) == ("put", "case", "c1", "c1", "周某")
    assert one.fields == {"title": "甲"}
    assert one.state == "new"


def test_only_fields_that_really_changed_are_recorded(database: Database) -> None:
    with database.transaction() as session:
        session.add(Case(id="c1", title="甲", mode="书面"))
    with database.transaction() as session:
        case = session.get_one(Case, "c1")
        case.title, case.mode = "乙", "书面"
    assert changes(database)[1].op == "patch"
    assert changes(database)[1].fields == {"title": "乙"}


def test_saving_the_same_value_again_records_nothing(database: Database) -> None:
    with database.transaction() as session:
        session.add(Case(id="c1", title="甲", intake_requests=["一"]))
    with database.transaction() as session:
        case = session.get_one(Case, "c1")
        case.title, case.intake_requests = "甲", ["一"]
    assert len(changes(database)) == 1


def test_several_flushes_of_one_transaction_make_one_change_a_row(database: Database) -> None:
    with database.transaction() as session:
        case = Case(id="c1", title="甲")
        session.add(case)
        session.flush()
        case.title = "乙"
        session.flush()
        case.mode = "口头"
    (one,) = changes(database)
    assert one.op == "put"
    assert one.fields == {"title": "乙", "mode": "口头"}


def test_a_removed_row_is_voided_and_its_history_stays(database: Database) -> None:
    with database.transaction() as session:
        session.add(Case(id="c1"))
        session.flush()
        session.add(Party(id="p1", case_id="c1", position=0, name="张某"))
    with database.transaction() as session:
        session.delete(session.get_one(Party, "p1"))
    assert [(c.kind, c.op) for c in changes(database)] == [
        ("case", "put"),
        ("party", "put"),
        ("party", "void"),
    ]
    assert changes(database)[1].fields == {"name": "张某", "position": 0}


def test_what_is_made_and_thrown_away_in_one_transaction_leaves_no_trace(database: Database) -> None:
    with database.transaction() as session:
        session.add(Case(id="c1"))
        session.flush()
        party = Party(id="p1", case_id="c1")
        session.add(party)
        session.flush()
        session.delete(party)
    assert [c.kind for c in changes(database)] == ["case"]


def test_money_travels_as_text(database: Database) -> None:
    with database.transaction() as session:
        session.add(Case(id="c1"))
        session.flush()
        session.add(Performance(id="f1", case_id="c1", amount=Decimal("8000.10")))
    assert changes(database)[1].fields["amount"] == "8000.10"


def test_the_chain_verifies_from_genesis_over_many_transactions(database: Database) -> None:
    for index in range(5):
        with database.transaction() as session:
            session.add(Case(id=f"c{index}", title=f"第{index}件"))
            session.flush()
            session.add(Party(case_id=f"c{index}", name="张某"))
    links = []
    for one in changes(database):
        body = {
            name: getattr(one, name)
            for name in (
                "change_id", "dev", "epoch", "ctr", "case_id", "kind", "rid", "op", "fields", "base", "hlc",
                "user", "at", "schema",
            )
        }  # fmt: skip
        links.append(
            chain.Link(
                one.dev, one.epoch, one.ctr, bytes.fromhex(one.digest), bytes.fromhex(one.h),
                bytes.fromhex(one.salt or ""), chain.canonical(body),
            )
        )  # fmt: skip
    with database.reading() as session:
        desk = session.get_one(DeskState, 1)
    assert chain.verify(links).hex() == desk.h
    assert desk.ctr == len(links) == 10


def test_a_tampered_body_breaks_the_chain(database: Database) -> None:
    with database.transaction() as session:
        session.add(Case(id="c1", title="甲"))
    (one,) = changes(database)
    link = chain.Link(
        one.dev, one.epoch, one.ctr, bytes.fromhex(one.digest), bytes.fromhex(one.h),
        bytes.fromhex(one.salt or ""), chain.canonical({"fields": {"title": "乙"}}),
    )  # fmt: skip
    with pytest.raises(chain.ChainBroken):
        chain.verify([link])


def test_what_the_county_wrote_is_not_recorded_as_ours(database: Database) -> None:
    with database.transaction(recording=False) as session:
        assert write_row(session, "case", "c1", "c1", {"title": "甲", "new_field": 1}, "put")
    assert changes(database) == []
    with database.reading() as session:
        row = read_row(session, "case", "c1")
    assert row is not None
    assert row["title"] == "甲"
    assert row["extra"] == {"new_field": 1}


def test_a_kind_this_program_does_not_know_is_reported_not_guessed(database: Database) -> None:
    with database.transaction(recording=False) as session:
        assert not write_row(session, "hologram", "x", "c1", {}, "put")


def test_a_value_of_the_wrong_type_from_the_county_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="number_year"), database.transaction(recording=False) as session:
        write_row(session, "case", "c1", "c1", {"number_year": "二〇二六"}, "put")


def test_changes_carry_the_name_of_who_sits_at_the_desk(database: Database) -> None:
    with database.transaction() as session:
        session.add(Staff(id="s1", name="刘某某"))
        session.get_one(DeskState, 1).at_desk = "s1"
    with database.transaction() as session:
        session.add(Case(id="c1"))
    assert changes(database)[0].user == "刘某某"


@given(st.lists(st.integers(min_value=0, max_value=4_000_000_000), min_size=2, max_size=20))
def test_the_display_clock_never_falls_even_when_the_machine_clock_does(seconds: list[int]) -> None:
    reading: str | None = None
    for second in seconds:
        after = tick(reading, datetime.fromtimestamp(second, UTC), "d" * 32)
        assert reading is None or after > reading
        reading = after
