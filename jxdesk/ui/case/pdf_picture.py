"""The first page of a PDF as a small picture; an empty one where there is no QtPdf or it cannot read the file."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap


def first_page(pdf: bytes, edge: int) -> QPixmap:
    """At most ``edge`` pixels wide and high, on white. On the main thread, as all pixmaps."""
    try:
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - may be missing, and takes long to load
    except ImportError:
        return QPixmap()
    document, buffer = QPdfDocument(None), QBuffer()  # type: ignore[call-overload]  # the stub forgets that a document may have no owner
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready:
        return QPixmap()
    points = document.pagePointSize(0)
    scale = edge / max(points.width(), points.height(), 1.0)
    size = QSize(max(1, round(points.width() * scale)), max(1, round(points.height() * scale)))
    drawn = document.render(0, size)
    page = QImage(size, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    result = QPixmap.fromImage(_over(page, drawn))
    document.close()
    return result


def _over(page: QImage, drawn: QImage) -> QImage:
    painter = QPainter(page)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return page
