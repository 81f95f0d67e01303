"""A plug pulled while a dossier is put into its archive folder leaves no half of it that looks whole."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jxdesk.desk import create_desk, open_desk
from jxdesk.errors import UserError
from jxdesk.paths import DataFolder
from jxdesk.services.dossiers import FILE, INDEX
from jxdesk.services.finished import UNFINISHED


def state(folder: Path) -> str:
    """``none``, ``whole`` or ``says so``; anything else is the accident."""
    seen = sorted(path.name for path in folder.glob("*") if not path.name.startswith("."))
    if UNFINISHED in seen:
        return "says so"
    if not seen:
        return "none"
    with (folder / INDEX).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert seen == sorted([INDEX, *(row["文件"] for row in rows)]), "half a folder looks whole"
    for row in rows:
        assert hashlib.sha256((folder / row["文件"]).read_bytes()).hexdigest() == row["SHA-256"]
    return "whole"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "expected"), [("new", {"none", "whole"}), ("empty", {"none", "whole", "says so"})]
)
def test_a_folder_killed_at_any_step_is_whole_or_not_there_or_says_that_it_is_half(
    tmp_path: Path, kind: str, expected: set[str]
) -> None:
    data, out = DataFolder(tmp_path / "data"), tmp_path / "out"
    out.mkdir()
    desk = create_desk(data, None)
    case = desk.cases.begin().id
    desk.close()
    command = [sys.executable, "-m", "tests.faults.dossier_filer", str(data.root), case, str(out), kind]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=570)
    assert done.stdout.startswith("done "), done.stderr
    attempts = int(done.stdout.split()[1])
    assert attempts > 10, "the steps were not counted: the test tests nothing"
    states = [state(out / str(at)) for at in range(1, attempts + 1)]
    assert set(states) == expected
    assert states[-1] == "whole"
    assert states == sorted(states, key=["none", "says so", "whole"].index), "it went back"
    again = open_desk(data)
    for at, found in enumerate(states, start=1):
        if found == "none":
            assert again.dossiers.file_away(
                case, out / str(at)
            ).parts  # and it goes on as if nothing had been
            assert not list((out / str(at)).glob(".*"))
            break
    if "says so" in states:
        with pytest.raises(UserError, match="没有装完"):
            again.dossiers.file_away(case, out / str(states.index("says so") + 1))
    again.close()


def test_content_is_on_the_disk_before_its_name_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = create_desk(DataFolder(tmp_path / "data"), None)
    case, told = desk.cases.begin().id, []
    flushed, replaced = os.fsync, Path.replace

    def fsync(held: int) -> None:
        told.append(Path(f"/proc/self/fd/{held}").readlink())
        flushed(held)

    def replace(path: Path, target: Path) -> Path:
        inside = [one for one in path.iterdir() if one.suffix == ".pdf"] if path.is_dir() else [path]
        assert inside
        assert set(inside) <= set(told), "a name before its content"
        told.append(Path("moved"))
        return replaced(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    desk.dossiers.file_away(case, tmp_path / "new")
    assert told[-2:] == [Path("moved"), tmp_path], "the name itself is not on the disk"
    desk.dossiers.bind(case, tmp_path / FILE)
    assert told[-2:] == [Path("moved"), tmp_path]
    desk.close()


def test_a_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    desk = create_desk(DataFolder(tmp_path / "data"), None)
    case, taken = desk.cases.begin().id, tmp_path / "taken"
    taken.write_text("x")
    with pytest.raises(UserError, match="是一个文件"):
        desk.dossiers.file_away(case, taken)
    assert taken.read_text() == "x"
    desk.close()
