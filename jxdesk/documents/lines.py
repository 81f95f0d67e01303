"""Clusters into lines of a given width, and lines into placed pieces with a straight right edge.

Greedy, as every Chinese word processor does it; a closing mark at the end is squeezed when that makes
it fit. Only a cluster wider than a whole line (a web address, a run of ！) is broken inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile

from jxdesk.documents.clusters import Atom, Cluster, clusters, line_end_width, may_break, without_end_spaces
from jxdesk.documents.fonts import Face, width_of
from jxdesk.documents.spans import Align, Span, Style

# A line stretched by more than this per gap (em) looks torn: it is left ragged instead.
LOOSEST = 0.6
_INDENTS = frozenset("\u3000 ")
_SLACK = 0.01  # points; sums of floats


@dataclass(frozen=True)
class Piece:
    """Text placed on a line: ``x`` from the line's left edge, ``gap`` added after every character; points."""

    text: str
    face: Face | None
    x: float
    advance: float
    gap: float = 0.0
    underlined: bool = False
    struck: bool = False


@dataclass(frozen=True)
class Line:
    """One set line; ``width`` is where its last piece ends, from the left edge of the column."""

    pieces: tuple[Piece, ...]
    width: float

    @property
    def text(self) -> str:
        """The characters in order."""
        return "".join(piece.text for piece in self.pieces)


def set_lines(spans: Iterable[Span], style: Style, width: float) -> list[Line]:
    """Break and align ``spans`` in a column ``width`` points wide; at least one (empty) line."""
    result: list[Line] = []
    indent = style.indent * style.size
    for paragraph in _paragraphs(clusters(spans, style)):
        rows = _fill(_leading_space_dropped(paragraph), width, indent, style)
        for number, atoms in enumerate(rows):
            last = number == len(rows) - 1
            result.append(_align(atoms, width, indent if number == 0 else 0.0, style, last=last))
    return result


def _paragraphs(items: list[Cluster]) -> Iterator[list[Cluster]]:
    current: list[Cluster] = []
    for item in items:
        if item.forced_break:
            yield current
            current = []
        else:
            current.append(item)
    yield current


def _leading_space_dropped(items: list[Cluster]) -> list[Cluster]:
    """People indent with full-width spaces by hand; added to our own indent that would be four characters."""
    for start, item in enumerate(items):
        kept = tuple(dropwhile(lambda atom: atom.text in _INDENTS, item.atoms))
        if kept:
            return [Cluster(kept), *items[start + 1 :]]
    return []


def _fill(items: list[Cluster], width: float, indent: float, style: Style) -> list[tuple[Atom, ...]]:
    rows: list[tuple[Atom, ...]] = []
    row: tuple[Atom, ...] = ()
    used = 0.0
    room = width - indent
    waiting = list(reversed(items))
    while waiting:
        cluster = waiting.pop()
        if used + cluster.end_width <= room + _SLACK:
            row, used = row + cluster.atoms, used + cluster.width
        elif row and cluster.end_width <= width + _SLACK:
            rows.append(row)
            row, used, room = (), 0.0, width
            waiting.append(cluster)
        else:  # wider than a line, or than what a deep indent leaves of the first
            head, tail = _cut(cluster, room - used, style, must=not row)
            rows.append(row + head)
            row, used, room = (), 0.0, width
            if tail:
                waiting.append(Cluster(tail))
    if row or not rows:
        rows.append(row)
    return rows


def _cut(
    cluster: Cluster, room: float, style: Style, *, must: bool
) -> tuple[tuple[Atom, ...], tuple[Atom, ...]]:
    """Break an over-wide cluster after what fits in ``room``; ``must``: take at least one character."""
    atoms = [part for atom in cluster.atoms for part in _letters(atom, style)]
    count, used = 0, 0.0
    while count < len(atoms) and used + atoms[count].squeezed <= room + _SLACK:
        used += atoms[count].width
        count += 1
    best = count
    while 0 < best < len(atoms) and not may_break(atoms[best - 1], atoms[best]):
        best -= 1
    if best == 0:
        best = max(count, 1) if must else 0
    return _words(atoms[:best]), _words(atoms[best:])


def _letters(atom: Atom, style: Style) -> list[Atom]:
    if atom.chinese or atom.face is None or len(atom.text) < 2:
        return [atom]
    face = atom.face
    return [replace(atom, text=c, width=width_of(c, face) * style.size) for c in atom.text]


def _words(atoms: list[Atom]) -> tuple[Atom, ...]:
    """Put letters that were cut apart together again, so that justifying does not space them out."""
    result: list[Atom] = []
    for atom in atoms:
        last = result[-1] if result else None
        if (
            last
            and not (last.chinese or atom.chinese or last.is_space or atom.is_space)
            and _alike(last, atom)
        ):
            result[-1] = replace(last, text=last.text + atom.text, width=last.width + atom.width)
        else:
            result.append(atom)
    return tuple(result)


def _alike(one: Atom, other: Atom) -> bool:
    return (one.face, one.underlined, one.struck) == (other.face, other.underlined, other.struck)


def _align(row: tuple[Atom, ...], width: float, indent: float, style: Style, *, last: bool) -> Line:
    atoms = without_end_spaces(row)
    natural = sum(atom.width for atom in atoms)
    room = width - indent
    if natural > room + _SLACK:
        natural = line_end_width(atoms)
    spare, gap, start = room - natural, 0.0, indent
    if style.align is Align.JUSTIFIED and not last and len(atoms) > 1:
        gap = spare / (len(atoms) - 1)
        if gap > LOOSEST * style.size:
            gap = 0.0
    elif style.align is Align.CENTRE:
        start += spare / 2
    elif style.align is Align.RIGHT:
        start += spare
    return _place(atoms, start, gap, indent + room if gap else start + natural)


def _place(atoms: tuple[Atom, ...], start: float, gap: float, end: float) -> Line:
    """Runs of Chinese that look alike become one piece: it is built once, for a page has a thousand characters."""
    pieces: list[Piece] = []
    x = start
    for first, last in _runs(atoms):
        run = atoms[first:last]
        widths = [atom.width + gap for atom in run]
        if last == len(atoms):
            widths[-1] = end - x - sum(widths[:-1])
        head = run[0]
        text = head.text if len(run) == 1 else "".join(atom.text for atom in run)
        spread = gap if run[-1].chinese else 0.0
        pieces.append(Piece(text, head.face, x, sum(widths), spread, head.underlined, head.struck))
        x += sum(atom.width + gap for atom in run)
    return Line(tuple(pieces), end if atoms else start)


def _runs(atoms: tuple[Atom, ...]) -> Iterator[tuple[int, int]]:
    """From where to where atoms are set as one piece."""
    first = 0
    for number in range(1, len(atoms)):
        one, other = atoms[number - 1], atoms[number]
        joins = one.chinese and other.chinese and other.face and one.text and other.text
        if not (joins and _alike(one, other)):
            yield first, number
            first = number
    if atoms:
        yield first, len(atoms)
