"""The pictures of the handbook and the README: each one named is there, none lies about, the script takes them all."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SHOWN = re.compile(r"!\[([^\]]*)\]\(((?:docs/)?images/[^)\s]+)\)")
WINDOW = (1366, 768)
OF_THEIR_OWN_SIZE = {"calculate", "clauses", "first-start", "print-it", "rare", "slip"}
"""Dialogs, photographed alone."""


def shown() -> dict[str, list[str]]:
    """File name to the captions it is shown under; the file is looked for where the page looks for it."""
    found: dict[str, list[str]] = {}
    for page in PAGES:
        for caption, link in SHOWN.findall(page.read_text(encoding="utf-8")):
            assert (page.parent / link).resolve().parent == IMAGES, f"{page.name} shows {link} from elsewhere"
            found.setdefault(Path(link).name, []).append(caption)
    return found


@pytest.fixture(scope="module")
def taken() -> set[str]:
    """What the script can take, asked of the script in a process that must not start Qt for it."""
    ask = "import sys, take_pictures; print(*take_pictures.PICTURES, *[m for m in sys.modules if 'PySide6' in m])"
    told = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT / "docs", capture_output=True, text=True, check=True, timeout=60
    )
    return set(told.stdout.split())


def test_the_list_of_pictures_can_be_read_without_qt(taken: set[str]) -> None:
    assert "register-known" in taken
    assert not [name for name in taken if "PySide6" in name]


def test_every_picture_shown_is_there_and_every_one_there_is_shown() -> None:
    assert set(shown()) == {path.name for path in IMAGES.iterdir()}


def test_every_picture_has_a_caption() -> None:
    assert [name for name, captions in shown().items() if not all(captions)] == []


def test_every_picture_can_be_taken_anew_and_nothing_else_is(taken: set[str]) -> None:
    assert taken == {Path(name).stem for name in shown()}


def test_pictures_of_the_window_show_the_screen_of_a_township(taken: set[str]) -> None:
    sizes = {name: size_of(IMAGES / f"{name}.png") for name in taken - OF_THEIR_OWN_SIZE}
    assert {name: size for name, size in sizes.items() if size != WINDOW} == {}


def size_of(png: Path) -> tuple[int, int]:
    """Width and height from the header."""
    head = png.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n", png.name
    width, height = struct.unpack(">II", head[16:24])
    return width, height
