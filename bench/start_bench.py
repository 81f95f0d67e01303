"""Process start to first painted workbench with 10,000 cases, against a bare PySide6 window with one label.

    python bench/start_bench.py [runs]

Both are fresh processes, started in turns; the time runs from before the process is made until the window
has painted once. Platform as the environment says (offscreen without a display).
"""

from __future__ import annotations

import os
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

PAINTED = """
from PySide6.QtCore import QEvent, QObject, QTimer
import os
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            os.write(1, b"painted\\n")
            os._exit(0)
        return False
"""

BARE = (
    PAINTED
    + """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("工作台")
painted = Painted()
label.installEventFilter(painted)
label.show()
app.exec()
"""
)

DESK = """
import os, sys
from pathlib import Path
from jxdesk.app import make_application, make_front, open_behind
from jxdesk.paths import DataFolder
from jxdesk.settings import Settings
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLabel
app, theme = make_application()
front = make_front(theme)
open_behind(front, DataFolder(Path(sys.argv[1])), None, Settings())
front.window.start()
view = front.window.window.open("today")
figure = view.findChild(QLabel, "figure_going_on")
class Painted(QObject):
    said = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            if not self.said:
                self.said = True
                os.write(1, b"painted\\n")
            if figure.text() != "—":
                os.write(1, b"filled\\n")
                os._exit(0)
        return False
painted = Painted()
view.installEventFilter(painted)
figure.installEventFilter(painted)
front.window.window.show()
app.exec()
"""


def started(code: str, *arguments: str, marks: int = 1) -> list[float]:
    """Seconds from making the process to each line it writes: painted, and filled with what the file says."""
    environment = {**os.environ}
    if not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    start = time.perf_counter()
    taken: list[float] = []
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdout is not None
        for _ in range(marks):
            line = process.stdout.readline()
            taken.append(time.perf_counter() - start)
            if not line:
                _, said = process.communicate()
                raise SystemExit(said.decode())
    return taken


def main(runs: int) -> None:
    """Measure in turns and print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder(Path(folder))
        desk = create_desk(data, None)
        fill(desk, CASES)
        desk.close()
        bare, painted, filled = [], [], []
        for turn in range(runs + 1):
            label, (first, whole) = started(BARE)[0], started(DESK, folder, marks=2)
            if turn:  # the first of each warms the disk cache
                bare.append(label)
                painted.append(first)
                filled.append(whole)
    base = statistics.median(bare)
    print(f"启动，{runs} 次的中位数，{CASES} 件案件")
    for what, times in (
        ("只有一个标签的窗口", bare),
        ("工作台首次绘出", painted),
        ("工作台填好数字", filled),
    ):
        middle = statistics.median(times)
        print(f"  {what:　<10}{middle * 1000:7.0f} ms　之比 {middle / base:.2f}")
    print("  目标：首次绘出 ≤ 1.6")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
