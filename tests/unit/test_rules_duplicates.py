"""Possible duplicates: what counts, what does not, and that reasons betray no number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sample_records import land, neighbours, put, wages

from jxdesk.rules.duplicates import Trace, possible_duplicates, trace


def test_the_same_case_again_is_found() -> None:
    again = put(put(land(), "number.text", None), "intake.short_id", "D-7")
    (hit,) = possible_duplicates(trace(again), [trace(c) for c in (land(), neighbours(), wages())])
    assert hit.label == "集福人调字〔2025〕第17号"
    assert hit.score == 100


def test_different_cases_of_one_committee_are_not_confused() -> None:
    assert possible_duplicates(trace(land()), [trace(neighbours()), trace(wages())]) == ()


def test_reasons_name_no_number() -> None:
    (hit,) = possible_duplicates(trace(land()), [trace(land())])
    text = "".join(hit.reasons)
    assert "证件号码相同" in text
    assert "230521196305129972" not in text
    assert "13800000001" not in text


def test_a_name_alone_is_not_enough_but_with_village_type_and_time_it_is() -> None:
    a = Trace(
        "甲", names=frozenset({"王伟"}), village="230521100200", dispute_type="邻里纠纷", on=date(2026, 6, 1)
    )
    near = replace(a, label="乙", on=date(2026, 6, 20))
    far = replace(near, village="230521101200", dispute_type="合同纠纷", on=date(2025, 1, 1))
    assert [hit.label for hit in possible_duplicates(a, [near])] == ["乙"]
    assert possible_duplicates(a, [far]) == ()


def test_thirty_one_days_apart_counts_less_than_thirty() -> None:
    a = Trace(
        "甲", phones=frozenset({"13800000001"}), village="1", dispute_type="邻里纠纷", on=date(2026, 6, 1)
    )
    near, far = replace(a, label="乙", on=date(2026, 7, 1)), replace(a, label="丙", on=date(2026, 7, 2))
    hits = possible_duplicates(a, [far, near])
    assert [hit.label for hit in hits] == ["乙", "丙"]
    assert hits[0].score == hits[1].score + 10


def test_the_same_story_in_the_same_village_is_found_without_a_name() -> None:
    story = "两家因为地头排水沟堵塞发生争执，玉米地被淹，要求疏通并赔偿"
    a = Trace("甲", village="1", dispute_type="邻里纠纷", on=date(2026, 6, 1), brief=story)
    b = replace(a, label="乙", brief=story + "损失")
    other = replace(a, label="丙", brief="欠工钱一直不给，要求支付去年冬天的工资和误工费用")
    assert [hit.label for hit in possible_duplicates(a, [b, other])] == ["乙"]


def test_short_briefs_are_not_compared() -> None:
    a = Trace("甲", village="1", dispute_type="邻里纠纷", on=date(2026, 6, 1), brief="吵架")
    assert possible_duplicates(a, [replace(a, label="乙")]) == ()
