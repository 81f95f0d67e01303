"""Icons from resources/icons, drawn in a token's colour at the size the font asks for.

The files carry black strokes; the colour is put in as text before rendering, since Qt's SVG renderer
does not know ``currentColor``.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from jxdesk.paths import read_resource
from jxdesk.ui.theme import Theme

_SCALE = 2  # drawn twice as fine, so that it stays sharp at 125 % and 200 %


def icon(theme: Theme, name: str, colour: str = "ink") -> QIcon:
    """The icon in one token's colour; on a button that cannot be pressed in the grey of its words.

    Qt would wash the colour out by itself: white on a primary button became white on nearly white.
    """
    made = QIcon(_pixmap(theme, name, colour))
    made.addPixmap(_pixmap(theme, name, "secondary"), QIcon.Mode.Disabled)
    return made


class _Dress(QObject):
    """Redraws one button's icon when the font size changes.

    A child of the button, so that the connection ends with it; a plain function would be called for a
    button that is already deleted.
    """

    def __init__(self, theme: Theme, button: QAbstractButton, name: str, colour: str) -> None:
        super().__init__(button)
        self._theme, self._button, self._name, self._colour = theme, button, name, colour
        theme.resized.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._button.setIcon(icon(self._theme, self._name, self._colour))
        self._button.setIconSize(QSize(self._theme.px(20), self._theme.px(20)))


def dress(theme: Theme, button: QAbstractButton, name: str, colour: str = "accent") -> None:
    """Give a button its icon, and a bigger one when the font grows."""
    _Dress(theme, button, name, colour)


@cache
def _drawing(name: str) -> str:
    return read_resource("icons", f"{name}.svg")


def _pixmap(theme: Theme, name: str, colour: str) -> QPixmap:
    text = _drawing(name).replace("#000000", theme.tokens.colours[colour])
    side = theme.px(20) * _SCALE
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(_SCALE)
    return pixmap
