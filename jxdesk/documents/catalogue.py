"""The list of documents (文书目录) as data: titles, order in the dossier, copies, the county's switches."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from jxdesk.documents.house import Switches
from jxdesk.paths import read_resource

Required = Literal[
    "always",
    "written-notice",
    "written-application",
    "each-agent",
    "each-investigation",
    "each-mediation",
    "written-agreement",
    "oral-agreement",
    "no-agreement",
    "each-visit",
]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of document. ``copies`` 份数: one, or one per party and one for the committee (art 29)."""

    id: str
    title: str
    order: int
    required: Required
    copies: Literal["one", "parties-and-one"]
    sealed: bool
    numbered: bool


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; ``version`` is stored with every produced document."""

    version: str
    switches: Switches
    document: list[Entry]

    @classmethod
    def from_toml(cls, text: str) -> Catalogue:
        """Read strictly: ValueError names what is unknown, missing or given twice."""
        found = msgspec.toml.decode(text, type=cls)
        ids = [entry.id for entry in found.document]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"documents listed twice: {', '.join(twice)}")
        return found

    def entry(self, document_id: str) -> Entry:
        """The entry of one document id; KeyError when there is none."""
        for entry in self.document:
            if entry.id == document_id:
                return entry
        raise KeyError(document_id)

    def ids(self) -> list[str]:
        """All ids in the order of the dossier (卷内顺序)."""
        return [entry.id for entry in sorted(self.document, key=lambda e: e.order)]


@cache
def shipped() -> Catalogue:
    """The catalogue that came with the program."""
    return Catalogue.from_toml(read_resource("documents", "catalogue.toml"))
