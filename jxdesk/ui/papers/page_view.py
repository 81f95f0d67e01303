"""One page of a PDF exactly as it prints, with a way to the next: rendered by QtPdf, never redrawn by us.

Some installs come without QtPdf; then one sentence stands where the page would, and printing and keeping
work all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jxdesk.errors import UserError
from jxdesk.ui.naming import named
from jxdesk.ui.theme import Theme

if TYPE_CHECKING:  # QtPdf may be missing, and costs as much to load as the rest of the window
    from PySide6.QtPdf import QPdfDocument

MARGIN = 12
NO_PREVIEW = "这台电脑没有装页面预览的组件，看不到样子；“打印”和“存成 PDF”照常可用。"
FINEST = 3.0  # how far a page may be enlarged


class PageView(QWidget):
    """``turned`` carries the page shown, counted from one. The page fills the width times ``zoom``."""

    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "page", "文书页面，PageUp 和 PageDown 翻页")
        self._theme = theme
        self.document: QPdfDocument | None = None
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self._page = 0
        self._zoom = 1.0
        self._image = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.document.pageCount() if self.document is not None else 0

    @property
    def page(self) -> int:
        """The page shown, counted from one; 0 when there is none."""
        return self._page + 1 if self.pages else 0

    def show_pdf(self, pdf: bytes, page: int = 1) -> None:
        """Show a document. Raises UserError when QtPdf cannot read it."""
        document = self._opened()
        if document is None:
            self._bytes = QByteArray(pdf)
            self.setAccessibleDescription(NO_PREVIEW)
            self._fit()
            return
        document.close()
        self._buffer.close()
        self._bytes = QByteArray(pdf)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(self._buffer)
        if document.status() != document.Status.Ready:
            raise UserError("这一页显示不出来，案件内容没有变化。", "请先存成 PDF，用别的程序打开看看。")
        self.turn_to(page)

    def clear(self) -> None:
        """Show nothing."""
        if self.document is not None:
            self.document.close()
        self._bytes = QByteArray()
        self._image = QImage()
        self._fit()

    def turn_to(self, page: int) -> None:
        """Show the page of that number, or the nearest there is."""
        self._page = max(0, min(self.pages - 1, page - 1))
        self._image = QImage()
        self._fit()
        if self.document is not None:  # what a screen reader can read of a picture
            self.setAccessibleDescription(self.document.getAllText(self._page).text())
        self.turned.emit(self.page)

    def zoom_to(self, zoom: float) -> None:
        """1 fills the width."""
        self._zoom = max(0.4, min(FINEST, zoom))
        self._image = QImage()
        self._fit()

    @property
    def zoom(self) -> float:
        """How large the page is against the width."""
        return self._zoom

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PageDown and PageUp turn pages."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turn_to(self.page + step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another picture."""
        super().resizeEvent(event)
        self._image = QImage()
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page on its ground, with a one-pixel edge; a frame when the focus is here."""
        del event
        size = self._shown_size()
        painter = QPainter(self)
        if self.document is None and not self._bytes.isEmpty():
            painter.setPen(self._theme.colour("secondary"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, NO_PREVIEW)
        if self.document is not None and self._page < self.pages:
            if self._image.isNull():
                ratio = self.devicePixelRatioF()
                self._image = self.document.render(self._page, size * ratio)
                self._image.setDevicePixelRatio(ratio)
            left = max(0, (self.width() - size.width()) // 2)
            painter.fillRect(left, MARGIN, size.width(), size.height(), Qt.GlobalColor.white)
            painter.drawImage(left, MARGIN, self._image)
            painter.setPen(self._theme.colour("accent" if self.hasFocus() else "line"))
            painter.drawRect(left - 1, MARGIN - 1, size.width() + 1, size.height() + 1)
        painter.end()

    def _opened(self) -> QPdfDocument | None:
        """QtPdf's document, made with the first page; None where there is no QtPdf."""
        if self.document is None:
            try:
                from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - see TYPE_CHECKING above
            except ImportError:
                return None
            self.document = QPdfDocument(self)
        return self.document

    def _shown_size(self) -> QSize:
        if self.document is None or self._page >= self.pages:
            return QSize(1, 1)
        points = self.document.pagePointSize(self._page)
        width = max(1, round((self.width() - 2 * MARGIN) * self._zoom))
        return QSize(width, max(1, round(width * points.height() / max(1.0, points.width()))))

    def _fit(self) -> None:
        size = self._shown_size()
        self.setMinimumWidth(size.width() + 2 * MARGIN if self._zoom > 1 else 0)
        said = self._theme.px(160) if not self._bytes.isEmpty() else MARGIN
        self.setFixedHeight(size.height() + 2 * MARGIN if self.pages else said)
        self.update()
