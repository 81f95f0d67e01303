"""Passphrases on the command line: always in a file, because what is typed after a command stays in its history."""

from __future__ import annotations

import argparse
from pathlib import Path

from jxdesk.errors import UserError
from jxdesk.paths import DataFolder


def given(options: argparse.Namespace) -> str | None:
    """The passphrase of ``--passphrase-file``; None without it. Raises UserError for a file that has none."""
    return (
        None if options.passphrase_file is None else _first_line(options.passphrase_file, "--passphrase-file")
    )


def change(folder: DataFolder, old: str | None, file: str) -> None:
    """Give the official desk in ``folder`` the passphrase in ``file``. Raises UserError, nothing being changed."""
    from jxdesk.services.passphrase import PassphraseService  # noqa: PLC0415 - so that --help stays quick

    new = _first_line(file, "--new-passphrase-file")
    if not folder.exists:
        raise UserError("这个文件夹里还没有工作台数据。", "请检查 --data 后面的文件夹。")
    PassphraseService(folder.keys).change(old, new)


def _first_line(file: str, option: str) -> str:
    try:
        lines = Path(file).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("口令文件读不出来。", f"请检查 {option} 后面的文件名。") from error
    if not lines or not lines[0]:
        raise UserError("口令文件是空的。", "请把口令写在文件的第一行。")
    return lines[0]
