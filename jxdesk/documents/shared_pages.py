"""Which photos share a page of the dossier: two that lie, one after the other in a slot (两面身份证).

Only what belongs together: under one page there is one line for whoever brought it, so the cards of two people
called by their names stay apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from jxdesk.documents.scan_reading import PDF
from jxdesk.rules.case_record import CaseRecord, Material

_ALIKE = 2  # characters that two titles begin with: 张某身份证正面, 张某身份证反面


def shared(
    materials: Sequence[Material], lies: Callable[[Material], bool]
) -> tuple[tuple[Material, ...], ...]:
    """All of ``materials`` in their order, singly or by two. ``lies`` looks at the picture, see ``scan_pages``."""
    found: list[tuple[Material, ...]] = []
    for one in materials:
        before = found[-1] if found else ()
        if len(before) == 1 and _akin(before[0], one) and lies(before[0]) and lies(one):
            found[-1] = (*before, one)
        else:
            found.append((one,))
    return tuple(found)


def counted(case: CaseRecord, lies: Callable[[Material], bool]) -> CaseRecord:
    """The case as its contents count it: the second on a page has no page of its own."""
    by_slot = {
        one.slot: [other for other in case.materials if other.slot == one.slot] for one in case.materials
    }
    second = {group[1].id for there in by_slot.values() for group in shared(there, lies) if len(group) > 1}
    if not second:
        return case
    kept = [msgspec.structs.replace(one, pages=0) if one.id in second else one for one in case.materials]
    return msgspec.structs.replace(case, materials=kept)


def _akin(one: Material, other: Material) -> bool:
    """Whether two may share a page by what their rows say; nothing is read for it."""
    single = all(part.media_type != PDF and (part.pages or 1) == 1 for part in (one, other))
    names = (one.title or "", other.title or "")
    return single and one.slot == other.slot and names[0][:_ALIKE] == names[1][:_ALIKE]
