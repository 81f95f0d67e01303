"""The county really served: a process of its own on loopback, started, stopped and killed by tests."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

READY = "县级服务已启动："


class Served:
    """One running ``jxdesk-county serve``."""

    def __init__(
        self, database: str, *, listen: str = "127.0.0.1:0", program: str = "jxdesk.county.cli"
    ) -> None:
        command = [sys.executable, "-m", program, "serve", "--listen", listen, "--database", database]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        if not line.startswith(READY):
            self.process.wait(10)
            raise AssertionError(f"the county did not start: {line} {self.errors()}")
        self.url = line.removeprefix(READY)

    @property
    def listen(self) -> str:
        """HOST:PORT, to start again at the same place."""
        return self.url.removeprefix("http://")

    def errors(self) -> str:
        """What it wrote on stderr; only after it has ended."""
        return self.process.stderr.read() if self.process.stderr is not None else ""

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self._reap()

    def stop(self) -> int:
        """Ask it to end; returns its exit code."""
        self.process.terminate()
        return self._reap()

    def _reap(self) -> int:
        code = self.process.wait(20)
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
        return code


@contextmanager
def served(database: str) -> Iterator[Served]:
    """A county on ``database`` for the length of a block."""
    running = Served(database)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()
