"""The PostgreSQL server of these tests."""

from __future__ import annotations

from postgres import postgres  # noqa: F401 - pytest finds a fixture by its name in a conftest
