"""An installation with a hole in it says which file is missing and that the cases are safe."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jxdesk import paths
from jxdesk.cli import main
from jxdesk.documents import fonts

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"


def test_a_missing_font_is_one_sentence_and_prints_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    assert main(["case", "import", str(SAMPLES), "--data", str(data)]) == 0
    crippled = tmp_path / "resources"
    shutil.copytree(paths.resources_root(), crippled, ignore=shutil.ignore_patterns("*.ttf"))
    monkeypatch.setattr(paths, "resources_root", lambda: crippled)
    for cached in (fonts.loaded, fonts.points):
        cached.cache_clear()
    capsys.readouterr()
    words = ["print", "集福人调字〔2025〕第17号", "--document", "agreement", "--out", str(tmp_path / "out")]
    assert main([*words, "--data", str(data)]) == 1
    said = capsys.readouterr().err
    assert ".ttf" in said
    assert "重新安装" in said
    assert "Traceback" not in said
    assert list((tmp_path / "out").iterdir()) == []
