"""Two real desks, a county in this process and the line between them, as fixtures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sync_world import Line, RealDesk, Workshop, county

from jxdesk.county.store import Store


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """Where desks are made."""
    return Workshop(tmp_path)


@pytest.fixture
def there(tmp_path: Path) -> Iterator[tuple[Store, Line]]:
    """A county and the line to it."""
    with county(str(tmp_path / "county.db")) as both:
        yield both


@pytest.fixture
def store(there: tuple[Store, Line]) -> Store:
    """The county's database."""
    return there[0]


@pytest.fixture
def line(there: tuple[Store, Line]) -> Line:
    """The line to the county."""
    return there[1]


@pytest.fixture
def two(workshop: Workshop) -> Iterator[tuple[RealDesk, RealDesk]]:
    """Two desks of one township."""
    desks = workshop.desk("one"), workshop.desk("two")
    yield desks
    for desk in desks:
        desk.close()
