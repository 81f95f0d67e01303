"""The pieces of one slot, as small pictures in their order: dragged to another place, or files dropped on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from jxdesk.services.materials import Kept
from jxdesk.ui.naming import named
from jxdesk.ui.theme import Theme

PICTURE = 64  # pixels at 12 pt
_ID = Qt.ItemDataRole.UserRole
AWAY = "在另一台电脑上，还没有传到本机"


class MaterialList(QListWidget):
    """``dropped`` carries paths of files; ``moved`` an id and its new place, counted from zero."""

    dropped = Signal(list)
    moved = Signal(str, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "materialList", "这一件里的材料，按顺序；也可以把文件拖进来")
        self._theme = theme
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.resized.connect(self._fit)
        self._fit()

    @property
    def chosen(self) -> str:
        """The id under the cursor, "" for none."""
        item = self.currentItem()
        return "" if item is None else str(item.data(_ID))

    def ids(self) -> list[str]:
        """All ids in the order shown."""
        return [str(self.item(row).data(_ID)) for row in range(self.count())]

    def show_kept(self, kept: Sequence[Kept]) -> None:
        """Show these; the one chosen before stays chosen, else the first is."""
        before = self.chosen
        self.blockSignals(True)  # noqa: FBT003 - Qt takes it by position
        self.clear()
        for number, one in enumerate(kept, start=1):
            item = QListWidgetItem(_words(number, one))
            item.setData(_ID, one.id)
            self.addItem(item)
        ids = self.ids()
        self.setCurrentRow(ids.index(before) if before in ids else (0 if ids else -1))
        self.blockSignals(False)  # noqa: FBT003 - Qt takes it by position

    def show_picture(self, material_id: str, picture: QIcon) -> None:
        """Put a piece's picture beside its words."""
        ids = self.ids()
        if material_id in ids:
            self.item(ids.index(material_id)).setIcon(picture)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome, and a piece of this list."""
        if _files(event):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """As above, while it moves."""
        if _files(event):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Files come in; a piece of this list changes its place."""
        files = _files(event)
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)  # the file manager must not delete its own
            event.accept()
            self.dropped.emit(files)
            return
        dragged = self.chosen
        super().dropEvent(event)
        if dragged and dragged in self.ids():
            self.moved.emit(dragged, self.ids().index(dragged))

    def _fit(self) -> None:
        side = self._theme.px(PICTURE)
        self.setIconSize(QSize(side, side))


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _words(number: int, one: Kept) -> str:
    size = f"{one.size / 1024 / 1024:.1f} MB" if one.size >= 1024 * 1024 else f"{max(1, one.size // 1024)} KB"
    parts = [f"{one.pages} 页", size]
    if one.taken_at:
        parts.append(f"{one.taken_at.replace('T', ' ')} 拍")
    if one.added_by:
        parts.append(f"{one.added_by}添加")
    if not one.here:
        parts.append(AWAY)
    return f"{number}．{one.title}\n{'　'.join(parts)}"
