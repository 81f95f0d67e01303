"""A title as part of a file name that every disk takes: the archive's folder goes onto sticks and Windows desks."""

from __future__ import annotations

import re

from jxdesk.rules.clean_text import clean

LONGEST = 60
"""Characters. A Chinese one is up to four bytes, and Linux ends a name at 255 bytes, number and ending included."""
_REFUSED = re.compile(r'[\\/:*?"<>|\s]+')  # by Windows in any name; by Linux the slash


def part_of_file_name(title: str, otherwise: str) -> str:
    """``title`` without what no name may hold, trimmed; ``otherwise`` when nothing is left of it."""
    kept = _REFUSED.sub(" ", clean(title, lines=False)).strip(" .")[:LONGEST]
    return (
        kept.rstrip(" .") or otherwise
    )  # Windows drops a blank or full stop at the end, and finds no such file
