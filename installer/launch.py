"""`bootstrap.py run`: the window on practice data, or the whole job without one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping

from environment import NEWEST, RUN
from steps import ROOT, StepError, Steps

_DEMO = ROOT / "out" / "demo"
_PRACTICE = ROOT / "out" / "practice"
_SAMPLES = ROOT / "resources" / "practice" / "sample_cases.json"
_HEADLESS = "python3 installer/bootstrap.py run --headless"


def run(steps: Steps, passed_on: list[str], *, headless: bool) -> int:
    """Set up, then run jxdesk: its exit code is ours. Raises StepError."""
    windowed = has_display(os.environ) and not headless
    fresh = windowed and not (_PRACTICE / "desk.db").exists()
    steps.expect(2 if fresh else 1)
    NEWEST.prepare(steps, RUN)
    jxdesk = NEWEST.tool("jxdesk")
    if fresh:
        steps.begin("准备练习数据")
        filling = [jxdesk, "--data", str(_PRACTICE), "case", "import", str(_SAMPLES)]
        steps.logged(filling, message="练习数据没有建成。")
    return _window(steps, jxdesk, passed_on) if windowed else _demo(steps, jxdesk, passed_on)


def _window(steps: Steps, jxdesk: str, passed_on: list[str]) -> int:
    steps.begin(f"打开练习窗口（数据在 {_PRACTICE}）")
    code = subprocess.call([jxdesk, "--data", str(_PRACTICE), *passed_on])
    if code == -signal.SIGABRT:  # how Qt ends when it cannot reach the display
        display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
        raise StepError(f"窗口没有打开，多半是显示器 {display} 连不上。", _HEADLESS)
    return code


def _demo(steps: Steps, jxdesk: str, passed_on: list[str]) -> int:
    steps.begin("无界面演示全过程：导入、走导图、打印、同步、截图")
    out = [] if any(given.split("=")[0] == "--out" for given in passed_on) else ["--out", str(_DEMO)]
    return subprocess.call(
        [jxdesk, "demo", *out, *passed_on], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a window could open: X or Wayland on Unix, always on Windows and macOS."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
