"""The hash chain as the change recorder is given it: this layer may not know the conversation with the county."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sealing:
    """The functions of the hash chain (``sync/chain.py``), given by the composition root."""

    genesis: bytes
    canonical: Callable[[Any], bytes]
    digest: Callable[[bytes, bytes], bytes]
    link: Callable[[bytes, bytes, str, str, int], bytes]
    salt_bytes: int = 16
