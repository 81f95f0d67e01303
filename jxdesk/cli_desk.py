"""What every command of ``jxdesk`` needs: the desk its options name, a result shown, and how far the work is."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jxdesk.cli_passphrase import given
from jxdesk.paths import DataFolder, default_data_folder
from jxdesk.progress import Work
from jxdesk.settings import Settings

if TYPE_CHECKING:
    from jxdesk.desk import Desk

Command = Callable[[argparse.Namespace], int]
"""Runs with the options and gives the exit code."""


def folder_of(options: argparse.Namespace) -> DataFolder:
    """The data folder of ``--data``, else the usual one."""
    return DataFolder(Path(options.data)) if options.data else default_data_folder()


@contextmanager
def desk_of(options: argparse.Namespace, *, create: bool = False) -> Iterator[Desk]:
    """The desk the options name, given back at the end whatever happens."""
    from jxdesk.desk import create_desk, open_desk

    folder, passphrase = folder_of(options), given(options)
    settings = Settings(county_url=getattr(options, "county", None))
    make = create_desk if create and not folder.exists else open_desk
    desk = make(folder, passphrase, settings)
    try:
        yield desk
    finally:
        desk.close()


def show(options: argparse.Namespace, value: Any, lines: Sequence[str]) -> None:
    """The result on stdout: ``value`` with ``--json``, else the lines for a person."""
    if options.json:
        print(json.dumps(value, ensure_ascii=False, indent=1))
    else:
        print(*lines, sep="\n", end="\n" if lines else "")


def progress() -> Work:
    """Progress on stderr where somebody looks; silent in a script."""
    if not sys.stderr.isatty():
        return Work()

    def report(done: int, total: int, what: str) -> None:
        end = "\n" if done == total else ""
        print(f"\r\033[K{what} {done}/{total}", end=end, file=sys.stderr, flush=True)

    return Work(report)
