"""Scans for the tests, drawn here: no page of a real person is ever in the repository."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from PIL import ExifTags, Image, ImageDraw

A4_150 = (1240, 1754)


def picture(words: str = "1", size: tuple[int, int] = A4_150, mode: str = "RGB") -> Image.Image:
    """A white page with a frame and a word in its upper left corner."""
    made = Image.new("L", size, 255)
    pen = ImageDraw.Draw(made)
    pen.rectangle((8, 8, size[0] - 9, size[1] - 9), outline=0, width=6)
    pen.text((60, 60), words, fill=0, font_size=size[1] / 12)
    return made.convert(mode)


def encoded(made: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    """The picture as a file's content."""
    out = BytesIO()
    made.save(out, kind, **how)
    return out.getvalue()


def photo(words: str = "照", orientation: int = 1, taken: str = "2026:03:04 10:30:00") -> bytes:
    """A JPEG as a phone writes it: sideways, with its own time and the maker's name."""
    made = picture(words, (1600, 1200))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Example"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    return encoded(made, exif=exif, quality=80)


def tiff(pages: int) -> bytes:
    """A black-and-white TIFF of several pages, as a scanner writes it."""
    first, *rest = [picture(str(n + 1), mode="1") for n in range(pages)]
    return encoded(first, "TIFF", save_all=True, append_images=rest, compression="group4", dpi=(150, 150))


def pdf(pages: int, size: tuple[float, float] = (595, 842), **how: Any) -> bytes:
    """A PDF of empty pages with a rule across each."""
    with pikepdf.new() as made:
        for number in range(pages):
            page = made.add_blank_page(page_size=size)
            page.contents_add(f"0 0 0 RG 2 w 50 {100 + number} m {size[0] - 50} {100 + number} l S".encode())
        out = BytesIO()
        made.save(out, **how)
    return out.getvalue()


def kept(folder: Path, name: str, content: bytes) -> Path:
    """A file in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path
