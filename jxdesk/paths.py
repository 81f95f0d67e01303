"""The only file that knows where resources and data are: source tree, installed wheel, frozen bundle.

Everything else asks ``resource("flows", "one_stop.toml")`` or a ``DataFolder``, so that a test run
from a wheel in an empty folder proves the packaging instead of finding the source tree by luck.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jxdesk.errors import UserError


@cache  # asked for with every icon, and a running program does not move
def resources_root() -> Path:
    """The folder that holds flows/, fonts/, codes/ …; raises UserError when the program is incomplete."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [package / "_resources", package.parent / "resources"]
    if frozen is not None:
        candidates.insert(0, Path(frozen) / "resources")
    for folder in candidates:
        if (folder / "flows").is_dir():
            return folder
    raise UserError("程序文件不完整，找不到 resources 文件夹。", "请重新安装本程序，案件数据不受影响。")


def resource(*parts: str) -> Path:
    """One shipped file or folder; raises UserError naming the file when it is missing."""
    path = resources_root().joinpath(*parts)
    if not path.exists():
        name = "/".join(parts)
        raise UserError(f"程序文件不完整，缺少 {name}。", "请重新安装本程序，案件数据不受影响。")
    return path


def read_resource(*parts: str) -> str:
    """The text of one shipped file, UTF-8."""
    return resource(*parts).read_text(encoding="utf-8")


@dataclass(frozen=True)
class DataFolder:
    """One desk's folder: the encrypted file, its key slots, backups and logs."""

    root: Path
    within: Path | None = None
    """The data folder this desk shares with its other half, practice or official; None: ``root`` itself."""

    @property
    def home(self) -> Path:
        """The data folder."""
        return self.within or self.root

    @property
    def database(self) -> Path:
        """The SQLCipher file."""
        return self.root / "desk.db"

    @property
    def keys(self) -> Path:
        """Key slots: the file's key, wrapped; and whether this is a practice desk."""
        return self.root / "desk.key"

    @property
    def materials(self) -> Path:
        """Scans and photos, each encrypted under its own name."""
        return self.root / "materials"

    @property
    def backups(self) -> Path:
        """Copies taken before each migration."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """Redacted technical log."""
        return self.root / "logs"

    @property
    def exists(self) -> bool:
        """Whether a desk has been made here."""
        return self.keys.exists() or self.database.exists()


def default_data_folder() -> DataFolder:
    """Where the desk lives when nobody says otherwise: JXDESK_DATA, else the platform's place for it."""
    named = os.environ.get("JXDESK_DATA")
    if named:
        return DataFolder(Path(named))
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    return DataFolder(base / "jxdesk")
