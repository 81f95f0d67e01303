"""整卷: one button that binds the whole dossier, to one file or to a folder for the archive, and says what it lacks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from jxdesk.errors import UserError
from jxdesk.progress import Work
from jxdesk.rules.printouts import DOSSIER, PaperOf
from jxdesk.services.dossiers import Bound, missing, too_short
from jxdesk.ui.icons import dress
from jxdesk.ui.naming import named
from jxdesk.ui.papers.paper_dialog import PaperDialog
from jxdesk.ui.workplace import Workplace

LARGEST = 80 * 1024 * 1024
"""Bytes up to which a bound dossier is shown here; a larger one would take the memory of an old computer."""


class WholeDossier(QPushButton):
    """``case`` gives the id and the label of the case on the page."""

    def __init__(self, place: Workplace, case: Callable[[], tuple[str, str]], parent: QWidget) -> None:
        super().__init__("整卷", parent)
        named(self, "papers_dossier", "整卷装成一个文件，或者存成归档的文件夹")
        self._place, self._case = place, case
        dress(place.theme, self, "documents")
        menu = QMenu(self)
        menu.addAction("装成一个 PDF（双面印，留空白背面）", partial(self._ask_file, blank_backs=True))
        menu.addAction("装成一个 PDF（单面印）", partial(self._ask_file, blank_backs=False))
        menu.addAction("一件一个 PDF，存成归档的文件夹", self._ask_folder)
        self.setMenu(menu)

    def bind(self, path: Path, *, blank_backs: bool) -> None:
        """Write the dossier to this file."""
        dossiers, (case_id, _label) = self._place.services.dossiers, self._case()
        self._do(case_id, lambda work: dossiers.bind(case_id, path, blank_backs=blank_backs, work=work))

    def file_away(self, folder: Path) -> None:
        """Write the dossier as a folder of its own under ``folder``."""
        dossiers, (case_id, label) = self._place.services.dossiers, self._case()
        self._do(case_id, lambda work: dossiers.file_away(case_id, folder / label, work=work))

    def _do(self, case_id: str, act: Callable[[Work], Bound]) -> None:
        self._place.tasks.local("正在装整卷", act, owner=self, done=partial(self._say, case_id))

    def _say(self, case_id: str, bound: Bound) -> None:
        self._place.messages.notice(
            say(bound), "看一看" if bound.path.is_file() else "", lambda: self._show(case_id, bound)
        )

    def _show(self, case_id: str, bound: Bound) -> None:
        path = bound.path
        try:
            large = path.stat().st_size > LARGEST
            pdf = b"" if large else path.read_bytes()
        except OSError:
            self._place.messages.error(UserError(f"{path.name} 已经不在那里了。", "请再装一次整卷。"))
            return
        if large:
            self._place.messages.error(
                UserError(f"{path.name} 太大，在这里看不了。", "请用别的程序打开它来看、来印。")
            )
            return
        paper = PaperOf(case_id, DOSSIER, "整卷", draft=bool(bound.draft))
        PaperDialog(self._place, path.stem, pdf, self.window(), paper).open()

    def _ask_file(self, *, blank_backs: bool) -> None:
        name = f"{self._case()[1]} 整卷.pdf"
        chosen, _kind = QFileDialog.getSaveFileName(self, "整卷存到哪里？", name, "PDF 文件 (*.pdf)")
        if chosen:
            self.bind(Path(chosen), blank_backs=blank_backs)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "归档的文件夹建在哪里？")
        if chosen:
            self.file_away(Path(chosen))


def say(bound: Bound) -> str:
    """What was bound, what is 草稿 in it, what could not be bound, what is missing; a sentence each."""
    said = [f"整卷已存好，{len(bound.parts)}件，编到第{bound.numbered}页，在“{bound.path.name}”。"]
    if bound.draft:
        said.append(f"有{len(bound.draft)}处必须先改，那几份印成了草稿。")
    if bound.absent:
        said.append(f"没有装进去的：{'、'.join(bound.absent)}，不在本机或者已损坏。")
    said += too_short(bound.short)
    if bound.unembedded:
        said.append(f"没有嵌入字体的 PDF：{'、'.join(bound.unembedded)}，长期保存请改交扫描件。")
    return "".join([*said, missing(bound.gaps)])
