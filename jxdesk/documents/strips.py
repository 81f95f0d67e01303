"""Everything on paper becomes strips: full-width slices that no page break may cut.

A paragraph is one strip per line, a table one per line of a row. Pages are then filled by one rule:
strips tied with ``keep_next`` go to the same page. How many pages there are is known before the first
is drawn, which is what 第×页 共×页 needs and reportlab's own frames cannot say.

    block.strips(width) -> strips  ─►  paginate(strips, height) -> pages  ─►  Sheet draws them

To write a new block: a frozen dataclass with ``strips(width) -> list[Strip]``; draw inside
(0..width, y-height..y) only, and tie what must not be torn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from jxdesk.documents.pen import Pen


@dataclass(frozen=True)
class Place:
    """Where a strip came to stand: its upper left corner in points, whether it begins or ends its page."""

    x: float
    y: float
    first_on_page: bool = False
    last_on_page: bool = False


@dataclass(frozen=True)
class Strip:
    """A slice of the page. ``before`` is white space above it that a page's top swallows; points.

    ``repeat`` are strips to be set again when this one starts a page (the head of a table). ``new_page``: it
    begins a page of its own whatever room is left.
    """

    height: float
    draw: Callable[[Pen, Place], None]
    before: float = 0.0
    keep_next: bool = False
    repeat: tuple[Strip, ...] = ()
    new_page: bool = False


class Block(Protocol):
    """Anything that can be set on a page."""

    def strips(self, width: float) -> list[Strip]:
        """Its slices, top to bottom, in a column ``width`` points wide."""
        ...  # pragma: no cover - a protocol has no body


@dataclass(frozen=True)
class Space:
    """White space in points; it vanishes at the top of a page."""

    height: float

    def strips(self, width: float) -> list[Strip]:
        """One strip that draws nothing and stays with what went before."""
        del width
        return [Strip(0.0, lambda _pen, _place: None, before=self.height, keep_next=True)]


@dataclass(frozen=True)
class OnNewPage:
    """A block that begins a page of its own (附页)."""

    block: Block

    def strips(self, width: float) -> list[Strip]:
        """The strips of the block, the first at the top of a page."""
        first, *rest = self.block.strips(width)
        return [replace(first, new_page=True), *rest]


@dataclass(frozen=True)
class Together:
    """Blocks that share a page where a page can hold them."""

    blocks: Sequence[Block]

    def strips(self, width: float) -> list[Strip]:
        """The strips of all blocks, tied."""
        return tied([strip for block in self.blocks for strip in block.strips(width)])


@dataclass(frozen=True)
class WithNext:
    """A block whose end must not be torn from what follows (a heading; the last clause before signatures).

    ``lines`` is how many of its last strips go along; None takes the whole block.
    """

    block: Block
    lines: int | None = None

    def strips(self, width: float) -> list[Strip]:
        """The strips of the block, the last ones tied to the next block."""
        inner = self.block.strips(width)
        start = 0 if self.lines is None else max(len(inner) - self.lines, 0)
        return inner[:start] + [replace(strip, keep_next=True) for strip in inner[start:]]


def tied(strips: Sequence[Strip]) -> list[Strip]:
    """All but the last tied to the next one."""
    return [replace(strip, keep_next=True) for strip in strips[:-1]] + list(strips[-1:])


def against_widows(strips: Sequence[Strip]) -> list[Strip]:
    """No single line of a paragraph alone at the foot or the head of a page (孤行)."""
    last = len(strips) - 1
    return [
        replace(s, keep_next=True) if n in {0, last - 1} and n != last else s for n, s in enumerate(strips)
    ]


def paginate(strips: Iterable[Strip], height: float) -> list[list[Strip]]:
    """Fill pages ``height`` points high; a chain higher than a page is torn where it must be."""
    pages: list[list[Strip]] = [[]]
    used = 0.0
    for chain in _chains(strips):
        crowded = used + _height(chain, top=False) > height + 0.01
        if pages[-1] and (crowded or chain[0].new_page):
            pages.append([])
            used = 0.0
        for strip in chain:
            need = strip.height + (strip.before if pages[-1] else 0.0)
            if pages[-1] and used + need > height + 0.01:
                pages.append([])
                used, need = 0.0, strip.height
            if not pages[-1]:
                pages[-1] += strip.repeat
                used += sum(s.height for s in strip.repeat)
            pages[-1].append(replace(strip, before=0.0) if need == strip.height else strip)
            used += need
    return pages


def _chains(strips: Iterable[Strip]) -> Iterable[list[Strip]]:
    chain: list[Strip] = []
    for strip in strips:
        if strip.new_page and chain:  # not even a tie holds it on the page before
            yield chain
            chain = []
        chain.append(strip)
        if not strip.keep_next:
            yield chain
            chain = []
    if chain:
        yield chain


def _height(chain: Sequence[Strip], *, top: bool) -> float:
    return sum(s.height + s.before for s in chain) - (chain[0].before if top else 0.0)
