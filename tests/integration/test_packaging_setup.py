"""The set-up scripts: what is pinned, what is asked of a person, and when a second start may be quick.

The scripts stand outside the package and import one another by bare name, as the README's command does.
"""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The set-up scripts, working on a copy of what decides an installation."""
    monkeypatch.syspath_prepend(str(INSTALLER))
    steps, libraries, environment = (
        importlib.import_module(name) for name in ("steps", "system_libraries", "environment")
    )
    (tmp_path / "installer").mkdir()
    for name in ("pyproject.toml", "installer/constraints-newest.txt", "installer/constraints-oldest.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "LOG", tmp_path / "setup.log")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(libraries, "_missing", lambda _names: [])
    return environment


def installed(environment: ModuleType, root: Path) -> None:
    """Leave in `root` what a finished installation leaves, without the packages."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True, timeout=60)
    environment.NEWEST._write_stamp(["county", "dev", "pdf"])


def pins(name: str) -> dict[str, str]:
    text = (INSTALLER / name).read_text(encoding="utf-8")
    return {
        canonicalize_name(line.split("==")[0]): line.split("==")[1]
        for line in text.splitlines()
        if not line.startswith("#")
    }


@pytest.mark.parametrize(
    ("constraints", "pdf"), [("constraints-newest.txt", "pdf"), ("constraints-oldest.txt", "pdf-oldest")]
)
def test_every_dependency_is_pinned_to_a_version_the_project_allows(constraints: str, pdf: str) -> None:
    pinned = pins(constraints)
    wanted = [*PROJECT["dependencies"], *EXTRAS["county"], *EXTRAS["dev"], *EXTRAS["freeze"], *EXTRAS[pdf]]
    requirements = [Requirement(text) for text in wanted]
    unpinned = [
        str(one) for one in requirements if pinned.get(canonicalize_name(one.name), "") not in one.specifier
    ]
    assert unpinned == []


def test_only_qt_differs_between_the_oldest_and_the_newest_pins() -> None:
    newest, oldest = pins("constraints-newest.txt"), pins("constraints-oldest.txt")
    different = {name for name in newest.keys() | oldest.keys() if newest.get(name) != oldest.get(name)}
    assert different == {"pyside6-essentials", "pyside6-addons", "pyside6-pdf", "shiboken6"}


def test_every_pinned_package_is_named_in_the_licences() -> None:
    named = {
        canonicalize_name(word)
        for word in re.findall(r"[\w-]+", (ROOT / "docs/licences.md").read_text("utf-8"))
    }
    assert {name for name in pins("constraints-newest.txt") if name not in named} == set()


def test_a_finished_environment_is_not_installed_again(
    environment: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    installed(environment, tmp_path)
    environment.NEWEST.prepare(environment.Steps(), environment.TEST)
    environment.NEWEST.prepare(environment.Steps(), environment.RUN)
    told = capsys.readouterr().out
    assert told.count("环境已就绪") == 2
    assert not (tmp_path / "setup.log").exists()


@pytest.mark.parametrize("change", ["a pin", "a dependency", "the folder", "the stamp"])
def test_an_environment_is_installed_again_after_a_change(
    environment: ModuleType, tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(environment, tmp_path)
    if change == "a pin":
        with (tmp_path / "installer/constraints-newest.txt").open("a", encoding="utf-8") as file:
            file.write("another==1.0\n")
    elif change == "a dependency":
        text = (tmp_path / "pyproject.toml").read_text(encoding="utf-8")
        changed = text.replace("dependencies = [", 'dependencies = ["another",', 1)
        (tmp_path / "pyproject.toml").write_text(changed, encoding="utf-8")
    elif change == "the folder":
        shutil.move(tmp_path / ".venv", tmp_path / "elsewhere" / ".venv")
        monkeypatch.setattr(environment, "ROOT", tmp_path / "elsewhere")
        for name in ("pyproject.toml", "installer"):
            shutil.move(tmp_path / name, tmp_path / "elsewhere" / name)
    else:
        environment.NEWEST._stamp.write_text("{half", encoding="utf-8")
    assert not environment.NEWEST._is_ready(["county", "pdf"])


def test_an_installation_that_fails_says_so_and_is_not_taken_for_a_finished_one(
    environment: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(environment, tmp_path)
    (tmp_path / "installer/constraints-newest.txt").write_text("another==1.0\n", encoding="utf-8")
    with pytest.raises(environment.StepError) as told:
        environment.NEWEST.prepare(
            environment.Steps(), environment.RUN
        )  # the environment has no pip: it fails
    assert "Python 组件没有装上" in told.value.message
    assert told.value.command.startswith(f"{tmp_path}/.venv/bin/python -m pip install")
    assert "No module named pip" in told.value.details
    assert not environment.NEWEST._stamp.exists()


def test_a_second_set_up_in_the_folder_waits_for_the_first(
    environment: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    installed(environment, tmp_path)
    done: list[str] = []

    def second() -> None:
        environment.NEWEST.prepare(environment.Steps(), environment.RUN)
        done.append("second")

    other = threading.Thread(target=second)
    with environment.Steps().alone():
        other.start()
        deadline = time.monotonic() + 10
        while "等它完成" not in (told := capsys.readouterr().out) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert "另一个窗口正在准备环境" in told
        done.append("first")
    other.join(timeout=10)
    assert done == ["first", "second"]


def test_without_root_the_exact_command_for_the_missing_libraries_is_shown(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = environment.system_libraries
    monkeypatch.setattr(libraries, "_missing", lambda _names: ["libegl1", "libgl1"])
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(environment.StepError) as told:
        libraries.ensure(environment.Steps(), libraries.TO_RUN)
    assert told.value.command.endswith("sudo apt-get install -y --no-install-recommends libegl1 libgl1")
    assert "缺少 2 个系统组件" in told.value.message


def test_arguments_it_does_not_know_are_refused_by_setup() -> None:
    told = subprocess.run(
        [sys.executable, INSTALLER / "bootstrap.py", "setup", "--wrong"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert told.returncode == 2
    assert "setup 不认识这些参数：--wrong" in told.stderr


def test_an_old_python_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(INSTALLER))
    bootstrap = importlib.import_module("bootstrap")
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit) as left:
        bootstrap._continue_on_a_python_that_fits()
    assert left.value.code == 1
    assert "需要 Python 3.11 或 3.12，当前是 3.9" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
    ],
)
def test_a_window_opens_only_where_there_is_a_display(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], expected: bool
) -> None:
    monkeypatch.syspath_prepend(str(INSTALLER))
    assert importlib.import_module("launch").has_display(given) is expected


def test_a_display_that_does_not_answer_leads_to_the_headless_run(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    launch = importlib.import_module("launch")
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    aborted = [
        sys.executable,
        "-c",
        "import os, resource as r; r.setrlimit(r.RLIMIT_CORE, (0, 0)); os.abort()",
    ]
    real_call = subprocess.call
    monkeypatch.setattr(subprocess, "call", lambda _command: real_call(aborted))
    with pytest.raises(environment.StepError) as told:
        launch._window(environment.Steps(), "jxdesk", [])
    assert ":987" in told.value.message
    assert told.value.command == "python3 installer/bootstrap.py run --headless"
