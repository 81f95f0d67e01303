"""Bring a desk's file to this program's schema: backed up first, one transaction, killable anywhere.

A file that is up to date is recognised by one SELECT, so that a normal start loads neither Alembic nor SQLAlchemy.
"""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher

from jxdesk.errors import UserError
from jxdesk.models import file
from jxdesk.models.keys import OpenKey

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD = "0006"
"""The newest step in ``migrations/versions``; a test holds the two together."""

KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every step this program knows, oldest first."""


class NewerFileError(UserError):
    """The file was written by a newer program; opening it with this one could lose what it does not know."""


def file_version(path: Path, key: OpenKey) -> str | None:
    """The schema step of a file, None for an empty one. Raises UserError for a wrong key or damage."""
    with file.explained():
        connection = file.connect(path, key)
        try:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")
            if tables.fetchone() is None:
                return None
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return None if row is None else str(row[0])
        finally:
            connection.close()


def migrate(path: Path, key: OpenKey, backups: Path, now: datetime) -> Path | None:
    """Upgrade the file to ``HEAD``; returns the backup made before, None when nothing had to be done.

    Raises NewerFileError, leaving the file untouched, when it comes from a newer program.
    """
    version = file_version(path, key)
    if version == HEAD:
        return None
    if version is not None and version not in KNOWN:
        raise NewerFileError(
            "这份数据是更新版本的程序写的，本程序没有改动它。", "请先升级本程序，再打开这个数据文件夹。"
        )
    saved = None if version is None else backup(path, key, backups, f"before-{HEAD}-{now:%Y%m%d-%H%M%S}")
    from jxdesk.models import sessions  # noqa: PLC0415 - SQLAlchemy, only for a new or old file

    engine = sessions.make_engine(path, key)
    try:
        with sessions.explained(), engine.begin() as connection:
            _upgrade(connection)
    finally:
        engine.dispose()
    return saved


def backup(path: Path, key: OpenKey, backups: Path, name: str) -> Path:
    """A verified copy under the same key; a half-written one never bears the final name."""
    backups.mkdir(parents=True, exist_ok=True)
    part, final = backups / f"{name}.part", backups / f"{name}.db"
    part.unlink(missing_ok=True)
    with file.explained():
        source, target = file.connect(path, key), file.connect(part, key)
        try:
            # A write-ahead log beside the copy would be lost by the rename.
            target.execute("PRAGMA journal_mode=DELETE")
            source.backup(target)
            if target.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise sqlcipher.DatabaseError("database disk image is malformed")
        finally:
            source.close()
            target.close()
    part.replace(final)
    return final


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - 200 ms that only a new or old file needs
    from alembic.config import Config  # noqa: PLC0415 - as above

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
