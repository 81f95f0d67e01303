"""Our two-page agreement against the same content by LibreOffice, WeasyPrint and Typst.

    python bench/paper_bench.py [documents a side] [interpreter that has weasyprint and typst]

The case is the neighbours' sample, its oral agreement put in writing, on an official desk, so that no mark
lies across the page. Before every document one sum in it changes, so that nobody answers from a cache of the
same page. All sides get the same pieces of text, the shipped fonts, the same measures and A4, and take turns.
Every PDF is read back: two A4 pages, the agreement's whole text, its body in the shipped 仿宋, or the run stops.
A rival that is not installed is said and skipped.

Warm against warm: the desk, WeasyPrint and both Typsts print in a process that has printed before. "As
jxdesk print does" is what a mediator waits for: the record read from the encrypted file, every check asked,
drawn, written; "press alone" is data to PDF, which is all that the rivals do. LibreOffice prints a document in
a process of its own, as everybody calls it; its row "一次转多份" leaves out its start, measured as what a further
document adds to one conversion. Cold against cold, below: a fresh process each, from its start to its end; ours on a
practice desk, because a passphrase is slow on purpose.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from PySide6.QtPdf import QPdfDocument

from jxdesk.desk import Desk, create_desk
from jxdesk.documents import agreement
from jxdesk.documents.fonts import Face
from jxdesk.documents.house import House
from jxdesk.documents.paragraph import title
from jxdesk.documents.parts import NUMBER
from jxdesk.documents.sheet import OFFICIAL
from jxdesk.documents.signatures import SEAL, SEAL_LABEL
from jxdesk.documents.signers import PARTIES, RECORDER
from jxdesk.documents.spans import BODY, Style
from jxdesk.documents.wording import numeral
from jxdesk.paths import DataFolder, resource

SAMPLES = Path(__file__).parents[1] / "tests" / "data" / "sample_cases.json"
NUMBER_OF_CASE = "集福人调字〔2026〕第42号"
FAMILIES = {Face.FANG: "FandolFang R", Face.SONG_BOLD: "Noto Serif SC", Face.KAI: "JX Kai"}
BLAME = "双方各有一半责任，愿意互相体谅。"  # without it the agreement is a draft
Document = list[tuple[str, Any]]
LABELS = {
    "docx": "docx + LibreOffice",
    "weasyprint": "WeasyPrint",
    "typst": "Typst，每份一个编译器",
    "typst-reused": "Typst，编译器留着用",
}
AIMS = {"docx": "目标 ≥ 12", "weasyprint": "目标 ≥ 5", "typst": "目标 ≥ 1.5"}


class Rival:
    """One other way, in a process that waits for documents. FileNotFoundError where it is not installed."""

    def __init__(self, kind: str, python: str, job: dict[str, Any]) -> None:
        if kind == "docx" and shutil.which("soffice") is None:
            raise FileNotFoundError("soffice")
        worker = Path(__file__).with_name("paper_rivals.py")
        self._process = subprocess.Popen(
            [sys.executable if kind == "docx" else python, str(worker), kind],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        if self._answer(job) != "ready":
            raise FileNotFoundError(self._last_words())

    def write(self, document: Document, path: Path) -> float:
        """Seconds it took to print."""
        said = self._answer({"document": document, "path": str(path)})
        if not said:
            raise SystemExit(self._last_words())
        return float(said)

    def close(self) -> None:
        self._process.communicate()

    def _answer(self, asked: dict[str, Any]) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            print(json.dumps(asked), file=self._process.stdin, flush=True)
        except BrokenPipeError:
            return ""
        return self._process.stdout.readline().strip()

    def _last_words(self) -> str:
        return (self._process.communicate()[1].strip().splitlines() or [""])[-1]


class Ours:
    """The neighbours' case on a desk, and its agreement as pieces of text for the rivals."""

    def __init__(self, data: Path, passphrase: str | None) -> None:
        self.data = data
        self.desk: Desk = create_desk(DataFolder(data), passphrase)
        self.desk.files.import_files([SAMPLES])
        self.case = self.desk.cases.resolve(NUMBER_OF_CASE)
        self.desk.cases.save(self.case, {"agreement.form": "书面", "agreement.responsibility": BLAME})
        agreed = self.desk.cases.record(self.case).agreement
        assert agreed is not None
        self._facts = agreed.facts or ""

    def change(self, turn: int) -> None:
        """Another sum, as if the mediator had corrected it."""
        facts = f"{self._facts}双方另因修渠垫付{1000 + turn}元一事核对清楚。"
        self.desk.cases.save(self.case, {"agreement.facts": facts})

    def printed(self, out: Path) -> float:
        """Seconds of what ``jxdesk print --document agreement`` does with an open desk."""
        start = time.perf_counter()
        self.desk.papers.write(self.case, out, ["agreement"])
        return time.perf_counter() - start

    def pressed(self, out: Path) -> float:
        """Seconds from the record to the file, without desk and checks."""
        case, house = self.desk.cases.record(self.case), self.house()
        start = time.perf_counter()
        (out / "pressed.pdf").write_bytes(agreement.draw(agreement.from_case(case, house), house).pdf)
        return time.perf_counter() - start

    def house(self) -> House:
        """How this desk prints."""
        return self.desk.papers.house(self.desk.cases.record(self.case))

    def pieces(self) -> Document:
        """Everything on the page but the page number and the mark."""
        paper = agreement.from_case(self.desk.cases.record(self.case), self.house())
        made: Document = [("title", agreement.TITLE), ("number", f"编号：{paper.number}")]
        for party in paper.parties:
            for row in party.rows:
                made.append(("row", [word for field in row for word in (field.label, field.value or "")]))
        facts = [paper.facts, f"各方责任：{paper.responsibility}" if paper.responsibility else ""]
        for label, texts in (
            ("纠纷主要事实、争议事项：", facts),
            ("经调解，自愿达成如下协议：", paper.clauses),
            ("履行方式、时限：", [paper.performance]),
        ):
            made.append(("flat", label))
            made += [("body", line) for text in texts for line in text.split("\n") if line]
        made.append(("body", f"本协议一式{numeral(paper.copies)}份，当事人、人民调解委员会各持一份。"))
        made += [("sign", words) for words in (PARTIES, paper.mediators.heading, RECORDER, SEAL_LABEL)]
        return [*made, ("sign", paper.date or "")]


def job_of(folder: Path) -> dict[str, Any]:
    """The measures of our page, and the shipped fonts by the names a font list knows them under."""
    kinds = {"title": title("").style, "number": NUMBER}

    def told(style: Style) -> tuple[str, float, float, bool]:
        return FAMILIES[style.face], style.size, style.leading, style.face is Face.SONG_BOLD

    return {
        "style": {kind: told(kinds.get(kind, BODY)) for kind in ("title", "number", "row", "flat", "body", "sign")},
        "paper": OFFICIAL.paper, "top": OFFICIAL.top, "bottom": OFFICIAL.bottom,
        "left": OFFICIAL.left, "right": OFFICIAL.right, "before": SEAL / 4,
        "fonts": str(resource("fonts")), "folder": str(folder),
    }  # fmt: skip


def verify(label: str, path: Path, document: Document) -> None:
    """Stop unless the file is two A4 pages in the shipped 仿宋 with the whole text of the agreement."""
    read = QPdfDocument()
    read.load(str(path))
    pages = [read.getAllText(number).text() for number in range(read.pageCount())]
    sizes = {
        (round(size.width()), round(size.height()))
        for size in map(read.pagePointSize, range(read.pageCount()))
    }
    text = re.sub(r"第\d+页共\d+页", "", re.sub(r"\s", "", "".join(pages)))
    wanted = [piece for _kind, words in document for piece in ([words] if isinstance(words, str) else words)]
    lacking = [piece for piece in wanted if re.sub(r"\s", "", piece) not in text]
    with pikepdf.open(path) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.resources["/Font"].values()}
    faults = {
        "pages": len(pages) != 2, "paper": sizes != {(595, 842)}, f"text {lacking}": bool(lacking),
        f"font {fonts}": not any("FandolFang" in font for font in fonts),
    }  # fmt: skip
    if any(faults.values()):
        raise SystemExit(f"{label}: {[name for name, wrong in faults.items() if wrong]}\n{text}")


def fonts_for_all(folder: Path) -> None:
    """Tell fontconfig (LibreOffice, WeasyPrint) of the shipped fonts alone: fewer to look through is in their favour."""
    told = folder / "fonts.conf"
    told.write_text(
        f"<fontconfig><dir>{resource('fonts')}</dir><cachedir>{folder / 'fontcache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(told)


def further(folder: Path, source: Path, many: int = 10) -> float:
    """Seconds that one more document adds to a single LibreOffice conversion."""
    copies = [shutil.copy(source, folder / f"copy{number}.docx") for number in range(many + 1)]
    office = [
        "soffice",
        f"-env:UserInstallation={(folder / 'office').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    taken = []
    for files in (copies[:1], copies) * 2:
        start = time.perf_counter()
        subprocess.run([*office, "--outdir", str(folder), *map(str, files)], check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return (min(taken[1::2]) - min(taken[::2])) / many


def cold(start: Callable[[], object], times: int = 5) -> float:
    """Median seconds from making a process to its end."""
    taken = []
    for _ in range(times + 1):
        begin = time.perf_counter()
        start()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken[1:])


def main(documents: int, python: str) -> None:
    """Measure in turns and print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fonts_for_all(folder)
        ours, job = Ours(folder / "desk", "只在这里用的一句口令话"), job_of(folder)
        rivals: dict[str, Rival] = {}
        for kind, label in LABELS.items():
            try:
                rivals[kind] = Rival(kind, python, job)
            except FileNotFoundError as error:
                print(f"没有装，跳过：{label}（{error}）")
        taken: dict[str, list[float]] = {side: [] for side in ("printed", "pressed", *rivals)}
        for turn in range(documents + 1):
            ours.change(turn)
            document = ours.pieces()
            seconds = {"printed": ours.printed(folder), "pressed": ours.pressed(folder)}
            for kind, rival in rivals.items():
                seconds[kind] = rival.write(document, folder / f"{kind}.pdf")
            for side, file in {
                "printed": "agreement",
                "pressed": "pressed",
                **{kind: kind for kind in rivals},
            }.items():
                verify(side, folder / f"{file}.pdf", document)
            if turn:  # the first loads fonts and compiles
                for side, each in seconds.items():
                    taken[side].append(each)
        print(f"两页协议书，{documents} 份的中位数，写到磁盘")
        labels = {"printed": "工作台，同 jxdesk print", "pressed": "工作台，只排版", **LABELS}
        for side, each in taken.items():
            size = (folder / f"{'agreement' if side == 'printed' else side}.pdf").stat().st_size / 1024
            ratios = [
                statistics.median(a / b for a, b in zip(each, taken[way], strict=True))
                for way in ("printed", "pressed")
            ]
            print(
                f"  {labels[side]:<24} {statistics.median(each) * 1000:7.1f} ms  {size:5.0f} KB"
                f"  对工作台 {ratios[0]:5.2f}，对只排版 {ratios[1]:5.2f}  {AIMS.get(side, '')}"
            )
        if "docx" in rivals:
            more = further(folder, folder / "docx.docx")
            print(
                f"  LibreOffice 一次转多份，每多一份 {more * 1000:.1f} ms，"
                f"对工作台 {more / statistics.median(taken['printed']):.2f}"
            )
        ours.desk.close()
        practice = Ours(folder / "practice", None)
        practice.desk.close()
        fresh(folder, practice.data, python, job, document, list(rivals))
        for rival in rivals.values():
            rival.close()


def fresh(
    folder: Path, data: Path, python: str, job: dict[str, Any], document: Document, kinds: list[str]
) -> None:
    """A new process for each document, the compiled modules of all kept as an installation keeps them."""
    command = [sys.executable, "-m", "jxdesk.cli", "print", NUMBER_OF_CASE, "--document", "agreement"]
    paths = ["--out", str(folder), "--data", str(data)]
    print("每份一个新进程，从启动到退出")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    base = cold(lambda: subprocess.run([*command, *paths], check=True, capture_output=True))
    print(f"  jxdesk print             {base * 1000:7.1f} ms")
    for kind in kinds:
        if kind == "typst-reused":
            continue

        def once(kind: str = kind) -> None:
            rival = Rival(kind, python, job)
            rival.write(document, folder / f"{kind}.pdf")
            rival.close()

        seconds = cold(once)
        print(f"  {LABELS[kind]:<24} {seconds * 1000:7.1f} ms  对工作台 {seconds / base:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15, sys.argv[2] if len(sys.argv) > 2 else sys.executable)
