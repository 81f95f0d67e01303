"""Real files: an encrypted database in a folder of its own, and a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sync_fixtures import line, store, there, two, workshop  # noqa: F401 - pytest finds a fixture by its name

from jxdesk.desk import SEALING, Desk, create_desk
from jxdesk.models import DeskState
from jxdesk.models.database import Database
from jxdesk.models.keys import OpenKey, create_key
from jxdesk.models.migrate import migrate
from jxdesk.paths import DataFolder

NOON = datetime(2026, 7, 15, 4, 0, tzinfo=UTC)  # 12 o'clock in 集贤


@pytest.fixture
def key(tmp_path: Path) -> OpenKey:
    """The key of a practice file."""
    return create_key(tmp_path / "desk.key", None)


@pytest.fixture
def database(tmp_path: Path, key: OpenKey) -> Iterator[Database]:
    """An empty file with its desk row, for tests below the services."""
    path = tmp_path / "desk.db"
    migrate(path, key, tmp_path / "backups", NOON)
    made = Database(path, key, SEALING, lambda: NOON)
    with made.transaction() as session:
        session.add(DeskState(id=1, dev="d" * 32, epoch="e" * 32, h=SEALING.genesis.hex()))
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A practice desk of 福利镇 at noon on 15 July 2026."""
    made = create_desk(DataFolder(tmp_path / "data"), None, clock=lambda: NOON)
    yield made
    made.close()
