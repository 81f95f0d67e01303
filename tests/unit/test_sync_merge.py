"""The merge both sides use: what commutes, what goes before a person, and that nothing is lost silently."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from county_world import COUNTY, FENGLE, FULI, next_change
from hypothesis import given
from hypothesis import strategies as st

from jxdesk.sync.merge import VOID, Cell, Outcome, Record, Writer, merge, overlay, unseen
from jxdesk.sync.policy import ASK, LEVELS, settle
from jxdesk.sync.wire import Change

LEVEL = "intake_response_level"


class World:
    """A record at the county, and the numbers its changes got."""

    def __init__(self, fields: dict[str, Any] | None = None, unit: str = FULI) -> None:
        self.record: Record | None = None
        self.writers: dict[int, Writer] = {}
        self.seq, self.unit = 0, unit
        self.outcomes: list[Outcome] = []
        self.first = next_change(None, fields=fields or {})
        if fields is not None:
            self.arrive(self.first, unit)

    def arrive(self, change: Change, unit: str = FULI) -> Outcome:
        """Merge one change as the county does."""
        self.seq += 1
        outcome = merge(
            self.record,
            change,
            seq=self.seq,
            unit=unit,
            custodian=self.unit,
            county=COUNTY,
            writers=self.writers,
        )
        self.record = outcome.record
        self.writers[self.seq] = Writer(
            dev=change.dev, epoch=change.epoch, ctr=change.ctr, unit=unit, user=change.user, at=change.at,
            contested=frozenset(outcome.took or ()),
        )  # fmt: skip
        self.outcomes.append(outcome)
        return outcome

    @property
    def values(self) -> dict[str, Any]:
        assert self.record is not None
        return {name: cell.value for name, cell in self.record.cells.items()}

    @property
    def asked(self) -> set[str]:
        """Fields somebody was asked about."""
        return {clash.field for outcome in self.outcomes for clash in outcome.clashes}


def edit(fields: dict[str, Any], base: int = 1, after: Change | None = None, **more: Any) -> Change:
    """A patch of another device that saw the county's number ``base`` of every field."""
    return next_change(after, op="patch", fields=fields, base=dict.fromkeys(fields, base), **more)


def both_ways(start: dict[str, Any], one: tuple[Change, str], two: tuple[Change, str]) -> tuple[World, World]:
    """The county after both changes, in either order."""
    worlds = []
    for order in ((one, two), (two, one)):
        world = World(start)
        for change, unit in order:
            world.arrive(change, unit)
        worlds.append(world)
    return worlds[0], worlds[1]


def test_an_edit_of_what_its_author_saw_is_applied() -> None:
    world = World({"title": "一"})

    outcome = world.arrive(edit({"title": "二"}))

    assert (outcome.state, world.values["title"], outcome.took) == ("applied", "二", None)


def test_edits_of_different_fields_both_hold_in_either_order() -> None:
    start = {"title": "一", "difficulty": "一般"}
    one, two = edit({"title": "二"}), edit({"difficulty": "复杂"})

    for world in both_ways(start, (one, FULI), (two, FULI)):
        assert (world.values["title"], world.values["difficulty"]) == ("二", "复杂")
        assert not world.asked


def test_the_same_value_from_two_is_no_difference() -> None:
    for world in both_ways({"title": "一"}, (edit({"title": "二"}), FULI), (edit({"title": "二"}), FULI)):
        assert world.values["title"] == "二"
        assert [one.state for one in world.outcomes] == ["applied"] * 3


def test_two_values_for_one_field_go_before_a_person_in_either_order() -> None:
    for world in both_ways({"title": "一"}, (edit({"title": "二"}), FULI), (edit({"title": "三"}), FULI)):
        assert world.asked == {"title"}
        late = world.outcomes[-1]
        assert late.state == "conflict"
        assert late.clashes[0].value == world.values["title"]
        assert (late.clashes[0].seq, late.clashes[0].user) == (2, "李调解")


def test_the_custodians_value_is_shown_until_somebody_decides() -> None:
    own, foreign = edit({"title": "本乡"}), edit({"title": "外乡"})

    for world in both_ways({"title": "一"}, (own, FULI), (foreign, FENGLE)):
        assert world.values["title"] == "本乡"
        assert world.asked == {"title"}


@pytest.mark.parametrize(("one", "two"), list(itertools.product((None, *LEVELS), repeat=2)))
def test_the_higher_response_level_holds_in_either_order(one: str | None, two: str | None) -> None:
    higher = max(one, two, key=(None, *LEVELS).index)

    for world in both_ways({LEVEL: "未定"}, (edit({LEVEL: one}), FULI), (edit({LEVEL: two}), FULI)):
        assert world.values[LEVEL] == higher
        assert not world.asked


def test_lowering_a_level_somebody_raised_unseen_does_not_lower_it() -> None:
    raised, before = edit({LEVEL: "橙"}), edit({LEVEL: "红"})
    lowered = edit({LEVEL: "黄"}, after=before)
    world = World({LEVEL: "蓝"})

    for change in (raised, before, lowered):
        outcome = world.arrive(change)

    assert world.values[LEVEL] == "红"
    assert (outcome.state, outcome.took) == ("merged", {LEVEL: "红"})


def test_a_level_that_is_none_of_the_four_goes_before_a_person() -> None:
    for world in both_ways({LEVEL: "蓝"}, (edit({LEVEL: "紫"}), FULI), (edit({LEVEL: "红"}), FULI)):
        assert world.asked == {LEVEL}


def test_the_items_of_two_lists_are_kept_in_either_order() -> None:
    one, two = edit({"law_refs": ["民法典", "土地承包法"]}), edit({"law_refs": ["人民调解法"]})

    for world in both_ways({"law_refs": []}, (one, FULI), (two, FULI)):
        assert world.values["law_refs"] == ["人民调解法", "土地承包法", "民法典"]
        assert world.outcomes[-1].took is not None


def test_a_case_voided_for_two_reasons_is_void_for_both_but_void_or_not_is_for_a_person() -> None:
    one, two = edit({"void_reason": "重复登记"}), edit({"void_reason": "登记错了"})
    for world in both_ways({"void_reason": None}, (one, FULI), (two, FULI)):
        assert world.values["void_reason"] == "登记错了；重复登记"
        assert not world.asked
    back = edit({"void_reason": None})
    for world in both_ways({"void_reason": "登记错了"}, (back, FULI), (one, FULI)):
        assert world.asked == {"void_reason"}


def test_a_device_does_not_undo_items_it_has_not_seen() -> None:
    one, two = edit({"law_refs": ["甲"]}), edit({"law_refs": ["乙"]})
    again = edit({"law_refs": ["乙", "丙"]}, after=two)
    world = World({"law_refs": []})

    for change in (one, two, again):
        world.arrive(change)

    assert world.values["law_refs"] == ["丙", "乙", "甲"]


def test_the_countys_assignment_holds_over_a_townships_note_of_it() -> None:
    name = "intake_assigned_to"
    own, county = edit({name: "村委会"}), edit({name: "司法所"})

    for world in both_ways({name: None}, (own, FULI), (county, COUNTY)):
        assert world.values[name] == "司法所"
        assert not world.asked


def test_a_device_is_not_at_odds_with_its_own_earlier_edit() -> None:
    world = World({"title": "一"})
    first = edit({"title": "二"})
    second = edit({"title": "三"}, after=first)

    assert [world.arrive(first).state, world.arrive(second).state] == ["applied", "applied"]
    assert world.values["title"] == "三"


def test_an_earlier_edit_from_another_epoch_of_the_same_device_counts_as_somebody_elses() -> None:
    world = World({"title": "一"})
    lost = edit({"title": "二"})
    world.arrive(lost)
    reborn = edit({"title": "三"}, dev=lost.dev)

    assert world.arrive(reborn).state == "conflict"


def test_an_edit_that_names_the_disputed_value_as_its_base_decides() -> None:
    world = World({"title": "一"})
    world.arrive(edit({"title": "二"}))
    world.arrive(edit({"title": "三"}))

    assert world.arrive(edit({"title": "三"}, base=2)).state == "applied"
    assert world.values["title"] == "三"


def test_striking_out_and_editing_at_once_keeps_the_row_and_asks_in_either_order() -> None:
    strike = next_change(None, op="void", fields={}, base={"title": 1})

    for world in both_ways({"title": "一"}, (strike, FULI), (edit({"title": "二"}), FULI)):
        assert world.record is not None
        assert not world.record.void
        assert world.values["title"] == "二"
        assert world.asked == {VOID}


def test_striking_out_what_its_author_saw_strikes_it_out() -> None:
    world = World({"title": "一"})

    outcome = world.arrive(next_change(None, op="void", fields={}, base={"title": 1}))

    assert world.record is not None
    assert world.record.void
    assert outcome.state == "applied"


def test_a_row_may_be_struck_out_by_whoever_wrote_it_without_waiting_for_receipts() -> None:
    world = World({"title": "一"})
    own = next_change(world.first, op="patch", fields={"title": "二"})
    world.arrive(own)

    assert world.arrive(next_change(own, op="void", fields={})).state == "applied"


def test_only_the_authors_that_matter_are_asked_for() -> None:
    record = Record(
        kind="case", rid="r", case_id="c", cells={"a": Cell(1, 5), "b": Cell(2, 6), "c": Cell(3, 7)}
    )

    assert unseen(record, next_change(None, op="patch", fields={"a": 9, "b": 9}, base={"a": 5})) == {6}
    assert unseen(record, next_change(None, op="void", fields={}, base={"a": 5})) == {6, 7}
    assert unseen(None, next_change(None, fields={"a": 1})) == set()


def test_a_desk_shows_its_own_waiting_edits_on_top_of_the_countys_word() -> None:
    record = Record(
        kind="case", rid="r", case_id="c",
        cells={"title": Cell("县里", 9), "law_refs": Cell(["甲"], 9), LEVEL: Cell("红", 9), "mode": Cell("书面", 3)},
    )  # fmt: skip
    first = edit({"title": "本机", "law_refs": ["乙"], LEVEL: "黄", "mode": "口头"}, base=3)

    assert overlay(record, [first], {}) == {
        "title": "本机", "law_refs": ["乙", "甲"], LEVEL: "红", "mode": "口头",
    }  # fmt: skip


_names = st.sampled_from(["title", "difficulty", LEVEL, "law_refs", "intake_assigned_to", "position"])


def _value(name: str) -> st.SearchStrategy[Any]:
    if name == LEVEL:
        return st.sampled_from(LEVELS)
    if name == "law_refs":
        return st.lists(st.sampled_from(["甲", "乙", "丙"]), max_size=3, unique=True).map(sorted)
    return st.integers(0, 5) if name == "position" else st.sampled_from(["一", "二", "三"])


_contents = st.sets(_names, min_size=1).flatmap(
    lambda names: st.fixed_dictionaries({n: _value(n) for n in names})
)
_start = st.fixed_dictionaries({n: _value(n) for n in ("title", "difficulty", LEVEL, "law_refs", "position")})


@given(
    _start,
    _contents,
    _contents,
    st.sampled_from([(FULI, FULI), (FULI, FENGLE), (FULI, COUNTY), (FENGLE, FENGLE)]),
)
def test_two_unaware_edits_commute_or_ask(
    start: dict[str, Any], one: dict[str, Any], two: dict[str, Any], units: tuple[str, str]
) -> None:
    a, b = both_ways(start, (edit(one), units[0]), (edit(two), units[1]))

    assert a.asked == b.asked
    custody = FULI in units and units[0] != units[1]
    for name in a.values.keys() | b.values.keys():
        if name not in a.asked or custody:
            assert a.values[name] == b.values[name], name


@given(_start, st.lists(_contents, min_size=1, max_size=5))
def test_no_value_disappears_without_a_rule_a_successor_or_a_question(
    start: dict[str, Any], edits: list[dict[str, Any]]
) -> None:
    world = World(start)
    for fields in edits:
        outcome = world.arrive(edit(fields))
        asked = {clash.field for clash in outcome.clashes}
        for name, sent in fields.items():
            stands = world.values[name]
            assert stands == sent or name in asked or (outcome.took or {}).get(name) == stands
            if name not in asked:
                assert world.record is not None
                assert world.record.cells[name].seq == world.seq


@given(_start, st.lists(_contents, min_size=1, max_size=4))
def test_one_device_alone_always_gets_what_it_wrote(
    start: dict[str, Any], edits: list[dict[str, Any]]
) -> None:
    world = World(start)
    last = world.first
    for fields in edits:
        last = next_change(last, op="patch", fields=fields)
        assert world.arrive(last).state == "applied"
        assert {name: world.values[name] for name in fields} == fields


def test_without_the_three_way_test_a_difference_would_pass_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with every edit taken as seen, the last one wins and nobody is asked."""
    monkeypatch.setattr("jxdesk.sync.merge._concurrent", lambda *_: False)

    a, b = both_ways({"title": "一"}, (edit({"title": "二"}), FULI), (edit({"title": "三"}), FULI))

    assert not a.asked
    assert a.values["title"] != b.values["title"]


def test_what_no_rule_names_is_for_a_person() -> None:
    for name in ("title", "number_text", "amount_total", "facts", "intake_first_receiver"):
        assert settle("case", name, standing="甲", sent="乙", from_county=False, by_county=False) is ASK
