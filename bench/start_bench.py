"""Process start to first painted workbench with 10,000 cases, against a bare PySide6 window with one label.

    python bench/start_bench.py [runs]

Both are fresh processes, started in turns. The time runs from before the process is made until the label has
painted, and until the workbench has painted the number of open cases that the file holds. Platform as the
environment says (offscreen without a display). The desk is started as its icon does it: ``jxdesk`` without
arguments, which an earlier form of this measurement passed by (and so left out what the command line costs).

Medians, and beside the ratio of wall clocks that of processor time, which says the same on a busy machine.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.find_bench import fill
from jxdesk.desk import create_desk
from jxdesk.paths import DataFolder

CASES = 10_000

BARE = """
import os
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            os.write(1, b"painted\\n")
            os._exit(0)
        return False
app = QApplication([])
label = QLabel("工作台")
painted = Painted()
label.installEventFilter(painted)
label.show()
app.exec()
"""

DESK = """
import os, sys
from jxdesk import cli
going_on = sys.argv.pop()
settings = cli.Settings
def watch():
    # Asked for when the window's modules are imported and nothing is made yet: the place to slip a watch in.
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QLabel
    from jxdesk.ui.desk_window import DeskWindow
    class Painted(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and watched.text() == going_on:
                os.write(1, b"painted\\n")
                os._exit(0)
            return False
    def start(window, begin=DeskWindow.start):
        begin(window)
        window.painted = Painted()
        window.window.findChild(QLabel, "figure_going_on").installEventFilter(window.painted)
    DeskWindow.start = start
    return settings()
cli.Settings = watch
cli.main()
"""


def started(compiled: Path, code: str, data: Path, *arguments: str) -> tuple[float, float]:
    """Seconds from making the process to the paint it waits for, and the processor time it took."""
    # As installed: the program finds its modules compiled. They are kept in a folder of their own.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled), "JXDESK_DATA": str(data)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - start
        if line != b"painted\n":
            _, said = process.communicate()
            raise SystemExit(said.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(runs: int) -> None:
    """Measure in turns and print the ratio."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        compiled = Path(cache)
        data = Path(folder)
        desk = create_desk(DataFolder(data), None)
        fill(desk, CASES)
        going_on = str(desk.table.today().going_on)
        desk.close()
        bare: list[tuple[float, float]] = []
        ours: list[tuple[float, float]] = []
        for turn in range(runs + 1):
            pair = started(compiled, BARE, data), started(compiled, DESK, data, going_on)
            if turn:  # the first of each compiles and warms the disk cache
                bare.append(pair[0])
                ours.append(pair[1])
    print(f"启动到画面上有数，{runs} 次的中位数，{CASES} 件案件")
    for which, kind in enumerate(("历时", "处理器")):
        one, desk_s = (statistics.median(each[which] for each in side) for side in (bare, ours))
        print(
            f"  {kind}：只有一个标签的窗口 {one * 1000:4.0f} ms，工作台 {desk_s * 1000:4.0f} ms，之比 {desk_s / one:.2f}"
        )
    print("  目标：历时之比 ≤ 1.6")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
