"""A mistyped command is answered in Chinese, with the way to the usage, and a reader who has seen enough may go."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from jxdesk import cli
from jxdesk.county import cli as county

ENGLISH = re.compile(
    r"\b(arguments?|required|choices?|choose|expected|allowed|invalid|unrecognized|ignored|one of)\b"
)
"""Words that argparse uses and that are no command or option of ours."""


@pytest.mark.parametrize(
    ("main", "typed"),
    [
        (cli.main, ["print"]),
        (cli.main, ["frob"]),
        (cli.main, ["case", "export", "--all", "17", "--out", "x"]),
        (cli.main, ["case", "export", "--out", "x"]),
        (cli.main, ["case", "import"]),
        (cli.main, ["--data"]),
        (cli.main, ["--json=yes"]),
        (cli.main, ["case", "list", "--sideways"]),
        (cli.main, ["flow", "poster", "--size", "A5", "--out", "x"]),
        (county.main, ["serve", "--listen"]),
        (county.main, ["frob"]),
    ],
)
def test_what_is_wrong_is_said_in_chinese(
    main: Callable[[list[str]], int], typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(typed)
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("命令写得不对：")
    assert "--help" in told
    assert ENGLISH.search(told) is None


@pytest.mark.parametrize("main", [cli.main, county.main])
def test_the_usage_has_chinese_headings(
    main: Callable[[list[str]], int], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert told.startswith("用法：")
    assert "选项" in told
    assert "show this" not in told


def test_a_reader_who_closes_the_pipe_is_no_fault() -> None:
    command = f"{sys.executable} -m jxdesk.cli flow mermaid | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "---\n"
    assert done.stderr == ""
