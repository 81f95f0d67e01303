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

DESK = (
    PAINTED
    + """
import sys
from pathlib import Path
from jxdesk.app import make_application, wire
from jxdesk.desk import open_desk
from jxdesk.paths import DataFolder
from PySide6.QtWidgets import QWidget
app, theme = make_application()
desk = open_desk(DataFolder(Path(sys.argv[1])))
window, tasks = wire(desk, theme)
painted = Painted()
window.start()
shown = window.window
shown.show()
target = shown.findChild(QWidget, "today_view") or shown
target.installEventFilter(painted)
app.exec()
"""
)


def started(code: str, *arguments: str) -> float:
    """Seconds from making the process to its first paint."""
    environment = {**os.environ}
    if not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
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
    return taken


def main(runs: int) -> None:
    """Measure in turns and print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder(Path(folder))
        desk = create_desk(data, None)
        fill(desk, CASES)
        desk.close()
        bare, ours = [], []
        for turn in range(runs + 1):
            pair = started(BARE), started(DESK, folder)
            if turn:  # the first of each warms the disk cache
                bare.append(pair[0])
                ours.append(pair[1])
    print(f"启动到首次绘出，{runs} 次的中位数，{CASES} 件案件")
    print(f"  只有一个标签的窗口 {statistics.median(bare) * 1000:7.0f} ms")
    print(f"  工作台             {statistics.median(ours) * 1000:7.0f} ms")
    print(f"  之比 {statistics.median(ours) / statistics.median(bare):.2f}（目标 ≤ 1.6）")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
