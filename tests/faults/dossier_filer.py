"""Files one dossier away again and again, each time killed one step further on, until nothing is left to kill.

python -m tests.faults.dossier_filer DATA CASE OUT new|empty

Counted from the moment the finished folder is put in its place: every fsync, move, writing and taking away of a
file, before and after. Each attempt is a child of its own, with a folder ``OUT/n`` that is not there or empty.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jxdesk.desk import open_desk
from jxdesk.paths import DataFolder
from jxdesk.services import dossiers


def attempt(data: Path, case_id: str, folder: Path, at: int) -> None:
    """Never comes back when it is killed."""
    seen, counting = 0, False

    def step() -> None:
        nonlocal seen
        seen += counting
        if counting and seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def inner(*args: Any, **kwargs: Any) -> Any:
            step()
            result = call(*args, **kwargs)
            step()
            return result

        return inner

    put = dossiers.put_folder

    def from_here(*args: Any) -> None:
        nonlocal counting
        counting = True
        put(*args)
        step()

    desk = open_desk(DataFolder(data))
    os.fsync = counted(os.fsync)
    for name in ("replace", "write_text", "unlink"):
        setattr(Path, name, counted(getattr(Path, name)))
    dossiers.put_folder = from_here
    desk.dossiers.file_away(case_id, folder)


def main(data: Path, case_id: str, out: Path, kind: str) -> None:
    """Prints ``done N``, N being the first attempt that nothing killed."""
    at, killed = 0, True
    while killed:
        at += 1
        folder = out / str(at)
        if kind == "empty":
            folder.mkdir()
        child = os.fork()
        if child == 0:
            attempt(data, case_id, folder, at)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        if not killed and os.waitstatus_to_exitcode(status):
            sys.exit(1)
    print("done", at, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), sys.argv[4])
