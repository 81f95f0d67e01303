"""Scans and photos beside the desk's file: one encrypted file each, named by the SHA-256 of its plain content.

Outside SQLite, which keeps the database small and its backups quick (sync.md §2.8). The key is derived
from the file's own by HKDF, so that nobody has a second passphrase to lose. The order is the promise: a
temporary name, fsync, rename, fsync of the folder, and only then the row. A row without its file cannot
come about; a file without a row is harmless and swept up later.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from jxdesk.errors import UserError
from jxdesk.models.keys import OpenKey

MAGIC = b"JXB1"
NONCE_BYTES = 12
PART = ".part"
KEY_BYTES = 32  # AES-256
_PURPOSE = b"jxdesk: blobs of a desk, 1"
_NAME = re.compile(r"[0-9a-f]{64}")


class MissingBlobError(UserError):
    """The file of this content is not on this desk."""


class DamagedBlobError(UserError):
    """The file is there and is not what was put in."""


class BlobStore:
    """Content in, name out. Safe from several threads and processes: a name's content never changes."""

    def __init__(self, folder: Path, key: OpenKey) -> None:
        self.folder, self._key = folder, key

    def put(self, content: bytes) -> str:
        """Store ``content`` and return its name; on return it is on the platter. The same twice is one file.

        Raises UserError when the disk is full or the folder read-only.
        """
        name = hashlib.sha256(content).hexdigest()
        if self.whole(name):
            return name
        part = self.folder / f"{name}.{secrets.token_hex(4)}{PART}"
        try:
            self.folder.mkdir(exist_ok=True)
            _write(part, self._seal(name, content))
            part.replace(self.folder / name)
            _settle(self.folder)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise UserError(
                "材料写不进数据文件夹，没有收进来，原来的文件还在。",
                "请清理磁盘空间、检查文件夹权限后再做一次。",
            ) from error
        return name

    def has(self, name: str) -> bool:
        """Whether the file is there; its content is checked by ``whole`` and by ``get``."""
        return bool(_NAME.fullmatch(name)) and (self.folder / name).is_file()

    def whole(self, name: str) -> bool:
        """Whether the file is there and can be read back as what was put in."""
        try:
            self.get(name)
        except UserError:
            return False
        return True

    def get(self, name: str) -> bytes:
        """The content. Raises MissingBlobError, or DamagedBlobError when it is not what was put in."""
        if not self.has(name):
            raise MissingBlobError("这件材料不在本机。", "它可能存在另一台电脑上，请到添加它的那台电脑上看。")
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - only a desk with materials needs it

        try:
            sealed = (self.folder / name).read_bytes()
            content = self._open(name, sealed)
        except (OSError, ValueError, InvalidTag) as error:
            raise DamagedBlobError(
                "这件材料在本机的文件读不出来，已经损坏。", "请从备份里取回，或者重新扫描、重新添加一次。"
            ) from error
        if hashlib.sha256(content).hexdigest() != name:
            raise DamagedBlobError("这件材料在本机的文件内容不对。", "请重新扫描、重新添加一次。")
        return content

    def keep_a_while(self, name: str) -> None:
        """Begin the days of grace anew: somebody has just taken it out of a case and may want it back."""
        if self.has(name):
            os.utime(self.folder / name)

    def held(self) -> Iterator[tuple[str, float]]:
        """Name and time (seconds of the epoch) of every file, left-over temporary ones included."""
        if self.folder.is_dir():
            for path in sorted(self.folder.iterdir()):
                if path.is_file():
                    yield path.name, path.stat().st_mtime

    def forget(self, name: str) -> None:
        """Remove one file by the name ``held`` gave."""
        (self.folder / name).unlink(missing_ok=True)

    def _seal(self, name: str, content: bytes) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as in get

        nonce = secrets.token_bytes(NONCE_BYTES)
        # The name is sealed with it: one file put in another's place would else open without complaint.
        return MAGIC + nonce + AESGCM(self._derived()).encrypt(nonce, content, MAGIC + name.encode())

    def _open(self, name: str, sealed: bytes) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as in get

        head = len(MAGIC)
        if sealed[:head] != MAGIC:
            message = "not a blob of this format"
            raise ValueError(message)
        nonce, body = sealed[head : head + NONCE_BYTES], sealed[head + NONCE_BYTES :]
        return AESGCM(self._derived()).decrypt(nonce, body, MAGIC + name.encode())

    def _derived(self) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - as in get
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - as in get

        return HKDF(SHA256(), KEY_BYTES, salt=None, info=_PURPOSE).derive(self._key.raw)


def _write(path: Path, body: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Without it a power cut may take the new name back after the row was written."""
    if os.name == "nt":  # Windows opens no folders; NTFS writes names to its journal by itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
