"""The whole dossier (整卷) of the wages sample with scans, some 40 pages printed on one side: seconds, memory, megabytes.

    python bench/dossier_bench.py [rounds]

Beside it, in turns, a plain pikepdf copy of the finished dossier: its pages, opened, taken over page by page into a
new file and saved the same way. That is the least any program must do that has the pages already; what the dossier
takes beyond it is drawing fifteen documents, decrypting and fitting the scans, numbering, and looking it over.

Every run is a process of its own, so that the peak is its own: VmHWM, because ru_maxrss of a new process
begins with what the process that started it held. Seconds are counted inside it, from the
open desk to the finished file: what a start costs is start_bench's. The desk is opened before and nothing was
printed yet, so fonts are loaded within the time. "Imported" is a process that has only imported what the dossier
needs, for what of the peak is the program and not the dossier.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw

from jxdesk.desk import Desk, create_desk, open_desk
from jxdesk.documents import press
from jxdesk.paths import DataFolder

SAMPLES = Path(__file__).parents[1] / "tests" / "data" / "sample_cases.json"
NUMBER = "集福人调字〔2026〕第33号"
PHOTOS, SCANS = 4, 6
LABELS = {"dossier": "整卷", "copy": "只抄一遍成品", "imported": "只装载程序"}


def scan(number: int, size: tuple[int, int], kind: str) -> bytes:
    """A page full of strokes, with grain as a camera has it, so that it takes the room of a real one."""
    grain = Image.effect_noise(size, 24)
    pen = ImageDraw.Draw(grain)
    for line in range(60, size[1] - 60, 44):
        pen.line((80, line, size[0] - 80 - (line * number) % 300, line), fill=40, width=5)
    out = BytesIO()
    grain.convert("RGB").save(out, kind, quality=80, dpi=(200, 200))
    return out.getvalue()


def fill(desk: Desk, folder: Path) -> str:
    """The sample with photos of a phone and pages of a scanner."""
    desk.files.import_files([SAMPLES])
    case = desk.cases.resolve(NUMBER)
    for number in range(PHOTOS + SCANS):
        size = (4000, 3000) if number < PHOTOS else (1654, 2339)
        path = folder / f"{number}.jpg"
        path.write_bytes(scan(number, size, "JPEG"))
        desk.materials.add(case, "identity" if number < 3 else "evidence", path)
    return case


def run(side: str, data: Path, out: Path) -> None:
    """One measurement in this process; prints seconds, peak in MB, pages."""
    pages = 0
    start = time.perf_counter()
    if side == "dossier":
        desk = open_desk(DataFolder(data), None)
        case = desk.cases.resolve(NUMBER)
        start = time.perf_counter()
        desk.dossiers.bind(case, out, blank_backs=False)
        taken = time.perf_counter() - start
        desk.close()
    elif side == "copy":
        with pikepdf.open(out) as source, pikepdf.new() as copy:
            copy.pages.extend(source.pages)
            copy.save(out.with_name("copy.pdf"), object_stream_mode=pikepdf.ObjectStreamMode.generate)
        taken = time.perf_counter() - start
    else:
        assert press.applicable
        taken = 0.0
    if side != "imported":
        with pikepdf.open(out) as pdf:
            pages = len(pdf.pages)
    told = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak = next(int(line.split()[1]) for line in told if line.startswith("VmHWM")) / 1024
    print(json.dumps([taken, peak, pages]))


def main(rounds: int) -> None:
    """Measure in turns and print the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = create_desk(DataFolder(folder / "desk"), None)
        fill(desk, folder)
        desk.close()
        out = folder / "dossier.pdf"
        taken: dict[str, list[tuple[float, float, int]]] = {side: [] for side in LABELS}
        for turn in range(rounds + 1):
            for side, kept in taken.items():
                command = [sys.executable, __file__, "--", side, str(folder / "desk"), str(out)]
                said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                if turn:  # the first compiles modules and warms the disk cache
                    kept.append(tuple(json.loads(said)))
        seconds, _peak, pages = zip(*taken["dossier"], strict=True)
        size = out.stat().st_size / 1e6
        stored = (
            sum(path.stat().st_size for path in (folder / "desk" / "materials").rglob("*") if path.is_file())
            / 1e6
        )
        print(f"{NUMBER}，{pages[0]} 页（扫描件 {PHOTOS + SCANS} 页），{rounds} 次的中位数")
        for side, kept in taken.items():
            middle, peak = (statistics.median(each[at] for each in kept) for at in (0, 1))
            ratio = statistics.median(a / b[0] for a, b in zip(seconds, taken["copy"], strict=True))
            note = f"  对抄一遍 {ratio:.1f}" if side == "dossier" else ""
            print(f"  {LABELS[side]:<8} {middle:6.2f} s   内存最高 {peak:6.1f} MB{note}")
        print(
            f"  成品 {size:.2f} MB，存着的扫描件 {stored:.2f} MB；每页 {statistics.median(seconds) / pages[0] * 1000:.0f} ms"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--"]:
        run(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
