"""Reading what scanners and phones bring: JPEG, PNG, TIFF and PDF, judged by content and not by the file's name.

Every page is decoded once when it comes in: a picture that breaks off in the middle must be refused while
the paper still lies on the scanner, not when the dossier is bound half a year later.
"""

from __future__ import annotations

import contextlib
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from PIL import ExifTags, Image, ImageOps

MOST_BYTES = 40 * 1024 * 1024
MOST_PAGES = 300
PDF = "application/pdf"
_PICTURES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "TIFF": "image/tiff"}
_SINGLE = frozenset({"JPEG", "MPO", "PNG"})  # a phone's MPO holds the same picture again, smaller
_EXIF_TIME = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d)")


class BrokenScanError(ValueError):
    """This cannot be taken in; the text is the rest of a Chinese sentence that begins with the file's name."""


@dataclass(frozen=True)
class Scan:
    """What came in. ``taken_at`` is the camera's own time, ISO without a zone, where it wrote one."""

    media_type: str
    pages: int
    taken_at: str | None = None


def examine(content: bytes) -> Scan:
    """Read all of it once. Raises BrokenScanError for what is no scan, breaks off, or is beyond the limits."""
    if not content:
        raise BrokenScanError("是空的")
    if len(content) > MOST_BYTES:
        raise BrokenScanError(f"太大了，一个文件最多{MOST_BYTES // 1024 // 1024}MB")
    return _examine_pdf(content) if b"%PDF-" in content[:1024] else _examine_picture(content)


def _examine_pdf(content: bytes) -> Scan:
    try:
        # Without recovery: what qpdf would patch together from a torn file has silently lost pages.
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            pages = len(pdf.pages)
            for page in pdf.pages:
                pikepdf.parse_content_stream(page)
    except pikepdf.PasswordError as error:
        raise BrokenScanError("有口令，打不开") from error
    except (pikepdf.PdfError, ValueError, TypeError) as error:
        raise BrokenScanError("已经损坏，读不完整") from error
    if not 1 <= pages <= MOST_PAGES:
        raise BrokenScanError(f"有{pages}页，一个文件要在1页到{MOST_PAGES}页之间")
    return Scan(PDF, pages)


def _examine_picture(content: bytes) -> Scan:
    with opened(content) as picture:
        kind = str(picture.format)
        taken_at = _taken_at(picture)
        try:
            # A TIFF torn between two pages only mumbles, and is then shorter than it was.
            warnings.filterwarnings("error", message=".*([Cc]orrupt|larger than file)")
            pages = 1 if kind in _SINGLE else int(getattr(picture, "n_frames", 1))
            if pages > MOST_PAGES:
                raise BrokenScanError(f"有{pages}页，一个文件最多{MOST_PAGES}页")  # noqa: TRY301 - beside its count
            for number in range(pages):
                picture.seek(number)
                picture.load()
        except BrokenScanError:
            raise
        except (OSError, ValueError, SyntaxError, EOFError, UserWarning) as error:
            raise BrokenScanError("已经损坏，读不完整") from error
    return Scan(_PICTURES[kind], pages, taken_at)


@contextlib.contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """The picture, its pixels not read yet. Raises BrokenScanError for what Pillow does not know."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own words about odd EXIF; too large is said below
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with _open(content) as picture:
            yield picture


def _open(content: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(content), formats=("JPEG", "PNG", "TIFF"))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise BrokenScanError("像素太多，请用300点（dpi）重新扫描") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise BrokenScanError("不是照片、扫描件或者PDF（可用的格式：JPG、PNG、TIF、PDF）") from error


def upright(picture: Image.Image) -> Image.Image:
    """The picture as the camera was held (EXIF orientation)."""
    try:
        return ImageOps.exif_transpose(picture)
    except (OSError, ValueError, SyntaxError, TypeError):  # an EXIF block that cannot be read turns nothing
        return picture


def dots_per_inch(picture: Image.Image) -> float | None:
    """What the scanner says; None from cameras, which write 72 and mean nothing by it."""
    said = picture.info.get("dpi")
    try:
        dots = float(said[0]) if said else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    camera = bool(_exif(picture).get(ExifTags.Base.Make))
    return dots if 150 <= dots <= 1200 and not camera else None


def thumbnail(content: bytes, edge: int) -> bytes:
    """A small JPEG of the first page of a picture, upright, at most ``edge`` pixels wide and high."""
    with opened(content) as picture:
        picture.draft("RGB", (edge * 2, edge * 2))  # lets the JPEG decoder skip most of the work
        small = upright(flat(picture))
        small.thumbnail((edge, edge))
        out = BytesIO()
        small.convert("RGB").save(out, "JPEG", quality=80)
        return out.getvalue()


def flat(picture: Image.Image) -> Image.Image:
    """The same picture in black and white, grey or RGB; what is transparent becomes paper."""
    if picture.mode in {"1", "L", "RGB"}:
        return picture
    exif, kept = picture.info.get("exif"), picture
    if picture.mode.startswith("I;16"):
        done = picture.point(lambda value: value / 256).convert("L")
    elif picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        over = picture.convert("RGBA")
        done = Image.new("RGB", picture.size, "white")
        done.paste(over, mask=over.getchannel("A"))
    else:
        done = picture.convert("RGB")
    if exif:
        done.info["exif"] = exif  # or it could no longer be turned upright
    done.info.setdefault("dpi", kept.info.get("dpi"))
    return done


def _exif(picture: Image.Image) -> Image.Exif:
    try:
        return picture.getexif()
    except (OSError, ValueError, SyntaxError, TypeError):
        return Image.Exif()


def _taken_at(picture: Image.Image) -> str | None:
    exif = _exif(picture)
    said = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal) or exif.get(
        ExifTags.Base.DateTime
    )
    match = _EXIF_TIME.match(str(said or ""))
    return f"{match[1]}-{match[2]}-{match[3]}T{match[4]}:{match[5]}" if match else None
