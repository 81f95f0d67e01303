"""What the three letters about a transferred dispute share: 移送函, 移送接收函, 移送结果反馈函.

移送函 and 反馈函 are set closer than notices to parties, so that an ordinary letter is one page: a second one that
bears only the seal is lost between two offices. Room for seal and signature is the same as everywhere. The receipt
is short, and filled in with a pen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from jxdesk.documents.case_words import day_or_blank, filled, with_blanks
from jxdesk.documents.fonts import Face
from jxdesk.documents.house import House
from jxdesk.documents.letter_parts import addressee, contact_row, numbered_line, seal_of
from jxdesk.documents.paragraph import Paragraph, paragraph, title
from jxdesk.documents.parts import flat, section, under_title
from jxdesk.documents.pen import Pen
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import Frame
from jxdesk.documents.signatures import Signatures, Signing
from jxdesk.documents.spans import SIZE_4, SIZE_SMALL_4, Span, Style
from jxdesk.documents.strips import Block, Place, Strip, Together, WithNext
from jxdesk.documents.ticks import LIST, Tick, in_line, listed

FRAME = Frame(top=24 * mm, bottom=22 * mm, left=28 * mm, right=24 * mm)
TEXT = Style(Face.FANG, SIZE_4, 20.0, indent=2.0)
TEXT_FLAT = flat(TEXT)
QUOTED = Style(Face.FANG, SIZE_SMALL_4, 16.0, indent=2.0)
"""The clauses of an agreement."""
CLOSE = Style(Face.FANG, SIZE_SMALL_4, 18.0)
"""Rows of a letter with more than two parties."""
_IN_A_SENTENCE = 60  # characters: two lines


def opening(heading: str, turn: str, number: str | None, unit: str) -> list[Block]:
    """Title, which of several, number, and the unit it goes to."""
    return [title(heading), *under_title(turn), *numbered_line(number), addressee(unit)]


def lead_in(sent_on: str | None, letter: str, rest: Sequence[Span], style: Style = TEXT) -> Paragraph:
    """``你单位2026年5月6日以……函`` and what is said of it; blanks where the case does not know."""
    spans = [Span("你单位"), *day_or_blank(sent_on), Span("以"), filled(letter, 12, style), *rest]
    return with_blanks(spans, style)


def about(names: str, dispute_type: str, style: Style = TEXT_FLAT) -> Block:
    """Who quarrels, and about what kind of thing; one row where both fit."""
    return Row((Field("当事人：", names, 14.0), Field("纠纷类型：", dispute_type)), style)


def agreeing(answer: bool | None) -> tuple[Tick, ...]:
    """Whether all sides agree: yes, no, or neither while nobody was asked."""
    return (Tick("各方同意", on=answer is True), Tick("有一方不同意", on=answer is False))


def said(label: str, text: str, *, rules: int, to_signatures: bool = False) -> list[Block]:
    """A label with its text behind it; alone above empty rules while there is no text."""
    if not text.strip():
        return section(label, [], rules=rules, style=TEXT, to_signatures=to_signatures)
    block = paragraph(f"{label}{text}", TEXT_FLAT)
    return [WithNext(block, lines=3) if to_signatures else block]


def listing(label: str, texts: Sequence[str], *, rules: int) -> list[Block]:
    """A few things in one sentence behind their label; many under each other."""
    if sum(map(len, texts)) > _IN_A_SENTENCE:
        return section(label, list(texts), rules=rules, style=TEXT)
    return said(label, "；".join(texts), rules=rules)


def result(options: Sequence[Tick]) -> list[Block]:
    """What came of it on a line of its own, then what did not; all with room to write while nothing did."""
    on = [tick for tick in options if tick.on]
    if not on:
        return [listed(options)]
    others = [tick for tick in options if not tick.on]
    return [Together([listed(on), in_line("", others, LIST)])]


def closing(
    contact: Sequence[Field], committee: str, date: str | None, house: House, signers: Sequence[Signing] = ()
) -> list[Block]:
    """Who to ask, who signs, the seal. Where nobody signs, who to ask stands in the empty corner beside the seal.

    Not so in large type, where nothing beside a seal grows.
    """
    seal = seal_of(committee, date)
    if signers or house.large:
        return [WithNext(contact_row(contact)), Signatures(signers, [], seal)]
    return [Signatures([_Corner("", (), tuple(contact))], [], seal, before=2 * mm)]


@dataclass(frozen=True)
class _Corner(Signing):
    """Rows in the place of people who sign."""

    fields: tuple[Field, ...] = ()

    def beside(self, width: float) -> float:
        """Nothing stands beside its first row."""
        del width
        return 0.0

    def height(self, width: float) -> float:
        """Points of all its rows."""
        return sum(strip.height for strip in self._strips(width))

    def draw(self, width: float, pen: Pen, place: Place) -> None:
        """One row under the other."""
        y = place.y
        for strip in self._strips(width):
            strip.draw(pen, Place(place.x, y))
            y -= strip.height

    def _strips(self, width: float) -> list[Strip]:
        open_fields = [replace(field, share=0.0) for field in self.fields]
        return [strip for field in open_fields for strip in Row((field,), TEXT_FLAT).strips(width)]
