"""Text into clusters, the pieces a line may not break; reportlab's own list of such rules lacks ，：；？！.

A cluster is one Chinese character, or one Latin word or number, together with the closing marks
that must not start a line and the opening marks that must not end one (GB/T 15834-2011, 5.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jxdesk.documents.fonts import Face, face_for, printable, width_of
from jxdesk.documents.spans import Span, Style

NO_START = frozenset("，。、：；？！）》〉」』】〕〗］｝”’…％‰℃°·～々ー／,.:;?!)]}%'")
NO_END = frozenset("（《〈「『【〔〖［｛“‘￥＄([{¥$№#／☐☑")
"""A box to tick alone at the end of a line is ticked for the word before it."""
# Drawn in the left half of their square: at the end of a line they may give up the right half.
SQUEEZABLE = frozenset("，。、：；）》〉」』】〕〗］｝”’")
INSEPARABLE = frozenset("…—")


@dataclass(frozen=True)
class Atom:
    """One Chinese character, one Latin word, one space or one blank; ``face`` None: draw an empty box."""

    text: str
    face: Face | None
    width: float
    chinese: bool = True
    underlined: bool = False
    struck: bool = False

    @property
    def is_space(self) -> bool:
        """Whether a line may end here and forget it."""
        return self.text == " "

    @property
    def squeezed(self) -> float:
        """The width at the end of a line, closing marks squeezed to half; points."""
        return self.width / 2 if self.chinese and self.text in SQUEEZABLE else self.width


@dataclass(frozen=True)
class Cluster:
    """Atoms that stay together; trailing spaces belong to it but vanish at the end of a line."""

    atoms: tuple[Atom, ...]
    forced_break: bool = False

    @property
    def width(self) -> float:
        """Full width in points."""
        return sum(atom.width for atom in self.atoms)

    @property
    def end_width(self) -> float:
        """Width as the last of its line: spaces gone, a closing mark squeezed."""
        return line_end_width(self.atoms)


def without_end_spaces(atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """The atoms up to the last that prints."""
    count = len(atoms)
    while count and atoms[count - 1].is_space:
        count -= 1
    return atoms[:count]


def line_end_width(atoms: tuple[Atom, ...]) -> float:
    """Width of ``atoms`` when a line ends after them, as narrow as it may be."""
    kept = without_end_spaces(atoms)
    if not kept:
        return 0.0
    return sum(atom.width for atom in kept[:-1]) + kept[-1].squeezed


def _is_word(character: str) -> bool:
    point = ord(character)
    if point < 0x80:
        return character not in " \n"
    return character.isalnum() and (point < 0x2000 or 0xFF10 <= point <= 0xFF5A)


def _atoms(span: Span, style: Style) -> Iterator[Atom]:
    face, size = span.face or style.face, style.size
    if not span.text:
        if span.blank:
            yield Atom("", face, span.blank * size, underlined=span.underlined)
        return
    word, word_face = "", face
    for character in printable(span.text):
        drawn = face_for(character, face) if character != "\n" else face
        if word and (not _is_word(character) or drawn is not word_face):
            yield _word(word, word_face, span, size)
            word = ""
        if drawn is not None and _is_word(character):
            word, word_face = word + character, drawn
            continue
        width = size if drawn is None else 0.0 if character == "\n" else width_of(character, drawn) * size
        chinese = drawn is None or not (character == " " or _is_word(character))
        yield Atom(character, drawn, width, chinese, span.underlined, span.struck)
    if word:
        yield _word(word, word_face, span, size)


def _word(word: str, face: Face, span: Span, size: float) -> Atom:
    width = sum(width_of(c, face) for c in word) * size
    return Atom(word, face, width, chinese=False, underlined=span.underlined, struck=span.struck)


def may_break(before: Atom, after: Atom) -> bool:
    """Whether a line may end between two atoms."""
    if after.is_space or (after.text and after.text[0] in NO_START):
        return False
    if before.text and before.text[-1] in NO_END:
        return False
    return not (before.text in INSEPARABLE and after.text == before.text)


def clusters(spans: Iterable[Span], style: Style) -> list[Cluster]:
    """Cut ``spans`` into clusters; a newline becomes a cluster with ``forced_break``."""
    result: list[Cluster] = []
    open_atoms: list[Atom] = []
    holds = False  # an opening mark waits for what follows, also across spaces
    for span in spans:
        for atom in _atoms(span, style):
            if atom.text == "\n":
                result += [Cluster(tuple(open_atoms))] if open_atoms else []
                result.append(Cluster((), forced_break=True))
                open_atoms, holds = [], False
                continue
            if open_atoms and not holds and may_break(open_atoms[-1], atom):
                result.append(Cluster(tuple(open_atoms)))
                open_atoms = []
            open_atoms.append(atom)
            if not atom.is_space:
                holds = bool(atom.text) and atom.text[-1] in NO_END
    if open_atoms:
        result.append(Cluster(tuple(open_atoms)))
    return result
