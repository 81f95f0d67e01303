"""Keeps PySide6 6.12 from killing the program on Python 3.11. The odd thing: it writes into reference counts.

The 6.12 wheels are built as if None, True and False were immortal, which they are only from Python
3.12 on. On 3.11 every void call of Qt (``update()``, ``setText()``) takes one reference to None away,
every ``emit()`` one to True; after some 5,000 calls the interpreter aborts with "none_dealloc". Measured:
6.11 and older do not do it. So before Qt is used the counts are made as large as no program can use up,
which is what Python 3.12 does itself.
"""

from __future__ import annotations

import ctypes
import sys

_OUT_OF_REACH = 1 << 40


def keep_singletons() -> None:
    """Make None, True, False and NotImplemented outlive any number of lost references; does so once."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for singleton in (None, True, False, NotImplemented):
        count = ctypes.c_ssize_t.from_address(id(singleton))  # ob_refcnt is an object's first field
        if count.value < _OUT_OF_REACH:
            count.value += _OUT_OF_REACH
