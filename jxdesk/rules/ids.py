"""Identifiers made here and unique everywhere: UUIDv7 (RFC 9562) as 32 hex digits."""

from __future__ import annotations

import secrets
import time
import uuid

_OURS = uuid.uuid5(uuid.NAMESPACE_DNS, "jxdesk.invalid")


def derived_id(*parts: str) -> str:
    """The one id of something there can be only one of: two desks that both begin it begin the same row."""
    return uuid.uuid5(_OURS, "\n".join(parts)).hex


def new_id() -> str:
    """A new id; ids sort by creation on one machine.

    Nothing may read the time back out of it: the clock of a township PC is often wrong.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value).hex
