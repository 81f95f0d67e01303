"""A scan on its page: upright, fitted, never blown up, clear of the binding edge, and without what the camera knew."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
import reading_paper
import scans
from pikepdf import Array, Dictionary, Name
from PIL import Image

from jxdesk.documents import scan_pages, scan_reading
from jxdesk.documents.catalogue import shipped
from jxdesk.documents.house import House

HOUSE = House(shipped().switches)
MM = 72 / 25.4


def laid(content: bytes, house: House = HOUSE, foot: str = "") -> bytes:
    scan = scan_reading.examine(content)
    return scan_pages.lay("材料", content, scan.media_type, scan.pages, house, foot).pdf


def box(pdf: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """x, y, width, height of what was laid on the page, in points."""
    with pikepdf.open(BytesIO(pdf)) as document:
        placed = [
            [float(number) for number in operands]
            for operands, operator in pikepdf.parse_content_stream(document.pages[page])
            if str(operator) == "cm"
        ]
    width, _, _, height, x, y = placed[-1]
    return x, y, width, height


def stored(pdf: bytes, page: int = 0) -> tuple[bytes, str]:
    """The body of the picture as it stands in the file, and its colours."""
    with pikepdf.open(BytesIO(pdf)) as document:
        scan = document.pages[page].resources.XObject[Name.Scan]
        return scan.read_raw_bytes(), str(scan.ColorSpace)


def pixels(pdf: bytes, page: int = 0) -> Image.Image:
    with pikepdf.open(BytesIO(pdf)) as document:
        return pikepdf.PdfImage(document.pages[page].resources.XObject[Name.Scan]).as_pil_image().copy()


def test_a_picture_of_a_page_takes_the_sheet_and_leaves_the_corner_for_the_number() -> None:
    x, y, width, height = box(laid(scans.encoded(scans.picture(), dpi=(150, 150))))
    assert 180 * MM < width < 190 * MM
    assert height / width == pytest.approx(1754 / 1240, rel=0.01)
    assert y + height <= (297 - 19) * MM
    assert x >= 10 * MM


def test_a_photo_keeps_clear_of_the_binding_edge() -> None:
    x, _y, width, _height = box(laid(scans.photo()))
    assert x >= 28 * MM - 0.01
    assert x + width <= (210 - 14) * MM + 0.01


def test_a_small_picture_is_not_blown_up() -> None:
    _x, _y, width, height = box(laid(scans.encoded(scans.picture(size=(400, 300)), "PNG")))
    assert width == pytest.approx(400 / 120 * 72)
    assert height == pytest.approx(300 / 120 * 72)
    _x, _y, width, _height = box(laid(scans.encoded(scans.picture(size=(600, 380)), "PNG", dpi=(300, 300))))
    assert width == pytest.approx(600 / 300 * 72, rel=0.01)  # a scanner's word for its size is taken


def test_a_sideways_photo_stands_upright() -> None:
    pdf = laid(scans.photo(orientation=6))
    _x, _y, width, height = box(pdf)
    assert height > width
    assert pixels(pdf).height > pixels(pdf).width


def test_a_page_scanned_lying_is_turned_with_its_head_to_the_binding_edge() -> None:
    made = Image.new("L", (1754, 1240), 255)
    made.paste(0, (0, 0, 1754, 100))  # its head is black
    pdf = laid(scans.encoded(made, dpi=(150, 150)))
    shown = pixels(pdf)
    assert shown.height > shown.width
    assert shown.getpixel((20, 600)) < 50
    assert shown.getpixel((shown.width - 20, 600)) > 200


def test_a_jpeg_that_fits_goes_in_unchanged_but_without_the_cameras_words() -> None:
    content = scans.photo()
    assert b"Example" in content
    body = stored(laid(content))[0]
    assert b"Example" not in body
    assert b"2026:03:04" not in body
    with Image.open(BytesIO(body)) as shown, Image.open(BytesIO(content)) as original:
        assert shown.tobytes() == original.tobytes()


def test_more_dots_than_a_printer_shows_are_left_out() -> None:
    pdf = laid(scans.encoded(scans.picture(size=(4000, 3000)), quality=90))
    assert pixels(pdf).width == pytest.approx(168 / 25.4 * 300, rel=0.01)


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "LA", "P", "I;16"])
def test_every_kind_of_picture_is_white_paper_with_dark_words(mode: str) -> None:
    made = scans.picture(mode="L" if mode == "I;16" else mode)
    if mode == "I;16":
        made = Image.frombytes(mode, made.size, b"".join(bytes((grey, grey)) for grey in made.tobytes()))
    pdf = laid(scans.encoded(made, "PNG"))
    shown = pixels(pdf).convert("L")
    dark = shown.getpixel((10, 600))
    assert dark < 60, "the frame is gone"
    assert shown.getpixel((600, 900)) > 200


def test_what_is_transparent_is_paper() -> None:
    clear = Image.new("RGBA", (800, 600), (0, 0, 0, 0))
    assert pixels(laid(scans.encoded(clear, "PNG"))).getpixel((5, 5)) == (255, 255, 255)


def test_a_cmyk_jpeg_becomes_rgb_because_the_output_intent_is_rgb() -> None:
    content = scans.encoded(scans.picture().convert("CMYK"))
    assert stored(laid(content))[1] == "/DeviceRGB"


def test_every_page_of_a_tiff_and_of_a_pdf_has_its_number_and_its_line_to_sign() -> None:
    house = House(shipped().switches, folio=7, front=True)
    for content in (scans.tiff(3), scans.pdf(3)):
        pages = reading_paper.words(laid(content, house, "与原件核对无异。"))
        numbers = [(word.text, word.x > 300) for page in pages for word in page if word.text.isdigit()]
        assert numbers == [("7", True), ("8", False), ("9", True)]
        assert all(any(word.text == "与原件核对无异。" for word in page) for page in pages)


def test_a_seal_that_is_an_annotation_stays_on_the_page() -> None:
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842))
        seal = made.make_stream(
            b"1 0 0 rg 0 0 80 80 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 80, 80]
        )
        stamp = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=[300, 300, 380, 380], F=4, AP=Dictionary(N=seal)
        )
        page.obj.Annots = Array([made.make_indirect(stamp)])
        out = BytesIO()
        made.save(out)
    with pikepdf.open(BytesIO(laid(out.getvalue()))) as document:
        drawn = document.pages[0].resources.XObject[Name.Scan]
        inner = b"".join(one.read_bytes() for one in drawn.Resources.XObject.values())
    assert b"1 0 0 rg 0 0 80 80 re f" in inner


def test_fonts_a_pdf_does_not_carry_are_named() -> None:
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(
            Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        )
        out = BytesIO()
        made.save(out)
    assert list(scan_pages.unembedded(out.getvalue())) == ["/Helvetica"]
    assert list(scan_pages.unembedded(laid(scans.photo(), House(shipped().switches, folio=1)))) == []
