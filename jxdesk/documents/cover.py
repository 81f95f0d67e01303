"""人民调解卷宗封面 (documents.md §1.1): ten printed lines in the order of the form, never a page number.

卷号 is the number of the case, the same as on the register and the agreement; the name of the committee
is the one on the seal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial

from reportlab.lib.units import mm

from jxdesk.documents.case_words import computed_file_name, file_name, people
from jxdesk.documents.fonts import Face
from jxdesk.documents.house import House
from jxdesk.documents.lines import Line, set_lines
from jxdesk.documents.paragraph import Paragraph, baseline
from jxdesk.documents.pen import Pen
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import Frame, Printed, print_sheet
from jxdesk.documents.spans import SIZE_2, SIZE_3, Align, Span, Style, fill
from jxdesk.documents.strips import Block, Place, Space, Strip
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord, Dossier
from jxdesk.rules.days import chinese_day, day
from jxdesk.rules.retention import Retention

TITLE = "调解卷宗"
_COVER = Frame(top=58 * mm, bottom=30 * mm)
_TITLE = Style(Face.SONG_BOLD, 42.0, 64.0, align=Align.LEFT)  # 初号
_APART = 18.0  # points between the characters of the title (字间空)
_HEAD = Style(Face.SONG_BOLD, SIZE_2, 36.0, align=Align.CENTRE)
_LINE = Style(Face.FANG, SIZE_3, 40.0)


@dataclass(frozen=True)
class CoverPaper:
    """What the cover shows; ``year`` None where the county has no such line."""

    committee: str
    year: str | None
    name: str
    number: str
    mediators: str
    begun: str
    ended: str
    filed_by: str
    filed_date: str
    retention: str
    remark: str


def from_case(case: CaseRecord, house: House) -> CoverPaper:
    """The cover; dates of acceptance and of the end stand in for those nobody wrote down yet."""
    filed = case.dossier or Dossier()
    began = filed.mediation_from or _begin(case)
    ended = filed.mediation_to or _end(case)
    year = case.number.year or getattr(day(began), "year", None)
    return CoverPaper(
        committee=case.committee.name or "",
        year=(str(year) if year else "") if house.switches.cover_shows_year else None,
        name=file_name(case),
        number=case.number.text or "",
        mediators=people(mediator.name for mediator in case.mediators),
        begun=chinese_day(began),
        ended=chinese_day(ended),
        filed_by=filed.filed_by or "",
        filed_date=chinese_day(filed.filed_date),
        retention=_retention(filed, house),
        remark=filed.remark or "",
    )


def stand_ins(case: CaseRecord) -> dict[str, str]:
    """What the cover bears where nobody typed it, by path: 卷名 follows from parties and type, its days from the case."""
    found = {
        "dossier.name": computed_file_name(case),
        "dossier.mediation_from": chinese_day(_begin(case)),
        "dossier.mediation_to": chinese_day(_end(case)),
    }
    return {path: shown for path, shown in found.items() if shown}


def _retention(filed: Dossier, house: House) -> str:
    """保管期限 in the county's word, with its years only where the county prints them (documents.md §1.17)."""
    word = filed.retention or ""
    return retention_classes().with_years(word) if house.switches.cover_shows_retention_years else word


@cache
def retention_classes() -> Retention:
    """The county's classes."""
    return Retention.from_toml(read_resource("documents", "retention.toml"))


def _begin(case: CaseRecord) -> str | None:
    return case.acceptance.date if case.acceptance else None


def _end(case: CaseRecord) -> str | None:
    """The day mediation ended (调解终结日): agreed, or terminated."""
    agreed = case.agreement
    on = (agreed.agreed_date or agreed.seal_date or agreed.party_sign_date) if agreed else None
    return on or (case.termination.date if case.termination else None)


def draw(paper: CoverPaper, house: House) -> Printed:
    """Set the cover on one page."""
    committee = fill(paper.committee, 9)
    words = [committee] if paper.committee else [committee, Span("人民调解委员会")]
    blocks: list[Block] = [
        Paragraph([replace(span, underlined=not span.text) for span in words], _HEAD),
        Space(12 * mm),
        _Spread(TITLE),
        Space(20 * mm),
    ]
    lines = [
        Field("年度：", paper.year),
        Field("卷名：", paper.name, balanced=True),
        Field("卷号：", paper.number),
        Field("人民调解员：", paper.mediators),
    ]
    blocks += [Row((line,), _LINE) for line in lines if line.value is not None]
    blocks.append(Row((Field("调解日期：", paper.begun, 10.6), Field("至", paper.ended)), _LINE))
    blocks += [
        Row((Field(label, value),), _LINE)
        for label, value in (
            ("立卷人：", paper.filed_by),
            ("立卷日期：", paper.filed_date),
            ("保管期限：", paper.retention),
            ("备注：", paper.remark),
        )
    ]
    return print_sheet(TITLE, blocks, house, frame=_COVER, numbered=False)


@dataclass(frozen=True)
class _Spread:
    """One centred line with its characters apart, in one piece, so that it copies as one word."""

    text: str

    def strips(self, width: float) -> list[Strip]:
        """A single strip."""
        return [Strip(_TITLE.leading, partial(self._draw, width))]

    def _draw(self, width: float, pen: Pen, place: Place) -> None:
        piece = set_lines([Span(self.text)], _TITLE, width)[0].pieces[0]
        whole = piece.advance + _APART * (len(self.text) - 1)
        line = Line((replace(piece, x=(width - whole) / 2, advance=whole, gap=_APART),), whole)
        pen.line(line, _TITLE, place.x, baseline(_TITLE, place.y))
