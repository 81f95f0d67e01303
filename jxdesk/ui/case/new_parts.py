"""What a new part of a case begins with: names and places the case knows already. No Qt here.

Only what nobody would answer otherwise is filled in; what was said, agreed or found is never filled in
for anybody (documents.md §1.12). A new part is stored with the first word typed into it.
"""

from __future__ import annotations

from typing import Any

from jxdesk.rules.case_record import CaseRecord, Reading
from jxdesk.rules.read_aloud import cannot_read, unheard

CHAIR = "调解主持人"


def beginning(case: CaseRecord, list_path: str) -> dict[str, Any]:
    """Values by field for a new part of ``list_path``; empty where nothing can be known."""
    parties = [party.name for party in case.parties if party.name]
    mediators = [mediator.name for mediator in case.mediators]
    values: dict[str, Any] = {}
    match list_path:
        case "parties":
            asked = any(party.role == "申请人" for party in case.parties)
            values = {"role": "被申请人" if asked else "申请人", "kind": "自然人"}
        case "agents":
            values = {"agent_id": _free_id([agent.agent_id for agent in case.agents])}
        case "investigations":
            values = {"investigators": mediators, "recorder": case.recorder}
        case "mediations":
            values = {"place": case.committee.place, "attendees_parties": parties}
        case "appointments":
            values = {"recipients": parties, "place": case.committee.place}
        case "transfers":
            values = {"unit": case.sent_to()}
        case "readings":
            values = _next_reading(case)
        case "visits":
            values = {"reason": case.title, "visited": parties}
    return {name: value for name, value in values.items() if value}


def _next_reading(case: CaseRecord) -> dict[str, Any]:
    """The first signed paper of which nobody said who read it, with who read and watched the last time."""
    listeners = cannot_read(case)
    for party in listeners:
        for paper in unheard(case, party)[:1]:
            last = case.readings[-1] if case.readings else Reading()
            turn = paper.turn if paper.turn > 1 else None
            return {
                "document": paper.document, "turn": turn, "listener": party.name, "reader": last.reader,
                "witness": last.witness,
            }  # fmt: skip
    return {"listener": listeners[0].name} if len(listeners) == 1 else {}


def _free_id(taken: list[str | None]) -> str:
    """``D1``, ``D2`` …: by this the parties name their agent."""
    number = 1
    while f"D{number}" in taken:
        number += 1
    return f"D{number}"
