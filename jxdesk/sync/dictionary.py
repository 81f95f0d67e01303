"""The trained zstd dictionaries that are shipped: they make a single case as small as one of a hundred.

Named by their own hash, because both sides must hold the very same bytes; a desk that is a version
behind finds its dictionary still here (sync.md §2.3).
"""

from __future__ import annotations

import hashlib
from functools import cache

import zstandard

from jxdesk.errors import UserError
from jxdesk.paths import resource
from jxdesk.sync.frame import LEVEL

CURRENT = ""
"""Name of the dictionary new batches are packed with; empty while none is shipped."""


@cache
def shipped() -> dict[str, zstandard.ZstdCompressionDict]:
    """Every dictionary this program can read, by name; raises UserError when a file is not what it was."""
    if not CURRENT:
        return {}
    found = {}
    for path in sorted(resource("county", "dictionaries").glob("*.zdict")):
        data = path.read_bytes()
        if name_of(data) != path.stem:
            raise UserError(f"程序文件已损坏：{path.name}。", "请重新安装本程序，案件数据不受影响。")
        found[path.stem] = zstandard.ZstdCompressionDict(data)
    return found


@cache
def best() -> tuple[str, zstandard.ZstdCompressionDict] | None:
    """The dictionary to pack with, ready for use, and its name."""
    if not CURRENT:
        return None
    ready = shipped()[CURRENT]
    ready.precompute_compress(level=LEVEL)
    return CURRENT, ready


def name_of(data: bytes) -> str:
    """The name of a dictionary: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(data).hexdigest()[:16]
