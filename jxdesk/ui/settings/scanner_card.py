"""扫描仪: the folder a scanner or document camera writes into; what lands there is offered in 材料."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton

from jxdesk.ui.naming import named, words
from jxdesk.ui.settings.card import SettingsCard
from jxdesk.ui.workplace import Workplace

WHAT = (
    "扫描仪、高拍仪存图片的文件夹。选好以后，打开案件的“材料”，新来的图片会问放到哪一件；"
    "收进案件、核对无误以后，才从这个文件夹里拿走。请单独给扫描仪建一个文件夹。"
)
NONE = "还没有选。"


class ScannerCard(SettingsCard):
    """One folder, or none."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "scanner", "扫描仪把图片存在哪儿？")
        self.folder = words(NONE, wrap=True)
        self.folder.setObjectName("scannerFolder")
        self.pick = named(QPushButton("选文件夹"), "scannerPick", "选扫描仪存图片的文件夹")
        self.pick.clicked.connect(self._choose)
        self.forget = named(QPushButton("不用了"), "scannerForget", "不再看扫描仪的文件夹")
        self.forget.clicked.connect(lambda: self.choose(None))
        row = QHBoxLayout()
        row.addWidget(self.pick)
        row.addWidget(self.forget)
        row.addStretch(1)
        self.column.addWidget(words(WHAT, "hint", wrap=True))
        self.column.addWidget(self.folder)
        self.column.addLayout(row)

    def show_folder(self, folder: Path | None) -> None:
        """What the file holds; a folder that is not there now is said so."""
        gone = folder is not None and not folder.is_dir()
        self.folder.setText(NONE if folder is None else f"{folder}{'（现在打不开）' if gone else ''}")
        self.folder.setAccessibleName(f"扫描文件夹：{self.folder.text()}")
        self.forget.setEnabled(folder is not None)

    def choose(self, folder: Path | None) -> None:
        """Watch this folder from now on."""
        scanner = self.place.services.scanner
        self.keep(lambda: scanner.choose(folder), said="扫描文件夹已选好。" if folder else "")

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "扫描仪把图片存在哪个文件夹？")
        if chosen:
            self.choose(Path(chosen))
