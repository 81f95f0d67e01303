"""Which step of the chart holds a field that a check names (``parties[0].id_no``). No Qt here.

Some fields stand in several steps (the clauses of a written and of an oral agreement), some in none (the
deadline that is computed). The nearest relative on the case's own way is then where it can be cured.
"""

from __future__ import annotations

import re

from jxdesk.flow.engine import Walk

_INDEX = re.compile(r"\[\d+\]")

STANDS_IN = {
    "number": "acceptance",
    "mode": "closing",
    "committee": "triage",
}
"""Roots that no step names, and the step where somebody would look for them."""


def step_of(path: str, walk: Walk) -> str:
    """The id of the step whose form holds ``path``, or comes nearest to it; "" when none does."""
    wanted = _parts(path)
    best, best_score = "", (0, False, 0)
    for order, step in enumerate(walk.steps):
        near = max((_common(wanted, _parts(field)) for field in step.node.fields), default=0)
        score = (near, step.node.id in walk.route, -order)
        if near and score > best_score:
            best, best_score = step.node.id, score
    return best or STANDS_IN.get(wanted[0], "")


def _parts(path: str) -> list[str]:
    return _INDEX.sub("", path.replace("[]", "")).split(".")


def _common(one: list[str], other: list[str]) -> int:
    """How many names two paths share from the left."""
    shared = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        shared += 1
    return shared
