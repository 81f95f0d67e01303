"""Steps of the set-up as a person sees them: number, title, how long, and what to do when one fails.

What the tools themselves print goes to a log file, not to the terminal: apt alone writes 400 lines.
"""

from __future__ import annotations

import fcntl
import os
import queue
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "out" / "setup.log"
_HEARTBEAT = 10.0  # seconds; a silent minute looks like a hang, and then people press Ctrl+C inside pip


class StepError(Exception):
    """A step that the person at the terminal can put right: one sentence and the exact command."""

    def __init__(self, message: str, command: str = "", details: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.command = command
        self.details = details

    def show(self) -> None:
        """Print the sentence, the command and the last lines of the tool, on stderr."""
        sys.stdout.flush()
        if self.details:
            print(self.details, file=sys.stderr)
        print(f"\n没有完成：{self.message}", file=sys.stderr)
        if self.command:
            print(f"请执行：{self.command}", file=sys.stderr)


class Steps:
    """Numbers the steps, runs their commands, keeps their output in one log file."""

    def __init__(self) -> None:
        self._done = 0
        self._total = 0

    def expect(self, count: int) -> None:
        """Add `count` steps to the total that the numbers show."""
        self._total += count

    def begin(self, title: str) -> None:
        """Announce the next step."""
        self._done += 1
        self.say(f"[{self._done}/{self._total}] {title}")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the set-up against a second one in this folder: two would empty each other's environment."""
        LOG.parent.mkdir(parents=True, exist_ok=True)
        with LOG.with_suffix(".lock").open("w", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.say("      另一个窗口正在准备环境，等它完成。")
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @staticmethod
    def say(text: str) -> None:
        """Print a line at once: the output is often piped, and then a buffer hides the progress."""
        print(text, flush=True)

    def logged(
        self, command: list[str], *, message: str, remedy: str = "", extra: dict[str, str] | None = None
    ) -> None:
        """Run a command with its output in the log and a sign of life every ten seconds.

        Raises StepError with `message`, `remedy` (by default the command itself) and the log's last lines.
        """
        started = time.monotonic()
        tail = self._follow(command, {**os.environ, **(extra or {})}, started)
        if isinstance(tail, list):
            details = "\n".join(f"    {line}" for line in tail[-12:])
            raise StepError(f"{message}（全部输出在 {LOG}）", remedy or shlex.join(command), details)
        self.say(f"      完成，用时 {time.monotonic() - started:.0f} 秒")

    def _follow(self, command: list[str], env: dict[str, str], started: float) -> list[str] | None:
        """The last lines of a command that failed, None of one that did its work."""
        LOG.parent.mkdir(parents=True, exist_ok=True)
        try:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,  # a question that nobody can see would wait for ever
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        except OSError as error:
            return [str(error)]
        with process, LOG.open("a", encoding="utf-8") as log:
            log.write(f"\n$ {shlex.join(command)}\n")
            tail = self._read(process, log, started)
        return tail if process.returncode else None

    def _read(self, process: subprocess.Popen[bytes], log: TextIO, started: float) -> list[str]:
        lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=_pump, args=(process, lines), daemon=True).start()
        tail: list[str] = []
        shown = started
        while True:
            try:
                line = lines.get(timeout=_HEARTBEAT)
            except queue.Empty:
                line = ""
            if line is None:
                return tail
            if line:
                log.write(line + "\n")
                tail = [*tail[-30:], line]
            if time.monotonic() - shown >= _HEARTBEAT:
                shown = time.monotonic()
                self.say(f"      已用 {shown - started:.0f} 秒　{tail[-1][:70] if tail else ''}")


def _pump(process: subprocess.Popen[bytes], lines: queue.Queue[str | None]) -> None:
    for raw in process.stdout or ():
        lines.put(raw.decode("utf-8", "replace").rstrip())
    lines.put(None)
