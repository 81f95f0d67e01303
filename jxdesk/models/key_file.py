"""``desk.key`` on the disk: its shape, reading it however it was damaged, writing it so that no kill loses it.

Everything else in the folder is worthless without this file, so it is never rewritten in place. It is read by
hand: this happens before the first paint, and msgspec would be imported for it alone.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jxdesk.errors import UserError

FORMAT = "jxdesk.key/1"
_FAMILY = FORMAT.partition("/")[0] + "/"
BY_PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind of slot
KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
LARGEST = 65_536
"""Bytes; a real file has 400. Larger is no key file, and reading it would only cost memory."""
MOST_TIME = 16
MOST_MEMORY_KIB = 262_144
MOST_LANES = 16
"""Four times today's costs leave room to grow; beyond that, one flipped digit would hang or fell the computer."""


class DamagedKeyFileError(ValueError):
    """What stands there is no key file of ours; nothing was derived from it."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One way to the key; Argon2 parameters travel with it so that they may grow later. Bytes are in hex."""

    kind: str
    salt: str
    nonce: str
    wrapped: str
    time_cost: int = 3
    memory_kib: int = 65536
    parallelism: int = 4


@dataclass(frozen=True, kw_only=True)
class KeyFile:
    """What ``desk.key`` holds. ``slots`` are those a passphrase opens, with their place in the file."""

    format: str = FORMAT
    practice: bool = False
    slots: tuple[tuple[int, Slot], ...] = ()
    body: dict[str, Any]
    """The whole content, what newer programs added included: a rewrite must keep it."""


def read(path: Path) -> KeyFile:
    """The file, every value in it of a size that is safe to work with.

    A file of a newer format comes back with nothing but its ``format``. Raises OSError when it cannot be read,
    DamagedKeyFileError for anything that is not a key file.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise DamagedKeyFileError("too large")
        body = json.loads(raw)
    except (ValueError, RecursionError) as error:  # RecursionError: a file of ten thousand brackets
        raise DamagedKeyFileError("not JSON") from error
    if not isinstance(body, dict):
        raise DamagedKeyFileError("not an object")
    found = body.get("format", FORMAT)
    if not isinstance(found, str) or not found.startswith(_FAMILY):
        raise DamagedKeyFileError("another kind of file")
    if found != FORMAT:
        return KeyFile(format=found, body=body)
    practice, slots = body.get("practice", False), body.get("slots", [])
    if not isinstance(practice, bool) or not isinstance(slots, list):
        raise DamagedKeyFileError("a field has the wrong type")
    known = tuple((at, _slot(one)) for at, one in enumerate(slots) if _for_us(one))
    if practice == bool(known):
        # Both or neither: with neither every passphrase would be called wrong, and somebody would try them all.
        raise DamagedKeyFileError("neither practice nor a passphrase, or both")
    return KeyFile(practice=practice, slots=known, body=body)


def write_new(path: Path, *, practice: bool, slots: tuple[Slot, ...] = ()) -> None:
    """The key file of a new desk. Never overwrites one: FileExistsError. UserError when the disk does not take it."""
    body = {"format": FORMAT, "practice": practice, "slots": [asdict(slot) for slot in slots]}
    try:
        # O_EXCL: a second start at the same moment must not replace the only way into the file.
        _write(path, body, os.O_EXCL)
        _flush_folder(path.parent)
    except FileExistsError:
        raise
    except OSError as error:
        with suppress(OSError):
            path.unlink()  # half a key file would say for ever that a desk is here and damaged
        raise UserError(
            "密钥文件没有写成，工作台没有建立。", "请检查磁盘空间和文件夹权限，再试一次。"
        ) from error


def replace_slot(path: Path, keys: KeyFile, at: int, slot: Slot) -> None:
    """Put ``slot`` in the place of the slot numbered ``at``; everything else in the file stays as it was.

    The file is the old one until it is, whole and on the platter, the new one. Raises UserError when it could
    not be written; the old one then still stands, unless the sentence says otherwise.
    """
    slots = [*keys.body["slots"]]
    slots[at] = {**slots[at], **asdict(slot)}
    fresh = path.with_name(f"{path.name}.new")
    try:
        _write(fresh, {**keys.body, "slots": slots}, os.O_TRUNC)
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise UserError(
            "新口令没有写成，口令还是原来那个。", "请检查磁盘空间和文件夹权限，再换一次。"
        ) from error
    try:
        _flush_folder(path.parent)
    except OSError as error:
        raise UserError(
            "新口令已经写下，可是磁盘没有答复是不是写牢了。",
            "新旧两个口令都先留着，关掉程序重新打开，看哪一个能用。",
        ) from error


def _for_us(slot: Any) -> bool:
    if not isinstance(slot, dict) or not isinstance(slot.get("kind"), str):
        raise DamagedKeyFileError("a slot of no kind")
    # A newer program may add other ways in (the county's recovery); they are not ours to judge.
    return bool(slot["kind"] == BY_PASSPHRASE)


def _slot(body: dict[str, Any]) -> Slot:
    costs = {name: body[name] for name in ("time_cost", "memory_kib", "parallelism") if name in body}
    if any(type(cost) is not int for cost in costs.values()):
        raise DamagedKeyFileError("a cost is no number")
    slot = Slot(
        kind=BY_PASSPHRASE,
        salt=_hex(body.get("salt"), SALT_BYTES),
        nonce=_hex(body.get("nonce"), NONCE_BYTES),
        wrapped=_hex(body.get("wrapped"), KEY_BYTES + TAG_BYTES),
        **costs,
    )
    lanes, memory = slot.parallelism, slot.memory_kib
    if not (
        1 <= slot.time_cost <= MOST_TIME
        and 1 <= lanes <= MOST_LANES
        and 8 * lanes <= memory <= MOST_MEMORY_KIB
    ):
        raise DamagedKeyFileError("absurd costs")
    return slot


def _hex(value: Any, size: int) -> str:
    try:
        raw = bytes.fromhex(value) if isinstance(value, str) else b""
    except ValueError as error:
        raise DamagedKeyFileError("not hex") from error
    if len(raw) != size:  # of the bytes, not of the text: fromhex passes over blanks
        raise DamagedKeyFileError("a wrong length")
    return raw.hex()


def _write(path: Path, body: dict[str, Any], how: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(json.dumps(body, indent=1).encode())
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows cannot open a folder; there the rename itself is written through the journal
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
