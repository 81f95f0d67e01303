"""The look of the desk: tokens, fonts and the style sheet, resizable while the window is open.

The numbers live in resources/styles/; a widget asks for a token by name. Lengths are pixels at 12 pt
and grow with the chosen size, so that nobody at 18 pt meets a 36 px button with its text cut off.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from jxdesk.errors import UserError
from jxdesk.paths import read_resource, resource, resources_root

BASE_POINTS = 12
_PLACE = re.compile(r"\{\{([a-z_]+):?([0-9a-z_.-]*)\}\}")


@dataclass(frozen=True)
class Tokens:
    """What resources/styles/tokens.toml holds."""

    sizes: list[int]
    steps: list[float]
    space: list[int]
    control_height: int
    radius: int
    families: list[str]
    colours: dict[str, str]
    pairs: dict[str, list[str]]
    levels: dict[str, str]

    @classmethod
    def from_toml(cls, text: str) -> Tokens:
        """Read tokens.toml; raises TypeError when a table of it is missing."""
        return cls(**tomllib.loads(text))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two ``#RRGGBB`` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def load_fonts() -> list[str]:
    """Register the shipped screen font with Qt; its families.

    Raises UserError when it is missing: without it every Chinese character is an empty box.
    """
    return _register([resource("fonts", "NotoSansSC-Regular.ttf"), resource("fonts", "NotoSansSC-Bold.ttf")])


def load_rare_fonts() -> list[str]:
    """Register the fonts for characters that stand in few names; reading them takes longer than a first paint."""
    fonts = (resources_root() / "fonts").glob("*.ttf")
    return _register(sorted(path for path in fonts if path.name.startswith(("HanaMin", "JXHan"))))


def _register(paths: list[Path]) -> list[str]:
    families: list[str] = []
    for path in paths:
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise UserError(f"字体文件 {path.name} 打不开。", "请重新安装本程序，案件数据不受影响。")
        families += [f for f in QFontDatabase.applicationFontFamilies(number) if f not in families]
    return families


class Theme(QObject):
    """Tokens applied to the running application; ``resized`` tells widgets that paint themselves."""

    resized = Signal(int)

    def __init__(self, tokens: Tokens, template: str, styles: Path, families: list[str]) -> None:
        super().__init__()
        self.tokens = tokens
        self.families = families
        self.points = BASE_POINTS
        self._template = template
        self._styles = styles

    @classmethod
    def load(cls) -> Theme:
        """Tokens, style sheet and fonts from resources/."""
        tokens = Tokens.from_toml(read_resource("styles", "tokens.toml"))
        return cls(tokens, read_resource("styles", "desk.qss"), resource("styles"), load_fonts())

    def complete(self) -> None:
        """Add the fonts for rare characters: what shows one as an empty box until now is drawn again."""
        more = [family for family in load_rare_fonts() if family not in self.families]
        if more:
            self.families = [*self.families, *more]
            self.apply()

    def apply(self, points: int | None = None) -> None:
        """Give the application this look; a size that is not offered becomes the nearest one."""
        if points is not None:
            self.points = min(self.tokens.sizes, key=lambda size: abs(size - points))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(self._palette())
            app.setFont(self.font())
            app.setStyleSheet(self.style_sheet())
        self.resized.emit(self.points)

    def px(self, at_12_points: float) -> int:
        """A length in pixels that grows with the font."""
        return round(at_12_points * self.points / BASE_POINTS)

    def colour(self, token: str) -> QColor:
        """The colour behind a token name; KeyError when there is no such token."""
        return QColor(self.tokens.colours[token])

    def font(self, step: int = 0, *, bold: bool = False) -> QFont:
        """The shipped font at one of the four steps (0 body … 3 page title)."""
        font = QFont()
        font.setFamilies(self.families)
        font.setPointSizeF(self.points * self.tokens.steps[step])
        font.setBold(bold)
        return font

    def style_sheet(self) -> str:
        """The style sheet with ``{{c:…}}``, ``{{px:…}}``, ``{{step:…}}`` and ``{{svg:…}}`` filled in."""
        return _PLACE.sub(self._fill, self._template)

    def _fill(self, place: re.Match[str]) -> str:
        kind, value = place.group(1), place.group(2)
        if kind == "c":
            return self.tokens.colours[value]
        if kind == "px":
            return f"{self.px(float(value))}px"
        if kind == "step":
            return f"{self.points * self.tokens.steps[int(value)]:.2f}pt"
        if kind == "svg":
            return (self._styles / f"{value}.svg").as_posix()
        raise KeyError(place.group(0))

    def _palette(self) -> QPalette:
        roles = QPalette.ColorRole
        palette = QPalette()
        for role, token in (
            (roles.Window, "ground"), (roles.WindowText, "ink"), (roles.Base, "card"),
            (roles.AlternateBase, "ground"), (roles.Text, "ink"), (roles.Button, "card"),
            (roles.ButtonText, "ink"), (roles.Highlight, "accent"), (roles.HighlightedText, "card"),
            (roles.PlaceholderText, "secondary"), (roles.Link, "accent"), (roles.Accent, "accent"),
            (roles.ToolTipBase, "ink"), (roles.ToolTipText, "card"),
        ):  # fmt: skip
            palette.setColor(role, self.colour(token))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("secondary"))
        return palette
