"""Builds dist/jxdesk/, the folder that runs without Python: python3 installer/build_frozen.py

The bundle takes its C libraries from the system it is built on and needs a glibc as new: build it on the
oldest system it must run on.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from environment import CLEAN, FREEZE
from steps import ROOT, StepError, Steps


def build(steps: Steps, into: Path) -> Path:
    """Build the bundle in `into`; returns its folder. Raises StepError."""
    steps.expect(1)
    CLEAN.prepare(steps, FREEZE)
    steps.begin("生成免安装程序（约一分钟）")
    # A file that left the sources would stay in the bundle.
    shutil.rmtree(into / "jxdesk", ignore_errors=True)
    folders = ["--distpath", str(into), "--workpath", str(ROOT / "build" / "frozen")]
    steps.logged(
        [CLEAN.tool("pyinstaller"), "--noconfirm", *folders, str(ROOT / "installer" / "jxdesk.spec")],
        message="免安装程序没有生成。",
        extra={"PYINSTALLER_CONFIG_DIR": str(ROOT / "build" / "pyinstaller")},  # HOME may not be writable
    )
    bundle = into / "jxdesk"
    size = sum(path.lstat().st_size for path in bundle.rglob("*") if path.is_file())
    steps.say(f"      {bundle}（{size / 1_000_000:.0f} MB）")
    return bundle


def main() -> int:
    """The command line; 0 when the bundle was built."""
    parser = argparse.ArgumentParser(
        description="生成不需要安装 Python 的 jxdesk 文件夹。", allow_abbrev=False
    )
    parser.add_argument("--into", type=Path, default=ROOT / "dist", help="放在哪个文件夹（默认 dist）")
    try:
        build(Steps(), parser.parse_args().into.resolve())
    except StepError as failure:
        failure.show()
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
