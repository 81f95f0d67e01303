"""封底: the outside of the dossier, with the name of the committee and the number at its foot and no page number.

The national list asks for the sheet and prints nothing on it; name and number are there so that a dossier
that lies face down is known.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm

from jxdesk.documents.fonts import Face
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import Paragraph
from jxdesk.documents.sheet import Frame, Printed, print_sheet
from jxdesk.documents.spans import SIZE_3, SIZE_4, Align, Span, Style, fill
from jxdesk.documents.strips import Block
from jxdesk.rules.case_record import CaseRecord

TITLE = "人民调解卷宗封底"
_FRAME = Frame(top=228 * mm, bottom=30 * mm)
_NAME = Style(Face.SONG_BOLD, SIZE_3, 30.0, align=Align.CENTRE)
_NUMBER = Style(Face.KAI, SIZE_4, 26.0, align=Align.CENTRE)


@dataclass(frozen=True)
class BackPaper:
    """What stands at the foot."""

    committee: str
    number: str


def from_case(case: CaseRecord) -> BackPaper:
    """The same name and number as on the cover."""
    return BackPaper(case.committee.name or "", case.number.text or "")


def draw(paper: BackPaper, house: House) -> Printed:
    """Set the sheet: white but for its foot."""
    committee = [Span(paper.committee)] if paper.committee else [fill("", 9), Span("人民调解委员会")]
    blocks: list[Block] = [Paragraph(committee, _NAME)]
    blocks.append(Paragraph((Span("卷号："), Span(paper.number) if paper.number else fill("", 10)), _NUMBER))
    return print_sheet(TITLE, blocks, house, frame=_FRAME, numbered=False)
