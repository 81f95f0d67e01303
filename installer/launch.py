"""`bootstrap.py run`: the window on practice data, or the whole job without one."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from environment import NEWEST, RUN
from steps import ROOT, Steps

_DEMO = ROOT / "out" / "demo"
_PRACTICE = ROOT / "out" / "practice"


def run(steps: Steps, passed_on: list[str], *, headless: bool) -> int:
    """Set up, then become jxdesk: its exit code is ours. Raises StepError."""
    steps.expect(1)
    NEWEST.prepare(steps, RUN)
    jxdesk = NEWEST.tool("jxdesk")
    if has_display(os.environ) and not headless:
        steps.begin(f"打开练习窗口（数据在 {_PRACTICE}）")
        os.execv(jxdesk, [jxdesk, "--data", str(_PRACTICE), *passed_on])
    steps.begin("没有显示器，无界面演示全过程" if not headless else "无界面演示全过程")
    out = [] if any(given.split("=")[0] == "--out" for given in passed_on) else ["--out", str(_DEMO)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    os.execve(jxdesk, [jxdesk, "demo", *out, *passed_on], environment)
    raise AssertionError("execve does not return")


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a window could open: X or Wayland on Unix, always on Windows and macOS."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
