"""The colours of the chart by the names of the desk's tokens; one set for screen, poster and Mermaid text.

The defaults are the tokens of the light theme, so that paper can be drawn where no window exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

from jxdesk.flow.engine import State


@dataclass(frozen=True)
class ChartColours:
    """``#RRGGBB`` by token. Text on its ground holds 4.5 : 1 in every pair the chart uses."""

    ink: str = "#1D2433"
    secondary: str = "#5B6577"
    line: str = "#D9DEE7"
    edge: str = "#8A94A6"
    ground: str = "#F4F6F9"
    card: str = "#FFFFFF"
    accent: str = "#1B5FAE"
    accent_tint: str = "#E8F0FA"
    done: str = "#1B6B43"
    done_tint: str = "#E3F4EB"
    red: str = "#A3201A"
    red_tint: str = "#FCE4E2"

    @classmethod
    def from_tokens(cls, tokens: Mapping[str, str]) -> Self:
        """The colours a theme gives; a token it does not have keeps its default."""
        return cls(**{f.name: tokens[f.name] for f in fields(cls) if f.name in tokens})

    def paint(self, state: State) -> BoxPaint:
        """How a box in that state is painted."""
        return {
            State.DONE: BoxPaint(self.done_tint, self.done, self.done, self.done),
            State.CURRENT: BoxPaint(self.accent, self.accent, self.card, self.card),
            State.NEXT: BoxPaint(self.card, self.accent, self.accent, self.accent),
            State.LATER: BoxPaint(self.card, self.edge, self.ink, self.secondary),
            State.LATE: BoxPaint(self.card, self.red, self.ink, self.red),
            State.FORBIDDEN: BoxPaint(self.card, self.red, self.red, self.red),
            State.SKIPPED: BoxPaint(self.ground, self.line, self.secondary, self.secondary),
        }[state]


@dataclass(frozen=True)
class BoxPaint:
    """Fill, edge, the colour of the title and of the second line."""

    fill: str
    edge: str
    title: str
    caption: str
