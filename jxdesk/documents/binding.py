"""卷内顺序 as data: in which order a dossier is bound, and which items must be in it.

Two orders ship in resources/documents/dossier, the national nine items (司发通〔2010〕239号) and the thirteen
that came into use since; a county writes a third beside them and names it in catalogue.toml.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from jxdesk.paths import read_resource

Need = Literal["必须", "按需"]
_BETWEEN = 10  # places from one thing to the next, so that something unlisted finds room


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One item (项) of the list; ``holds`` are ids of documents or of material, in their order."""

    title: str
    need: Need
    holds: tuple[str, ...]


class Binding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One order; ``front`` lies before the first item and bears no page number."""

    version: str
    title: str
    front: tuple[str, ...]
    item: tuple[Item, ...]

    @classmethod
    def from_toml(cls, text: str) -> Binding:
        """Read strictly: ValueError names what is unknown, missing or listed twice."""
        found = msgspec.toml.decode(text, type=cls)
        ids = found.ids()
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"listed twice: {', '.join(twice)}")
        return found

    def ids(self) -> list[str]:
        """Everything listed, from the cover to the back."""
        return [*self.front, *(one for item in self.item for one in item.holds)]

    def place(self, document_id: str) -> int:
        """Where it lies: a smaller number lies further in front.

        What an older list does not name goes before its last item (封底), never after it.
        """
        ids = self.ids()
        if document_id in ids:
            return ids.index(document_id) * _BETWEEN
        last = len(ids) - (len(self.item[-1].holds) if self.item else 0)
        return last * _BETWEEN - _BETWEEN // 2

    def need(self, document_id: str) -> Need | None:
        """必须 or 按需; None for what no item holds."""
        return next((item.need for item in self.item if document_id in item.holds), None)


@cache
def shipped(name: str) -> Binding:
    """One of the orders by the name of its file; UserError when there is none of that name."""
    return Binding.from_toml(read_resource("documents", "dossier", f"{name}.toml"))
