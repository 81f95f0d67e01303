"""A process to be killed: saves through the real service and says so, one line an acknowledged save.

python -m tests.faults.writer DATA
"""

from __future__ import annotations

import sys
from pathlib import Path

from jxdesk.desk import create_desk, open_desk
from jxdesk.paths import DataFolder


def main(folder: Path) -> None:
    """Save for ever; the line is printed only after the save has returned."""
    data = DataFolder(folder)
    desk = open_desk(data) if data.exists else create_desk(data, None)
    case = desk.cases.begin()
    turn = 0
    while True:
        turn += 1
        desk.cases.save(case.id, {"intake.brief": f"第{turn}次", "application.brief": f"第{turn}次"})
        print(case.id, turn, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
