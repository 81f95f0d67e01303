"""Key slots: the file's random key, wrapped by a passphrase (Argon2id) or by the published practice key.

The key slot file is small JSON beside the database (``key_file``). Changing a passphrase rewrites a slot,
never the database (sync.md §4.2). A practice desk is the same file under a key everyone can read here:
nothing in it may be secret, and being opened by that key is what makes it a practice desk.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from jxdesk.errors import UserError
from jxdesk.models.key_file import (
    BY_PASSPHRASE,
    FORMAT,
    KEY_BYTES,
    NONCE_BYTES,
    SALT_BYTES,
    DamagedKeyFileError,
    KeyFile,
    Slot,
    read,
    replace_slot,
    write_new,
)

MIN_PASSPHRASE = 10
PRACTICE_KEY = hashlib.sha256(b"jxdesk: practice desk, published key").digest()


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
        write_new(path, practice=True)
        return OpenKey(PRACTICE_KEY, practice=True)
    _long_enough(passphrase)
    raw = secrets.token_bytes(KEY_BYTES)
    write_new(path, practice=False, slots=(_wrap(raw, passphrase),))
    return OpenKey(raw, practice=False)


def open_key(path: Path, passphrase: str | None) -> OpenKey:
    """The key of an existing desk. Raises WrongPassphraseError, or UserError for a damaged key file."""
    keys = _read(path)
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
    opened = _opened(keys, passphrase)
    if opened is None:
        raise WrongPassphraseError("口令不对，数据原样未动。", "请检查大小写和输入法后再试一次。")
    return OpenKey(opened[1], practice=False)


def change_passphrase(path: Path, old: str | None, new: str) -> None:
    """From now on ``new`` opens what ``old`` opened; the database and every other slot stay as they are.

    Takes the time of three Argon2 runs. Raises WrongPassphraseError, or UserError for a practice desk, a short
    new passphrase, a damaged key file or a disk that does not take it; the old passphrase then still opens.
    """
    keys = _read(path)
    if keys.practice:
        raise UserError("这是练习用的，没有口令可换。", "口令只有正式工作台才有。")
    if old is None:
        raise UserError(
            "换口令要先给出现在的口令，口令没有换。", "请用 --passphrase-file 给出现在的口令文件。"
        )
    _long_enough(new)
    opened = _opened(keys, old)
    if opened is None:
        raise WrongPassphraseError("现在的口令不对，口令没有换。", "请检查大小写和输入法后再试一次。")
    at, raw = opened
    slot = _wrap(raw, new)
    if _unwrap(slot, new) != raw:  # memory that fails here and now would lock every case away for good
        raise UserError("新口令没有通过核对，口令还是原来那个。", "请重新启动电脑后再换一次。")
    replace_slot(path, keys, at, slot)


def needs_passphrase(path: Path) -> bool:
    """Whether an existing desk asks for a passphrase; a damaged key file fails on opening, whatever was typed."""
    try:
        return bool(read(path).slots)
    except (OSError, DamagedKeyFileError):
        return False  # asked for a passphrase, somebody would type every one they know at a broken file


def is_practice(path: Path) -> bool:
    """Whether this is the key file of a practice desk, and a whole one."""
    try:
        return read(path).practice
    except (OSError, DamagedKeyFileError):
        return False


def _read(path: Path) -> KeyFile:
    try:
        keys = read(path)
    except (OSError, DamagedKeyFileError) as error:
        raise UserError(
            "读不出本机的密钥文件 desk.key，案件数据原样未动。", "请从备份中取回这个文件，或者联系县里。"
        ) from error
    if keys.format != FORMAT:
        raise UserError("密钥文件是更新版本的程序写的。", "请先升级本程序再打开，数据原样未动。")
    return keys


def _long_enough(passphrase: str) -> None:
    if len(passphrase) < MIN_PASSPHRASE:
        raise UserError("口令太短。", f"请用至少 {MIN_PASSPHRASE} 个字的口令，一句好记的话就行。")


def _opened(keys: KeyFile, passphrase: str) -> tuple[int, bytes] | None:
    """The place of the slot this passphrase opens and the key in it, or None."""
    for at, slot in keys.slots:
        raw = _unwrap(slot, passphrase)
        if raw is not None:
            return at, raw
    return None


def _derive(passphrase: str, slot: Slot) -> bytes:
    from argon2.exceptions import HashingError  # noqa: PLC0415 - practice desks never need it at start
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - as above

    try:
        return hash_secret_raw(
            passphrase.encode(), bytes.fromhex(slot.salt), time_cost=slot.time_cost, memory_cost=slot.memory_kib,
            parallelism=slot.parallelism, hash_len=KEY_BYTES, type=Type.ID,
        )  # fmt: skip
    except HashingError as error:  # its costs were looked at on reading: what is left is memory
        raise UserError(
            "电脑的内存不够，口令没有核对成，数据原样未动。", "请关掉别的程序，再试一次。"
        ) from error


def _wrap(raw: bytes, passphrase: str) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as in _derive

    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    shape = Slot(kind=BY_PASSPHRASE, salt=salt.hex(), nonce=nonce.hex(), wrapped="")
    wrapped = AESGCM(_derive(passphrase, shape)).encrypt(nonce, raw, FORMAT.encode())
    return replace(shape, wrapped=wrapped.hex())


def _unwrap(slot: Slot, passphrase: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as in _derive
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as in _derive

    kek = _derive(passphrase, slot)
    try:
        return AESGCM(kek).decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), FORMAT.encode())
    except InvalidTag:
        return None
