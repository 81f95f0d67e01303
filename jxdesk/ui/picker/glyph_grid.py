"""Tiles of characters, big enough to tell 㛃 from 契: the glyph, under it how it sounds and its strokes.

A character that no font prints stands here too, paler: whoever is looking for it must learn that it exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from jxdesk.services.characters import Glyph
from jxdesk.ui.naming import named
from jxdesk.ui.theme import Theme

TILE = QSize(92, 96)  # pixels at 12 pt
GLYPH = 2.6  # times the font of the desk
GLYPH_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class Glyphs(QAbstractListModel):
    """The tiles in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.glyphs: list[Glyph] = []

    def show_glyphs(self, glyphs: Sequence[Glyph]) -> None:
        """Replace all tiles."""
        self.beginResetModel()
        self.glyphs = list(glyphs)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many tiles."""
        return 0 if parent is not None and parent.isValid() else len(self.glyphs)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tile; in words for a screen reader and the tip."""
        if not index.isValid():
            return None
        glyph = self.glyphs[index.row()]
        if role == GLYPH_ROLE:
            return glyph
        if role == Qt.ItemDataRole.DisplayRole:
            return glyph.character
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return in_words(glyph)
        return None


class GlyphGrid(QListView):
    """Arrow keys walk, Enter or a double click takes."""

    taken = Signal(object)
    """The Glyph that a person chose."""
    moved = Signal(object)
    """The Glyph under the cursor, or None."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "glyphs", "找到的字，方向键选择，回车插入")
        self.tiles = Glyphs()
        self.setModel(self.tiles)
        self.setItemDelegate(_Tile(theme, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionRectVisible(False)
        self.doubleClicked.connect(self._take)
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit(self.current()))

    def show_glyphs(self, glyphs: Sequence[Glyph]) -> None:
        """Replace all tiles; the first is under the cursor, so that Enter after Enter takes it."""
        self.tiles.show_glyphs(glyphs)
        if glyphs:
            self.setCurrentIndex(self.tiles.index(0))
        self.moved.emit(self.current())

    def current(self) -> Glyph | None:
        """The tile under the cursor."""
        glyph = self.currentIndex().data(GLYPH_ROLE)
        return glyph if isinstance(glyph, Glyph) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes; everything else walks. Letters would jump about among tiles that begin with none."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _take(self, index: QModelIndex) -> None:
        glyph = index.data(GLYPH_ROLE)
        if isinstance(glyph, Glyph):
            self.taken.emit(glyph)


def in_words(glyph: Glyph) -> str:
    """Everything about a tile in one line."""
    faces = f"印得出（{'、'.join(glyph.faces)}）" if glyph.printable else "没有字体印得出，请报县里补字"
    said = (glyph.character, glyph.point, glyph.sounds, glyph.strokes, glyph.radical, faces)
    return "　".join(word for word in said if word)


class _Tile(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(self._theme.px(TILE.width()), self._theme.px(TILE.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        glyph = index.data(GLYPH_ROLE)
        theme, box = self._theme, QRect(option.rect).adjusted(3, 3, -3, -3)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(theme.colour("accent"))
            painter.setBrush(theme.colour("accent_tint"))
            painter.drawRoundedRect(box, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("ground"))
        font = theme.font()
        font.setPointSizeF(theme.points * GLYPH)
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if glyph.printable else "secondary"))
        foot = theme.px(26)
        painter.drawText(box.adjusted(0, 2, 0, -foot), Qt.AlignmentFlag.AlignCenter, glyph.character)
        small = theme.font()
        small.setPointSizeF(theme.points * 0.85)
        painter.setFont(small)
        painter.setPen(theme.colour("secondary"))
        words = f"{glyph.sounds.partition(' ')[0]} {glyph.strokes.partition('或')[0].removesuffix('画')}画"
        below = QRect(box.left(), box.bottom() - foot, box.width(), foot)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words.strip())
        painter.restore()
