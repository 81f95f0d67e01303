"""Whatever stands in a case, and whatever is missing from it, it has one place on the chart."""

from __future__ import annotations

import types
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec
from flow_cases import FLOW, on_chart
from hypothesis import given, settings
from hypothesis import strategies as st

from jxdesk.flow.engine import State, current_node
from jxdesk.flow.predicates import PREDICATES
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.deadlines import Deadline

WORDS = st.sampled_from(
    [
        "", "赵某", "2026-06-10", "2026-06-31", "2026-06-10T09:00", "2026-06-01T17:30:00Z", "书面", "口头", "撤回",
        "调解不成", "调解成功", "有待继续调解", "不予受理", "引导", "受理", "矛盾调解", "法律援助", "橙", "不申请",
        "双方共同申请", "自然人", "限制民事行为能力", "申请人撤回申请", "劳动争议", "法院委托移送",
    ]
)  # fmt: skip
LOOSE = st.sampled_from([True, False, None, "履行中", {"to": "公安机关", "at": "2026-06-01"}, "口头报告", 7])


@cache
def parts(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type, from the words that steer the chart."""
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return st.one_of(*(st.none() if arg is type(None) else parts(arg) for arg in args))
    if origin is list:
        return st.lists(parts(args[0]), max_size=2)
    if origin is dict:
        return st.dictionaries(st.sampled_from(["performed", "x"]), parts(args[1]), max_size=1)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = get_type_hints(kind)
        required = {field.name for field in msgspec.structs.fields(kind) if field.required}
        return st.fixed_dictionaries(
            {name: parts(hints[name]) for name in required},
            optional={name: parts(hint) for name, hint in hints.items() if name not in required},
        ).map(lambda chosen: kind(**chosen))
    plain = {str: WORDS, bool: st.booleans(), int: st.integers(0, 90), Decimal: st.just(Decimal(500))}
    return plain.get(kind, LOOSE)


CASES = parts(CaseRecord)
DEADLINES = st.lists(
    st.builds(
        Deadline,
        kind=st.sampled_from(["accept", "mediate", "labour", "confirm", "perform", "visit", "archive"]),
        title=st.just(""),
        due_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        done=st.booleans(),
    ),
    max_size=3,
)


@settings(max_examples=120, deadline=None)
@given(case=CASES, deadlines=DEADLINES)
def test_any_case_has_exactly_one_current_step_or_has_ended(
    case: CaseRecord, deadlines: list[Deadline]
) -> None:
    walked = on_chart(case, *deadlines)
    marked = [step.node.id for step in walked.steps if step.is_current]
    assert marked == ([] if walked.ended else [walked.current])
    stands = current_node(FLOW, case)
    assert walked.current == (None if stands is None else stands.id)
    assert walked.route[0] == FLOW.start
    assert FLOW.node(walked.route[-1]).end
    assert len(set(walked.route)) == len(walked.route)
    current = [step.node.id for step in walked.steps if step.state is State.CURRENT]
    assert current in ([], marked)


@settings(max_examples=60, deadline=None)
@given(case=CASES)
def test_everything_before_the_current_step_is_done_or_passed_over_for_a_reason(case: CaseRecord) -> None:
    walked = on_chart(case)
    behind = walked.route if walked.ended else walked.route[: walked.route.index(walked.current or "")]
    for node_id in behind:
        step = walked.step(node_id)
        reason = step.state is State.DONE or bool(step.note)
        assert reason or (step.state is State.FORBIDDEN and PREDICATES[step.node.done](case))


@settings(max_examples=60, deadline=None)
@given(case=CASES)
def test_the_same_case_walks_the_same_way_twice(case: CaseRecord) -> None:
    assert on_chart(case) == on_chart(case)
