"""The key file: a passphrase is changed without touching anything else, and no damage to it is a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jxdesk.desk import create_desk, open_desk
from jxdesk.errors import UserError
from jxdesk.models import key_file, keys
from jxdesk.models.keys import (
    MIN_PASSPHRASE,
    WrongPassphraseError,
    change_passphrase,
    create_key,
    is_practice,
    needs_passphrase,
    open_key,
)
from jxdesk.paths import DataFolder

OLD = "福利镇的桌子很稳当的"
NEW = "换了一句更好记的话呢"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 at its lowest costs: what is tested here is the file, not the hash."""
    monkeypatch.setattr(keys, "Slot", partial(key_file.Slot, time_cost=1, memory_kib=8, parallelism=1))


@pytest.fixture
def path(tmp_path: Path, cheap: None) -> Path:
    """A real key file under OLD."""
    create_key(tmp_path / "desk.key", OLD)
    return tmp_path / "desk.key"


def opens(path: Path, passphrase: str) -> bool:
    try:
        return not open_key(path, passphrase).practice
    except WrongPassphraseError:
        return False


def test_a_new_passphrase_opens_the_same_desk_and_the_old_one_no_longer(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "desk")
    desk = create_desk(folder, OLD, unit="230521101")
    case = desk.cases.begin()
    desk.close()
    before = folder.database.read_bytes(), open_key(folder.keys, OLD).raw
    change_passphrase(folder.keys, OLD, NEW)
    assert (folder.database.read_bytes(), open_key(folder.keys, NEW).raw) == before
    with pytest.raises(WrongPassphraseError):
        open_desk(folder, OLD)
    again = open_desk(folder, NEW)
    assert again.cases.record(case.id).intake.short_id == case.intake.short_id
    again.close()
    slot = json.loads(folder.keys.read_text())["slots"][0]
    assert (slot["time_cost"], slot["memory_kib"], slot["parallelism"]) == (3, 65536, 4)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("不是这个口令不是这个口令", NEW, "现在的口令不对，口令没有换"),
        (OLD, "短" * (MIN_PASSPHRASE - 1), "口令太短"),
        (None, NEW, "换口令要先给出现在的口令"),
    ],
)
def test_what_is_wrong_with_a_change_is_one_sentence_and_changes_nothing(
    path: Path, old: str | None, new: str, sentence: str
) -> None:
    before = path.read_bytes()
    with pytest.raises(UserError, match=sentence) as told:
        change_passphrase(path, old, new)
    assert told.value.remedy
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["desk.key"]


def test_a_practice_desk_has_no_passphrase_to_change(tmp_path: Path) -> None:
    create_key(tmp_path / "desk.key", None)
    with pytest.raises(UserError, match="没有口令可换"):
        change_passphrase(tmp_path / "desk.key", OLD, NEW)
    assert is_practice(tmp_path / "desk.key")


def test_only_the_slot_that_was_opened_is_rewritten(path: Path) -> None:
    body = json.loads(path.read_text())
    recovery = {"kind": "county", "sealed": "a way in that only a newer program knows"}
    body["slots"] = [
        recovery,
        {**body["slots"][0], "since": "2027"},
        _slot_of(path, "另一个人的口令也很好记"),
    ]
    body["added_later"] = {"by": "a newer program"}
    path.write_text(json.dumps(body))
    change_passphrase(path, OLD, NEW)
    after = json.loads(path.read_text())
    assert after["added_later"] == body["added_later"]
    assert [after["slots"][at] for at in (0, 2)] == [body["slots"][at] for at in (0, 2)]
    assert after["slots"][1]["since"] == "2027"
    assert after["slots"][1]["salt"] != body["slots"][1]["salt"]
    assert opens(path, NEW)
    assert opens(path, "另一个人的口令也很好记")
    assert not opens(path, OLD)


def _slot_of(path: Path, passphrase: str) -> dict[str, Any]:
    """A second person's way to the same key."""
    slot = keys._wrap(open_key(path, OLD).raw, passphrase)
    return {"kind": slot.kind, "salt": slot.salt, "nonce": slot.nonce, "wrapped": slot.wrapped,
            "time_cost": slot.time_cost, "memory_kib": slot.memory_kib, "parallelism": slot.parallelism}  # fmt: skip


def test_the_new_file_is_on_the_platter_before_it_takes_the_place_of_the_old(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    flush, rename = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        done.append("folder" if Path(f"/proc/self/fd/{handle}").is_dir() else "file")
        flush(handle)

    def replace(fresh: Path, target: Path) -> Path:
        assert opens(path, OLD), "the old file must stand until the rename"
        done.append("rename")
        return rename(fresh, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    change_passphrase(path, OLD, NEW)
    assert done == ["file", "rename", "folder"]
    assert path.stat().st_mode & 0o077 == 0


def test_a_kill_at_any_line_leaves_a_file_that_opens(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults.passphrase_changer", str(tmp_path / "desk.key"), OLD, NEW],
        capture_output=True, text=True, timeout=300, check=False, cwd=ROOT,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = ran.stdout.split()
    assert len(found) > 30, "too few kills to mean anything"
    assert set(found) == {"old", "new"}
    assert found == sorted(found, reverse=True), "once the new one opened, it went back to the old one"


def test_what_a_killed_change_left_behind_is_in_nobodys_way(path: Path) -> None:
    (path.parent / "desk.key.new").write_text('{"format": "jxde')
    change_passphrase(path, OLD, NEW)
    assert opens(path, NEW)
    assert [one.name for one in path.parent.iterdir()] == ["desk.key"]


@pytest.mark.parametrize("broken", ["fsync", "rename"])
def test_a_disk_that_does_not_take_it_leaves_the_old_passphrase(
    path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    before = path.read_bytes()
    monkeypatch.setattr(*((os, "fsync", fail) if broken == "fsync" else (Path, "replace", fail)))
    with pytest.raises(UserError, match="口令还是原来那个"):
        change_passphrase(path, OLD, NEW)
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["desk.key"]


def test_a_rename_that_may_not_last_says_to_keep_both(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_folder: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(key_file, "_flush_folder", fail)
    with pytest.raises(UserError, match="新口令已经写下") as told:
        change_passphrase(path, OLD, NEW)
    assert "新旧两个口令都先留着" in told.value.remedy
    assert opens(path, NEW)


def test_a_key_file_that_cannot_be_written_makes_no_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UserError, match="工作台没有建立"):
        create_desk(DataFolder(tmp_path / "desk"), None)
    assert not DataFolder(tmp_path / "desk").exists


DAMAGE: dict[str, Callable[[dict[str, Any]], object]] = {
    "salt no hex": lambda slot: slot.update(salt="zz" * 16),
    "salt short": lambda slot: slot.update(salt="ab" * 7),
    "salt with blanks": lambda slot: slot.update(salt=" " * 32),
    "nonce empty": lambda slot: slot.update(nonce=""),
    "nonce long": lambda slot: slot.update(nonce="ab" * 4096),
    "key cut": lambda slot: slot.update(wrapped=slot["wrapped"][:-2]),
    "no time": lambda slot: slot.update(time_cost=0),
    "endless": lambda slot: slot.update(time_cost=10**9),
    "memory bomb": lambda slot: slot.update(memory_kib=2**31),
    "memory beyond C": lambda slot: slot.update(memory_kib=2**80),
    "negative memory": lambda slot: slot.update(memory_kib=-1),
    "less memory than lanes": lambda slot: slot.update(memory_kib=8, parallelism=4),
    "no lanes": lambda slot: slot.update(parallelism=0),
    "a crowd of lanes": lambda slot: slot.update(parallelism=2**24 - 1, memory_kib=2**28),
    "cost in words": lambda slot: slot.update(time_cost="3"),
    "cost yes": lambda slot: slot.update(time_cost=True),
    "no kind": lambda slot: slot.pop("kind"),
    "unknown kind alone": lambda slot: slot.update(kind="county"),
    "no salt": lambda slot: slot.pop("salt"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_slot_is_the_one_sentence_and_nothing_is_derived_from_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[dict[str, Any]], object]
) -> None:
    body = json.loads(path.read_text())
    damage(body["slots"][0])
    path.write_text(json.dumps(body))
    monkeypatch.setattr(
        keys, "_derive", lambda *_given: pytest.fail("costs or salt of a damaged file were used")
    )
    with pytest.raises(UserError, match=r"读不出本机的密钥文件 desk\.key") as told:
        open_key(path, OLD)
    assert told.value.remedy == "请从备份中取回这个文件，或者联系县里。"
    with pytest.raises(UserError, match=r"desk\.key"):
        change_passphrase(path, OLD, NEW)
    assert not needs_passphrase(path)
    assert not is_practice(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"[]", b'"jxdesk.key/1"', b"[" * 60_000, b" " * 70_000, b'{"format": 1}',
     b'{"format": "another/1"}', b'{"slots": {}}', b'{"practice": 1, "slots": []}', b'{"slots": [7]}', b"{}"],
)  # fmt: skip
def test_what_is_no_key_file_is_the_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "desk.key").write_bytes(content)
    with pytest.raises(UserError, match=r"读不出本机的密钥文件 desk\.key"):
        open_key(tmp_path / "desk.key", OLD)
    assert not needs_passphrase(tmp_path / "desk.key")


def test_an_official_key_file_that_calls_itself_practice_is_damaged(path: Path) -> None:
    path.write_text(path.read_text().replace('"practice": false', '"practice": true'))
    with pytest.raises(UserError, match=r"读不出本机的密钥文件 desk\.key"):
        open_key(path, None)
    assert not is_practice(path)


def test_a_key_file_of_a_newer_program_says_so_whatever_else_is_in_it(path: Path) -> None:
    path.write_text('{"format": "jxdesk.key/2", "slots": "in another shape"}')
    with pytest.raises(UserError, match="更新版本"):
        open_key(path, OLD)
    assert not needs_passphrase(path)


def test_a_computer_short_of_memory_is_one_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from argon2 import low_level
    from argon2.exceptions import HashingError

    def fail(*_given: object, **_costs: object) -> bytes:
        raise HashingError("Memory allocation error")

    monkeypatch.setattr(low_level, "hash_secret_raw", fail)
    with pytest.raises(UserError, match="内存不够"):
        open_key(path, OLD)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.integers(0, 70_000).map(lambda size: "ab" * size) | st.sampled_from([2**31, 2**64, -1, 262_145, 17]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
TOP = ("format", "practice", "slots", "new")
SLOT = ("kind", "salt", "nonce", "wrapped", "time_cost", "memory_kib", "parallelism", "new")
COSTS = ("time_cost", "memory_kib", "parallelism")
Mutation = Callable[[bytes], bytes]


def _with(field: str, value: Any, *, of_slot: bool) -> Mutation:
    def mutate(raw: bytes) -> bytes:
        body = json.loads(raw)
        part = body["slots"][0] if of_slot else body
        if value == "gone":
            part.pop(field, None)
        else:
            part[field] = value
        return json.dumps(body).encode()

    return mutate


def _spliced(at: float, cut: int, put: bytes) -> Mutation:
    def mutate(raw: bytes) -> bytes:
        start = int(at * len(raw))
        return raw[:start] + put + raw[start + cut :]

    return mutate


MUTATIONS: st.SearchStrategy[Mutation] = st.one_of(
    st.builds(partial(_with, of_slot=True), st.sampled_from(SLOT), JSON | st.just("gone")),
    st.builds(partial(_with, of_slot=True), st.sampled_from(COSTS), st.integers(-9, 2**34)),
    st.builds(partial(_with, of_slot=False), st.sampled_from(TOP), JSON | st.just("gone")),
    st.builds(_spliced, st.floats(0, 1), st.integers(0, 400), st.binary(max_size=4)),
)


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)  # fmt: skip
@given(mutate=MUTATIONS)
def test_a_mutated_key_file_opens_rightly_or_is_a_user_error(
    path: Path, monkeypatch: pytest.MonkeyPatch, mutate: Mutation
) -> None:
    true, whole, derive = path.with_name("true.key"), path.read_bytes(), keys._derive
    true.write_bytes(whole)
    raw = open_key(true, OLD).raw
    damaged = path.with_name("damaged.key")
    damaged.write_bytes(mutate(whole))
    before = damaged.read_bytes()

    def watched(passphrase: str, slot: key_file.Slot) -> bytes:
        assert 8 <= slot.memory_kib <= key_file.MOST_MEMORY_KIB
        assert 1 <= slot.time_cost <= key_file.MOST_TIME
        return derive(passphrase, slot) if slot.memory_kib < 4096 else bytes(32)

    with monkeypatch.context() as patch:
        patch.setattr(keys, "_derive", watched)
        with suppress(UserError):
            assert open_key(damaged, OLD) == keys.OpenKey(raw, practice=False)
        assert not (needs_passphrase(damaged) and is_practice(damaged))
        try:
            change_passphrase(damaged, OLD, NEW)
        except UserError:
            assert damaged.read_bytes() == before
        else:
            assert open_key(damaged, NEW).raw == raw
