"""Process start to first painted workbench with 10,000 cases, against a bare PySide6 window with one label.

    python bench/start_bench.py [runs]

Both are fresh processes, started in turns. The time runs from before the process is made until the label has
painted, and until the workbench has painted the number of open cases that the file holds. Platform as the
environment says (offscreen without a display).
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
from pathlib import Path
from jxdesk.app import make_application, wire
from jxdesk.desk import open_desk
from jxdesk.paths import DataFolder
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and figure.text() == sys.argv[2]:
            os.write(1, b"painted\\n")
            os._exit(0)
        return False
app, theme = make_application()
window, tasks = wire(open_desk(DataFolder(Path(sys.argv[1]))), theme)
window.start()
figure = window.window.findChild(QLabel, "figure_going_on")
painted = Painted()
figure.installEventFilter(painted)
window.window.showMaximized()
app.exec()
"""


def started(compiled: Path, code: str, *arguments: str) -> float:
    """Seconds from making the process to the paint it waits for."""
    # As installed: the program finds its modules compiled. They are kept in a folder of their own.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
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
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        compiled = Path(cache)
        data = DataFolder(Path(folder))
        desk = create_desk(data, None)
        fill(desk, CASES)
        going_on = str(desk.table.today().going_on)
        desk.close()
        bare, ours = [], []
        for turn in range(runs + 1):
            pair = started(compiled, BARE), started(compiled, DESK, folder, going_on)
            if turn:  # the first of each compiles and warms the disk cache
                bare.append(pair[0])
                ours.append(pair[1])
    print(f"启动到画面上有数，{runs} 次的中位数，{CASES} 件案件")
    print(f"  只有一个标签的窗口 {statistics.median(bare) * 1000:7.0f} ms")
    print(f"  工作台             {statistics.median(ours) * 1000:7.0f} ms")
    print(f"  之比 {statistics.median(ours) / statistics.median(bare):.2f}（目标 ≤ 1.6）")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
