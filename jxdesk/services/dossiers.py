"""整卷: the documents and scans of a case as one numbered PDF, or as a folder of PDFs with an index for the archive.

One pass: every part is drawn once, with the dossier page number that follows from the parts before it; the
contents are drawn last, from the pages there really are, and put in their place. Parts wait in a folder
beside the result and are gone with the last line, whatever happened.
"""

from __future__ import annotations

import csv
import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from jxdesk.documents import catalogue, completeness, contents, dossier_pdf, press, shared_pages
from jxdesk.documents.completeness import Gap
from jxdesk.documents.dossier_order import place
from jxdesk.documents.house import House
from jxdesk.documents.sheet import Printed
from jxdesk.documents.signed_scans import Standing
from jxdesk.errors import UserError
from jxdesk.progress import QUIET, Work
from jxdesk.review.finding import Finding
from jxdesk.rules.case_record import CaseRecord, Material
from jxdesk.rules.file_names import part_of_file_name
from jxdesk.services.cases import CaseService
from jxdesk.services.finished import SPOOL, put_file, put_folder, refuse_taken
from jxdesk.services.materials import MaterialService
from jxdesk.services.papers import PaperService

__all__ = ["Bound", "BoundPart", "DossierService", "Gap", "missing", "too_short"]
FILE = "dossier.pdf"
INDEX = "目录.csv"
SPEAKS_OF_THE_TOTAL = frozenset({"situation-note"})
"""Documents that name the last page number, which is known when everything else was drawn."""
BOUND_SIGNED = frozenset({"receipt"})
"""Forms that count for nothing until signed, and then come in as 履行凭证: bound empty, they would be pages without a number."""


@dataclass(frozen=True)
class BoundPart:
    """One part as it was bound: its dossier pages, None for cover, contents and back cover."""

    title: str
    pages: int
    first: int | None
    draft: tuple[Finding, ...]

    @property
    def last(self) -> int | None:
        """Its last dossier page."""
        return None if self.first is None else self.first + self.pages - 1


@dataclass(frozen=True)
class Bound:
    """A finished dossier. ``absent`` could not be bound because its content is not on this desk or damaged;
    ``unembedded`` are PDFs that name fonts they do not carry; ``gaps`` is what the case should have besides;
    ``short`` are documents whose signed scan has fewer pages than they have, so that both are bound."""

    path: Path
    parts: tuple[BoundPart, ...]
    numbered: int
    sha256: str
    absent: tuple[str, ...]
    unembedded: tuple[str, ...]
    gaps: tuple[Gap, ...]
    short: tuple[str, ...] = ()

    @property
    def draft(self) -> tuple[Finding, ...]:
        """The findings that make documents in it 草稿, each once."""
        return tuple(dict.fromkeys(one for part in self.parts for one in part.draft))


def missing(gaps: Sequence[Gap]) -> str:
    """What is missing as one sentence, what must be there first; "" when nothing is."""
    kinds = ((True, "必须有的"), (False, "按需放的"))
    said = [
        f"{word}{'、'.join(gap.title for gap in gaps if gap.required is required)}"
        for required, word in kinds
        if any(gap.required is required for gap in gaps)
    ]
    return f"卷里还缺{'；'.join(said)}。" if said else ""


def too_short(titles: Sequence[str]) -> list[str]:
    """A sentence for each document whose signed scan has not all its pages."""
    return [
        f"签好字的{title}收进来的页数比打印的少，两样都装进去了；请把每一页都扫进来。" for title in titles
    ]


@dataclass
class _Part:
    """A part on its way: what it is, then where it was drawn."""

    order: int
    title: str
    row: str
    numbered: bool
    ref: press.DocumentRef | None = None
    materials: tuple[Material, ...] = ()
    path: Path = Path()
    pages: int = 0
    first: int | None = None
    draft: tuple[Finding, ...] = ()


class DossierService:
    """Binds what the other services draw."""

    def __init__(self, cases: CaseService, papers: PaperService, materials: MaterialService) -> None:
        self._cases, self._papers, self._materials = cases, papers, materials

    def gaps(self, case: CaseRecord) -> tuple[Gap, ...]:
        """What the dossier of this case should have and has not."""
        return completeness.gaps(case)

    def bind(self, case_id: str, path: Path, *, blank_backs: bool | None = None, work: Work = QUIET) -> Bound:
        """Write the whole dossier to ``path``. ``blank_backs`` None means as the county's catalogue says.

        Raises UserError when the place cannot be written; an older file there stays as it was.
        """
        case = self._cases.record(case_id)
        backs = catalogue.shipped().switches.dossier_blank_backs if blank_backs is None else blank_backs
        with _spool(path.parent) as folder:
            parts, absent = self._drawn(case, folder, backs=backs, work=work)
            part = folder / FILE
            leaves = [dossier_pdf.Leaf(one.title, one.path) for one in parts]
            self._bind(leaves, part, case, "调解卷宗", backs=backs)
            put_file(part, path)
        return self._bound(case, path, parts, absent)

    def file_away(self, case_id: str, folder: Path, *, work: Work = QUIET) -> Bound:
        """Write every part as a numbered PDF of its own, and an index, into a new or empty folder.

        Raises UserError when something lies in it already: an archive must not be a mixture of two. Everything
        is built aside and moved at the end, so that a failure leaves the folder as it was, and after a power cut
        there is the whole folder, none, or one that says itself that it is not whole.
        """
        case = self._cases.record(case_id)
        refuse_taken(folder)
        for left in folder.glob(f"{SPOOL}*"):  # by a power cut, in a folder that holds nothing else
            shutil.rmtree(left, ignore_errors=True)
        with _spool(folder if folder.is_dir() else folder.parent) as spool:
            parts, absent = self._drawn(case, spool, backs=False, work=work)
            ready = spool / "ready"
            ready.mkdir()
            names: list[str] = []
            for number, one in enumerate(parts, start=1):
                names.append(f"{number:02d} {part_of_file_name(one.title, one.row)}.pdf")
                leaf = dossier_pdf.Leaf(one.title, one.path)
                self._bind([leaf], ready / names[-1], case, one.title, backs=False)
            _write_index(ready, names, parts)
            put_folder(ready, [*names, INDEX], folder)
        return self._bound(case, folder, parts, absent)

    def _drawn(
        self, case: CaseRecord, folder: Path, *, backs: bool, work: Work
    ) -> tuple[list[_Part], list[str]]:
        parts, absent = self._planned(case)
        found = self._papers.found(case)  # once, not once for each document
        front = True if backs else None
        folio, steps = 1, len(parts)
        for number, one in enumerate(parts):
            if one.ref is not None and one.ref.document_id == "contents":
                continue
            work.step(number, steps, one.title)
            if one.numbered:
                self._draw(case, one, folder / f"{number}.pdf", self._papers.house(case, folio, front), found)
                one.first, folio = folio, folio + one.pages
            else:
                self._draw(case, one, folder / f"{number}.pdf", self._papers.house(case), found)
        self._draw_again(case, parts, folio - 1, front, found)
        items = [contents.Item(one.row, one.order, one.pages) for one in parts if one.numbered]
        for number, one in enumerate(parts):
            if one.ref is not None and one.ref.document_id == "contents":
                printed = self._papers.contents_of(case, items)
                one.path, one.pages = folder / f"{number}.pdf", printed.pages
                one.path.write_bytes(printed.pdf)
        work.step(steps, steps, "装订")
        return parts, absent

    def _draw_again(
        self, case: CaseRecord, parts: list[_Part], total: int, front: bool | None, found: tuple[Finding, ...]
    ) -> None:
        for one in parts:
            if one.ref is not None and one.ref.document_id in SPEAKS_OF_THE_TOTAL:
                pages = one.pages
                house = replace(self._papers.house(case, one.first, front), total=total)
                self._draw(case, one, one.path, house, found)
                assert one.pages == pages, "a number moved a page: the contents would be wrong"  # noqa: S101 - a bug

    def _draw(
        self, case: CaseRecord, one: _Part, path: Path, house: House, found: tuple[Finding, ...]
    ) -> None:
        if one.materials:
            printed: Printed = self._materials.printed_together(one.materials, house)
        else:
            assert one.ref is not None  # noqa: S101 - a part is a document or a material
            printed, one.draft = self._papers.drawn(case, one.ref, house, found)
        one.path, one.pages = path, printed.pages
        path.write_bytes(printed.pdf)

    def _planned(self, case: CaseRecord) -> tuple[list[_Part], list[str]]:
        """All parts in the order of the dossier, and the titles of those that cannot be bound."""
        found: list[_Part] = []
        absent: list[str] = []
        slots = {slot.id: slot for slot in contents.shipped().slot}
        readable = [one for one in case.materials if self._materials.readable(one)]
        standing = self._standing(case, readable)
        for ref in press.applicable(case):
            entry = catalogue.shipped().entry(ref.document_id)
            if ref.document_id not in BOUND_SIGNED | standing.documents:
                found.append(_Part(place(entry.id), ref.title, entry.title, entry.numbered, ref=ref))
        for slot_id, slot in slots.items():
            there = [one for one in case.materials if (one.slot if one.slot in slots else "other") == slot_id]
            row = standing.title_of(slot)
            absent += [_called(row, slot, [one]) for one in there if one not in readable]
            for group in shared_pages.shared([one for one in there if one in readable], self._materials.lies):
                title = _called(row, slot, group)
                found.append(_Part(place(slot.id), title, row, numbered=True, materials=group))
        return sorted(found, key=lambda part: part.order), absent

    def _standing(self, case: CaseRecord, readable: Sequence[Material]) -> Standing:
        """A scan that is not on this desk stands for nothing: the dossier would have neither."""
        return press.standing(case, self._papers.house(case), readable)

    def _bind(
        self, leaves: list[dossier_pdf.Leaf], path: Path, case: CaseRecord, title: str, *, backs: bool
    ) -> None:
        whole = f"{title} {case.number.text or case.intake.short_id or ''}".strip()
        faults = dossier_pdf.bind(leaves, path, whole, case.committee.name or "", blank_backs=backs)
        if faults.lines:
            raise UserError(
                "整卷装好以后自查没有通过，没有存下来。", "请把案号告诉县里的技术人员，案件内容没有变化。"
            )

    def _bound(self, case: CaseRecord, path: Path, parts: list[_Part], absent: list[str]) -> Bound:
        pdfs = [one.title for one in parts if any(map(self._materials.unembedded, one.materials))]
        return Bound(
            path=path,
            parts=tuple(BoundPart(one.title, one.pages, one.first, one.draft) for one in parts),
            numbered=sum(one.pages for one in parts if one.numbered),
            sha256=_digest(path) if path.is_file() else "",
            absent=tuple(absent),
            unembedded=tuple(pdfs),
            gaps=self.gaps(case),
            short=self._standing(case, [kept for one in parts for kept in one.materials]).short,
        )


def _called(row: str, slot: contents.Slot, group: Sequence[Material]) -> str:
    """The name of a part: its row of the contents, and what its pieces were called besides."""
    own = dict.fromkeys(one.title for one in group if one.title and one.title != slot.title)
    return f"{row}：{'、'.join(own)}" if own else row


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _spool(beside: Path) -> Iterator[Path]:
    """A folder for parts on the disk the result goes to, gone at the end: they are as secret as the result."""
    try:
        beside.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=SPOOL, dir=beside))
    except OSError as error:
        raise UserError(f"写不进文件夹 {beside.name}，没有打印。", "请检查权限，或者换一个位置。") from error
    try:
        yield folder
    except OSError as error:
        raise UserError(
            "磁盘写不进去了，整卷没有存成，案件内容没有变化。", "请清理磁盘空间，或者换一个位置。"
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_index(folder: Path, names: list[str], parts: list[_Part]) -> None:
    with (folder / INDEX).open(
        "w", encoding="utf-8-sig", newline=""
    ) as file:  # with a mark, or Excel reads 乱码
        rows = csv.writer(file)
        rows.writerow(["序号", "文件", "文书名称", "卷内起页", "卷内止页", "页数", "SHA-256"])
        for number, (name, one) in enumerate(zip(names, parts, strict=True), start=1):
            last = "" if one.first is None else one.first + one.pages - 1
            rows.writerow([number, name, one.title, one.first or "", last, one.pages, _digest(folder / name)])
