"""How an answer looks as bytes, and the one careful decompressor both directions use.

An answer is ``JXA1``, one letter for the coding, then JSON. Nothing is trusted before it is counted: a
few hundred bytes of zstd can ask for gigabytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import msgspec
import zstandard

from jxdesk.sync.wire import MAX_RATIO, MAX_RAW, MAX_RAW_ANSWER, ProblemCode

MAGIC = b"JXA1"
LEVEL = 9
"""For answers: 14,000 cases a second on one core (sync.md §5.2)."""
LEVEL_BATCH = 15
"""For batches: a tenth fewer bytes for 40 ms of a desk's time, and at 64 kbit/s each second is 8 KB."""
_SLACK = 4096
"""Below this many bytes the ratio says nothing: with a dictionary, ten bytes may well become two thousand."""

Coding = Literal["zstd", "plain"]
Dictionaries = Mapping[str, zstandard.ZstdCompressionDict]
"""Trained dictionaries by the name they are called in a header; empty where none is shipped."""

T = TypeVar("T")


class WireError(ValueError):
    """Bytes that are not what they should be; ``code`` as in ``Problem``, ``reason`` a Chinese sentence."""

    def __init__(self, reason: str, code: ProblemCode = "malformed") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


def squeeze(
    raw: bytes, dictionary: zstandard.ZstdCompressionDict | None = None, level: int = LEVEL
) -> tuple[Coding, bytes]:
    """``raw`` in the smaller safe coding. What would look like a bomb to the reader goes out plain."""
    press = zstandard.ZstdCompressor(
        level=level, dict_data=dictionary, write_checksum=True, write_content_size=True
    )
    small = press.compress(raw)
    if len(small) < len(raw) and len(raw) <= _allowed(len(small)):
        return "zstd", small
    return "plain", raw


def expand(
    body: bytes,
    coding: str,
    raw_len: int,
    dictionary: zstandard.ZstdCompressionDict | None = None,
    limit: int = MAX_RAW,
) -> bytes:
    """Undo ``squeeze``; raises WireError unless exactly ``raw_len`` allowed bytes come out."""
    if raw_len > limit or raw_len > _allowed(len(body)):
        raise WireError("数据包展开后过大，已拒收。", "too_large")
    if coding == "plain":
        raw = body
    elif coding == "zstd":
        raw = _decompress(body, raw_len, dictionary)
    else:
        raise WireError("数据包的压缩方式不认识，已拒收。")
    if len(raw) != raw_len:
        raise WireError("数据包不完整，长度与声明不符。")
    return raw


def encode(answer: msgspec.Struct, dictionary: zstandard.ZstdCompressionDict | None = None) -> bytes:
    """The bytes of an answer."""
    raw = msgspec.json.encode(answer)
    coding, body = squeeze(raw, dictionary)
    return MAGIC + (b"Z" if coding == "zstd" else b"P") + len(raw).to_bytes(4, "big") + body


def decode(data: bytes, kind: type[T], dictionaries: Dictionaries) -> T:
    """The answer in ``data``; raises WireError for anything else, a truncated one included."""
    if len(data) < 9 or data[:4] != MAGIC or data[4:5] not in {b"Z", b"P"}:
        raise WireError("收到的不是县级服务器的应答。")
    raw_len = int.from_bytes(data[5:9], "big")
    body = data[9:]
    if data[4:5] == b"P":
        raw = expand(body, "plain", raw_len, limit=MAX_RAW_ANSWER)
    else:
        raw = expand(body, "zstd", raw_len, _named(body, dictionaries), MAX_RAW_ANSWER)
    return parse(raw, kind)


def parse(raw: bytes, kind: type[T]) -> T:
    """JSON as ``kind``; raises WireError."""
    try:
        return msgspec.json.decode(raw, type=kind)
    # RecursionError: ten thousand opening brackets are a few bytes of zstd.
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise WireError("数据内容格式不对，已拒收。") from error


def _allowed(packed: int) -> int:
    return packed * MAX_RATIO + _SLACK


def _named(body: bytes, dictionaries: Dictionaries) -> zstandard.ZstdCompressionDict | None:
    wanted = _parameters(body).dict_id
    if wanted == 0:
        return None
    for dictionary in dictionaries.values():
        if dictionary.dict_id() == wanted:
            return dictionary
    raise WireError("县级服务器用了本机没有的压缩字典。", "protocol")


def _parameters(body: bytes) -> Any:
    try:
        return zstandard.get_frame_parameters(body)
    except zstandard.ZstdError as error:
        raise WireError("数据包已损坏，无法解压。") from error


def _decompress(body: bytes, raw_len: int, dictionary: zstandard.ZstdCompressionDict | None) -> bytes:
    # The declared size is checked before the decompressor may allocate it.
    if _parameters(body).content_size != raw_len:
        raise WireError("数据包不完整，长度与声明不符。")
    reader = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=MAX_RAW_ANSWER).decompressobj()
    try:
        raw = reader.decompress(body)
    except zstandard.ZstdError as error:
        raise WireError("数据包已损坏，无法解压。") from error
    if not reader.eof or reader.unused_data:
        raise WireError("数据包不完整或者尾部有多余内容。")
    return raw
