"""A Word copy (非正本) of a document, made of the same blocks as its pages: for counties that want to paste from it.

It can never pass for the original: every page says so at its head. Fonts are named, not embedded, and lines
break as Word breaks them; so page numbers may differ from the PDF's, and the words may not.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from jxdesk.documents.fonts import Face
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import Paragraph, RuledLines
from jxdesk.documents.rows import Row
from jxdesk.documents.sheet import MARK_NOTES, OFFICIAL, Frame
from jxdesk.documents.signatures import NO_DATE, SEAL, Seal, Signatures, Signing
from jxdesk.documents.spans import BODY, SIZE_4, SIZE_5, SIZE_SMALL_4, Align, Span, Style
from jxdesk.documents.strips import Block, Space, Together, WithNext

NOT_THE_ORIGINAL = "非正本"
NOTICE = "本件供录入、传阅，不能签名、盖章，以签名盖章的纸质件为准。"
_FONTS = {
    Face.FANG: "仿宋",
    Face.KAI: "楷体",
    Face.HEI: "黑体",
    Face.SONG: "宋体",
    Face.SONG_BOLD: "宋体",
}
_ALIGN = {
    Align.JUSTIFIED: WD_ALIGN_PARAGRAPH.JUSTIFY,
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
_FORM = Style(Face.FANG, SIZE_4, 24.0, align=Align.LEFT)
_SMALL = Style(Face.FANG, SIZE_SMALL_4, 18.0, align=Align.LEFT)
_HEAD = Style(Face.HEI, SIZE_SMALL_4, 16.0, align=Align.CENTRE)
_FOOT = Style(Face.SONG, SIZE_5, 14.0, align=Align.CENTRE)
_WHEN = datetime(2026, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that the same case gives the same bytes


def write_word(title: str, blocks: Sequence[Block], house: House, *, frame: Frame = OFFICIAL) -> bytes:
    """The copy as a .docx. TypeError for a kind of block that has no Word form yet: better than a gap."""
    document = Document()
    page = _Page(document, frame)
    page.mark(title, house)
    for block in blocks:
        page.put(block)
    written = BytesIO()
    document.save(written)
    return _timeless(written.getvalue())


class _Page:
    """Puts blocks into the document one after the other."""

    def __init__(self, document: WordDocument, frame: Frame) -> None:
        self._document, self._frame = document, frame
        section = document.sections[0]
        section.page_width, section.page_height = Pt(frame.paper[0]), Pt(frame.paper[1])
        section.left_margin, section.right_margin = Pt(frame.left), Pt(frame.right)
        section.top_margin, section.bottom_margin = Pt(frame.top), Pt(frame.bottom)

    def mark(self, title: str, house: House) -> None:
        """What the page is not, on every page; the page number at its foot; who made it, in the properties."""
        section = self._document.sections[0]
        notes = [note for word, note in MARK_NOTES.items() if word in house.marks]
        head = section.header.paragraphs[0]
        _shape(head, _HEAD)
        _run(head, Span(f"{NOT_THE_ORIGINAL}：{NOTICE}{'；'.join(notes)}"), _HEAD).font.color.rgb = RGBColor(
            0xC0, 0, 0
        )
        foot = section.footer.paragraphs[0]
        _shape(foot, _FOOT)
        for words, field in (("第", "PAGE"), ("页　共", "NUMPAGES"), ("页", "")):
            _run(foot, Span(words), _FOOT)
            if field:
                _field(foot, field)
        about = self._document.core_properties
        about.title, about.author, about.comments = f"{title}（{NOT_THE_ORIGINAL}）", "", ""
        about.created = about.modified = _WHEN

    def put(self, block: Block) -> None:
        """One block, or those inside it."""
        match block:
            case Paragraph():
                self._paragraph(block)
            case Row():
                self._row(block)
            case RuledLines():
                for _ in range(block.count):
                    self._rule(block.style)
            case WithNext():
                self.put(block.block)
            case Together():
                for inner in block.blocks:
                    self.put(inner)
            case Space():
                pass  # Word's own leading is air enough
            case Signatures():
                self._signatures(block)
            case _:
                raise TypeError(f"no Word form for {type(block).__name__}")

    def _paragraph(self, block: Paragraph) -> None:
        """Newlines in the text begin paragraphs, as on the page."""
        spans = [Span(block.label), *block.spans] if block.label else list(block.spans)
        line = self._document.add_paragraph()
        _shape(line, block.style)
        for span in spans:
            first, *others = span.text.split("\n")
            _run(line, Span(first, span.face, span.underlined, span.struck, span.blank), block.style)
            for text in others:
                line = self._document.add_paragraph()
                _shape(line, block.style)
                _run(line, Span(text, span.face, span.underlined, span.struck), block.style)

    def _row(self, block: Row) -> None:
        """Labels and underlined values; the last rule runs to the right edge, as on the form."""
        line = self._document.add_paragraph()
        _shape(line, Style(block.style.face, block.style.size, block.style.leading, align=Align.LEFT))
        line.paragraph_format.tab_stops.add_tab_stop(Pt(self._frame.width), WD_TAB_ALIGNMENT.RIGHT)
        for number, field in enumerate(block.fields):
            value, last = field.value or "", number == len(block.fields) - 1
            _run(line, Span(field.label), block.style)
            room = max(int(field.share) - len(value), 1)
            # A tab at the end is drawn as the rest of the rule, and no rule of fixed length fits every name.
            rest = "\t" if last else "　" * room
            _run(line, Span(value + rest, underlined=True), block.style)
            if not last:
                _run(line, Span("　"), block.style)

    def _rule(self, style: Style) -> None:
        line = self._document.add_paragraph()
        _shape(line, Style(style.face, style.size, style.leading, align=Align.LEFT))
        line.paragraph_format.tab_stops.add_tab_stop(Pt(self._frame.width), WD_TAB_ALIGNMENT.RIGHT)
        _run(line, Span("\t", underlined=True), style)

    def _signatures(self, block: Signatures) -> None:
        """Two columns without a frame, in a row that no page break cuts."""
        table = self._document.add_table(rows=1, cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        row = table.rows[0]
        _not_torn(row._tr)  # noqa: SLF001 - python-docx has no name for cantSplit
        left, right = row.cells
        for cell, parts in ((left, block.left), (right, block.right)):
            for part in parts:
                _signing(cell, part)
        if block.seal:
            _seal(right, block.seal)
        for cell in (left, right):
            first = cell.paragraphs[0]
            if len(cell.paragraphs) > 1 and not first.text:
                first._p.getparent().remove(first._p)  # noqa: SLF001 - the empty one each cell is born with


def _signing(cell: _Cell, part: Signing) -> None:
    _line(cell, part.heading, _FORM)
    for signer in part.signers:
        line = _line(cell, signer.label, _SMALL)
        line.paragraph_format.space_before = Pt(signer.height - _SMALL.leading)
        _run(line, Span(underlined=True, blank=12), _SMALL)


def _seal(cell: _Cell, seal: Seal) -> None:
    if seal.stamped and seal.label:
        _line(cell, seal.label, _SMALL)
    date = _line(cell, seal.date or NO_DATE, Style(_FORM.face, _FORM.size, _FORM.leading, align=Align.RIGHT))
    date.paragraph_format.space_before = Pt(SEAL - _FORM.leading if seal.stamped else 12)


def _line(cell: _Cell, text: str, style: Style) -> WordParagraph:
    line: WordParagraph = cell.add_paragraph()
    _shape(line, style)
    _run(line, Span(text), style)
    return line


def _shape(line: WordParagraph, style: Style) -> None:
    shape = line.paragraph_format
    shape.alignment = _ALIGN[style.align]
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(style.leading)
    shape.space_before = shape.space_after = Pt(0)
    shape.first_line_indent = Pt(style.indent * style.size)
    shape.widow_control = True


def _run(line: WordParagraph, span: Span, style: Style) -> Run:
    """``span`` in its face; an empty one with a blank becomes underlined white to write on."""
    run = line.add_run(span.text or "　" * int(span.blank))
    face = span.face or style.face
    run.font.size = Pt(style.size)
    run.font.bold = face is Face.SONG_BOLD
    run.font.underline = span.underlined
    run.font.strike = span.struck
    name = _FONTS.get(face, _FONTS[BODY.face])
    run.font.name = name
    # Word takes Chinese from a font slot of its own; without it every character falls back to 等线.
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)  # noqa: SLF001 - no public name
    return run


def _field(line: WordParagraph, code: str) -> None:
    """PAGE or NUMPAGES, which Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    line._p.append(field)  # noqa: SLF001 - python-docx has no fields


def _not_torn(row: object) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # type: ignore[attr-defined] # an lxml element


def _timeless(docx: bytes) -> bytes:
    """The same package with one date on all its parts: a zip otherwise says when it was written."""
    written = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(docx)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            target.writestr(
                zipfile.ZipInfo(part.filename, _WHEN.timetuple()[:6]), source.read(part), zipfile.ZIP_DEFLATED
            )
    return written.getvalue()
