"""材料: slots, small pictures, files that come by button, drag and scanner, and a way back from every removal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import scans
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot
from sample_desk import LAND, WAGES, import_samples, seen, settled
from widget_walk import naming_faults

from jxdesk.desk import Desk
from jxdesk.errors import UserError
from jxdesk.ui.case.case_view import CaseView
from jxdesk.ui.case.materials_tab import MaterialsTab
from jxdesk.ui.messages import Message
from jxdesk.ui.papers.paper_dialog import PaperDialog
from jxdesk.ui.settings.scanner_card import ScannerCard
from jxdesk.ui.workplace import Workplace


@pytest.fixture
def view(place: Workplace, desk: Desk, qtbot: QtBot) -> CaseView:
    """The land case, its 材料 open, the chart folded away."""
    import_samples(desk)
    page = seen(CaseView(place), place, qtbot)
    page.open_case(desk.cases.resolve(LAND))
    settled(place, qtbot)
    page.chart.fold(folded=True)
    page.tabs.setCurrentWidget(page.tabs.materials)
    settled(place, qtbot)
    return page


@pytest.fixture
def tab(view: CaseView) -> MaterialsTab:
    view.tabs.materials.choose("identity")
    return view.tabs.materials


def words(tab: MaterialsTab) -> list[str]:
    return [tab.kept.item(row).text().splitlines()[0] for row in range(tab.kept.count())]


def slots(tab: MaterialsTab) -> list[str]:
    return [tab.slots_list.item(row).text() for row in range(tab.slots_list.count())]


def add(tab: MaterialsTab, place: Workplace, qtbot: QtBot, *paths: Path) -> None:
    tab.add_files(paths)
    settled(place, qtbot)


def test_every_control_has_its_names(view: CaseView) -> None:
    assert naming_faults(view) == []


def test_an_empty_slot_says_what_to_do_and_nothing_claims_to_be_sent(tab: MaterialsTab) -> None:
    assert tab._empty.isVisible()
    assert not tab.view.isEnabled()
    assert not tab.away.isEnabled()
    shown = [label.text() for label in tab.findChildren(type(tab._empty)) if label.isVisible()]
    assert "材料暂存本机，尚未上传到县里。" in shown
    assert "当事人身份证明\n还没有，本案要有" in slots(tab)
    assert "其他材料\n还没有" in slots(tab)


def test_a_case_opens_on_what_it_should_have_and_lacks(
    view: CaseView, place: Workplace, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = view.tabs.materials
    land, wages = desk.cases.resolve(LAND), desk.cases.resolve(WAGES)
    assert tab.shelf is not None
    assert tab.shelf.id == "identity"  # and not 移送函, the first of all, in a case nobody transferred
    assert "移送（委托）函\n还没有" in slots(tab)
    add(tab, place, qtbot, scans.kept(tmp_path, "a.jpg", scans.photo()))
    assert tab.shelf.id == "identity"  # whoever scans one card after the other is not moved on
    view.open_case(wages)
    settled(place, qtbot)
    assert "移送（委托）函\n还没有，有就放进来" in slots(tab)
    view.open_case(land)
    settled(place, qtbot)
    assert tab.shelf.id == "evidence"
    for shelf in desk.materials.shelves(land):
        if shelf.wanted:
            desk.materials.add(land, shelf.id, tmp_path / "a.jpg")
    view.open_case(wages)
    settled(place, qtbot)
    view.open_case(land)
    settled(place, qtbot)
    assert tab.shelf.id == "identity"


def test_files_come_in_with_their_pictures(
    tab: MaterialsTab, place: Workplace, qtbot: QtBot, tmp_path: Path, said: list[Message]
) -> None:
    add(
        tab, place, qtbot, scans.kept(tmp_path, "a.jpg", scans.photo()), scans.kept(tmp_path, "b.pdf", scans.pdf(2))
    )  # fmt: skip
    assert words(tab) == ["1．当事人身份证明", "2．当事人身份证明"]
    assert "当事人身份证明\n2 件，3 页" in slots(tab)
    assert said[-1].text == "收进来 2 件，共 3 页。"
    for row in range(2):
        picture = tab.kept.item(row).icon().pixmap(64, 64).toImage()
        assert not picture.isNull()
        columns, lines = range(0, picture.width(), 2), range(0, picture.height(), 2)
        colours = {picture.pixelColor(x, y).lightness() for x in columns for y in lines}
        assert max(colours) > 200, "no paper in the picture"
        assert min(colours) < 200, "nothing on the paper"


def test_a_broken_file_is_one_sentence_and_the_others_come_in(
    tab: MaterialsTab, place: Workplace, qtbot: QtBot, tmp_path: Path, said: list[Message]
) -> None:
    broken = scans.kept(tmp_path, "断了.jpg", scans.photo()[:-20000])
    add(tab, place, qtbot, broken, scans.kept(tmp_path, "b.pdf", scans.pdf(1)))
    assert words(tab) == ["1．当事人身份证明"]
    assert [message.kind for message in said] == ["error"]
    assert said[0].text == "断了.jpg 已经损坏，读不完整，没有收进来。"


@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")  # Qt has no other way to make one
def test_files_dragged_from_a_folder_come_in_and_stay_in_the_folder(
    tab: MaterialsTab, place: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    path = scans.kept(tmp_path, "a.png", scans.encoded(scans.picture(), "PNG"))
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    copying, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(20, 20), copying, carried, left, none)
    tab.kept.dragEnterEvent(over)
    assert over.isAccepted()
    dropped = QDropEvent(QPointF(20, 20), copying | Qt.DropAction.MoveAction, carried, left, none)
    tab.kept.dropEvent(dropped)
    assert dropped.dropAction() == copying
    settled(place, qtbot)
    assert words(tab) == ["1．当事人身份证明"]
    assert path.exists()


def test_a_removed_piece_can_be_put_back_from_the_banner(
    tab: MaterialsTab, place: Workplace, qtbot: QtBot, tmp_path: Path, said: list[Message]
) -> None:
    add(tab, place, qtbot, scans.kept(tmp_path, "a.jpg", scans.photo()))
    qtbot.mouseClick(tab.away, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert words(tab) == []
    assert said[-1].button == "放回去"
    assert said[-1].act is not None
    said[-1].act()
    settled(place, qtbot)
    assert words(tab) == ["1．当事人身份证明"]


def test_pieces_move_up_down_and_into_another_slot(
    tab: MaterialsTab, place: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in (1, 2, 3):
        add(tab, place, qtbot, scans.kept(tmp_path, f"{number}.pdf", scans.pdf(number)))
        tab.kept.setCurrentRow(number - 1)
        tab.rename(f"第{number}份")
        settled(place, qtbot)
    assert words(tab) == ["1．第1份", "2．第2份", "3．第3份"]
    assert not tab.down.isEnabled()
    qtbot.mouseClick(tab.up, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert words(tab) == ["1．第1份", "2．第3份", "3．第2份"]
    assert tab.kept.currentRow() == 1  # the cursor goes with what was moved
    tab._fill_menu()
    assert "履行凭证" in [action.text() for action in tab._menu.actions()]
    tab.put_into("performance")
    settled(place, qtbot)
    assert words(tab) == ["1．第1份", "2．第2份"]
    tab.choose("performance")
    assert words(tab) == ["1．第3份"]


def test_a_dragged_piece_keeps_the_place_where_it_was_let_go(
    tab: MaterialsTab, place: Workplace, qtbot: QtBot, tmp_path: Path, desk: Desk
) -> None:
    for number in (1, 2, 3):
        add(tab, place, qtbot, scans.kept(tmp_path, f"{number}.pdf", scans.pdf(number)))
    first, second, third = tab.kept.ids()
    tab.kept.moved.emit(third, 0)
    settled(place, qtbot)
    assert tab.kept.ids() == [third, first, second]


def test_a_piece_is_seen_large_with_the_pages_it_makes(
    tab: MaterialsTab, place: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    add(tab, place, qtbot, scans.kept(tmp_path, "a.tif", scans.tiff(3)))
    qtbot.mouseClick(tab.view, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    (dialog,) = tab.findChildren(PaperDialog)
    assert dialog.pane.page.pages == 3
    dialog.close()


def test_scans_from_the_watched_folder_are_offered_and_moved_once_stored(
    tab: MaterialsTab, place: Workplace, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "scanner"
    paths = [scans.kept(folder, f"{n}.pdf", scans.pdf(n)) for n in (1, 2, 3)]
    scans.kept(folder, "desktop.ini", b"x")
    desk.scanner.choose(folder)
    for _ in range(2):  # what did not change between two looks is finished
        tab.strip.look()
        settled(place, qtbot)
    assert tab.strip.isVisible()
    assert tab.strip.text.text() == "扫描仪送来 3 张，放到哪一件？"
    assert tab.strip.slots_box.currentText() == "当事人身份证明"
    tab.strip.slots_box.setCurrentIndex(tab.strip.slots_box.findText("履行凭证"))
    qtbot.mouseClick(tab.strip.take, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert tab.shelf is not None
    assert tab.shelf.id == "performance"
    assert [one.pages for one in tab.shelf.kept] == [1, 2, 3]
    assert not any(path.exists() for path in paths)
    assert (folder / "desktop.ini").exists()
    assert not tab.strip.isVisible()


def test_a_broken_scan_stays_in_the_folder_and_what_was_put_off_is_not_offered_again(
    tab: MaterialsTab, place: Workplace, desk: Desk, qtbot: QtBot, tmp_path: Path, said: list[Message]
) -> None:
    folder = tmp_path / "scanner"
    broken = scans.kept(folder, "1.jpg", scans.photo()[:-20000])
    desk.scanner.choose(folder)
    for _ in range(2):
        tab.strip.look()
        settled(place, qtbot)
    qtbot.mouseClick(tab.strip.take, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert broken.exists()
    assert said[-1].kind == "error"
    tab.strip.look()
    settled(place, qtbot)
    assert tab.strip.isVisible()
    qtbot.mouseClick(tab.strip.later, Qt.MouseButton.LeftButton)
    tab.strip.look()
    settled(place, qtbot)
    assert not tab.strip.isVisible()


def test_a_scan_still_being_written_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "scanner"
    path = scans.kept(folder, "1.pdf", scans.pdf(1))
    desk.scanner.choose(folder)
    assert desk.scanner.waiting() == ()
    path.write_bytes(scans.pdf(2))
    assert desk.scanner.waiting() == ()
    assert desk.scanner.waiting() == (path,)


def test_a_scan_written_over_after_it_was_read_stays(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scans.kept(tmp_path, "1.pdf", scans.pdf(1))
    case, real = desk.cases.begin().id, desk.materials.add

    def add_then_written_over(case_id: str, slot: str, source: Path, **more: Any) -> object:
        kept = real(case_id, slot, source, **more)
        source.write_bytes(scans.pdf(7))
        return kept

    monkeypatch.setattr(desk.materials, "add", add_then_written_over)
    assert len(desk.scanner.take(case, "other", [path]).kept) == 1
    assert path.read_bytes() == scans.pdf(7)


def test_the_scanner_folder_is_chosen_in_the_settings(
    place: Workplace, desk: Desk, qtbot: QtBot, tmp_path: Path, said: list[Message]
) -> None:
    card = ScannerCard(place)
    qtbot.addWidget(card)
    card.show_folder(desk.scanner.folder())
    assert not card.forget.isEnabled()
    card.choose(tmp_path)
    settled(place, qtbot)
    assert desk.scanner.folder() == tmp_path
    card.show_folder(desk.scanner.folder())
    assert card.folder.text() == str(tmp_path)
    card.show_folder(tmp_path / "gone")
    assert card.folder.text().endswith("（现在打不开）")
    qtbot.mouseClick(card.forget, Qt.MouseButton.LeftButton)
    settled(place, qtbot)
    assert desk.scanner.folder() is None
    with pytest.raises(UserError, match="打不开"):
        desk.scanner.choose(tmp_path / "gone")


def test_the_list_of_evidence_is_behind_the_second_button(
    view: CaseView, tab: MaterialsTab, qtbot: QtBot
) -> None:
    assert not view.tabs.evidence.isVisible()
    qtbot.mouseClick(tab.halves[1], Qt.MouseButton.LeftButton)
    assert view.tabs.evidence.isVisible()
    assert not tab.kept.isVisible()
