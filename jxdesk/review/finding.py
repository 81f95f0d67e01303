"""What a check says: one plain sentence, how grave it is, and the field that cures it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from jxdesk.rules.read_aloud import READ_ALOUD

Level = Literal["P", "A", "W", "I"]

GRAVEST_FIRST: tuple[Level, ...] = get_args(Level)

_DOCUMENTS = {
    "agreement": frozenset({"agreement", "oral-agreement", "confirmation-application"}),
    "application": frozenset({"application"}),
    "acceptance": frozenset({"acceptance", "acceptance-notice"}),
    "refusal": frozenset({"refusal-notice"}),
    "readings": frozenset(READ_ALOUD),
    "rights_notice": frozenset({"rights-notice", "replacement"}),
    "investigations": frozenset({"investigation"}),
    "mediations": frozenset({"mediation-record"}),
    "agents": frozenset({"power-of-attorney"}),
    "termination": frozenset({"termination"}),
    "visits": frozenset({"follow-up"}),
    "dossier": frozenset({"cover", "contents", "situation-note", "closing-report"}),
    "evidence": frozenset({"evidence-list"}),
    "performance": frozenset({"no-penalty", "closing-report", "receipt", "reminder"}),
    "security_case": frozenset({"no-penalty"}),
    "appointments": frozenset({"mediation-notice"}),
    "extensions": frozenset({"extension"}),
    "transfers": frozenset({"transfer-out"}),
    "deliveries": frozenset({"service-proof"}),
    "reminders": frozenset({"reminder"}),
}


@dataclass(frozen=True)
class Hit:
    """What one rule found. ``variant`` names a special case of the rule that has a level of its own."""

    message: str
    field: str
    variant: str = ""
    law: str = ""


@dataclass(frozen=True)
class Finding:
    """One finding about a dossier.

    ``level`` P: no final copy of the document may be printed; A: no archiving; W: warning; I: hint.
    ``field`` is a path such as ``agreement.clauses[2].payments[0].due`` or ``parties[0].id_no``.
    """

    rule: str
    level: Level
    message: str
    field: str
    law: str

    def concerns(self, document: str) -> bool:
        """Whether the finding is about this document; what stands in no single one concerns all of them."""
        root = re.split(r"[.\[]", self.field, maxsplit=1)[0]
        return root not in _DOCUMENTS or document in _DOCUMENTS[root]


def gravity(level: Level) -> int:
    """0 for the gravest level."""
    return GRAVEST_FIRST.index(level)
