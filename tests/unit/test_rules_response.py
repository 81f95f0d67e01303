"""The proposed response level and its reasons."""

from __future__ import annotations

import pytest
from sample_records import land, put, wages

from jxdesk.errors import UserError
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Intake, Screening
from jxdesk.rules.codes import Codes, Dictionary
from jxdesk.rules.response import LevelRules, propose_level


@pytest.fixture(scope="module")
def rules() -> LevelRules:
    return LevelRules.from_toml(read_resource("codes", "response.toml"))


@pytest.fixture(scope="module")
def risks() -> Dictionary:
    return Codes.from_toml(read_resource("codes", "dictionaries.toml")).dictionary("risk")


def test_a_quiet_case_is_blue_and_says_why(rules: LevelRules, risks: Dictionary) -> None:
    proposal = propose_level(land(), rules, risks)
    assert proposal.level == "蓝"
    assert proposal.sentence


def test_the_gravest_ticked_risk_decides_and_comes_first(rules: LevelRules, risks: Dictionary) -> None:
    case = CaseRecord(intake=Intake(risk_answers=["petitioned", "weapon"]))
    proposal = propose_level(case, rules, risks)
    assert proposal.level == "红"
    assert [r.level for r in proposal.reasons] == ["红", "黄"]
    assert proposal.reasons[0].law == "人民调解法第二十五条"


def test_the_number_of_people_raises_the_level(rules: LevelRules, risks: Dictionary) -> None:
    levels = [
        propose_level(CaseRecord(intake=Intake(people_count=n)), rules, risks).level for n in (4, 5, 10, 50)
    ]
    assert levels == ["蓝", "黄", "橙", "红"]


def test_a_word_in_the_brief_raises_the_level(rules: LevelRules, risks: Dictionary) -> None:
    case = CaseRecord(intake=Intake(brief="王某扬言喝农药"))
    proposal = propose_level(case, rules, risks)
    assert proposal.level == "红"
    assert "喝农药" in proposal.sentence


def test_what_screening_found_raises_the_level(rules: LevelRules, risks: Dictionary) -> None:
    found = put(wages(), "screening", Screening(domestic_violence_suspected=True))
    assert propose_level(found, rules, risks).level == "橙"
    assert propose_level(wages(), rules, risks).level == "蓝"


def test_an_unknown_risk_is_not_ignored(rules: LevelRules, risks: Dictionary) -> None:
    proposal = propose_level(CaseRecord(intake=Intake(risk_answers=["牲口咬人"])), rules, risks)
    assert proposal.level == "黄"
    assert "牲口咬人" in proposal.sentence


def test_a_level_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UserError, match="不认识的等级"):
        LevelRules.from_toml('levels=["蓝"]\n[[crowds]]\npeople=5\nlevel="紫"')
