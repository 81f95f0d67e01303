"""A process that takes one scan in and is killed without warning at its n-th step towards the disk.

python -m tests.faults.material_taker DATA CASE FILE N

Every call by which something becomes durable counts as a step, before it and after it: opening the temporary
file, each fsync, the rename, and SQLite's own commit.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event

from jxdesk.desk import open_desk
from jxdesk.paths import DataFolder


def main(folder: Path, case_id: str, scan: Path, at: int) -> None:
    """Prints ``done STEPS`` when it was not killed."""
    desk = open_desk(DataFolder(folder))
    desk.cases.record(case_id)
    seen = 0

    def step() -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def inner(*args: Any, **kwargs: Any) -> Any:
            step()
            result = call(*args, **kwargs)
            step()
            return result

        return inner

    os.open, os.fsync = counted(os.open), counted(os.fsync)
    Path.replace = counted(Path.replace)  # type: ignore[method-assign] # this process lives for one scan
    event.listen(desk.database.engine, "begin", lambda _connection: step())
    event.listen(desk.database.engine, "commit", lambda _connection: step())
    desk.materials.add(case_id, "identity", scan)
    step()
    print("done", seen, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
