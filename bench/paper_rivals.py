"""The other ways to the agreement's PDF, each a process that prints on command; paper_bench.py starts them.

    python bench/paper_rivals.py KIND    (docx, weasyprint, typst, typst-reused)

Imports nothing of jxdesk, so that an interpreter with the rivals' packages serves. The first line read is the
job (fonts, measures); each further line is one document, answered with the seconds it took and its path.
What a rival can prepare once (template, compiled styles, a reused compiler) is prepared before the first.
"""

from __future__ import annotations

import html
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Print = Callable[[list[Any], Path], None]
"""A document is a list of (kind, text), where the text of a ``row`` is a list of label and value in turn."""
KINDS = ("title", "number", "row", "flat", "body", "sign")


def docx(job: dict[str, Any]) -> Print:
    """A .docx template with page and footer, the text put in by python-docx, made a PDF by headless LibreOffice."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    align = {"title": WD_ALIGN_PARAGRAPH.CENTER, "number": WD_ALIGN_PARAGRAPH.RIGHT}

    def piece(line: Any, kind: str, text: Any) -> None:
        name, size, leading, bold = job["style"][kind]
        line.alignment = align.get(kind, WD_ALIGN_PARAGRAPH.JUSTIFY)
        shape = line.paragraph_format
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(leading)
        shape.space_before, shape.space_after = Pt(job["before"] if kind == "sign" else 0), Pt(0)
        shape.first_line_indent = Pt(2 * size if kind == "body" else 0)
        for number, part in enumerate(text if kind == "row" else [text]):
            run = line.add_run(part)
            run.font.size, run.font.name, run.font.bold = Pt(size), name, bold
            run.font.underline = number % 2 == 1
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)  # noqa: SLF001 - Chinese has a font slot of its own

    def foot(section: Any) -> None:
        line = section.footer.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for words, code in (("第", "PAGE"), ("页　共", "NUMPAGES"), ("页", "")):
            run = line.add_run(words)
            run.font.name = job["style"]["body"][0]
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), run.font.name)  # noqa: SLF001 - as above
            if code:
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), code)
                line._p.append(field)  # noqa: SLF001 - python-docx has no fields

    template = Document()
    section = template.sections[0]
    section.page_width, section.page_height = Pt(job["paper"][0]), Pt(job["paper"][1])
    section.top_margin, section.bottom_margin = Pt(job["top"]), Pt(job["bottom"])
    section.left_margin, section.right_margin = Pt(job["left"]), Pt(job["right"])
    foot(section)
    kept = Path(job["folder"]) / "template.docx"
    template.save(str(kept))
    office = ["soffice", f"-env:UserInstallation={(Path(job['folder']) / 'office').as_uri()}", "--headless"]

    def write(document: list[Any], path: Path) -> None:
        filled = Document(str(kept))
        for kind, text in document:
            piece(filled.add_paragraph(), kind, text)
        source = path.with_suffix(".docx")
        filled.save(str(source))
        command = [*office, "--convert-to", "pdf", "--outdir", str(path.parent), str(source)]
        subprocess.run(command, check=True, capture_output=True)

    return write


def weasyprint(job: dict[str, Any]) -> Print:
    """HTML with a style sheet parsed once, in one warm process with one font configuration."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    rules = [
        f".{kind}{{font:{'bold' if bold else 'normal'} {size}pt/{leading}pt '{name}'}}"
        for kind, (name, size, leading, bold) in job["style"].items()
    ]
    page = (
        f"@page{{size:{job['paper'][0]}pt {job['paper'][1]}pt;"
        f"margin:{job['top']}pt {job['right']}pt {job['bottom']}pt {job['left']}pt;"
        f"@bottom-center{{content:'第' counter(page) '页　共' counter(pages) '页';"
        f"font-family:'{job['style']['body'][0]}'}}}}"
    )
    more = (
        "p{margin:0;text-align:justify}.title{text-align:center}.number{text-align:right}"
        f".body{{text-indent:2em}}.sign{{margin-top:{job['before']}pt}}"
    )
    sheet = CSS(string=page + "".join(rules) + more, font_config=fonts)

    def write(document: list[Any], path: Path) -> None:
        lines = []
        for kind, text in document:
            parts = [
                f"<u>{html.escape(part)}</u>" if number % 2 else html.escape(part)
                for number, part in enumerate(text if kind == "row" else [text])
            ]
            lines.append(f"<p class={kind}>{''.join(parts)}</p>")
        HTML(string=f"<html lang=zh-CN><body>{''.join(lines)}").write_pdf(
            path, stylesheets=[sheet], font_config=fonts
        )

    return write


def markup(job: dict[str, Any], document: list[Any]) -> str:
    """The document for Typst; every text is a string, so nothing in it is read as markup."""
    lines = [
        (
            f"#set page(width: {job['paper'][0]}pt, height: {job['paper'][1]}pt, margin: (top: {job['top']}pt,"
            f" bottom: {job['bottom']}pt, left: {job['left']}pt, right: {job['right']}pt),"
            " footer: context align(center, [第#counter(page).display()页　共#counter(page).final().first()页]))"
        ),
        f'#set text(lang: "zh", region: "cn", font: "{job["style"]["body"][0]}")',
        "#set par(justify: true, spacing: 0pt)",
    ]
    for kind, text in document:
        name, size, leading, bold = job["style"][kind]
        parts = "".join(
            f"#underline({json.dumps(part, ensure_ascii=False)})"
            if number % 2
            else f"#{json.dumps(part, ensure_ascii=False)}"
            for number, part in enumerate(text if kind == "row" else [text])
        )
        place = {"title": "center", "number": "right"}.get(kind, "left")
        indent = f"first-line-indent: (amount: {2 * size}pt, all: true), " if kind == "body" else ""
        if kind == "sign":
            lines.append(f"#v({job['before']}pt)")
        # A line is as high as its text here, from 0.8 to -0.2 of the size, and the leading comes between lines.
        gap, weight = leading - size, 700 if bold else 400
        lines.append(
            f'#block(below: {gap}pt, above: 0pt, {{set text(font: "{name}", size: {size}pt, weight: {weight},'
            f" top-edge: 0.8em, bottom-edge: -0.2em); set par({indent}leading: {gap}pt);"
            f" set align({place}); [{parts}]}})"
        )
    return "\n".join(lines)


def typst(job: dict[str, Any]) -> Print:
    """One-shot compile: a compiler made for each document, which finds the fonts each time."""
    import typst as library

    def write(document: list[Any], path: Path) -> None:
        source = path.with_suffix(".typ")
        source.write_text(markup(job, document), encoding="utf-8")
        library.compile(str(source), output=str(path), font_paths=[job["fonts"]], ignore_system_fonts=True)

    return write


def typst_reused(job: dict[str, Any]) -> Print:
    """One compiler kept for all documents: it knows the fonts and remembers what did not change."""
    import typst as library

    source = Path(job["folder"]) / "reused.typ"
    source.write_text("", encoding="utf-8")
    compiler = library.Compiler(str(source), font_paths=[job["fonts"]], ignore_system_fonts=True)

    def write(document: list[Any], path: Path) -> None:
        source.write_text(markup(job, document), encoding="utf-8")
        compiler.compile(input=str(source), output=str(path))

    return write


WAYS = {"docx": docx, "weasyprint": weasyprint, "typst": typst, "typst-reused": typst_reused}


def main(kind: str) -> None:
    """Print a document for every line that comes in."""
    write = WAYS[kind](json.loads(sys.stdin.readline()))
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        start = time.perf_counter()
        write(asked["document"], Path(asked["path"]))
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
