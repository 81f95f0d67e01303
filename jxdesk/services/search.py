"""Find a case by anything a person remembers: name, initials, phone, number, village, any two characters.

The odd thing is the index: Chinese text goes in as overlapping pairs of characters, so that a phrase of
pairs finds any substring (a trigram index finds nothing for two characters, and single characters are so
common that a phrase of them reads half the index); a lone character is the beginning of a pair. Runs of
letters and digits go in with all their tails, so that a prefix finds any part of a phone number. A mark
between fields keeps the end of one name and the start of the next from reading as a third.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from jxdesk.models.database import Database
from jxdesk.models.file import Ask

FIELD_MARK = "\uf8ff"  # private use: a token to the index, but never a piece of what somebody types
SHORTEST_TAIL = 3  # with two, every search for 第17号 would find every phone that ends in 17
LONGEST_RUN = 40
_RUN = re.compile(r"[0-9a-z]+")
Folding = Mapping[int, str | None]


@dataclass(frozen=True)
class Found:
    """One line of a result list."""

    case_id: str
    label: str
    title: str
    parties: str
    place: str
    node_title: str
    state: str


class SearchService:
    """Searches are a keystroke long: one index look-up and at most ``limit`` rows."""

    def __init__(self, database: Database, folding: Callable[[], Folding]) -> None:
        self._database, self._folding = database, folding

    def find(self, words: str, limit: int = 50) -> list[Found]:
        """The newest cases that contain every word of ``words``; an empty question finds nothing.

        Whole matches (第17号 for ``17``, 张某 for ``zm``) stand before those that only begin so.
        """
        folding = self._folding()
        loose, whole = query(words, folding), query(words, folding, whole=True)
        if not loose:
            return []
        with self._database.plain() as ask:
            found = _hits(ask, whole, limit)
            if loose != whole and len(found) < limit:
                seen = {one.case_id for one in found}
                found += [one for one in _hits(ask, loose, limit) if one.case_id not in seen]
            return found[:limit]


# In plain SQL: at a keystroke's pace a session, and building and mapping a statement, took longer than finding.
_ASK = (
    "SELECT s.case_id, s.label, s.title, s.parties, coalesce(s.place, ''), coalesce(s.node_title, ''), s.state"
    " FROM case_search f JOIN summary s ON s.n = f.rowid WHERE f.words MATCH ? ORDER BY f.rowid DESC LIMIT ?"
)


def _hits(ask: Ask, wanted: str, limit: int) -> list[Found]:
    return [Found(*row) for row in ask.rows(_ASK, wanted, limit)]


def tokens(fields: Iterable[str | None], folding: Folding) -> str:
    """The text that the index stores for one case; ``folding`` is that of ``rules/characters.py``."""
    out: list[str] = []
    for value in fields:
        if value:
            out.extend(_tokens(value, folding))
            out.append(FIELD_MARK)
    return " ".join(out)


def query(words: str, folding: Folding, *, whole: bool = False) -> str:
    """The FTS5 query for what a person typed; empty when nothing in it can be searched for.

    Letters and digits match the beginning of a run or of one of its tails, or only ``whole`` tokens.
    """
    terms: list[str] = []
    for word in _folded(words, folding).split():
        for piece in _pieces(word):
            if _RUN.fullmatch(piece):
                terms.append(f'"{piece}"' if whole else f'"{piece}" *')
            elif len(piece) == 1:
                terms.append(f'"{piece}" *')
            else:
                terms.append('"' + " ".join(pairwise_text(piece)) + '"')
    return " AND ".join(terms)


def _tokens(value: str, folding: Folding) -> Iterable[str]:
    for word in _folded(value, folding).split():
        for piece in _pieces(word):
            if _RUN.fullmatch(piece):
                run = piece[:LONGEST_RUN]
                yield run
                yield from (run[start:] for start in range(1, len(run) - SHORTEST_TAIL + 1))
            else:
                yield from pairwise_text(piece)
                yield piece[-1]


def pairwise_text(piece: str) -> list[str]:
    """``张桂军`` as ``张桂``, ``桂军``."""
    return [a + b for a, b in pairwise(piece)]


def _folded(value: str, folding: Folding) -> str:
    """One spelling for what is one character: 豈 (U+F900) is found by 豈, 葛 with a variation selector by 葛."""
    bare = value if value.isascii() else value.translate(folding)
    return unicodedata.normalize("NFKC", bare).lower()


def _pieces(word: str) -> list[str]:
    """Runs of letters and digits apart from runs of characters; punctuation separates."""
    return ["".join(run) for kind, run in groupby(word, _kind) if kind]


def _kind(char: str) -> str:
    return "run" if _RUN.fullmatch(char) else "text" if _is_text(char) else ""


def _is_text(char: str) -> bool:
    # Python 3.11 knows Unicode 14 and calls the ideographs of Ext H unassigned; planes 2 and 3 hold nothing else.
    return char.isalpha() or char == "〇" or "\U00020000" <= char <= "\U0003fffd"
