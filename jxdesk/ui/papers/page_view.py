"""One page of a PDF exactly as it prints, with a way to the next: rendered by QtPdf, never redrawn by us."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from jxdesk.errors import UserError
from jxdesk.ui.naming import named
from jxdesk.ui.theme import Theme

MARGIN = 12
FINEST = 3.0  # how far a page may be enlarged


class PageView(QWidget):
    """``turned`` carries the page shown, counted from one. The page fills the width times ``zoom``."""

    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "page", "文书页面，PageUp 和 PageDown 翻页")
        self._theme = theme
        self.document = QPdfDocument(self)
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
        return self.document.pageCount()

    @property
    def page(self) -> int:
        """The page shown, counted from one; 0 when there is none."""
        return self._page + 1 if self.pages else 0

    def show_pdf(self, pdf: bytes, page: int = 1) -> None:
        """Show a document. Raises UserError when QtPdf cannot read it."""
        self.document.close()
        self._buffer.close()
        self._bytes = QByteArray(pdf)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        if self.document.status() != QPdfDocument.Status.Ready:
            raise UserError("这一页显示不出来，案件内容没有变化。", "请先保存成 PDF，用别的程序打开看看。")
        self.turn_to(page)

    def clear(self) -> None:
        """Show nothing."""
        self.document.close()
        self._image = QImage()
        self._fit()

    def turn_to(self, page: int) -> None:
        """Show the page of that number, or the nearest there is."""
        self._page = max(0, min(self.pages - 1, page - 1))
        self._image = QImage()
        self._fit()
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

    def resizeEvent(self, event: object) -> None:
        """Another width, another picture."""
        self._image = QImage()
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page on its ground, with a one-pixel edge; a frame when the focus is here."""
        size = self._shown_size()
        painter = QPainter(self)
        if self._page < self.pages:
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

    def _shown_size(self) -> QSize:
        if self._page >= self.pages:
            return QSize(1, 1)
        points = self.document.pagePointSize(self._page)
        width = max(1, round((self.width() - 2 * MARGIN) * self._zoom))
        return QSize(width, max(1, round(width * points.height() / max(1.0, points.width()))))

    def _fit(self) -> None:
        size = self._shown_size()
        self.setMinimumWidth(size.width() + 2 * MARGIN if self._zoom > 1 else 0)
        self.setFixedHeight(size.height() + 2 * MARGIN if self.pages else MARGIN)
        self.update()
