"""Many PDFs into one dossier: pages in order, blank backs, bookmarks, and one look by qpdf before it has its name.

The parts lie in files and are copied from file to file, so that forty scans never stand in memory together.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import OutlineItem
from reportlab.lib.pagesizes import A4

from jxdesk.documents import archival


@dataclass(frozen=True)
class Leaf:
    """One part: the file it was drawn into, and what its bookmark says."""

    title: str
    path: Path


@dataclass(frozen=True)
class Faults:
    """What qpdf found wrong with a finished file; empty when it found nothing."""

    lines: tuple[str, ...]


def bind(leaves: Sequence[Leaf], out: Path, title: str, author: str, *, blank_backs: bool) -> Faults:
    """Write ``out`` from the leaves; with ``blank_backs`` every leaf begins on the front of a sheet.

    Raises OSError when it cannot be written.
    """
    with pikepdf.new() as pdf, ExitStack() as opened:
        marks: list[OutlineItem] = []
        for leaf in leaves:
            if blank_backs and len(pdf.pages) % 2:
                pdf.add_blank_page(page_size=(float(A4[0]), float(A4[1])))
            marks.append(OutlineItem(leaf.title, len(pdf.pages)))
            part = opened.enter_context(pikepdf.open(leaf.path))
            pdf.pages.extend(part.pages)
        with pdf.open_outline() as outline:
            outline.root.extend(marks)
        archival.dress(pdf, title, author)
        pdf.save(
            out,
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return look_over(out)


def look_over(path: Path) -> Faults:
    """qpdf's own check: the cross-reference table, the syntax of every object, every stream that can be decoded."""
    with pikepdf.open(path, attempt_recovery=False) as pdf:
        return Faults(tuple(pdf.check_pdf_syntax()))
