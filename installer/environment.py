"""The project's own Python environments: .venv on the newest Qt, .venv-oldest on the oldest we support.

A stamp holds the digest of what was installed. It is removed before pip starts and written after it ends,
so an installation that was killed half way is taken up again and never taken for a finished one.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

import system_libraries
from steps import ROOT, StepError, Steps

_NEEDED_MB = 1500  # .venv with the test tools is 1.1 GB while pip unpacks


@dataclass(frozen=True)
class Purpose:
    """What an environment is for: the extras of pyproject.toml and the system libraries that takes."""

    extras: tuple[str, ...]
    libraries: tuple[str, ...]


RUN = Purpose(("county",), system_libraries.TO_RUN)
TEST = Purpose(("county", "dev"), system_libraries.TO_TEST)
FREEZE = Purpose(("county", "freeze"), system_libraries.TO_FREEZE)


@dataclass(frozen=True)
class Edition:
    """One environment: its folder, its exact versions, and the extra that brings QtPdf there."""

    folder: str
    constraints: str
    pdf: str

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return ROOT / self.folder / "bin" / "python"

    def tool(self, name: str) -> str:
        """The path of a console script of this environment."""
        return str(self.python.with_name(name))

    def prepare(self, steps: Steps, purpose: Purpose) -> None:
        """Make the environment complete; quick and silent when it is. Raises StepError."""
        with steps.alone():
            self._prepare(steps, purpose)

    def _prepare(self, steps: Steps, purpose: Purpose) -> None:
        started = time.monotonic()
        extras = [*purpose.extras, self.pdf]
        if self._is_ready(extras):
            steps.expect(1)
            steps.begin("检查运行环境")
            system_libraries.ensure(steps, purpose.libraries)
            steps.say(f"      环境已就绪（{time.monotonic() - started:.1f} 秒）")
            return
        steps.expect(3)
        steps.begin("检查系统组件")
        system_libraries.ensure(steps, purpose.libraries)
        steps.begin(f"准备 Python 环境 {self.folder}")
        self._create(steps)
        steps.begin("安装 Python 组件（首次需要下载约 200 MB）")
        self._install(steps, extras)

    def _create(self, steps: Steps) -> None:
        free = shutil.disk_usage(ROOT).free // 1_000_000
        if free < _NEEDED_MB:
            raise StepError(f"磁盘空间不够：需要 {_NEEDED_MB} MB，只剩 {free} MB。", f"df -h {ROOT}")
        finished_once = self._stamp.exists() and self._interpreter_matches()
        self._stamp.unlink(missing_ok=True)
        if not finished_once:  # killed half way, it may lack pip itself, and no second start would mend it
            steps.logged(
                [sys.executable, "-m", "venv", "--clear", str(ROOT / self.folder)],
                message="Python 环境没有建成。",
                remedy="sudo apt-get install -y python3-venv",
            )

    def _install(self, steps: Steps, extras: list[str]) -> None:
        pip = [str(self.python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
        pip += ["--progress-bar", "off", "-c", self.constraints]
        message = "Python 组件没有装上，多半是网络或软件源不通；恢复后再执行原来的命令会接着做。"
        # The build tools first and isolation off: in an isolated build pip would ignore the constraints.
        steps.logged([*pip, "hatchling", "editables"], message=message)
        project = f".[{','.join(extras)}]"
        steps.logged([*pip, "--no-build-isolation", "--editable", project], message=message)
        self._write_stamp(extras)

    def _write_stamp(self, extras: list[str]) -> None:
        stamp = {"digest": self._digest(), "extras": extras}
        self._stamp.write_text(json.dumps(stamp), encoding="utf-8")

    def _is_ready(self, extras: list[str]) -> bool:
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        wanted = stamp.get("digest") == self._digest() and set(extras) <= set(stamp.get("extras", []))
        return wanted and self._interpreter_matches()

    def _interpreter_matches(self) -> bool:
        """Whether the environment stands on this Python: a copied folder or an upgrade leaves a dead link."""
        try:
            told = (ROOT / self.folder / "pyvenv.cfg").read_text(encoding="utf-8")
        except OSError:
            return False
        settings = dict(line.split(" = ", 1) for line in told.splitlines() if " = " in line)
        same_place = settings.get("command", "").endswith(f" {ROOT / self.folder}")
        return self.python.exists() and same_place and settings.get("version") == sys.version.split()[0]

    @property
    def _stamp(self) -> Path:
        return ROOT / self.folder / "jxdesk-setup.json"

    def _digest(self) -> str:
        """Of all that decides what gets installed: the pins, and pyproject.toml less the tools' settings."""
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        decisive = json.dumps([project["build-system"], project["project"]], sort_keys=True)
        pins = (ROOT / self.constraints).read_text(encoding="utf-8")
        return hashlib.sha256(f"{ROOT}\n{decisive}\n{pins}".encode()).hexdigest()


NEWEST = Edition(".venv", "installer/constraints-newest.txt", "pdf")
OLDEST = Edition(".venv-oldest", "installer/constraints-oldest.txt", "pdf-oldest")
CLEAN = Edition(".venv-frozen", NEWEST.constraints, NEWEST.pdf)
"""Without the test tools: what PyInstaller finds in a crowded environment it drags into the bundle."""
