"""What makes a PDF fit to be kept: XMP, an output intent, a language, a title, nothing that moves.

PDF/A-2b (ISO 19005-2). A validator approves the dossiers of the samples in tests/integration/test_archival.py;
none runs on a desk, so nothing we say calls a single file validated. Fonts of foreign PDFs that are not
embedded are reported by the service, because nobody can embed them afterwards.
No date is written: the same case gives the same bytes.
"""

from __future__ import annotations

from functools import cache
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

LANGUAGE = "zh-CN"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
   <xmp:CreatorTool>jxdesk</xmp:CreatorTool>
   <pdf:Producer>jxdesk</pdf:Producer>
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def dress(pdf: pikepdf.Pdf, title: str, author: str) -> None:
    """Write what an archive reads first. The document information and the XMP must say the same."""
    pdf.docinfo[Name.Title] = String(title)
    pdf.docinfo[Name.Author] = String(author)
    pdf.docinfo[Name.Creator] = String("jxdesk")
    pdf.docinfo[Name.Producer] = String("jxdesk")
    xmp = _XMP.format(title=escape(title), author=escape(author)).encode()
    pdf.Root.Metadata = pdf.make_stream(xmp, Type=Name.Metadata, Subtype=Name.XML)
    profile = pdf.make_stream(srgb(), N=3, Alternate=Name.DeviceRGB)
    condition = String("sRGB IEC61966-2.1")
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=condition, Info=condition,
        DestOutputProfile=pdf.make_indirect(profile),
    )  # fmt: skip
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    for page in pdf.pages:
        if "/Trans" in page.obj:  # reportlab's empty page transition
            del page.obj["/Trans"]


@cache
def srgb() -> bytes:
    """An sRGB profile. Its date, the only thing that differs from run to run, is set to 1 January 2000."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = b"".join(number.to_bytes(2, "big") for number in (2000, 1, 1, 0, 0, 0))
    return bytes(made)
