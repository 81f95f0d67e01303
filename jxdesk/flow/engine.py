"""Walks a case through its chart: which steps are done, which one is now, what may follow, what is late.

Nothing is stored: the walk is derived from the case each time, so a changed early answer re-routes by
itself. The only memory is ``case.done_nodes``, for steps that no field shows, and it counts only where
the chart allows it (``by_hand``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jxdesk.flow import field_path
from jxdesk.flow.definition import Flow, Forbidden, Node, Way
from jxdesk.flow.predicates import PREDICATES
from jxdesk.rules import days
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.deadlines import Deadline


class State(StrEnum):
    """How a step stands in one case. LATE is for steps ahead; the current one stays CURRENT when late."""

    DONE = "done"
    CURRENT = "current"
    NEXT = "next"
    LATER = "later"
    LATE = "late"
    FORBIDDEN = "forbidden"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Step:
    """One node in one case. ``on`` is its day as ISO text or ""; ``note`` why it was passed over.

    ``days_left`` is None without a deadline and negative when late; ``count`` how often it was done
    (sessions, visits); ``forbidden`` the article that forbids it.
    """

    node: Node
    state: State
    is_current: bool = False
    on: str = ""
    count: int = 0
    note: str = ""
    days_left: int | None = None
    forbidden: Forbidden | None = None

    @property
    def late_days(self) -> int:
        """Days past the deadline; 0 when in time, done or without one."""
        return -self.days_left if self.days_left is not None and self.days_left < 0 else 0

    @property
    def caption(self) -> str:
        """The second line of the box: a date, a delay, an article; "" when there is nothing to say."""
        if self.forbidden is not None:
            return self.forbidden.short
        if self.state is State.DONE:
            return f"{self.on or '已办'} {self.count}次" if self.count > 1 else self.on or "已办"
        if self.late_days:
            return f"迟 {self.late_days} 天"
        if self.state is State.CURRENT:
            return "现在办" if self.days_left is None else f"还有 {self.days_left} 天"
        if self.state is State.NEXT:
            return "接着办"
        return self.node.hint if self.state is State.LATER else self.note


@dataclass(frozen=True)
class Walk:
    """A case on its chart. ``route`` is the way it takes, up to the end as far as can be told today.

    ``current`` is the id of the first undone step on the route, None when the case has ended; ``reachable``
    are the steps it may still come to.
    """

    flow: Flow
    steps: tuple[Step, ...]
    route: tuple[str, ...]
    current: str | None
    reachable: frozenset[str] = frozenset()

    @property
    def ended(self) -> bool:
        """Whether nothing is left to do."""
        return self.current is None

    def step(self, node_id: str) -> Step:
        """The step of that id; KeyError when the chart has none."""
        for step in self.steps:
            if step.node.id == node_id:
                return step
        raise KeyError(node_id)

    def is_aside(self, node_id: str) -> bool:
        """Whether the case did not come this way and can no longer."""
        return node_id not in self.route and node_id not in self.reachable

    def travelled(self, one: str, other: str) -> bool:
        """Whether the route goes straight from ``one`` to ``other`` through steps already behind the case."""
        pairs = list(zip(self.route, self.route[1:], strict=False))
        if (one, other) not in pairs:
            return False
        return self.current is None or self.route.index(other) <= self.route.index(self.current)


def current_node(flow: Flow, case: CaseRecord) -> Node | None:
    """The step where ``case`` stands, None when it has ended: all that a line in a list asks of a walk."""
    _, ahead = _route(flow, case)
    return ahead[0] if ahead else None


def walk(flow: Flow, case: CaseRecord, deadlines: Iterable[Deadline], today: date) -> Walk:
    """Walk ``case`` through ``flow``; ``deadlines`` are the case's own, from ``rules.deadlines.upcoming``."""
    due = _due(deadlines)
    passed, ahead = _route(flow, case)
    current = ahead[0].id if ahead else None
    onward = {node.id for node in ahead}
    following = _following(ahead[0], case) if ahead else frozenset()
    reachable = _reachable(flow, current) if current else frozenset()

    def step(node: Node) -> Step:
        state = State.LATER
        if node.id in passed:
            state = State.SKIPPED if passed[node.id] else State.DONE
        elif node.id == current:
            state = State.CURRENT
        elif node.id in onward and _done(node, case):
            state = State.DONE
        elif node.id not in reachable:
            state = State.SKIPPED
        elif node.id in following:
            state = State.NEXT
        last_day = min((due[kind] for kind in node.deadlines if kind in due), default=None)
        left = (last_day - today).days if last_day and node.id in onward else None
        if left is not None and left < 0 and state in (State.NEXT, State.LATER):
            state = State.LATE
        forbidden = _forbidden(node, case)
        on, count = _day_of(node, case) if state is State.DONE else ("", 0)
        return Step(
            node=node,
            state=State.FORBIDDEN if forbidden else state,
            is_current=node.id == current,
            on=on,
            count=count,
            note=passed.get(node.id, ""),
            days_left=None if state is State.DONE else left,
            forbidden=forbidden,
        )

    route = (*passed, *(node.id for node in ahead))
    return Walk(flow, tuple(step(node) for node in flow.nodes), route, current, reachable)


def _due(deadlines: Iterable[Deadline]) -> dict[str, date]:
    """The earliest day of each kind of deadline that has not been met."""
    due: dict[str, date] = {}
    for deadline in deadlines:
        if not deadline.done:
            due[deadline.kind] = min(deadline.due_on, due.get(deadline.kind, deadline.due_on))
    return due


def _route(flow: Flow, case: CaseRecord) -> tuple[dict[str, str], list[Node]]:
    """The steps behind the case, each with why it was passed over ("" when done), and those ahead of it."""
    passed: dict[str, str] = {}
    node = flow.node(flow.start)
    while (passage := _passage(node, case)) is not None:
        why, onward = passage
        passed[node.id] = why
        if onward is None:
            return passed, []
        node = flow.node(onward.to)
    ahead = [node]
    while not ahead[-1].end:
        ahead.append(flow.node(_way_on(ahead[-1], case).to))
    return passed, ahead


def _passage(node: Node, case: CaseRecord) -> tuple[str, Way | None] | None:
    """How the case got past ``node``: why it was passed over and the way on; None while it stands there."""
    if _done(node, case):
        return "", None if node.end else _way_on(node, case)
    for unneeded in node.unneeded:
        if PREDICATES[unneeded.when](case):
            return unneeded.label, None if node.end else _way_on(node, case)
    for way in node.ways:
        if way.leave and PREDICATES[way.when](case):
            return way.label, way
    return None


def _done(node: Node, case: CaseRecord) -> bool:
    return PREDICATES[node.done](case) or (node.by_hand and node.id in case.done_nodes)


def _way_on(node: Node, case: CaseRecord) -> Way:
    onward = [way for way in node.ways if not (way.leave or way.back)]
    return next(way for way in onward if not way.when or PREDICATES[way.when](case))


def _following(node: Node, case: CaseRecord) -> frozenset[str]:
    """What may come next: one step once an answer decides it, every drawn way while nothing does."""
    if node.end:
        return frozenset()
    chosen = _way_on(node, case)
    if chosen.when:
        return frozenset({chosen.to})
    return frozenset(way.to for way in node.ways if not (way.leave or way.back or way.hidden))


def _reachable(flow: Flow, start: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        node_id = waiting.pop()
        if node_id not in found:
            found.add(node_id)
            waiting += [way.to for way in flow.node(node_id).ways if not way.back]
    return frozenset(found)


def _forbidden(node: Node, case: CaseRecord) -> Forbidden | None:
    return next((rule for rule in node.forbidden if PREDICATES[rule.when](case)), None)


def _day_of(node: Node, case: CaseRecord) -> tuple[str, int]:
    """The day the step was done and how often: the first of its date fields that says a real day."""
    for path in node.date:
        found = [day for value in field_path.read(case, path) if (day := _day(value))]
        if found:
            return found[-1].isoformat(), len(found) if "[]" in path else 1
    return "", 0


def _day(value: object) -> date | None:
    return days.day(value) if isinstance(value, str) else None
