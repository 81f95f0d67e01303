"""A document from blocks to bytes: page frame, footer 第×页 共×页, marks across the page.

    printed = print_sheet("人民调解协议书", blocks, house)
    printed.pdf, printed.pages, printed.missing

The mark 练习, 草稿 or 作废 across a page is drawn as pale outlines under the text, so it does not get between
the words when text is copied out. That a page is no real document is also said in words, in the
footer, where a program and a blind reader find it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from jxdesk.documents.fonts import Face
from jxdesk.documents.house import House
from jxdesk.documents.large_type import LARGE_NOTE, enlarged
from jxdesk.documents.lines import set_lines
from jxdesk.documents.pen import Pen, open_canvas
from jxdesk.documents.signatures import Signatures
from jxdesk.documents.spans import LEADING_3, SIZE_3, SIZE_5, SIZE_SMALL_4, Align, Span, Style
from jxdesk.documents.strips import Block, Place, Strip, WithNext, paginate, tied

MARK_NOTES = {"练习": "练习用纸，不具效力", "草稿": "草稿，以正式件为准", "作废": "本案已作废，本页不具效力"}
_HALF_LEAD = (LEADING_3 - SIZE_3) / 2
_FOOT = Style(Face.SONG, SIZE_5, 14.0, align=Align.CENTRE)
_BARE_FOOT = Style(Face.KAI, SIZE_5, 14.0, align=Align.LEFT)
_FOOT_NOTE = Style(Face.KAI, SIZE_5, 14.0, align=Align.LEFT)


@dataclass(frozen=True)
class Frame:
    """Margins in points; the left is where the dossier is bound and never under 28 mm.

    Above and below, half of a line's leading lies outside the type area: GB/T 9704 counts its 22 lines
    from the top of the first character to the foot of the last. ``paper`` is its width and height.
    """

    top: float = 37 * mm - _HALF_LEAD
    bottom: float = 35 * mm - _HALF_LEAD
    left: float = 28 * mm
    right: float = 26 * mm
    paper: tuple[float, float] = (float(A4[0]), float(A4[1]))

    @property
    def width(self) -> float:
        """Of the type area (版心): 156 mm as GB/T 9704-2012 has it."""
        return self.paper[0] - self.left - self.right

    @property
    def height(self) -> float:
        """What strips may fill: 22 lines of body text."""
        return self.paper[1] - self.top - self.bottom


OFFICIAL = Frame()
FORM_FRAME = Frame(top=28 * mm, bottom=26 * mm, left=28 * mm, right=24 * mm)
BARE = Frame(top=20 * mm, bottom=20 * mm, left=28 * mm, right=24 * mm)
BARE_FOOT_LEVEL = 11 * mm
RECORD_FRAME = Frame(top=25 * mm, bottom=24 * mm, left=28 * mm, right=24 * mm)


@dataclass(frozen=True)
class Printed:
    """A finished document; ``missing`` are characters drawn as empty boxes because no font knows them."""

    pdf: bytes
    pages: int
    missing: tuple[str, ...] = ()


def print_sheet(
    title: str,
    blocks: Sequence[Block],
    house: House,
    *,
    frame: Frame = OFFICIAL,
    numbered: bool = True,
    page_signature: str = "",
) -> Printed:
    """Set ``blocks`` on as many pages as they need.

    ``page_signature`` is the label of a line to sign on at the foot of every page but the last, which
    has the signatures themselves.
    """
    shown = [enlarged(b) for b in blocks] if house.large else blocks
    pages = paginate(_strips(title, shown, frame), frame.height)
    canvas, stream = open_canvas(title, frame.paper)
    pen = Pen(canvas)
    for number, page in enumerate(pages, start=1):
        _marks(pen, house, frame)
        _page(pen, page, frame)
        _edges(pen, house, frame, (number, len(pages)) if numbered else None, number)
        if page_signature and number < len(pages):
            _signed(pen, page_signature, frame)
        canvas.showPage()
    canvas.save()
    return Printed(stream.getvalue(), len(pages), tuple(pen.missing))


def print_bare(title: str, pages: int, house: House, foot: str = "") -> Printed:
    """``pages`` sheets with nothing on them but their edges: what a scan is laid on.

    ``foot`` is a line under each, where a person signs that the copy is true.
    """
    canvas, stream = open_canvas(title, BARE.paper)
    pen = Pen(canvas)
    line = set_lines([Span(foot)], _BARE_FOOT, BARE.width)[0] if foot else None
    for number in range(1, pages + 1):
        _marks(pen, house, BARE)
        _edges(pen, house, BARE, None, number)
        if line is not None:
            pen.line(line, _BARE_FOOT, BARE.left, BARE_FOOT_LEVEL)
        canvas.showPage()
    canvas.save()
    return Printed(stream.getvalue(), pages, tuple(pen.missing))


def _strips(title: str, blocks: Sequence[Block], frame: Frame) -> list[Strip]:
    """All strips; where people sign is tied to what they sign, whatever a document forgot to say.

    A page of signatures alone could be put under another text. So all of them share the page of the last lines
    where a page holds that much; where none does, every further page says what is signed.
    """
    strips: list[Strip] = []
    for number, block in enumerate(blocks):
        inner = block.block if isinstance(block, WithNext) else block
        if not isinstance(inner, Signatures):
            strips += block.strips(frame.width)
            continue
        _tie_last(strips)
        inner = replace(inner, running=inner.running or f"《{title}》签名续页")
        signed = (replace(block, block=inner) if isinstance(block, WithNext) else inner).strips(frame.width)
        # What is tied below counts too: a remark for which no room was kept would get a page of its own.
        below = _tied_start(blocks[number + 1 :], frame) if signed[-1].keep_next else []
        whole = sum(strip.height + strip.before for strip in [*_tied_end(strips), *signed, *below])
        strips += signed if whole > frame.height else tied(signed)
    return strips


def _tied_start(blocks: Sequence[Block], frame: Frame) -> list[Strip]:
    """The strips that what stands before them goes along with, the last of them tied to nothing."""
    start: list[Strip] = []
    for strip in chain.from_iterable(block.strips(frame.width) for block in blocks):
        start.append(strip)
        if not strip.keep_next:
            break
    return start


def _tied_end(strips: Sequence[Strip]) -> list[Strip]:
    """The strips that go along with what comes next."""
    end = list(takewhile(lambda strip: strip.keep_next, reversed(strips)))
    return end[::-1]


def _tie_last(strips: list[Strip]) -> None:
    """The last strip that draws something, and the white space behind it, go along with what comes next."""
    for number in reversed(range(len(strips))):
        strips[number] = replace(strips[number], keep_next=True)
        if strips[number].height:
            return


def _page(pen: Pen, strips: Sequence[Strip], frame: Frame) -> None:
    y = frame.paper[1] - frame.top
    for number, strip in enumerate(strips):
        y -= strip.before
        place = Place(frame.left, y, first_on_page=number == 0, last_on_page=number == len(strips) - 1)
        strip.draw(pen, place)
        y -= strip.height


def _marks(pen: Pen, house: House, frame: Frame) -> None:
    words = house.marks
    if words:
        size = (110 if len(words) == 2 else 84) * frame.paper[0] / float(A4[0])
        pen.outlines(words, size, frame.paper[0] / 2, frame.paper[1] / 2, 50)


def _edges(pen: Pen, house: House, frame: Frame, count: tuple[int, int] | None, number: int) -> None:
    """Footer and dossier page number, outside the type area."""
    level = frame.bottom - 9 * mm
    if count:
        words = f"第{count[0]}页　共{count[1]}页"
        pen.line(set_lines([Span(words)], _FOOT, frame.width)[0], _FOOT, frame.left, level)
    notes = [note for word, note in MARK_NOTES.items() if word in house.marks]
    if house.large:
        notes.insert(0, LARGE_NOTE)
    if notes:
        line = set_lines([Span("；".join(notes))], _FOOT_NOTE, frame.width)[0]
        pen.line(line, _FOOT_NOTE, frame.left, level - 15)
    if house.folio is not None:
        right = house.corner_is_right(number)
        style = replace(_FOOT, align=Align.RIGHT if right else Align.LEFT)
        line = set_lines([Span(str(house.folio + number - 1))], style, frame.width)[0]
        pen.line(line, style, frame.left, frame.paper[1] - 16 * mm)


def _signed(pen: Pen, label: str, frame: Frame) -> None:
    """A label and a line at the lower right, clear of the page number in the middle."""
    style = replace(_FOOT, face=Face.FANG, size=SIZE_SMALL_4, align=Align.LEFT)
    words = set_lines([Span(label)], style, frame.width)[0]
    level, end = frame.bottom - 9 * mm, frame.left + frame.width
    start = end - 26 * mm
    pen.line(words, style, start - words.width, level)
    pen.rule(start, end, level - 2)
