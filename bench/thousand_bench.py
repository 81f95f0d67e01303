"""A thousand agreements in one process: does the last hundred cost more than the first, in time or in memory?

    python bench/thousand_bench.py [agreements]

Each is what ``jxdesk print --document agreement`` does with an open desk, of the wages sample whose facts are
different every time (another sum, another name), so that whatever keeps
something per document would have a thousand of them. The save in between is not counted. Memory is what the
kernel says the process holds (VmRSS) after each tenth. Beside the wall clock stands processor time, which says
the same on a busy machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from jxdesk.desk import create_desk
from jxdesk.paths import DataFolder

SAMPLES = Path(__file__).parents[1] / "tests" / "data" / "sample_cases.json"
NUMBER = "集福人调字〔2026〕第33号"
TENTHS = 10
WARM = 3
FIRST_IDEOGRAPH = 0x4E00


def resident() -> float:
    """Megabytes this process holds now."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def main(count: int) -> None:
    """Print them, and the tenths compared."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = create_desk(DataFolder(folder / "desk"), None)
        desk.files.import_files([SAMPLES])
        case = desk.cases.resolve(NUMBER)
        agreed = desk.cases.record(case).agreement
        assert agreed is not None
        taken: list[float] = []
        worked: list[float] = []
        held: list[float] = []
        for turn in range(count + WARM):
            word = chr(FIRST_IDEOGRAPH + turn * 7)
            facts = f"{agreed.facts or ''}另有证人张{word}说明{turn}元一节。"
            desk.cases.save(case, {"agreement.facts": facts})
            start, work = time.perf_counter(), time.process_time()
            desk.papers.write(case, folder / "out", ["agreement"])
            if turn >= WARM:
                taken.append(time.perf_counter() - start)
                worked.append(time.process_time() - work)
                if len(taken) % (count // TENTHS) == 0:
                    held.append(resident())
        desk.close()
    tenths, busy = (
        [statistics.median(side[at : at + count // TENTHS]) for at in range(0, count, count // TENTHS)]
        for side in (taken, worked)
    )
    print(f"同一进程里印 {count} 份协议书，每份不同")
    for number, (seconds, work, megabytes) in enumerate(zip(tenths, busy, held, strict=False), start=1):
        print(
            f"  第{number:>2}个十分之一  每份 {seconds * 1000:6.1f} ms  处理器 {work * 1000:6.1f} ms  内存 {megabytes:6.1f} MB"
        )
    growth = (held[-1] - held[1]) * 1024 / (count * (TENTHS - 2) / TENTHS)
    print(
        f"  最后对最先：时间 {tenths[-1] / tenths[0]:.2f}，处理器 {busy[-1] / busy[0]:.2f}，内存 {held[-1] / held[0]:.3f}",
        end="",
    )
    print(f"；第二个十分之一以后每份多占 {growth:.2f} KB（目标：都不增长）")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
