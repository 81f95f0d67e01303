"""Who must sign: age and capacity on the day of signing, guardians, agents, organisations."""

from __future__ import annotations

from datetime import date

import pytest
from sample_records import put, wages

from jxdesk.rules.capacity import FULL, LIMITED, NONE, Signer, age_of, required_signers
from jxdesk.rules.case_record import Agent, CaseRecord, Guardian, Party

ON = date(2026, 6, 1)


def _case(party: Party, agents: list[Agent] | None = None) -> CaseRecord:
    return CaseRecord(parties=[party], agents=agents or [])


def _born(day: str, **more: object) -> Party:
    return Party(kind="自然人", name="钱某", birth_date=day, **more)  # type: ignore[arg-type]  # test shorthand


def _who(case: CaseRecord, on: date = ON) -> list[tuple[str, str | None, bool]]:
    return [(s.who, s.name, s.required) for s in required_signers(case, on)]


def test_an_adult_signs_alone() -> None:
    assert _who(_case(_born("1980-01-01"))) == [("self", "钱某", True)]


def test_a_child_of_seven_is_signed_for_by_the_guardian_only() -> None:
    case = _case(_born("2018-06-02", guardian=Guardian(name="钱父", relation="父亲")))
    assert _who(case) == [("guardian", "钱父", True)]


def test_a_child_of_eight_may_sign_beside_the_guardian() -> None:
    case = _case(_born("2018-06-01", guardian=Guardian(name="钱父", relation="父亲")))
    assert _who(case) == [("self", "钱某", False), ("guardian", "钱父", True)]


def test_a_minor_without_guardian_is_a_problem_in_words() -> None:
    signer = required_signers(_case(_born("2018-06-02")), ON)[0]
    assert signer.name is None
    assert "请填写法定代理人" in signer.problem


def test_sixteen_on_own_wages_signs_alone_and_without_wages_does_not() -> None:
    assert _who(_case(_born("2010-01-01", capacity=FULL))) == [("self", "钱某", True)]
    assert [who for who, _, _ in _who(_case(_born("2010-01-01")))] == ["self", "guardian"]


def test_fifteen_on_own_wages_still_needs_the_guardian() -> None:
    assert [who for who, _, _ in _who(_case(_born("2011-01-01", capacity=FULL)))] == ["self", "guardian"]


def test_capacity_counts_on_the_day_of_signing() -> None:
    case = _case(_born("2008-06-01", guardian=Guardian(name="钱父")))
    assert [who for who, _, _ in _who(case, date(2026, 5, 31))] == ["self", "guardian"]
    assert [who for who, _, _ in _who(case, ON)] == ["self"]


@pytest.mark.parametrize(("capacity", "who"), [(LIMITED, ["self", "guardian"]), (NONE, ["guardian"])])
def test_an_adult_without_full_capacity_needs_the_guardian(capacity: str, who: list[str]) -> None:
    case = _case(_born("1950-01-01", capacity=capacity, guardian=Guardian(name="钱子")))
    assert [w for w, _, _ in _who(case)] == who


def test_an_agent_with_special_authority_signs_for_a_person() -> None:
    agent = Agent(agent_id="G1", name="孙某", authority="特别授权", valid_to="2026-06-30")
    assert _who(_case(_born("1980-01-01", agent_id="G1"), [agent])) == [("agent", "孙某", True)]


@pytest.mark.parametrize(
    "agent",
    [
        Agent(agent_id="G1", name="孙某", authority="一般授权", powers=["代为参加调解"]),
        Agent(agent_id="G1", name="孙某", authority="特别授权", valid_to="2026-05-31"),
        Agent(agent_id="G1", name="孙某", authority="特别授权", proxy_date="2026-06-02"),
    ],
)
def test_an_agent_without_power_or_out_of_time_does_not(agent: Agent) -> None:
    assert _who(_case(_born("1980-01-01", agent_id="G1"), [agent])) == [("self", "钱某", True)]


def test_a_ticked_power_to_sign_is_enough_under_general_authority() -> None:
    agent = Agent(agent_id="G1", name="孙某", authority="一般授权", powers=["代为签署调解协议书"])
    assert _who(_case(_born("1980-01-01", agent_id="G1"), [agent])) == [("agent", "孙某", True)]


def test_the_company_of_the_sample_seals_and_its_agent_signs() -> None:
    signers = required_signers(wages(), date(2026, 5, 8))
    assert [s.name for s in signers] == ["吕某", "韩某", "于某", "魏某"]
    assert signers[-1] == Signer(3, "agent", "魏某", "委托代理人", seal=True, reason="代理人有签署协议的权限")


def test_a_company_without_agent_is_signed_for_by_its_head() -> None:
    signer = required_signers(put(wages(), "parties[3].agent_id", None), date(2026, 5, 8))[-1]
    assert (signer.who, signer.name, signer.seal) == ("head", "何某", True)
    nameless = put(put(wages(), "parties[3].agent_id", None), "parties[3].legal_rep", None)
    assert "法定代表人" in required_signers(nameless, date(2026, 5, 8))[-1].problem


def test_age_is_taken_from_the_id_number_when_no_birth_date_is_written() -> None:
    assert age_of(Party(id_no="230521196305129972"), date(2025, 3, 17)) == 61
    assert age_of(Party(age=30), ON) == 30
    assert age_of(Party(), ON) is None
