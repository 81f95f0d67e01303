"""A batch of changes as bytes, ``JXB1``: the same for the wire and, later, for the stick (sync.md §2.3).

``JXB1`` | length of header (2 bytes) | header (canonical JSON, at most 4 KB) | body. Dev, epoch, counters
and hashes are not written per line: the header names the first and the last, the rest follows, and a
32-byte hash per change would be a third of the traffic.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec
import zstandard

from jxdesk.sync import chain, frame
from jxdesk.sync.frame import Dictionaries, WireError
from jxdesk.sync.wire import MAX_BYTES, MAX_CHANGES, MAX_RAW, Change, Line

MAGIC = b"JXB1"
MAX_HEADER = 4096
MAX_ENVELOPE = len(MAGIC) + 2 + MAX_HEADER + MAX_BYTES
SUITE = "std"
"""Name of the set of algorithms; ``gm`` (国密) is reserved."""


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Says what the body must turn out to be. ``signature`` and ``suite`` wait for enrolled devices."""

    batch_id: str
    county: str
    unit: str
    dev: str
    epoch: str
    ctr_from: int
    ctr_to: int
    prev_h: str
    last_h: str
    n: int
    schema: int
    coding: str
    dict_id: str
    raw_len: int
    body_len: int
    body_sha256: str
    created_hlc: str
    suite: str = SUITE
    signature: str = ""


class Batch(msgspec.Struct, frozen=True):
    """A verified envelope: its header, its changes with digests and links, and the hash of all its bytes."""

    header: Header
    changes: list[Change]
    sha256: str


_lines = msgspec.json.Decoder(Line)


def seal(
    changes: Sequence[Change],
    *,
    batch_id: str,
    county: str,
    unit: str,
    created_hlc: str,
    prev_h: str,
    dictionary: tuple[str, zstandard.ZstdCompressionDict] | None = None,
) -> bytes:
    """The envelope of ``changes``, which must follow one another in one epoch from ``prev_h`` (hex) on.

    Raises WireError ``too_large`` when they must be sent in smaller batches.
    """
    raw = b"".join(msgspec.json.encode(Line.of(one)) + b"\n" for one in changes)
    if len(raw) > MAX_RAW or not 0 < len(changes) <= MAX_CHANGES:
        raise WireError("一批修改过大，需要分批发送。", "too_large")
    coding, body = frame.squeeze(raw, dictionary[1] if dictionary else None, frame.LEVEL_BATCH)
    if len(body) > MAX_BYTES:
        raise WireError("一批修改过大，需要分批发送。", "too_large")
    header = Header(
        batch_id=batch_id, county=county, unit=unit, dev=changes[0].dev, epoch=changes[0].epoch,
        ctr_from=changes[0].ctr, ctr_to=changes[-1].ctr, prev_h=prev_h, last_h=changes[-1].h, n=len(changes),
        schema=max(one.schema for one in changes), coding=coding,
        dict_id=dictionary[0] if dictionary and coding == "zstd" else "", raw_len=len(raw),
        body_len=len(body), body_sha256=hashlib.sha256(body).hexdigest(), created_hlc=created_hlc,
    )  # fmt: skip
    head = chain.canonical(msgspec.to_builtins(header))
    return MAGIC + len(head).to_bytes(2, "big") + head + body


def unseal(data: bytes, dictionaries: Dictionaries) -> Batch:
    """Verify and read an envelope. Every malformed input raises WireError with a Chinese reason."""
    header, body = _split(data)
    dictionary = dictionaries.get(header.dict_id) if header.dict_id else None
    if header.dict_id and dictionary is None:
        raise WireError("数据包用了本机没有的压缩字典。", "protocol")
    raw = frame.expand(body, header.coding, header.raw_len, dictionary)
    # Counted before it is parsed: each object costs a hundred times the two bytes it may be written with.
    if raw.count(b"\n") != header.n or not raw.endswith(b"\n"):
        raise WireError("数据包里的修改条数与声明不符。")
    try:
        lines = _lines.decode_lines(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise WireError("数据包里有一条修改格式不对。") from error
    if len(lines) != header.n:
        raise WireError("数据包里的修改条数与声明不符。")
    return Batch(header, _chained(header, lines), hashlib.sha256(data).hexdigest())


def _split(data: bytes) -> tuple[Header, bytes]:
    if len(data) > MAX_ENVELOPE:
        raise WireError("数据包过大，已拒收。", "too_large")
    if len(data) < 6 or data[:4] != MAGIC:
        raise WireError("收到的不是本系统的数据包。")
    size = int.from_bytes(data[4:6], "big")
    head, body = data[6 : 6 + size], data[6 + size :]
    if size > MAX_HEADER or len(head) != size:
        raise WireError("数据包不完整，缺少包头。")
    header = frame.parse(head, Header)
    if chain.canonical(msgspec.to_builtins(header)) != head:
        raise WireError("数据包的包头写法不规范。")
    _check_header(header)
    if len(body) != header.body_len or hashlib.sha256(body).hexdigest() != header.body_sha256:
        raise WireError("数据包不完整或者已损坏，校验不符。")
    return header, body


def _check_header(header: Header) -> None:
    if header.suite != SUITE:
        raise WireError("数据包的算法套件不认识。", "protocol")
    if not 1 <= header.n <= MAX_CHANGES or header.body_len > MAX_BYTES:
        raise WireError("数据包超过一批的上限，已拒收。", "too_large")
    if header.ctr_from < 1 or header.ctr_to != header.ctr_from + header.n - 1 or header.ctr_to >= 2**53:
        raise WireError("数据包里修改的编号不连续。")
    ids = (header.batch_id, header.dev, header.epoch, header.county, header.unit, header.created_hlc)
    if not all(0 < len(one) <= 64 and one.isascii() and one.isprintable() for one in ids):
        raise WireError("数据包的标识不规范。")
    if header.raw_len < 0 or not (_is_hash(header.prev_h) and _is_hash(header.last_h)):
        raise WireError("数据包的校验链不规范。")


def _is_hash(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdef" for letter in text)


def _chained(header: Header, lines: list[Line]) -> list[Change]:
    """Lines with their place, digest and link worked out; the last link must be the one the header names."""
    previous, changes = bytes.fromhex(header.prev_h), []
    for ctr, line in enumerate(lines, start=header.ctr_from):
        change = line.change(header.dev, header.epoch, ctr)
        change = _linked(change, previous)
        previous = bytes.fromhex(change.h)
        changes.append(change)
    if previous.hex() != header.last_h:
        raise WireError("数据包的校验链对不上，内容可能被改动。")
    return changes


def _linked(change: Change, previous: bytes) -> Change:
    try:
        if not change.withheld:
            return change.sealed(previous, bytes.fromhex(change.salt))
        if not _is_hash(change.digest):
            raise WireError("数据包里有一条修改缺少校验值。")
        h = chain.link(previous, bytes.fromhex(change.digest), change.dev, change.epoch, change.ctr)
    except (ValueError, RecursionError) as error:
        if isinstance(error, WireError):
            raise
        raise WireError("数据包里有一条修改格式不对。") from error
    return msgspec.structs.replace(change, h=h.hex())
