"""The look: contrast, sizes, fonts, and colours in one place only."""

from __future__ import annotations

import random
import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QTextLayout
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from jxdesk.documents.coverage import BLOCKS, ON_SCREEN, spread
from jxdesk.documents.fonts import points
from jxdesk.paths import read_resource, resource
from jxdesk.ui.icons import icon
from jxdesk.ui.theme import Theme, Tokens, contrast

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def tokens() -> Tokens:
    """The tokens as shipped."""
    return Tokens.from_toml(read_resource("styles", "tokens.toml"))


def test_contrast_is_one_for_equal_colours_and_twenty_one_for_black_on_white() -> None:
    assert contrast("#123456", "#123456") == 1
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(("text", "ground"), [(t, g) for t, gs in tokens().pairs.items() for g in gs])
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    colours = tokens().colours
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_the_edge_of_a_field_stands_out_from_the_card() -> None:
    colours = tokens().colours
    assert contrast(colours["edge"], colours["card"]) >= 3


def test_each_level_has_a_text_and_a_tint_that_are_held_together() -> None:
    shown = tokens()
    assert list(shown.levels) == ["蓝", "黄", "橙", "红"]
    assert all(f"{token}_tint" in shown.pairs[token] for token in shown.levels.values())


def test_the_style_sheet_names_tokens_and_never_a_colour() -> None:
    assert _COLOUR.findall(read_resource("styles", "desk.qss")) == []


def test_marks_in_the_style_folder_use_the_colours_of_the_tokens() -> None:
    known = set(tokens().colours.values())
    used = {c for path in resource("styles").glob("*.svg") for c in _COLOUR.findall(path.read_text())}
    assert used
    assert used <= known


def test_no_view_names_a_colour() -> None:
    sources = resource("styles").parent.parent / "jxdesk" / "ui"
    guilty = [
        p.name for p in sources.rglob("*.py") if p.name != "icons.py" and _COLOUR.search(p.read_text("utf-8"))
    ]
    assert guilty == []


def test_controls_grow_with_the_font(theme: Theme, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    small = line.height(), line.fontInfo().pointSizeF()
    theme.apply(18)
    qtbot.waitUntil(lambda: line.sizeHint().height() > small[0])
    assert line.sizeHint().height() >= 52
    assert line.fontInfo().pointSizeF() == pytest.approx(18, abs=0.5)
    assert small[0] >= 36


def test_a_size_that_is_not_offered_becomes_the_nearest(theme: Theme) -> None:
    theme.apply(17)
    assert theme.points in (16, 18)


def test_figures_are_as_wide_as_each_other(theme: Theme) -> None:
    metrics = QFontMetricsF(theme.font())
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("block", list(BLOCKS))
def test_a_line_shows_a_sample_of_every_block_each_in_a_font_that_has_it(theme: Theme, block: str) -> None:
    known = [p for p in spread(BLOCKS[block]) if any(p in points(face) for face in ON_SCREEN)]
    rare = "".join(map(chr, random.Random(block).sample(known, min(25, len(known)))))
    layout = QTextLayout(f"张{rare}某", theme.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    assert {run.rawFont().familyName() for run in runs} <= set(theme.families)
    assert all(glyph for run in runs for glyph in run.glyphIndexes()), "glyph 0 is the empty box"


@pytest.mark.parametrize("name", [path.stem for path in resource("icons").glob("*.svg")])
def test_an_icon_is_drawn_in_the_colour_asked_for(theme: Theme, name: str) -> None:
    image = icon(theme, name, "accent").pixmap(20, 20).toImage()
    drawn = {
        image.pixelColor(x, y).rgb()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 100
    }
    accent = theme.colour("accent")
    assert drawn
    for rgb in drawn:
        found = QColor(rgb)
        apart = (found.red() - accent.red(), found.green() - accent.green(), found.blue() - accent.blue())
        assert max(map(abs, apart)) <= 6  # antialiasing rounds a little


@pytest.mark.parametrize("colour", ["accent", "card"])
def test_the_icon_of_a_button_that_cannot_be_pressed_is_as_readable_as_its_words(
    theme: Theme, colour: str
) -> None:
    image = icon(theme, "add", colour).pixmap(QSize(20, 20), QIcon.Mode.Disabled).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert inked
    ground = theme.tokens.colours["ground"]
    assert min(contrast(one.name(), ground) for one in inked) >= 4.5
