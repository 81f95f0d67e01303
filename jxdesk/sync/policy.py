"""Which rule settles two values for one field (sync.md §2.7). What is not named here, a person decides.

Few fields are named, on purpose: a rule that picks a winner out of sight of people loses one man's work.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

KINDS: Final = frozenset(
    {
        "case", "party", "agent", "screening", "application", "acceptance", "refusal", "rights_notice",
        "investigation", "evidence", "mediation", "agreement", "clause", "termination", "performance",
        "visit", "dossier", "appointment", "extension", "transfer", "delivery", "reminder", "material",
        "correction", "printout", "reading",
    }
)  # fmt: skip
"""Kinds of rows this program knows: the desk's tables of case data."""

RELEASE: Final = "release"
"""A person gives up a refused change (``rid``); what waited behind it in its case goes on."""

LEVELS: Final = ("蓝", "黄", "橙", "红")
"""Response levels, rising. The higher one holds at once; lowering it needs a look at both."""


class _Ask:
    def __repr__(self) -> str:
        return "ASK"


ASK: Final = _Ask()
"""No rule: both values go before a person."""

_Rule = Callable[[Any, Any], Any]


def settle(kind: str, field: str, *, standing: Any, sent: Any, from_county: bool, by_county: bool) -> Any:
    """The value that holds when neither author of ``standing`` and ``sent`` knew of the other; or ASK."""
    if (kind, field) in _COUNTY and from_county != by_county:
        return sent if from_county else standing
    rule = _RULES.get((kind, field)) or _RULES.get(("*", field))
    return ASK if rule is None else rule(standing, sent)


def _higher_level(standing: Any, sent: Any) -> Any:
    known = (None, *LEVELS)
    if standing not in known or sent not in known:
        return ASK
    return max(standing, sent, key=known.index)


def _union(standing: Any, sent: Any) -> Any:
    """Both lists as one, in the order of their text, so that it does not matter who came first."""
    lists = [one if one is not None else [] for one in (standing, sent)]
    if not all(isinstance(one, list) and all(isinstance(item, str) for item in one) for one in lists):
        return ASK
    return sorted({item for one in lists for item in one})


def _reasons(standing: Any, sent: Any) -> Any:
    """Two desks voided the same case, each for its reason: void it is. Void and not void is for a person."""
    if not (isinstance(standing, str) and isinstance(sent, str)):
        return ASK
    return "；".join(sorted({*standing.split("；"), *sent.split("；")}))


def _larger(standing: Any, sent: Any) -> Any:
    numbers = all(isinstance(one, int) and not isinstance(one, bool) for one in (standing, sent))
    return max(standing, sent) if numbers else ASK


_RULES: Final[dict[tuple[str, str], _Rule]] = {
    ("case", "intake_response_level"): _higher_level,
    ("case", "intake_risk_answers"): _union,
    ("case", "law_refs"): _union,
    ("case", "done_nodes"): _union,
    ("case", "questions"): _union,
    ("case", "void_reason"): _reasons,
    ("*", "position"): _larger,  # the order of lines on a page: nobody should be asked about it
}

_COUNTY: Final = frozenset({("case", "intake_assigned_to")})
"""Assignment (交办) is the county's to make; a township's own note of it gives way."""
