"""导出 from the case table: what it shows as a spreadsheet, or whole cases as a case file for another desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from jxdesk.errors import UserError
from jxdesk.progress import Work
from jxdesk.services.spreadsheet import Value, write_sheet
from jxdesk.ui.case_columns import Column
from jxdesk.ui.case_filters import Question
from jxdesk.ui.workplace import Workplace

EVERYTHING = 10_000_000
KEEP_SAFE = "里面有当事人的情况，没有加密，用完请锁好或者删掉。"


def ask_where(page: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Where to; the ending of ``name`` is added when the person left it out."""
    chosen, _kind = QFileDialog.getSaveFileName(page, title, name, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(Path(name).suffix)


def export_table(
    place: Workplace, page: QWidget, columns: Sequence[Column], question: Question, out: Path
) -> None:
    """Write every row the table would show, its columns from left to right.

    Read in the file's lane, written in the other: a slow stick must not hold up what is being typed.
    """
    table = place.services.table

    def read(_work: Work) -> list[list[Value]]:
        rows = table.rows(**asdict(question), limit=EVERYTHING)
        return [[column.value(row) for column in columns] for row in rows]

    def write(rows: list[list[Value]]) -> None:
        headings = [column.title for column in columns]
        place.tasks.network(
            "正在导出表格",
            lambda work: write_sheet(out, "案件", headings, rows, work),
            owner=page,
            done=lambda count: place.messages.done(f"已导出{count}件到“{out.name}”。{KEEP_SAFE}"),
        )

    place.tasks.local("正在读取案件", read, owner=page, done=write)


def export_cases(place: Workplace, page: QWidget, chosen: Sequence[str] | None, out: Path) -> None:
    """Write whole cases to a case file: those chosen, or with None all that have a number."""
    files = place.services.files

    def work(report: Work) -> tuple[int, int]:
        numbered = files.numbered()
        wanted = numbered if chosen is None else [one for one in numbered if one in set(chosen)]
        if not wanted:
            raise UserError(
                "没有可以导出的案件，没有写文件。", "案件文件只收已经编号的案件；请先受理编号，或者换一件。"
            )
        return files.export(wanted, out, report), files.scans(wanted)

    def exported(made: tuple[int, int]) -> None:
        count, scans = made
        left = f"有{scans}件扫描件、照片不在里面，要另外拷。" if scans else ""
        place.messages.done(f"已导出{count}件到“{out.name}”。{left}{KEEP_SAFE}")

    place.tasks.local("正在导出案件", work, owner=page, done=exported)
