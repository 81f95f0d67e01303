"""A scan, photo or foreign PDF on A4 pages of the dossier: upright, fitted, never blown up, number in its corner.

A picture of a page (the shape of A4) takes nearly the whole sheet, for it brought its own margins; any other
picture keeps clear of the binding edge, and two that lie (the sides of an identity card) share a page. A JPEG
that already fits goes in as it is, without what the camera wrote about time and place; what has more dots than
a printer can show is made smaller. The original stays in the store.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Name
from PIL import ExifTags, Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from jxdesk.documents.house import House
from jxdesk.documents.scan_reading import PDF, dots_per_inch, flat, opened, upright
from jxdesk.documents.sheet import BARE, Printed, print_bare

PRINTED_AT = 300  # dots per inch that a laser printer and an archive can use
COARSEST = 120  # dots per inch below which a picture is not enlarged
_SLACK = 1.25
_SMALL = 1_000_000  # bytes up to which a picture is kept without loss
_SCAN = Name.Scan  # pikepdf would make up a random one, and the same case would give other bytes
_SECOND = Name.Scan2
_WIDE, _HIGH = float(A4[0]), float(A4[1])


@dataclass(frozen=True)
class Room:
    """Where a picture may stand, points from the lower left corner of the page."""

    x: float
    y: float
    width: float
    height: float


ROOM_FOR_PAGE = Room(14 * mm, 16 * mm, _WIDE - 22 * mm, _HIGH - 36 * mm)
ROOM_FOR_PICTURE = Room(28 * mm, 18 * mm, _WIDE - 42 * mm, _HIGH - 40 * mm)
_HALF = (ROOM_FOR_PICTURE.height - 8 * mm) / 2
UPPER = Room(BARE.left, ROOM_FOR_PICTURE.y + ROOM_FOR_PICTURE.height - _HALF, BARE.width, _HALF)
LOWER = Room(BARE.left, ROOM_FOR_PICTURE.y, BARE.width, _HALF)
"""Two on a page, no wider than text and clear of the line under them."""
_LYING = 1.2  # of width to height: less than that is a photo of no particular side


def lay(title: str, content: bytes, media_type: str, pages: int, house: House, foot: str = "") -> Printed:
    """One piece of material on as many pages as it has. ``content`` was examined when it came in."""
    bare = print_bare(title, pages, house, foot)
    out = BytesIO()
    with pikepdf.open(BytesIO(bare.pdf)) as sheet:
        if media_type == PDF:
            _lay_pdf(sheet, content)
        else:
            _lay_picture(sheet, content)
        sheet.save(out, deterministic_id=True)
    return Printed(out.getvalue(), pages, bare.missing)


def lay_two(title: str, upper: bytes, lower: bytes, house: House, foot: str = "") -> Printed:
    """Two pictures that lie, one above the other on one page."""
    bare = print_bare(title, 1, house, foot)
    out = BytesIO()
    with pikepdf.open(BytesIO(bare.pdf)) as sheet:
        for content, room, name in ((upper, UPPER, _SCAN), (lower, LOWER, _SECOND)):
            with opened(content) as picture:
                _place_picture(sheet, sheet.pages[0], picture, content, room, name)
        sheet.save(out, deterministic_id=True)
    return Printed(out.getvalue(), 1, bare.missing)


def lies(content: bytes) -> bool:
    """Whether a picture lies and is no page on its side, so that half a page holds it as well as a whole one."""
    with opened(content) as picture:
        wide, high = _upright_size(picture)
    return wide >= _LYING * high and not page_like(wide, high)


def page_like(width: float, height: float) -> bool:
    """Whether something has the shape of an A4 page, upright or lying."""
    return 1.37 <= max(width, height) / max(1.0, min(width, height)) <= 1.46


def fitted(width: float, height: float, room: Room | None = None) -> Room:
    """The place of something ``width`` by ``height`` points large: at its size, or smaller where that is too much.

    ``room`` None is the whole page, with the margins that suit its shape.
    """
    room = room or (ROOM_FOR_PAGE if page_like(width, height) else ROOM_FOR_PICTURE)
    scale = min(1.0, room.width / width, room.height / height)
    w, h = width * scale, height * scale
    # Pages hang from the top like the paper they were; pictures too, so that a stack of them reads evenly.
    return Room(room.x + (room.width - w) / 2, room.y + room.height - h, w, h)


def _lay_picture(sheet: pikepdf.Pdf, content: bytes) -> None:
    with opened(content) as picture:
        for number, page in enumerate(sheet.pages):
            picture.seek(number)
            _place_picture(sheet, page, picture, content)


def _turned(picture: Image.Image) -> int:
    """How the camera was held (EXIF orientation)."""
    return int(picture.getexif().get(ExifTags.Base.Orientation, 1)) if picture.format != "PNG" else 1


def _upright_size(picture: Image.Image) -> tuple[int, int]:
    return picture.size[::-1] if _turned(picture) in {5, 6, 7, 8} else picture.size


def _place_picture(
    sheet: pikepdf.Pdf,
    page: pikepdf.Page,
    picture: Image.Image,
    content: bytes,
    within: Room | None = None,
    called: Name = _SCAN,
) -> None:
    dots = dots_per_inch(picture) or COARSEST
    turned = _turned(picture)
    wide, high = _upright_size(picture)
    lying = page_like(wide, high) and wide > high and dots > COARSEST  # a page scanned on its side
    if lying:
        wide, high = high, wide
    room = fitted(wide / dots * 72, high / dots * 72, within)
    enough = room.width / 72 * PRINTED_AT
    whole = picture.format == "JPEG" and picture.mode in {"L", "RGB"} and turned == 1 and not lying
    if whole and wide <= enough * _SLACK:
        image = _stream(sheet, picture, _without_camera(content), Name.DCTDecode)
    else:
        image = _drawn_anew(sheet, picture, lying=lying, enough=enough)
    name = page.add_resource(image, Name.XObject, called)
    page.contents_add(
        f"q {room.width:.3f} 0 0 {room.height:.3f} {room.x:.3f} {room.y:.3f} cm {name} Do Q".encode()
    )


def _drawn_anew(sheet: pikepdf.Pdf, picture: Image.Image, *, lying: bool, enough: float) -> pikepdf.Object:
    lossy = picture.format in {"JPEG", "MPO"}
    if lossy:
        picture.draft(picture.mode, (round(enough), round(enough)))  # unpacks no more dots than are wanted
    made = upright(flat(picture))
    if lying:
        made = made.transpose(Image.Transpose.ROTATE_90)  # its head goes to the binding edge
    if made.mode != "1" and made.width > enough * _SLACK:
        size = (round(enough), round(made.height * enough / made.width))
        made = made.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    if not lossy:
        lossless = zlib.compress(made.tobytes(), 9 if made.mode == "1" else 6)
        if made.mode == "1" or len(lossless) <= _SMALL:
            return _stream(sheet, made, lossless, Name.FlateDecode)
    out = BytesIO()
    made.save(out, "JPEG", quality=88)
    return _stream(sheet, made, out.getvalue(), Name.DCTDecode)


def _stream(sheet: pikepdf.Pdf, picture: Image.Image, body: bytes, coding: Name) -> pikepdf.Object:
    return sheet.make_stream(
        body,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceRGB if picture.mode == "RGB" else Name.DeviceGray,
        BitsPerComponent=1 if picture.mode == "1" else 8,
        Filter=coding,
    )


def _without_camera(jpeg: bytes) -> bytes:
    """The same JPEG without EXIF, GPS, comments and colour profiles; APP0 and APP14 say how to decode it."""
    kept, at = bytearray(jpeg[:2]), 2
    while jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big") + 2
        if marker == 0xFF:  # a fill byte before the marker
            at += 1
            continue
        if marker not in {0xFE, *range(0xE1, 0xEE), 0xEF}:
            kept += jpeg[at : at + length]
        at += length
    return bytes(kept) + jpeg[at:]


def _lay_pdf(sheet: pikepdf.Pdf, content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as foreign:
        # Seals and signatures of courts and banks are often annotations: drawn into the page, they stay.
        foreign.flatten_annotations("print")
        for page, source in zip(sheet.pages, foreign.pages, strict=True):
            wide, high = _size(source)
            if page_like(wide, high) and wide > high:
                source.rotate(-90, relative=True)
                wide, high = high, wide
            room = fitted(wide, high)
            place = pikepdf.Rectangle(room.x, room.y, room.x + room.width, room.y + room.height)
            inner = sheet.copy_foreign(source.as_form_xobject())
            name = page.add_resource(inner, Name.XObject, _SCAN)
            page.contents_add(b"q " + page.calc_form_xobject_placement(inner, name, place) + b" Q")


def _size(page: pikepdf.Page) -> tuple[float, float]:
    box = pikepdf.Rectangle(page.trimbox)
    wide, high = float(box.width), float(box.height)
    return (high, wide) if int(page.obj.get("/Rotate", 0)) % 180 else (wide, high)


def unembedded(content: bytes) -> Iterator[str]:
    """Fonts a foreign PDF names and does not carry: an archive may not be able to show its words one day."""
    with pikepdf.open(BytesIO(content)) as foreign:
        for page in foreign.pages:
            for font in page.resources.get("/Font", {}).values():
                inner = font.get("/DescendantFonts", [font])[0]
                described = inner.get("/FontDescriptor")
                if font.get("/Subtype") != Name.Type3 and not (
                    described is not None and any(key.startswith("/FontFile") for key in described.keys())  # noqa: SIM118 - a pikepdf dictionary iterates over nothing else
                ):
                    yield str(font.get("/BaseFont", ""))
