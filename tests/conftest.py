"""What holds for every test: no window system, no network beyond this machine, no unexpected log record.

The platform is set before anything imports Qt; set later, Qt would look for a display and abort.
"""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from county_resources import County

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Where /etc/machine-id is missing, as in a container, libdbus would abort pytest itself.
os.environ["DBUS_FATAL_WARNINGS"] = "0"


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that talks to the outside would pass here and fail in a village without a network."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0] if isinstance(address, tuple) else str(address)
            if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
                pytest.fail(f"a test tried to reach {host}")
        connect(self, address)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def county_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[County]:
    """The document data of a county that chose otherwise."""
    county = County(tmp_path / "resources", monkeypatch)
    yield county
    monkeypatch.undo()
    county.forget()


@pytest.fixture
def expected_log() -> set[str]:
    """Loggers whose warnings a test expects; add names to it inside the test."""
    return set()


@pytest.fixture(autouse=True)
def _quiet_log(expected_log: set[str], caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning nobody expected is a failure: silence is the passing state."""
    yield
    for phase in ("setup", "call"):
        for record in caplog.get_records(phase):
            if record.levelno >= logging.WARNING and record.name not in expected_log:
                pytest.fail(f"unexpected log record from {record.name}: {record.getMessage()}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what a test measured and named ``table: …``: CI keeps the log, and nobody opens a passed test."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if report.when == "call" and name.startswith("table: "):
                terminalreporter.section(name.removeprefix("table: "))
                terminalreporter.write_line(str(value))
