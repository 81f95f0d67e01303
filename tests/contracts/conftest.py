"""The county's database, once as SQLite and once as PostgreSQL: every test here runs on both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres import Cluster, postgres  # noqa: F401 - pytest finds a fixture by its name in a conftest

from jxdesk.county.store import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        opened = Store(str(tmp_path / "county.db"))
    else:
        cluster: Cluster = request.getfixturevalue("postgres")
        opened = Store(cluster.database())
    yield opened
    opened.close()
