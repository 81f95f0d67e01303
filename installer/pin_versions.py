"""Writes installer/constraints-*.txt: the exact versions, of everything, that the tests have passed with.

A fresh environment each time, because a used one carries packages that nothing depends on any more.
Run it when a dependency changes in pyproject.toml: python3 installer/pin_versions.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from environment import NEWEST, OLDEST, Edition
from steps import ROOT

_OLDEST_QT = "6.8.0.2"  # the last with an aarch64 wheel for glibc 2.31 (银河麒麟 V10)
_HEADER = """\
# {title}
# Written by installer/pin_versions.py with Python {python}; do not edit by hand.
"""


def main() -> None:
    """Resolve both editions and write both files; only Qt differs between them."""
    newest = _resolve(NEWEST, [])
    _write(NEWEST, "Exact versions, the newest Qt.", newest)
    rest = [pin for pin in newest if not pin.lower().startswith(("pyside6", "shiboken6"))]
    oldest = _resolve(OLDEST, [*rest, f"PySide6_Essentials=={_OLDEST_QT}", f"PySide6_Addons=={_OLDEST_QT}"])
    _write(
        OLDEST,
        "Exact versions, the oldest Qt that we support; all else as in constraints-newest.txt.",
        oldest,
    )


def _resolve(edition: Edition, pins: list[str]) -> list[str]:
    """Every distribution, with its version, that a fresh environment ends up with."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = str(Path(folder) / "bin" / "python")
        constraints = Path(folder) / "pins.txt"
        constraints.write_text("\n".join(pins), encoding="utf-8")
        pip = [python, "-m", "pip"]
        install = [*pip, "install", "--progress-bar", "off", "-c", str(constraints)]
        subprocess.run([*install, "hatchling", "editables"], check=True)
        project = f"{ROOT}[county,{edition.pdf},dev,freeze]"
        subprocess.run([*install, "--no-build-isolation", project], check=True)
        frozen = subprocess.run(
            [*pip, "freeze", "--exclude", "jxdesk"], check=True, capture_output=True, text=True
        ).stdout
    return sorted((line for line in frozen.splitlines() if "==" in line), key=str.lower)


def _write(edition: Edition, title: str, pins: list[str]) -> None:
    header = _HEADER.format(title=title, python=sys.version.split()[0])
    (ROOT / edition.constraints).write_text(header + "\n".join(pins) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
