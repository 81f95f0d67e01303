"""Paper of a case: which documents it has, their pages as bytes, and files for print and archive.

A document with a level-P finding prints as 草稿: paper to be signed always prints, but a wrong final copy
must not leave the desk looking final. Paper of a void case bears 作废 instead, for whoever has to show
what became of its number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jxdesk.documents import contents, press
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House
from jxdesk.documents.press import DocumentRef
from jxdesk.documents.sheet import Printed
from jxdesk.errors import UserError
from jxdesk.progress import QUIET, Work
from jxdesk.review.finding import Finding
from jxdesk.rules.case_record import CaseRecord
from jxdesk.services.cases import CaseService
from jxdesk.services.office import OfficeService
from jxdesk.services.reviews import ReviewService
from jxdesk.services.trade import Trade

__all__ = ["DocumentRef", "Paper", "PaperService", "WordCopy", "Written", "file_name"]
"""The window names a document's type too, and may not ask ``documents`` for it."""

COUNTING = frozenset({"contents", "situation-note"})
"""What counts the pages of the dossier, and so must know which photos share one."""


@dataclass(frozen=True)
class Paper:
    """One document as it would come out of the printer. ``draft`` names the findings that make it 草稿.

    ``copies`` is how many are usually printed: for some one a party and one for the committee. ``word`` says
    whether the county wants a Word copy (非正本) to be had of it. ``large`` says that it is in large type.
    """

    ref: DocumentRef
    pdf: bytes
    pages: int
    sha256: str
    draft: tuple[Finding, ...]
    copies: int
    word: bool = False
    large: bool = False


@dataclass(frozen=True)
class Written:
    """One document written to a file."""

    document: str
    path: Path
    pages: int
    sha256: str
    draft: tuple[Finding, ...]


@dataclass(frozen=True)
class WordCopy:
    """A Word copy written to a file; how many pages it has, only Word knows."""

    document: str
    path: Path
    sha256: str
    draft: tuple[Finding, ...]


class PaperService:
    """Draws the documents of a case."""

    def __init__(
        self,
        cases: CaseService,
        office: OfficeService,
        trade: Trade,
        reviews: ReviewService,
        counted: Callable[[CaseRecord], CaseRecord],
    ) -> None:
        """``counted`` gives the case as its contents count it; asked late, for it loads all that reads scans."""
        self._cases, self._office, self._trade, self._reviews = cases, office, trade, reviews
        self._counted = counted

    def applicable(self, case_id: str) -> tuple[DocumentRef, ...]:
        """The documents this case has, in the order of the dossier."""
        return press.applicable(self._cases.record(case_id))

    def printable(self, case_id: str) -> tuple[DocumentRef, ...]:
        """Those, and the forms that can be printed now to be filled in and signed."""
        return press.printable(self._cases.record(case_id))

    def produce(self, case_id: str, ref: DocumentRef, *, large: bool = False) -> Paper:
        """Draw one document. A character no shipped font has prints as a box to fill by hand (R-56).

        ``large``: the copy in large type (大字版) where there is one, usually a single copy; else as ever.
        """
        case = self._cases.record(case_id)
        return self._produce(case, ref, self.found(case), large=large and self.enlarges(ref))

    def enlarges(self, ref: DocumentRef) -> bool:
        """Whether there is a copy in large type: of all that parties read, not of the dossier's own papers."""
        return ref.document_id not in press.WITHOUT_LARGE_TYPE

    def stand_ins(self, case: CaseRecord) -> dict[str, str]:
        """What the cover prints in the place of what nobody typed (卷名, 调解日期), by path, in words."""
        from jxdesk.documents import cover  # noqa: PLC0415 - drawing modules load with the first paper

        return cover.stand_ins(case)

    def notice_items(self, dispute_type: str | None) -> tuple[str, ...]:
        """The titles of what the rights notice tells in a case of this type, for ``rights_notice.items``."""
        from jxdesk.documents import rights_notice  # noqa: PLC0415 - drawing modules load with the first paper

        return tuple(section.title for section in rights_notice.sections_for(dispute_type))

    def slip(self, case_id: str) -> bytes:
        """The citizen's slip: short id with QR, next step, phone, what to bring."""
        from jxdesk.documents import slip  # noqa: PLC0415 - segno is needed here only

        case = self._cases.record(case_id)
        office = self._office.office()
        walk = self._trade.walk(case, self._cases.today())
        paper = slip.Slip.of(
            case,
            office.unit.name if office.unit else None,
            office.unit.phone if office.unit else None,
            office.unit.address if office.unit else None,
            walk.current or walk.route[-1],
        )
        return slip.draw(paper, self.house(case))

    def write(
        self,
        case_id: str,
        out: Path,
        documents: Sequence[str] = (),
        work: Work = QUIET,
        *,
        large: bool = False,
    ) -> list[Written]:
        """Write these documents to ``out``, all that apply when none is named: ``agreement.pdf`` …

        ``large`` writes the copies in large type, ``agreement-large.pdf``, of those that have one.

        Raises UserError for an unknown document, one this case does not have, or a folder that cannot be
        written; what was written before stays. All names are looked at before the first file is written.
        """
        case = self._cases.record(case_id)
        named = dict.fromkeys(documents)  # named twice is printed once
        refs = tuple(ref for one in named for ref in self._wanted(case, one))
        if not named:
            refs = press.applicable(case)
        if large and refs:
            small = [ref.title for ref in refs if not self.enlarges(ref)]
            if len(small) == len(refs) or (named and small):
                raise UserError(
                    f"{'、'.join(small) if len(named) > 1 else '这份文书'}没有大字版。",
                    "大字版只给当事人看的文书；封面、目录这些归档用的没有。",
                )
            refs = tuple(ref for ref in refs if self.enlarges(ref))
        folder(out)
        written: list[Written] = []
        found = self.found(case)
        for index, ref in enumerate(refs):
            work.step(index, len(refs), ref.title)
            paper = self._produce(case, ref, found, large=large)
            path = out / file_name(ref, "pdf", "-large" if large else "")
            store(path, paper.pdf)
            written.append(Written(ref.document_id, path, paper.pages, paper.sha256, paper.draft))
        work.step(len(refs), len(refs), "完成")
        return written

    def write_word(self, case_id: str, ref: DocumentRef, path: Path) -> WordCopy:
        """Write the Word copy of one document to ``path``; UserError where it has none or cannot be written."""
        case = self._cases.record(case_id)
        draft = _final_faults(self.found(case), ref)
        body = press.word_copy(case, ref, replace(self.house(case), draft=bool(draft)))
        store(path, body)
        return WordCopy(ref.document_id, path, hashlib.sha256(body).hexdigest(), draft)

    def word_of(self, case_id: str, document: str, out: Path) -> WordCopy:
        """The same by the name of the document, as ``<id>.docx`` in the folder ``out``."""
        (ref, *_) = self._wanted(self._cases.record(case_id), document)
        folder(out)
        return self.write_word(case_id, ref, out / file_name(ref, "docx"))

    def _wanted(self, case: CaseRecord, document: str) -> tuple[DocumentRef, ...]:
        if not shipped().uses(document):
            raise UserError(f"没有“{document}”这种文书。", f"可用的有：{'、'.join(shipped().ids())}。")
        wanted = press.asked(case, document)
        if not wanted:
            raise UserError("本案没有这份文书。", "请先在案件里填写相应的内容。")
        return wanted

    def found(self, case: CaseRecord) -> tuple[Finding, ...]:
        """What all checks say of the case; asked once for all documents that are drawn of it in one go."""
        return self._reviews.of(case)

    def drawn(
        self, case: CaseRecord, ref: DocumentRef, house: House, found: tuple[Finding, ...]
    ) -> tuple[Printed, tuple[Finding, ...]]:
        """One document under this house, which says its place in a dossier; and those ``found`` that make it 草稿."""
        draft = _final_faults(found, ref)
        if ref.document_id in COUNTING:
            case = self._counted(case)
        return press.printed(case, ref, replace(house, draft=bool(draft))), draft

    def contents_of(self, case: CaseRecord, items: Sequence[contents.Item]) -> Printed:
        """卷内目录 of a bound dossier: these items and no others, each with the pages it has there."""
        shows_need = shipped().switches.contents_shows_need
        return contents.draw(contents.of_items(case, items, shows_need=shows_need), self.house(case))

    def house(self, case: CaseRecord, folio: int | None = None, front: bool | None = None) -> House:
        """How this desk prints a paper of this case; see ``House``."""
        void = case.void_reason is not None
        practice = self._office.practice
        return House(shipped().switches, practice=practice, void=void, folio=folio, front=front)

    def _produce(
        self, case: CaseRecord, ref: DocumentRef, found: tuple[Finding, ...], *, large: bool = False
    ) -> Paper:
        sheet, draft = self.drawn(case, ref, replace(self.house(case), large=large), found)
        digest = hashlib.sha256(sheet.pdf).hexdigest()
        copies = 1 if large else _copies(case, ref)
        return Paper(ref, sheet.pdf, sheet.pages, digest, draft, copies, _has_word(ref), large)


def _final_faults(found: tuple[Finding, ...], ref: DocumentRef) -> tuple[Finding, ...]:
    return tuple(one for one in found if one.level == "P" and one.concerns(ref.document_id))


def _copies(case: CaseRecord, ref: DocumentRef) -> int:
    usual = {"one": 1, "two": 2}.get(shipped().entry(ref.document_id).copies)
    if usual:
        return usual
    said = case.agreement.copies if case.agreement is not None and ref.document_id == "agreement" else None
    return said or len(case.parties) + 1


def _has_word(ref: DocumentRef) -> bool:
    return ref.document_id in press.WITH_WORD_COPY and shipped().switches.agreement_word_copy


def file_name(ref: DocumentRef, ending: str = "pdf", mark: str = "") -> str:
    """``<id>.pdf``, and ``<id>-2.pdf`` for the second of its kind; ``mark`` stands before the ending."""
    return f"{ref.document_id}{'' if ref.ordinal == 1 else f'-{ref.ordinal}'}{mark}.{ending}"


def folder(out: Path) -> None:
    """Make the folder; UserError where it cannot be made."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"建不了文件夹 {out.name}，没有打印。", "请检查权限，或者换一个位置。") from error


def store(path: Path, body: bytes) -> None:
    """Write a file whole or not at all; UserError where it cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(body)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(
            f"写不进文件 {path.name}。", "请检查磁盘空间和文件夹权限，案件内容不受影响。"
        ) from error
