"""The wheel in an empty environment, used from an empty folder: it finds what it needs in itself.

The libraries come from the environment the tests run in, through a path file. Path files named in an added
folder are not read, so the editable jxdesk of that environment stays out of sight.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.packaging]

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "JXDESK"))}
    return subprocess.run(
        command, cwd=cwd, env=clean, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ".", cwd=ROOT)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = out.glob("jxdesk-*.whl")
    return path


@pytest.fixture(scope="module")
def empty_environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment that has the wheel and only borrows its libraries."""
    folder = tmp_path_factory.mktemp("environment")
    assert run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder).returncode == 0
    programs = folder / "bin"
    pip = [sys.executable, "-m", "pip", "--python", programs / "python", "install", "--no-index", "--no-deps"]
    installed = run(*pip, wheel, cwd=folder)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    (site_packages,) = folder.glob("lib/python*/site-packages")
    (site_packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def test_the_wheel_carries_every_resource_and_nothing_from_outside(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    packed = {
        name.removeprefix("jxdesk/_resources/") for name in names if name.startswith("jxdesk/_resources/")
    }
    resources = ROOT / "resources"
    assert packed == {
        path.relative_to(resources).as_posix() for path in resources.rglob("*") if path.is_file()
    }
    strangers = [name for name in names if not name.startswith(("jxdesk/", "jxdesk-"))]
    assert strangers == []


def test_the_installed_wheel_reads_its_own_resources(empty_environment: Path, tmp_path: Path) -> None:
    program = "from jxdesk.paths import resources_root; print(resources_root())"
    told = run(empty_environment / "python", "-c", program, cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert Path(told.stdout.strip()).is_relative_to(empty_environment.parent)


def test_the_installed_wheel_checks_its_chart_from_an_empty_folder(
    empty_environment: Path, tmp_path: Path
) -> None:
    told = run(empty_environment / "jxdesk", "flow", "check", cwd=tmp_path)
    assert told.returncode == 0, told.stdout + told.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_installed_wheel_makes_a_desk_and_fills_it(empty_environment: Path, tmp_path: Path) -> None:
    """The migrations lie in the wheel as files: without them no desk can be made."""
    samples = sorted((ROOT / "tests" / "data").glob("*cases.json"))
    jxdesk = (empty_environment / "jxdesk", "--data", tmp_path / "desk")
    imported = run(*jxdesk, "case", "import", *samples, cwd=tmp_path)
    assert imported.returncode == 0, imported.stdout + imported.stderr
    exported = run(*jxdesk, "case", "export", "--all", "--out", tmp_path / "cases.json", cwd=tmp_path)
    assert exported.returncode == 0, exported.stdout + exported.stderr
    assert (tmp_path / "cases.json").stat().st_size > 1000
