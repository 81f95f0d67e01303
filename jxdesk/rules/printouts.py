"""打印记录 as values and words: what is printed of a case, how, and how a row of the log is said. No I/O."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jxdesk.rules.case_record import Printout
from jxdesk.rules.days import moment

DOSSIER, SLIP, MATERIAL = "dossier", "slip", "material"
"""What is printed of a case and is none of its documents."""


@dataclass(frozen=True)
class PaperOf:
    """What is about to be printed of a case: a document by its id, or one of the three above.

    ``pages`` is how many it has, 0 where nobody can count them; ``ordinal`` counts the repeated documents.
    """

    case_id: str
    document: str
    title: str
    pages: int = 0
    ordinal: int = 1
    draft: bool = False
    large: bool = False


@dataclass(frozen=True)
class Handed:
    """How it was printed: pages ``first`` to ``last`` (0 for all that follow), and the very bytes."""

    copies: int
    printer: str
    content: bytes
    first: int = 1
    last: int = 0


def newest_first(listed: Sequence[Printout]) -> tuple[Printout, ...]:
    """By time: rows of two desks stand in the file as they came. Of one minute the later row is first."""
    order = sorted(enumerate(listed), key=lambda pair: (pair[1].at or "", pair[0]), reverse=True)
    return tuple(one for _at, one in order)


def pages_of(one: Printout) -> str:
    """``第2页``, ``第1—3页``, or ``全部`` where nobody could count them."""
    first = one.first or 1
    if one.last is None:
        return "全部" if first == 1 else f"第{first}页起"
    return f"第{first}页" if one.last == first else f"第{first}—{one.last}页"


def kind_of(one: Printout) -> str:
    """``正本`` or ``草稿``, and whether it was the copy in large type."""
    return ("草稿" if one.draft else "正本") + ("、大字版" if one.large else "")


def when_of(one: Printout, *, year: bool = True) -> str:
    """``2026年3月5日 14:03``, or without its year; as it stands where it is no time."""
    at = moment(one.at)
    if at is None:
        return one.at or ""
    return f"{f'{at.year}年' if year else ''}{at.month}月{at.day}日 {at:%H:%M}"


def summary_of(listed: Sequence[Printout], this_year: int) -> str:
    """``已打印 2 次，最近 3月5日 14:03 张某 3 份`` for rows of one document; "" where there are none."""
    if not listed:
        return ""
    last = newest_first(listed)[0]
    when = when_of(last, year=not (last.at or "").startswith(f"{this_year}-"))
    who = f" {last.by}" if last.by else ""
    note = "（草稿）" if last.draft else ""
    return f"已打印 {len(listed)} 次，最近 {when}{who} {last.copies or 1} 份{note}"
