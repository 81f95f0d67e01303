"""What Debian must have installed: found by adding one missing library at a time to a bare system.

Only what is missing is asked for, so that a second start costs one dpkg-query and no package index.
"""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import subprocess
from pathlib import Path

from steps import StepError, Steps

_QT = (
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libfreetype6",
    "libfontconfig1",
    "libdbus-1-3",
)
_WINDOW = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-util1",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libcups2",  # without it Qt lists no printer
)
_TESTS = (
    "postgresql",  # the county's tests run against a real server
    "poppler-utils",  # pdftotext: text copied out of a document equals the text put in
    "qpdf",  # checks that the documents are sound PDF
    "xvfb",  # a real X server for the start-up tests
)
_FREEZE = ("binutils",)  # PyInstaller appends its archive with objcopy and strips with strip

TO_RUN = (*_QT, *_WINDOW)
TO_FREEZE = (*TO_RUN, *_FREEZE)
TO_TEST = (*TO_FREEZE, *_TESTS)


def ensure(steps: Steps, wanted: tuple[str, ...]) -> None:
    """Install what is missing (as root), or raise StepError with the command to type."""
    if shutil.which("dpkg-query") is None:
        steps.say("      这不是 Debian 系统，系统组件请自行确认（名单见 docs/developers.md）。")
        return
    missing = _missing(wanted)
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    typed = f"sudo apt-get update && sudo {shlex.join(command)}"
    if os.geteuid() != 0:
        raise StepError(f"缺少 {len(missing)} 个系统组件，安装它们需要管理员权限。", typed)
    steps.say(f"      需要安装 {len(missing)} 个系统组件：{' '.join(missing)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    if not _index_present():
        steps.logged(
            ["apt-get", "update"], message="没有取到软件包目录，多半是网络或软件源不通。", extra=quiet
        )
    try:
        steps.logged(command, message="系统组件没有装上。", remedy=typed, extra=quiet)
    except StepError:
        # An index from last month names versions that the mirror has deleted since.
        steps.say("      软件包目录可能已过期，更新后再试一次。")
        steps.logged(
            ["apt-get", "update"], message="没有取到软件包目录，多半是网络或软件源不通。", extra=quiet
        )
        steps.logged(command, message="系统组件没有装上。", remedy=typed, extra=quiet)


def _missing(names: tuple[str, ...]) -> list[str]:
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *names],
        capture_output=True,
        text=True,
        check=False,
    )
    present = {line.split()[0] for line in answer.stdout.splitlines() if line.endswith(" installed")}
    return [name for name in names if name not in present]


def _index_present() -> bool:
    return any(Path("/var/lib/apt/lists").glob("*_Packages*"))
