"""证据材料清单 (documents.md §1.8): what was handed in, by whom, what it shows, original or copy, who took it.

Identity papers lie in a place of their own in the dossier and are not counted here, so that the pages below
the table are those of the bundle behind it.
"""

from __future__ import annotations

from dataclasses import dataclass

from jxdesk.documents.case_words import dispute_name
from jxdesk.documents.contents import is_identity
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import Paragraph, paragraph, title
from jxdesk.documents.parts import number_line
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import FORM_FRAME, Printed, print_sheet
from jxdesk.documents.signatures import Seal, Signatures, Signer, Signing
from jxdesk.documents.spans import FORM_FLAT, NOTE, SIZE_SMALL_4, Align, Span, Style, fill
from jxdesk.documents.strips import Block, Space, WithNext
from jxdesk.documents.table import CELL, Column, Table
from jxdesk.documents.wording import foot_date
from jxdesk.rules.case_record import CaseRecord, Evidence
from jxdesk.rules.days import day

TITLE = "证据材料清单"
PROVIDER = "提供人（签名）"
RECEIVER = "接收人（签名）"
ADVICE = "复印件由提供人写明“与原件核对无异”，签名并写日期；照片、复印件一律用A4纸。"
APART = "当事人身份证明另放，不列入本清单。"
_ROW = 34.0  # points: room to write in by hand
_EMPTY = 10  # rows of a form nobody has filled in
_COLUMNS = (
    Column("序号", 0.08),
    Column("证据名称", 0.21, Align.LEFT),
    Column("提供人", 0.13),
    Column("证明内容", 0.175, Align.LEFT),
    Column("形式", 0.14),
    Column("页数", 0.08),
    Column("接收人及日期", 0.185),
)
_SUM = Style(CELL.face, SIZE_SMALL_4, 24.0, align=Align.LEFT)


@dataclass(frozen=True)
class EvidencePaper:
    """Rows in the order of the columns; ``pages`` None while a row has none."""

    number: str
    dispute: str
    rows: tuple[tuple[str, ...], ...]
    pages: int | None
    apart: bool
    date: str | None


def listed(case: CaseRecord) -> list[Evidence]:
    """The evidence of the bundle: all but identity papers."""
    return [one for one in case.evidence if not is_identity(one)]


def from_case(case: CaseRecord, house: House) -> EvidencePaper:
    """The list as far as it is known; with nothing handed in yet, a form."""
    found = listed(case)
    counts = [one.pages for one in found if one.pages is not None]
    received = {one.received_on for one in found}
    return EvidencePaper(
        number=case.number.text or "",
        dispute=dispute_name(case),
        rows=tuple(_row(at, one) for at, one in enumerate(found, start=1)),
        pages=sum(counts) if counts and len(counts) == len(found) else None,
        apart=len(found) < len(case.evidence),
        date=foot_date(house, *received) if len(received) == 1 else None,
    )


def _row(at: int, one: Evidence) -> tuple[str, ...]:
    taken = "\n".join(part for part in (one.received_by, _short(one.received_on)) if part)
    pages = "" if one.pages is None else str(one.pages)
    return (str(at), one.name or "", one.provider or "", one.proves or "", _form(one), pages, taken)


def _form(one: Evidence) -> str:
    """``复印件，已与原件核对``; that it was compared is said only where somebody said so."""
    return "，".join(part for part in (one.form or "", "已与原件核对" if one.copy_checked else "") if part)


def _short(text: str | None) -> str:
    """``2025.3.19``: a whole date in characters does not fit the column."""
    on = day(text)
    return f"{on.year}.{on.month}.{on.day}" if on else text or ""


def draw(paper: EvidencePaper, house: House) -> Printed:
    """Set the list; the head of the table comes again on every page."""
    rows = paper.rows or tuple((str(n), *[""] * (len(_COLUMNS) - 1)) for n in range(1, _EMPTY + 1))
    blocks: list[Block] = [title(TITLE), number_line(paper.number), Space(2)]
    blocks += [Row((Field("纠纷名称：", paper.dispute),), FORM_FLAT), Space(6)]
    blocks += [Table(_COLUMNS, rows, [_ROW] * len(rows)), Space(4), WithNext(_sum(paper))]
    blocks += [WithNext(paragraph(ADVICE + (APART if paper.apart else ""), NOTE))]
    blocks.append(
        Signatures(
            [Signing(PROVIDER, (Signer(), Signer()))],
            [Signing(RECEIVER, (Signer(),))],
            Seal(date=paper.date, stamped=False),
        )
    )
    return print_sheet(TITLE, blocks, house, frame=FORM_FRAME)


def _sum(paper: EvidencePaper) -> Paragraph:
    count = fill(str(len(paper.rows)) if paper.rows else "", 3)
    pages = fill("" if paper.pages is None else str(paper.pages), 3)
    return Paragraph((Span("以上证据材料共"), count, Span("件，"), pages, Span("页。")), _SUM)
