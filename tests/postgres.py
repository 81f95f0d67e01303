"""A PostgreSQL of our own for the tests: made in a temporary folder, on loopback, gone afterwards.

It is really started, never skipped: a county that runs on PostgreSQL must not be told that its tests
"passed" where none was installed.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

MISSING = "PostgreSQL is not installed: apt-get install postgresql (installer/bootstrap.py does it)."


def binary(name: str) -> Path:
    """One of PostgreSQL's programs; fails the test with one sentence when it is not there."""
    found = shutil.which(name)
    if found:
        return Path(found)
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not places:
        pytest.fail(MISSING)
    return places[-1]


class Cluster:
    """One server with its own data folder. ``kill`` is for the tests that pull the plug."""

    def __init__(self, *options: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="jxdesk-pg-"))
        self._data = self.folder / "data"
        self._options = options
        if os.geteuid() == 0:
            # initdb refuses root; whoever runs the tests as root gets the server under its usual account.
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self._run(
            "initdb", "-D", self._data, "-A", "trust", "-U", "jxdesk", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        self.port = _free_port()
        self.start()

    def start(self) -> None:
        """Start (again) and wait until it answers."""
        settings = f"-p {self.port} -k {self.folder} -h 127.0.0.1 {' '.join(self._options)}"
        self._run(
            "pg_ctl", "-D", self._data, "-l", self.folder / "log", "-o", settings, "-w", "-t", "60", "start"
        )

    def kill(self) -> None:
        """Stop as a power cut would: no goodbye to anybody, recovery at the next start."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")

    def close(self) -> None:
        """Stop and remove everything."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def database(self) -> str:
        """The DSN of a new, empty database."""
        name = f"t{uuid.uuid4().hex}"
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.dsn(name)

    def dsn(self, name: str) -> str:
        """The DSN of a database of this server."""
        return f"postgresql://jxdesk@127.0.0.1:{self.port}/{name}"

    def _run(self, name: str, *arguments: object) -> None:
        command = [str(binary(name)), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(
            command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """One server for all tests of a run; each test makes its own database in it."""
    # What is tested here is what the program asks of the database, not the disk: without fsync a new
    # database takes a tenth of the time. The tests that pull the plug start a server of their own.
    cluster = Cluster("-c fsync=off", "-c full_page_writes=off")
    yield cluster
    cluster.close()
