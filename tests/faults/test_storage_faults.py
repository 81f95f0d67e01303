"""Pulled plugs and full disks: an acknowledged save is never lost, and a failed one says so and breaks nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text

from jxdesk.desk import create_desk, open_desk
from jxdesk.errors import UserError
from jxdesk.models import Case, Change, DeskState
from jxdesk.models import migrate as migration
from jxdesk.paths import DataFolder

KILLS = 25


def killed_after(folder: Path, seconds: float) -> list[tuple[str, int]]:
    """Run the writer, kill it without warning, and return the saves it had acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writer", str(folder)], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    whole = (first + rest).split(b"\n")[:-1]  # a line cut in the middle was not acknowledged
    return [(line.split()[0].decode(), int(line.split()[1])) for line in whole]


@pytest.mark.slow
def test_a_killed_desk_keeps_every_acknowledged_save_and_its_change(tmp_path: Path) -> None:
    folder, chance = tmp_path / "data", random.Random(7)
    acknowledged: dict[str, int] = {}
    for _ in range(KILLS):
        acknowledged |= dict(killed_after(folder, chance.uniform(0.02, 0.4)))
        desk = open_desk(DataFolder(folder))
        try:
            for case_id, turn in acknowledged.items():
                record = desk.cases.record(case_id)
                kept = int((record.intake.brief or "第0次")[1:-1])
                assert kept >= turn, "an acknowledged save is gone"
                assert record.application is not None
                assert record.application.brief == record.intake.brief, "half a save was kept"
            assert all(sign.well for sign in desk.doctor.examine())
        finally:
            desk.close()
    assert sum(acknowledged.values()) > KILLS, "the writer was killed before it wrote: the test tests nothing"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB; needs root, as CI has."""
    place = tmp_path / "small"
    place.mkdir()
    if os.geteuid() != 0:
        pytest.fail("this test mounts a small disk and needs root: sudo python3 installer/bootstrap.py test")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], check=True)
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_one_sentence_and_takes_nothing_back(small_disk: Path) -> None:
    desk = create_desk(DataFolder(small_disk / "data"), None)
    case = desk.cases.begin()
    saved = ""
    with pytest.raises(UserError, match="磁盘") as told:
        for turn in range(2000):
            brief = f"第{turn}次" + "地界" * 2000
            desk.cases.save(case.id, {"intake.brief": brief})
            saved = brief
    assert told.value.remedy
    assert saved
    assert desk.cases.record(case.id).intake.brief == saved
    desk.close()
    spare = shutil.copytree(small_disk / "data", small_disk.parent / "roomy")
    desk = open_desk(DataFolder(spare))
    assert desk.cases.record(case.id).intake.brief == saved
    desk.cases.save(case.id, {"intake.brief": "清出地方以后"})
    assert all(sign.well for sign in desk.doctor.examine())
    desk.close()


def test_a_migration_killed_at_any_statement_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old file is made by hand: version 0000 with one table the upgrade will not touch."""
    folder = DataFolder(tmp_path / "data")
    desk = create_desk(folder, None)
    key = desk.database.key
    desk.close()
    with desk.database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE keepsake (x TEXT)"))
        connection.execute(text("INSERT INTO keepsake VALUES ('旧数据')"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    desk.close()
    monkeypatch.setattr(migration, "KNOWN", ("0000", *migration.KNOWN))

    class PulledPlugError(RuntimeError):
        pass

    def upgrade(statements: int) -> None:
        def half(connection: object) -> None:
            for index in range(statements):
                connection.execute(text(f"CREATE TABLE new_{index} (x TEXT)"))  # type: ignore[attr-defined] # a Connection
            connection.execute(text("DELETE FROM keepsake"))  # type: ignore[attr-defined] # as above
            raise PulledPlugError

        monkeypatch.setattr(migration, "_upgrade", half)
        with pytest.raises(PulledPlugError):
            migration.migrate(folder.database, key, folder.backups, desk.cases._clock())

    for statements in (0, 1, 5):
        upgrade(statements)
        with desk.database.engine.connect() as connection:
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE name LIKE 'new_%'")).all()
            assert names == []
            assert connection.execute(text("SELECT x FROM keepsake")).scalars().all() == ["旧数据"]
        desk.close()
    backups = list(folder.backups.glob("before-*.db"))
    assert backups, "no backup was made before the migration"
    assert migration.file_version(backups[0], key) == "0000"


def test_the_change_log_and_the_rows_always_agree(tmp_path: Path) -> None:
    desk = create_desk(DataFolder(tmp_path / "data"), None)
    case = desk.cases.begin()
    with pytest.raises(ZeroDivisionError), desk.database.transaction() as session:
        session.get_one(Case, case.id).title = "没有保存成"
        session.flush()
        _ = 1 / 0
    with desk.database.reading() as session:
        changes = session.scalars(select(Change).where(Change.case_id == case.id)).all()
        assert session.get_one(DeskState, 1).ctr == max(change.ctr for change in changes)
        assert all("没有保存成" not in str(change.fields) for change in changes)
    desk.close()


def test_a_folder_that_became_read_only_is_one_sentence_and_nothing_is_lost(small_disk: Path) -> None:
    folder = DataFolder(small_disk / "data")
    desk = create_desk(folder, None)
    case = desk.cases.begin()
    desk.cases.save(case.id, {"intake.brief": "写得进去的时候"})
    desk.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(UserError, match="不能写入") as told:
        open_desk(folder).cases.save(case.id, {"intake.brief": "写不进去"})
    assert told.value.remedy
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    desk = open_desk(folder)
    assert desk.cases.record(case.id).intake.brief == "写得进去的时候"
    desk.close()
