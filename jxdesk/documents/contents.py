"""卷内目录 (documents.md §1.2): what this dossier really holds, without a line for what it does not.

Pages are counted as far as they are known. After the first material of unknown length the page column
is left to the pen: a number that is only probable is worse than none, because it is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal

import msgspec

from jxdesk.documents import catalogue
from jxdesk.documents.binding import Binding
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import title
from jxdesk.documents.parts import number_line
from jxdesk.documents.power_of_attorney import TITLE as POWER_OF_ATTORNEY
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.spans import FORM_FLAT, Align
from jxdesk.documents.strips import Block, Space
from jxdesk.documents.table import Column, Table
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Evidence

TITLE = "卷内目录"
_ROW = 30.0  # points
_COLUMNS = (
    Column("序号", 0.11),
    Column("文书名称", 0.51, Align.LEFT),
    Column("页号", 0.17),
    Column("备注", 0.21),
)
When = Literal["kept", "identity", "transfer", "evidence", "performance", "confirmation"]


@dataclass(frozen=True)
class Item:
    """Something in the dossier; ``pages`` None: nobody counted them yet. ``order`` is its place.

    ``need`` 必须 or 按需 as the county's order says, for the column of remarks.
    """

    title: str
    order: int
    pages: int | None
    need: str = ""


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Material that is not printed here, and when a dossier has it; ``foot`` stands under each scan of it.

    ``stands_for`` are the documents whose print it replaces in the dossier, see ``signed_scans``.
    """

    id: str
    title: str
    when: When
    foot: str = ""
    stands_for: tuple[str, ...] = ()


class Slots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The county's list of such material."""

    version: str
    identity_words: tuple[str, ...]
    slot: tuple[Slot, ...]

    @classmethod
    def from_toml(cls, text: str) -> Slots:
        """Read strictly: ValueError names what is unknown, missing or given twice."""
        found = msgspec.toml.decode(text, type=cls)
        ids = [slot.id for slot in found.slot]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"slots listed twice: {', '.join(twice)}")
        return found


@cache
def shipped() -> Slots:
    """The list that came with the program."""
    return Slots.from_toml(read_resource("documents", "contents.toml"))


@dataclass(frozen=True)
class ContentsPaper:
    """Rows of 序号, 文书名称, 页号, 备注."""

    number: str
    rows: tuple[tuple[str, str, str, str], ...]


def from_case(
    case: CaseRecord,
    produced: Sequence[Item],
    binding: Binding | None = None,
    *,
    shows_need: bool = False,
    titles: Mapping[str, str] | None = None,
) -> ContentsPaper:
    """The contents of a dossier made of ``produced`` and of the material the case speaks of.

    ``binding`` says where material lies (default: the county's order); ``shows_need`` prints 必须 or 按需;
    ``titles`` are names of material by slot where they differ from the slot's.
    """
    items = _in_order(case, produced, binding, titles or {})
    return ContentsPaper(number=case.number.text or "", rows=tuple(_rows(items, shows_need=shows_need)))


def of_items(case: CaseRecord, items: Sequence[Item], *, shows_need: bool = False) -> ContentsPaper:
    """The contents of a dossier that is bound: ``items`` are all there is, in order, each with its pages."""
    return ContentsPaper(number=case.number.text or "", rows=tuple(_rows(items, shows_need=shows_need)))


def total_pages(case: CaseRecord, produced: Sequence[Item]) -> int | None:
    """The last page number of the dossier; None while the pages of any material are unknown."""
    return _sum([item.pages for item in _in_order(case, produced, None, {})])


def _in_order(
    case: CaseRecord, produced: Sequence[Item], binding: Binding | None, titles: Mapping[str, str]
) -> list[Item]:
    material = _material(case, binding or catalogue.shipped().binding, titles)
    return sorted([*produced, *material], key=lambda item: item.order)


def _material(case: CaseRecord, binding: Binding, titles: Mapping[str, str]) -> list[Item]:
    """What was scanned is counted; of the rest the case says how much there is, or nobody knows."""
    found: list[Item] = []
    for slot in shipped().slot:
        scans = [one.pages for one in case.materials if one.slot == slot.id]
        if scans or _HAS[slot.when](case):
            pages = _sum(scans) if scans else _PAGES[slot.when](case)
            title = titles.get(slot.id, slot.title)
            found.append(Item(title, binding.place(slot.id), pages, binding.need(slot.id) or ""))
    return found


def speaks_of(case: CaseRecord, slot: Slot) -> bool:
    """Whether the case, by what was typed into it, has material of this kind."""
    return _HAS[slot.when](case)


def is_identity(evidence: Evidence) -> bool:
    """Whether a line of evidence is really a party's identity paper, which has a place of its own."""
    return any(word in (evidence.name or "") for word in shipped().identity_words)


def _evidence(case: CaseRecord, *, identity: bool) -> list[Evidence]:
    return [one for one in case.evidence if is_identity(one) is identity]


def _sum(counts: Sequence[int | None]) -> int | None:
    """All counts together; None where one is missing or there is none."""
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _identity_pages(case: CaseRecord) -> int | None:
    """Unknown too where a bundle also holds the power of attorney, which has a line of its own."""
    found = _evidence(case, identity=True)
    if any(POWER_OF_ATTORNEY in (one.name or "") for one in found):
        return None
    return _sum([one.pages for one in found])


def _applied(case: CaseRecord) -> bool:
    asked = case.agreement.judicial_confirmation if case.agreement else None
    return bool(asked and (asked.applied_date or asked.ruling_date))


_HAS: dict[When, Callable[[CaseRecord], bool]] = {
    "kept": lambda _case: False,
    "identity": lambda _case: True,
    "transfer": lambda case: bool(case.source.transfer_doc or case.source.transfer_org),
    "evidence": lambda case: bool(_evidence(case, identity=False)),
    "performance": lambda case: any(one.proof for one in case.performance),
    "confirmation": _applied,
}
_PAGES: dict[When, Callable[[CaseRecord], int | None]] = {
    "kept": lambda _case: None,
    "identity": _identity_pages,
    "transfer": lambda _case: None,
    "evidence": lambda case: _sum([one.pages for one in _evidence(case, identity=False)]),
    "performance": lambda case: _sum([one.pages for one in case.performance if one.proof]),
    "confirmation": lambda _case: None,
}


def _rows(items: Sequence[Item], *, shows_need: bool) -> list[tuple[str, str, str, str]]:
    """One row per kind of document, several of a kind together, as dossiers are listed."""
    rows: list[tuple[str, str, str, str]] = []
    first: int | None = 1
    for name, group in groupby(items, key=lambda item: item.title):
        same = list(group)
        pages = _sum([item.pages for item in same])
        need = same[0].need if shows_need else ""
        remark = "，".join(part for part in (need, _remark(len(same), pages, first)) if part)
        rows.append((str(len(rows) + 1), name, _range(first, pages), remark))
        first = first + pages if first is not None and pages is not None else None
    return rows


def _remark(count: int, pages: int | None, first: int | None) -> str:
    """How many there are; and how many pages, where whoever fills in the page column will need it."""
    several = f"共{count}份" if count > 1 else ""
    pending = f"{pages}页" if pages is not None and first is None else ""
    return "，".join(part for part in (several, pending) if part)


def _range(first: int | None, pages: int | None) -> str:
    """``3—4``; ``24—`` where only the beginning is known, "" where nothing is."""
    if first is None:
        return ""
    if pages is None:
        return f"{first}—"
    return str(first) if pages == 1 else f"{first}—{first + pages - 1}"


def draw(paper: ContentsPaper, house: House) -> Printed:
    """Set the contents; no page numbers of its own."""
    table = Table(_COLUMNS, paper.rows, [_ROW] * len(paper.rows), FORM_FLAT)
    blocks: list[Block] = [title(TITLE), number_line(paper.number, "卷号："), Space(4), table]
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME, numbered=False)
