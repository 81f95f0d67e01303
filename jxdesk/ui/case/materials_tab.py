"""材料 of the open case: the slots of the dossier on the left, what lies in the chosen one on the right.

The list of evidence (证据清单), which is typed and not scanned, has its own half behind the second button.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QIcon, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QListWidget,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from jxdesk.rules.printouts import MATERIAL, PaperOf
from jxdesk.services.materials import Kept, Removed, Shelf, stands_at
from jxdesk.services.scanner import Taken
from jxdesk.ui.case.correction_dialog import CorrectionDialog
from jxdesk.ui.case.material_list import PICTURE, MaterialList
from jxdesk.ui.case.pdf_picture import first_page
from jxdesk.ui.case.scanner_strip import ScannerStrip
from jxdesk.ui.icons import dress
from jxdesk.ui.naming import named, restyle, role, words
from jxdesk.ui.papers.paper_dialog import PaperDialog
from jxdesk.ui.workplace import Workplace

NOT_SENT = "材料暂存本机，尚未上传到县里。"
EMPTY = "这一件还没有扫描件。按“添加文件”，或者把文件拖到这里。"
LATE = "本卷已经归档锁定：晚到的扫描件写明理由还能添加，程序填一张更正单；已有的不能移走、改名、换地方。"
KINDS = "照片、扫描件、PDF (*.jpg *.jpeg *.png *.tif *.tiff *.pdf *.JPG *.JPEG *.PNG *.TIF *.TIFF *.PDF)"


_MISSING = {"required": "还没有，本案要有", "as-needed": "还没有，有就放进来", None: "还没有"}


class MaterialsTab(QWidget):
    """``case_id`` is asked when something is done, because the page turns from case to case."""

    def __init__(self, place: Workplace, case_id: Callable[[], str], evidence: QWidget) -> None:
        super().__init__()
        self._place, self._case_id = place, case_id
        self._shelves: tuple[Shelf, ...] = ()
        self._shown_case = ""
        self._held = ""
        self._pictures: dict[str, QIcon] = {}
        self._asked: set[str] = set()
        self.strip = ScannerStrip(place)
        self.strip.chosen.connect(self._take)
        self.slots_list = named(QListWidget(), "materialSlots", "材料放在卷里的哪一件")
        self.slots_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.slots_list.currentRowChanged.connect(lambda _row: self._show_slot())
        self.kept = MaterialList(place.theme)
        self.kept.dropped.connect(self.add_files)
        self.kept.moved.connect(self._move_to)
        self.kept.itemActivated.connect(lambda _item: self.look_at())
        self.kept.currentRowChanged.connect(lambda _row: self._enable())
        self._title = words("", "section")
        self._empty = words(EMPTY, "hint", wrap=True)
        self._make_buttons()
        self._lay_out(evidence)
        self._enable()

    # ── what the page asks ──

    def show_shelves(self, shelves: Sequence[Shelf], held: str = "") -> None:
        """Show the slots of the case; ``held`` says why what is there stays as it is, "" when it need not."""
        self._held = held
        self._shelves = tuple(shelves)
        row = self.slots_list.currentRow()
        if row < 0 or self._shown_case != self._case_id():
            row = _first_lacking(self._shelves)
        self._shown_case = self._case_id()
        self.slots_list.blockSignals(True)  # noqa: FBT003 - Qt takes it by position
        self.slots_list.clear()
        self.slots_list.addItems([_slot_words(shelf) for shelf in self._shelves])
        self.slots_list.setCurrentRow(min(row, len(self._shelves) - 1))
        self.slots_list.blockSignals(False)  # noqa: FBT003 - Qt takes it by position
        self._show_slot()

    def choose(self, slot: str) -> None:
        """Turn to one slot by its id."""
        ids = [shelf.id for shelf in self._shelves]
        if slot in ids:
            self.slots_list.setCurrentRow(ids.index(slot))

    @property
    def shelf(self) -> Shelf | None:
        """The slot being looked at."""
        row = self.slots_list.currentRow()
        return self._shelves[row] if 0 <= row < len(self._shelves) else None

    # ── what a person does ──

    def add_files(self, paths: Sequence[Path]) -> None:
        """Take these files into the slot being looked at; they stay where they are."""
        shelf, case_id, scanner = self.shelf, self._case_id(), self._place.services.scanner
        if shelf is not None and case_id and paths:
            self._with_reason(shelf, paths, partial(scanner.add, case_id, shelf.id, paths))

    def look_at(self) -> None:
        """The chosen piece as large as one likes, and to be printed by itself."""
        chosen, materials = self._chosen(), self._place.services.materials
        if chosen is not None:
            paper = PaperOf(self._case_id(), MATERIAL, chosen.title)
            self._place.tasks.local(
                "正在打开材料", lambda _work: materials.as_paper(chosen.id), owner=self,
                done=lambda pdf: PaperDialog(self._place, chosen.title, pdf, self, paper).open(),
            )  # fmt: skip

    def remove(self) -> None:
        """Take the chosen piece out; the banner puts it back."""
        chosen, materials = self._chosen(), self._place.services.materials
        if chosen is not None:
            self._place.tasks.local(
                "正在移走", lambda _work: materials.remove(chosen.id), owner=self,
                done=lambda removed: self._say_removed(chosen, removed),
            )  # fmt: skip

    def rename(self, title: str) -> None:
        """Call the chosen piece something else."""
        self._do(lambda one, materials: materials.rename(one.id, title))

    def put_into(self, slot: str) -> None:
        """Put the chosen piece into another slot, as its last."""
        self._do(lambda one, materials: materials.place(one.id, slot, 10_000))

    def step(self, by: int) -> None:
        """Move the chosen piece up (-1) or down (1)."""
        row = self.kept.currentRow()
        if self.kept.chosen and 0 <= row + by < self.kept.count():
            self._move_to(self.kept.chosen, row + by)

    def showEvent(self, event: QShowEvent) -> None:
        """Scans are looked for while somebody looks here."""
        super().showEvent(event)
        self.strip.watch(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """And not otherwise."""
        super().hideEvent(event)
        self.strip.watch(on=False)

    # ── inside ──

    def _chosen(self) -> Kept | None:
        shelf, chosen = self.shelf, self.kept.chosen
        return next((one for one in (shelf.kept if shelf else ()) if one.id == chosen), None)

    def _do(self, act: Callable[..., object]) -> None:
        chosen, materials = self._chosen(), self._place.services.materials
        if chosen is not None:
            self._place.tasks.local("正在保存", lambda _work: act(chosen, materials), owner=self)

    def _move_to(self, material_id: str, at: int) -> None:
        shelf, materials = self.shelf, self._place.services.materials
        if shelf is not None:
            self._place.tasks.local(
                "正在排顺序", lambda _work: materials.place(material_id, shelf.id, at), owner=self
            )

    def _take(self, paths: list[Path], slot: str) -> None:
        case_id, scanner = self._case_id(), self._place.services.scanner
        if case_id:
            self.choose(slot)
            shelf = next((one for one in self._shelves if one.id == slot), None)
            self._with_reason(shelf, paths, partial(scanner.take, case_id, slot, paths))

    def _with_reason(self, shelf: Shelf | None, paths: Sequence[Path], act: Callable[..., Taken]) -> None:
        """At once, or into a locked dossier after the reason; where each will stand is said before."""

        def take(because: str | None) -> None:
            self._place.tasks.local(
                "正在收材料", lambda work: act(work, because=because), owner=self, done=self._say_taken
            )

        if not self._held or shelf is None:
            take(None)
            return
        turn = len(shelf.kept) + 1
        changes = [
            (path.name, "（卷里没有）", f"{stands_at(shelf.title, turn + number)}；后面的页码和目录跟着变")
            for number, path in enumerate(paths)
        ]
        asked = CorrectionDialog(self._place.theme, changes, self)
        asked.reason_given.connect(take)
        asked.open()

    def _say_taken(self, taken: Taken) -> None:
        for error in taken.refused[:1]:
            self._place.messages.error(error)
        if taken.kept and not taken.refused:
            pages = sum(one.pages for one in taken.kept)
            self._place.messages.done(f"收进来 {len(taken.kept)} 件，共 {pages} 页。")
        self._place.changes.saved_at(self._place.services.now())

    def _say_removed(self, one: Kept, removed: Removed) -> None:
        materials, tasks = self._place.services.materials, self._place.tasks

        def put_back() -> None:
            tasks.local("正在放回", lambda _work: materials.restore(removed), owner=self)

        self._place.messages.notice(f"已移走“{one.title}”。", "放回去", put_back)

    def _show_slot(self) -> None:
        shelf = self.shelf
        self._title.setText(shelf.title if shelf else "")
        kept = shelf.kept if shelf else ()
        self.kept.show_kept(kept)
        self._empty.setText(LATE if self._held else EMPTY)
        self._empty.setVisible(bool(self._held) or not kept)
        self.strip.show_slots([(one.id, one.title) for one in self._shelves], shelf.id if shelf else "")
        for one in kept:
            self._picture(one)
        self._enable()

    def _picture(self, one: Kept) -> None:
        if one.sha256 in self._pictures:
            self.kept.show_picture(one.id, self._pictures[one.sha256])
        elif one.here and one.sha256 not in self._asked:
            self._asked.add(one.sha256)
            materials, edge = self._place.services.materials, self._place.theme.px(PICTURE) * 2
            pdf = one.media_type == "application/pdf"

            def read(_work: object) -> bytes | None:
                return materials.content(one.id)[1] if pdf else materials.thumbnail(one.id, edge)

            def show(body: bytes | None) -> None:
                pixels = first_page(body or b"", edge) if pdf else QPixmap()
                if not pdf:
                    pixels.loadFromData(body or b"")
                picture = QIcon(pixels)
                picture.addPixmap(pixels, QIcon.Mode.Selected)  # Qt would tint it: a blue identity card
                self._pictures[one.sha256] = picture
                self.kept.show_picture(one.id, self._pictures[one.sha256])

            self._place.tasks.local("正在看材料", read, owner=self, done=show)

    def _enable(self) -> None:
        row, count, here = self.kept.currentRow(), self.kept.count(), self._chosen()
        self.view.setEnabled(here is not None and here.here)
        for button in (self.call, self.put, self.away):
            button.setEnabled(here is not None)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < count - 1)
        for button in (self.call, self.put, self.away, self.up, self.down):
            button.setToolTip(self._held)
            if self._held:
                button.setEnabled(False)

    def _choose_files(self) -> None:
        title = self.shelf.title if self.shelf else ""
        chosen, _kind = QFileDialog.getOpenFileNames(self, f"添加到“{title}”", "", KINDS)
        self.add_files([Path(name) for name in chosen])

    def _ask_name(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            said, sure = QInputDialog.getText(self, "改名", "这件材料叫什么？", text=chosen.title)
            if sure:
                self.rename(said)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for shelf in self._shelves:
            if self.shelf is not None and shelf.id != self.shelf.id:
                self._menu.addAction(shelf.title, partial(self.put_into, shelf.id))

    def _make_buttons(self) -> None:
        def small(name: str, spoken: str, text: str, act: Callable[[], object]) -> QPushButton:
            button = role(named(QPushButton(text), name, spoken), "small")
            button.clicked.connect(lambda _on: act())
            return button

        self.add = role(named(QPushButton("添加文件"), "materialAdd", "添加照片、扫描件或者 PDF"), "primary")
        self.add.clicked.connect(self._choose_files)
        dress(self._place.theme, self.add, "add", "card")
        self.view = small("materialView", "看大图、打印这件材料", "看大图", self.look_at)
        self.up = small("materialUp", "这件材料往前挪", "上移", lambda: self.step(-1))
        self.down = small("materialDown", "这件材料往后挪", "下移", lambda: self.step(1))
        self.call = small("materialRename", "给这件材料改名", "改名", self._ask_name)
        self.put = role(named(QPushButton("放到别处"), "materialPut", "把这件材料放到另一件"), "small")
        self._menu = QMenu(self.put)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.put.setMenu(self._menu)
        self.away = small("materialRemove", "移走这件材料，可以放回去", "移走", self.remove)
        self.halves = [
            role(named(QPushButton(text), name, spoken), "segment")
            for name, text, spoken in (
                ("materialScans", "扫描件和照片", "看扫描件和照片"),
                ("materialEvidence", "证据清单", "填写证据清单"),
            )
        ]
        for half, end, button in zip(range(2), ("left", "right"), self.halves, strict=True):
            button.setCheckable(True)
            button.setAutoExclusive(True)
            restyle(button, end=end)
            button.clicked.connect(lambda _on, half=half: self._stack.setCurrentIndex(half))
        self.halves[0].setChecked(True)

    def _lay_out(self, evidence: QWidget) -> None:
        head = QHBoxLayout()
        head.setSpacing(0)
        for button in self.halves:
            head.addWidget(button)
        head.addSpacing(16)
        head.addWidget(words(NOT_SENT, "hint"), 1)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.add)
        acts = QHBoxLayout()
        for button in (self.view, self.up, self.down, self.call, self.put, self.away):
            acts.addWidget(button)
        acts.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(top)
        right.addWidget(self._empty)
        right.addWidget(self.kept, 1)
        right.addLayout(acts)
        scans = QWidget()
        row = QHBoxLayout(scans)
        row.setContentsMargins(0, 0, 8, 8)
        row.setSpacing(16)
        row.addWidget(self.slots_list, 2)
        row.addLayout(right, 5)
        self._stack = QStackedWidget()
        self._stack.addWidget(scans)
        self._stack.addWidget(evidence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.strip)
        column.addLayout(head)
        column.addWidget(self._stack, 1)


def _first_lacking(shelves: Sequence[Shelf]) -> int:
    """Where a case opens: on the top slot, 移送函, a drag would land in cases that nobody transferred."""
    wanted = [row for row, shelf in enumerate(shelves) if shelf.lacking]
    identity = [row for row, shelf in enumerate(shelves) if shelf.id == "identity"]
    return next(iter([*wanted, *identity]), 0)


def _slot_words(shelf: Shelf) -> str:
    if shelf.kept:
        return f"{shelf.title}\n{len(shelf.kept)} 件，{sum(one.pages for one in shelf.kept)} 页"
    return f"{shelf.title}\n{_MISSING[shelf.wanted]}"
