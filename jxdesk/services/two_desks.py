"""Practice and official work side by side: which folder below the data folder each of the two desks lies in.

The official desk lies in the data folder itself, practice in ``practice`` below it. A practice desk that
lies in the data folder itself (made by an earlier version, or from the command line) stays where it is, and
the official desk then lies in ``official`` below it. Nothing is ever moved: a half-moved desk is a lost one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jxdesk.models.keys import is_practice, needs_passphrase
from jxdesk.paths import DataFolder

PRACTICE = "practice"
OFFICIAL = "official"


@dataclass(frozen=True)
class NewDesk:
    """The desk to make: for practice, or under a passphrase for a township centre."""

    passphrase: str | None = None
    unit: str | None = None
    numbers_here: bool = True
    """Whether this desk gives out the numbers of the unit's committees, or another one does."""


@dataclass(frozen=True)
class TwoDesks:
    """Where each lies, or would lie once it is begun."""

    official: DataFolder
    practice: DataFolder

    @property
    def first(self) -> DataFolder:
        """The desk to open when nobody says which: the official one, as soon as there is one."""
        return self.practice if self.practice.exists and not self.official.exists else self.official


def two_desks(home: Path) -> TwoDesks:
    """The two desks of the data folder ``home``, as they lie there now."""
    itself = DataFolder(home)
    inside = DataFolder(home / PRACTICE, home), DataFolder(home / OFFICIAL, home)
    practice, official = inside
    moved = is_practice(itself.keys)
    return TwoDesks(
        official=official if moved or (official.exists and not needs_passphrase(itself.keys)) else itself,
        practice=itself if moved and not practice.exists else practice,
    )


def home_of(folder: Path) -> Path:
    """The data folder behind a folder that somebody named: itself, or the one above when this is its other desk.

    Only the desk above tells: a folder that merely happens to be called practice is a data folder of its own.
    """
    above = DataFolder(folder.parent)
    known = (folder.name == PRACTICE and needs_passphrase(above.keys)) or (
        folder.name == OFFICIAL and is_practice(above.keys)
    )
    return folder.parent if known else folder
