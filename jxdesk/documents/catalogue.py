"""The list of documents (文书目录) as data: which a county uses, titles, copies, switches, order of the dossier.

A document that is not ``offered`` is offered nowhere: not in a list, not on the chart, not on the command line.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from jxdesk.documents import binding
from jxdesk.documents.binding import Binding
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
    "each-correction",
    "has-evidence",
    "performed-security",
    "joint-confirmation",
    "closed",
    "notified-acceptance",
    "refused",
    "each-appointment",
    "received-transfer",
    "each-transfer",
    "reported-back",
    "each-delivery",
    "asked-for-replacement",
    "each-extension",
    "each-cash-payment",
    "told-of-confirmation",
    "each-reminder",
]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of document. ``copies`` 份数: one, two, or one per party and one for the committee (art 29).

    ``required`` says what the case must hold for it; ``numbered`` whether its pages bear the dossier's numbers.
    """

    id: str
    title: str
    required: Required
    copies: Literal["one", "two", "parties-and-one"]
    sealed: bool
    numbered: bool
    offered: bool = True


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; ``dossier`` names the order it is bound in, a file of resources/documents/dossier."""

    version: str
    dossier: str
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

    @property
    def binding(self) -> Binding:
        """The order of the dossier; UserError when the file it names is not there."""
        return binding.shipped(self.dossier)

    def entry(self, document_id: str) -> Entry:
        """The entry of one document id; KeyError when there is none."""
        for entry in self.document:
            if entry.id == document_id:
                return entry
        raise KeyError(document_id)

    def ids(self) -> list[str]:
        """The ids in use, in the order of the dossier (卷内顺序)."""
        place = self.binding.place
        return [entry.id for entry in sorted(self.document, key=lambda e: place(e.id)) if entry.offered]

    def uses(self, document_id: str) -> bool:
        """Whether the county has this kind of document."""
        return any(entry.id == document_id and entry.offered for entry in self.document)


@cache
def shipped() -> Catalogue:
    """The catalogue that came with the program."""
    return Catalogue.from_toml(read_resource("documents", "catalogue.toml"))
