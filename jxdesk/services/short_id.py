"""Short ids of drafts and refusals: three letters of the desk, a dash, a counter (``K7P-12``).

Short enough to say over the telephone, never taken for a case number, and two desks of one county hardly
ever share the letters. It is accepted wherever a number is.
"""

from __future__ import annotations

import hashlib

ALPHABET = "ABCDEFGHJKLMNPQRTUVWXY346789"  # without I O S Z 0 1 2 5, which are misread from paper


def short_id(dev: str, seq: int) -> str:
    """The ``seq``-th short id of the desk ``dev``."""
    return f"{letters_of(dev)}-{seq}"


def letters_of(dev: str) -> str:
    """The three letters a desk is told apart by: on its slips, and where another desk is spoken of."""
    number = int.from_bytes(hashlib.sha256(dev.encode()).digest()[:4], "big")
    letters = ""
    for _ in range(3):
        number, index = divmod(number, len(ALPHABET))
        letters += ALPHABET[index]
    return letters
