"""A plug pulled between any two steps of taking a scan in leaves no row without its file, and nothing to mend."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import scans
from sqlalchemy import select

from jxdesk.desk import create_desk, open_desk
from jxdesk.models import Material
from jxdesk.paths import DataFolder


def taken(folder: Path, case: str, scan: Path, at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.faults.material_taker", str(folder), case, str(scan), str(at)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.slow
def test_a_scan_killed_between_any_two_steps_is_whole_or_not_there(tmp_path: Path) -> None:
    desk = create_desk(DataFolder(tmp_path / "fresh"), None)
    case = desk.cases.begin().id
    desk.close()
    scan = scans.kept(tmp_path, "a.jpg", scans.photo())
    shutil.copytree(tmp_path / "fresh", tmp_path / "whole")
    unharmed = taken(tmp_path / "whole", case, scan, 0)
    assert unharmed.stdout.startswith("done "), unharmed.stderr
    steps = int(unharmed.stdout.split()[1])
    assert steps >= 10, "the steps were not counted: the test tests nothing"
    rows, files = [], []
    for at in range(1, steps + 1):
        folder = Path(shutil.copytree(tmp_path / "fresh", tmp_path / f"at{at}"))
        assert taken(folder, case, scan, at).returncode == -signal.SIGKILL
        again = open_desk(DataFolder(folder))
        with again.database.reading() as session:
            named = list(session.scalars(select(Material.sha256)))
        held = [name for name, _at in again.materials._blobs.held()]
        assert all(again.materials._blobs.get(name) for name in named), (
            f"a row without its file, killed at {at}"
        )
        assert all(sign.well for sign in again.doctor.examine())
        rows.append(len(named))
        files.append(len(held))
        assert again.materials.add(case, "identity", scan).here  # and it goes on as if nothing had been
        again.close()
    assert sorted(set(rows)) == [0, 1], "never killed on both sides of the row"
    assert rows == sorted(rows)
    assert sorted(set(files)) == [0, 1], "never killed on both sides of the file"
    assert files.index(1) < rows.index(1)
