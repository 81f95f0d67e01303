"""A finished PDF made ready for one printer: the pages wanted, moved to where that printer should put them.

What leaves here is printed as it is, by every way there is, so that no driver has a second say.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf
from reportlab.lib.units import mm

_TURNS: dict[int, tuple[tuple[int, int], tuple[int, int]]] = {
    0: ((1, 0), (0, 1)),
    90: ((0, 1), (-1, 0)),
    180: ((-1, 0), (0, -1)),
    270: ((0, -1), (1, 0)),
}
"""By /Rotate: what one step right and one step up on the paper are in the axes of the page's content."""


def ready(
    pdf: bytes, *, first: int = 1, last: int = 0, right: float = 0.0, down: float = 0.0, even: bool = False
) -> bytes:
    """Pages ``first`` to ``last`` (from one, both included; 0 for all that follow), moved by millimetres.

    ``even`` adds a blank page behind an odd number: of two copies printed on both sides the second would begin on
    the back of the first. Nothing to do gives the same bytes. Raises ValueError for no page.
    """
    with pikepdf.open(BytesIO(pdf)) as paper:
        count = len(paper.pages)
        end = min(last or count, count)
        if not 1 <= first <= end:
            raise ValueError(f"no page from {first} to {last} in {count}")
        pad = even and (end - first + 1) % 2 == 1
        if (first, end) == (1, count) and not (right or down or pad):
            return pdf
        del paper.pages[end:]
        del paper.pages[: first - 1]
        if right or down:
            for page in paper.pages:
                _move(paper, page, right * mm, -down * mm)
        if pad:
            box = [float(edge) for edge in paper.pages[-1].mediabox]
            paper.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))
        out = BytesIO()
        paper.save(out, deterministic_id=True)
    return out.getvalue()


def _move(paper: pikepdf.Pdf, page: pikepdf.Page, right: float, up: float) -> None:
    across, upwards = _TURNS[int(page.obj.get("/Rotate", 0)) % 360]
    x, y = right * across[0] + up * upwards[0], right * across[1] + up * upwards[1]
    page.contents_add(paper.make_stream(f"q 1 0 0 1 {x:.4f} {y:.4f} cm\n".encode()), prepend=True)
    page.contents_add(paper.make_stream(b"\nQ"))
