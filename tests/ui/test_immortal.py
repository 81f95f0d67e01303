"""The window survives as many Qt calls as a long day brings."""

from __future__ import annotations

import subprocess
import sys

_DAY = """
import sys
from jxdesk.ui.immortal import keep_singletons
keep_singletons()
keep_singletons()
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rang = Signal(int)
bell = Bell()
for _ in range(100_000):
    bell.rang.emit(1)
    bell.setObjectName("bell")
print(sys.getrefcount(None) > 2**30, sys.getrefcount(True) > 2**30)
"""


def test_a_hundred_thousand_calls_do_not_use_up_none_and_true() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _DAY], capture_output=True, text=True, timeout=120, check=False
    )
    assert (ran.returncode, ran.stdout.split()) == (0, ["True", "True"]), ran.stderr
