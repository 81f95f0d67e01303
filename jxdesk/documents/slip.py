"""登记回执: half a sheet (A5) that the citizen takes home; not a document of the dossier.

The large short id and its QR code are what the search box accepts, so that "the paper they gave me" is
found again in one move. It shows no identity number, no telephone of a party and no more than the beginning
of the story: slips are lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial

import msgspec
import segno
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm

from jxdesk.documents.case_words import people
from jxdesk.documents.fonts import Face
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import Paragraph, paragraph, title
from jxdesk.documents.pen import Pen
from jxdesk.documents.rows import Field, Row
from jxdesk.documents.sheet import Frame, print_sheet
from jxdesk.documents.spans import SIZE_5, SIZE_SMALL_4, Align, Span, Style
from jxdesk.documents.strips import Block, Place, Space, Strip
from jxdesk.paths import read_resource
from jxdesk.rules.case_record import CaseRecord
from jxdesk.rules.days import chinese_moment

TITLE = "登记回执"
_A5 = Frame(top=12 * mm, bottom=16 * mm, left=14 * mm, right=14 * mm, paper=(float(A5[0]), float(A5[1])))
_QR = 26 * mm
_LONGEST = 60  # characters of the story, and of a list of names
_UNIT = Style(Face.SONG, SIZE_SMALL_4, 18.0, align=Align.CENTRE)
_ID = Style(Face.HEI_BOLD, 26.0, 34.0, align=Align.LEFT)
_TEXT = Style(Face.FANG, SIZE_SMALL_4, 17.0)
_HEAD = Style(Face.HEI, SIZE_SMALL_4, 20.0, align=Align.LEFT)
_SMALL = Style(Face.KAI, SIZE_5, 15.0)
_CAPTION = Style(Face.FANG, SIZE_5, 15.0, align=Align.LEFT)


class Bring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to bring; ``dispute_types`` empty: always."""

    text: str
    dispute_types: tuple[str, ...] = ()


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The county's words on the slip."""

    version: str
    note: str
    next: dict[str, str]
    bring: tuple[Bring, ...]

    @classmethod
    def from_toml(cls, text: str) -> Words:
        """Read strictly: msgspec.ValidationError names what is unknown or missing."""
        return msgspec.toml.decode(text, type=cls)


@cache
def shipped() -> Words:
    """The words that came with the program."""
    return Words.from_toml(read_resource("documents", "slip.toml"))


@dataclass(frozen=True)
class Slip:
    """What the slip says. ``label`` is the short id, or the number once there is one."""

    label: str
    number: str
    unit: str
    phone: str
    address: str
    registered: str
    parties: str
    kind: str
    brief: str
    receiver: str
    next_say: str
    bring: tuple[str, ...]

    @classmethod
    def of(
        cls,
        case: CaseRecord,
        unit_name: str | None,
        unit_phone: str | None,
        unit_address: str | None,
        next_step: str | None,
    ) -> Slip:
        """The slip of a case as it stands; ``next_step`` is the id of the step its chart is at."""
        return cls(
            label=case.intake.short_id or case.number.text or "",
            number=case.number.text or "",
            unit=unit_name or "",
            phone=unit_phone or "",
            address=unit_address or "",
            registered=chinese_moment(case.intake.registered_at),
            parties=_short(people(party.name for party in case.parties)),
            kind=case.dispute_type or case.intake.service_line or "",
            brief=_short(" ".join(case.brief().split())),
            receiver=case.intake.first_receiver or "",
            next_say=shipped().next.get(next_step or "archive", ""),
            bring=tuple(
                b.text for b in shipped().bring if not b.dispute_types or case.dispute_type in b.dispute_types
            ),
        )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "……"


def draw(slip: Slip, house: House) -> bytes:
    """The PDF of the slip; the same case gives the same bytes."""
    blocks: list[Block] = [Paragraph((Span(slip.unit),), _UNIT)] if slip.unit else []
    blocks += [title(TITLE, size=18.0), _Label(slip.label), Space(3)]
    rows = (
        ("登记时间：", slip.registered),
        ("案号：", slip.number if slip.number != slip.label else ""),
        ("当事人：", slip.parties),
        ("纠纷类型：", slip.kind),
        ("事情：", slip.brief),
        ("首接人：", slip.receiver),
    )
    blocks += [paragraph(value, _TEXT, label=label) for label, value in rows if value]
    if slip.next_say:
        blocks += [Space(5), paragraph("下一步", _HEAD), paragraph(slip.next_say, _TEXT)]
    blocks += [Space(5), paragraph("请带来", _HEAD)]
    blocks += [paragraph(text, _TEXT, label="□　") for text in slip.bring]
    blocks += [
        Space(5),
        Row((Field("联系电话：", slip.phone),), _TEXT),
        Row((Field("地址：", slip.address),), _TEXT),
        Space(5),
        paragraph(shipped().note, _SMALL),
    ]
    return print_sheet(TITLE, blocks, house, frame=_A5, numbered=False).pdf


@dataclass(frozen=True)
class _Label:
    """The short id large on the left, its QR code on the right."""

    label: str

    def strips(self, width: float) -> list[Strip]:
        """A single strip."""
        return [Strip(_QR + 2 * mm, partial(self._draw, width), keep_next=True)]

    def _draw(self, width: float, pen: Pen, place: Place) -> None:
        left = width - _QR - 4 * mm
        caption = paragraph("登记号（来电、来访时报这个号）", _CAPTION)
        number = [*caption.strips(left), *_words(self.label).strips(left)]
        y = place.y - 3 * mm
        for strip in number:
            strip.draw(pen, Place(place.x, y))
            y -= strip.height
        if self.label:
            rows = segno.make(self.label, error="m", micro=False).matrix
            side = _QR / (len(rows) + 2)
            pen.squares([[bool(cell) for cell in row] for row in rows], place.x + width - _QR, place.y, side)


def _words(label: str) -> Paragraph:
    """A case number is longer than a short id and set smaller, so that it stays on the slip."""
    size = _ID.size if len(label) <= 10 else 14.0
    return Paragraph(
        (Span(label),) if label else (Span(underlined=True, blank=6),),
        Style(_ID.face, size, size + 8, align=_ID.align),
    )
