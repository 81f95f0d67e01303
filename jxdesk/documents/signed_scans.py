"""签好字的扫描件: the signed scan of a document stands for its print, which is then not bound a second time.

An unsigned agreement beside the signed one is what reviewers ask about. But a scan of the signature page alone
has not the words of the clauses: it stands for the print only where it has at least as many pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from jxdesk.documents import catalogue, contents
from jxdesk.rules.case_record import Material


@dataclass(frozen=True)
class Standing:
    """Which ``documents`` are not bound because a scan stands for them; what that scan is called, by its slot.

    ``short`` are titles of documents whose scans have fewer pages than the print: both are bound.
    """

    documents: frozenset[str] = frozenset()
    titles: Mapping[str, str] | None = None
    short: tuple[str, ...] = ()

    def title_of(self, slot: contents.Slot) -> str:
        """The name in the contents: that of the document the scan stands for, else of its slot."""
        return (self.titles or {}).get(slot.id, slot.title)


def standing(
    scans: Iterable[Material], written: Iterable[str], pages_of: Callable[[str], int], *, both: bool
) -> Standing:
    """What ``scans`` stand for. ``written`` are the ids of the documents the case has, ``pages_of`` counts their
    printed pages; ``both``: the county binds print and scan."""
    if both:
        return Standing()
    there, kept = frozenset(written), list(scans)
    documents: set[str] = set()
    titles: dict[str, str] = {}
    short: list[str] = []
    for slot in contents.shipped().slot:
        pages = sum(one.pages or 1 for one in kept if one.slot == slot.id)
        meant = [one for one in slot.stands_for if one in there]
        if not pages or not meant:
            continue
        named = [catalogue.shipped().entry(one).title for one in meant]
        if pages < sum(pages_of(one) for one in meant):
            short += named
            continue
        documents.update(meant)
        titles[slot.id] = "，".join(named)
    return Standing(frozenset(documents), titles, tuple(short))
