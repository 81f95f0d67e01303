"""Where documents and material lie in the dossier (卷内顺序): one question for everything that sorts by it."""

from __future__ import annotations

from jxdesk.documents import catalogue


def place(item_id: str) -> int:
    """A smaller number lies further in front; what the county's order does not name lies before the back cover."""
    return catalogue.shipped().binding.place(item_id)
