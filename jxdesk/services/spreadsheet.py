"""A table as an .xlsx file: dates are dates, words are words, the heading stays in sight.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` stays text: what somebody typed as a name must not run as a
formula in the office of whoever opens the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jxdesk.errors import UserError
from jxdesk.progress import QUIET, Work

Value = str | date | int | None

STEP = 100  # rows between two looks at whether somebody pressed 取消
WIDEST = 60  # characters; a longer text wraps nowhere, it is cut off by its neighbour
STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program takes for the beginning of a formula."""


def write_sheet(
    out: Path, title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]], work: Work = QUIET
) -> int:
    """Write ``rows`` under ``headings`` to ``out``, replacing it; returns how many rows.

    Raises UserError when the place cannot be written or another program holds the file; what was there before
    then stays as it was. Cancelled, it leaves nothing behind.
    """
    part = out.with_name(out.name + ".part")
    try:
        _fill(part, title, headings, rows, work)
        part.replace(out)
    except OSError as error:
        raise UserError(
            f"写不进文件 {out.name}，没有导出。",
            "如果它正在别的程序里打开着，请先关掉；或者换一个文件名、换一个文件夹再导出。",
        ) from error
    finally:
        part.unlink(missing_ok=True)  # half a table in plain text must not lie about
    work.step(len(rows), len(rows), "导出完成")
    return len(rows)


def _fill(
    part: Path, title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]], work: Work
) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - loads with the first export
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 - as above
    from openpyxl.styles import Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_widths(headings, rows), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width

    def cell(value: Value) -> Any:
        if isinstance(value, str):
            words = ILLEGAL_CHARACTERS_RE.sub("", value)
            made = WriteOnlyCell(sheet, value=words)
            made.data_type = "s"
            made.quotePrefix = words.startswith(STARTS)  # text still, after somebody has edited the cell
            return made
        made = WriteOnlyCell(sheet, value=value)
        if isinstance(value, date):
            made.number_format = "yyyy-mm-dd"
        return made

    head = [cell(heading) for heading in headings]
    for one in head:
        one.font = Font(bold=True)
    try:
        sheet.append(head)
        for done, row in enumerate(rows):
            if done % STEP == 0:
                work.step(done, len(rows), "正在导出")
            sheet.append([cell(value) for value in row])
        book.save(part)
    except BaseException:
        sheet.close()
        sheet._writer.cleanup()  # noqa: SLF001 - the rows lie in a temporary file; openpyxl drops it no other way
        raise


def _widths(headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[int]:
    """As wide as the widest of the first rows; a Chinese character takes two places."""
    some = [headings, *rows[:200]]
    return [min(WIDEST, max(_places(row[number]) for row in some) + 2) for number in range(len(headings))]


def _places(value: Value) -> int:
    if isinstance(value, date):
        return 10
    return sum(2 if ord(char) > 0x2E7F else 1 for char in str(value or ""))
