"""Is the dossier complete? What the county's list wants, what the case has, and what is therefore missing.

The one answer to that: what the 材料 page calls wanted and what the dossier calls missing is read from it. The
必须 and 按需 in the orders of resources/documents/dossier are words printed in the contents and decide nothing.

It informs and never holds anything back: paper to be signed always prints, and so does a dossier with a gap.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from jxdesk.documents import catalogue, contents, press
from jxdesk.documents.dossier_order import place
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord

When = Literal["always", "settled", "written", "paid", "evidence", "agent", "transfer", "confirmation"]
Level = Literal["required", "as-needed"]


class Need(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the list: a document or a slot, and when a dossier needs it."""

    when: When
    level: Level
    document: str | None = None
    slot: str | None = None


class Needs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole list."""

    version: str
    need: tuple[Need, ...]

    @classmethod
    def from_toml(cls, text: str) -> Needs:
        """Read strictly: ValueError names a line with neither or both of document and slot."""
        found = msgspec.toml.decode(text, type=cls)
        for number, need in enumerate(found.need, start=1):
            if (need.document is None) is (need.slot is None):
                raise ValueError(f"need {number}: exactly one of document and slot")
        return found


@cache
def shipped() -> Needs:
    """The list that came with the program."""
    return Needs.from_toml(read_resource("documents", "completeness.toml"))


@dataclass(frozen=True)
class Gap:
    """Something missing, 必须 or 按需; ``slot`` is where it would be scanned into, None for a document to be filled in."""

    title: str
    required: bool
    slot: str | None


def gaps(case: CaseRecord) -> tuple[Gap, ...]:
    """What is missing, in the order of the dossier; () for a dispute that was refused and has none."""
    has = {ref.document_id for ref in press.applicable(case)}
    if not _has_dossier(has):
        return ()
    scanned = {one.slot for one in case.materials}
    found = [
        (place(slot.id), Gap(slot.title, wanted == "required", slot.id))
        for slot in contents.shipped().slot
        if (wanted := _slots(case).get(slot.id)) and slot.id not in scanned
    ]
    for need in shipped().need:
        if need.document is not None and need.document not in has and _WHEN[need.when](case):
            entry = catalogue.shipped().entry(need.document)
            found.append((place(entry.id), Gap(entry.title, need.level == "required", None)))
    if not has & {"agreement", "oral-agreement", "termination"}:
        found.append(
            (place("agreement"), Gap("协议书、口头协议登记表或者终止调解告知书", required=True, slot=None))
        )
    return tuple(gap for _order, gap in sorted(found, key=lambda one: one[0]))


def slots_wanted(case: CaseRecord) -> dict[str, Level]:
    """Which slots the case should have something in, scanned already or not, and how much it matters."""
    return _slots(case) if _has_dossier({ref.document_id for ref in press.applicable(case)}) else {}


def _has_dossier(documents: AbstractSet[str]) -> bool:
    return "acceptance" in documents


def _slots(case: CaseRecord) -> dict[str, Level]:
    return {need.slot: need.level for need in shipped().need if need.slot and _WHEN[need.when](case)}


def _slot_speaks(slot_id: str) -> Callable[[CaseRecord], bool]:
    def ask(case: CaseRecord) -> bool:
        return any(contents.speaks_of(case, slot) for slot in contents.shipped().slot if slot.id == slot_id)

    return ask


def _written(case: CaseRecord) -> bool:
    return any(ref.document_id == "agreement" for ref in press.applicable(case))


_WHEN: dict[When, Callable[[CaseRecord], bool]] = {
    "always": lambda _case: True,
    "settled": lambda case: case.agreement is not None,
    "written": _written,
    "paid": lambda case: any(one.amount or one.proof for one in case.performance),
    "evidence": _slot_speaks("evidence"),
    "agent": lambda case: bool(case.agents),
    "transfer": _slot_speaks("transfer"),
    "confirmation": _slot_speaks("confirmation"),
}
