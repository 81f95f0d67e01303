"""Printing a finished PDF through the system. Nothing here can change a case: a dead printer costs paper only.

On Linux the file goes to ``lp`` as it is, which keeps it sharp; elsewhere, and when printing to a file,
pages are drawn at the printer's own resolution. Which pages, and where on the sheet, was settled before
(``services/printers.py``): every page that comes here is printed, exactly where it stands.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from jxdesk.errors import UserError
from jxdesk.progress import Work

if TYPE_CHECKING:  # QtPdf may be missing
    from PySide6.QtPdf import QPdfDocument

DRAWN_AT = 300  # dots per inch
LP_WAITS = 60  # seconds
_LONG_EDGE = QPrinter.DuplexMode.DuplexLongSide


@dataclass(frozen=True)
class PrintOrder:
    """Where to, how many, which pages (counted from one, both included; ``last`` 0 for all that follow).

    ``duplex`` is both sides, turned over the long edge; ``right`` and ``down`` move every page, in millimetres.
    """

    printer: str
    to_file: str
    copies: int
    first: int
    last: int
    duplex: bool = False
    right: float = 0.0
    down: float = 0.0


def known_printers() -> list[str]:
    """The printers of this computer, the system's own choice first."""
    names, usual = QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: name != usual)


def printer_failed() -> UserError:
    """What a person is told when no paper came."""
    return UserError(
        "打印机没有回应，纸没有印出来，案件内容没有变化。", "请看看打印机有没有开、有没有纸，再按一次“打印”。"
    )


def print_pdf(pdf: bytes, order: PrintOrder, work: Work) -> None:
    """Print every page of a document; a job for the network lane: a printer may be as slow as a county.

    Raises UserError when the system would not take it.
    """
    lp = shutil.which("lp") if sys.platform.startswith("linux") and not order.to_file else None
    if lp is not None:
        _by_lp(lp, pdf, order)
    else:
        _by_drawing(pdf, order, work)


def _by_lp(lp: str, pdf: bytes, order: PrintOrder) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        command = [lp, "-d", order.printer, "-n", str(order.copies), "-o", "media=A4"]
        # Said either way: the queue may be set to both sides, and a form for the pen needs its empty back.
        command += ["-o", f"sides={'two-sided-long-edge' if order.duplex else 'one-sided'}"]
        command.append(str(path))
        try:
            done = subprocess.run(command, capture_output=True, timeout=LP_WAITS, check=False)  # noqa: S603 - lp, found on the path, with our own file
        except (OSError, subprocess.TimeoutExpired) as error:
            raise printer_failed() from error
    if done.returncode != 0:
        raise printer_failed()


def _by_drawing(pdf: bytes, order: PrintOrder, work: Work) -> None:
    try:
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - see TYPE_CHECKING above
    except ImportError as error:
        raise UserError(
            "这台电脑没有装打印要用的组件，纸没有印出来。", "请先按“存成 PDF”，再用别的程序打印。"
        ) from error
    document, buffer = QPdfDocument(None), QBuffer()  # type: ignore[call-overload]  # the stub forgets that a document may have no owner
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setResolution(DRAWN_AT)
    printer.setDuplex(_LONG_EDGE if order.duplex else QPrinter.DuplexMode.DuplexNone)
    if order.to_file:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(order.to_file)
    else:
        printer.setPrinterName(order.printer)
    painter = QPainter()
    if not painter.begin(printer):
        raise printer_failed()
    try:
        _draw(document, printer, painter, order, work)
    finally:
        painter.end()


def _draw(
    document: QPdfDocument, printer: QPrinter, painter: QPainter, order: PrintOrder, work: Work
) -> None:
    pages = document.pageCount()
    total = pages * order.copies
    for number in range(total):
        work.step(number, total, "页")
        if number and not printer.newPage():
            raise printer_failed()
        page = number % pages
        points = document.pagePointSize(page)
        size = QSize(round(points.width() / 72 * DRAWN_AT), round(points.height() / 72 * DRAWN_AT))
        painter.drawImage(0, 0, document.render(page, size))
