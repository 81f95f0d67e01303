"""Parts that notices and letters share: whom it goes to, points, who to ask, the seal, the stub (存根).

Beside its notice a stub says what was sent to whom and who fetched it. Both are on one sheet where one
sheet holds them; the seam between them bears the number and half of a seal (骑缝).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from jxdesk.documents.case_words import filled, people
from jxdesk.documents.fonts import Face
from jxdesk.documents.lines import set_lines
from jxdesk.documents.paragraph import Paragraph, baseline, paragraph
from jxdesk.documents.parts import flat, number_line
from jxdesk.documents.pen import Pen
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.signatures import SEAL_LABEL, Seal, Signatures, Signer, Signing
from jxdesk.documents.spans import SIZE_4, SIZE_SMALL_4, Align, Span, Style
from jxdesk.documents.strips import Block, Place, Space, Strip, Together
from jxdesk.rules.case_record import CaseRecord

TEXT = Style(Face.FANG, SIZE_4, 24.0, indent=2.0)
TEXT_FLAT = flat(TEXT)
SMALL = Style(Face.FANG, SIZE_SMALL_4, 20.0)
_STUB_TITLE = Style(Face.SONG_BOLD, 16.0, 28.0, align=Align.CENTRE)
_SEAM = Style(Face.KAI, 10.5, 24.0, align=Align.CENTRE)
_DASH = 3 * mm


def addressee(names: str, blank: float = 18.0) -> Paragraph:
    """``张某、李某：`` at the left edge, or a rule to write the names on."""
    return Paragraph([filled(names, blank, TEXT), Span("：")], TEXT_FLAT)


def numbered_line(number: str | None) -> list[Block]:
    """编号 at the right, or nothing where this kind has none."""
    return [Space(6)] if number is None else [number_line(number), Space(2)]


def points(texts: Sequence[str], style: Style = SMALL) -> list[Block]:
    """Points under each other, ``1．`` hanging before each; a single one stands without a number."""
    if len(texts) == 1:
        return [paragraph(texts[0], style)]
    return [paragraph(text, flat(style), label=f"{n}．") for n, text in enumerate(texts, start=1)]


def contact(case: CaseRecord) -> tuple[Field, ...]:
    """Who to ask: the chair, else all mediators; the telephone is written by hand, no case knows it."""
    chair = [one.name for one in case.mediators if "主持" in (one.role or "")]
    return (
        Field("联系人", people(chair or [one.name for one in case.mediators]), 9.0),
        Field("联系电话"),
    )


def contact_row(fields: Sequence[Field]) -> Row:
    """联系人 and 联系电话 as the last row above the seal."""
    return Row(fields, TEXT_FLAT, before=4)


def seal_of(committee: str, date: str | None) -> Seal:
    """Room for the seal under the committee's full name (R-33)."""
    return Seal(label=f"{committee}（印章）" if committee else SEAL_LABEL, date=date)


@dataclass(frozen=True)
class Stub:
    """What stays with the committee: rows of the stub, and who sent and who fetched the notice."""

    title: str
    number: str | None
    date: str
    rows: tuple[tuple[Field, ...], ...]

    def blocks(self) -> list[Block]:
        """The stub on one page, the number in its seam."""
        body: list[Block] = [Paragraph((Span(f"{self.title}（存根）"),), _STUB_TITLE)]
        number = () if self.number is None else (Field("编号：", self.number, 18.0),)
        body += [Row(row, SMALL) for row in ((*number, Field("发出日期：", self.date)), *self.rows)]
        signed = Signatures(
            [Signing("领取人（签名）", (Signer(),))],
            [Signing("经办人（签名）", (Signer(),))],
            before=1 * mm,
        )
        return [Together([_Seam(self.number or ""), *body, signed])]


@dataclass(frozen=True)
class _Seam:
    """Where the sheet is cut; where the stub begins a page of its own there is nothing to cut."""

    number: str

    def strips(self, width: float) -> list[Strip]:
        """One strip: dashes with words in the middle."""
        return [Strip(_SEAM.leading, lambda pen, place: self._draw(width, pen, place), before=8.0)]

    def _draw(self, width: float, pen: Pen, place: Place) -> None:
        if place.first_on_page:
            return
        words = f"{self.number}　沿线裁开，骑缝盖章" if self.number else "沿线裁开，骑缝盖章"
        line = set_lines([Span(words)], replace(_SEAM, align=Align.LEFT), 1e6)[0]
        start, end = place.x + (width - line.width) / 2, place.x + (width + line.width) / 2
        level = place.y - _SEAM.leading / 2
        pen.line(line, _SEAM, start, baseline(_SEAM, place.y))
        for left, right in ((place.x, start - _DASH), (end + _DASH, place.x + width)):
            at = left
            while at < right:
                pen.rule(at, min(at + _DASH, right), level)
                at += 1.6 * _DASH
