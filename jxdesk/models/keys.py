"""Key slots: the file's random key, wrapped by a passphrase (Argon2id) or by the published practice key.

The key slot file is small JSON beside the database. Changing a passphrase rewrites a slot, never the
database (sync.md §4.2). A practice desk is the same file under a key everyone can read here: nothing
in it may be secret, and being opened by that key is what makes it a practice desk.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import MISSING, asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from jxdesk.errors import UserError

FORMAT = "jxdesk.key/1"
KEY_BYTES = 32
MIN_PASSPHRASE = 10
PRACTICE_KEY = hashlib.sha256(b"jxdesk: practice desk, published key").digest()


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One way to the key; Argon2 parameters travel with it so that they may grow later."""

    kind: str
    salt: str
    nonce: str
    wrapped: str
    time_cost: int = 3
    memory_kib: int = 65536
    parallelism: int = 4


@dataclass(frozen=True, kw_only=True)
class KeyFile:
    """What ``desk.key`` holds."""

    format: str = FORMAT
    practice: bool = False
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class OpenKey:
    """A key that opens the file, and whether it is the published one."""

    raw: bytes
    practice: bool


class WrongPassphraseError(UserError):
    """The passphrase opens no slot; the remedy is to type it again or ask the county for recovery."""


def create_key(path: Path, passphrase: str | None) -> OpenKey:
    """Make a new key for a new desk; ``None`` makes a practice desk. Never overwrites a key file.

    Raises UserError for a passphrase shorter than ``MIN_PASSPHRASE`` characters.
    """
    if passphrase is None:
        _write_new(path, KeyFile(practice=True))
        return OpenKey(PRACTICE_KEY, practice=True)
    if len(passphrase) < MIN_PASSPHRASE:
        raise UserError("口令太短。", f"请用至少 {MIN_PASSPHRASE} 个字的口令，一句好记的话就行。")
    raw = secrets.token_bytes(KEY_BYTES)
    _write_new(path, KeyFile(slots=(_wrap(raw, passphrase),)))
    return OpenKey(raw, practice=False)


def open_key(path: Path, passphrase: str | None) -> OpenKey:
    """The key of an existing desk. Raises WrongPassphraseError, or UserError for a damaged key file."""
    try:
        keys = _read(path)
    except (OSError, ValueError) as error:
        raise UserError(
            "读不出本机的密钥文件 desk.key，案件数据原样未动。", "请从备份中取回这个文件，或者联系县里。"
        ) from error
    if keys.format != FORMAT:
        raise UserError("密钥文件是更新版本的程序写的。", "请先升级本程序再打开，数据原样未动。")
    if keys.practice and passphrase is not None:
        raise UserError(
            "这个文件夹是练习用的，口令保护不了里面的内容。", "正式案件请另选一个文件夹，新建时给出口令。"
        )
    if keys.practice:
        return OpenKey(PRACTICE_KEY, practice=True)
    if passphrase is None:
        raise UserError(
            "这个文件夹里是正式数据，需要口令。", "请输入口令，或者用 --passphrase-file 给出口令文件。"
        )
    for slot in keys.slots:
        raw = _unwrap(slot, passphrase)
        if raw is not None:
            return OpenKey(raw, practice=False)
    raise WrongPassphraseError("口令不对，数据原样未动。", "请检查大小写和输入法后再试一次。")


def needs_passphrase(path: Path) -> bool:
    """Whether an existing desk asks for a passphrase; a damaged key file fails on opening, whatever was typed."""
    try:
        return not _read(path).practice
    except (OSError, ValueError):
        return False  # asked for a passphrase, somebody would type every one they know at a broken file


def _derive(passphrase: str, slot_salt: bytes, time_cost: int, memory_kib: int, parallelism: int) -> bytes:
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - practice desks never need it at start

    return hash_secret_raw(
        passphrase.encode(), slot_salt, time_cost=time_cost, memory_cost=memory_kib,
        parallelism=parallelism, hash_len=KEY_BYTES, type=Type.ID,
    )  # fmt: skip


def _wrap(raw: bytes, passphrase: str) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as in _derive

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    shape = Slot(kind="passphrase", salt=salt.hex(), nonce=nonce.hex(), wrapped="")
    kek = _derive(passphrase, salt, shape.time_cost, shape.memory_kib, shape.parallelism)
    wrapped = AESGCM(kek).encrypt(nonce, raw, FORMAT.encode())
    return replace(shape, wrapped=wrapped.hex())


def _unwrap(slot: Slot, passphrase: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as in _derive
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as in _derive

    kek = _derive(passphrase, bytes.fromhex(slot.salt), slot.time_cost, slot.memory_kib, slot.parallelism)
    try:
        return AESGCM(kek).decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), FORMAT.encode())
    except InvalidTag:
        return None


def _read(path: Path) -> KeyFile:
    """By hand, because this is read before the first paint and msgspec would be imported for it alone.

    Raises OSError, or ValueError for anything that is not a key file; fields of newer programs are passed over.
    """
    body = json.loads(path.read_bytes())
    slots = body.pop("slots", []) if isinstance(body, dict) else None
    if not isinstance(slots, list):
        message = "not a key file"
        raise ValueError(message)  # noqa: TRY004 - wrong content, as json itself says it
    return KeyFile(**_known(KeyFile, body), slots=tuple(Slot(**_known(Slot, slot)) for slot in slots))


def _known(shape: type[Slot | KeyFile], body: Any) -> dict[str, Any]:
    kinds = {"str": str, "int": int, "bool": bool}
    wanted = {field.name: kinds[str(field.type)] for field in fields(shape) if str(field.type) in kinds}
    required = {field.name for field in fields(shape) if field.default is MISSING}
    if not isinstance(body, dict) or not required <= body.keys():
        message = "a field is missing"
        raise ValueError(message)
    found = {name: body[name] for name in wanted.keys() & body.keys()}
    if any(type(value) is not wanted[name] for name, value in found.items()):
        message = "a field has the wrong type"
        raise ValueError(message)
    return found


def _write_new(path: Path, keys: KeyFile) -> None:
    body = json.dumps(asdict(keys), indent=1).encode()
    # O_EXCL: a second start at the same moment must not replace the only way into the file.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
