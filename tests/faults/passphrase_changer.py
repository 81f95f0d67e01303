"""Changes a passphrase again and again, killed one line of ``key_file`` later each time, and says what then opens.

python -m tests.faults.passphrase_changer KEYFILE OLD NEW

Each line of the output is ``old`` or ``new``; exit code 1 with a reason when neither opens. It ends with the
first change that was not killed. A process of its own, because it forks.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from jxdesk.models import key_file, keys

KILLED = 9


def main(path: Path, old: str, new: str) -> int:
    """One kill a turn."""
    keys.Slot = partial(key_file.Slot, time_cost=1, memory_kib=8, parallelism=1)  # type: ignore[misc, assignment] # cheap slots
    keys.create_key(path, old)
    whole = path.read_bytes()
    for line in count(1):
        path.write_bytes(whole)
        child = os.fork()
        if child == 0:
            _die_at(line)
            keys.change_passphrase(path, old, new)
            sys.settrace(None)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(
            "old" if _opens(path, old) else "new" if _opens(path, new) else f"neither, line {line}",
            flush=True,
        )
        if not (_opens(path, old) or _opens(path, new)):
            return 1
        if os.waitstatus_to_exitcode(status) != KILLED:
            return os.waitstatus_to_exitcode(status)
    return 1


def _opens(path: Path, passphrase: str) -> bool:
    try:
        return not keys.open_key(path, passphrase).practice
    except keys.UserError:
        return False


def _die_at(line: int) -> None:
    """From now on: end without any clean-up before the ``line``-th line of key_file is executed."""
    lines = iter(range(1, line + 1))

    def trace(frame: FrameType, event: str, _given: Any) -> Any:
        if frame.f_code.co_filename != key_file.__file__:
            return None
        if event == "line" and next(lines) == line:
            os._exit(KILLED)
        return trace

    sys.settrace(trace)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
