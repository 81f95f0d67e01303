"""The whole job once, headless: county, import, chart, paper, sync, screenshots. What ``jxdesk demo`` does.

It uses the desk the way a person would, through the same services and the same window; nothing in here is
a short cut of its own, so what the demo shows is what a desk can do.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jxdesk.demo_walk_in import leave_draft, take_walk_in
from jxdesk.desk import Desk, create_desk, open_desk
from jxdesk.errors import UserError
from jxdesk.models.keys import needs_passphrase
from jxdesk.paths import DataFolder, resource
from jxdesk.services.case_files import Imported
from jxdesk.services.papers import Written
from jxdesk.settings import Settings

Say = Callable[[str], None]
COUNTY_START = 30.0
"""Seconds the county may take to come up before the demo says so."""


@dataclass
class Summary:
    """What the demo did and where it lies."""

    out: Path
    imported: list[Imported] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    sync: list[str] = field(default_factory=list)
    waiting: int = 0
    screenshots: list[Path] = field(default_factory=list)

    def lines(self) -> list[str]:
        """For a person."""
        pages = sum(one.pages for one in self.written)
        return [
            f"导入案件 {len(self.imported)} 件",
            *self.charts,
            f"打印文书 {len(self.written)} 份，共 {pages} 页：{self.out / 'papers'}",
            *self.sync,
            f"县里尚未确认的修改：{self.waiting} 条",
            f"界面截图 {len(self.screenshots)} 张：{self.out / 'screens'}",
            f"练习数据：{self.out / 'data'}",
        ]

    def as_json(self) -> dict[str, Any]:
        """For a script."""
        return {
            "out": str(self.out),
            "imported": [{"number": one.label, "outcome": one.outcome} for one in self.imported],
            "documents": [
                {"document": w.document, "path": str(w.path), "pages": w.pages, "sha256": w.sha256}
                for w in self.written
            ],
            "waiting": self.waiting,
            "screenshots": [str(path) for path in self.screenshots],
        }


def run_demo(out: Path, folder: DataFolder, passphrase: str | None, county: str | None, say: Say) -> Summary:
    """Play the whole job into ``out``. Raises UserError when a step cannot be done, naming it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"建不了文件夹 {out.name}。", "请换一个 --out。") from error
    if folder.exists and needs_passphrase(folder.keys):
        raise UserError(
            "这是正式的工作台，演示会把编造的案件写进去。", "请去掉 --data，或者换一个练习用的文件夹。"
        )
    summary = Summary(out)
    with _county(county, out / "county.db", say) as url:
        settings = Settings(county_url=url)
        make = open_desk if folder.exists else create_desk
        desk = make(folder, passphrase, settings)
        try:
            _play(desk, summary, say)
        finally:
            desk.close()
    say("正在给每个界面截图")
    summary.screenshots = _screenshots(folder, passphrase, out / "screens")
    return summary


def _play(desk: Desk, summary: Summary, say: Say) -> None:
    say("正在导入样例案件")
    summary.imported = desk.files.import_files([resource("practice", "sample_cases.json")])
    for one in summary.imported:
        if one.outcome == "refused":
            raise UserError(f"样例案件没有导入：{one.path}：{one.message}", "请换一个空的 --out 文件夹再试。")
        case_id = desk.cases.resolve(one.label)
        say(f"正在走导图、打印：{one.label}")
        summary.charts.append(_chart(desk, case_id))
        summary.written += desk.papers.write(case_id, summary.out / "papers" / one.label)
    say("正在办一件来人登记：登记、受理、调查、调解、写协议、打印")
    case_id = take_walk_in(desk)
    leave_draft(desk)
    label = desk.cases.record(case_id).label()
    summary.charts.append(_chart(desk, case_id))
    summary.written += desk.papers.write(case_id, summary.out / "papers" / label)
    say("正在与县里同步")
    report = desk.sync.run()
    summary.sync = report.lines()
    summary.waiting = desk.table.waiting().count


def _chart(desk: Desk, case_id: str) -> str:
    """The way a case takes on the chart; where it stands now is marked."""
    walked = desk.trade.walk(desk.cases.record(case_id), desk.cases.today())
    titles = (f"【{s.node.title}】" if s.is_current else s.node.title for s in map(walked.step, walked.route))
    return f"{desk.cases.record(case_id).label()}：{'→'.join(titles)}"


def _screenshots(folder: DataFolder, passphrase: str | None, out: Path) -> list[Path]:
    # In a process of its own: the command line never loads Qt, and a display may be missing here.
    environment = {**os.environ}
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [*_myself("jxdesk.app"), "--screenshots", str(out), "--data", str(folder.root)]
    done = subprocess.run(  # noqa: S603 - our own program with our own arguments
        command,
        input=(passphrase or "") + "\n",
        text=True,
        env=environment,
        capture_output=True,
        timeout=300,
        check=False,
    )
    if done.returncode != 0:
        raise UserError(
            "界面截图没有完成。", done.stderr.strip().splitlines()[-1] if done.stderr.strip() else ""
        )
    return sorted(out.glob("*.png"))


def _myself(module: str) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, f"--run-module={module}"]
    return [sys.executable, "-m", module]


@contextmanager
def _county(url: str | None, database: Path, say: Say) -> Iterator[str]:
    """A county to talk to: the one named, or one started on loopback and stopped again."""
    if url is not None:
        yield url
        return
    say("正在本机起一个县级服务")
    command = [*_myself("jxdesk.county.cli"), "serve", "--database", str(database), "--listen", "127.0.0.1:0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603 - as above
    try:
        yield _ready(process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _ready(process: subprocess.Popen[str]) -> str:
    """The address the county prints when it listens; other lines are read away so that it never blocks."""
    lines: list[str] = []
    found = threading.Event()

    def read() -> None:
        for line in process.stdout or ():
            lines.append(line.strip())
            if "http://" in line:
                found.set()

    threading.Thread(target=read, daemon=True).start()
    end = time.monotonic() + COUNTY_START
    while time.monotonic() < end and process.poll() is None and not found.wait(0.1):
        pass
    for line in lines:
        if "http://" in line:
            return "http://" + line.split("http://", 1)[1].split()[0].rstrip("。")
    raise UserError("县级服务没有起来。", lines[-1] if lines else "请用 jxdesk-county serve 单独启动看看。")
