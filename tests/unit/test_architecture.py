"""The rules that keep the parts apart, and the small ones that keep the files readable.

import-linter holds the direction of imports (contracts in pyproject.toml); the rest is what it cannot say.
Only files that git knows are read: a build folder or somebody's notes are nobody's architecture.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
"""Lines. Cohesion comes before count, but a longer file needs a reason in LONG_FOR_A_REASON."""
LONG_FOR_A_REASON = {
    "jxdesk/models/migrations/versions/0001_first_schema.py": "a snapshot of all tables, written once",
    "jxdesk/rules/case_record.py": "one value, read side by side with the case format it mirrors",
}
GRAB_BAGS = re.compile(r"(^|_)(utils?|common|helpers?|manager|misc)$|^base_")
LOG_METHODS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
LOGGERS = {"log", "logger", "_log", "_logger", "LOG", "logging"}
# Of sync only what both sides must agree on; what a desk does with it (outbox, push, pull) is its own.
COUNTY_MAY_IMPORT = (
    "jxdesk.county",
    "jxdesk.sync.chain",
    "jxdesk.sync.dictionary",
    "jxdesk.sync.envelope",
    "jxdesk.sync.frame",
    "jxdesk.sync.merge",
    "jxdesk.sync.policy",
    "jxdesk.sync.wire",
    "jxdesk.rules",
    "jxdesk.errors",
    "jxdesk.log",
    "jxdesk.paths",
    "jxdesk.settings",
    "jxdesk.usage",
)
# Spelt in pieces, or this file would find itself.
REGISTRY_HOSTS = re.compile(
    r"\b(?:deb\.debian|security\.debian|snapshot\.debian|pypi|test\.pypi|files\.pythonhosted|npmjs|registry\.npmjs)"
    r"\.(?:org|com)\b|\bmirrors?\.[a-z0-9-]+\.(?:com|cn|org|edu)",
    re.IGNORECASE,
)
MACHINE_PATHS = re.compile(r"(?<![\w.$}{~*-])/(?:work|tmp|root|opt|home/\w+)/[\w.]|\.\./shared\b")
LICENCE_TEXT = re.compile(r"(^|/)(LICEN[CS]E|OFL|COPYING|NOTICE)[^/]*$")
NOQA_WITH_REASON = re.compile(r"#\s*noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*\s*(?:-+|—|#|:)\s*\S+")
IGNORE_WITH_REASON = re.compile(r"#\s*type: ignore\[[\w-]+(?:, ?[\w-]+)*\]\s*#\s*\S+")


def committed(*suffixes: str) -> list[Path]:
    """Files git tracks or would add (an untracked file is tomorrow's commit), still on disk, by suffix."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines of a text file; nothing for a binary one."""
    raw = path.read_bytes()
    if b"\0" in raw[:4096]:
        return
    try:
        yield from enumerate(raw.decode("utf-8").splitlines(), start=1)
    except UnicodeDecodeError:
        return


@pytest.fixture(scope="module")
def python_files() -> list[Path]:
    return committed(".py")


def test_imports_point_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_every_part_has_its_place_in_the_contracts() -> None:
    parts = {path.stem for path in (ROOT / "jxdesk").iterdir() if path.suffix == ".py" or path.is_dir()}
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.importlinter]")[2]
    placed = set(re.findall(r"jxdesk\.(\w+)", contracts))
    assert parts - placed - {"__init__", "__pycache__"} == set()


def test_the_county_imports_only_the_conversation_and_the_rules() -> None:
    graph = grimp.build_graph("jxdesk", cache_dir=None)
    strangers = [
        f"{importer} -> {imported}"
        for importer in sorted(graph.modules)
        if importer.startswith("jxdesk.county")
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
        if not any(imported == allowed or imported.startswith(f"{allowed}.") for allowed in COUNTY_MAY_IMPORT)
    ]
    assert strangers == []


def test_no_file_is_longer_than_a_reader_can_hold(python_files: list[Path]) -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files}
    too_long = {name: count for name, count in lengths.items() if count > LONGEST_FILE}
    assert {name for name in too_long if name not in LONG_FOR_A_REASON} == set(), too_long
    assert set(LONG_FOR_A_REASON) <= set(too_long), "an excuse that is no longer needed"


def test_package_inits_are_empty_except_the_tables(python_files: list[Path]) -> None:
    inits = [
        path for path in python_files if path.name == "__init__.py" and name_of(path).startswith("jxdesk/")
    ]
    filled = [name_of(path) for path in inits if path.read_text(encoding="utf-8").strip()]
    assert [name for name in filled if not name.startswith("jxdesk/models/")] == []


def test_no_module_is_a_grab_bag(python_files: list[Path]) -> None:
    modules = [path for path in python_files if name_of(path).startswith("jxdesk/")]
    bags = {name_of(path) for path in modules if GRAB_BAGS.search(path.stem)}
    bags |= {
        name_of(path)
        for path in modules
        if any(GRAB_BAGS.search(part) for part in path.relative_to(ROOT).parts[:-1])
    }
    assert bags == set()


def test_the_first_line_of_a_module_says_what_it_holds(python_files: list[Path]) -> None:
    ours = [path for path in python_files if name_of(path).startswith(("jxdesk/", "installer/", "bench/"))]
    silent = [
        name_of(path)
        for path in ours
        if (source := path.read_text(encoding="utf-8")).strip()
        and ast.get_docstring(ast.parse(source)) is None
    ]
    assert silent == []


def test_log_messages_are_constant_so_that_no_name_slips_into_one(python_files: list[Path]) -> None:
    found = [
        f"{name_of(path)}:{call.lineno}"
        for path in python_files
        if name_of(path).startswith("jxdesk/")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and _is_log_call(call) and not _has_constant_message(call)
    ]
    assert found == []


def _is_log_call(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in LOG_METHODS:
        return False
    owner = call.func.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name in LOGGERS


def _has_constant_message(call: ast.Call) -> bool:
    position = 1 if isinstance(call.func, ast.Attribute) and call.func.attr == "log" else 0
    return len(call.args) > position and isinstance(call.args[position], ast.Constant)


def test_silenced_checks_give_their_reason_beside_them(python_files: list[Path]) -> None:
    bare = [
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in python_files
        if path != Path(__file__)
        for number, line in text_lines(path)
        if ("# noqa" in line and not NOQA_WITH_REASON.search(line))
        or ("type: ignore" in line and not IGNORE_WITH_REASON.search(line))
    ]
    assert bare == []


def test_no_committed_text_names_a_registry_or_a_path_of_one_machine() -> None:
    found = [
        f"{name_of(path)}:{number}: {line.strip()[:120]}"
        for path in committed()
        if path != Path(__file__) and not LICENCE_TEXT.search(name_of(path))
        for number, line in text_lines(path)
        if REGISTRY_HOSTS.search(line) or MACHINE_PATHS.search(line)
    ]
    assert found == []
