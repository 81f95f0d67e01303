"""Names and signatures as paper writes them: ``赵某（签名）``, ``郑某（代周某乙）``, or an object with a mode.

A bracket may belong to a name (a company's) or to the signature; the exact name is tried first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jxdesk.rules.capacity import is_person
from jxdesk.rules.case_record import CaseRecord, Party

_BRACKET = re.compile(r"\s*[（(]([^（()）]*)[）)]\s*\Z")
_FOR = re.compile(r"\A代(?!理人|表|签)(.+)")
_SEVERAL = re.compile(r"[、，,；;和与及]")


@dataclass(frozen=True)
class Signature:
    """One signature: who, for whom (代), how, and for people who cannot read who read aloud and who watched."""

    name: str
    on_behalf: str = ""
    mode: str = ""
    witness: str = ""
    read_aloud_by: str = ""


def signatures(items: Any) -> tuple[Signature, ...]:
    """Read a list of signatures of either shape; anything else in the list is passed over."""
    return (
        tuple(s for item in items if (s := _signature(item)) is not None) if isinstance(items, list) else ()
    )


def bare(text: str) -> str:
    """A name without the brackets behind it."""
    while match := _BRACKET.search(text):
        if match.start() == 0:
            break
        text = text[: match.start()]
    return text.strip()


def same(a: str | None, b: str | None) -> bool:
    """Whether two names are one, the bracket behind either of them left aside."""
    if not a or not b:
        return False
    return a.strip() == b.strip() or bare(a) == bare(b)


def several(text: str) -> tuple[str, ...]:
    """``吕某、韩某`` as two names."""
    return tuple(part.strip() for part in _SEVERAL.split(text) if part.strip())


def stands_for(party: Party, case: CaseRecord) -> tuple[str, ...]:
    """Everyone whose signature counts for a party: itself, its guardian, its agent, its head."""
    names = [party.name, party.guardian.name if party.guardian else None, party.legal_rep]
    names += [agent.name for agent in case.agents if agent.agent_id and agent.agent_id == party.agent_id]
    return tuple(name for name in names if name)


def signed_by(party: Party, case: CaseRecord, signed: Iterable[Signature]) -> Signature | None:
    """The signature that counts for a party, if there is one."""
    names = stands_for(party, case)
    for one in signed:
        if any(same(one.name, name) for name in names) or same(one.on_behalf, party.name):
            return one
    return None


def shown(party: Party, at: int) -> str:
    """How a message names a party."""
    return party.name or f"第{at + 1}位当事人"


def persons(case: CaseRecord) -> list[tuple[int, Party]]:
    """The natural persons with their positions."""
    return [(at, party) for at, party in enumerate(case.parties) if is_person(party)]


def organisations(case: CaseRecord) -> list[tuple[int, Party]]:
    """The organisations with their positions."""
    return [(at, party) for at, party in enumerate(case.parties) if not is_person(party)]


def _signature(item: Any) -> Signature | None:
    if isinstance(item, str) and item.strip():
        match = _BRACKET.search(item)
        inside = match.group(1).strip() if match and match.start() else ""
        behalf = _FOR.match(inside)
        return Signature(item.strip(), on_behalf=behalf.group(1) if behalf else "", mode=inside)
    if isinstance(item, Mapping) and isinstance(item.get("name"), str) and item["name"].strip():
        said = {key: str(item.get(key) or "") for key in ("mode", "witness", "read_aloud_by")}
        return Signature(item["name"].strip(), **said)
    return None
