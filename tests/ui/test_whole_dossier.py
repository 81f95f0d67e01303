"""整卷 from the 文书 page: bound to a file, shown, and what it lacks said beside without holding anything back."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
import scans
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sample_desk import LAND, import_samples, seen, settled
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.ui.messages import Message
from jxdesk.ui.papers import whole_dossier
from jxdesk.ui.papers.paper_dialog import PaperDialog
from jxdesk.ui.papers.papers_view import PapersView
from jxdesk.ui.workplace import Workplace


@pytest.fixture
def view(place: Workplace, desk: Desk, qtbot: QtBot, tmp_path: Path) -> PapersView:
    """The land case with one identity card."""
    import_samples(desk)
    case = desk.cases.resolve(LAND)
    desk.materials.add(case, "identity", scans.kept(tmp_path, "a.jpg", scans.photo()))
    page = seen(PapersView(place), place, qtbot)
    page.open_documents(case, "")
    settled(place, qtbot)
    return page


def test_every_control_has_its_names(view: PapersView) -> None:
    assert naming_faults(view) == []


def test_what_is_missing_stands_under_the_list(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    assert view.gaps.text().startswith("卷里还缺必须有的")
    assert "签好字的协议书（扫描件）" in view.gaps.text()
    assert "当事人身份证明" not in view.gaps.text()
    case = desk.cases.resolve(LAND)
    for slot in ("signed", "evidence", "performance"):
        desk.materials.add(case, slot, scans.kept(tmp_path, "b.pdf", scans.pdf(1)))
    settled(place, qtbot)
    assert view.gaps.text() == "卷里该有的都有了。"


def test_a_case_without_an_ending_is_not_told_what_it_lacks(
    view: PapersView, place: Workplace, desk: Desk, qtbot: QtBot
) -> None:
    view.open_documents(desk.cases.begin().id, "")
    settled(place, qtbot)
    assert not view.gaps.isVisible()


def test_the_dossier_is_bound_and_can_be_looked_at(
    view: PapersView, place: Workplace, qtbot: QtBot, tmp_path: Path, said: list[Message],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = tmp_path / "out" / "整卷.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    view.dossier.menu().actions()[0].trigger()
    settled(place, qtbot)
    with pikepdf.open(path) as pdf:
        pages = len(pdf.pages)
    assert said[-1].text.startswith("整卷已存好，")
    assert "卷里还缺" in said[-1].text
    assert said[-1].act is not None
    said[-1].act()
    (dialog,) = view.window().findChildren(PaperDialog)
    assert dialog.pane.page.pages == pages
    dialog.close()
    view.dossier.menu().actions()[1].trigger()
    settled(place, qtbot)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) < pages  # no blank backs


def test_a_dossier_taken_away_or_too_large_to_show_is_one_sentence(
    view: PapersView, place: Workplace, qtbot: QtBot, tmp_path: Path, said: list[Message],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = tmp_path / "整卷.pdf"
    view.dossier.bind(path, blank_backs=True)
    settled(place, qtbot)
    show = said[-1].act
    assert show is not None
    monkeypatch.setattr(whole_dossier, "LARGEST", 10)
    show()
    assert said[-1].text == "整卷.pdf 太大，在这里看不了。"
    path.unlink()
    show()
    assert said[-1].text == "整卷.pdf 已经不在那里了。"


def test_the_archive_folder_bears_the_number_of_the_case(
    view: PapersView, place: Workplace, qtbot: QtBot, tmp_path: Path, said: list[Message],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path / "归档"))
    view.dossier.menu().actions()[2].trigger()
    settled(place, qtbot)
    assert (tmp_path / "归档" / LAND / "01 人民调解卷宗封面.pdf").is_file()
    assert said[-1].button == ""
    view.dossier.menu().actions()[2].trigger()
    settled(place, qtbot)
    assert said[-1].kind == "error"
