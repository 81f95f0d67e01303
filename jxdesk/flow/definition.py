"""The one-stop chart (一站式调解业务流程导图) as named types: what a flow file says, once it has been read.

Nothing here knows a case. Every condition is the *name* of a predicate in ``predicates.py``; a file
can choose among conditions but cannot make one up, so that a chart sent by the county is data and
stays data.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Side = Literal["left", "right", "top", "bottom"]


class Way(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way on. Tried in order; the way without ``when`` comes last and is taken when no other holds.

    ``leave`` ways are open while the step is still undone (a party withdraws in the middle of it);
    ``back`` ways are drawn for the reader and never walked, because a changed answer re-routes by itself.
    ``out`` and ``into`` are the sides the line leaves and enters by, ``label_on`` the side of the line its
    words stand on; ``hidden`` ways are not drawn.
    """

    to: str
    when: str = ""
    label: str = ""
    leave: bool = False
    back: bool = False
    hidden: bool = False
    out: Side = "right"
    into: Side = "left"
    label_on: Literal["left", "right"] = "right"


class Forbidden(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The law forbids the step while ``when`` holds.

    ``law`` names the article, ``short`` names it as it fits into the box, ``say`` is one plain sentence.
    """

    when: str
    law: str
    short: str
    say: str


class Unneeded(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The step may be passed over while ``when`` holds; the chart shows ``label`` instead of a date."""

    when: str
    label: str


class Node(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step (步骤) of the chart, with everything the desk shows about it.

    ``say`` is two lines: what to do, and what to tell the people. ``fields`` are paths into CaseRecord
    (``application.brief``, ``mediations[]``), from which the case screen builds the step's form;
    ``documents`` are document ids; ``deadlines`` kinds of ``rules.deadlines.Deadline``, the earliest of
    which counts; ``date`` the fields its day is read from, first found. ``by_hand`` steps may also be
    ticked in ``done_nodes``; ``end`` says the case may end here; ``hint`` is what the box says while
    the step waits.
    """

    id: str
    title: str
    row: int
    col: int
    say: tuple[str, str]
    law: tuple[str, ...]
    done: str
    hint: str = ""
    spine: bool = False
    documents: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    by_hand: bool = False
    end: bool = False
    forbidden: tuple[Forbidden, ...] = ()
    unneeded: tuple[Unneeded, ...] = ()
    ways: tuple[Way, ...] = ()


class Leave(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way out that many steps share (撤回、终止): read into each of them as a hidden ``leave`` way."""

    to: str
    when: str
    label: str
    at: tuple[str, ...]


class Flow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole chart in one published version. A case keeps the version it started on (``label``)."""

    id: str
    version: str
    title: str
    start: str
    nodes: tuple[Node, ...]

    @property
    def label(self) -> str:
        """``one_stop/1``: what a case notes as its ``flow_version``."""
        return f"{self.id}/{self.version}"

    def node(self, node_id: str) -> Node:
        """The step of that id; KeyError when the chart has none."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)
