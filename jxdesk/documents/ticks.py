"""Options to tick (☐ ☑): what was said is ticked, the rest waits for the pen.

The words come from the dictionaries (resources/codes/dictionaries.toml), so that a form offers what
the screen offers. A word that is in no list is ticked under 其他 and printed as it was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from jxdesk.documents.fonts import Face
from jxdesk.documents.paragraph import Paragraph
from jxdesk.documents.parts import flat
from jxdesk.documents.spans import SIZE_SMALL_4, Span, Style, fill
from jxdesk.documents.strips import Together
from jxdesk.paths import read_resource
from jxdesk.rules.codes import Codes, Dictionary

OFF, ON = "☐", "☑"
OTHER = "其他"
LIST = Style(Face.FANG, SIZE_SMALL_4, 20.0)
_DETAIL = 12.0  # em of rule after 其他


@dataclass(frozen=True)
class Tick:
    """One option. ``detail`` None: nothing to add; "" leaves a rule to say more by hand."""

    word: str
    on: bool
    detail: str | None = None

    @property
    def text(self) -> str:
        """Box and word, for a line of options."""
        return f"{ON if self.on else OFF}{self.word}"


@cache
def _codes() -> Codes:
    return Codes.from_toml(read_resource("codes", "dictionaries.toml"))


def dictionary(name: str) -> Dictionary:
    """One of the shipped dictionaries; KeyError when there is none of that name."""
    return _codes().dictionary(name)


def ticks(name: str, said: Iterable[str]) -> tuple[Tick, ...]:
    """All options of the dictionary ``name``, those of ``said`` ticked."""
    offered = dictionary(name)
    found = [(value, offered.find(value)) for value in said if value.strip()]
    chosen = {entry.code for _, entry in found if entry}
    strange = "；".join(value for value, entry in found if entry is None)
    result = [
        Tick(e.word, e.code in chosen, "" if e.word.startswith(OTHER) else None) for e in offered.offered()
    ]
    if result and result[-1].detail is not None:
        return (*result[:-1], Tick(result[-1].word, result[-1].on or bool(strange), strange))
    return (*result, Tick(OTHER, on=True, detail=strange)) if strange else tuple(result)


def one_of(name: str, said: str | None) -> tuple[Tick, ...]:
    """All options of the dictionary ``name``, at most one ticked; a value in no list follows as it is."""
    offered = dictionary(name)
    chosen = offered.find(said) if said else None
    known = tuple(Tick(entry.word, entry is chosen) for entry in offered.offered())
    return known if chosen or not said else (*known, Tick(said, on=True))


def listed(options: Sequence[Tick]) -> Together:
    """One option under the other, on one page, so that none is overlooked on the next."""
    return Together([Paragraph(_spans(t), LIST, label=(ON if t.on else OFF) + "　") for t in options])


def _spans(tick: Tick) -> list[Span]:
    if tick.detail is None:
        return [Span(tick.word)]
    return [Span(f"{tick.word}："), fill(tick.detail, _DETAIL)]


def in_line(label: str, options: Sequence[Tick], style: Style) -> Paragraph:
    """Label and options side by side; an option never breaks away from its box."""
    spans = [Span(label)]
    for tick in options:
        spans += [Span(tick.text), Span("　")]
    return Paragraph(spans[:-1], flat(style))
