"""The desk's file below the tables: a keyed SQLCipher connection, plain questions, and what its errors mean.

Without SQLAlchemy, so that the window can show the workbench before that is imported (0.3 s).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from jxdesk.errors import UserError
from jxdesk.models.keys import OpenKey

Row = Mapping[str, Any]
"""A row with its columns by name."""

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # with NORMAL a power cut takes back saves that were already shown as saved
    "foreign_keys=ON",
    "busy_timeout=5000",
    "temp_store=MEMORY",  # temporary tables would lie unencrypted in the temp folder
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=FAST",
)


class DamagedFileError(UserError):
    """The file cannot be read with this key: damaged, or not ours."""


def connect(path: Path, key: OpenKey) -> Any:
    """A raw DB-API connection, keyed and configured; the caller closes it."""
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=5)
    try:
        # SQLCipher prints its own ERROR lines on stderr for a wrong key; ours is the one sentence shown.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlcipher.Error:
        connection.close()
        raise
    return connection


class Reader:
    """Questions to the file in plain SQL, over one connection that cannot write; made with the first question.

    The morning's first page reads through it: sessions and mapped tables take longer to import than
    the window takes to stand. What it answers are facts of one moment, never a mix of two.
    """

    def __init__(self, path: Path, key: OpenKey) -> None:
        self._path, self._key = path, key
        self._lock = threading.RLock()
        self._connection: Any = None

    @contextmanager
    def reading(self) -> Iterator[Ask]:
        """One consistent view: every question inside it sees the same commit.

        Raises UserError when the file cannot be read.
        """
        with self._lock, explained():
            connection = self._open()
            connection.execute("BEGIN DEFERRED")
            try:
                yield Ask(connection)
            finally:
                connection.execute("ROLLBACK")

    def close(self) -> None:
        """Give the connection back, if there ever was one."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> Any:
        if self._connection is None:
            connection = connect(self._path, self._key)
            connection.execute("PRAGMA query_only=ON")
            connection.row_factory = sqlcipher.Row
            self._connection = connection
        return self._connection


class Ask:
    """What may be asked inside one view. Values come as SQLite has them: JSON as text, yes and no as 1 and 0."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows, columns by name."""
        return list(self._connection.execute(sql, values))

    def row(self, sql: str, *values: object) -> Row | None:
        """The first row, or None."""
        found: Row | None = self._connection.execute(sql, values).fetchone()
        return found

    def number(self, sql: str, *values: object) -> int:
        """One number; 0 for NULL and for no row."""
        found = self._connection.execute(sql, values).fetchone()
        return 0 if found is None or found[0] is None else int(found[0])


@contextmanager
def explained() -> Iterator[None]:
    """Turn what a user can put right about the file into a UserError; let bugs pass."""
    try:
        yield
    except sqlcipher.Error as error:
        known = explain(str(error))
        if known is None:
            raise
        raise known from error


def explain(text: str) -> UserError | None:
    """The Chinese sentence for one of SQLite's own messages, or None if it is not the user's to mend."""
    if "disk is full" in text or "disk I/O error" in text:
        return UserError(
            "磁盘写不进去了（可能已满），刚才这一项没有保存，以前的内容都在。", "请清理磁盘空间后再做一次。"
        )
    if "readonly" in text or "unable to open database file" in text:
        return UserError(
            "数据文件夹不能写入，这一步没有做成，以前存好的内容都在。",  # said to who only reads, too: WAL writes then as well
            "请检查文件夹的权限，或者换一个文件夹。",
        )
    if "is locked" in text:
        return UserError("数据文件正被另一个程序使用，刚才这一项没有保存。", "请关闭另一个窗口后再做一次。")
    if "not a database" in text or "malformed" in text:
        return DamagedFileError(
            "数据文件打不开：密钥不符或者文件已损坏。", "请不要删除它，先用备份恢复或者联系县里。"
        )
    return None
