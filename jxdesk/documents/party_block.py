"""The block of rows that says who a party is, as the national forms have it (documents.md §1.3, §1.10)."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from jxdesk.documents.rows import Field, Row
from jxdesk.documents.spans import Style
from jxdesk.documents.strips import Together
from jxdesk.rules.case_record import Agent, CaseRecord, Guardian, Party
from jxdesk.rules.days import day
from jxdesk.rules.person_id import age_on

ORGANISATIONS = frozenset({"法人", "非法人组织"})


@dataclass(frozen=True)
class PartyBlock:
    """One party: rows of label and value, in the order of the form."""

    rows: tuple[tuple[Field, ...], ...]

    def block(self, style: Style) -> Together:
        """The rows, kept on one page."""
        return Together([Row(row, style) for row in self.rows])


def party_blocks(
    case: CaseRecord, prefixes: dict[str, str], *, id_number: bool = False, companions: bool = True
) -> tuple[PartyBlock, ...]:
    """Blocks of the parties whose role has a prefix, in the order of ``prefixes``.

    ``prefixes`` maps 申请人 … to the word before 姓名. A side nobody stands on yet gets an empty block;
    a party without a role counts as 申请人. ``companions`` adds rows for guardian and agent.
    """
    blocks: list[PartyBlock] = []
    for role, prefix in prefixes.items():
        chosen = [party for party in case.parties if (party.role or "申请人") == role]
        if not chosen and role != "第三人":
            chosen = [Party()]
        for party in chosen:
            rows = _organisation if party.kind in ORGANISATIONS else _person
            block = rows(_with_age(case, party), prefix, id_number)
            blocks.append(PartyBlock(tuple(block + (_companions(case, party) if companions else []))))
    return tuple(blocks)


def _with_age(case: CaseRecord, party: Party) -> Party:
    """Age is counted on the day of acceptance where nobody wrote it down (R-10)."""
    born = day(party.birth_date)
    on = day(case.acceptance.date if case.acceptance else None) or day(case.intake.registered_at)
    if party.age is not None or born is None or on is None:
        return party
    return msgspec.structs.replace(party, age=age_on(born, on))


def _companions(case: CaseRecord, party: Party) -> list[tuple[Field, ...]]:
    agent = agent_of(case, party)
    guardian = _guardian(party.guardian) if party.guardian else []
    return guardian + (_agent(agent) if agent else [])


def _person(party: Party, prefix: str, id_number: bool) -> list[tuple[Field, ...]]:
    age = "" if party.age is None else str(party.age)
    rows: list[tuple[Field, ...]] = [
        (
            Field(f"{prefix}姓名", party.name),
            Field("性别", party.sex, 2.4),
            Field("民族", party.nation, 4.2),
            Field("年龄", age, 2.6),
        ),
        (Field("职业或职务", party.occupation, 8.6), Field("联系方式", party.phone)),
        (Field("单位或住址", party.address),),
    ]
    return [*rows, (Field(party.id_type or "证件号码", party.id_no),)] if id_number else rows


def _organisation(party: Party, prefix: str, id_number: bool) -> list[tuple[Field, ...]]:
    rows: list[tuple[Field, ...]] = [
        (Field(f"{prefix}名称", party.name),),
        (Field("法定代表人或负责人", party.legal_rep, 6.0), Field("职务", party.legal_rep_title)),
        (Field("联系方式", party.phone),),
        (Field("单位地址", party.address),),
    ]
    return [*rows, (Field("统一社会信用代码", party.uscc),)] if id_number else rows


def _guardian(guardian: Guardian) -> list[tuple[Field, ...]]:
    return [
        (Field("法定代理人姓名", guardian.name, 5.0), Field("关系", guardian.relation)),
        (Field("联系方式", guardian.phone, 7.6), Field("住址", guardian.address)),
    ]


def _agent(agent: Agent) -> list[tuple[Field, ...]]:
    return [
        (Field("委托代理人姓名", agent.name, 5.0), Field("代理权限", agent.authority)),
        (Field("单位或关系", agent.work_unit or agent.relation, 8.6), Field("联系方式", agent.phone)),
    ]


def agent_of(case: CaseRecord, party: Party) -> Agent | None:
    """The agent a party names, if the case knows one of that id."""
    if not party.agent_id:
        return None
    return next((agent for agent in case.agents if agent.agent_id == party.agent_id), None)
