"""What a picture of the handbook is: a function that poses the window, kept under the name of its file.

Qt is loaded when the first picture is taken, not before: a test reads the list of names.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from picture_cast import Cast, Clock
    from picture_stage import Stage


@dataclass(frozen=True)
class Studio:
    """Where the prepared desk lies, and the clock everybody looks at."""

    room: Path
    clock: Clock
    cast: Cast


PICTURES: dict[str, Callable[[Studio, Path], None]] = {}
"""By the name of the file without its ending."""


def alone(take: Callable[[Studio, Path], None]) -> Callable[[Studio, Path], None]:
    """A picture that needs another desk than the prepared one, or none; named like its function."""
    PICTURES[take.__name__.replace("_", "-")] = take
    return take


def picture(pose: Callable[[Stage, Cast], object]) -> Callable[[Stage, Cast], object]:
    """A picture of the whole window on a fresh copy of the practice desk, after ``pose``."""

    def take(studio: Studio, out: Path) -> None:
        from picture_cast import TODAY, reopen
        from picture_stage import Stage

        here = studio.room / "now"
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(studio.room / "desk", here)
        studio.clock.set(TODAY)
        with ExitStack() as at_end:
            stage = Stage(at_end.enter_context(reopen(here, studio.clock)))
            at_end.callback(stage.close)
            only = pose(stage, studio.cast)
            stage.shoot(out, only if isinstance(only, str) else "")

    PICTURES[pose.__name__.replace("_", "-")] = take
    return pose
