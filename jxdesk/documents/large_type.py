"""大字版: the very blocks of a document drawn larger, for those who read with difficulty. Never a second wording.

Everything that is read grows; what is signed, sealed or touched keeps its measures, because pens, thumbs and seals do
not grow. Lines break anew and pages follow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from jxdesk.documents.pen import Pen
from jxdesk.documents.signatures import Signatures
from jxdesk.documents.strips import Block, OnNewPage, Place, Strip, Together, WithNext

TIMES = 1.4
"""三号 becomes 二号 (22 pt): twenty characters a line."""
LARGE_NOTE = "大字版，内容与原件相同"


def enlarged(block: Block) -> Block:
    """The same block in large type; ties and page breaks hold as before."""
    match block:
        case Signatures():
            return block
        case Together():
            return Together([enlarged(one) for one in block.blocks])
        case WithNext() | OnNewPage():
            return replace(block, block=enlarged(block.block))
        case _:
            return _Enlarged(block)


@dataclass(frozen=True)
class _Enlarged:
    block: Block

    def strips(self, width: float) -> list[Strip]:
        return [_strip(strip) for strip in self.block.strips(width / TIMES)]


def _strip(strip: Strip) -> Strip:
    return replace(
        strip,
        height=strip.height * TIMES,
        before=strip.before * TIMES,
        draw=partial(_draw, strip),
        repeat=tuple(_strip(one) for one in strip.repeat),
    )


def _draw(strip: Strip, pen: Pen, place: Place) -> None:
    pen.canvas.saveState()
    pen.canvas.translate(place.x, place.y)
    pen.canvas.scale(TIMES, TIMES)
    strip.draw(pen, replace(place, x=0.0, y=0.0))
    pen.canvas.restoreState()
