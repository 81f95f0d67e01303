"""卷宗情况说明 (documents.md §1.14): how many pages, what of them is damaged or changed, what lies elsewhere.

The last sheet with a number. What nobody said stays a rule to write on: a printed “无” would claim that
somebody had looked.
"""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.case_words import file_name
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import Paragraph, title
from jxdesk.documents.parts import number_line, section
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.spans import FORM, FORM_FLAT, Span, fill
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import CaseRecord, Dossier

TITLE = "卷宗情况说明"
FILER = "立卷人（签名）"
CHECKER = "检查人（签名）"


@dataclass(frozen=True)
class SituationPaper:
    """``pages`` None: not countable from here, so counted by hand."""

    number: str
    name: str
    pages: int | None
    changes: str
    originals_at: str
    electronic: str
    note: str
    filed: str | None
    checked: str | None


def from_case(case: CaseRecord, pages: int | None, house: House) -> SituationPaper:
    """The note; ``pages`` is the last number of the dossier, this sheet included."""
    filed = case.dossier or Dossier()
    return SituationPaper(
        number=case.number.text or "",
        name=file_name(case),
        pages=pages,
        changes=filed.changes or "",
        originals_at=filed.originals_at or "",
        electronic=filed.electronic or "",
        note=filed.note or "",
        filed=foot_date(house, filed.filed_date),
        checked=foot_date(house, filed.checked_date),
    )


def draw(paper: SituationPaper, house: House) -> Printed:
    """Set the note; one page while nobody writes more than a page into it."""
    count = fill("" if paper.pages is None else str(paper.pages), 4)
    blocks: list[Block] = [title(TITLE), number_line(paper.number, "卷号："), Space(4)]
    blocks += [
        Row((Field("卷名：", paper.name),), FORM_FLAT),
        Paragraph((Span("本卷编有页号的材料共"), count, Span("页。")), FORM_FLAT),
        Space(3),
    ]
    blocks += section("缺损、修改、补充、移出、销毁情况：", [paper.changes], rules=4, style=FORM)
    blocks += [
        Row((Field("不能入卷的原件存放在：", paper.originals_at),), FORM_FLAT),
        Row((Field("电子件：", paper.electronic),), FORM_FLAT),
        Space(3),
    ]
    blocks += section("其他需要说明的：", [paper.note], rules=3, style=FORM, to_signatures=True)
    blocks.append(
        WithNext(Signatures([], [Signing(FILER, (Signer(),))], Seal(date=paper.filed, stamped=False)))
    )
    blocks.append(Signatures([], [Signing(CHECKER, (Signer(),))], Seal(date=paper.checked, stamped=False)))
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)
