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

CURRENT = "4c594ba3c0a66e79"
"""Name of the dictionary new batches are packed with (bench/sync_dictionary.py makes it)."""


@cache
def shipped() -> dict[str, zstandard.ZstdCompressionDict]:
    """Every dictionary this program can read, by name; raises UserError when a file is not what it was."""
    found = {}
    for path in sorted(resource("county", "dictionaries").glob("*.zdict")):
        data = path.read_bytes()
        if name_of(data) != path.stem:
            raise UserError(f"程序文件已损坏：{path.name}。", "请重新安装本程序，案件数据不受影响。")
        found[path.stem] = zstandard.ZstdCompressionDict(data)
    return found


def best() -> tuple[str, zstandard.ZstdCompressionDict]:
    """The dictionary to pack with and its name."""
    return CURRENT, shipped()[CURRENT]


def name_of(data: bytes) -> str:
    """The name of a dictionary: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(data).hexdigest()[:16]
