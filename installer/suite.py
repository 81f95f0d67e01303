"""`bootstrap.py test`: format, lint, types, then the tests; every check runs even when an earlier one failed.

The tests come last because whoever reads the output from its end looks for pytest's own closing line.
"""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass

from environment import NEWEST, TEST, Edition
from steps import ROOT, Steps


@dataclass(frozen=True)
class Check:
    """One command whose exit code decides."""

    title: str
    command: list[str]


def test(steps: Steps, edition: Edition, passed_on: list[str], *, quick: bool) -> int:
    """Set up and run the checks: 0 when all passed, else 1. Given arguments, run pytest alone, with them."""
    checks = _checks(edition, passed_on, quick=quick)
    steps.expect(len(checks))
    edition.prepare(steps, TEST)
    failed = []
    started = time.monotonic()
    for check in checks:
        steps.begin(check.title)
        began = time.monotonic()
        # Not logged away: a developer wants to see the tests as they run.
        code = subprocess.call(check.command, cwd=ROOT, env=_environment(), stdin=subprocess.DEVNULL)
        verdict = "通过" if code == 0 else f"未通过（退出码 {code}）"
        steps.say(f"      {verdict}，用时 {time.monotonic() - began:.0f} 秒")
        if code != 0:
            failed.append(check)
    total = f"共 {len(checks)} 项，用时 {time.monotonic() - started:.0f} 秒"
    if not failed:
        steps.say(f"全部通过：{total}。")
        return 0
    steps.say(f"未通过 {len(failed)} 项：{'、'.join(check.title for check in failed)}；{total}。")
    for check in failed:
        steps.say(f"单独重做：{' '.join(check.command)}")
    return 1


def _checks(edition: Edition, passed_on: list[str], *, quick: bool) -> list[Check]:
    pytest = [str(edition.python), "-m", "pytest"]
    if passed_on:
        return [Check(f"pytest {' '.join(passed_on)}", [*pytest, *passed_on])]
    fast = Check("快速测试", [*pytest, "-q", "-n", "2", "-m", "not slow"])
    if edition is not NEWEST:
        return [fast]  # types and style do not depend on the Qt that is installed
    checks = [
        Check("代码格式（ruff format）", [edition.tool("ruff"), "format", "--check", "."]),
        Check("代码检查（ruff check）", [edition.tool("ruff"), "check", "."]),
        Check("类型检查（mypy --strict）", [edition.tool("mypy")]),
        fast,
    ]
    if not quick:
        spread = ["-n", "2", "--dist", "worksteal", "--durations", "5"]
        checks.append(Check("慢测试", [*pytest, "-q", *spread, "-m", "slow and not packaging"]))
        # On one core: its tests share one bundle, and two workers would each build it.
        checks.append(Check("打包测试", [*pytest, "-q", "-m", "packaging"]))
    return checks


def _environment() -> dict[str, str]:
    """Ours, with no window popping up on a developer's screen unless asked for."""
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}
