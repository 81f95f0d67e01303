"""Who must sign for whom (民法典 art 18–23, 27, 28, 161–165): capacity counts on the day of signing.

A boy of seventeen when the case was accepted may be a man when it is signed, and the other way round a
proxy may have run out; so everything here takes the day and nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from jxdesk.rules.case_record import Agent, CaseRecord, Guardian, Party
from jxdesk.rules.days import day
from jxdesk.rules.person_id import age_on, read_id

NATURAL = "自然人"
FULL = "完全民事行为能力"
LIMITED = "限制民事行为能力"
NONE = "无民事行为能力"

Who = Literal["self", "guardian", "agent", "head"]


@dataclass(frozen=True)
class Signer:
    """One signature an agreement needs, or may carry.

    ``party`` is the position in ``case.parties``; ``name`` is None when nobody is named who could sign, and
    ``problem`` then says in one sentence what is missing. ``printed`` is the word before the line.
    """

    party: int
    who: Who
    name: str | None
    printed: str
    required: bool = True
    seal: bool = False
    reason: str = ""
    problem: str = ""


def is_person(party: Party) -> bool:
    """Whether a party is a natural person; one whose kind nobody said is taken for one."""
    return party.kind in {None, "", NATURAL}


def birth_of(party: Party) -> date | None:
    """The birth date as written, else as a readable ID number says."""
    written = day(party.birth_date)
    if written is not None or not party.id_no:
        return written
    reading = read_id(party.id_no)
    return reading.birth if reading.valid else None


def age_of(party: Party, on: date) -> int | None:
    """Full years on a day; the age noted at acceptance when no birth date is known."""
    birth = birth_of(party)
    return age_on(birth, on) if birth else party.age


def capacity_of(party: Party, on: date) -> str:
    """One of three kinds of capacity on a day.

    Below 8 none, below 18 limited, except that a person of 16 or 17 noted as 完全民事行为能力 lives on
    their own labour (art 18 ②). For an adult what was noted decides, and nothing noted means full.
    """
    age = age_of(party, on)
    if age is not None and age < 8:
        return NONE
    if age is not None and age < 18:
        return FULL if age >= 16 and party.capacity == FULL else LIMITED
    return party.capacity if party.capacity in {LIMITED, NONE} else FULL


def may_sign(agent: Agent) -> bool:
    """Whether an agent's powers reach as far as signing an agreement.

    特别授权, or a ticked power to sign it, or one to concede and change claims (民法典 art 165).
    """
    if agent.authority == "特别授权":
        return True
    return any(("签署" in power and "协议" in power) or "承认" in power for power in agent.powers)


def in_force(agent: Agent, on: date) -> bool:
    """Whether a proxy covers a day; one without an end does not run out."""
    until, since = day(agent.valid_to), day(agent.proxy_date)
    return (until is None or on <= until) and (since is None or since <= on)


def agent_of(case: CaseRecord, party: Party) -> Agent | None:
    """The agent a party has named."""
    if not party.agent_id:
        return None
    return next((agent for agent in case.agents if agent.agent_id == party.agent_id), None)


def required_signers(case: CaseRecord, on: date) -> tuple[Signer, ...]:
    """Who has to sign an agreement on a day, party by party; who only may sign comes with required=False."""
    found: list[Signer] = []
    for at, party in enumerate(case.parties):
        agent = agent_of(case, party)
        if is_person(party):
            found += _person(at, party, agent, on)
        else:
            found.append(_organisation(at, party, agent, on))
    return tuple(found)


def _person(at: int, party: Party, agent: Agent | None, on: date) -> list[Signer]:
    capacity = capacity_of(party, on)
    if capacity == FULL:
        return [_by_agent(at, agent, seal=False, on=on) or Signer(at, "self", party.name, "当事人")]
    guardian = _by_guardian(at, party, party.guardian, capacity)
    if capacity == NONE:
        return [guardian]
    return [Signer(at, "self", party.name, "当事人", required=False), guardian]


def _by_guardian(at: int, party: Party, guardian: Guardian | None, capacity: str) -> Signer:
    reason = f"{party.name or '当事人'}为{capacity}人，由法定代理人签名"
    name = guardian.name if guardian else None
    problem = "" if name else f"{reason}，请填写法定代理人。"
    return Signer(at, "guardian", name, "法定代理人", reason=reason, problem=problem)


def _by_agent(at: int, agent: Agent | None, *, seal: bool, on: date) -> Signer | None:
    """The agent, when there is one whose proxy reaches far enough on the day."""
    if agent is None or not may_sign(agent) or not in_force(agent, on):
        return None
    return Signer(at, "agent", agent.name, "委托代理人", seal=seal, reason="代理人有签署协议的权限")


def _organisation(at: int, party: Party, agent: Agent | None, on: date) -> Signer:
    by_agent = _by_agent(at, agent, seal=True, on=on)
    if by_agent is not None:
        return by_agent
    problem = "" if party.legal_rep else f"请填写{party.name or '单位'}的法定代表人或者负责人。"
    reason = "单位由法定代表人（负责人）签名并加盖单位公章"
    return Signer(
        at, "head", party.legal_rep, "法定代表人（负责人）", seal=True, reason=reason, problem=problem
    )
