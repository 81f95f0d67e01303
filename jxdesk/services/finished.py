"""A finished file or folder put where it belongs so that a power cut leaves no half of it that looks whole.

A name that is moved before its content is on the disk is, after a power cut, a name of nothing: content first,
then the name, then the folder that holds the name.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from jxdesk.errors import UserError

UNFINISHED = "没有装完，请把这个文件夹删掉再装一次.txt"
"""Lies in an archive folder from the first file to the last."""
SPOOL = ".jxdesk-"
"""How the folders begin in which parts wait: what a power cut left of one must not make an empty folder a taken one."""


def put_file(part: Path, path: Path) -> None:
    """Move a file to its name; an older file there stays until the new one is whole on the disk."""
    _onto_disk(part)
    part.replace(path)
    _names_onto_disk(path.parent)


def put_folder(ready: Path, names: Sequence[str], folder: Path) -> None:
    """Move a folder to its name in one step; into one that is there already, file by file under ``UNFINISHED``.

    Raises OSError; then nothing lies there.
    """
    for name in names:
        _onto_disk(ready / name)
    _names_onto_disk(ready)
    if folder.is_dir():  # it may be the root of a stick, which cannot be replaced
        _fill(ready, names, folder)
    else:
        ready.replace(folder)
        _names_onto_disk(folder.parent)


def refuse_taken(folder: Path) -> None:
    """Raises UserError where a folder has something in it, or a file has its name."""
    if (folder / UNFINISHED).exists():
        raise UserError(
            f"文件夹 {folder.name} 是上次没有装完的，没有动它。", "请把这个文件夹删掉，再装一次。"
        )
    if folder.is_dir() and any(not path.name.startswith(SPOOL) for path in folder.iterdir()):
        raise UserError(f"文件夹 {folder.name} 里已经有东西，没有动它。", "请选一个空的文件夹。")
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder.name} 是一个文件，不是文件夹，没有动它。", "请选一个空的文件夹。")


def _fill(ready: Path, names: Sequence[str], folder: Path) -> None:
    mark = folder / UNFINISHED
    moved = [mark]
    try:
        mark.write_text("装到一半停下了，这里的文件不全。\n", encoding="utf-8")
        _onto_disk(mark)
        _names_onto_disk(folder)
        for name in names:
            (ready / name).replace(folder / name)
            moved.append(folder / name)
        _names_onto_disk(folder)  # every name before the mark goes
    except OSError:
        for path in reversed(moved):
            path.unlink(missing_ok=True)
        raise
    mark.unlink()
    _names_onto_disk(folder)


def _onto_disk(path: Path) -> None:
    with path.open("rb+") as file:  # Windows lets only a writer do it
        os.fsync(file.fileno())


def _names_onto_disk(folder: Path) -> None:
    if os.name == "nt":  # NTFS writes names down itself, and opens no folder
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
