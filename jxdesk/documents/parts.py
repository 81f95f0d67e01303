"""Parts that most documents share: the number line, a labelled section of text, one filled label."""

from __future__ import annotations

from dataclasses import replace

from jxdesk.documents.fonts import Face
from jxdesk.documents.paragraph import Paragraph, RuledLines, paragraph
from jxdesk.documents.spans import BODY, SIZE_4, Align, Span, Style
from jxdesk.documents.strips import Block, WithNext
from jxdesk.documents.wording import numeral

_TURN = Style(Face.KAI, SIZE_4, 20.0, align=Align.CENTRE)
NUMBER = Style(Face.KAI, SIZE_4, 28.0, align=Align.RIGHT)


def flat(style: Style) -> Style:
    """The style without its first-line indent."""
    return replace(style, indent=0.0)


def number_line(number: str, label: str = "编号：") -> Paragraph:
    """编号 at the right; a rule to write on while there is no number, never a provisional one."""
    value = Span(number) if number else Span(underlined=True, blank=10)
    return Paragraph((Span(label), value), NUMBER)


def section(
    label: str, texts: list[str], *, rules: int, style: Style = BODY, to_signatures: bool = False
) -> list[Block]:
    """A printed label and what was written under it, or ``rules`` empty lines; the label stays with it."""
    written = [text for text in texts if text.strip()]
    body: list[Block] = [paragraph(text, style) for text in written] or [RuledLines(rules, style)]
    if to_signatures:
        body[-1] = WithNext(body[-1], lines=3)
    return [WithNext(paragraph(label, flat(style))), *body]


def turn_of(ordinal: int, count: int) -> str:
    """``（二）`` for one of several documents of a kind, "" for the only one."""
    return f"（{numeral(ordinal)}）" if max(ordinal, count) > 1 else ""


def under_title(turn: str) -> list[Block]:
    """The line below a title that says which of several this is; nothing where there is but one."""
    return [Paragraph((Span(turn),), _TURN)] if turn else []
