"""The folder a scanner or document camera writes into: what waits there, and taking it into a case.

Nothing is moved before it is stored: the file in the folder is deleted only after its content was read back
from the desk and found the same. Which folder it is, is this computer's own business and never sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jxdesk.errors import UserError
from jxdesk.models import DeskState
from jxdesk.models.database import Database
from jxdesk.progress import QUIET, Work
from jxdesk.services.materials import Kept, MaterialService

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf"})
MOST = 200
"""Files looked at: somebody may choose a folder full of holiday photographs."""
_PREF = "scanner"


@dataclass(frozen=True)
class Taken:
    """What came of taking several files in: those stored, and a sentence for each of the others."""

    kept: tuple[Kept, ...]
    refused: tuple[UserError, ...]


class _Reads(Protocol):
    def content(self, material_id: str) -> tuple[str, bytes]: ...


class ScannerService:
    """Watches by looking: shared folders on old machines send no notice of a new file."""

    def __init__(self, database: Database, materials: MaterialService) -> None:
        self._database, self._materials = database, materials
        self._looked: dict[Path, tuple[int, int]] = {}

    def folder(self) -> Path | None:
        """The chosen folder, whether it is there at the moment or not."""
        with self._database.reading() as session:
            said = (session.get_one(DeskState, 1).prefs or {}).get(_PREF)
        return Path(said) if isinstance(said, str) and said else None

    def choose(self, folder: Path | None) -> None:
        """Watch this folder from now on; None for none. Raises UserError when it is no folder."""
        if folder is not None and not folder.is_dir():
            raise UserError("这个文件夹打不开，没有改动。", "请重新选一个。")
        with self._database.transaction() as session:
            desk = session.get_one(DeskState, 1)
            rest = {name: value for name, value in (desk.prefs or {}).items() if name != _PREF}
            desk.prefs = rest if folder is None else {**rest, _PREF: str(folder)}

    def waiting(self) -> tuple[Path, ...]:
        """Scans in the folder that did not change since the last look, oldest first; () without a folder.

        One that is still growing is left to the scanner until the next look.
        """
        folder = self.folder()
        seen = {} if folder is None else _look(folder)
        still = [path for path, state in seen.items() if self._looked.get(path) == state]
        self._looked = seen
        return tuple(sorted(still, key=lambda path: (seen[path][1], path.name)))

    def take(
        self,
        case_id: str,
        slot: str,
        paths: Sequence[Path],
        work: Work = QUIET,
        *,
        because: str | None = None,
    ) -> Taken:
        """Store these files in a slot and remove each from the folder once it is stored.

        A file that cannot be taken stays where it is and never holds up the next. ``because`` as in
        ``MaterialService.add``.
        """
        return self._each(case_id, slot, paths, work, because, moving=True)

    def add(
        self,
        case_id: str,
        slot: str,
        paths: Sequence[Path],
        work: Work = QUIET,
        *,
        because: str | None = None,
    ) -> Taken:
        """The same for files a person chose or dragged: they stay where they are."""
        return self._each(case_id, slot, paths, work, because, moving=False)

    def _each(
        self, case_id: str, slot: str, paths: Sequence[Path], work: Work, because: str | None, *, moving: bool
    ) -> Taken:
        kept: list[Kept] = []
        refused: list[UserError] = []
        for number, path in enumerate(paths):
            work.step(number, len(paths), "收材料")
            try:
                one = self._materials.add(case_id, slot, path, because=because)
                kept.append(one)
                if moving:
                    _clear(self._materials, one, path)
            except UserError as error:
                refused.append(error)
        return Taken(tuple(kept), tuple(refused))


def _look(folder: Path) -> dict[Path, tuple[int, int]]:
    seen: dict[Path, tuple[int, int]] = {}
    try:
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~")):
                state = path.lstat()
                if path.is_file() and not path.is_symlink() and state.st_size:
                    seen[path] = (state.st_size, state.st_mtime_ns)
            if len(seen) == MOST:
                break
    except OSError:  # a stick pulled out, a share that is down: nothing waits there now
        return {}
    return seen


def _clear(materials: _Reads, one: Kept, path: Path) -> None:
    _media_type, content = materials.content(one.id)
    try:
        # Written over since it was read: the second picture is another and must stay.
        if hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(content).digest():
            path.unlink()
    except OSError as error:
        raise UserError(
            f"{path.name} 已经收进来了，但扫描文件夹里的那一份删不掉。", "请自己删掉它，免得再收一次。"
        ) from error
