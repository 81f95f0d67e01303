"""The hash chain every change hangs on: canonical JSON, salted digest, link.

Odd on purpose: the chain does not run over the change itself but over its salted digest. When a case
must be erased later, salt and body are destroyed and the digest stays: the chain still verifies and
nobody can guess the text back from the hash (sync.md §2.4). Outbox state lies outside the hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

GENESIS: bytes = hashlib.sha256(b"jxdesk.chain/1").digest()
"""What the first change of an epoch is linked to."""

SALT_BYTES = 16
"""Random bytes per change; with fewer the erased text could be found again by trying."""


class ChainBroken(ValueError):  # noqa: N818 - named for what is wrong, as errors are here
    """A link does not follow from the one before it; ``ctr`` says which."""

    def __init__(self, ctr: int, what: str) -> None:
        super().__init__(f"chain broken at {ctr}: {what}")
        self.ctr = ctr
        self.what = what


@dataclass(frozen=True)
class Link:
    """One link as it is stored; ``salt`` and ``body`` are None once the case was erased."""

    dev: str
    epoch: str
    ctr: int
    digest: bytes
    h: bytes
    salt: bytes | None = None
    body: bytes | None = None


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8 without escapes; the same value always gives the same bytes.

    Raises ValueError for NaN, infinities and lone surrogates, TypeError for what JSON does not know.
    Money goes in as text: a float would come back as another number on another machine.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def digest(salt: bytes, body: bytes) -> bytes:
    """The salted digest (32 bytes) of a change's canonical ``body``."""
    return hashlib.sha256(_framed(salt, body)).digest()


def link(previous: bytes, digest: bytes, dev: str, epoch: str, ctr: int) -> bytes:
    """``h_n`` from ``h_{n-1}`` (or ``GENESIS``), the change's digest and its place; 32 bytes."""
    place = f"{ctr}".encode()
    return hashlib.sha256(_framed(previous, digest, dev.encode(), epoch.encode(), place)).digest()


def verify(links: Iterable[Link], previous: bytes = GENESIS) -> bytes:
    """Walk ``links`` of one epoch in order and return the last ``h``; raises ChainBroken at the first fault.

    A link whose body was erased is checked for its place only. The first link may have any counter,
    so that a tail of the chain can be checked against a remembered ``previous``.
    """
    expected: tuple[str, str, int] | None = None
    for one in links:
        if expected is not None and (one.dev, one.epoch, one.ctr) != expected:
            raise ChainBroken(one.ctr, "gap or foreign link")
        if one.salt is not None and one.body is not None and digest(one.salt, one.body) != one.digest:
            raise ChainBroken(one.ctr, "body does not fit its digest")
        if link(previous, one.digest, one.dev, one.epoch, one.ctr) != one.h:
            raise ChainBroken(one.ctr, "link does not follow")
        previous = one.h
        expected = (one.dev, one.epoch, one.ctr + 1)
    return previous


def _framed(*parts: bytes) -> bytes:
    # Without the lengths "ab"+"c" and "a"+"bc" would hash alike and a forger could move text between fields.
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)
