"""The frozen folder does the whole job as the sources do, and prints the same bytes.

It is built here, from a clean environment, so that a module or a data file PyInstaller does not see is found
before a township finds it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from jxdesk.rules.days import BEIJING

pytestmark = [pytest.mark.slow, pytest.mark.packaging]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("dist")
    built = subprocess.run(
        [sys.executable, ROOT / "installer" / "build_frozen.py", "--into", into],
        capture_output=True,
        text=True,
        check=False,
        timeout=1500,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return into / "jxdesk"


def bare_environment(home: Path) -> dict[str, str]:
    """That of a machine that knows nothing of this project or its Python."""
    return {"HOME": str(home), "PATH": os.defpath, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}


def demo(program: list[str | Path], out: Path) -> dict[str, Any]:
    told = subprocess.run(
        [*program, "demo", "--out", out, "--json"],
        cwd=out.parent,
        env=bare_environment(out.parent),
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    summary: dict[str, Any] = json.loads(told.stdout)
    return summary


def on_one_day(*plays: Callable[[str], dict[str, Any]]) -> list[dict[str, Any]]:
    """Their results, played again if midnight fell between them: the walk-in case bears today's date."""
    for name in ("", "-again"):
        day = datetime.now(BEIJING).date()
        results = [play(name) for play in plays]
        if datetime.now(BEIJING).date() == day:
            break
    return results


def documents(summary: dict[str, Any]) -> dict[str, str]:
    """Digest by path below the demo's folder."""
    out = Path(summary["out"])
    return {Path(one["path"]).relative_to(out).as_posix(): one["sha256"] for one in summary["documents"]}


def test_the_frozen_demo_prints_the_same_bytes_as_the_sources(bundle: Path, tmp_path: Path) -> None:
    from_sources, from_bundle = on_one_day(
        lambda name: demo([sys.executable, "-m", "jxdesk.cli"], tmp_path / f"sources{name}"),
        lambda name: demo([bundle / "jxdesk"], tmp_path / f"bundle{name}"),
    )
    assert len(documents(from_sources)) > 20
    assert documents(from_bundle) == documents(from_sources)
    assert from_bundle["waiting"] == 0
    assert [Path(path).name for path in from_bundle["screenshots"]] == [
        Path(path).name for path in from_sources["screenshots"]
    ]


def test_the_frozen_folder_holds_every_resource_and_no_test_tool(bundle: Path) -> None:
    inside = bundle / "_internal"
    shipped = {path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert {path for path in shipped if not (inside / path).is_file()} == set()
    assert list(inside.glob("*pytest*")) == []


def test_the_frozen_folder_writes_the_same_word_copy_as_the_sources(bundle: Path, tmp_path: Path) -> None:
    """python-docx opens templates by path, which PyInstaller does not see."""
    wanted = [
        "print",
        "集福人调字〔2025〕第17号",
        "--document",
        "agreement",
        "--word",
        "--data",
        "data",
        "--out",
    ]
    for program, out in (([sys.executable, "-m", "jxdesk.cli"], "sources"), ([bundle / "jxdesk"], "bundle")):
        for line in (
            ["case", "import", ROOT / "tests/data/sample_cases.json", "--data", "data"],
            [*wanted, out],
        ):
            subprocess.run(
                [*program, *line], cwd=tmp_path, env=bare_environment(tmp_path), check=True, timeout=120
            )
    copies = [(tmp_path / out / "agreement.docx").read_bytes() for out in ("sources", "bundle")]
    assert copies[0] == copies[1]


def test_the_frozen_county_says_how_it_is_used(bundle: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [bundle / "jxdesk-county", "serve", "--help"],
        env=bare_environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert told.returncode == 0, told.stderr
    assert "--listen" in told.stdout
